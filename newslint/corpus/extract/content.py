"""Content words: what of a passage can be compared with another wording of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newslint.corpus.stems import stem
from newslint.dates import MONTH, WEEKDAYS

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge
    from newslint.source import Span

MOST_CONTEXT = 12  # content words around a place

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_BREAK = re.compile(r"[;:()–—]|,? \b(?:and|but|while|whereas|which|who|with|compared|after|as|of whom)\b|,")
_CLAUSE = re.compile(r";|, (?:and|but|while|whereas)\b")
_MONTH_NAME = re.compile(MONTH, re.I)
_NEGATIONS = frozenset({"not", "no", "never", "cannot"})
_NEGATED = "n't"
_NOT = "not"
_SHORTEST = 3


class ContentWord(NamedTuple):
    """A content word where it stands: its stem, and whether it has a capital."""

    start: int
    end: int
    stem: str
    capital: bool


class Stemmer:
    """Gives the stems of English words: endings are cut, irregular forms known; words without content, numbers and days have
    the stem ""."""

    def __init__(self, knowledge: Knowledge) -> None:
        function_words = knowledge.words("function-words")
        self._empty = (function_words | knowledge.words("number-words") | {day.lower() for day in WEEKDAYS}) - _NEGATIONS
        self._irregular: dict[str, str] = {}
        for entry in knowledge.words("irregular-forms"):
            base, *forms = entry.split("/")
            self._irregular.update({stem(form): stem(base) for form in forms})
        self.stem = lru_cache(maxsize=65_536)(self._stem)

    def _stem(self, word: str) -> str:
        if word.endswith(_NEGATED) or word in _NEGATIONS:
            return _NOT
        word = word.partition("'")[0]
        if len(word) < _SHORTEST or word in self._empty or _MONTH_NAME.fullmatch(word):
            return ""
        stemmed = stem(word)
        return self._irregular.get(stemmed, stemmed)


class Contents:
    """The content words of a document, sentence by sentence."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._stemmer = stemmer_of(document.knowledge)
        self._reporting = _reporting_stems(document.knowledge)
        self._by_sentence: dict[int, list[ContentWord]] = {}

    def of_sentence(self, index: int) -> list[ContentWord]:
        """The content words of a sentence, in order."""
        if index not in self._by_sentence:
            self._by_sentence[index] = self.within(*self._document.sentences[index])
        return self._by_sentence[index]

    def within(self, start: int, end: int) -> list[ContentWord]:
        """The content words between two offsets, in order."""
        folded, plain, stem_of = self._document.folded, self._document.plain, self._stemmer.stem
        found = []
        for match in _WORD.finditer(folded, start, end):
            stemmed = stem_of(match[0])
            if stemmed:
                found.append(ContentWord(match.start(), match.end(), stemmed, plain[match.start()].isupper()))
        return found

    def parting(self, first: int, last: int) -> int:
        """Between two places of a sentence, where the clause of one ends and that of the other begins."""
        breaks = [found.start() for found in _BREAK.finditer(self._document.folded, first, last)]
        return breaks[-1] if breaks else last

    def reach(self, places: Sequence[Span], index: int) -> Span:
        """What of its sentence belongs to one of several places, sorted, where others stand in the same sentence."""
        start, end = places[index]
        first, last = self._document.sentences[self._document.sentence_at(start)]
        if index and places[index - 1][1] > first:
            first = self.parting(places[index - 1][1], start)
        if index + 1 < len(places) and places[index + 1][0] < last:
            last = self.parting(end, places[index + 1][0])
        return first, last

    def clause(self, start: int, end: int) -> Span:
        """The clause of its sentence that a place stands in."""
        folded = self._document.folded
        first, last = self._document.sentences[self._document.sentence_at(start)]
        before = [found.end() for found in _CLAUSE.finditer(folded, first, start)]
        behind = _CLAUSE.search(folded, end, last)
        return before[-1] if before else first, behind.start() if behind else last

    def around(self, start: int, end: int, first: int = 0, last: int | None = None, most: int = MOST_CONTEXT) -> tuple[str, ...]:
        """The stems of the content words of a sentence nearest to a place in it, those inside first; sorted, each once.

        Args:
            start, end: the place.
            first, last: offsets between which the words must stand.
            most: how many words are taken.
        """
        sentence = self.of_sentence(self._document.sentence_at(start))
        words = [
            word for word in sentence if word.start >= first and (last is None or word.end <= last) and word.stem not in self._reporting
        ]
        if len(words) > most:
            words.sort(key=lambda word: max(start - word.end, word.start - end))
        return tuple(sorted({word.stem for word in words[:most]}))


@lru_cache(maxsize=1)
def contents_of(document: Document) -> Contents:
    """The content words of a document; kept for the extraction of its other facts."""
    return Contents(document)


@lru_cache(maxsize=4)
def _reporting_stems(knowledge: Knowledge) -> frozenset[str]:
    """The stems of verbs that stand beside what is reported, whatever it is."""
    stem_of = stemmer_of(knowledge).stem
    return frozenset(stem_of(word) for name in ("verbs-of-speaking", "quoting-verbs") for word in knowledge.words(name))


@lru_cache(maxsize=4)
def stemmer_of(knowledge: Knowledge) -> Stemmer:
    """The stemmer with a knowledge's lists; made once."""
    return Stemmer(knowledge)
