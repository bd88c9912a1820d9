"""What `newslint baseline` and `newslint waive` print."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from newslint.discovery import shown
from newslint.report.visible import visible

if TYPE_CHECKING:
    from newslint.suppress.run import Met
    from newslint.suppress.verdicts import Verdict


def show_baseline(place: str, met: Iterable[Met], verdicts: Iterable[Verdict], out: TextIO) -> None:
    """Print the findings that a baseline (an absolute path) accepts, where they stand now, then its stale entries."""
    for finding, path, _ in met:
        start = finding.start
        out.write(visible(f"{path}:{start.line}:{start.column}: {finding.code} {finding.match}") + "\n")
    for verdict in verdicts:
        tell(f"{shown(place)}:{verdict.entry.line}", f"stale: {verdict.told()}", out)


def tell(place: str, what: str, out: TextIO) -> None:
    """Print what was done to a ledger, or stands in it; `place` is the file, perhaps with a line."""
    out.write(visible(f"{place}: {what}") + "\n")
