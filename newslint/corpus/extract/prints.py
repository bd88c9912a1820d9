"""Fingerprints: what lines and sentences are known by elsewhere."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from newslint.corpus.extract.features import is_running, ordinary_words, print_of, words_in, words_of_line
from newslint.corpus.extract.headline import bare, key_of
from newslint.corpus.facts import Line, Passage
from newslint.document.layout import has_final_mark

if TYPE_CHECKING:
    from newslint.document import Document

MOST_LINES = 150
MOST_SENTENCES = 150
SENTENCE_WORDS = 8
LINE_WORDS = 3
TELLING_LETTERS = 4
MOST_TOLD = 0.5  # the share of the words of a label that the text may have

_DIGITS = re.compile(r"\d+")


def lines_in(document: Document, headline: Passage | None) -> tuple[Line, ...]:
    """The lines that may recur elsewhere: not too short, and more than names and numbers; and the headline, whatever it is.

    A label with numbers is told a second time without them ("Read by 311 people"), but not a headline on what the text tells.
    """
    found: list[Line] = []
    ordinary = ordinary_words(document.knowledge)
    title = key_of(headline.text) if headline else None
    text: set[str] | None = None
    for start, end in document.paragraphs:
        if len(found) >= MOST_LINES:
            break
        line = document.plain[start:end]
        words = words_of_line(line)
        if len(words) < LINE_WORDS:
            continue
        key = key_of(line)
        if title is not None and key.startswith(title) and key_of(bare(line)) == title:
            key = title
        if key == title or sum(word.islower() or word.lower() in ordinary for word in words) * 2 > len(words):
            place = start, end, document.line_at(start) + 1, is_running(document, (start, end))
            found.append(Line(print_of(key), *place))
            if _DIGITS.search(key) and not place[-1] and not has_final_mark(line):
                text = _running_words(document) if text is None else text
                if _told(line, text) <= (0 if key == title else MOST_TOLD):
                    found.append(Line(print_of(_DIGITS.sub("0", key)), *place))
    return tuple(found)


def _running_words(document: Document) -> set[str]:
    return {word for span in document.paragraphs if is_running(document, span) for word in words_in(document.plain[slice(*span)])}


def _told(line: str, text: Collection[str]) -> float:
    """The share of a line's longer words that the text has, too."""
    words = {word for word in words_in(line) if word.isalpha() and len(word) >= TELLING_LETTERS}
    return sum(word in text for word in words) / (len(words) or 1)


def sentences_in(document: Document) -> tuple[int, ...]:
    """The hashes of the longer sentences, in order."""
    found: list[int] = []
    for start, end in document.sentences:
        words = words_of_line(document.folded[start:end])
        if len(words) >= SENTENCE_WORDS:
            found.append(print_of(" ".join(words)))
    return tuple(found[:MOST_SENTENCES])
