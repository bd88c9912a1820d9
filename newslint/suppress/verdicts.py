"""Entries of a ledger that mean nothing any more, and how findings are made of them: rules of kind `ledger` pass on remarks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newslint.grammar import Remark
from newslint.kinds.ledger import EXPIRED_WAIVER, STALE_BASELINE, STALE_WAIVER
from newslint.suppress.entry import WAIVER, Entry
from newslint.suppress.waivers import holds

if TYPE_CHECKING:
    from newslint.grammar import Wanted
    from newslint.source import Source


class Scope(NamedTuple):
    """The rules that looked for a file's findings: the codes of those that ran, and of all that there are, None if that is not known."""

    ran: Collection[str]
    known: Collection[str] | None


class Verdict(NamedTuple):
    """What is wrong with an entry: the state that a rule of kind `ledger` tells of, and what there is to say besides."""

    entry: Entry
    state: str
    why: str = ""

    def told(self) -> str:
        """Which entry, and why, in a few words."""
        return f"{self.entry.told()}{self.why and ': '}{self.why}"


def judged(
    entries: Iterable[Entry], kind: str, met: Collection[str], scope_of: Callable[[str], Scope | None], today: str
) -> Iterator[Verdict]:
    """The entries that accept nothing any more, and the waivers that have expired.

    Args:
        entries: those of one ledger.
        kind: what it is.
        met: the fingerprints of entries that have accepted a finding.
        scope_of: gives for the name of a file the rules that would have told its findings; None: this run tells nothing of it.
        today: such as 2027-01-31.
    """
    stale = STALE_WAIVER if kind == WAIVER else STALE_BASELINE
    for entry in entries:
        if entry.fingerprint in met:
            if not holds(entry, today):
                yield Verdict(entry, EXPIRED_WAIVER, f"its last day was {entry.until}")
            continue
        scope = scope_of(entry.path)
        if scope is None:
            continue
        if scope.known is not None and entry.code not in scope.known:
            yield Verdict(entry, stale, f"there is no rule {entry.code}")
        elif entry.code in scope.ran:
            yield Verdict(entry, stale)


class Remarks:
    """Says verdicts of the entries in a ledger's text, each at the line where the entry begins."""

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        self._verdicts = verdicts

    def remarks(self, source: Source, wanted: Sequence[Wanted]) -> list[Remark]:
        """One remark a verdict; its rule is the verdict's state."""
        return [_remark(verdict, source) for verdict in self._verdicts]


def _remark(verdict: Verdict, source: Source) -> Remark:
    number = min(verdict.entry.line, len(source.lines))  # YAML ends lines at more characters than a source does
    start, _ = source.lines[number - 1]
    line = source.line(number)
    first = start + len(line) - len(line.lstrip())
    return Remark(first, first + len(line.strip()), "", verdict.state, "", verdict.told())
