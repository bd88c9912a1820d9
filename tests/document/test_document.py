"""The document as a whole."""

from __future__ import annotations

from newslint.document import Document
from newslint.ruleset.knowledge import Knowledge
from newslint.source import Source


def document(text: str) -> Document:
    return Document(Source.from_text(text, "page.txt"), Knowledge())


def test_source_and_text() -> None:
    source = Source.from_bytes("\ufeffCafé".encode(), "page.txt")
    found = Document(source, Knowledge())
    assert found.source is source
    assert found.text == "Café"


def test_parts_are_computed_once() -> None:
    found = document("Jana Kral said: “We go.”\n\nShe left.")
    for part in ("lines", "paragraphs", "blocks", "plain", "folded", "sentences", "quotes", "mentions"):
        assert getattr(found, part) is getattr(found, part)


def test_indexes_by_offset() -> None:
    found = document("\n One. Two.\n\n\nThree.")
    assert found.lines == [(0, 0), (1, 11), (12, 12), (13, 13), (14, 20)]
    assert [found.line_at(offset) for offset in (0, 1, 10, 11, 12, 14, 99)] == [0, 1, 1, 1, 2, 4, 4]
    assert found.paragraphs == [(2, 11), (14, 20)]
    assert [found.paragraph_at(offset) for offset in (0, 2, 12, 14, 99)] == [0, 0, 0, 1, 1]
    assert [found.block_at(offset) for offset in (0, 2, 12, 14, 99)] == [0, 0, 0, 1, 1]


def test_empty_text() -> None:
    found = document("")
    assert (found.plain, found.folded) == ("", "")
    assert found.lines == found.paragraphs == found.blocks == found.sentences == found.quotes == found.mentions == []
    assert found.line_at(0) == found.paragraph_at(0) == found.sentence_at(0) == 0
    assert not found.in_quotes(0, 0)
