"""Format github: annotations for GitHub Actions, the full list in the log, and the summary of the job."""

from __future__ import annotations

from typing import NamedTuple, TextIO

from newslint.errors import NewslintError
from newslint.finding import FileResult, Finding
from newslint.report.base import Options, Summary, by_place, counted, headline, last_line, project_path
from newslint.report.jobsummary import JobSummary
from newslint.report.text import finding_line
from newslint.report.visible import logged
from newslint.report.worst import Worst, badness

LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
# GitHub shows ten of each level for a step; the tenth notice tells of those that are left out.
MOST = {"error": 10, "warning": 10, "info": 9}
_WORSE_THAN_FINDINGS = (len(LEVELS), 1.0)


class _Annotation(NamedTuple):
    message: str
    properties: dict[str, object]


class Reporter:
    """Prints the list as the files come, then the worst of each level as annotations."""

    def __init__(self, out: TextIO, options: Options) -> None:
        self._out = out
        self._options = options
        self._worst: dict[str, Worst[_Annotation]] = {severity: Worst(most) for severity, most in MOST.items()}
        self._summary = JobSummary(options.rule) if options.job_summary else None
        self._in_group = False

    def file(self, result: FileResult) -> None:
        """Print the findings of a file in the order of their places."""
        path = project_path(result)
        if result.error is not None:
            self._worst["error"].add(_WORSE_THAN_FINDINGS, _Annotation(result.error, {"file": path, "title": "newslint"}))
        for finding in by_place(result.findings):
            if not self._in_group:
                self._out.write("::group::newslint: all findings\n")
                self._in_group = True
            # A line that began with a file's name could begin with a command.
            self._out.write(f"- {logged(finding_line(result.path, finding))}\n")
            self._worst[finding.severity].add(badness(finding), _Annotation(finding.message, _properties(path, finding)))
        if self._summary:
            self._summary.add(result)

    def close(self, summary: Summary) -> None:
        """Print the annotations, the worst first, and write the summary."""
        if self._in_group:
            self._out.write("::endgroup::\n")
        for severity, level in LEVELS.items():
            for annotation in self._worst[severity].items():
                self._out.write(_command(level, annotation.message, annotation.properties))
        left_out = [counted(worst.left_out, severity) for severity, worst in self._worst.items() if worst.left_out]
        if left_out:
            told = f"not shown here: {', '.join(left_out)}. The log of this step has all of them."
            self._out.write(_command("notice", told, {"title": "newslint"}))
        if self._options.notes and not self._options.quiet:
            self._options.notes.write(f"{headline(summary)}\n")
        if self._summary and self._options.job_summary:
            _append(self._options.job_summary, self._summary.html(summary))


def _properties(path: str, finding: Finding) -> dict[str, object]:
    line, end = finding.start.line, last_line(finding)
    # GitHub takes no columns of a passage that has several lines.
    columns = {"col": finding.start.column, "endColumn": finding.end.column} if line == finding.end.line else {}
    return {"file": path, "line": line, "endLine": end, **columns, "title": f"{finding.code} {finding.name}"}


def _command(level: str, message: str, properties: dict[str, object]) -> str:
    told = ",".join(f"{key}={_data(str(value)).replace(':', '%3A').replace(',', '%2C')}" for key, value in properties.items())
    return f"::{level} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    return logged(text).replace("%", "%25")


def _append(path: str, html: str) -> None:
    try:
        with open(path, "a", encoding="utf-8", newline="\n") as file:
            file.write(html)
    except OSError as error:
        raise NewslintError(f"GITHUB_STEP_SUMMARY: {path}: cannot be written: {error.strerror}; unset it or name a file") from error
