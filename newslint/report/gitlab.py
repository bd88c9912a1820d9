"""Format gitlab: a Code Quality report, a JSON list that merge requests of GitLab show."""

from __future__ import annotations

from collections import Counter
from typing import TextIO

from newslint.finding import FileResult
from newslint.report.base import Options, Summary, by_place, last_line, project_path
from newslint.report.json import dumps
from newslint.report.visible import visible

SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


class Reporter:
    """Prints one object a finding as the files come. Only the fingerprints are held, since GitLab wants each to be the only one."""

    def __init__(self, out: TextIO, options: Options) -> None:
        self._out = out
        self._fingerprints: Counter[str] = Counter()
        self._separator = "[\n"

    def file(self, result: FileResult) -> None:
        """Print the findings of a file in the order of their places."""
        path = visible(project_path(result))
        for finding in by_place(result.findings):
            issue = {
                "description": f"{finding.code} {visible(finding.message)}",
                "check_name": finding.code,
                "fingerprint": self._unique(finding.fingerprint),
                "severity": SEVERITIES[finding.severity],
                "location": {"path": path, "lines": {"begin": finding.start.line, "end": last_line(finding)}},
            }
            self._out.write(self._separator + dumps(issue))
            self._separator = ",\n"

    def close(self, summary: Summary) -> None:
        """Print the end of the list."""
        self._out.write("[]\n" if self._separator.startswith("[") else "\n]\n")

    def _unique(self, fingerprint: str) -> str:
        self._fingerprints[fingerprint] += 1
        times = self._fingerprints[fingerprint]
        return fingerprint if times == 1 else f"{fingerprint}-{times}"
