"""Sentences of one speaker that files quote in different wordings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newslint.corpus.checks.alignment import Alignment, Statement, conflicts_among

if TYPE_CHECKING:
    from newslint.corpus.facts import Quotation
    from newslint.corpus.story import Story
    from newslint.corpus.votes import Conflict

CHECK = "quote-drift"
LEAST = 0.5  # the share of the content words of the shorter wording that both have
LEAST_MATCHED = 2.0  # content words, names counting half
FEW, SHARE_OF_FEW = 3.0, 0.6  # where fewer are shared, they must be more of the wording
MATCHED_OF_OTHERS, SHARE_OF_OTHERS = 4.0, 0.6  # where the speakers' names differ, or are not known
NAME = 0.5
SPELLING, LEAST_LETTERS = 0.8, 4  # the likeness of two spellings of one word, and its length
MOST_WORDS = 80
LEAST_PIECE = 0.6  # the length of a wording that speaks for another one, in words of that
MOST_TOKENS = 200
COPIED = 0.8  # the share of the words of the shorter wording by which the other is the same, but for a few that were left out or changed
CUT = 0.6  # the same for words that follow one another: what stands around them was cut

_WORD = re.compile(r"[^\W\d_]+")


class Comparison(NamedTuple):
    """The weight of the content words that two wordings share, in whatever order: as a share of the shorter wording, and by itself."""

    share: float
    matched: float


def quote_drift(story: Story) -> Iterable[Conflict]:
    """Quoted sentences that are too alike to be two, and too different to be one."""
    statements = [
        Statement(member, quotation.said, quotation) for member, entry in enumerate(story.members) for quotation in entry.facts.quotations
    ]
    yield from conflicts_among(
        story,
        statements,
        Alignment(
            CHECK,
            lambda quotation: quotation.said.text,
            _same,
            _differ,
            _supports,
            _supports,
            _evidence,
            lambda quotation: quotation.speaker,
            LEAST,
            LEAST,
            1.0,
        ),
    )


def _likeness(one: Quotation, other: Quotation) -> float:
    """The share of content words that two wordings have in common; 0 where these are too few."""
    found = compare(one.words, other.words)
    if one.speaker and one.speaker.casefold() == other.speaker.casefold():
        enough = found.matched >= LEAST_MATCHED and (found.matched >= FEW or found.share >= SHARE_OF_FEW)
    else:
        enough = found.matched >= MATCHED_OF_OTHERS and found.share >= SHARE_OF_OTHERS
    return found.share if enough else 0.0


def _same(one: Quotation, other: Quotation) -> bool:
    return compare(one.words, other.words).share >= LEAST and is_copied(one.said.text, other.said.text)


def _supports(one: Quotation, other: Quotation) -> bool:
    """Whether two wordings are of one length: a short piece may be cut from either of two that differ."""
    return min(len(one.words), len(other.words)) >= LEAST_PIECE * max(len(one.words), len(other.words))


def _evidence(one: Quotation, others: Sequence[Quotation], sources: int) -> float:
    return max(_likeness(one, other) for other in others)


def _differ(one: Quotation, other: Quotation) -> bool:
    return compare(one.words, other.words).share >= LEAST and not is_copied(one.said.text, other.said.text)


@lru_cache(maxsize=8_192)
def compare(one: tuple[str, ...], other: tuple[str, ...]) -> Comparison:
    """Compare two wordings by their content words, of which names have capitals."""
    first, second = Counter(one[:MOST_WORDS]), Counter(other[:MOST_WORDS])
    matched = _weight(first & second)
    least = min(_weight(first), _weight(second))
    return Comparison(matched / least if least else 0.0, matched)


def _weight(words: Counter[str]) -> float:
    return sum(count * (NAME if word[0].isupper() else 1.0) for word, count in words.items())


@lru_cache(maxsize=8_192)
def is_copied(one: str, other: str) -> bool:
    """Whether two wordings are one but for words that were left out, put in or spelled otherwise, and ends that were cut."""
    # What is matched depends on the order.
    first, second = sorted((_WORD.findall(text.lower())[:MOST_TOKENS] for text in (one, other)), key=lambda words: (len(words), words))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    common = longest = 0
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            common += b - a
            longest = max(longest, b - a)
        elif kind == "replace":
            common += sum(map(_is_spelling, first[a:b], second[c:d]))
    return common >= COPIED * len(first) or longest >= CUT * len(first)


def _is_spelling(one: str, other: str) -> bool:
    """Whether two words may be spellings of one."""
    return min(len(one), len(other)) >= LEAST_LETTERS and SequenceMatcher(None, one, other).ratio() >= SPELLING
