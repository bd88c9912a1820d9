"""Figures of a text: rates of words and marks, and named measures of its form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.source import Span

DISTINCT_WINDOW = 250
LEAST_WORDS = 300  # findings in a shorter text are counted as if it had so many: one of them proves little

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*(?=\s|$)")
_CONTRACTION = re.compile(r"\w'(?:t|s|re|ve|ll|d|m)\b")
_EDGES = ".,;:!?\"“”'()[]"


class Measures:
    """Counts of the text of a document, or of some of its paragraphs, each made when first asked for.

    Rates are per 1,000 words, a word being what white space divides.

    Args:
        document: where the text stands.
        spans: the paragraphs that count, in code points; by default all.
    """

    def __init__(self, document: Document, spans: Sequence[Span] | None = None) -> None:
        self._knowledge = document.knowledge
        self._plain, self._folded = (
            text if spans is None else "\n".join(text[start:end] for start, end in spans) for text in (document.plain, document.folded)
        )
        self.tokens = self._folded.split()

    @cached_property
    def _words(self) -> Counter[str]:
        return Counter(self.tokens)

    @cached_property
    def _pairs(self) -> Counter[tuple[str, str]]:
        return Counter(zip(self.tokens, self.tokens[1:], strict=False))

    @cached_property
    def _marks(self) -> Counter[str]:
        return Counter(self._plain)

    def words(self, phrase: str) -> float:
        """The rate of one word, or of two that stand together, in small letters and without marks."""
        first, _, second = phrase.partition(" ")
        return self._rate(self._pairs[first, second] if second else self._words[first])

    def marks(self, characters: str) -> float:
        """The rate of any of some characters."""
        return self._rate(sum(self._marks[character] for character in characters))

    def measure(self, name: str) -> float:
        """A measure by its name.

        Raises:
            KeyError: there is none of this name.
        """
        return MEASURES[name](self)

    def findings(self, count: float) -> float:
        """A number of findings as a rate, as if the document had 300 words where it has fewer, since one finding proves little."""
        return 1000 * count / max(LEAST_WORDS, len(self.tokens))

    def _rate(self, count: float) -> float:
        return 1000 * count / max(1, len(self.tokens))

    def digits(self) -> float:
        """The rate of words that begin with a digit."""
        return self._rate(sum(token[0].isdigit() for token in self.tokens))

    def capitals(self) -> float:
        """The rate of words that begin with a capital."""
        return self._rate(sum(word[0].isupper() for word in self._plain.split()))

    def contractions(self) -> float:
        """The rate of contractions and possessives, such as isn't."""
        return self._rate(len(_CONTRACTION.findall(self._folded)))

    def word_length(self) -> float:
        """The mean length of a word in code points, with its marks."""
        return sum(map(len, self.tokens)) / max(1, len(self.tokens))

    def sentence_length(self) -> float:
        """The mean number of words to a final mark, at most 60."""
        return min(60.0, len(self.tokens) / max(1, len(_SENTENCE_END.findall(self._plain))))

    def distinct_words(self) -> float:
        """The share of distinct words among the first 250."""
        window = self.tokens[:DISTINCT_WINDOW]
        return len(set(window)) / max(1, len(window))

    def unknown_words(self) -> float:
        """Of 1,000 small-letter words of four letters or more, those that are not among the plain words of edited news."""
        never, seldom = (self._knowledge.words(f"{often}-capitalised") for often in ("never", "seldom"))
        words = [word for word in (token.strip(_EDGES) for token in self._plain.split()) if len(word) > 3]
        small = [word for word in words if word.islower() and word.isalpha()]
        return 1000 * sum(word not in never and word not in seldom for word in small) / max(1, len(small))


MEASURES: dict[str, Callable[[Measures], float]] = {
    "capitals": Measures.capitals,
    "contractions": Measures.contractions,
    "digits": Measures.digits,
    "distinct-words": Measures.distinct_words,
    "sentence-length": Measures.sentence_length,
    "unknown-words": Measures.unknown_words,
    "word-length": Measures.word_length,
}


def damped(value: float) -> float:
    """The square root, by which rare and common words come to like spreads."""
    return sqrt(max(0.0, value))
