"""Features: what tells the story of a text from others, names and numbers above all, and rarer words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from math import log
from typing import TYPE_CHECKING

from newslint.corpus.stems import fold, stem

if TYPE_CHECKING:
    from newslint.corpus.facts import Passage
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge
    from newslint.source import Span

MOST = 64
LONGEST = 60_000  # code points of prose that are looked at
PROSE_WORDS = 15  # a paragraph of so many words is prose even if its final mark is lost

# How much a feature tells of a story where no other text has it. Words tell little, since all ferries that run aground have a captain and
# a sandbank; it is who and where, when and how many that tells one event from another of its kind.
SURNAME = 7.0
NAME = 5.5
PLACE = 4.0
DOUBTFUL = 3.5
COUNTED = 5.0  # a number with what it counts
DATED = 5.0  # a number beside a word with a capital, such as a month's
NUMBER = 4.0
SMALL_NUMBER = 2.0
YEAR = 2.0
RARE = 2.0
USUAL = 0.35  # of the logarithm of the share of texts without a word: what the word tells
LEAST = 0.8
ENOUGH = 60.0  # what the names and numbers of a text weigh together that says by them what it is about
MOST_RAISED = 3.0  # how much more words weigh at most where names and numbers do not
WORD, CERTAIN = 3.9, 4.0  # the most that a word weighs, and the least that a name does
SALIENT = 0.25  # how much more of its weight a feature has for each time that it comes again, when the most telling are chosen
MOST_SALIENT = 3

_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\w+")


def features_in(document: Document, headline: Passage | None) -> tuple[tuple[int, float], ...]:
    """What tells the story of a text, hashed, with how much it tells, the most telling first.

    Features are taken from prose below the headline, since headlines of other stories stand around it, and above it now and then.
    """
    found = Features(document.knowledge)
    left = LONGEST
    spans = [span for span in _prose(document, headline) if (left := left - (span[1] - span[0])) > 0]
    for start, end in spans:
        found.add_passage(document.plain[start:end])
    places = iter(spans)
    start, end = next(places, (0, 0))
    for mention in document.mentions:
        while end <= mention.start and end:
            start, end = next(places, (0, 0))
        if start <= mention.start < end and not mention.headline:
            found.add_name(mention.words, bool(mention.honorific))
    if headline:
        found.stress(document.plain[headline.start : headline.end])
    return found.most_telling()


def is_running(document: Document, span: Span) -> bool:
    """Whether a paragraph is running text, even if it ends in the middle of a sentence."""
    return len(document.plain[slice(*span)].split()) >= PROSE_WORDS or document.is_text(*span)


def words_in(text: str) -> Iterator[str]:
    """The stems of the words and numbers of a text, as they are compared."""
    return (stem(fold(token)) for token in _TOKEN.findall(text))


def words_of_line(text: str) -> list[str]:
    """The words of a line, without marks and spaces."""
    return _WORD.findall(text)


@lru_cache(maxsize=65_536)
def print_of(text: str) -> int:
    """The hash that a feature, a line or a sentence is known by."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5).digest(), "big")


class Features:
    """Features with their weights and numbers, as they are gathered."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._usual = usual_weights(knowledge)
        self._listed = bool(knowledge.entries("news-words"))
        self._weights: dict[str, float] = {}  # of names and numbers
        self._counts: Counter[str] = Counter()

    def add_passage(self, text: str) -> None:
        """Count the words and numbers of a passage, and numbers with the word beside them."""
        before, number = "", ""
        for token in _TOKEN.findall(text):
            if token[0].isdigit():
                number = token.replace(",", "")
                self._add(number, _number_weight(number))
                if before[:1].isupper():
                    self._add(f"{number} {fold(before)[:3]}", DATED)
            else:
                word = stem(fold(token))
                if number and token[0].isupper():
                    self._add(f"{number} {word[:3]}", DATED)
                elif len(number) > 2:
                    self._add(f"{number} {word}", COUNTED)
                self._counts[word] += len(word) > 2
                number = ""
            before = token

    def add_name(self, words: tuple[str, ...], titled: bool, *, doubtful: bool = False) -> None:
        """Tell that some words are a name, perhaps with a title before it; a doubtful one may have its capitals for its place."""
        for place, word in enumerate(words, 1):
            name = stem(fold(word))
            if name not in self._usual:
                weight = DOUBTFUL if doubtful else SURNAME if place == len(words) and (titled or place > 1) else NAME
                self._weights[name] = max(weight, self._weights.get(name, 0.0))

    def stress(self, text: str) -> None:
        """Count again what stands in a headline, too."""
        for word in words_in(text):
            if self._counts[word]:
                self._counts[word] += MOST_SALIENT

    def weighed(self) -> Iterator[tuple[str, float]]:
        """All of them with their weights."""
        unknown = RARE if self._listed else 0.0
        for feature, count in self._counts.items():
            weight = self._weights.get(feature) or self._usual.get(feature, unknown)
            if count and weight >= LEAST:
                yield feature, weight

    def most_telling(self) -> tuple[tuple[int, float], ...]:
        """Those that tell most, by their hashes. In a text with few names and numbers, words tell more than in others."""
        weighed = dict(self.weighed())
        certain = sum(weight for feature, weight in weighed.items() if feature in self._weights)
        raised = min(MOST_RAISED, max(1.0, ENOUGH / (certain or 1.0)))
        for feature in weighed:
            if feature not in self._weights:
                weighed[feature] = min(weighed[feature] * raised, WORD)
        ranked = sorted(weighed, key=lambda feature: (-weighed[feature] * self._salience(feature), feature))
        return tuple((print_of(feature), round(weighed[feature], 1)) for feature in ranked[:MOST])

    def _salience(self, feature: str) -> float:
        return 1 + SALIENT * min(self._counts[feature] - 1, MOST_SALIENT)

    def _add(self, feature: str, weight: float) -> None:
        self._counts[feature] += 1
        self._weights[feature] = weight


def _number_weight(number: str) -> float:
    if len(number) < 2:
        return 0.0
    if len(number) == 2:
        return SMALL_NUMBER
    return YEAR if len(number) == 4 and number[:2] in ("19", "20") else NUMBER


def _prose(document: Document, headline: Passage | None) -> list[Span]:
    """The paragraphs of running text, without the headline wherever it stands; all paragraphs where none is running text."""
    title = words_of_line(headline.text.lower()) if headline else None
    below = [span for span in document.paragraphs if title is None or words_of_line(document.folded[slice(*span)]) != title]
    return [span for span in below if is_running(document, span)] or below


@lru_cache(maxsize=4)
def usual_weights(knowledge: Knowledge) -> dict[str, float]:
    """The weights of usual words by their stems, those of function words 0."""
    found: dict[str, float] = {}
    for entry in knowledge.entries("news-words"):
        weight = -USUAL * log(float(str(entry["of-100"])) / 100)
        for word in entry["words"]:
            found[stem(word)] = min(weight, found.get(stem(word), weight))
    for weight, words in (
        (PLACE, knowledge.words("place-names")),
        (PLACE, knowledge.words("not-names")),
        (0.0, knowledge.words("function-words")),
    ):
        for word in words:
            name = stem(fold(word))
            found[name] = min(weight, found.get(name, weight))
    return found


@lru_cache(maxsize=4)
def ordinary_words(knowledge: Knowledge) -> frozenset[str]:
    """Words that are no names, whatever their capitals."""
    return knowledge.words("news-words") | knowledge.words("function-words")


@lru_cache(maxsize=4)
def ordinary_stems(knowledge: Knowledge) -> frozenset[str]:
    """The stems of such words."""
    return frozenset(map(stem, ordinary_words(knowledge)))
