"""Cutting a text into what a page shows of it: stretches that the same spans cover, and in these line ends and characters written out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newslint.report.visible import hidden_places, visible

if TYPE_CHECKING:
    from newslint.source import Span


class Segment(NamedTuple):
    """A stretch of a text, in code points, end exclusive. `spans` are the numbers of those that cover it, the shortest first."""

    start: int
    end: int
    spans: tuple[int, ...]


class Piece(NamedTuple):
    """What is shown of a segment: "text" as it is, a "line" end before another line, or a "character" written out.

    `number` is the code point of such a character.
    """

    kind: str
    text: str
    number: int = 0


def segments(length: int, spans: Sequence[Span]) -> Iterator[Segment]:
    """Cut a text wherever a span begins or ends; the segments, one after the other, are the text.

    Args:
        length: of the text, in code points.
        spans: start and end (exclusive) of each; they may overlap, none is empty.
    """
    opening, closing = defaultdict(list), defaultdict(list)
    for number, (start, end) in enumerate(spans):
        opening[start].append(number)
        closing[end].append(number)
    places = sorted({0, length, *opening, *closing})
    covering: set[int] = set()
    for place, following in pairwise(places):
        covering.difference_update(closing[place])
        covering.update(opening[place])
        yield Segment(place, following, tuple(sorted(covering, key=lambda number: (spans[number][1] - spans[number][0], number))))


def pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    r"""What is shown of a text from `start` to `end` (exclusive). Each `\n`, `\r\n` and `\r` becomes one `\n`, tabs stay."""
    shown = start
    for place in hidden_places(text, start, end):
        if text[place] == "\t":
            continue
        if shown < place:
            yield Piece("text", text[shown:place])
        shown = place + 1
        if text[place] not in "\r\n":
            yield Piece("character", visible(text[place]), ord(text[place]))
        elif text[place : place + 2] != "\r\n":
            yield Piece("line" if place + 1 < len(text) else "text", "\n")
    if shown < end:
        yield Piece("text", text[shown:end])
