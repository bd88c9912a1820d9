"""Cutting passages and measuring text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newslint.report.layout import passage, wrap
from newslint.report.visible import visible, width


def test_visible_writes_out_what_could_steer_a_terminal() -> None:
    assert visible("a\x1b[31m\u202eb\x07\t\n\ud800\U000e0041") == r"a\x1b[31m\u202eb\x07\t\n\ud800\U000e0041"
    assert visible("\ufdd0\ufffe\U0001ffff\U0010fffe\ufffd") == "\\ufdd0\\ufffe\\U0001ffff\\U0010fffe\ufffd"


def test_visible_keeps_ordinary_text_of_all_scripts() -> None:
    for text in ("naïve “café”", "代表団", "می‌خواهم", "👩‍👩‍👧", "שלום", "ไทย"):
        assert visible(text) == text


def test_width_of_wide_and_combining_characters() -> None:
    assert width("abc") == 3
    assert width("日本") == 4
    assert width("ｱ") == 1
    assert width("cafe\u0301") == 4
    assert width("ก็") == 1
    assert width("👩‍👩‍👧") == 2


def test_a_line_that_fits_is_shown_whole() -> None:
    assert passage("  Talks with Gruschkow ended.", 13, 22, 60) == ("Talks with Gruschkow ended.", 11, 9)


def test_a_long_line_is_cut_on_both_sides() -> None:
    shown = passage("a" * 100 + " XX " + "b" * 100, 101, 103, 21)
    assert shown.text.startswith("…a") and shown.text.endswith("b…")
    assert width(shown.text) <= 21
    assert shown.text[shown.before : shown.before + shown.under] == "XX"


def test_a_huge_match_is_cut() -> None:
    shown = passage("x" * 1_000_000, 0, 1_000_000, 30)
    assert shown == ("x" * 29 + "…", 0, 30)


def test_wide_characters_and_escapes_count_for_the_caret() -> None:
    shown = passage("日本\x1b Grushko", 4, 11, 60)
    assert (shown.before, shown.under) == (4 + 4 + 1, 7)


@given(st.text(max_size=80), st.integers(0, 80), st.integers(1, 80), st.integers(10, 50))
def test_a_passage_never_exceeds_its_room_and_the_caret_is_inside(line: str, start: int, length: int, room: int) -> None:
    line = line.replace("\n", " ")
    start = min(start, len(line))
    shown = passage(line, start, min(start + length, len(line)), room)
    assert width(shown.text) <= room
    assert shown.before + shown.under <= room
    assert visible(shown.text) == shown.text


@given(st.text(max_size=120), st.integers(0, 60))
def test_a_wrapped_text_fits_and_loses_nothing_but_space(text: str, columns: int) -> None:
    shown = visible(text)
    lines = list(wrap(shown, columns))
    assert all(width(line) <= max(columns, 20) for line in lines)
    assert "".join("".join(lines).split()) == "".join(shown.split())


def test_no_character_is_broken() -> None:
    family = "👩‍👩‍👧"
    for room in range(10, 20):
        shown = passage(family * 30 + "e\u0301" * 30, 0, len(family), room)
        assert set(shown.text.replace(family, "").replace("e\u0301", "")) <= {"…"}
    assert all(set(line.replace(family, "")) == set() for line in wrap(family * 30, 21))
