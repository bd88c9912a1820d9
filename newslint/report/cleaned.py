"""What `newslint clean` prints: what was done to each file, as text, as JSON, or as the differences line by line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from newslint import __version__
from newslint.report.base import counted
from newslint.report.json import SCHEMA_VERSION, dumps
from newslint.report.layout import paint
from newslint.report.visible import visible

if TYPE_CHECKING:
    from newslint.clean import Cleaned
    from newslint.source import Source

MOST_CODES = 8
_STYLES = {"+": "added", "-": "removed", "@": "dim"}


class Outcome(NamedTuple):
    """What became of one file: its `map` is that beside the copy; `copy` is the copy's path, None where none was written."""

    source: Source
    cleaned: Cleaned
    copy: str | None
    map: dict[str, Any]


class Sums:
    """Adds up the files of a run, and tells each of them in a line."""

    def __init__(self) -> None:
        self._files = self._unchanged = self._lines = self._places = 0

    def line(self, outcome: Outcome) -> str:
        """What was done to a file."""
        lines, places = _lines_and_places(outcome)
        self._files += 1
        self._unchanged += not outcome.cleaned.changes
        self._lines += lines
        self._places += places
        to = f" -> {visible(outcome.copy)}" if outcome.copy else ""
        codes = Counter(finding.code for change in outcome.cleaned.changes for finding in change.findings)
        told = f" ({_codes(codes)})" if codes else ""
        left = f"; {counted(len(outcome.cleaned.kept), 'fix', 'fixes')} left out" if outcome.cleaned.kept else ""
        return f"{visible(outcome.source.path)}{to}: {_done(lines, places)}{told}{left}"

    def total(self) -> str:
        """The sums so far."""
        unchanged = f"; {counted(self._unchanged, 'file')} had nothing to clean" if self._unchanged else ""
        return f"{counted(self._files, 'file')}: {_done(self._lines, self._places)}{unchanged}"


class Maps:
    """Prints one JSON object with the map of each file, as the files come."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._separator = "\n"
        head = {"schema_version": SCHEMA_VERSION, "tool": {"name": "newslint", "version": __version__}}
        out.write(dumps(head)[:-1] + ', "results": [')

    def add(self, outcome: Outcome) -> None:
        """Print the map of a file."""
        self._out.write(self._separator + dumps(outcome.map))
        self._separator = ",\n"

    def close(self) -> None:
        """Print the end."""
        self._out.write("]}\n")


def as_diff(outcome: Outcome, out: TextIO, *, color: bool) -> None:
    """Print what would become of a file as a unified diff; nothing if it stays as it is."""
    from difflib import unified_diff

    name = visible(outcome.source.path)
    before, after = (text.splitlines() for text in (outcome.source.text, outcome.cleaned.text))
    for line in unified_diff(before, after, name, f"{name} (cleaned)", lineterm=""):
        out.write(paint(visible(line), _STYLES.get(line[0], "plain"), color) + "\n")


def _done(lines: int, places: int) -> str:
    done = [*([f"{counted(lines, 'line')} removed"] if lines else ()), *([f"{counted(places, 'place')} mended"] if places else ())]
    return ", ".join(done) or "nothing to clean"


def _codes(codes: Counter[str]) -> str:
    told = [f"{code} ×{times}" if times > 1 else code for code, times in codes.most_common(MOST_CODES)]
    return ", ".join(told) + (f" and {len(codes) - MOST_CODES} more" if len(codes) > MOST_CODES else "")


def _lines_and_places(outcome: Outcome) -> tuple[int, int]:
    """How many filled lines were taken out as a whole, and at how many other places something was done."""
    text = outcome.source.text
    lines = places = 0
    for change in outcome.cleaned.changes:
        whole = not change.content and text[change.start - 1 : change.start] in ("", "\n", "\r")
        if whole and (change.end == len(text) or text[change.end - 1] in "\n\r"):
            lines += sum(1 for line in text[change.start : change.end].splitlines() if line.strip())
        else:
            places += 1
    return lines, places
