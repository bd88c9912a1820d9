"""What stands around a mark: the words beside it, addresses, program text, abbreviations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    pass

STOPS = ".!?"
CLOSERS = "\"”’')]»"
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
ADDRESS = re.compile(r"[@/\\=_&#<>{}|~]|www\.|https?:")
_CODE = re.compile(r"[{}=<>]|\w\[\w|\(\)|//|\w_\w|\w\([\w\"']|\w\.\w+\(")


class _Place(NamedTuple):
    """A word and where it begins."""

    word: str
    start: int


def word_before(text: str, end: int) -> _Place:
    """The word that ends at an offset, with the full stops, apostrophes and hyphens inside it."""
    start = end
    while start > 0 and end - start < 40 and (text[start - 1].isalnum() or text[start - 1] in ".'’-$€£%"):
        start -= 1
    return _Place(text[start:end], start)


def word_after(text: str, start: int) -> str:
    found = WORD.match(text, start, start + 60)
    return found[0] if found else ""


def token_around(text: str, offset: int) -> str:
    """The characters around an offset up to the next white space, not more than 80 on each side."""
    before = text[max(0, offset - 80) : offset].rsplit(None, 1)
    after = text[offset : offset + 80].split(None, 1)
    left = "" if text[offset - 1 : offset].isspace() or not before else before[-1]
    right = "" if text[offset : offset + 1].isspace() or not after else after[0]
    return left + right


def in_code(text: str, offset: int) -> bool:
    """Whether the characters around an offset look like a program."""
    return bool(_CODE.search(text, max(0, offset - 60), offset + 60))


def abbreviated(word: str, abbreviations: frozenset[str]) -> bool:
    """Whether a full stop after a word may belong to the word: "Wash", "a.m", "J", "etc"."""
    if word[:1].isdigit():
        return not word.isdigit() or len(word) != 4  # "14st." is a measure, a year is not
    bare = word.lower()
    last = bare.rsplit(".", 1)[-1].rsplit("-", 1)[-1]
    if len(last) <= 1 or "." in bare.strip(".") or {bare, word, word.rsplit("-", 1)[-1]} & abbreviations:
        return True
    # Shortened names of states, months and ranks: "Calif.", "Minn.", "Messrs." is in the list.
    return word[:1].isupper() and len(word) <= 5


def of_entity(text: str, start: int) -> bool:
    """Whether the word that begins at an offset is part of an entity such as "&quot;", which has a semicolon of its own."""
    return text[start - 1 : start] in ("&", "#") or text[max(0, start - 2) : start] == "& "
