"""Offices of one person that exclude each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from newslint.corpus.facts import GENERIC, OCCUPATION, OFFICE, SECOND, Role
from newslint.corpus.offices import agree
from newslint.corpus.votes import Claim, Conflict

if TYPE_CHECKING:
    from newslint.corpus.story import Character, Story

CHECK = "office-conflict"
AGREEING = 2  # independent sources that show that an office of another head is no second one
AGREEING_ON_LESS = 3  # the same where one of the two is not such an office as takes a whole person


class _Held(NamedTuple):
    """An office that a file gives somebody at one place."""

    member: int
    source: int
    role: Role


def office_conflicts(story: Story) -> Iterable[Conflict]:
    """Offices that differ in rank or domain, or in the head, from the one that most sources give.

    A person may have several offices: those that one source gives side by side exclude each other nowhere, and an office with another head
    is told only where several sources agree on the other one and nothing else that the file says of the person does. Generic roles, former
    offices and shorter forms agree with any.
    """
    for character in story.cast:
        held = list(_held(story, character))
        groups = _groups(held)
        if len(groups) > 1:
            yield from _conflicts(character, held, groups)


def _held(story: Story, character: Character) -> Iterator[_Held]:
    for member, person in character.parts:
        for role in person.roles:
            if not role.former and (role.rank or role.kind != GENERIC):
                yield _Held(member, story.sources[member], role)


def _value(role: Role) -> tuple[str, str, str]:
    return role.rank, role.head, role.domain


def _groups(held: list[_Held]) -> list[list[_Held]]:
    """The offices by what they come to, those with most independent sources first."""
    by_value: dict[tuple[str, str, str], list[_Held]] = defaultdict(list)
    for one in held:
        by_value[_value(one.role)].append(one)
    return sorted(by_value.values(), key=lambda group: (-len(_sources(group)), _value(group[0].role)))


def _sources(held: Iterable[_Held]) -> set[int]:
    return {one.source for one in held}


def _conflicts(character: Character, held: list[_Held], groups: list[list[_Held]]) -> Iterator[Conflict]:
    """One conflict for the office with most sources, against all that it excludes; of several such offices, for each."""
    told: set[tuple[str, str, str]] = set()
    for group in groups:
        usual = group[0].role
        if _value(usual) in told:
            continue
        witnesses = [one for one in held if one.role.head == usual.head and agree(one.role, usual) and _is_full(one.role, usual)]
        outliers = []
        for other in groups:
            value = _value(other[0].role)
            if value in told or len(_sources(other)) > len(_sources(witnesses)) or not _excludes(held, witnesses, other):
                continue
            told.add(value)
            outliers += other
        if outliers:
            told.add(_value(usual))
            claims = [_claim(one, usual) for one in witnesses] + [_claim(one, one.role) for one in outliers]
            yield Conflict(CHECK, character.name, tuple(claims), character.sure)


def _is_full(role: Role, usual: Role) -> bool:
    """Whether a role says as much as the usual one; a shorter form bears no witness."""
    return (bool(role.rank) or not usual.rank) and (bool(role.domain) or not usual.domain)


def _excludes(held: list[_Held], witnesses: list[_Held], others: list[_Held]) -> bool:
    """Whether other offices and those of the witnesses cannot be one person's."""
    usual, other = witnesses[0].role, others[0].role
    if agree(usual, other) or any(agree(one.role, other) and one.role.head == other.head for one in witnesses):
        return False
    if _sources(witnesses) & _sources(others):
        return False
    if usual.head == other.head:
        return True
    if other.kind == OCCUPATION or (usual.kind == OCCUPATION and other.kind != OFFICE):
        return False
    least = AGREEING if {usual.kind, other.kind} <= {OFFICE, SECOND} else AGREEING_ON_LESS
    if len(_sources(witnesses)) < least or len(_sources(others)) > 1:
        return False
    members = {one.member for one in others}
    return not any(one.member in members and not one.role.generic and agree(one.role, usual) for one in held)


def _claim(one: _Held, role: Role) -> Claim:
    passage = one.role.passage
    return Claim(one.member, " ".join(_value(role)), passage.text, passage.start, passage.end, passage.line)
