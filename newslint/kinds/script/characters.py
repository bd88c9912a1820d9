"""Single characters that do not belong: replacement marks, control characters, invisible and mathematical ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newslint.kinds.base import Match
from newslint.kinds.checks import Options
from newslint.kinds.script.scripts import FOREIGN_LETTER, LATIN, LATIN_LETTER, grown, grown_right, latin

if TYPE_CHECKING:
    from newslint.document import Document

_REPLACEMENT = re.compile("\ufffd+")
_CLITIC = re.compile(r"(?:s|t|re|ve|ll|d|m)(?![^\W_])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]+")
_FORM_FEED = re.compile(r"\f[\f\s]*")
_UNSEEN = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0"
_INVISIBLE = re.compile(f"[{_UNSEEN}]+(?:[ \u00a0]+[{_UNSEEN}]+)*")
_WIDE_SPACE = re.compile(f'\u3000+[ \u3000]*[“"‘(]?(?=[{LATIN}\\d])')
_LATIN_BEFORE = re.compile(f"[{LATIN}]")
_JOINERS = frozenset("\u200c\u200d")
_DIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MATH_LETTER = re.compile("[\U0001d400-\U0001d7ff\uff21-\uff3a\uff41-\uff5a]")
_MATH_WORD = re.compile(
    "(?:[\U0001d400-\U0001d7ff]{2,}|[\uff21-\uff3a\uff41-\uff5a]{2,})(?:[ ,.'’-]{1,2}[\U0001d400-\U0001d7ff\uff21-\uff3a\uff41-\uff5a]+)*"
)


def replacement(document: Document, options: Options) -> Iterable[Match]:
    """Replacement characters, and what stood there when the letters after it tell."""
    text = document.text
    for found in _REPLACEMENT.finditer(text):
        start, end = grown(text, *found.span())
        apostrophe = text[start : found.start()].isalpha() and _CLITIC.match(text, found.end())
        yield Match(start, end, (f"{text[start : found.start()]}’{text[found.end() : end]}",) if apostrophe else ())


def control(document: Document, options: Options) -> Iterable[Match]:
    """Control characters; those from 80 to 9F are mostly marks of Windows-1252."""
    text = document.text
    for found in _CONTROL.finditer(text):
        if found[0] >= "\x80" and text[found.start() - 1 : found.start()] > "\x7f":
            continue  # told as mojibake
        meant = found[0].encode("latin-1").decode("cp1252", "ignore") if found[0] >= "\x80" else ""
        codes = " ".join(f"U+{ord(char):04X}" for char in found[0][:4])
        yield Match(found.start(), found.end(), (meant,) if meant and meant.isprintable() else (), {"codes": codes})


def form_feed(document: Document, options: Options) -> Iterable[Match]:
    """Page breaks, as a PDF leaves them, told with the word that follows or, at the end, the one before."""
    text = document.text
    told = 0
    for found in _FORM_FEED.finditer(text):
        after = grown_right(text, found.end())
        start = found.start() if after > found.end() else grown(text, *found.span())[0]
        if start >= told:
            yield Match(start, after)
            told = after


def invisible(document: Document, options: Options) -> Iterable[Match]:
    """Characters that cannot be seen inside or beside Latin words: zero-width spaces, soft hyphens, marks of writing direction.

    `words` are the names of the characters that count, `zero-width`, `soft-hyphen` and `direction`.
    """
    text = document.text
    kinds = options.get("words", ["zero-width", "direction"])
    told = 0
    for found in _INVISIBLE.finditer(text):
        if found.start() < told:
            continue
        previous, following = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        if (found.start() == 0 and found[0] == "\ufeff") or _kind_of(found[0]) not in kinds:
            continue
        if _JOINERS.intersection(found[0]) and not (_plain_latin(previous) and _plain_latin(following)):
            continue
        start, end = found.span()
        nearby = text[max(0, start - 80) : end + 80]
        if _DIRECTIONAL.intersection(found[0]) and _RIGHT_TO_LEFT.search(nearby):
            continue
        if not previous.isascii() and FOREIGN_LETTER.match(previous) and (not following or FOREIGN_LETTER.match(following)):
            continue
        start, end = _word_with_invisibles(text, start, end)
        told = end
        shown = _INVISIBLE.sub("", text[start:end])
        codes = " ".join(sorted({f"U+{ord(char):04X}" for char in text[start:end] if _INVISIBLE.match(char)}))
        yield Match(start, end, (shown,) if shown else (), {"codes": codes})


def wide_space(document: Document, options: Options) -> Iterable[Match]:
    """Ideographic spaces before a Latin word, told with the word."""
    text = document.text
    if "\u3000" not in text:
        return
    for found in _WIDE_SPACE.finditer(text):
        end = grown_right(text, found.end())
        previous = text[max(0, found.start() - 3) : found.start()].rstrip()[-1:]
        if not previous.isalpha() or _LATIN_BEFORE.match(previous):
            bare = text[found.start() : end].replace("\u3000", " ").strip()
            yield Match(found.start(), end, (bare if text[found.start() - 1 : found.start()] in ("", "\n") else f" {bare}",))


def _kind_of(run: str) -> str:
    return next(kind for kind, chars in INVISIBLE_SORTS.items() if not chars.isdisjoint(run))


def _range(first: int, last: int) -> frozenset[str]:
    return frozenset(map(chr, range(first, last + 1)))


INVISIBLE_SORTS = {
    "soft-hyphen": frozenset("\u00ad"),
    "direction": frozenset("\u061c\u200e\u200f") | _range(0x202A, 0x202E) | _range(0x2066, 0x2069),
    "zero-width": frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180e\u3164\ufeff\uffa0")
    | _range(0x200B, 0x200D)
    | _range(0x2060, 0x2064)
    | _range(0x206A, 0x206F),
}


def _plain_latin(char: str) -> bool:
    return bool(char) and bool(LATIN_LETTER.match(char) or char.isdigit() or char.isspace())


def _word_with_invisibles(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and (text[start - 1].isalnum() or _INVISIBLE.match(text[start - 1])):
        start -= 1
    while end < len(text) and (text[end].isalnum() or _INVISIBLE.match(text[end])):
        end += 1
    return start, end


def math_letters(document: Document, options: Options) -> Iterable[Match]:
    """Words in mathematical or full-width letters, which look like Latin ones but are not found by a search."""
    from unicodedata import normalize

    text = document.text
    if text.isascii() or not _MATH_LETTER.search(text):
        return
    for found in _MATH_WORD.finditer(text):
        if found[0][0] >= "\U0001d400" or latin(text[max(0, found.start() - 100) : found.end() + 100]):
            yield Match(found.start(), found.end(), (normalize("NFKC", found[0]),))
