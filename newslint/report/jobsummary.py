"""The summary of a GitHub job: how the files fared, the worst findings, and how often each rule spoke.

It is HTML without blank lines, in which GitHub looks for no Markdown. Messages and names of files stand in `<code>`, in which it looks for
no mentions and addresses either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newslint.finding import FileResult, Finding, Score
from newslint.homepage import rule_url
from newslint.report.base import Summary, headline, project_path
from newslint.report.markup import element, escaped
from newslint.report.visible import visible
from newslint.report.worst import Worst, badness

if TYPE_CHECKING:
    from newslint.ruleset import Rule

MOST_ROWS = 50
MOST_CHARACTERS = 200  # in a cell: GitHub refuses a summary of more than 1 MiB


class _File(NamedTuple):
    path: str
    findings: int
    score: Score | None


class JobSummary:
    """Gathers what the summary tells.

    Args:
        rule: gives the rule of a finding's code where that is known.
    """

    def __init__(self, rule: Callable[[str], Rule | None]) -> None:
        self._rule = rule
        self._findings: Worst[tuple[str, Finding]] = Worst(MOST_ROWS)
        self._files: Worst[_File] = Worst(MOST_ROWS)

    def add(self, result: FileResult) -> None:
        """Take account of one result."""
        path = project_path(result)
        for finding in result.findings:
            self._findings.add(badness(finding), (path, finding))
        if result.findings:
            errors = sum(finding.severity == "error" for finding in result.findings)
            self._files.add((errors, len(result.findings)), _File(path, len(result.findings), result.score))

    def html(self, summary: Summary) -> str:
        """The summary of the whole run."""
        parts = [element("h3", "newslint"), element("p", "<br>".join(map(escaped, headline(summary).splitlines())))]
        if summary.errors:
            rows = [[_code(error)] for error in summary.errors[:MOST_ROWS]]
            parts += _table("Not linted", ["why"], rows, len(summary.errors) - len(rows))
        if summary.findings:
            parts += _table("The worst findings", ["severity", "rule", "place", "message"], self._worst(), self._findings.left_out)
            parts += _table("Files with findings", ["file", "findings", "score"], self._by_file(), self._files.left_out)
            codes = sorted(summary.by_code, key=lambda code: (-summary.by_code[code], code))
            rows = [[*self._named(code, summary.names[code]), *_figures(summary, code)] for code in codes[:MOST_ROWS]]
            parts += _table("Rules", ["rule", "name", "findings", "files"], rows, len(codes) - len(rows))
        return "\n" + "\n".join(parts) + "\n\n"

    def _worst(self) -> Iterable[Sequence[str]]:
        for path, finding in self._findings.items():
            place = _code(f"{path}:{finding.start.line}:{finding.start.column}")
            yield [finding.severity, self._named(finding.code, finding.name)[0], place, _code(finding.message)]

    def _by_file(self) -> Iterable[Sequence[str]]:
        for file in self._files.items():
            score = f"{file.score.value} ({file.score.grade})" if file.score else ""
            yield [_code(file.path), f"{file.findings:,}", escaped(score)]

    def _named(self, code: str, name: str) -> tuple[str, str]:
        rule = self._rule(code)
        url = rule_url(rule) if rule else None
        return (element("a", code, href=url) if url else code), escaped(name)


def _figures(summary: Summary, code: str) -> tuple[str, str]:
    return f"{summary.by_code[code]:,}", f"{summary.files_by_code[code]:,}"


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], left_out: int) -> list[str]:
    """A heading and a table; the cells are HTML."""
    lines = [element("h4", title), "<table>", _row("th", heads), *(_row("td", row) for row in rows), "</table>"]
    return [*lines, element("p", f"and {left_out:,} more")] if left_out else lines


def _row(name: str, cells: Iterable[str]) -> str:
    return element("tr", "".join(element(name, cell) for cell in cells))


def _code(text: str) -> str:
    shown = visible(text)
    return element("code", escaped(shown if len(shown) <= MOST_CHARACTERS else f"{shown[: MOST_CHARACTERS - 1]}…"))
