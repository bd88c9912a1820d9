"""Colours, and cutting a passage out of a line to fit a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newslint.report.visible import clusters, visible, width

_STYLES = {"error": "1;31", "warning": "33", "info": "36", "bold": "1", "dim": "2", "added": "32", "removed": "31", "plain": "0"}
ELLIPSIS = "…"


def paint(text: str, style: str, color: bool) -> str:
    """A visible text in a style (a severity, "bold" or "dim"), if there are colours at all."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if color else text


class Passage(NamedTuple):
    """A piece of a line: its visible text, and the columns before and under the match."""

    text: str
    before: int
    under: int


def passage(line: str, start: int, end: int, room: int) -> Passage:
    """The part of a line around a match that fits into `room` columns; what is cut off becomes an ellipsis.

    Args:
        line: the line, raw.
        start, end: the match in the line, in code points, end exclusive.
        room: the columns there are; at least 10 are taken.
    """
    room = max(room, 10)
    # No more than `room` characters can be shown of any part: a line may be huge.
    match = _clip(line[start : min(end, start + room)], room, more=end - start > room)
    rest = room - width(match)
    before = line[max(0, start - room) : start]
    after = line[end : end + room]
    # What stands before the match gets half of the rest, and what the text after it leaves over.
    left = max(rest // 2, rest - width(visible(after)))
    head = _clip(before if start > room else before.lstrip(), left, more=start > room, keep_end=True)
    tail = _clip(after, rest - width(head), more=len(line) > end + room)
    # A mark that takes a column only beside a letter may have come to stand beside one.
    excess = width(head + match + tail) - room
    if excess > 0:
        tail = _clip(after, rest - width(head) - excess, more=len(line) > end + room)
    return Passage(head + match + tail, width(head), width(match))


def cut(text: str, columns: int) -> str:
    """The visible form of a raw text, cut to so many columns, with an ellipsis if it is longer."""
    return _clip(text[:columns], columns, more=len(text) > columns)


def _clip(text: str, columns: int, *, more: bool, keep_end: bool = False) -> str:
    """The visible form of a text, cut to so many columns with an ellipsis if it is too long or there is `more` of it."""
    shown = visible(text)
    if not more and width(shown) <= columns:
        return shown
    kept: list[str] = []
    free = columns - len(ELLIPSIS)
    # Of the character at the far end of a part there may be only a piece.
    for cluster in list(clusters(text, backwards=keep_end))[: -1 if more else None]:
        piece = visible(cluster)
        free -= width(piece)
        if free < 0:
            break
        kept.append(piece)
    if columns < len(ELLIPSIS):
        return ""
    while kept and width("".join(kept)) > columns - len(ELLIPSIS):
        kept.pop()
    return ELLIPSIS + "".join(reversed(kept)) if keep_end else "".join(kept) + ELLIPSIS


def wrap(text: str, columns: int, *, hang: int = 0, narrow: bool = False) -> Iterable[str]:
    """A visible text broken into lines, no character broken.

    Args:
        text: the text.
        columns: the most that a line may take; at least 20 are taken, unless it is `narrow`.
        hang: how far all lines but the first are indented.
        narrow: whether it is for a cell of a table, where words are broken at hyphens, too.
    """
    if text.isascii():
        from textwrap import wrap as break_lines
    else:
        from wcwidth import wrap as break_lines

    return break_lines(text, columns if narrow else max(columns, 20), break_on_hyphens=narrow, subsequent_indent=" " * hang)
