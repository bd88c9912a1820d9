"""Cutting a text into what a page shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newslint.report.segments import Piece, pieces, segments
from newslint.source import Source

TEXT = st.text(st.one_of(st.sampled_from("ab \t\r\n\x00\u202e\u2028\ufffe😀"), st.characters(exclude_categories=["Cs"])), max_size=60)


@st.composite
def text_and_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(TEXT)
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places).map(sorted).map(tuple).filter(lambda span: span[0] < span[1]), max_size=8))
    return text, spans


def shown(text: str, start: int, end: int) -> str:
    return "".join(chr(piece.number) if piece.kind == "character" else piece.text for piece in pieces(text, start, end))


def with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@given(text_and_spans())
def test_the_segments_are_the_text(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = case
    cut = list(segments(len(text), spans))
    assert "".join(text[segment.start : segment.end] for segment in cut) == text
    assert all(segment.start < segment.end for segment in cut)
    assert "".join(shown(text, segment.start, segment.end) for segment in cut) == with_line_feeds(text)


@given(text_and_spans())
def test_the_segments_of_a_span_are_the_span(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = case
    cut = list(segments(len(text), spans))
    for number, (start, end) in enumerate(spans):
        own = [segment for segment in cut if number in segment.spans]
        assert (own[0].start, own[-1].end) == (start, end)
        assert "".join(text[segment.start : segment.end] for segment in own) == text[start:end]


@given(TEXT)
def test_each_line_but_the_first_comes_after_a_line_end(text: str) -> None:
    ends = [piece for piece in pieces(text, 0, len(text)) if piece.kind == "line"]
    assert len(ends) == max(len(Source.from_text(text).lines) - 1, 0)


def test_nested_and_overlapping_spans() -> None:
    assert list(segments(9, [(0, 6), (2, 4), (3, 8)])) == [
        *((0, 2, (0,)), (2, 3, (1, 0)), (3, 4, (1, 2, 0)), (4, 6, (2, 0)), (6, 8, (2,)), (8, 9, ())),
    ]


def test_what_must_not_be_seen_raw_is_written_out() -> None:
    assert list(pieces("a\u202eb\t\x00\r\nc", 0, 8)) == [
        *(Piece("text", "a"), Piece("character", r"\u202e", 0x202E), Piece("text", "b\t"), Piece("character", r"\x00", 0)),
        *(Piece("line", "\n"), Piece("text", "c")),
    ]


def test_a_line_end_that_is_cut_in_two_is_one() -> None:
    assert list(pieces("a\r\nb", 0, 2)) == [Piece("text", "a")]
    assert list(pieces("a\r\nb", 2, 4)) == [Piece("line", "\n"), Piece("text", "b")]
