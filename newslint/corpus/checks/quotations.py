"""Sentences of one speaker that files quote in different wordings.

Two wordings are compared by their words and numbers, each by what it tells: rare words most, names half, function words little. What both
have is a share of the longer one; the figures below were set on quotations of news and their machine translations against other quotations
of the same texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newslint.corpus.checks.alignment import Alignment, Statement, conflicts_among
from newslint.corpus.facts import TELLS_MOST

if TYPE_CHECKING:
    from newslint.corpus.facts import Quotation
    from newslint.corpus.story import Story
    from newslint.corpus.votes import Conflict

CHECK = "quote-drift"
LEAST = 0.36  # how alike two wordings of one sentence are
LEAST_OF_OTHERS = 0.5  # where the speakers' names differ, or are not known
ENOUGH = 2.0 * TELLS_MOST  # what wordings share that are as alike as their shares say; with less they are less so
LEAST_COPIED = 0.75  # the share of the shorter wording that both have, where one may be the other with its ends cut
MOST_WORDS = 80
NAMELESS = "the speaker"
SPELLING, LEAST_LETTERS = 0.8, 4  # the likeness of two spellings of one word, and its length
LEAST_PIECE = 0.6  # the length of a wording that speaks for another one, in words of that
MOST_TOKENS = 200
COPIED = 0.8  # the share of the words of the shorter wording by which the other is the same, but for a few that were left out or changed
CUT = 0.6  # the same for words that follow one another: what stands around them was cut

_WORD = re.compile(r"[^\W\d_]+")


class Wording:
    """Words with what they tell, for comparison."""

    def __init__(self, words: Sequence[str], weights: Sequence[int]) -> None:
        self.counts = Counter(words[:MOST_WORDS])
        self.weights = dict(zip(words, weights, strict=True))
        self.total = sum(self.weights[word] * count for word, count in self.counts.items())

    def shared(self, other: Wording) -> int:
        """What the words tell that both have, in whatever order."""
        first, second = sorted((self, other), key=lambda wording: len(wording.counts))
        return sum(
            min(count, second.counts[word]) * min(first.weights[word], second.weights[word])
            for word, count in first.counts.items()
            if word in second.counts
        )

    def likeness(self, other: Wording) -> float:
        """How alike two wordings are, from 0 to 1, as wordings of one sentence are."""
        shared = self.shared(other)
        return shared / max(self.total, other.total, 1) * min(1.0, shared / ENOUGH)


class _Said(NamedTuple):
    """A quoted sentence and its words."""

    quotation: Quotation
    wording: Wording


def quote_drift(story: Story) -> Iterable[Conflict]:
    """Quoted sentences that are too alike to be two, and too different to be one."""
    statements = [
        Statement(member, quotation.said, _Said(quotation, Wording(quotation.words, quotation.weights)))
        for member, entry in enumerate(story.members)
        for quotation in entry.facts.quotations
    ]
    yield from conflicts_among(
        story,
        statements,
        Alignment(
            CHECK,
            lambda said: (said.quotation.said.text, said.quotation.speaker),
            _same,
            _differ,
            _always,
            _supports,
            _evidence,
            lambda said: said.quotation.speaker or NAMELESS,
            LEAST,
            LEAST,
            1.0,
        ),
    )


def _likeness(one: _Said, other: _Said) -> float:
    """How alike two sentences are; 0 where that is too little."""
    found = one.wording.likeness(other.wording)
    speaker = one.quotation.speaker.casefold()
    least = LEAST if speaker and speaker == other.quotation.speaker.casefold() else LEAST_OF_OTHERS
    return found if found >= least else 0.0


def _same(one: _Said, other: _Said) -> bool:
    shared = one.wording.shared(other.wording)
    return shared >= LEAST_COPIED * min(one.wording.total, other.wording.total) and _is_copied(one, other)


def _is_copied(one: _Said, other: _Said) -> bool:
    return is_copied(one.quotation.said.text, other.quotation.said.text)


def _always(one: _Said, other: _Said) -> bool:
    return True


def _supports(one: _Said, other: _Said) -> bool:
    """Whether two wordings are of one length: a short piece may be cut from either of two that differ."""
    lengths = sorted((len(one.quotation.words), len(other.quotation.words)))
    return lengths[0] >= LEAST_PIECE * lengths[1]


def _evidence(one: _Said, others: Sequence[_Said], sources: int) -> float:
    return max(_likeness(one, other) for other in others)


def _differ(one: _Said, other: _Said) -> bool:
    return _likeness(one, other) > 0 and not _is_copied(one, other)


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
