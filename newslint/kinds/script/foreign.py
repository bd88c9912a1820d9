"""Letters of another script inside words, and passages of it in Latin text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newslint.kinds.base import Match
from newslint.kinds.checks import Options
from newslint.kinds.script.mojibake import misreads
from newslint.kinds.script.scripts import FOREIGN, FOREIGN_LETTER, LATIN, LATIN_LETTER, SCRIPT_OF, grown, latin

if TYPE_CHECKING:
    from newslint.document import Document

_BORDER = re.compile(f"[{LATIN}](?=[{FOREIGN}])|[{FOREIGN}](?=[{LATIN}])")
_FOREIGN_RUN = re.compile(f"[{FOREIGN}](?:[{FOREIGN}]|[ \\u00a0,.:;!?\"'“”’«»()\\-–—\\d]{{1,4}}(?=[{FOREIGN}]))*")


def mixed(document: Document, options: Options) -> Iterable[Match]:
    """Words of two scripts: look-alike letters ("Pаris" with a Cyrillic а), and letters of another script inside a Latin word."""
    text = document.text
    if text.isascii():
        return
    look_alikes = {str(entry["letter"]): str(entry["latin"]) for entry in document.knowledge.entries("look-alikes")}
    last = 0
    for found in _BORDER.finditer(text):
        if found.start() < last:
            continue
        start, end = grown(text, found.start(), found.end() + 1)
        last = end
        said = text[start:end]
        foreign = FOREIGN_LETTER.findall(said)
        latin_text = latin(text[max(0, start - 200) : start] + text[end : end + 200])
        if not _worth_telling(said, foreign, look_alikes, latin_text) or misreads(said):
            continue
        mended = "".join(look_alikes.get(char, char) for char in said)
        script = next(name for name, letters in SCRIPT_OF.items() if letters.match(foreign[0]))
        yield Match(start, end, (mended,) if not FOREIGN_LETTER.search(mended) else (), {"script": script})


def _worth_telling(said: str, foreign: list[str], look_alikes: dict[str, str], latin_text: bool) -> bool:
    latin = LATIN_LETTER.findall(said)
    scripts = {name for name, letters in SCRIPT_OF.items() if any(letters.match(char) for char in foreign)}
    if scripts == {"Greek"}:
        # "μg", "Δt" and "kΩ" are units and symbols; a word with a Greek omicron is not.
        return len(latin) >= 2 and all(char in look_alikes for char in foreign)
    if scripts == {"Cyrillic"} and all(char in look_alikes.values() for char in latin):
        return True
    if not latin_text:
        return False  # "iPhoneом" and "СМСки" are Russian endings on a foreign word
    if scripts == {"Cyrillic"}:
        return len(latin) >= 2
    # Korean, Japanese and Chinese write particles straight after a Latin name.
    first, last = said[0], said[-1]
    return bool(LATIN_LETTER.match(first) and LATIN_LETTER.match(last)) or (len(latin) >= 4 and first.islower() and len(foreign) > 1)


def foreign_run(document: Document, options: Options) -> Iterable[Match]:
    """Passages of another script in a mostly Latin text. `place`: whole lines, within a sentence, or quoted or in brackets."""
    text = document.text
    if text.isascii() or not latin(text):
        return
    place = options.get("place", "line")
    number, whole = -1, False
    for found in _FOREIGN_RUN.finditer(text):
        start, end = found.span()
        if len(FOREIGN_LETTER.findall(found[0])) < 2 or LATIN_LETTER.match(text[start - 1 : start]) or LATIN_LETTER.match(text, end):
            continue
        script = {"script": next(name for name, letters in SCRIPT_OF.items() if letters.match(found[0]))}
        if document.line_at(start) != number:
            number = document.line_at(start)
            first, last = document.lines[number]
            line = text[first:last]
            foreign = len(FOREIGN_LETTER.findall(line))
            whole = len(LATIN_LETTER.findall(line)) * 4 < foreign
            if whole and place == "line" and (foreign >= 10 or len(line.split()) >= 3):
                yield Match(first + len(line) - len(line.lstrip()), last - len(line) + len(line.rstrip()), fields=script)
        if whole or place == "line" or misreads(found[0]):
            continue
        if (_enclosed(text, start, end) or document.in_quotes(start, end) or _after_name(text, start)) == (place == "enclosed"):
            yield Match(start, end, fields=script)


def _enclosed(text: str, start: int, end: int) -> bool:
    """Whether the passage stands in brackets or quote marks, alone or after an explanation such as "Russian:"."""
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    return any(opening in before and closing in after and closing not in before[before.rfind(opening) + 1 :] for opening, closing in _PAIRS)


def _after_name(text: str, start: int) -> bool:
    """Whether a capitalised word stands just before, whose original form this may be."""
    before = text[max(0, start - 40) : start].split()
    return bool(before) and before[-1][0].isupper() and text[start - 1].isspace()


ENGLISH_WORDS = 10  # so many English words make a text English
_LATIN_WORD = re.compile(f"[{LATIN}]+")
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ('"', '"'), ("«", "»"), ("‘", "’"), ("（", "）"), ("「", "」"), ("《", "》"))


def latin_line(document: Document, options: Options) -> Iterable[Match]:
    """Lines in another language of Latin letters within an English text.

    `words` are small words of other languages; `english` are English words that none of those languages has. A line is told when it has
    none of the latter, and at least two, and a fifth, of its words are of the former or small-letter words with accents.
    """
    text = document.text
    foreign, english = options["words"], options["english"]
    found = []
    spoken = 0
    for start, end in document.lines:
        if end - start < 16:
            continue
        words = _LATIN_WORD.findall(text, start, end)
        known = sum(word.lower() in english for word in words)
        spoken += known
        if known or len(words) < 4:
            continue
        strange = sum((not at or word[0].islower()) and (word.lower() in foreign or not word.isascii()) for at, word in enumerate(words))
        if strange >= 2 and strange * 5 >= len(words):
            found.append((start, end))
    if spoken >= ENGLISH_WORDS:
        for start, end in found:
            line = text[start:end]
            yield Match(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
