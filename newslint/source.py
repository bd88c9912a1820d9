"""The text under test: its bytes, how they were decoded, and every conversion between kinds of offsets.

Offsets are Unicode code points of `Source.text` unless a name says otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from newslint.errors import SourceError
from newslint.finding import Position

Span = tuple[int, int]

REPLACEMENT = "\ufffd"

_LINE_FEED = re.compile(r"\n")
_LINE_BREAK = re.compile(r"\r\n?|\n")
# Patterns that ordinary files never need are strings, compiled at first use.
_SURROGATE = "[\ud800-\udfff]"


class Source:
    """A text with its origin. Line ends stay as they are; a byte order mark is not part of the text.

    Attributes:
        path: what the text is called in reports.
        name: what fingerprints call it.
        text: the decoded text; it holds no surrogates.
        encoding: Python's name of the codec that read the bytes, such as "utf-8" or "cp1252".
    """

    def __init__(self, path: str, decoded: Decoded, data: bytes | None = None, name: str | None = None) -> None:
        """Meant for `from_bytes` and `from_text`; `data` are the bytes that were decoded, if any."""
        self.path = path
        self.name = path if name is None else name
        self.text = decoded.text
        self.encoding = decoded.encoding
        self._decoded = decoded
        self._data = data

    @classmethod
    def from_bytes(cls, data: bytes, path: str, name: str | None = None) -> Source:
        """Decode a file's content; fingerprints call it by its path unless it has another name.

        Raises:
            SourceError: the bytes are not text.
        """
        return cls(path, decode(data, path), data, name)

    @classmethod
    def from_file(cls, path: str, name: str | None = None) -> Source:
        """Read and decode a file; fingerprints call it by its path unless it has another name.

        Raises:
            SourceError: it cannot be read, or is not text.
        """
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            raise SourceError(f"{path}: cannot be read: {error.strerror or error}") from error
        return cls.from_bytes(data, path, name)

    @classmethod
    def from_text(cls, text: str, path: str = "<text>") -> Source:
        """Take a text that is decoded already; lone surrogates in it become U+FFFD."""
        return cls(path, Decoded(_without_surrogates(text), "utf-8"))

    @cached_property
    def data_sha256(self) -> str:
        """SHA-256 of the bytes, in hex; of the text's UTF-8 form where there were none."""
        from hashlib import sha256

        return sha256(self.text.encode() if self._data is None else self._data).hexdigest()

    @cached_property
    def lines(self) -> list[Span]:
        r"""Start and end of each line, the line end excluded. Only \n, \r\n and \r end a line."""
        # Searching for a single character is thirty times as fast, and most texts have no carriage return.
        pattern = _LINE_BREAK if "\r" in self.text else _LINE_FEED
        breaks = [found.span() for found in pattern.finditer(self.text)]
        ends = [start for start, _ in breaks]
        starts = [0, *(end for _, end in breaks)]
        if starts[-1] < len(self.text):
            ends.append(len(self.text))
        return list(zip(starts, ends, strict=False))

    def line(self, number: int) -> str:
        """The text of a line (1-based) without its end; nothing after the last line."""
        return self.text[slice(*self.lines[number - 1])] if number <= len(self.lines) else ""

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [start for start, _ in self.lines] or [0]
        if self.text.endswith(("\n", "\r")):
            starts.append(len(self.text))
        return starts

    def position(self, offset: int) -> Position:
        """Line and column (1-based) of an offset from 0 to the text's length.

        A column counts code points. The place after a final line end is column 1 of one more line.

        Raises:
            ValueError: the offset lies outside the text.
        """
        self._check(offset, len(self.text))
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1, offset)

    def byte_offset(self, offset: int) -> int:
        """The number of bytes before a code point: in the file itself, byte order mark included, where that is UTF-8; else in the
        text's UTF-8 form.

        Raises:
            ValueError: the offset lies outside the text.
        """
        self._check(offset, len(self.text))
        return self._decoded.bom + (self._bytes.units(offset) if self._bytes else offset)

    def utf16_offset(self, offset: int) -> int:
        """The number of UTF-16 code units before a code point.

        Raises:
            ValueError: the offset lies outside the text.
        """
        self._check(offset, len(self.text))
        return self._utf16.units(offset) if self._utf16 else offset

    def from_utf16(self, units: int) -> int:
        """The code point with `units` UTF-16 code units before it; when that is in the midst of a pair, the pair's code point.

        Raises:
            ValueError: the text has not so many units.
        """
        self._check(units, self._utf16.total if self._utf16 else len(self.text))
        return self._utf16.code_points(units) if self._utf16 else units

    @cached_property
    def _bytes(self) -> _Ruler | None:
        return None if self.text.isascii() else _Ruler(self._decoded.escaped or self.text, "utf-8", 1)

    @cached_property
    def _utf16(self) -> _Ruler | None:
        return None if self.text.isascii() else _Ruler(self.text, "utf-16-le", 2)

    def _check(self, offset: int, limit: int) -> None:
        if not 0 <= offset <= limit:
            raise ValueError(f"offset {offset} lies outside {self.path}, which ends at {limit}")


class _Ruler:
    """Measures a text in units of `width` bytes of an encoding.

    A mark every `STEP` code points keeps the table small however long the text, and leaves little to measure.
    """

    STEP = 1024

    def __init__(self, text: str, encoding: str, width: int) -> None:
        self._text = text
        self._encoding = encoding
        self._width = width
        self._marks = [0]
        for start in range(0, len(text), self.STEP):
            self._marks.append(self._marks[-1] + self._measure(start, start + self.STEP))
        self.total = self._marks[-1]

    def _measure(self, start: int, end: int) -> int:
        return len(self._text[start:end].encode(self._encoding, "surrogateescape")) // self._width

    def units(self, offset: int) -> int:
        """Units before a code point."""
        step = offset // self.STEP
        return self._marks[step] + self._measure(step * self.STEP, offset)

    def code_points(self, units: int) -> int:
        """Code points that end within so many units."""
        step = bisect_right(self._marks, units) - 1
        start = step * self.STEP
        encoded = self._text[start : start + self.STEP].encode(self._encoding)
        rest = encoded[: (units - self._marks[step]) * self._width].decode(self._encoding, "ignore")
        return min(start + len(rest), len(self._text))


class Decoded(NamedTuple):
    """What decoding gave.

    `bom` is the length of the byte order mark in bytes where the bytes are UTF-8, else 0. `escaped` is set where `text` has U+FFFD for
    bytes that are not UTF-8: the same text with Python's surrogate escapes in their place.
    """

    text: str
    encoding: str
    bom: int = 0
    escaped: str | None = None


# The mark of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

_SAMPLE = 16_384


def decode(data: bytes, path: str) -> Decoded:
    """Decode bytes: by their byte order mark, as UTF-8, as UTF-16, as UTF-8 with some bad bytes, or as a legacy encoding.

    Bytes that stand for nothing become U+FFFD, in UTF-8 one for each byte. NULs stay.

    Raises:
        SourceError: the bytes are not text; the message is one line and begins with `path`.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            if encoding != "utf-8":
                return Decoded(_without_surrogates(data[len(mark) :].decode(encoding, "replace")), encoding)
            try:
                return Decoded(data[3:].decode(), encoding, bom=3)
            except UnicodeDecodeError:
                return _utf8_with_bad_bytes(data[3:], bom=3)
    kind = _binary_kind(data)
    if kind:
        raise SourceError(f"{path}: {kind}, not text; leave it out of the files to lint")
    wide = _utf16_byte_order(data)
    if wide:
        return Decoded(_without_surrogates(data.decode(wide, "replace")), wide)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        _refuse_control_bytes(data[:_SAMPLE], 0.05, path)
        if _mostly_utf8(data, error):
            return _utf8_with_bad_bytes(data)
        encoding = _legacy_encoding(data, error.start)
        return Decoded(_without_surrogates(data.decode(encoding, "replace")), encoding)
    _refuse_control_bytes(data[:_SAMPLE], 0.3, path)
    return Decoded(text, "utf-8")


def _without_surrogates(text: str) -> str:
    return text if text.isascii() else re.sub(_SURROGATE, REPLACEMENT, text)


def _utf8_with_bad_bytes(data: bytes, bom: int = 0) -> Decoded:
    escaped = data.decode("utf-8", "surrogateescape")
    return Decoded(_without_surrogates(escaped), "utf-8", bom, escaped)


_MAGIC = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office file"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\x1f\x8b\x08", "a gzip file"),
    (b"BZh91AY&SY", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office file"),
    (b"\x7fELF", "an executable"),
    (b"\xcf\xfa\xed\xfe", "an executable"),
    (b"\xca\xfe\xba\xbe", "an executable"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"ID3\x03", "an audio file"),
    (b"ID3\x04", "an audio file"),
    (b"OggS\x00", "an audio or video file"),
    (b"PAR1", "a Parquet file"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)

# These begin like words, so a NUL must follow soon.
_WEAK_MAGIC = ((b"MZ", "an executable"), (b"BM", "a BMP image"), (b"RIFF", "an audio, video or image file"))


def _binary_kind(data: bytes) -> str:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            # Parquet and WOFF could open a text; theirs is never all ASCII.
            return "" if magic.isalnum() and data[:64].isascii() and b"\0" not in data[:64] else kind
    if data[4:8] == b"ftyp" and b"\0" in data[:4]:
        return "an MP4 or HEIC file"
    for magic, kind in _WEAK_MAGIC:
        if data.startswith(magic) and b"\0" in data[:64]:
            return kind
    return ""


_CONTROL = bytes({*range(9), *range(14, 27), *range(28, 32), 127})


def _refuse_control_bytes(sample: bytes, limit: float, path: str) -> None:
    controls = _count_controls(sample)
    if controls > 3 and controls > limit * len(sample):
        share = controls / len(sample)
        raise SourceError(f"{path}: a binary file ({share:.0%} control bytes), not text; leave it out of the files to lint")


def _count_controls(sample: bytes) -> int:
    return len(sample) - len(sample.translate(None, _CONTROL))


def _utf16_byte_order(data: bytes) -> str:
    """The codec of UTF-16 without a mark: spaces and Latin letters put NULs in one byte of the pair, and hardly any in the other."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    few, many = sorted((even, odd))
    if len(sample) < 8 or many * 20 < len(sample) or few * 10 > many:
        return ""
    if sample.isascii() and not _count_controls(sample.replace(b"\0", b"")) and many * 5 < len(sample) * 2:
        # Plain ASCII with NULs here and there, as at the ends of records.
        return ""
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    decoded = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    return "" if len(re.findall(_UNLIKELY_UTF16, decoded)) * 50 > len(decoded) else encoding


_UNLIKELY_UTF16 = "[\0-\b\x0e-\x1f\x7f\ud800-\udfff\ue000-\uf8ff\ufffd]"


def _mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether sound sequences outnumber the bad bytes. Text in other encodings seldom makes a sequence by chance."""
    from codecs import getincrementaldecoder

    if "unexpected end" in error.reason and len(data) - error.start > 1:
        return True
    start = max(0, error.start - _SAMPLE)
    # All is sound before the error, so at most three bytes of a sequence stand before the next one's first byte.
    while start < error.start and data[start] & 0xC0 == 0x80:
        start += 1
    sample = getincrementaldecoder("utf-8")("surrogateescape").decode(data[start : error.start + _SAMPLE])
    bad = len(re.findall(_SURROGATE, sample))
    sound = len(sample.encode("ascii", "ignore"))
    return len(sample) - sound - bad > bad


# In the order that settles a tie.
_LEGACY = (
    *("cp1252", "cp1251", "gb18030", "cp1250", "iso8859_2", "shift_jis", "euc_jp", "euc_kr", "big5", "koi8_r", "koi8_u", "cp1253"),
    *("iso8859_7", "cp1254", "cp1256", "cp1255", "cp874", "cp1257", "cp1258", "iso8859_5", "cp866", "iso2022_jp"),
)


def _legacy_encoding(data: bytes, first: int) -> str:
    """The codec of bytes that are neither ASCII nor Unicode, judged by a sample from the line of the first such byte on.

    The detector alone takes short West European texts for anything. So its guesses are ranked by how natural the words look, and
    Windows-1252 is always among them.
    """
    import logging

    from charset_normalizer import from_bytes

    start = max(data.rfind(b"\n", 0, first) + 1, first - _SAMPLE // 2)
    sample = data[start : start + _SAMPLE]
    logging.getLogger("charset_normalizer").setLevel(logging.ERROR)
    best = (_unnatural(sample.decode("cp1252", "replace")), 0, 0.0, 0.0, 0)
    for match in from_bytes(sample, cp_isolation=list(_LEGACY), enable_fallback=False):
        rank = min(_LEGACY.index(name) for name in match.could_be_from_charset if name in _LEGACY)
        best = min(best, (_unnatural(str(match)), min(rank, 1), match.chaos, -match.coherence, rank))
    return _LEGACY[best[-1]]


def _unnatural(text: str) -> int:
    """How many spots of a text betray a wrong encoding: a sign inside a word, a capital after a small letter, two scripts in a word,
    three accented letters in a row, letters of different languages."""
    accented = re.findall(_ACCENTED, text)
    strangers = min(sum(letter not in alphabet for letter in accented) for alphabet in _ALPHABETS)
    return sum(map(_is_odd, re.findall(_PAIR, text))) + len(re.findall(_ACCENTED_RUN, text)) + strangers


_PAIR = r"(?=([^\W\d_][^\x00-\x7f]|[^\x00-\x7f][^\W\d_]))"
_ACCENTED = "[ß-öø-ɏ]"
_ACCENTED_RUN = "[À-ÖØ-öø-ɏ]{3}"
_SIGNS = frozenset("\x80\x81\x8d\x8f\x90\x9d¢¤¥¦¨©¬¯°±²³´¶¸¹º¼½¾×÷†‡‰ˇ˘˙˛˝")
_SIGNS_THAT_OPEN_A_WORD = frozenset("¡¿§")
_ALPHABETS = (
    *("àâæçéèêëîïôœùûüÿñöáíóú", "äöüßéèàç", "áéíóúüñçàèïò", "áâãàçéêíóôõúü", "àèéìíòóùú", "åäöæøéü", "áéíóúýþðæö"),
    *("áčďéěíňóřšťúůýžäôľĺŕ", "ąćęłńóśźż", "áéíóöőúüű", "ăâîşţșț", "çğıöşüâîû", "čćđšž", "āčēģīķļņšūžąęėįųõäöü"),
)


def _is_odd(pair: str) -> bool:
    left, right = pair[0], pair[1]
    if left in _SIGNS or right in _SIGNS or right in _SIGNS_THAT_OPEN_A_WORD:
        return True
    return (left.islower() and right.isupper()) or (left.isalpha() and right.isalpha() and (left < "\u0250") != (right < "\u0250"))
