"""Votes: which of several things that the files of a story say is the outlier.

Each independent source has one vote, so copies of one text count once. What most sources say stands; of equally many, what those files say
that are outliers elsewhere least often. A conflict that only two sources are about, or two against one, is weak evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from newslint.corpus.story import Story
from newslint.discovery import shown

MOST_NAMED = 4  # witnesses that a message names


class Claim(NamedTuple):
    """What one file says at one place.

    Attributes:
        member: the file's index in the story.
        value: what it comes to; claims of one value agree.
        text: how it would be written, and is suggested to those who say something else.
        start, end, line: where it stands.
        told: whether it may be reported; a claim that only bears witness is not.
    """

    member: int
    value: str
    text: str
    start: int
    end: int
    line: int
    told: bool = True


class Conflict(NamedTuple):
    """Claims about one thing that do not all agree.

    Attributes:
        check: which check found it, such as "office-conflict".
        subject: what they are about, such as "Alexander Grushko".
        claims: all of them.
        likeness: how sure it is that they are about one thing, 0 to 1.
        winner: the value that stands whatever the votes are, such as a spelling that a language's habits decide; empty for the votes.
    """

    check: str
    subject: str
    claims: tuple[Claim, ...]
    likeness: float = 1.0
    winner: str = ""


class Disagreement(NamedTuple):
    """What an outlier says, where it stands, and who says otherwise.

    Attributes:
        check, subject, likeness: as in the conflict.
        member: the index of the file in its story.
        start, end: where it stands.
        other: what the majority has.
        witnesses: the files that have it, each as `path:line`, one for each independent source, sorted.
        votes: how many independent sources have it.
        against: how many independent sources say what this file says.
    """

    check: str
    subject: str
    likeness: float
    member: int
    start: int
    end: int
    other: str
    witnesses: tuple[str, ...]
    votes: int
    against: int

    @property
    def strong(self) -> bool:
        """Whether the majority is clear: three sources or more, and three times as many as those against them."""
        return self.votes >= 3 and self.votes >= 3 * self.against

    @property
    def evidence(self) -> str:
        """The votes in words."""
        told = f"{self.votes} {'source' if self.votes == 1 else 'sources'} against {self.against}"
        return told if self.strong else f"{told}, weak evidence"

    @property
    def named(self) -> str:
        """The witnesses as a message names them."""
        rest = len(self.witnesses) - MOST_NAMED
        named = ", ".join(self.witnesses[:MOST_NAMED])
        return f"{named} and {rest} more" if rest > 0 else named


class Verdict(NamedTuple):
    """A conflict, the value that stands, and what says otherwise."""

    conflict: Conflict
    winner: str
    outliers: tuple[Disagreement, ...]

    def only(self, wanted: Callable[[Disagreement], bool]) -> Verdict:
        """The same with just those outliers that are wanted."""
        return self._replace(outliers=tuple(filter(wanted, self.outliers)))


def decide(story: Story, conflicts: Iterable[Conflict]) -> list[Disagreement]:
    """The outliers of all conflicts of a story."""
    return [outlier for verdict in verdicts(story, conflicts) for outlier in verdict.outliers]


def verdicts(story: Story, conflicts: Iterable[Conflict]) -> list[Verdict]:
    """What becomes of the conflicts. Those with a majority come first, since they show which files are less reliable."""
    found: list[Verdict] = []
    faults: Counter[int] = Counter()
    open_conflicts: list[Conflict] = []
    for conflict in conflicts:
        leaders = _leaders(story, conflict)
        if len(leaders) == 1:
            verdict = _verdict(story, conflict, leaders[0])
            found.append(verdict)
            faults.update({outlier.member for outlier in verdict.outliers})
        else:
            open_conflicts.append(conflict)
    for conflict in open_conflicts:
        found.append(_verdict(story, conflict, _most_reliable(story, conflict, faults)))
    return found


def _verdict(story: Story, conflict: Conflict, winner: str) -> Verdict:
    return Verdict(conflict, winner, tuple(_outliers(story, conflict, winner)))


def _votes(story: Story, conflict: Conflict) -> dict[str, set[int]]:
    """The independent sources of each value; one that says two things has no vote for either, unless nobody else has."""
    by_source: dict[int, set[str]] = {}
    for claim in conflict.claims:
        by_source.setdefault(story.sources[claim.member], set()).add(claim.value)
    votes: dict[str, set[int]] = {claim.value: set() for claim in conflict.claims}
    for source, values in by_source.items():
        if len(values) == 1:
            votes[next(iter(values))].add(source)
    for source, values in by_source.items():
        for value in values:
            if not votes[value]:
                votes[value].add(source)
    return votes


def _leaders(story: Story, conflict: Conflict) -> list[str]:
    """The values with the most votes."""
    if conflict.winner:
        return [conflict.winner]
    votes = _votes(story, conflict)
    most = max(map(len, votes.values()))
    return [value for value, sources in votes.items() if len(sources) == most]


def _most_reliable(story: Story, conflict: Conflict, faults: Counter[int]) -> str:
    """Of the values with most votes, that of the files with the fewest faults; of these, that of the first file."""

    def rank(value: str) -> tuple[float, int]:
        members = {claim.member for claim in conflict.claims if claim.value == value}
        return sum(faults[member] for member in members) / len(members), min(members)

    return min(_leaders(story, conflict), key=rank)


def _outliers(story: Story, conflict: Conflict, winner: str) -> Iterable[Disagreement]:
    votes = _votes(story, conflict)
    witnesses: dict[int, str] = {}
    for claim in sorted(conflict.claims, key=lambda claim: (claim.member, claim.start)):
        if claim.value == winner:
            witnesses.setdefault(story.sources[claim.member], f"{shown(story.members[claim.member].path)}:{claim.line}")
    usual = Counter(claim.text for claim in conflict.claims if claim.value == winner)
    other = min(usual, key=lambda text: (-usual[text], text))
    for claim in conflict.claims:
        others = [place for source, place in witnesses.items() if source != story.sources[claim.member]]
        if claim.value != winner and claim.told and others:
            yield Disagreement(
                conflict.check,
                conflict.subject,
                conflict.likeness,
                claim.member,
                claim.start,
                claim.end,
                other,
                tuple(sorted(others)),
                len(others),
                max(1, len(votes[claim.value])),
            )
