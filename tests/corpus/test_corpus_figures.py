"""Numbers: what they count, and when those of several files contradict each other."""

from __future__ import annotations

import pytest
from corpus_helpers import document, story
from hypothesis import given
from hypothesis import strategies as st

from newslint.corpus.consensus import conflicts_in
from newslint.corpus.extract.figures import figures_in
from newslint.corpus.votes import decide


def counted(text: str) -> list[tuple[str, float, str, str]]:
    return [(figure.passage.text, figure.value, figure.kind, figure.noun) for figure in figures_in(document(text))]


def told(*texts: str) -> list[tuple[int, str, str]]:
    files = story(*texts)
    return [
        (found.member, texts[found.member][found.start : found.end], found.other)
        for found in decide(files, conflicts_in(files, ["number-conflict"]))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More than 100,000 Russian troops stand there.", ("100,000 Russian troops", 100_000, "count", "troop")),
        ("They met for four hours.", ("four hours", 4, "unit", "hour")),
        ("After 4-hour talks they left.", ("4-hour", 4, "unit", "hour")),
        ("It costs $3.2bn a year.", ("$3.2bn", 3.2e9, "money", "dollar")),
        ("It costs 5 million euros.", ("5 million euros", 5e6, "money", "euro")),
        ("Some 20 000 people came.", ("20 000 people", 20_000, "count", "person")),
        ("With 80 per cent of the vote it won.", ("80 per cent", 80, "percent", "percent")),
        ("A fall of 13% followed.", ("13%", 13, "percent", "percent")),
        ("The 52-year-old man was held.", ("52-year-old", 52, "age", "year-old")),
        ("Anna Berg, 34, was held.", ("34", 34, "age", "year-old")),
        ("Thirty-one people fell ill.", ("Thirty-one people", 31, "count", "person")),
        ("Two hundred and twelve houses burned.", ("Two hundred and twelve houses", 212, "count", "hous")),
        ("A dozen of the old boats sank.", ("A dozen of the old boats", 12, "count", "boat")),
        ("It won 47 of 151 seats.", ("47 of 151 seats", 47, "count", "seat")),
        ("The captain, 35, was held.", ("35", 35, "age", "year-old")),
        ("A crowd of about 300 had gathered.", ("300", 300, "count", "crowd")),
        ("Police put the crowd at 300.", ("300", 300, "count", "crowd")),
        ("He puts the number of jobs at suppliers at 2,400.", ("2,400", 2400, "count", "job")),
        ("Some 400 employees came.", ("400 employees", 400, "count", "worker")),
        ("Then 12 business leaders came.", ("12 business leaders", 12, "count", "leader")),
    ],
)
def test_what_a_number_counts(text: str, expected: tuple[str, float, str, str]) -> None:
    assert expected in counted(text)


@pytest.mark.parametrize(
    "text",
    [
        "He spoke in 2019, in the 1990s and on 12 January.",
        "The match ended 3-1 after a draw in the 45th minute.",
        "They left at 10:30, at 7 p.m. and at 0700 GMT.",
        "Between 10 and 15 people came, or 10 to 15.",
        "A Boeing 737 landed at gate 12 beside Flight 370.",
        "1. Read this.",
        "It was posted 3 minutes ago, at eight in the evening.",
        "Call 030 555-1234 today.",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert [entry for entry in counted(text) if entry[3] not in ("draw", "")] == []


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Nearly 400 soldiers came.", "about"),
        ("At least 400 soldiers came.", "over"),
        ("Up to 400 soldiers came.", "under"),
        ("Some 400 soldiers came.", "about"),
        ("In all 400 soldiers came.", ""),
        ("Earlier reports spoke of 400 soldiers.", "changing"),
        ("The number rose to 400 soldiers.", "moved"),
    ],
)
def test_hedges(text: str, hedge: str) -> None:
    assert [figure.hedge for figure in figures_in(document(text))] == [hedge]


FERRY = "{} passengers drowned when the ferry Maren sank off Tarsholm, the coastguard said."


def test_a_swapped_digit_is_told_where_it_stands() -> None:
    files = (FERRY.format("At least 21"), FERRY.format("Twelve"), FERRY.format("12"), FERRY.format("Some 12"))
    assert told(*files) == [(0, "21 passengers", "12 passengers")]


@pytest.mark.parametrize("own", ["Nearly 12,000", "About 12,400", "12,000", "More than 11,000", "Up to 13,000"])
def test_hedges_and_rounding_are_no_conflict(own: str) -> None:
    assert told(FERRY.format(own), FERRY.format("12,350"), FERRY.format("12,350"), FERRY.format("12,350")) == []


def test_copies_have_one_vote() -> None:
    files = story(*(FERRY.format(count) for count in ("21", "12", "12", "12")), sources=(0, 1, 1, 1))
    found = decide(files, conflicts_in(files, ["number-conflict"]))
    assert {(entry.votes, entry.against) for entry in found} == {(1, 1)}


def test_a_file_that_tells_both_numbers_says_nothing_wrong() -> None:
    both = (
        "Twelve passengers drowned when the ferry Maren sank. On Tuesday 21 passengers of the ferry had been found in the sea off Tarsholm."
    )
    assert told(both, FERRY.format("12"), FERRY.format("12"), FERRY.format("12")) == []


def test_other_things_are_counted_beside_each_other() -> None:
    other = "Twenty-one sailors of the ferry Maren were saved by fishermen."
    assert told(other, FERRY.format("12"), FERRY.format("12"), FERRY.format("12")) == []


def test_a_rise_tells_both_of_its_ends() -> None:
    figures = figures_in(document("More bodies were found, and the toll climbed from 40 to 45."))
    assert [(figure.value, figure.hedge) for figure in figures] == [(40, "moved"), (45, "moved")]


BRIDGES = (
    "The flood in Vik took {} bridges with it. Some 2,300 houses burned down. The damage is 4.7 million euros.",
    "Trains stand still in Vik since {} bridges gave way. Fire destroyed 2,300 houses. Repairs cost 4.7 million euros.",
    "In Vik, {} bridges were washed away. Flames ate 2,300 houses. It comes to 4.7 million euros.",
)


def bridges(*counts: str) -> list[str]:
    return [text.format(count) for text, count in zip(BRIDGES, counts, strict=True)]


def test_what_nobody_counts_otherwise_needs_no_words_in_common() -> None:
    assert told(*bridges("77", "17", "17")) == [(0, "77 bridges", "17 bridges")]


def test_another_order_of_magnitude_is_no_slip() -> None:
    assert told(*bridges("920", "17", "17")) == []


def test_small_numbers_of_one_noun_may_be_of_different_things() -> None:
    assert told(*bridges("four", "six", "six")) == []


@pytest.mark.parametrize(
    ("own", "other", "found"),
    [
        ("31 billion euros", "3.1 billion euros", True),
        ("7.4 billion euros", "some 700 million euros", True),
        ("3.1 billion euros", "some 3 billion euros", False),
        ("74 million euros", "some 3 billion euros", False),
    ],
)
def test_powers_of_ten_of_large_and_of_rounded_numbers(own: str, other: str, found: bool) -> None:
    text = "The merger of the two banks saves {} a year from the third year on. They have 1,240 branches and 18 million customers."
    assert [member for member, _, _ in told(text.format(own), *[text.format(other)] * 3)] == [0] * found


def test_a_file_whose_numbers_are_all_its_own_is_about_something_else() -> None:
    other = "The flood in Ost took 77 bridges with it. Some 910 houses were lost. Some 640 cows drowned. Repairs cost 38.5 million euros."
    assert told(other, *bridges("17", "17", "17")) == []


def test_a_number_that_has_risen_is_none_to_deny_wherever_it_stands() -> None:
    toll = "Ferry sinks off Tarsholm, 15 dead\n\nThe ferry Maren sank off Tarsholm. The toll rose to 15 on Tuesday."
    old = "Ferry sinks off Tarsholm, 12 dead\n\nThe ferry Maren sank off Tarsholm, the coastguard said."
    assert told(toll, old, old, old) == []


DATED = "{}\n\nFlood in Vik\n\n{}"


def test_a_sequel_has_its_own_numbers() -> None:
    first, second, third = bridges("17", "17", "17")
    sequel = (
        "The flood in Vik took 71 bridges with it. It hit 2,300 houses and cost 4.7 million euros. "
        "Some 39 towns, 460 farms, 83 roads and 590 cows were hit for the first time."
    )
    files = [DATED.format("12 May 2021", text) for text in (first, second, third)]
    assert told(DATED.format("12 May 2021", sequel), *files) != []
    assert told(DATED.format("14 July 2021", sequel), *files) == []


def test_a_page_that_is_dated_wrongly_shows_by_its_numbers_what_it_is_about() -> None:
    first, *rest = bridges("71", "17", "17")
    files = [DATED.format("12 May 2021", text) for text in rest]
    found = told(DATED.format("14 July 2019", first), *files)
    assert [passage for _, passage, _ in found] == ["71 bridges"]


@given(st.text(max_size=200))
def test_figures_stand_where_they_say(text: str) -> None:
    for figure in figures_in(document(text)):
        passage = figure.passage
        assert text[passage.start : passage.end] == passage.text


@given(st.integers(2, 9_999_999))
def test_digits_and_words_with_separators_come_to_the_same(value: int) -> None:
    assert counted(f"They sold {value:,} old boats there.") == [(f"{value:,} old boats", value, "count", "boat")]
