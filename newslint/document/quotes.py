"""Quoted speech, told from apostrophes, inch marks and stray quote marks.

A quote never leaves its paragraph: one that is not closed runs to the paragraph's end, as the parts of a long quote do that opens anew
in each paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from newslint.source import Span

_MARK = re.compile(r"[“”„\"«»「」『』'‘’]")
_SINGLE = "'‘’"
# Words that begin with an apostrophe.
_ELISION = re.compile(r"(?:\d\ds?|em|til|tis|twas|cause|n|bout|round)\b", re.IGNORECASE)

_CLOSERS = {"“": '”"', "„": '“”"', "«": "»", "»": "«", '"': '"”', "「": "」", "『": "』"}
_PUNCTUATION = frozenset(".,!?…;:")


def find(text: str, paragraphs: list[Span]) -> list[Span]:
    """The outermost quotes with their marks, in order."""
    found: list[Span] = []
    places = [mark.start() for mark in _MARK.finditer(text)]
    done = 0
    for start, end in paragraphs:
        first, done = done, bisect_left(places, end, done)
        if first == done:
            continue
        marks = [at for at in places[first:done] if text[at] not in _SINGLE or _is_edge(text, at)]
        index = 0
        while index < len(marks):
            opening = marks[index]
            index += 1
            if text[opening] in _SINGLE:
                closing = _single_close(text, marks, index, end)
                if closing >= 0:
                    found.append((opening, marks[closing] + 1))
                    index = closing + 1
                elif opening == start < end - 2 and text[opening] == "‘" and not _ELISION.match(text, opening + 1):
                    found.append((opening, end))
                    index = len(marks)
            elif _opens(text, opening, start, end):
                stop, index = _double_close(text, marks, index, end)
                if stop - opening > 2:
                    found.append((opening, stop))
    return found


def _is_edge(text: str, at: int) -> bool:
    """Whether a single mark is no apostrophe between letters."""
    return at == 0 or not (text[at - 1].isalnum() and text[at + 1 : at + 2].isalnum())


def _opens(text: str, at: int, start: int, end: int) -> bool:
    """Whether a double mark opens a quote when none is open."""
    mark = text[at]
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if mark in "”」』":
        return False
    if mark == '"':
        # After a letter or digit it closes something, or means inches or seconds.
        return not after.isspace() and not before.isalnum()
    if mark == "»":
        return not after.isspace() and (before.isspace() or before in "([")
    return before.isspace() or not (after.isspace() or after in _PUNCTUATION)


def _double_close(text: str, marks: list[int], index: int, end: int) -> tuple[int, int]:
    """Where the quote ends that `marks[index - 1]` opens, and the index of the next mark to look at."""
    start = marks[index - 1]
    opening = text[start]
    inner = False
    for place in range(index, len(marks)):
        at = marks[place]
        mark = text[at]
        turned_open = _turned_open(text, at, end)
        if at > start + 1 and mark == opening and (mark != '"' or turned_open):
            if _closes_in_wrong_shape(text, at, end):
                return at + 1, place + 1
            # The closing mark is lost.
            return start + len(text[start:at].rstrip()), place
        if mark in '"“' and turned_open:
            inner = True
        elif mark in _CLOSERS[opening]:
            if not inner:
                return at + 1, place + 1
            inner = False
    return end, len(marks)


def _turned_open(text: str, at: int, end: int) -> bool:
    return text[at - 1].isspace() and at + 1 < end and not text[at + 1].isspace()


def _closes_in_wrong_shape(text: str, at: int, end: int) -> bool:
    """Whether a mark that should open stands where one should close: `we won“,` or `we won, “he said`."""
    after = text[at + 1] if at + 1 < end else " "
    if not text[at - 1].isspace():
        return after.isspace() or after in _PUNCTUATION
    return text[at - 2] in _PUNCTUATION and (after.isspace() or after.islower())


def _single_close(text: str, marks: list[int], index: int, end: int) -> int:
    """The index of the mark that closes the quote which the single mark `marks[index - 1]` opens; -1 if it opens none."""
    start = marks[index - 1]
    before, after = text[max(0, start - 1) : start], text[start + 1 : start + 2]
    if text[start] == "’" or before.isalnum() or before in _PUNCTUATION or after.isspace() or _ELISION.match(text, start + 1):
        return -1
    possessive = -1
    for place in range(index, len(marks)):
        at = marks[place]
        mark = text[at]
        if mark == "‘" or (mark == "'" and _turned_open(text, at, end)):
            break
        after = text[at + 1] if at + 1 < end else " "
        if mark not in "'’" or text[at - 1].isspace() or after.isalnum() or at - start < 3:
            continue
        if text[at - 1] not in "sS":
            return place
        if possessive < 0:
            possessive = place
    return possessive
