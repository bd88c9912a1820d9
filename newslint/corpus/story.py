"""A story: files about one event, and what counts as independent among them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from newslint.corpus.facts import Facts, Person


class Member(NamedTuple):
    """A file of a story. `path` is what it is called where witnesses are named."""

    path: str
    facts: Facts


class Character(NamedTuple):
    """One person across the files of a story.

    Attributes:
        name: the form that most independent sources have, the fullest of it.
        parts: what each file that tells of the person says: index of the member, and the person there.
        sure: how sure it is that they are one, 0 to 1; below 1 where names differ and only role and context speak for it.
    """

    name: str
    parts: tuple[tuple[int, Person], ...]
    sure: float


class Story:
    """Files about one event.

    Args:
        members: the files, sorted by path.
        sources: for each member, the number of the independent source that it comes from; copies of one text share it.
    """

    def __init__(self, members: tuple[Member, ...], sources: tuple[int, ...]) -> None:
        self.members = members
        self.sources = sources

    @cached_property
    def cast(self) -> list[Character]:
        """The people of the story, aligned across its files; those of one file alone are among them."""
        from newslint.corpus.cast import cast_of

        return cast_of(self)


COPIED = 0.6  # the share of the shorter text's long sentences by which two texts are one source
LEAST_COPIED = 2  # long sentences


def sources_of(members: Sequence[Member]) -> tuple[int, ...]:
    """For each member the number of its independent source, counted from 0 in order of first appearance; copies share one.

    Texts are copies that have most long sentences in common, whatever became of the headline, the byline and the end. Other translations
    of one text are no copies.
    """
    first: dict[int, int] = {}
    source = [first.setdefault(id(member.facts), number) for number, member in enumerate(members)]
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for number in first.values():
        own = frozenset(members[number].facts.sentences)
        shared = Counter(other for sentence in own for other in holders[sentence])
        for sentence in own:
            holders[sentence].append(number)
        for other, count in sorted(shared.items()):
            if count >= LEAST_COPIED and count >= COPIED * min(len(own), len(set(members[other].facts.sentences))):
                old, new = sorted((source[number], source[other]))
                source = [old if entry == new else entry for entry in source]
    numbers = {entry: number for number, entry in enumerate(dict.fromkeys(source))}
    return tuple(numbers[entry] for entry in source)
