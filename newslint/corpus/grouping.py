"""Which texts tell of one event: groups in the graph of how much any two have in common.

Linked texts are a group, so that one of them leads to the others through any that lie between. Where such a chain has grown too long to be
one event, only stronger links count, as far as needed. A group falls apart where two parts of it have far less in common with each other
than the texts in each have, as two rounds of talks have the same people, and other days and numbers. Each group is the same from whichever
of its texts one starts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

LEVELS = (0.25, 0.3, 0.36, 0.43, 0.5, 0.6, 0.75)  # strengths of links, the least first
MOST = 60  # texts of one event
LARGEST = 1_000  # texts that are looked through for a group
APART = 0.22  # the average strength of links between the parts of a group, at least
RATIO = 0.63  # the same, as a share of that within the parts
COPY = 0.8  # a link of copies, which says nothing of how alike the tellings of an event are
USUAL = 0.33, 2  # the strength that is expected within a group, and how many links it takes to outweigh that

Links = Callable[[int], Mapping[int, float]]


class _Part(NamedTuple):
    """Some texts, the two parts that they were joined from, and the average strength of the links between these."""

    texts: tuple[int, ...]
    parts: tuple[_Part, _Part] | None = None
    between: float = 0.0


def groups_of(text: int, links: Links) -> list[tuple[int, ...]]:
    """The texts that tell of the same event as one, itself among them, and of events that are close to it: groups, each sorted.

    Args:
        links: for a text, the texts that it is linked with and how strongly, from 0 to 1; the same both ways.
    """
    for level in LEVELS:
        found = _linked(text, links, level, MOST)
        if len(found) <= MOST:
            return _cut(_joined(sorted(found), links), links)
    # Copies of one text, more than anybody would compare.
    texts = sorted(_linked(text, links, LEVELS[-1], LARGEST))
    if len(texts) > LARGEST:
        return [(text,)]
    return [tuple(texts[first : first + MOST]) for first in range(0, len(texts), MOST)]


def _linked(text: int, links: Links, level: float, most: int) -> set[int]:
    """The texts that lead from one to the next by links of at least `level`; no more than there are links of one text above `most`."""
    found = {text}
    open_ends = [text]
    while open_ends and len(found) <= most:
        for other, strength in links(open_ends.pop()).items():
            if strength >= level and other not in found:
                found.add(other)
                open_ends.append(other)
    return found


def _joined(texts: Sequence[int], links: Links) -> _Part:
    """The texts joined step by step, those parts first that have the strongest links on average."""
    parts = {number: _Part((text,)) for number, text in enumerate(texts)}
    between = {(one, other): links(texts[one]).get(texts[other], 0.0) for other in parts for one in range(other)}
    for number in range(len(texts), 2 * len(texts) - 1):
        # Of equal ones, the first, whatever the order of the texts was.
        one, other = max(between, key=lambda pair: (between[pair], parts[pair[0]].texts, parts[pair[1]].texts))
        strength = between[one, other]
        left, right = parts.pop(one), parts.pop(other)
        for rest in parts:
            sums = [between.pop(_pair(rest, end)) * len(part.texts) for end, part in ((one, left), (other, right))]
            between[rest, number] = sum(sums) / (len(left.texts) + len(right.texts))
        del between[one, other]
        parts[number] = _Part(tuple(sorted(left.texts + right.texts)), (left, right), strength)
    (whole,) = parts.values()
    return whole


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _cut(part: _Part, links: Links) -> list[tuple[int, ...]]:
    """The groups that a part falls into."""
    if part.parts is None:
        return [part.texts]
    within = [
        strength
        for half in part.parts
        for number, text in enumerate(half.texts)
        for other in half.texts[:number]
        if (strength := links(text).get(other, 0.0)) < COPY
    ]
    usual, count = USUAL
    expected = (sum(within) + usual * count) / (len(within) + count)
    if part.between >= max(APART, RATIO * expected):
        return [part.texts]
    return [group for half in part.parts for group in _cut(half, links)]
