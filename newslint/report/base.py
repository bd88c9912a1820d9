"""What every report works with: its options, the sums of a run, and the shape of a `Reporter`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol, TextIO

from newslint.finding import FileResult, Finding
from newslint.report.visible import visible

if TYPE_CHECKING:
    from newslint.changes import Since
    from newslint.integrations.languagetool import Run
    from newslint.ruleset import Rule

MOST_NAMED = 10


class Options(NamedTuple):
    """How to print.

    `width` is that of the terminal, in columns. `quiet` leaves the summary out. `notes` is where a format that programs read line by line
    tells a person the sum of the run; None: nowhere. `rule` gives the rule of a finding's code where that is known. `show_suppressed` asks
    formats for people to show the findings that a baseline or a waiver suppresses, too; formats for programs always have them.
    `job_summary` is the file that GitHub shows as the summary of a job, if there is one.
    """

    color: bool = False
    width: int = 100
    quiet: bool = False
    notes: TextIO | None = None
    rule: Callable[[str], Rule | None] = lambda code: None
    show_suppressed: bool = False
    job_summary: str | None = None


class Summary(NamedTuple):
    """The sums of a run.

    `files` counts those that were linted; `skipped` are the paths that could not be, and `errors` says why, one line each.
    `by_code` and `by_severity` count findings, `files_by_code` the files with at least one of a code.
    `suppressed` counts findings that a baseline or a waiver takes out, `stale` the entries of these that mean nothing any more.
    `languagetool` says what LanguageTool did, if it was to be asked; `since` what has changed, if only that was looked at.
    """

    files: int
    findings: int
    by_code: Mapping[str, int]
    by_severity: Mapping[str, int]
    files_by_code: Mapping[str, int]
    names: Mapping[str, str]
    suppressed: int = 0
    stale: int = 0
    skipped: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    languagetool: Run | None = None
    since: Since | None = None


class Reporter(Protocol):
    """Prints the results of a run as they come, then the sums.

    Args:
        out: where to print.
        options: how.
    """

    def __init__(self, out: TextIO, options: Options) -> None: ...

    def file(self, result: FileResult) -> None:
        """Print what linting one file gave."""

    def close(self, summary: Summary) -> None:
        """Print what comes after the last file."""


class Tally:
    """Adds up the results of a run."""

    def __init__(self) -> None:
        self._files = 0
        self._codes: Counter[str] = Counter()
        self._severities: Counter[str] = Counter()
        self._files_by_code: Counter[str] = Counter()
        self._names: dict[str, str] = {}
        self._suppressed = 0
        self._stale = 0
        self._skipped: list[str] = []
        self._errors: dict[str, None] = {}

    def add(self, result: FileResult, *, stale: int | None = None) -> None:
        """Count one result. That of a baseline or a waiver file, which is no source, has a number of `stale` entries."""
        if result.error is not None:
            self._skipped.append(result.path)
            self._errors[result.error] = None
            return
        self._files += stale is None
        self._stale += stale or 0
        self._suppressed += len(result.suppressed)
        self._codes.update(finding.code for finding in result.findings)
        self._severities.update(finding.severity for finding in result.findings)
        self._files_by_code.update({finding.code for finding in result.findings})
        self._names.update((finding.code, finding.name) for finding in result.findings)

    def summary(self) -> Summary:
        """The sums so far."""
        return Summary(
            files=self._files,
            findings=self._codes.total(),
            by_code=dict(sorted(self._codes.items())),
            by_severity=dict(self._severities),
            files_by_code=dict(self._files_by_code),
            names=dict(self._names),
            suppressed=self._suppressed,
            stale=self._stale,
            skipped=tuple(self._skipped),
            errors=tuple(self._errors),
        )


def by_place(findings: tuple[Finding, ...]) -> list[Finding]:
    """Findings sorted by place, then code."""
    return sorted(findings, key=lambda finding: (finding.start.offset, finding.end.offset, finding.code))


def last_line(finding: Finding) -> int:
    """The number of the last line that a finding has text of; its end may be the beginning of the next."""
    return finding.end.line - (finding.end.column == 1 and finding.end.line > finding.start.line)


def project_path(result: FileResult) -> str:
    """What a file is called in its project, as services know it; the path as given where that is not known."""
    return result.source.name if result.source else result.path


def told(result: FileResult, options: Options) -> list[Finding]:
    """The findings that are shown to people, in the order of their places."""
    return by_place((*result.findings, *(result.suppressed if options.show_suppressed else ())))


def why_suppressed(finding: Finding) -> str:
    """Why a finding does not count, such as ` (waived until 2027-01-31: a quotation)`; nothing if it does."""
    why = finding.suppressed
    if why is None:
        return ""
    until = f" until {why.until}" if why.until else ""
    return f" (waived{until}: {visible(why.reason or '')})" if why.kind == "waiver" else f" (in the {why.kind})"


def headline(summary: Summary) -> str:
    """The sum of a run in one line: files, findings by severity, and what could not be linted.

    In lines of their own, which files had changed, and what LanguageTool did.
    """
    if not summary.findings:
        count = "no findings"
    else:
        severities = [counted(summary.by_severity[name], name) for name in ("error", "warning", "info") if summary.by_severity.get(name)]
        count = f"{counted(summary.findings, 'finding')} ({', '.join(severities)})"
    line = f"{counted(summary.files, 'file')}: {count}"
    ledgers = [f"{number:,} {what}" for number, what in ((summary.suppressed, "suppressed"), (summary.stale, "stale")) if number]
    if ledgers:
        line += f"; {', '.join(ledgers)}"
    if summary.skipped:
        line += f"; {counted(len(summary.skipped), 'path')} could not be linted"
    if summary.since and summary.since.files:
        files = summary.since.files
        line += f"\nchanged since {visible(summary.since.told())}: {counted(len(files), 'file')}: {visible(listed(files))}"
    if summary.languagetool and not summary.languagetool.problem:
        line += f"\n{summary.languagetool.told()}"
    return line


def listed(names: Sequence[str]) -> str:
    """Names with commas between them; of many, the first ones and how many more there are."""
    more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun, in the plural where that is right; "info" has none."""
    plural = plural or (noun if noun == "info" else f"{noun}s")
    return f"{number:,} {noun if number == 1 else plural}"
