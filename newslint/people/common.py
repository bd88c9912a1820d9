"""What the checks of people's names share: reading table entries, and looking for words around a name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from newslint.words import find_phrase, fold_phrase

if TYPE_CHECKING:
    from newslint.document import Document, Mention
    from newslint.ruleset.knowledge import Entry
    from newslint.source import Span

MIN_LENGTH = 5  # shorter surnames are near too many others
LONG_NAME = 7  # from this length, two letters may differ


def listed(entry: Entry, key: str) -> list[str]:
    """The values of a key of a table entry; one text stands for a list of one."""
    value = entry.get(key, [])
    return [value] if isinstance(value, str) else list(value)


def unit_of(document: Document, offset: int) -> Span:
    """The paragraph (or part of a very long one) that holds an offset."""
    return document.blocks[document.block_at(offset)]


def near(document: Document, place: Span, terms: Iterable[str], unit: Span) -> bool:
    """Whether a term stands in the unit, outside the place itself; a final * stands for any ending."""
    first, last = unit
    folded = document.folded
    for term in terms:
        phrase, prefix = fold_phrase(term.removesuffix("*")), term.endswith("*")
        if (
            find_phrase(folded, phrase, first, place[0], prefix=prefix) >= 0
            or find_phrase(folded, phrase, place[1], last, prefix=prefix) >= 0
        ):
            return True
    return False


class Around:
    """Whether terms stand in a unit, looked up once for each unit, since many names may share one."""

    def __init__(self, document: Document, terms: Iterable[str]) -> None:
        self._document = document
        self._terms = list(terms)
        self._known: dict[Span, bool] = {}

    def holds(self, unit: Span) -> bool:
        """Whether one of the terms stands in the unit."""
        if unit not in self._known:
            self._known[unit] = near(self._document, (unit[0], unit[0]), self._terms, unit)
        return self._known[unit]


def surname_span(mention: Mention) -> Span:
    """Where the last word of a name stands."""
    return mention.end - len(mention.words[-1]), mention.end


def inflected(one: str, other: str) -> bool:
    """Whether one word only adds an ending to the other, or they begin with different letters: no misspelling of each other."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or one[0] != other[0]


def is_close(one: str, other: str) -> bool:
    """Whether two words are a letter apart, or two where both are long."""
    from rapidfuzz.distance import DamerauLevenshtein

    limit = 1 if min(len(one), len(other)) < LONG_NAME else 2
    return abs(len(one) - len(other)) <= limit and DamerauLevenshtein.distance(one, other, score_cutoff=limit) <= limit


def without_suffix(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without what follows the surname: "Jr", "III"."""
    return words[:-1] if len(words) > 2 and words[-1].rstrip(".") in ("Jr", "Sr", "II", "III", "IV") else words
