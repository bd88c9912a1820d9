"""Format text: one line a finding, for pipes and editors: `file:line:column: CODE severity message [confidence]`."""

from __future__ import annotations

from typing import TextIO

from newslint.finding import FileResult
from newslint.report.base import Options, Summary, by_place, headline
from newslint.report.layout import paint
from newslint.report.visible import visible


class Reporter:
    """Prints one line a finding; the sum goes to `options.notes`."""

    def __init__(self, out: TextIO, options: Options) -> None:
        self._out = out
        self._options = options

    def file(self, result: FileResult) -> None:
        """Print the findings of a file in the order of their places."""
        color = self._options.color
        path = paint(visible(result.path), "bold", color)
        for finding in by_place(result.findings):
            severity = paint(finding.severity, finding.severity, color)
            place = f"{path}:{finding.start.line}:{finding.start.column}"
            self._out.write(f"{place}: {finding.code} {severity} {visible(finding.message)} [{finding.confidence:.2f}]\n")

    def close(self, summary: Summary) -> None:
        """Tell the sum, unless nobody wants it."""
        if self._options.notes and not self._options.quiet:
            self._options.notes.write(f"{headline(summary)}\n")
