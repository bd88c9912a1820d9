"""Spellings of one name: what different languages' habits of writing a foreign name make of it.

A habit turns the letters of a spelling into a notation. Riabkov in a French habit and Rjabkow in a German one come out alike, and so are
one name. No habit is known for a given spelling, so that each is tried: two spellings go together when any two habits of one family agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newslint.ruleset.knowledge import Knowledge

TABLE = "romanization"
LEAST_KEY = 4  # notations shorter than this are those of too many names
_DOTLESS = str.maketrans("ıłøđŁØĐ", "ilodLOD")
_ARTICLE = re.compile(r"^(?:al|el|as|ash|an|ar|at|az|ad|ul)-", re.I)
_DOUBLED = re.compile(r"(.)\1+")


def plain_form(word: str) -> str:
    """A spelling without marks, article and case: forms that differ in these alone are one spelling."""
    decomposed = unicodedata.normalize("NFD", _ARTICLE.sub("", word).translate(_DOTLESS))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower().replace("'", "")


class _Habit(NamedTuple):
    """A habit: a pattern that cuts a word into its spellings of sounds and other letters, and the notation of each."""

    family: str
    pattern: re.Pattern[str]
    letters: Mapping[str, str]
    hyphen: bool


class Romanization:
    """The habits of a knowledge table.

    Attributes:
        marked: how the keys begin whose families have marks that English does not use.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        entries = knowledge.entries(TABLE)
        self._habits = [
            _habit(str(entry["family"]), [str(rule) for rule in entry["letters"]], "hyphen" in entry)
            for entry in entries
            if "letters" in entry
        ]
        self.marked = tuple(f"{entry['family']} " for entry in entries if "marks" in entry)
        marks = sorted({mark for entry in entries for mark in entry.get("marks", ())}, key=lambda mark: (-len(mark), mark))
        self._marks = re.compile("|".join(marks) or r"(?!)")
        self.keys = lru_cache(maxsize=32_768)(self._keys)

    def _keys(self, word: str) -> frozenset[str]:
        """The notations of a spelling, each with its family before it."""
        bare = _ARTICLE.sub("", word).lower().replace("'", "").replace("’", "")
        joined = bare.replace("-", "")
        keys = set()
        for habit in self._habits:
            if habit.hyphen and joined == bare:
                continue
            letters = habit.letters
            key = "".join([letters.get(part, part) for part in habit.pattern.findall(joined)])
            key = _DOUBLED.sub(r"\1", key if key.isascii() else plain_case(key))
            if len(key) >= LEAST_KEY:
                keys.add(f"{habit.family} {key}")
        return frozenset(keys)

    def same(self, one: str, other: str, *, without: str = "") -> bool:
        """Whether two spellings may be of one name; the habits of the family `without` do not count."""
        shared = self.keys(one) & self.keys(other)
        return any(not key.startswith(f"{without} ") for key in shared) if without else bool(shared)

    def has_marks(self, word: str) -> bool:
        """Whether a spelling has letters that English would not write a name of a marked family with."""
        return bool(self._marks.search(word.lower()))

    def is_foreign(self, word: str, others: Iterable[str]) -> bool:
        """Whether a spelling has letters that English would not write the name with, whose family shows in the other spellings."""
        if not self.has_marks(word):
            return False
        shared = {key for other in others if plain_form(other) != plain_form(word) for key in self.keys(other)} & self.keys(word)
        return any(key.startswith(self.marked) for key in shared)


def plain_case(notation: str) -> str:
    """A notation without marks; unlike `plain_form` it keeps its capitals, which stand for sounds."""
    decomposed = unicodedata.normalize("NFD", notation.translate(_DOTLESS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _habit(family: str, rules: Iterable[str], hyphen: bool) -> _Habit:
    """A habit from its rules "spelling notation"; ^ before a spelling binds it to the beginning of the word, $ after it to the end."""
    letters: dict[str, str] = {}
    patterns: list[str] = []
    for rule in rules:
        spelling, _, notation = rule.partition(" ")
        letters[spelling.strip("^$")] = notation.strip()
        patterns.append(spelling)
    patterns.sort(key=lambda spelling: (-len(spelling), spelling))
    return _Habit(family, re.compile("|".join([*patterns, "."])), letters, hyphen)


@lru_cache(maxsize=4)
def romanization_of(knowledge: Knowledge) -> Romanization:
    """The habits that a knowledge holds; read once."""
    return Romanization(knowledge)
