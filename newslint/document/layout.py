"""How a text is laid out: paragraphs, hard-wrapped or not, and the zones around the prose."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from newslint.source import Span
from newslint.words import count_words

BLOCK_LIMIT = 20_000

_TRIMMED_LINE = re.compile(r"\S(?:[^\n\r]*\S)?")
_LINE_BREAK = re.compile(r"\r\n?|\n")
_WORD = re.compile(r"\S{1,200}")

# A line broken by hard wrapping has this many code points.
_SHORTEST, _LONGEST = 40, 120
# Ragged wrapping leaves lines so much shorter than the widest.
_SLACK = 8

_TERMINAL = ".!?…:;。！？"
_CLOSING = "\"'”’»)]"


def paragraphs(text: str) -> list[Span]:
    """The paragraphs, trimmed and not empty: the lines of a hard-wrapped paragraph together, every other line by itself."""
    lines = [found.span() for found in _TRIMMED_LINE.finditer(text)]
    breaks = [_line_break(text, above, below) for above, below in pairwise(lines)]
    width = _wrap_width([found for found in breaks if found])
    if not width:
        return lines
    joined = lines[:1]
    for found, line in zip(breaks, lines[1:], strict=True):
        if found and found.wrapped(width):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
    return joined


class _Break(NamedTuple):
    """Two lines without a blank one between them.

    `length` is that of the upper line, `below` that of the lower one, `needed` what the upper line would have had with the lower
    one's first word; `inside` a sentence: the upper line does not end one and the lower one goes on in lower case; `indented`: the lower
    line stands further in; `closed`: it ends a sentence.
    """

    length: int
    below: int
    needed: int
    inside: bool
    indented: bool
    closed: bool

    def full(self, width: int) -> bool:
        return self.length >= _SHORTEST and self.needed > width - _SLACK

    def wrapped(self, width: int) -> bool:
        """Whether the lines are one paragraph, in a text wrapped at `width`."""
        if self.indented:
            return self.inside and self.full(width)
        return self.inside or self.full(width)


def _line_break(text: str, above: Span, below: Span) -> _Break | None:
    gap = text[above[1] : below[0]]
    ends = _LINE_BREAK.findall(gap)
    if len(ends) != 1:
        return None
    before = max(text.rfind("\n", 0, above[0]) if "\n" in ends[0] else text.rfind("\r", 0, above[0]), -1)
    length = above[1] - before - 1
    indent = len(gap) - gap.rindex(ends[0]) - len(ends[0])
    word = _WORD.match(text, below[0])
    return _Break(
        length,
        below[1] - below[0] + indent,
        length + 1 + (len(word[0]) if word else 0),
        not _ends_sentence(text, above) and text[below[0]].islower(),
        indent > above[0] - before - 1,
        _ends_sentence(text, below),
    )


def _ends_sentence(text: str, line: Span) -> bool:
    return text[line[0] : line[1]].rstrip(_CLOSING)[-1:] in _TERMINAL


def _wrap_width(breaks: list[_Break]) -> int:
    """The width that a text is hard-wrapped at, judged by all its line breaks; 0 when it is not.

    Lines are broken inside sentences, and because the next word had no room; in a list of headlines neither is so. Where a short line
    that ends no sentence follows each long one, it is the age or the section of a headline.
    """
    if sum(max(found.length, found.below) > _LONGEST for found in breaks) * 10 > len(breaks):
        return 0
    breaks = [found for found in breaks if _SHORTEST <= found.length <= _LONGEST]
    inside = [found for found in breaks if found.inside]
    if not inside or (len(inside) == 1 and len(breaks) > 1) or len(inside) * 4 < len(breaks):
        return 0
    if len(inside) > 1 and not any(found.below >= _SHORTEST or found.closed for found in inside):
        return 0
    width = sorted(found.length for found in inside)[len(inside) * 9 // 10]
    return width if sum(found.full(width) for found in inside) * 10 >= len(inside) * 7 else 0


def blocks(text: str, paragraphs: list[Span]) -> list[Span]:
    """The paragraphs, those over `BLOCK_LIMIT` code points cut at white space, or anywhere if there is none."""
    return [block for start, end in paragraphs for block in _cut(text, start, end)]


def _cut(text: str, start: int, end: int) -> list[Span]:
    cut: list[Span] = []
    while end - start > BLOCK_LIMIT:
        limit = start + BLOCK_LIMIT
        space = max(text.rfind(" ", start, limit), text.rfind("\n", start, limit))
        stop = space if space > start else limit
        cut.append((start, start + len(text[start:stop].rstrip())))
        rest = _WORD.search(text, stop, end)
        start = rest.start() if rest else end
    return [*cut, (start, end)]


_FINAL_MARKS = ".!?…。！？।؟"
_AFTER_FINAL_MARK = "\"'”’»)]」』"


def has_final_mark(line: str) -> bool:
    """Whether a line ends as a sentence does, quote marks and brackets after the mark left aside."""
    return (line.rstrip(_AFTER_FINAL_MARK)[-1:] or " ") in _FINAL_MARKS


_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)\]]*(?:\s|\Z)|[。！？।؟]")

_PROSE_WORDS = 20
_LONG_PROSE_WORDS = 60
_SENTENCE_WORDS = 5
_END = 12  # code points within which a final mark and what closes after it stand


def is_prose(passage: str, words: int = _PROSE_WORDS) -> bool:
    """Whether a passage has so many words and the end of a sentence. A Chinese, Japanese or Korean character counts as a word."""
    if len(passage) < words or not _SENTENCE_END.search(passage):
        return False
    count = len(passage.split())
    return count >= words or (not passage.isascii() and count + sum("\u3040" <= character <= "\ud7ff" for character in passage) >= words)


def is_text(passage: str) -> bool:
    """Whether a passage is prose, or a shorter sentence with its final mark; fewer than `_SENTENCE_WORDS` words are a label."""
    return count_words(passage) >= _SENTENCE_WORDS and (is_prose(passage) or has_final_mark(passage[-_END:]))


def zones(text: str, paragraphs: list[Span]) -> Span:
    """Where the head ends and the tail starts."""
    head = next((start for start, end in paragraphs if is_prose(text[start:end])), None)
    if head is None:
        return len(text) + 1, 0
    tail = next(end for start, end in reversed(paragraphs) if is_prose(text[start:end]))
    if len(paragraphs) > 8:
        for start, end in reversed(paragraphs[-3:]):
            if is_prose(text[start:end], _LONG_PROSE_WORDS):
                break
            tail = min(tail, start)
    return head, tail
