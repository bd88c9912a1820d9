"""Comparing names as facts have them."""

from __future__ import annotations

import re
from functools import lru_cache

from newslint.corpus.facts import Person
from newslint.people.common import MIN_LENGTH, is_close
from newslint.romanization import plain_form

# Romanisations of one first name that are as long as this, in letters, are at least as much alike, in per cent.
LONG_GIVEN, ALIKE_GIVEN = 6, 80
NAME_START, REST = 3, 3  # letters, at least, with which surnames begin alike, and the part of the longer one that these are: a third
_DOUBLED = re.compile(r"(.)\1+")
HEARD_ALIKE = str.maketrans("yijckghwvfb", "iiikkkkvvfp")


@lru_cache(maxsize=32_768)
def bare_form(word: str) -> str:
    """A spelling without marks, article, hyphens and case."""
    return plain_form(word).replace("-", "").rstrip(".")


def surname_key(person: Person) -> str:
    """The last word of a surname, bare: "al-Assad" and "Assad", "von der Leyen" and "Leyen" are one."""
    return bare_form(person.surname.split()[-1])


def words_of(person: Person) -> tuple[str, ...]:
    """The words of a person's name, bare."""
    return tuple(bare_form(word) for word in person.name.split())


def given_fits(one: str, other: str, aliases: frozenset[str] = frozenset()) -> bool:
    """Whether two given names, either of them perhaps empty or an initial, may be one person's.

    Args:
        aliases: other forms of both.
    """
    first, second = bare_form(one.split()[0]) if one else "", bare_form(other.split()[0]) if other else ""
    if not first or not second or first == second or first in aliases or second in aliases:
        return True
    if min(len(first), len(second)) <= 2:
        return first[0] == second[0]
    return _sounds_alike(first, second)


def same_given(one: str, other: str, aliases: frozenset[str] = frozenset()) -> bool:
    """Whether two given names are there, and fit."""
    return bool(one and other) and given_fits(one, other, aliases)


def _sounds_alike(one: str, other: str) -> bool:
    """Whether two first names may be romanisations or damaged forms of one."""
    from rapidfuzz.fuzz import ratio

    one, other = heard(one), heard(other)
    if one == other:
        return True
    return one[0] == other[0] and min(len(one), len(other)) >= LONG_GIVEN and ratio(one, other) >= ALIKE_GIVEN


def heard(word: str) -> str:
    """A bare spelling by its sound: without doubled letters, and with one letter for those that are confused."""
    return _DOUBLED.sub(r"\1", word.translate(HEARD_ALIKE))


def near(one: str, other: str) -> bool:
    """Whether two surnames are a letter or two apart, in a part of theirs that is no short word: Jong-un is not near Jong-il."""
    first, second = one.split("-"), other.split("-")
    if len(first) == len(second) > 1:
        different = [(own, its) for own, its in zip(first, second, strict=True) if own.lower() != its.lower()]
        return bool(different) and all(_is_near(own, its) for own, its in different)
    return _is_near(one, other)


def _is_near(one: str, other: str) -> bool:
    first, second = bare_form(one), bare_form(other)
    return min(len(first), len(second)) >= MIN_LENGTH and is_close(first, second)


def begin_alike(one: str, other: str) -> bool:
    """Whether two bare surnames begin with the same letters, a good part of the longer one."""
    least = max(NAME_START, -(-max(len(one), len(other)) // REST))
    return min(len(one), len(other)) >= least and one[:least] == other[:least]
