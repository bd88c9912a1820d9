"""Whatever the text: offsets agree with a slow count, and the parts of a document are where they should be."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.document import Document
from newslint.errors import SourceError
from newslint.ruleset.knowledge import Knowledge
from newslint.source import Source, Span

KNOWLEDGE = Knowledge(
    words={"function-words": ["the", "he", "and", "of"], "name-particles": ["von", "de", "al-", "d'", "St.", "&"]},
    entries={
        "abbreviations": [
            {"before": "name", "words": ["Mr", "e.g"]},
            {"before": "number", "words": ["No"]},
            {"before": "any", "words": ["Inc"]},
        ],
        "honorifics": [
            {"kind": "honorific", "words": ["mr"]},
            {"kind": "office", "words": ["president"]},
            {"kind": "modifier", "words": ["vice"]},
        ],
        "not-names": [
            {"drop": "always", "words": ["monday", "-led"]},
            {"drop": "alone", "words": ["may"]},
            {"drop": "opening", "words": ["news"]},
        ],
    },
)

# Pieces that the segmenters look at, so that they meet often.
PIECES = [
    *(
        "The",
        "he",
        "Mr",
        "Inc",
        "No",
        "Ana",
        "R.",
        "U.S.",
        "von",
        "al-Sabri",
        "President",
        "Vice",
        "Monday",
        "may",
        "Jong-su",
        "Oslo-led",
        "O’Hara",
    ),
    *(
        "harbour of the old town that was shut on",
        "5",
        "e.g",
        "https://a.b/c",
        "\u0130",
        "ß",
        "Ω",
        "é",
        "e\u0301",
        "港口",
        "نعم",
        "हाँ",
        "😀",
        "👩‍👩‍👧",
        "\u200d",
    ),
    *(
        ". ",
        ".",
        "...",
        "…",
        "!",
        "?",
        "。",
        "؟",
        "।",
        ",",
        ":",
        "—",
        "-",
        "\u2011",
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        "«",
        "»",
        "„",
        "(",
        ")",
        "[1]",
    ),
    *(" ", "  ", "\t", "\xa0", "\u3000", "\u2028", "\x85", "\x1c", "\n", "\r\n", "\r", "\n\n", "\x00", "\ufeff", "\ufffd"),
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


def documents() -> st.SearchStrategy[Document]:
    return st.builds(lambda text, knowledge: Document(Source.from_text(text), knowledge), TEXTS, st.sampled_from([KNOWLEDGE, Knowledge()]))


def naive_lines(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines if lines[-1] else lines[:-1]


@given(TEXTS)
def test_position_agrees_with_a_slow_count(text: str) -> None:
    source = Source.from_text(text)
    line, column = 1, 1
    for offset in range(len(source.text) + 1):
        assert source.position(offset) == (line, column, offset)
        character = source.text[offset : offset + 1]
        if character == "\n" or (character == "\r" and source.text[offset + 1 : offset + 2] != "\n"):
            line, column = line + 1, 1
        else:
            column += 1
    assert [source.text[start:end] for start, end in source.lines] == naive_lines(source.text)


@given(TEXTS, st.integers(0, 3))
def test_bytes_and_utf_16_agree_with_a_slow_count(text: str, repeat: int) -> None:
    # Long texts cross the marks of the tables.
    source = Source.from_text(text * 10**repeat)
    text = source.text
    for offset in {*range(min(len(text), 70) + 1), *range(len(text), max(len(text) - 70, 0), -1)}:
        assert source.byte_offset(offset) == len(text[:offset].encode())
        units = source.utf16_offset(offset)
        assert units == len(text[:offset].encode("utf-16-le")) // 2
        assert source.from_utf16(units) == offset
        if text[offset : offset + 1] > "\uffff":
            assert source.from_utf16(units + 1) == offset


@given(st.binary() | TEXTS.map(str.encode) | TEXTS.map(lambda text: text.encode("utf-16")))
@settings(max_examples=300)
def test_decoding_gives_a_text_or_a_source_error(data: bytes) -> None:
    try:
        source = Source.from_bytes(data, "page.txt")
    except SourceError as error:
        assert str(error).startswith("page.txt: ")
        assert "\n" not in str(error)
    else:
        source.text.encode()
        assert source.byte_offset(len(source.text)) >= 0


@given(TEXTS)
def test_utf_8_comes_back(text: str) -> None:
    source = Source.from_text(text)
    data = source.text.encode()
    try:
        read = Source.from_bytes(b"\xef\xbb\xbf" + data, "page.txt")
    except SourceError:
        pytest.fail("a text with a byte order mark was refused")
    assert read.text == source.text
    assert read.byte_offset(len(read.text)) == len(data) + 3


@given(st.lists(st.sampled_from([b"caf\xc3\xa9 ", b"\xe2\x80\x9c", b"\xf0\x9f\x98\x80", b"\xff", b"\xc3", b"\xe2\x80", b"a"]), max_size=40))
def test_byte_offsets_survive_bad_bytes(pieces: list[bytes]) -> None:
    data = b"".join(["\ufeff“naïve” plan – ".encode() * 20, *pieces])
    source = Source.from_bytes(data, "page.txt")
    for offset, character in enumerate(source.text):
        start, end = source.byte_offset(offset), source.byte_offset(offset + 1)
        assert data[start:end] == character.encode() or (character == "\ufffd" and end - start == 1)
    assert source.byte_offset(len(source.text)) == len(data)


@given(documents())
def test_folded_forms_keep_the_length(document: Document) -> None:
    assert len(document.plain) == len(document.folded) == len(document.text)


def check_order(spans: list[Span], length: int) -> None:
    assert all(0 <= start <= end <= length for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(documents())
@settings(max_examples=300)
def test_spans_are_ordered_and_trimmed(document: Document) -> None:
    text = document.text
    mentions = [(mention.start, mention.end) for mention in document.mentions]
    for spans in (document.lines, document.paragraphs, document.blocks, document.sentences, document.quotes, mentions):
        check_order(spans, len(text))
    for spans in (document.paragraphs, document.blocks, document.sentences, mentions):
        for start, end in spans:
            assert text[start:end]
            assert text[start:end] == text[start:end].strip()


@given(documents())
@settings(max_examples=300)
def test_every_visible_character_lies_in_one_sentence_and_one_paragraph(document: Document) -> None:
    visible = [offset for offset, character in enumerate(document.text) if not character.isspace()]
    for spans in (document.paragraphs, document.blocks, document.sentences):
        held = [offset for start, end in spans for offset in range(start, end) if not document.text[offset].isspace()]
        assert held == visible


@given(documents())
def test_sentences_and_quotes_stay_inside_paragraphs(document: Document) -> None:
    for start, end in [*document.sentences, *document.quotes]:
        paragraph = document.paragraphs[document.paragraph_at(start)]
        assert paragraph[0] <= start
        assert end <= paragraph[1]


@given(documents())
def test_mentions_have_words(document: Document) -> None:
    for mention in document.mentions:
        assert mention.words
        assert mention.text == " ".join(document.plain[mention.start : mention.end].split())


@given(documents(), st.integers(0, 300))
def test_indexes_and_zones_take_any_offset(document: Document, offset: int) -> None:
    for spans, index in (
        (document.lines, document.line_at(offset)),
        (document.paragraphs, document.paragraph_at(offset)),
        (document.sentences, document.sentence_at(offset)),
    ):
        before = [place for place, (start, _) in enumerate(spans) if start <= offset]
        assert index == (before[-1] if before else 0)
    assert document.in_zone(offset, "body") == (not document.in_zone(offset, "head") and not document.in_zone(offset, "tail"))
