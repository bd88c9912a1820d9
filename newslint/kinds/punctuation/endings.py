"""Paragraphs without their final mark, and texts that break off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from newslint.kinds.base import Match
from newslint.kinds.checks import Options
from newslint.kinds.punctuation.text import ADDRESS, CLOSERS, word_before

if TYPE_CHECKING:
    from newslint.document import Document

MIN_PROSE_WORDS = 12
PROSE_LENGTH = 60  # code points; nothing shorter has so many words
FRAGMENT_WORDS = 9  # a paragraph ends in no more of them where a link inside its last sentence was taken for a new line
LEAST_TO_JUDGE = 120  # code points of a last paragraph without a mark
LONG_SENTENCE_WORDS = 20  # a line of so many words is no heading
_CREDIT = re.compile(r"\b(?:photo|photograph|image|picture|credit|courtesy|getty|reuters|afp|shutterstock|via)\b", re.I)
_EXCERPT_END = re.compile(r"(?:\[\s?(?:…|\.\.\.|&hellip;)\s?\]|\(\s?(?:…|\.\.\.)\s?\))[ .]*$")


def final(document: Document, options: Options) -> Iterable[Match]:
    """Paragraphs of prose that lack their final mark, where other paragraphs have one, or several lack it.

    `least` and `most` say for how many such paragraphs the rule is meant, `share` for what part of all paragraphs of prose.
    """
    text = document.text
    lost: list[tuple[int, int]] = []
    short: list[tuple[int, int]] = []
    proper = 0
    introduced = False
    for (start, end), (following, _) in pairwise([*document.paragraphs, (0, 0)]):
        after_colon, introduced = introduced, text[end - 1] == ":"
        bare_end = start + len(text[start:end].rstrip(CLOSERS))
        if bare_end == start or not text[bare_end - 1].isalnum() or text[end - 1] in ")]":
            proper += end - start > PROSE_LENGTH
        elif end - start > PROSE_LENGTH and not after_colon and not document.in_zone(start, "head"):
            kind = _sentences_of(document, start, bare_end)
            if kind and _ends_openly(document, options, start, bare_end) and not (following and _broken(text, start, end, following)):
                (lost if kind == "prose" else short).append((start, end))
    if lost:
        said = Counter(text[start:end] for start, end in document.paragraphs)
        lost = [(start, end) for start, end in lost if said[text[start:end]] == 1]  # what is said twice is a headline or a caption
    if len(lost) >= 3:
        # Where losing it is the rule, shorter paragraphs have lost theirs as well.
        lost = sorted(lost + short)
    if lost and lost == [document.paragraphs[-1]]:
        return  # the file breaks off there
    if not options.get("least", 1) <= len(lost) <= options.get("most", 10_000) or (proper < 2 and len(lost) < 3):
        return
    if len(lost) < options.get("share", 0) * (len(lost) + proper):
        return
    for start, end in lost:
        bare_end = start + len(text[start:end].rstrip(CLOSERS))
        first = max(start, word_before(text, bare_end).start)
        yield Match(first, end, (f"{text[first:bare_end]}.{text[bare_end:end]}",))


def _broken(text: str, start: int, end: int, following: int) -> bool:
    """Whether a paragraph is a line of a longer one: it ends in a few words of a sentence that the next goes on with in small letters."""
    if not (text[following].islower() or text[following] == ","):
        return False
    last = re.split(r"[.!?][\"”’)]* ", text[start:end])[-1]
    return last != text[start:end] and len(last.split()) <= FRAGMENT_WORDS


def _sentences_of(document: Document, start: int, end: int) -> str:
    """Whether a paragraph reads as sentences: "prose" when surely so, "short" when it might be a heading, else nothing."""
    text = document.text
    words = text[start:end].split()
    if len(words) < MIN_PROSE_WORDS or not (text[start].isalpha() or text[start] in "“\"‘'"):
        return ""
    if sum(1 for said in words if said[0].isupper()) * 2 >= len(words):
        return ""
    return "prose" if document.is_prose(start, end) or len(words) >= LONG_SENTENCE_WORDS else "short"


def _ends_openly(document: Document, options: Options, start: int, end: int) -> bool:
    """Whether a paragraph ends with an ordinary word: no address, no credit, and no word such as "the" after which it breaks off."""
    words = document.text[start:end][-120:].split()
    last = words[-1].lower()
    return not (ADDRESS.search(last) or "." in last or last in options["words"] or _CREDIT.search(" ".join(words[-6:])))


def truncated(document: Document, options: Options) -> Iterable[Match]:
    """A file whose last paragraph of prose breaks off. `signs` says by what that is told.

    `bracket`: an ellipsis in brackets; `ellipsis`: a bare one; `open`: a comma, a hyphen or a function word at the end; `bare`: an ordinary
    word without a mark, where it is the last of the file, too.
    """
    text = document.text
    last = next(((start, end) for start, end in reversed(document.paragraphs) if _sentences_of(document, start, end) == "prose"), None)
    if last is None:
        return
    start, end = last
    signs = options.get("signs", ["bracket", "open"])
    excerpt = _EXCERPT_END.search(text, max(start, end - 20), end)
    if excerpt:
        if "bracket" in signs:
            yield Match(excerpt.start(), end)
        return
    tail = text[max(start, end - 3) : end]
    if tail.endswith(("…", "...")):
        if "ellipsis" in signs and text[end - 4 : end - 3] != ".":
            yield Match(end - (1 if tail.endswith("…") else 3), end)
        return
    if "bare" in signs and (start, end) == document.paragraphs[-1]:
        yield from _bare_end(document, options, start, end)
    if "open" not in signs or end - start < 80:
        return
    before = word_before(text, end)
    if before.word in options["words"]:
        yield Match(before.start, end)
    elif text[end - 1] in ",-–—" and text[end - 2].isalnum():
        yield Match(word_before(text, end - 1).start, end)


def _bare_end(document: Document, options: Options, start: int, end: int) -> Iterable[Match]:
    text = document.text
    bare_end = start + len(text[start:end].rstrip(CLOSERS))
    if end - start >= LEAST_TO_JUDGE and text[bare_end - 1].isalnum() and text[end - 1] not in ")]":
        first = max(start, word_before(text, bare_end).start)
        if _ends_openly(document, options, start, bare_end):
            yield Match(first, end, (f"{text[first:bare_end]}.{text[bare_end:end]}",))
