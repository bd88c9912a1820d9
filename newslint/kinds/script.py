"""Kind `script`: text in the wrong encoding, stray and invisible characters, mixed scripts, and markup written out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from newslint.kinds.base import Match
from newslint.kinds.checks import Check, CheckDetector, Options, check_field
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge

MOSTLY = 0.7  # the share of Latin letters from which a text counts as Latin

# Ranges of code points, as they stand in a character class.
_SCRIPTS = {
    "Greek": r"\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": r"\u0400-\u052f\u1c80-\u1c88\u2de0-\u2dff\ua640-\ua69f",
    "Armenian": r"\u0530-\u058f",
    "Hebrew": r"\u0590-\u05ff",
    "Arabic": r"\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Indic": r"\u0900-\u0dff",
    "Thai": r"\u0e00-\u0e7f",
    "Georgian": r"\u10a0-\u10ff",
    "Korean": r"\u1100-\u115e\u1161-\u11ff\u3131-\u3163\uac00-\ud7a3",
    "Japanese": r"\u3041-\u30fa\u30fc-\u30ff",
    "Chinese": r"\u3400-\u9fff\uf900-\ufaff",
}
_FOREIGN = "".join(_SCRIPTS.values())
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"

_BORDER = re.compile(f"[{_LATIN}](?=[{_FOREIGN}])|[{_FOREIGN}](?=[{_LATIN}])")
_FOREIGN_RUN = re.compile(f"[{_FOREIGN}](?:[{_FOREIGN}]|[ \\u00a0,.:;!?\"'“”’«»()\\-–—\\d]{{1,4}}(?=[{_FOREIGN}]))*")
_FOREIGN_LETTER = re.compile(f"[{_FOREIGN}]")
_LATIN_LETTER = re.compile(f"[{_LATIN}]")
_SCRIPT_OF = {name: re.compile(f"[{ranges}]") for name, ranges in _SCRIPTS.items()}

_REPLACEMENT = re.compile("\ufffd+")
_CLITIC = re.compile(r"(?:s|t|re|ve|ll|d|m)(?![^\W_])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]+")
_FORM_FEED = re.compile(r"\f[\f\s]*")
_UNSEEN = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0"
_INVISIBLE = re.compile(f"[{_UNSEEN}]+(?:[ \u00a0]+[{_UNSEEN}]+)*")
_JOINERS = frozenset("\u200c\u200d")
_DIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MATH_LETTER = re.compile("[\U0001d400-\U0001d7ff\uff21-\uff3a\uff41-\uff5a]")
_MATH_WORD = re.compile(
    "(?:[\U0001d400-\U0001d7ff]{2,}|[\uff21-\uff3a\uff41-\uff5a]{2,})(?:[ ,.'’-]{1,2}[\U0001d400-\U0001d7ff\uff21-\uff3a\uff41-\uff5a]+)*"
)
_ENTITY = re.compile(r"&(?:amp;(?=[A-Za-z#]))?(?: ?#(?:\d{2,7}|[xX][0-9a-fA-F]{2,6})| ?[A-Za-z]{2,8}\d{0,2})(?: ?;)?")
_BARE_ENTITIES = frozenset(
    (
        "nbsp",
        "amp",
        "quot",
        "lt",
        "gt",
        "mdash",
        "ndash",
        "rsquo",
        "lsquo",
        "rdquo",
        "ldquo",
        "hellip",
        "laquo",
        "raquo",
        "apos",
        "bull",
        "shy",
    )
)
_ESCAPE = re.compile(
    r"(?:\\u[0-9a-fA-F]{4})+|(?:\\x[0-9a-fA-F]{2})+|(?<=[\w.,!?;:\"”’)])\\[nrt](?=[\\\s\"“A-Z]|$)|(?<=\s)\\[nrt](?=\\|\s|[A-Z])"
    r"|(?<=[a-z])\\['’](?=[a-z])|\\\""
)
_CODE = re.compile(r"[{}=]|%[sdvq]|\w\(")
_LONG_TOKEN = re.compile(r"(?<!\S)\S{80,}")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{80,}={0,2}")
_ROT47 = re.compile(r"kAm.{10,}?(?:k\^Am|$)", re.M)
_ROT47_TABLE = {point: 33 + (point - 33 + 47) % 94 for point in range(33, 127)}


def _grown(text: str, start: int, end: int) -> tuple[int, int]:
    """A span with the letters and digits that adjoin it, so that a whole word is told."""
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    return start, _grown_right(text, end)


def _grown_right(text: str, end: int) -> int:
    while end < len(text) and text[end].isalnum():
        end += 1
    return end


def _latin(text: str) -> bool:
    """Whether a text is mostly in Latin letters."""
    foreign = len(_FOREIGN_LETTER.findall(text))
    return foreign == 0 or foreign < (1 - MOSTLY) * (foreign + len(_LATIN_LETTER.findall(text)))


# Mojibake: bytes of UTF-8 shown as characters of an older encoding.


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
    "[\u2010-\u2027\u202f\u2030-\u203a\u200b-\u200f\u2060\u20a0-\u20bf\u2100-\u214f\u2190-\u22ff\u25a0-\u27bf\ufe0f\ufeff\ufffd]"
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
    scripts = {name for name, found in _SCRIPT_OF.items() if any(found.match(char) for char in mended)}
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
        beside_latin = _LATIN_LETTER.match(text[found.start() - 1 : found.start()]) or (
            _LATIN_LETTER.match(text[found.start() + len(run) : found.start() + len(run) + 1])
        )
        try:
            mended = run.encode("gbk").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            mended = ""
        if mended and not _FOREIGN_LETTER.search(mended) and (run[0] == "鈥" or beside_latin):
            yield found.start(), found.start() + len(run), mended
        elif (
            run[-1] == "鈥"
            and not text[found.start() - 1 : found.start()].isspace()
            and _latin(text[max(0, found.start() - 200) : found.end() + 200])
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
        start, end = _grown(text, *spans[index][:2])
        inside = [spans[index]]
        index += 1
        while index < len(spans) and spans[index][0] <= end:
            if spans[index][0] >= inside[-1][1]:
                inside.append(spans[index])
                if spans[index][1] > end:
                    end = _grown_right(text, spans[index][1])
            index += 1
        if any(mended is None for _, _, mended in inside):
            yield Match(start, end, confidence=0.8)
            continue
        at, pieces = start, []
        for first, last, mended in inside:
            pieces += [text[at:first], mended or ""]
            at = last
        yield Match(start, end, ("".join([*pieces, text[at:end]]).replace("\u00a0", " "),))


def replacement(document: Document, options: Options) -> Iterable[Match]:
    """Replacement characters, and what stood there when the letters after it tell."""
    text = document.text
    for found in _REPLACEMENT.finditer(text):
        start, end = _grown(text, *found.span())
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
        after = _grown_right(text, found.end())
        start = found.start() if after > found.end() else _grown(text, *found.span())[0]
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
        if not previous.isascii() and _FOREIGN_LETTER.match(previous) and (not following or _FOREIGN_LETTER.match(following)):
            continue
        start, end = _word_with_invisibles(text, start, end)
        told = end
        shown = _INVISIBLE.sub("", text[start:end])
        codes = " ".join(sorted({f"U+{ord(char):04X}" for char in text[start:end] if _INVISIBLE.match(char)}))
        yield Match(start, end, (shown,) if shown else (), {"codes": codes})


def _kind_of(run: str) -> str:
    return next(kind for kind, chars in _INVISIBLE_SORTS.items() if not chars.isdisjoint(run))


def _range(first: int, last: int) -> frozenset[str]:
    return frozenset(map(chr, range(first, last + 1)))


_INVISIBLE_SORTS = {
    "soft-hyphen": frozenset("\u00ad"),
    "direction": frozenset("\u061c\u200e\u200f") | _range(0x202A, 0x202E) | _range(0x2066, 0x2069),
    "zero-width": frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180e\u3164\ufeff\uffa0")
    | _range(0x200B, 0x200D)
    | _range(0x2060, 0x2064)
    | _range(0x206A, 0x206F),
}


def _plain_latin(char: str) -> bool:
    return bool(char) and bool(_LATIN_LETTER.match(char) or char.isdigit() or char.isspace())


def _word_with_invisibles(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and (text[start - 1].isalnum() or _INVISIBLE.match(text[start - 1])):
        start -= 1
    while end < len(text) and (text[end].isalnum() or _INVISIBLE.match(text[end])):
        end += 1
    return start, end


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
        start, end = _grown(text, found.start(), found.end() + 1)
        last = end
        said = text[start:end]
        foreign = _FOREIGN_LETTER.findall(said)
        latin_text = _latin(text[max(0, start - 200) : start] + text[end : end + 200])
        if not _worth_telling(said, foreign, look_alikes, latin_text) or _misreads(said):
            continue
        mended = "".join(look_alikes.get(char, char) for char in said)
        script = next(name for name, letters in _SCRIPT_OF.items() if letters.match(foreign[0]))
        yield Match(start, end, (mended,) if not _FOREIGN_LETTER.search(mended) else (), {"script": script})


def _worth_telling(said: str, foreign: list[str], look_alikes: dict[str, str], latin_text: bool) -> bool:
    latin = _LATIN_LETTER.findall(said)
    scripts = {name for name, letters in _SCRIPT_OF.items() if any(letters.match(char) for char in foreign)}
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
    return bool(_LATIN_LETTER.match(first) and _LATIN_LETTER.match(last)) or (len(latin) >= 4 and first.islower() and len(foreign) > 1)


def _misreads(said: str) -> bool:
    """Whether the word is mojibake, which has a check of its own."""
    return any(True for _ in _misread_as_chinese(said)) or any(
        (mended := _mended(found[0], "cp1251")) and _plausible(said, found[0], found.start(), found.end(), mended)
        for found in _single_byte("cp1251")[0].finditer(said)
    )


def foreign_run(document: Document, options: Options) -> Iterable[Match]:
    """Passages of another script in a mostly Latin text. `place`: whole lines, within a sentence, or quoted or in brackets."""
    text = document.text
    if text.isascii() or not _latin(text):
        return
    place = options.get("place", "line")
    number, whole = -1, False
    for found in _FOREIGN_RUN.finditer(text):
        start, end = found.span()
        if len(_FOREIGN_LETTER.findall(found[0])) < 2 or _LATIN_LETTER.match(text[start - 1 : start]) or _LATIN_LETTER.match(text, end):
            continue
        script = {"script": next(name for name, letters in _SCRIPT_OF.items() if letters.match(found[0]))}
        if document.line_at(start) != number:
            number = document.line_at(start)
            first, last = document.lines[number]
            line = text[first:last]
            foreign = len(_FOREIGN_LETTER.findall(line))
            whole = len(_LATIN_LETTER.findall(line)) * 4 < foreign
            if whole and place == "line" and (foreign >= 10 or len(line.split()) >= 3):
                yield Match(first + len(line) - len(line.lstrip()), last - len(line) + len(line.rstrip()), fields=script)
        if whole or place == "line" or _misreads(found[0]):
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


_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ('"', '"'), ("«", "»"), ("‘", "’"), ("（", "）"), ("「", "」"), ("《", "》"))


def math_letters(document: Document, options: Options) -> Iterable[Match]:
    """Words in mathematical or full-width letters, which look like Latin ones but are not found by a search."""
    from unicodedata import normalize

    text = document.text
    if text.isascii() or not _MATH_LETTER.search(text):
        return
    for found in _MATH_WORD.finditer(text):
        if found[0][0] >= "\U0001d400" or _latin(text[max(0, found.start() - 100) : found.end() + 100]):
            yield Match(found.start(), found.end(), (normalize("NFKC", found[0]),))


def entity(document: Document, options: Options) -> Iterable[Match]:
    """Character entities of HTML, whole ("&amp;") or broken ("& nbsp;"), with the character that they stand for."""
    import html
    from html.entities import html5

    text = document.text
    for found in _ENTITY.finditer(text):
        bare = found[0].replace(" ", "")
        name = bare.rstrip(";").rsplit("&", 1)[-1].removeprefix("amp;")
        closed = bare.endswith(";")
        if name.startswith("#"):
            known = closed or len(name) > 4
        elif closed:
            known = f"{name};" in html5
        else:
            known = name in _BARE_ENTITIES and " " not in found[0] and text[found.end() : found.end() + 1] != "="
        before = text[max(0, found.start() - 200) : found.start()]
        address = not before[-1:].isspace() and any(sign in before.split()[-1] for sign in ("://", "?", "=") if before)
        if not known or address:
            continue
        end = found.end() if closed else found.start() + len(found[0].rstrip())
        meant = html.unescape(f"&{name};")
        yield Match(found.start(), end, (" " if meant in "\u00a0\u200b\u00ad" else meant,))


def escape(document: Document, options: Options) -> Iterable[Match]:
    """Escapes of program text written out: `\\u2019`, `\\xe2\\x80\\x99`, `\\n`, `\\"`."""
    text = document.text
    for found in _ESCAPE.finditer(text):
        run = found[0]
        # A path such as C:\new or a story about LaTeX holds other backslashes nearby.
        token = text[max(0, found.start() - 60) : found.start()].rsplit(None, 1)[-1:] or [""]
        if (
            ":\\" in token[0]
            or "\\\\" in token[0]
            or (run[1] in "nrt" and _CODE.search(text, max(0, found.start() - 40), found.end() + 40))
        ):
            continue
        yield Match(found.start(), found.end(), _meant_by(run))


def _meant_by(run: str) -> tuple[str, ...]:
    if run[1] in "\"'’":
        return (run[1],)
    if run[1] in "nrt" and len(run) == 2:
        return ("\n" if run[1] != "t" else " ",)
    try:
        if run[1] == "u":
            units = [int(unit, 16) for unit in run.split("\\u")[1:]]
            return (b"".join(unit.to_bytes(2, "big") for unit in units).decode("utf-16-be"),)
        return (bytes(int(value, 16) for value in run.split("\\x")[1:]).decode("utf-8"),)
    except UnicodeDecodeError:
        return ()


def base64_run(document: Document, options: Options) -> Iterable[Match]:
    """A file written out in base64."""
    for token in _LONG_TOKEN.finditer(document.text):
        for found in _BASE64.finditer(token[0]):
            run = found[0]
            mixture: tuple[Callable[[str], bool], ...] = (str.isupper, str.islower, str.isdigit)
            if all(sum(map(kind, run)) * 20 >= len(run) for kind in mixture) and token[0].count("/") * 8 < len(token[0]):
                yield Match(token.start() + found.start(), token.start() + found.end())


def rot47(document: Document, options: Options) -> Iterable[Match]:
    """Paragraphs that a site has scrambled with ROT47, confirmed by decoding."""
    for found in _ROT47.finditer(document.text):
        plain = found[0].translate(_ROT47_TABLE)
        if plain.startswith("<p>") and sum(f" {word} " in plain for word in ("the", "of", "and", "to", "a", "in", "is")) >= 1:
            yield Match(found.start(), found.end(), (" ".join(re.sub(r"<[^<>]{0,200}>", " ", plain).split()),))


CHECKS: dict[str, Check] = {
    "mojibake": mojibake,
    "replacement": replacement,
    "control": control,
    "form-feed": form_feed,
    "invisible": invisible,
    "mixed": mixed,
    "foreign-run": foreign_run,
    "math-letters": math_letters,
    "entity": entity,
    "escape": escape,
    "base64": base64_run,
    "rot47": rot47,
}

# A check with marks of its own is called only for documents that hold one.
_FACTORS = {
    "replacement": ["\ufffd"],
    "entity": ["&"],
    "escape": ["\\"],
    "rot47": ["kam"],
}

FIELDS = {
    "check": check_field(CHECKS),
    "words": fields.texts("invisible: the characters that count", choices=("zero-width", "soft-hyphen", "direction")),
    "place": fields.text("foreign-run: where the passage stands", choices=("line", "inline", "enclosed")),
}

MESSAGE_FIELDS = ("codes", "script")


def compile(options: Options, knowledge: Knowledge) -> Options:
    """Keep the options of this kind, and add what gates the check."""
    plan = {key: options[key] for key in FIELDS if key in options}
    if options["check"] == "invisible":
        plan["factors"] = sorted(char for kind in options.get("words", ["zero-width", "direction"]) for char in _INVISIBLE_SORTS[kind])
    if options["check"] in _FACTORS:
        plan["factors"] = _FACTORS[options["check"]]
    return plan


class Detector(CheckDetector):
    """Runs one of the checks."""

    CHECKS = CHECKS
