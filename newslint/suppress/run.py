"""The ledgers in the course of one run: each is read once, accepts findings file by file, and is judged at the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newslint.discovery import shown
from newslint.errors import NewslintError
from newslint.finding import FileResult, Finding, Suppression
from newslint.suppress.baseline import read_baseline
from newslint.suppress.entry import BASELINE, WAIVER, Entry
from newslint.suppress.grown import parted
from newslint.suppress.matching import Index, accepted
from newslint.suppress.verdicts import Scope, Verdict, judged
from newslint.suppress.waivers import holds, read_waivers

if TYPE_CHECKING:
    from newslint.ruleset import RuleSet

_READERS = {BASELINE: read_baseline, WAIVER: read_waivers}


class Met(NamedTuple):
    """A finding that an entry accepts; `path` is the file as it is printed, `name` what its project calls it."""

    finding: Finding
    path: str
    name: str


class Ledger:
    """A baseline or a waiver file in the course of a run.

    Args:
        kind: `BASELINE` or `WAIVER`.
        place: the file, absolute.
        data: its content.
        root: the root of the project, absolute, which the paths of its entries count from.
    Raises:
        NewslintError: it is broken.

    Attributes:
        met: for the fingerprint of each entry that accepts a finding, which one.
        linted: for the name of each file that was linted, the rules that ran.
    """

    def __init__(self, kind: str, place: str, data: bytes, root: str) -> None:
        self.kind = kind
        self.place = place
        self.data = data
        self.entries = _READERS[kind](_decoded(data, place), shown(place))
        self.root = root
        self.gone = cache(lambda name: not os.path.exists(os.path.join(root, name)))
        self.met: dict[str, Met] = {}
        self.linted: dict[str, RuleSet] = {}
        self._index = Index(self.entries)

    def meet(self, result: FileResult, name: str, ruleset: RuleSet) -> dict[str, Entry]:
        """The entries that accept findings of a file, by the findings' fingerprints."""
        self.linted[name] = ruleset
        found = {}
        for finding, entry in accepted(result.findings, name, self._index, self.met, self.gone):
            self.met[entry.fingerprint] = Met(finding, result.path, name)
            found[finding.fingerprint] = entry
        return found

    def parted(self, findings: Sequence[Finding], name: str) -> tuple[Finding, ...]:
        """The findings of a file; a block of junk that has grown round an accepted one is told as that block and the new lines."""
        here = {finding.fingerprint for finding in findings}
        missing = [entry for entry in self._index.by_path.get(name, ()) if entry.fingerprint not in here]
        told = ((finding,) if finding.fingerprint in self._index.by_fingerprint else parted(finding, missing, name) for finding in findings)
        return tuple(part for parts in told for part in parts) if missing else tuple(findings)

    def judged(self, scope: Callable[[RuleSet], Scope], gone_scope: Callable[[str], Scope | None], today: str) -> list[Verdict]:
        """What is wrong with its entries, now that all files were linted.

        Args:
            scope: what the rules that ran on a file could tell.
            gone_scope: the same for a file that is gone, by its name; None if this run would not have come by it.
            today: such as 2027-01-31.
        """
        scope = cache(scope)

        @cache
        def scope_of(name: str) -> Scope | None:
            if name in self.linted:
                return scope(self.linted[name])
            return gone_scope(name) if self.gone(name) else None

        return list(judged(self.entries, self.kind, self.met, scope_of, today))


class Ledgers:
    """All ledgers of a run.

    Args:
        today: such as 2027-01-31.

    Attributes:
        problems: what is wrong with ledgers that cannot be used; nothing is accepted by them.
    """

    def __init__(self, today: str) -> None:
        self.today = today
        self.problems: dict[str, None] = {}
        self._opened: dict[tuple[str, str], Ledger | None] = {}

    def of_kind(self, kind: str) -> Iterator[Ledger]:
        """The ledgers of a kind that could be read."""
        return (ledger for ledger in self._opened.values() if ledger and ledger.kind == kind)

    def __iter__(self) -> Iterator[Ledger]:
        """All that could be read: waivers, then baselines."""
        yield from self.of_kind(WAIVER)
        yield from self.of_kind(BASELINE)

    def places(self) -> list[str]:
        """The files of all ledgers that were asked for, absolute."""
        return [place for _, place in self._opened]

    def suppressed(self, result: FileResult, name: str, root: str, ruleset: RuleSet, places: Mapping[str, str]) -> FileResult:
        """The result of linting a file without the findings that are accepted. What a waiver speaks of is its business alone.

        Args:
            result: all that was found.
            name: what its project calls the file.
            root: the project's root, absolute.
            ruleset: the rules that ran.
            places: the ledgers that count, by kind.
        """
        for kind, place in places.items():
            if ledger := self._open(kind, place, root):
                result = result._replace(findings=ledger.parted(result.findings, name))
        by_kind = {kind: self._meet(kind, place, result, name, root, ruleset) for kind, place in places.items()}
        kept, suppressed = [], []
        for finding in result.findings:
            why = self._why(finding, by_kind)
            if why:
                suppressed.append(finding._replace(suppressed=why))
            else:
                kept.append(finding)
        return result._replace(findings=tuple(kept), suppressed=tuple(suppressed))

    def _meet(self, kind: str, place: str, result: FileResult, name: str, root: str, ruleset: RuleSet) -> dict[str, tuple[Entry, str]]:
        ledger = self._open(kind, place, root)
        if ledger is None:
            return {}
        met = ledger.meet(result, name, ruleset)
        file = shown(place)
        return {fingerprint: (entry, f"{file}:{entry.line}") for fingerprint, entry in met.items()}

    def _open(self, kind: str, place: str, root: str) -> Ledger | None:
        if (kind, place) not in self._opened:
            self._opened[kind, place] = None
            try:
                self._opened[kind, place] = Ledger(kind, place, _data(place), root)
            except NewslintError as error:
                self.problems[str(error)] = None
        return self._opened[kind, place]

    def _why(self, finding: Finding, by_kind: Mapping[str, Mapping[str, tuple[Entry, str]]]) -> Suppression | None:
        for kind in (WAIVER, BASELINE):
            if finding.fingerprint in by_kind.get(kind, {}):
                entry, origin = by_kind[kind][finding.fingerprint]
                return Suppression(kind, origin, entry.reason, entry.until) if holds(entry, self.today) else None
        return None


def read_text(place: str) -> str:
    """The text of a ledger.

    Raises:
        NewslintError: it cannot be read.
    """
    return _decoded(_data(place), place)


def _data(place: str) -> bytes:
    try:
        return Path(place).read_bytes()
    except OSError as error:
        raise NewslintError(f"{shown(place)}: cannot be read: {error.strerror}") from error


def _decoded(data: bytes, place: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NewslintError(f"{shown(place)}: not UTF-8 (byte {error.start}); save the file as UTF-8") from error
