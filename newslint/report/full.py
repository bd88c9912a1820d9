"""Format full, for people at a terminal: findings grouped by file, each with its passage, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from newslint.finding import FileResult, Finding
from newslint.report.base import Options, Summary, by_place, headline
from newslint.report.layout import paint, passage, wrap
from newslint.report.visible import visible

if TYPE_CHECKING:
    from newslint.source import Source

_INDENT = "    "


class Reporter:
    """Prints each finding with its passage, carets under the match, and the suggestion."""

    def __init__(self, out: TextIO, options: Options) -> None:
        self._out = out
        self._options = options
        self._example = ""

    def file(self, result: FileResult) -> None:
        """Print the findings of a file in the order of their places."""
        if not result.findings:
            return
        score = f" score {result.score.value} ({result.score.grade})" if result.score else ""
        lines = [self._paint(visible(result.path), "bold") + score]
        findings = by_place(result.findings)
        for finding in findings:
            lines += self._finding(finding, result.source)
        self._out.write("\n".join(lines) + "\n")
        self._example = self._example or findings[0].code

    def close(self, summary: Summary) -> None:
        """Print the sum, and where to read more."""
        if self._options.quiet:
            return
        self._out.write(f"{headline(summary)}\n")
        if self._example:
            self._out.write(f"What a code means: newslint explain {self._example}\n")

    def _paint(self, text: str, style: str) -> str:
        return paint(text, style, self._options.color)

    def _finding(self, finding: Finding, source: Source | None) -> list[str]:
        severity = self._paint(finding.severity, finding.severity)
        lines = [f"  {finding.start.line}:{finding.start.column} {severity} {finding.code} {finding.name} [{finding.confidence:.2f}]"]
        lines += [_INDENT + line for line in wrap(visible(finding.message), self._options.width - len(_INDENT))]
        if source:
            lines += self._passage(finding, source.line(finding.start.line))
        if finding.suggestions:
            lines.append(f"{_INDENT}= try: {', '.join(map(visible, finding.suggestions))}")
        return [*lines, ""]

    def _passage(self, finding: Finding, line: str) -> list[str]:
        # An end in the first column belongs to the line before.
        last = finding.end.line - (finding.end.column == 1 and finding.end.line > finding.start.line)
        start = finding.start.column - 1
        end = finding.end.column - 1 if finding.end.line == finding.start.line else len(line)
        bar = self._paint("|", "dim")
        shown = passage(line, start, end, self._options.width - len(_INDENT) - 2)
        carets = self._paint("^" * max(shown.under, 1), finding.severity)
        lines = [f"{_INDENT}{bar} {shown.text}", f"{_INDENT}{bar} {' ' * shown.before}{carets}"]
        more = last - finding.start.line
        return [*lines, f"{_INDENT}{bar} … and {more} more {'line' if more == 1 else 'lines'}"] if more else lines
