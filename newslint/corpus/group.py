"""A person in the making: what files of a story tell of somebody, and how such groups compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newslint.corpus.naming import given_fits, same_given, surname_key
from newslint.corpus.offices import other_side, same_office

if TYPE_CHECKING:
    from newslint.corpus.facts import Person, Role


class Group:
    """The person of several files, as far as they are known to be one.

    Attributes:
        parts: the index of each file in the story, and the person there.
        members, sources: the files, and the independent sources.
        sure: how sure it is that they are one, 0 to 1.
    """

    def __init__(self) -> None:
        self.parts: list[tuple[int, Person]] = []
        self.members: set[int] = set()
        self.sources: set[int] = set()
        self.sure = 1.0

    def add(self, member: int, person: Person, source: int) -> None:
        """Take in what a file tells of the person."""
        self.parts.append((member, person))
        self.members.add(member)
        self.sources.add(source)

    def join(self, other: Group) -> None:
        """Take in all that another group has."""
        self.parts += other.parts
        self.members |= other.members
        self.sources |= other.sources

    @property
    def people(self) -> Iterator[Person]:
        """The person in each file."""
        return (person for _, person in self.parts)

    @property
    def roles(self) -> list[Role]:
        """What the person is in all files."""
        return [role for person in self.people for role in person.roles]

    @property
    def surnames(self) -> set[str]:
        """The last words of the surname, bare."""
        return {surname_key(person) for person in self.people}

    def fits(self, given: str, aliases: Iterable[str] = ()) -> bool:
        """Whether a given name may be that of the person in every file."""
        return all(given_fits(person.given, given, frozenset((*aliases, *person.aliases))) for person in self.people)


def given_fit(one: Group, other: Group) -> bool:
    """Whether the given names of two may be one person's."""
    return all(other.fits(person.given, person.aliases) for person in one.people)


def share_given(one: Group, other: Group) -> bool:
    """Whether both have a given name, more than an initial, that fits."""
    return any(
        min(len(own.given.split()[0].rstrip(".")), len(its.given.split()[0].rstrip("."))) > 1 and same_given(own.given, its.given)
        for own in one.people
        for its in other.people
        if own.given and its.given
    )


def share_office(one: Iterable[Role], other: Iterable[Role]) -> bool:
    """Whether two have one office, by their roles."""
    others = list(other)
    return any(same_office(own, its) for own in one for its in others if not own.generic)


def sides_differ(one: Group, other: Group) -> bool:
    """Whether all that they are is of different countries."""
    pairs = [(own, its) for own in one.roles for its in other.roles if own.side and its.side]
    return bool(pairs) and all(other_side(own, its) for own, its in pairs)
