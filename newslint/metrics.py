"""Figures of a passage that need no dictionary: what its characters, words, sentences and quotations are made of.

Every metric is a function from a passage to a number, or None where there is nothing to measure.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from newslint.document.layout import has_final_mark
from newslint.words import count_words

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.source import Span

WINDOW = 100  # words; vocabularies of texts of different lengths can only be compared window by window

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


class Passage:
    """Some paragraphs of a document, and what metrics see of them, each made when first asked for.

    Args:
        document: where they stand.
        spans: the paragraphs, in code points of the document's text, in order.
    """

    def __init__(self, document: Document, spans: Sequence[Span]) -> None:
        self.document = document
        self.spans = spans

    @cached_property
    def text(self) -> str:
        """The paragraphs with plain spaces, apostrophes and hyphens, a line each."""
        return "\n".join(self.document.plain[start:end] for start, end in self.spans)

    @cached_property
    def words(self) -> float:
        """The number of words between white space; two letters of a script without spaces count as one."""
        return sum(count_words(self.document.plain[start:end]) for start, end in self.spans)

    @cached_property
    def characters(self) -> Counter[str]:
        """How often each character stands, white space left out."""
        return Counter("".join(self.text.split()))

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of the paragraphs."""
        found: list[Span] = []
        for start, end in self.spans:
            found += self.document.sentences[self.document.sentence_at(start) : self.document.sentence_at(end - 1) + 1]
        return found


class Metric(NamedTuple):
    """`measure` gives the value for a passage; `is_share` says whether it lies in 0 to 1 and is told as a percentage."""

    measure: Callable[[Passage], float | None]
    is_share: bool = True


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def capital_letters(passage: Passage) -> float | None:
    """The share of capitals among the letters that are capital or small."""
    capital = sum(count for character, count in passage.characters.items() if character.isupper())
    small = sum(count for character, count in passage.characters.items() if character.islower())
    return _share(capital, capital + small)


def digits(passage: Passage) -> float | None:
    """The share of digits among letters and digits."""
    figures = sum(count for character, count in passage.characters.items() if character.isdigit())
    letters = sum(count for character, count in passage.characters.items() if character.isalpha())
    return _share(figures, figures + letters)


def inner_capitals(passage: Passage) -> float | None:
    """The share of words with a capital among the words of sentences, the first word of each left out.

    Words in capitals throughout, and those that begin with a digit or with a letter without case, do not count.
    """
    capital = small = 0
    for start, end in passage.sentences:
        for word in _WORD.findall(passage.document.plain[start:end])[1:]:
            capital += word[0].isupper() and not word.isupper()
            small += word[0].islower()
    return _share(capital, capital + small)


def longest_sentence(passage: Passage) -> float | None:
    """The number of words in the longest sentence."""
    return max((count_words(passage.document.plain[start:end]) for start, end in passage.sentences), default=None)


def quotes(passage: Passage) -> float | None:
    """The share of code points that lie in direct speech, its quote marks included."""
    found = passage.document.quotes
    quoted = length = 0
    for start, end in passage.spans:
        length += end - start
        # A quotation never leaves its paragraph.
        inside = found[bisect_left(found, (start, 0)) : bisect_left(found, (end, 0))]
        quoted += sum(stop - begin for begin, stop in inside)
    return _share(quoted, length)


def symbols(passage: Passage) -> float | None:
    """The share of characters that are neither letters, combining marks nor digits, among those that are no white space."""
    other = sum(count for character, count in passage.characters.items() if unicodedata.category(character)[0] not in "LMN")
    return _share(other, passage.characters.total())


def type_token_ratio(passage: Passage) -> float | None:
    """The share of different words, without regard to case: the mean over all windows of `WINDOW` words.

    The ratio of a whole text falls with its length. The moving average does not (M. A. Covington and J. D. McFall, 2010).
    """
    words = [word.lower() for word in _WORD.findall(passage.text)]
    if not words:
        return None
    size = min(WINDOW, len(words))
    inside = Counter(words[:size])
    total = len(inside)
    for gone, new in zip(words, words[size:], strict=False):
        inside[new] += 1
        inside[gone] -= 1
        if not inside[gone]:
            del inside[gone]
        total += len(inside)
    return total / size / (len(words) - size + 1)


def unmarked_lines(passage: Passage) -> float | None:
    """The share of paragraphs that do not end as a sentence does."""
    lines = [passage.document.plain[start:end] for start, end in passage.spans]
    return _share(sum(not has_final_mark(line) for line in lines), len(lines))


def words(passage: Passage) -> float | None:
    """The number of words."""
    return passage.words


METRICS: dict[str, Metric] = {
    "capital-letters": Metric(capital_letters),
    "digits": Metric(digits),
    "inner-capitals": Metric(inner_capitals),
    "longest-sentence": Metric(longest_sentence, is_share=False),
    "quotes": Metric(quotes),
    "symbols": Metric(symbols),
    "type-token-ratio": Metric(type_token_ratio),
    "unmarked-lines": Metric(unmarked_lines),
    "words": Metric(words, is_share=False),
}
