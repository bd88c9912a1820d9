"""Format junit: XML of test results, which Jenkins, GitLab and others show: a file is a suite, a finding a test that failed."""

from __future__ import annotations

from typing import TextIO

from newslint.finding import FileResult, Finding
from newslint.report.base import Options, Summary, by_place
from newslint.report.markup import element, escaped
from newslint.report.text import finding_line


class Reporter:
    """Prints one suite a file as the files come. A file without findings has one test, which passed."""

    def __init__(self, out: TextIO, options: Options) -> None:
        self._out = out
        self._out.write('<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="newslint">\n')

    def file(self, result: FileResult) -> None:
        """Print the suite of a file."""
        path = result.path
        findings = by_place((*result.findings, *result.suppressed))
        tests = [_case(path, _name(finding), _outcome(path, finding), line=finding.start.line) for finding in findings]
        if result.error is not None:
            tests = [_case(path, "newslint", element("error", escaped(result.error), type="not-linted", message=result.error))]
        suite = element(
            "testsuite",
            "\n".join(["", *(tests or [_case(path, "newslint")]), ""]),
            name=path,
            tests=max(len(tests), 1),
            failures=len(result.findings),
            errors=int(result.error is not None),
            skipped=len(result.suppressed),
            time=0,
        )
        self._out.write(suite + "\n")

    def close(self, summary: Summary) -> None:
        """Print the end."""
        self._out.write("</testsuites>\n")


def _case(path: str, name: str, content: str | None = None, line: int | None = None) -> str:
    return element("testcase", content, classname=path, name=name, file=path, line=line, time=0)


def _name(finding: Finding) -> str:
    """The name of a finding's test; GitLab takes two tests of one name for one."""
    return f"{finding.code} {finding.name} {finding.start.line}:{finding.start.column}"


def _outcome(path: str, finding: Finding) -> str:
    if finding.suppressed:
        return element("skipped", message=finding.suppressed.reason or f"in the {finding.suppressed.kind}")
    return element("failure", escaped(finding_line(path, finding)), type=finding.severity, message=finding.message)
