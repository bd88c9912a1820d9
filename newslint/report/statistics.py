"""What `--statistics` prints in place of findings: how often each rule speaks, and in what share of the files."""

from __future__ import annotations

from typing import Any, TextIO

from newslint.finding import FileResult
from newslint.report.base import Options, Summary, headline


class TextStatistics:
    """Prints a table, the most frequent code first."""

    def __init__(self, out: TextIO, options: Options) -> None:
        self._out = out
        self._options = options

    def file(self, result: FileResult) -> None:
        """Nothing: the run is counted elsewhere."""

    def close(self, summary: Summary) -> None:
        """Print the table."""
        rows = statistics(summary)
        if rows:
            self._out.write(f"{'count':>8}  {'files':>6}  {'share':>5}  {'code':5}  name\n")
        for row in rows:
            self._out.write(f"{row['count']:>8}  {row['files']:>6}  {row['share']:>5.0%}  {row['code']:5}  {row['name']}\n")
        if self._options.notes and not self._options.quiet:
            self._options.notes.write(f"{headline(summary)}\n")


class JsonStatistics:
    """Prints the table as a JSON list."""

    def __init__(self, out: TextIO, options: Options) -> None:
        self._out = out

    def file(self, result: FileResult) -> None:
        """Nothing: the run is counted elsewhere."""

    def close(self, summary: Summary) -> None:
        """Print the list."""
        from newslint.report.json import dumps

        self._out.write(dumps({"files": summary.files, "findings": summary.findings, "statistics": statistics(summary)}) + "\n")


def statistics(summary: Summary) -> list[dict[str, Any]]:
    """One row a code, the most frequent first; `share` is that of the linted files with at least one such finding, 0 to 1."""
    order = sorted(summary.by_code, key=lambda code: (-summary.by_code[code], code))
    return [
        {
            "code": code,
            "name": summary.names[code],
            "count": summary.by_code[code],
            "files": summary.files_by_code[code],
            "share": round(summary.files_by_code[code] / summary.files, 4),
        }
        for code in order
    ]
