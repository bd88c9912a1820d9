"""Format full, for people at a terminal: findings grouped by file, each with its passage, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from newslint.finding import FileResult, Finding
from newslint.report.base import Options, Summary, counted, headline, last_line, told, why_suppressed
from newslint.report.layout import paint, passage, wrap
from newslint.report.visible import visible, width

if TYPE_CHECKING:
    from newslint.finding import Score
    from newslint.source import Source

_INDENT = "    "
_BELOW = "\n" + _INDENT


class Reporter:
    """Prints each finding with its passage, carets under the match, the suggestion, and the reason for its rule once."""

    def __init__(self, out: TextIO, options: Options) -> None:
        self._out = out
        self._options = options
        self._explained: set[str] = set()
        self._scores: list[tuple[Score, str]] = []
        self._first: Finding | None = None
        self._safe = 0

    def file(self, result: FileResult) -> None:
        """Print the findings of a file in the order of their places."""
        if result.score:
            self._scores.append((result.score, result.path))
        findings = told(result, self._options)
        if not findings:
            return
        counting = [finding for finding in findings if not finding.suppressed]
        self._first = self._first or next(iter(counting), None)
        self._safe += sum(1 for finding in counting if finding.fix and finding.fix.applicability == "safe")
        score = f" score {_points(result.score)}" if result.score else ""
        lines = [self._paint(visible(result.path), "bold") + score]
        for finding in findings:
            lines += self._finding(finding, result.source)
        self._out.write("\n".join(lines) + "\n")

    def close(self, summary: Summary) -> None:
        """Print the sum, the scores, and what to do next."""
        if self._options.quiet:
            return
        self._out.write("\n".join([headline(summary), *self._score_line(), *self._next_lines()]) + "\n")

    def _score_line(self) -> Iterator[str]:
        if len(self._scores) > 1:
            low, high = (pick(self._scores, key=lambda entry: entry[0].value) for pick in (min, max))
            yield f"scores: {_points(low[0])} to {_points(high[0])}, the lowest: {visible(low[1])}"

    def _next_lines(self) -> Iterator[str]:
        steps = list(self._next_steps())
        if not steps:
            return
        room = max(width(command) for command, _ in steps)
        fits = len("    ") + room + max(width(what) for _, what in steps) <= self._options.width
        yield "next:"
        for command, what in steps:
            yield f"  {command:<{room}}  {self._paint(what, 'dim')}" if fits else f"  {command}{_BELOW}{self._paint(what, 'dim')}"

    def _next_steps(self) -> Iterator[tuple[str, str]]:
        """Commands, and what they do."""
        if self._first:
            yield f"newslint explain {self._first.code}", "what a code means, with examples"
            yield 'newslint waive FINGERPRINT --reason "…"', "accept one finding for good"
        if self._safe:
            yield "newslint clean PATH --to DIR", f"cleaned copies: {counted(self._safe, 'safe fix', 'safe fixes')}"

    def _paint(self, text: str, style: str) -> str:
        return paint(text, style, self._options.color)

    def _finding(self, finding: Finding, source: Source | None) -> list[str]:
        severity = self._paint(finding.severity, finding.severity)
        place = f"  {finding.start.line}:{finding.start.column}"
        what = f"{finding.code} {finding.name} [{finding.confidence:.2f}]{why_suppressed(finding)}"
        room = self._options.width - width(f"{place} {finding.severity} {what} ")
        gap = " " if len(finding.fingerprint) <= room else _BELOW
        lines = [f"{place} {severity} {what}{gap}{self._paint(finding.fingerprint, 'dim')}"]
        lines += self._wrapped(visible(finding.message))
        if source:
            lines += self._passage(finding, source.line(finding.start.line))
        if finding.suggestions:
            lines += self._wrapped(f"= try: {', '.join(map(visible, finding.suggestions))}", len("= try: "))
        return [*lines, *self._why(finding.code), ""]

    def _why(self, code: str) -> Iterator[str]:
        rule = None if code in self._explained else self._options.rule(code)
        self._explained.add(code)
        if rule:
            yield from (self._paint(line, "dim") for line in self._wrapped(f"= why: {visible(rule.why)}", len("= why: ")))

    def _wrapped(self, text: str, hang: int = 0) -> list[str]:
        return [_INDENT + line for line in wrap(text, self._options.width - len(_INDENT), hang=hang)]

    def _passage(self, finding: Finding, line: str) -> list[str]:
        start = finding.start.column - 1
        end = finding.end.column - 1 if finding.end.line == finding.start.line else len(line)
        bar = self._paint("|", "dim")
        shown = passage(line, start, end, self._options.width - len(_INDENT) - 2)
        carets = self._paint("^" * max(shown.under, 1), finding.severity)
        lines = [f"{_INDENT}{bar} {shown.text}", f"{_INDENT}{bar} {' ' * shown.before}{carets}"]
        more = last_line(finding) - finding.start.line
        return [*lines, f"{_INDENT}{bar} … and {counted(more, 'more line', 'more lines')}"] if more else lines


def _points(score: Score) -> str:
    return f"{score.value} ({score.grade})"
