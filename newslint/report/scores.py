"""What `newslint score` prints: a table for people, or JSON with the keys of format json."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from newslint import __version__
from newslint.finding import FileResult
from newslint.report.json import SCHEMA_VERSION, dumps, score_object
from newslint.report.layout import paint
from newslint.report.visible import visible

STYLES = ((40, "error"), (75, "warning"))  # a score below the number is painted in the style


def as_table(results: Sequence[FileResult], out: TextIO, *, color: bool) -> None:
    """Print a line for each file that has a score, in the order given."""
    rows = [(result.path, result.score) for result in results if result.score is not None]
    if not rows:
        return
    parts = list(rows[0][1].parts)
    out.write("  ".join(["score", "grade", *parts, "path"]) + "\n")
    for path, score in rows:
        style = next((style for below, style in STYLES if score.value < below), "bold")
        cells = [paint(f"{score.value:>5}", style, color), f"{score.grade:>5}"]
        cells += [f"{_told(score.parts.get(part)):>{len(part)}}" for part in parts]
        out.write("  ".join([*cells, visible(path)]) + "\n")


def as_json(results: Iterable[FileResult], out: TextIO) -> None:
    """Print one object with a result for each file, in the order given."""
    head = {"schema_version": SCHEMA_VERSION, "tool": {"name": "newslint", "version": __version__}}
    rows = (
        {"path": result.path, "sha256": result.sha256, "score": score_object(result.score), "error": result.error} for result in results
    )
    out.write(dumps(head)[:-1] + ', "results": [')
    out.write(",".join("\n" + dumps(row) for row in rows))
    out.write("]}\n")


def _told(value: int | None) -> str:
    return "-" if value is None else str(value)
