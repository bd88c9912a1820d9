"""Which statements of a story's files are about one thing, and whom most of them contradict: the same for numbers, days and quotations.

What several files say alike is one fact, and all the sentences in which they say it tell what it is about. A statement that no other
source confirms, in a file that does not tell the fact, contradicts it when it is about the same, as far as the words around it show.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from newslint.corpus.checks.dating import dated_apart
from newslint.corpus.facts import Passage
from newslint.corpus.story import Story
from newslint.corpus.votes import Claim, Conflict

T = TypeVar("T")

MINE, THEIRS = "this", "that"  # the values of the two sides of a conflict


class Statement(NamedTuple, Generic[T]):
    """A fact of a file: the file's index in the story, where it stands, and the fact itself."""

    member: int
    passage: Passage
    fact: T


class Contexts:
    """How much words tell: those that a file has in few of its contexts tell most."""

    def __init__(self, contexts: Iterable[tuple[int, Sequence[str]]]) -> None:
        total: Counter[str] = Counter()
        files: dict[str, set[int]] = defaultdict(set)
        for member, words in {(member, tuple(words)) for member, words in contexts}:
            total.update(words)
            for word in words:
                files[word].add(member)
        self._weights = {word: len(files[word]) / count for word, count in total.items()}

    def weight(self, words: Iterable[str]) -> float:
        """How much some words tell together."""
        return sum(self._weights[word] for word in words)


class Alignment(NamedTuple, Generic[T]):
    """How the statements of a check are compared.

    Attributes:
        check: the check's name.
        face: what of a statement `says` and `denies` look at.
        says: whether one statement has the value of the other, whatever either is about.
        denies: whether their values exclude each other; of two that are too vague to tell, neither holds.
        related: whether the words of two statements of one value show that they may be about one thing.
        supports: whether they may well be about one thing, so that one more source stands for it.
        evidence: how sure it is that a statement is about what several others are about, which come from so many sources.
        subject: what a conflict is called that a statement is in.
        least: the evidence from which on a statement contradicts others.
        least_even: the same where one source stands against one.
        most: the evidence that leaves no doubt.
    """

    check: str
    face: Callable[[T], Hashable]
    says: Callable[[T, T], bool]
    denies: Callable[[T, T], bool]
    related: Callable[[T, T], bool]
    supports: Callable[[T, T], bool]
    evidence: Callable[[T, Sequence[T], int], float]
    subject: Callable[[T], str]
    least: float
    least_even: float
    most: float


def conflicts_among(
    story: Story, statements: Sequence[Statement[T]], alignment: Alignment[T], elsewhere: Collection[int] | None = None
) -> Iterator[Conflict]:
    """The conflicts among statements: those of one source alone that others contradict.

    Args:
        elsewhere: the files, by index, that may be about another event; None for those that are dated otherwise.
    """
    if len({story.sources[statement.member] for statement in statements}) < 2:
        return
    table = _Table(story, statements, alignment)
    elsewhere = dated_apart(story) if elsewhere is None else elsewhere
    told: set[frozenset[tuple[int, int]]] = set()
    for index, statement in enumerate(statements):
        conflict = None if statement.member in elsewhere else table.conflict(index)
        if conflict is None:
            continue
        places = frozenset((claim.member, claim.start) for claim in conflict.claims)
        if places not in told:
            told.add(places)
            yield conflict


class _Table(Generic[T]):
    """Who says what of some statements, by their indices."""

    def __init__(self, story: Story, statements: Sequence[Statement[T]], alignment: Alignment[T]) -> None:
        self._statements = statements
        self._alignment = alignment
        self._sources = [story.sources[statement.member] for statement in statements]
        self._by_member: dict[int, list[int]] = defaultdict(list)
        # Statements of one face, such as one number with one hedge, say the same of any other, and deny the same.
        self._faces: dict[Hashable, list[int]] = defaultdict(list)
        for index, statement in enumerate(statements):
            self._by_member[statement.member].append(index)
            self._faces[alignment.face(statement.fact)].append(index)
        firsts = [indices[0] for indices in self._faces.values()]
        self._face_of = {index: indices[0] for indices in self._faces.values() for index in indices}
        self._saying: dict[int, list[int]] = {first: [first] for first in firsts}
        for place, first in enumerate(firsts):
            for other in firsts[place + 1 :]:
                if alignment.says(statements[first].fact, statements[other].fact):
                    self._saying[first].append(other)
                    self._saying[other].append(first)
        self._members_of_face = {indices[0]: indices for indices in self._faces.values()}
        self._same = [self._saying_the_same(index) for index in range(len(statements))]
        self._supporting = [[other for other in same if self._supports(index, other)] for index, same in enumerate(self._same)]
        self._denied: dict[int, list[int]] = {}

    def _saying_the_same(self, index: int) -> list[int]:
        same = (other for face in self._saying[self._face_of[index]] for other in self._members_of_face[face])
        return [other for other in same if other != index]

    def _supports(self, one: int, other: int) -> bool:
        return self._alignment.supports(self._statements[one].fact, self._statements[other].fact)

    def _alike(self, index: int) -> list[int]:
        fact = self._statements[index].fact
        return [other for other in self._same[index] if self._alignment.related(fact, self._statements[other].fact)]

    def _denies(self, one: int, other: int) -> bool:
        return self._face_of[other] in self._denied_by(one)

    def _denied_by(self, index: int) -> list[int]:
        """The faces, by their first statements, that a statement denies."""
        face = self._face_of[index]
        if face not in self._denied:
            fact = self._statements[face].fact
            self._denied[face] = [other for other in self._saying if self._alignment.denies(fact, self._statements[other].fact)]
        return self._denied[face]

    def _of(self, indices: Iterable[int]) -> set[int]:
        return {self._sources[index] for index in indices}

    def _members(self, indices: Iterable[int]) -> set[int]:
        return {self._statements[index].member for index in indices}

    def _evidence(self, index: int, group: Collection[int]) -> float:
        facts = [self._statements[other].fact for other in group]
        return self._alignment.evidence(self._statements[index].fact, facts, len(self._of(group)))

    def conflict(self, index: int) -> Conflict | None:
        """The conflict in which a statement is the outlier, or one of two that contradict each other; None if it is in none."""
        mine = [index, *self._supporting[index]]
        if len(self._of(mine)) > 1:
            return None
        alike = self._alike(index)
        own, saying = self._statements[index].member, self._members((index, *alike))
        found: list[tuple[float, int, list[int]]] = []
        for other in (entry for face in self._denied_by(index) for entry in self._members_of_face[face]):
            group = [other, *self._supporting[other]]
            members = self._members(group)
            if own not in members and saying.isdisjoint(members) and self._sources[index] not in self._of(group):
                found.append((self._evidence(index, group), other, group))
        if not found:
            return None
        evidence, rival, group = max(found, key=lambda entry: (entry[0], len(entry[2])))
        even = len(self._of(group)) == 1
        if evidence < (self._alignment.least_even if even else self._alignment.least):
            return None
        if any(score >= evidence and self._denies(rival, other) for score, other, _ in found):
            return None
        for sibling in self._by_member[own]:
            # Something else in the file, which nobody confirms either, is rather what the others are about.
            if not self._supporting[sibling] and sibling not in self._same[index] and self._evidence(sibling, group) > evidence:
                return None
        claims = [
            *(self._claim(entry, MINE, index) for entry in mine if self._denies(entry, rival)),
            *(self._claim(entry, MINE, index) for entry in self._pieces(index, rival)),
            *(self._claim(entry, THEIRS, entry if self._denies(entry, index) else rival) for entry in group),
            *(self._claim(entry, THEIRS, rival) for entry in self._pieces(rival, index) if entry not in group),
        ]
        subject = self._alignment.subject(self._statements[index].fact)
        return Conflict(self._alignment.check, subject, tuple(claims), min(1.0, evidence / self._alignment.most))

    def _pieces(self, index: int, rival: int) -> list[int]:
        """Statements that say what one does but do not support it, such as pieces of it, unless they say what its rival does as well."""
        known = {*self._supporting[index], *self._same[rival]}
        return [other for other in self._alike(index) if other not in known]

    def _claim(self, index: int, value: str, written: int) -> Claim:
        """A claim that would be written as a statement is, which may be another one."""
        member, passage, _ = self._statements[index]
        return Claim(member, value, self._statements[written].passage.text, passage.start, passage.end, passage.line)
