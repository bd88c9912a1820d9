"""Bytes of UTF-8 shown as characters of an older encoding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from newslint.kinds.base import Match
from newslint.kinds.checks import Options
from newslint.kinds.script.scripts import FOREIGN_LETTER, LATIN_LETTER, SCRIPT_OF, grown, grown_right, latin

if TYPE_CHECKING:
    from newslint.document import Document


@lru_cache(maxsize=4)
def _single_byte(encoding: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """What UTF-8 sequences look like in a one-byte encoding, and the byte of each of its characters."""
    bytes_of: dict[str, int] = {}
    for value in range(0x80, 0x100):
        try:
            bytes_of[bytes([value]).decode(encoding)] = value
        except UnicodeDecodeError:
            bytes_of[chr(value)] = value  # browsers show an undefined byte as the control character of that number
    if encoding == "cp1252":
        bytes_of.update({chr(value): value for value in range(0x80, 0xA0)})  # Latin-1 shows all of them so

    def some(low: int, high: int) -> str:
        return "[" + "".join(re.escape(char) for char, value in bytes_of.items() if low <= value <= high) + "]"

    tail = some(0x80, 0xBF)
    two, three, four = some(0xC2, 0xDF), some(0xE0, 0xEF), some(0xF0, 0xF4)
    return re.compile(f"(?:{two}{tail}|{three}{tail}{{2}}|{four}{tail}{{3}})+"), bytes_of


@lru_cache(maxsize=4)
def _lead(encoding: str) -> re.Pattern[str]:
    """The characters that a sequence begins with."""
    return re.compile("[" + "".join(re.escape(char) for char, value in _single_byte(encoding)[1].items() if 0xC2 <= value <= 0xF4) + "]")


def _decoded(run: str, encoding: str) -> str | None:
    _, bytes_of = _single_byte(encoding)
    try:
        return bytes(bytes_of[char] for char in run).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None


_PUNCTUATION = re.compile(
    "[\u2010-\u2027\u202f\u2030-\u203a\u200b-\u200f\u2060\u20a0-\u20bf\u2100-\u214f\u2190-\u22ff\u25a0-\u27bf\u3000-\u303f\ufe0f\ufeff\uff00-\uffef\ufffd]"
)
_EMOJI = re.compile("[\U0001f000-\U0001faff]")
_TYPOGRAPHIC = frozenset("‘’“”…–—«»·")


def _plausible(text: str, run: str, start: int, end: int, mended: str) -> bool:
    """Whether a run that can be decoded was really meant as what it gives, not as an accented letter before a quote mark."""
    if len(mended) >= 2 and not any(char in _TYPOGRAPHIC for char in run):
        return True
    if all(_PUNCTUATION.match(char) or _EMOJI.match(char) for char in mended):
        return True
    first = run[0]
    if first in "Â¬" or first == "√":
        return all("\u00a0" <= char <= "\u00bf" or _PUNCTUATION.match(char) or char.isalpha() for char in mended)
    if first in "ÃÄÅ√ƒ≈" and all("\u00c0" <= char <= "\u017f" or _PUNCTUATION.match(char) for char in mended):
        if run[1] not in _TYPOGRAPHIC:
            return True
        return not text[start - 1 : start].isupper() and text[end : end + 1].isalpha()
    if first == "á" and "\u1e00" <= mended <= "\u1eff":
        return True
    scripts = {name for name, found in SCRIPT_OF.items() if any(found.match(char) for char in mended)}
    return len(mended) >= 2 and len(scripts) == 1


def _mended(run: str, encoding: str) -> str | None:
    """What a run was before it was misread, once or several times."""
    mended = _decoded(run, encoding)
    for _ in range(2):
        again = mended and _single_byte(encoding)[0].fullmatch(mended) and _decoded(mended, encoding)
        if not again:
            break
        mended = again
    return mended


_HALF = re.compile("â€(?=[\\s.,;:!?)A-Za-z]|$)|(?<=[a-z])Ã(?=\\s|$)|(?<!\\S)Â(?=\\s\\S)|(?<=[.,;:!?”’)])Â(?=\\s)")
_HALF_MEANT = {"â€": "”", "Ã": "à", "Â": " "}
_BROKEN = re.compile(r"[Ã-Åâ-ïð][\x80-\x9f]{1,3}")
_GBK = re.compile("[\u4e00-\u9fff]+[?？]?")
_GIBBERISH = re.compile("[À-ÖØ-öø-ɏ]{4,}")


def mojibake(document: Document, options: Options) -> Iterable[Match]:
    """UTF-8 that was read as another encoding ("donâ€™t", "caf茅"); suggested is what the same bytes give in UTF-8."""
    text = document.text
    if text.isascii():
        return
    spans: list[tuple[int, int, str | None]] = []
    for encoding in ("cp1252", "cp1251", "mac_roman"):
        if not _lead(encoding).search(text):
            continue
        for found in _single_byte(encoding)[0].finditer(text):
            mended = _mended(found[0], encoding)
            if mended and _plausible(text, found[0], found.start(), found.end(), mended):
                spans.append((found.start(), found.end(), mended))
    if "â€" in text or "Ã" in text or "Â" in text:
        spans += [(found.start(), found.end(), _HALF_MEANT[found[0]]) for found in _HALF.finditer(text)]
    spans += [(*found.span(), None) for found in _BROKEN.finditer(text)]
    spans += _misread_as_chinese(text)
    spans += _gibberish(text)
    yield from _words_mended(text, spans)


def _misread_as_chinese(text: str) -> Iterator[tuple[int, int, str | None]]:
    for found in _GBK.finditer(text):
        run = found[0].rstrip("?？")
        beside_latin = LATIN_LETTER.match(text[found.start() - 1 : found.start()]) or (
            LATIN_LETTER.match(text[found.start() + len(run) : found.start() + len(run) + 1])
        )
        try:
            mended = run.encode("gbk").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            mended = ""
        if mended and not FOREIGN_LETTER.search(mended) and (run[0] == "鈥" or beside_latin):
            yield found.start(), found.start() + len(run), mended
        elif (
            run[-1] == "鈥"
            and not text[found.start() - 1 : found.start()].isspace()
            and latin(text[max(0, found.start() - 200) : found.end() + 200])
        ):
            yield found.start(), found.end(), "”" if len(run) == 1 else None


def _gibberish(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Runs of accented letters such as no language has: other bytes shown as Latin-1."""
    for found in _GIBBERISH.finditer(text):
        run = found[0]
        if len(set(run)) > 2 and (len(run) >= 6 or (any(char.isupper() for char in run[1:]) and any(char.islower() for char in run))):
            yield found.start(), found.end(), None


def _words_mended(text: str, spans: list[tuple[int, int, str | None]]) -> Iterator[Match]:
    """The words that hold the spans, with all of their spans mended."""
    spans.sort(key=lambda span: (span[0], -span[1]))
    index = 0
    while index < len(spans):
        start, end = grown(text, *spans[index][:2])
        inside = [spans[index]]
        index += 1
        while index < len(spans) and spans[index][0] <= end:
            if spans[index][0] >= inside[-1][1]:
                inside.append(spans[index])
                if spans[index][1] > end:
                    end = grown_right(text, spans[index][1])
            index += 1
        if any(mended is None for _, _, mended in inside):
            yield Match(start, end, confidence=0.8)
            continue
        at, pieces = start, []
        for first, last, mended in inside:
            pieces += [text[at:first], mended or ""]
            at = last
        yield Match(start, end, ("".join([*pieces, text[at:end]]).replace("\u00a0", " "),))


def misreads(said: str) -> bool:
    """Whether the word is mojibake, which has a check of its own."""
    return any(True for _ in _misread_as_chinese(said)) or any(
        (mended := _mended(found[0], "cp1251")) and _plausible(said, found[0], found.start(), found.end(), mended)
        for found in _single_byte("cp1251")[0].finditer(said)
    )
