"""Format text: one line a finding, for pipes and editors: `file:line:column: CODE severity message [confidence]`."""

from __future__ import annotations

from typing import TextIO

from newslint.finding import FileResult, Finding
from newslint.report.base import Options, Summary, headline, told, why_suppressed
from newslint.report.layout import paint
from newslint.report.visible import visible


class Reporter:
    """Prints one line a finding; the sum goes to `options.notes`."""

    def __init__(self, out: TextIO, options: Options) -> None:
        self._out = out
        self._options = options

    def file(self, result: FileResult) -> None:
        """Print the findings of a file in the order of their places."""
        for finding in told(result, self._options):
            self._out.write(finding_line(result.path, finding, color=self._options.color) + "\n")

    def close(self, summary: Summary) -> None:
        """Tell the sum, unless nobody wants it."""
        if self._options.notes and not self._options.quiet:
            self._options.notes.write(f"{headline(summary)}\n")


def finding_line(path: str, finding: Finding, *, color: bool = False) -> str:
    """One finding of a file in one line, without its end."""
    severity = paint(finding.severity, finding.severity, color)
    place = f"{paint(visible(path), 'bold', color)}:{finding.start.line}:{finding.start.column}"
    return f"{place}: {finding.code} {severity} {visible(finding.message)} [{finding.confidence:.2f}]{why_suppressed(finding)}"
