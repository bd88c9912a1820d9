"""Marks that are doubled, follow a space, or belong to another script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newslint.kinds.base import Match
from newslint.kinds.checks import Options
from newslint.kinds.punctuation.text import ADDRESS, CLOSERS, STOPS, abbreviated, in_code, of_entity, token_around, word_before

if TYPE_CHECKING:
    from newslint.document import Document

HABIT = 0.5  # the share from which a way of writing is the document's own
_MARKS = re.compile(r"[.,;:!?…](?:[\"”']? ?[.,;:!?…])+")
_TWO_DOTS = re.compile(r"\.\.(?![.\w/…])")
_SPACED_MARK = re.compile(r" +[,.;!?]")
WIDE_MARKS = {"，": ",", "。": ".", "；": ";", "：": ":", "！": "!", "？": "?", "、": ","}
_FOREIGN_STOP = re.compile(r"([A-Za-z]+)([，。；：！？、])([A-Za-z]*)")


def doubled_stop(document: Document, options: Options) -> Iterable[Match]:
    """Two marks where one belongs ("border. .", "team.,", "there,,"), also around a closing quote (".” .")."""
    plain = document.plain
    abbreviations = options["words"]
    for found in _MARKS.finditer(plain):
        run = found[0]
        marks = [char for char in run if char in ".,;:!?…"]
        before = word_before(plain, found.start())
        if of_entity(plain, before.start) or in_code(plain, found.start()) or "‘" in document.text[found.start() : found.end()]:
            continue
        previous, following = plain[found.start() - 1 : found.start()], plain[found.end() : found.end() + 1]
        if following == "[" or not _wrong_together(run, marks, before.word, previous, following, abbreviations):
            continue
        goes_on = plain[found.end() : found.end() + 4].lstrip(" \"”'“")[:1].islower()
        kept = next((mark for mark in marks if mark in (",;:" if goes_on else STOPS)), marks[-1])
        quote = next((char for char in run if char in "\"”'"), "")
        if quote == "'":
            quote = document.text[found.start() + run.index("'")]
        word = document.text[before.start : found.start()]
        yield Match(before.start, found.end(), (word + kept + quote,))


def _wrong_together(run: str, marks: list[str], word: str, previous: str, following: str, abbreviations: frozenset[str]) -> bool:
    quoted = any(char in "\"”'" for char in run)
    if len(marks) > 2 or "…" in marks or not (previous.isalnum() or previous in CLOSERS + "%") or not previous:
        return False
    first, second = marks
    if following.isalnum() and (run[-1] in ".:" or " " not in run):
        return False  # a number, an address, a table
    if first == second == ".":
        return (" " in run or quoted) and not (quoted and abbreviated(word, abbreviations))
    if first == ".":
        if previous in '”"’' and second == ",":
            return True
        if quoted and second != ",":
            return False
        return bool(word) and not abbreviated(word, abbreviations) and (len(word) > 3 or quoted)
    if first in "!?":
        return second in ".;" and not quoted and len(word) > 2 and word.islower()
    if first == second == ":" or (quoted and first != ","):
        return False
    return not (quoted and second in "!?:;")


def two_dots(document: Document, options: Options) -> Iterable[Match]:
    """Two full stops in a row: a slip for one, or for an ellipsis."""
    text = document.text
    for found in _TWO_DOTS.finditer(text):
        before = word_before(text, found.start())
        if before.word and before.word[-1].isalnum() and not ADDRESS.search(token_around(text, found.start())):
            goes_on = text[found.end() : found.end() + 2].strip()[:1].islower()
            yield Match(before.start, found.end(), (before.word + ("…" if goes_on else "."),))


def space_before(document: Document, options: Options) -> Iterable[Match]:
    """A space before a mark, unless that is how the whole document is written."""
    plain = document.plain
    skipped = options["words"]
    counting = options.get("marks", ",.;:!?")
    found = [entry for entry in _SPACED_MARK.finditer(plain) if entry[0][-1] in counting and _misplaced(plain, entry)]
    if not found:
        return
    french = _habit(plain, ";!?")
    tokenised = _habit(plain, ",") or _habit(plain, ".")
    for entry in found:
        mark = entry[0][-1]
        before = word_before(plain, entry.start())
        start = before.start if before.word else entry.start() - 1
        if in_code(plain, entry.start()) or (french and mark in ";!?") or before.word.lower() in skipped:
            continue
        yield Match(start, entry.end(), (document.text[start : entry.start()] + mark,))
        if tokenised:
            return  # the whole file was cut into tokens: one finding says it all


def _misplaced(plain: str, entry: re.Match[str]) -> bool:
    previous, following = plain[entry.start() - 1 : entry.start()], plain[entry.end() : entry.end() + 1]
    mark = entry[0][-1]
    if not previous or not (previous.isalnum() or previous in "\"”’')]%"):
        return False
    if previous in "\"”’'" and plain[entry.start() - 2 : entry.start() - 1] in (".", ",", "!", "?", " "):
        return False  # told as a doubled stop or a misplaced quote
    if mark == ".":
        if plain[entry.end() : entry.end() + 2] == " .":
            return False  # an ellipsis with spaces
        return not (following.isalnum() or following in (".", "/", "…", "-", "_"))
    if mark == ",":
        return following != "," and not (following.isdigit() and previous.isdigit())
    return following not in (")", "-", "(", "=") and not following.isalnum()


def _habit(plain: str, marks: str) -> bool:
    """Whether the document mostly sets a space before these marks."""
    spaced = sum(plain.count(f" {mark}") for mark in marks)
    return spaced >= 3 and spaced >= HABIT * sum(plain.count(mark) for mark in marks)


def foreign_stop(document: Document, options: Options) -> Iterable[Match]:
    """A full-width mark of Chinese or Japanese type after a Latin word."""
    for found in _FOREIGN_STOP.finditer(document.text):
        mark = WIDE_MARKS[found[2]]
        yield Match(found.start(), found.end(), (f"{found[1]}{mark} {found[3]}".rstrip(),))
