"""Decoding and offset conversion."""

from __future__ import annotations

import hashlib

import pytest

from newslint.errors import SourceError
from newslint.source import Source


def decoded(data: bytes) -> tuple[str, str]:
    source = Source.from_bytes(data, "page.txt")
    return source.text, source.encoding


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        (b"The ferry sank.\n", "The ferry sank.\n", "utf-8"),
        ("Zoë’s naïve plan – 30 €".encode(), "Zoë’s naïve plan – 30 €", "utf-8"),
        (b"\xef\xbb\xbfHarbour", "Harbour", "utf-8"),
        ("\ufeffHarbour é".encode("utf-16-le"), "Harbour é", "utf-16-le"),
        ("\ufeffHarbour é".encode("utf-16-be"), "Harbour é", "utf-16-be"),
        ("\ufeffHarbour 😀".encode("utf-32-le"), "Harbour 😀", "utf-32-le"),
        ("\ufeffHarbour 😀".encode("utf-32-be"), "Harbour 😀", "utf-32-be"),
        ("The harbour was shut.\n".encode("utf-16-le"), "The harbour was shut.\n", "utf-16-le"),
        ("Āda shut the harbour.\n".encode("utf-16-le"), "Āda shut the harbour.\n", "utf-16-le"),
        ("The harbour was shut.\n".encode("utf-16-be"), "The harbour was shut.\n", "utf-16-be"),
        ("Порт закрыли в среду, сказал мэр.".encode("utf-16-le"), "Порт закрыли в среду, сказал мэр.", "utf-16-le"),
        (b"The har\x00bour was shut.\x00", "The har\x00bour was shut.\x00", "utf-8"),
        ("café\0 au lait\0, s’il\0vous\0\0plaît".encode() * 3, "café\0 au lait\0, s’il\0vous\0\0plaît" * 3, "utf-8"),
        (b"harbour\x00pier\x00\x00\x00customs\x00" * 3, "harbour\0pier\0\0\0customs\0" * 3, "utf-8"),
        (b"harbour\x00ferries\x00" * 9, "harbour\0ferries\0" * 9, "utf-8"),
    ],
)
def test_unicode(data: bytes, text: str, encoding: str) -> None:
    assert decoded(data) == (text, encoding)


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("café", "cp1252", "cp1252"),
        ("café", "latin-1", "cp1252"),
        ("naïve “quotes”", "cp1252", "cp1252"),
        ("The mayor said “no” and the crew said ‘yes’ – they’re done.", "cp1252", "cp1252"),
        ("The toll rose to €20 – a record.", "cp1252", "cp1252"),
        ("¿Qué pasó? El año próximo habrá más barcos.", "latin-1", "cp1252"),
        ("Größe über Äpfel", "latin-1", "cp1252"),
        ("Perché il porto è così vuoto?", "latin-1", "cp1252"),
        ("Göteborg får nya färjor på måndag.", "latin-1", "cp1252"),
        ("Le maire a déclaré que les négociations étaient terminées.", "cp1252", "cp1252"),
        ("Мэр сказал, что порт закроют в четверг.", "cp1251", "cp1251"),
        ("Привет", "cp1251", "cp1251"),
        ("Москва", "cp1251", "cp1251"),
        ("The mayor (мэр) said no.", "cp1251", "cp1251"),
        ("Мэр сказал, что порт закроют в четверг из-за шторма.", "koi8-r", "koi8_r"),
        ("Burmistrz powiedział, że port będzie zamknięty. Źródła milczą.", "cp1250", "cp1250"),
        ("Burmistrz powiedział, że port będzie zamknięty. Źródła milczą.", "iso-8859-2", "iso8859_2"),
        ("Starosta řekl, že přístav bude zavřený. Příští týden přijede ředitel.", "cp1250", "cp1250"),
        ("港口星期四关闭，市长说，这是一个艰难的决定。", "gb18030", "gb18030"),
        ("市长说", "gb18030", "gb18030"),
        ("Limanın perşembe günü kapanacağını belediye başkanı söyledi. Işıklı şehir.", "cp1254", "cp1254"),
        ("Ο δήμαρχος είπε ότι το λιμάνι θα κλείσει την Πέμπτη.", "cp1253", "cp1253"),
    ],
)
def test_legacy_encodings(text: str, encoding: str, expected: str) -> None:
    assert decoded(text.encode(encoding)) == (text, expected)


def test_legacy_bytes_far_into_a_long_file() -> None:
    text = "The ferry sank off the pier. " * 9000 + "\nLe maire a été prévenu.\n"
    assert decoded(text.encode("latin-1")) == (text, "cp1252")


def test_undefined_windows_1252_bytes_are_replaced() -> None:
    text, encoding = decoded(b"The caf\xe9 \x81 by the pier was shut for the winter, the owner said on Monday.")
    assert encoding == "cp1252"
    assert "café \ufffd by" in text


def test_some_bad_bytes_in_utf_8() -> None:
    data = "Zoë’s “naïve” plan – ".encode() + b"\xff\xfe" + " a café".encode()
    source = Source.from_bytes(data, "page.txt")
    assert source.encoding == "utf-8"
    assert source.text == "Zoë’s “naïve” plan – \ufffd\ufffd a café"
    assert source.byte_offset(len(source.text)) == len(data)
    assert source.byte_offset(source.text.index(" a café")) == data.index(" a café".encode())


@pytest.mark.parametrize("shift", ["", "a", "ab"])
def test_a_bad_byte_far_into_utf_8(shift: str) -> None:
    text = shift + "€" * 9000
    assert decoded(text.encode() + b"\xff!") == (text + "\ufffd!", "utf-8")


def test_utf_8_cut_off_inside_a_character() -> None:
    assert decoded("The pier was shut…".encode()[:-1]) == ("The pier was shut\ufffd\ufffd", "utf-8")


def test_bad_bytes_after_a_byte_order_mark() -> None:
    source = Source.from_bytes(b"\xef\xbb\xbfA\xff\xc3\xa9B", "page.txt")
    assert source.text == "A\ufffdéB"
    assert [source.byte_offset(at) for at in range(5)] == [3, 4, 5, 7, 8]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_lone_surrogates_are_replaced(encoding: str) -> None:
    data = "\ufeffbad \ud800 pair".encode(encoding, "surrogatepass")
    assert decoded(data)[0] == "bad \ufffd pair"
    assert Source.from_text("bad \udc00 pair").text == "bad \ufffd pair"


@pytest.mark.parametrize(
    ("data", "noun"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "JPEG"),
        (b"GIF89a\x01\x00\x01\x00", "GIF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "ZIP"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"\x7fELF\x02\x01\x01\x00", "executable"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "executable"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "gzip"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x00\x01\x02\x03" * 100, "binary"),
    ],
)
def test_binary_files_are_refused_in_one_line(data: bytes, noun: str) -> None:
    with pytest.raises(SourceError) as error:
        Source.from_bytes(data, "media/file.bin")
    message = str(error.value)
    assert message.startswith("media/file.bin: ")
    assert noun in message
    assert "\n" not in message


@pytest.mark.parametrize("data", [b"MZansi stars return", b"BMW recalls cars", b"PAR1S is no word", b"Rar! he cried", b"IDs were checked"])
def test_words_that_begin_like_a_binary_file(data: bytes) -> None:
    assert decoded(data) == (data.decode(), "utf-8")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("a", ["a"]),
        ("a\n", ["a"]),
        ("\n", [""]),
        ("a\n\n", ["a", ""]),
        ("a\r\nb\rc\nd", ["a", "b", "c", "d"]),
        ("a\n\rb", ["a", "", "b"]),
        ("a\x0bb\x0cc\x85d\u2028e\u2029f", ["a\x0bb\x0cc\x85d\u2028e\u2029f"]),
    ],
)
def test_lines(text: str, lines: list[str]) -> None:
    source = Source.from_text(text)
    assert [source.text[start:end] for start, end in source.lines] == lines


def test_position() -> None:
    source = Source.from_text("é😀\r\nb\n")
    places = [source.position(offset) for offset in range(len(source.text) + 1)]
    assert [(place.line, place.column) for place in places] == [(1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (2, 2), (3, 1)]
    assert [place.offset for place in places] == list(range(7))
    assert Source.from_text("").position(0) == (1, 1, 0)


def test_byte_and_utf_16_offsets() -> None:
    source = Source.from_text("aé😀z")
    assert [source.byte_offset(at) for at in range(5)] == [0, 1, 3, 7, 8]
    assert [source.utf16_offset(at) for at in range(5)] == [0, 1, 2, 4, 5]
    assert [source.from_utf16(units) for units in range(6)] == [0, 1, 2, 2, 3, 4]


def test_byte_offsets_count_the_byte_order_mark() -> None:
    assert Source.from_bytes(b"\xef\xbb\xbfab", "page.txt").byte_offset(1) == 4


def test_byte_offsets_of_other_encodings_are_those_of_utf_8() -> None:
    assert Source.from_bytes("café au lait".encode("latin-1"), "page.txt").byte_offset(4) == 5


@pytest.mark.parametrize("offset", [-1, 4])
def test_offsets_outside_the_text(offset: int) -> None:
    source = Source.from_text("abc", "page.txt")
    for convert in (source.position, source.byte_offset, source.utf16_offset, source.from_utf16):
        with pytest.raises(ValueError, match=r"page\.txt"):
            convert(offset)


def test_offsets_in_a_long_line() -> None:
    source = Source.from_bytes(("word é " * 700_000).encode(), "page.txt")
    end = len(source.text)
    assert source.position(end) == (1, end + 1, end)
    assert source.byte_offset(end) == end + 700_000
    assert source.from_utf16(source.utf16_offset(end - 3)) == end - 3


def test_sha256_is_that_of_the_bytes() -> None:
    data = "\ufeffcafé".encode("utf-16-le")
    assert Source.from_bytes(data, "page.txt").data_sha256 == hashlib.sha256(data).hexdigest()
    assert Source.from_text("café").data_sha256 == hashlib.sha256("café".encode()).hexdigest()


def test_path_of_a_text() -> None:
    assert Source.from_text("a").path == "<text>"
    assert Source.from_text("a", "page.txt").path == "page.txt"
