"""Comparing roles as facts have them: which may be one office, and which exclude each other."""

from __future__ import annotations

from newslint.corpus.facts import BESIDE, GENERIC, SECOND, TITLE, WHOLE, Role

SAME_BEGINNING = 4  # letters that a country and its adjective share: Russia, Russian


def same_side(one: Role, other: Role) -> bool:
    """Whether both are of one country or organisation."""
    named, others = {one.side, one.body} - {""}, {other.side, other.body} - {""}
    return any(_same_word(own, its) for own in named for its in others)


def other_side(one: Role, other: Role) -> bool:
    """Whether they are of two countries."""
    return bool(one.side) and bool(other.side) and not _same_word(one.side, other.side)


def _same_word(one: str, other: str) -> bool:
    first, second = one.split(), other.split()
    return len(first) == len(second) and all(own[:SAME_BEGINNING] == its[:SAME_BEGINNING] for own, its in zip(first, second, strict=True))


def same_office(one: Role, other: Role) -> bool:
    """Whether both are one office for certain, as far as they tell their countries."""
    return (
        not one.generic
        and not other.generic
        and (one.head, one.rank, one.domain) == (other.head, other.rank, other.domain)
        and (bool(one.rank or one.domain) or one.kind in (BESIDE, TITLE))
        and not other_side(one, other)
    )


def agree(one: Role, other: Role) -> bool:
    """Whether one person may be both: one office or a shorter form of it, what goes with any, or an office of another time."""
    if one.former or other.former:
        return True
    if one.head == other.head:
        return agree_in_rank(one, other) and (one.generic or agree_in_domain(one, other))
    if GENERIC in (one.kind, other.kind) or (one.kind == TITLE) != (other.kind == TITLE):
        return True
    return (one.kind == SECOND and other.rank in ("", WHOLE)) or (other.kind == SECOND and one.rank in ("", WHOLE))


def agree_in_rank(one: Role, other: Role) -> bool:
    """Whether neither is the other's deputy or the like; one of them may not tell."""
    return one.rank == other.rank or not one.rank or not other.rank


def agree_in_domain(one: Role, other: Role) -> bool:
    """Whether they share a domain; one of them may not tell."""
    return not one.domain or not other.domain or not set(one.domain.split()).isdisjoint(other.domain.split())
