"""Format checkstyle: the XML of Checkstyle, which many programs for reviews read."""

from __future__ import annotations

from typing import TextIO

from newslint.finding import FileResult
from newslint.report.base import Options, Summary, by_place
from newslint.report.markup import element

VERSION = "4.3"


class Reporter:
    """Prints one element a file as the files come, and in it one for each finding."""

    def __init__(self, out: TextIO, options: Options) -> None:
        self._out = out
        self._out.write(f'<?xml version="1.0" encoding="utf-8"?>\n<checkstyle version="{VERSION}">\n')

    def file(self, result: FileResult) -> None:
        """Print the findings of a file in the order of their places, or why it could not be linted."""
        if result.error is not None:
            errors = [element("error", line=1, severity="error", message=result.error, source="newslint")]
        else:
            errors = [
                element(
                    "error",
                    line=finding.start.line,
                    column=finding.start.column,
                    severity=finding.severity,
                    message=finding.message,
                    source=f"newslint.{finding.code}",
                )
                for finding in by_place(result.findings)
            ]
        self._out.write(element("file", "\n".join(["", *errors, ""]) if errors else None, name=result.path) + "\n")

    def close(self, summary: Summary) -> None:
        """Print the end."""
        self._out.write("</checkstyle>\n")
