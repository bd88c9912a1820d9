"""Format jsonl: one finding a line, as an object that begins with its path and the score of the file."""

from __future__ import annotations

from typing import TextIO

from newslint.finding import FileResult
from newslint.report.base import Options, Summary, by_place
from newslint.report.json import dumps, finding_object, score_object


class Reporter:
    """Prints one JSON object a finding."""

    def __init__(self, out: TextIO, options: Options) -> None:
        self._out = out

    def file(self, result: FileResult) -> None:
        """Print the findings of a file in the order of their places."""
        score = score_object(result.score)
        for finding in by_place((*result.findings, *result.suppressed)):
            self._out.write(dumps({"path": result.path, "score": score, **finding_object(finding)}) + "\n")

    def close(self, summary: Summary) -> None:
        """Nothing is left to print."""
