"""Days, page dates and years since: what is extracted, and when files contradict each other."""

from __future__ import annotations

from datetime import date

import pytest
from corpus_helpers import document, story
from hypothesis import given
from hypothesis import strategies as st

from newslint.corpus.consensus import conflicts_in
from newslint.corpus.extract.days import days_in, lapses_in
from newslint.corpus.votes import decide

BODY = (
    "Envoys of Karsavia and Ruvonia talked in Lindholt about the Grey Sea for four hours and parted without a treaty, "
    "as the envoy Anton Lisse told reporters in the rain."
)


def told(check: str, *texts: str) -> list[tuple[int, str, str]]:
    files = story(*texts)
    return [
        (found.member, texts[found.member][found.start : found.end], found.other) for found in decide(files, conflicts_in(files, [check]))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Wednesday, Jan. 12, in Harlow.", ("Wednesday, Jan. 12", 0, 1, 12, 2)),
        ("They met on 12 January 2022 in Harlow.", ("12 January 2022", 2022, 1, 12, -1)),
        ("They met in July 2019 in Harlow.", ("July 2019", 2019, 7, 0, -1)),
        ("They met on Thursday in Harlow.", ("Thursday", 0, 0, 0, 3)),
        ("They met on 2022-01-12 in Harlow.", ("2022-01-12", 2022, 1, 12, -1)),
    ],
)
def test_days_of_the_text(text: str, expected: tuple[str, int, int, int, int]) -> None:
    (day,) = days_in(document(text))
    assert (day.passage.text, *day[1:5]) == expected
    assert day.place == "text"


def test_the_date_line_of_a_page_is_a_passage_by_itself() -> None:
    text = f"Posted on January 13 2022, 01:03am\n\n{BODY}\n"
    (day,) = days_in(document(text))
    assert (day.passage.text, day.year, day.month, day.day, day.place) == ("Posted on January 13 2022, 01:03am", 2022, 1, 13, "page")


def test_a_dateline_is_no_day_of_the_text() -> None:
    (day,) = days_in(document(f"LINDHOLT, March 12 — {BODY}"))
    assert (day.passage.text, day.place) == ("March 12", "dateline")


def test_a_list_of_stories_has_no_page_date() -> None:
    listed = "".join(f"{day} May 2021\n\nNews number {day}\n\n" for day in range(1, 6))
    assert [day for day in days_in(document(f"{BODY}\n\n{listed}")) if day.place == "page"] == []


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)))
def test_forms_of_a_day_come_to_the_same(day: date) -> None:
    forms = (f"{day:%B} {day.day}, {day:%Y}", f"{day.day} {day:%B} {day:%Y}", day.isoformat())
    found = [days_in(document(f"They met on {form} in Harlow.")) for form in forms]
    assert {(one.year, one.month, one.day) for (one,) in found} == {(day.year, day.month, day.day)}


@pytest.mark.parametrize(
    ("text", "years", "since", "month"),
    [
        ("It was the first meeting of the council in the last three years.", 3, 0, 0),
        ("They met for the first time since July 2019.", 0, 2019, 7),
        ("They met for the first time in 2 years.", 2, 0, 0),
        ("It is the worst flood in more than two decades.", 25, 0, 0),
        ("It is the worst flood in nearly six years.", 5.5, 0, 0),
        ("No ferry had sunk there with so many aboard since 1987.", 0, 1987, 0),
        ("The party had not lost so many seats for eleven years.", 11, 0, 0),
        ("They sat down with Russia after two years.", 2, 0, 0),
    ],
)
def test_lapses(text: str, years: float, since: int, month: int) -> None:
    (lapse,) = lapses_in(document(text))
    assert (lapse.years, lapse.since, lapse.month) == (years, since, month)
    assert text[lapse.passage.start : lapse.passage.end] == lapse.passage.text


@pytest.mark.parametrize(
    "text", ["The region has not recovered since 2019.", "He was in prison for two years.", "They have met since 2014."]
)
def test_what_is_no_lapse(text: str) -> None:
    assert lapses_in(document(text)) == ()


EVENT = "The envoys of Karsavia and Ruvonia will meet again in Lindholt on {} to talk about the Grey Sea."


@pytest.mark.parametrize("own", ["21 March", "12 May", "March 30", "Thursday, 21 March"])
def test_another_day_of_an_event_is_told(own: str) -> None:
    files = (EVENT.format(own), EVENT.format("12 March"), EVENT.format("March 12"), EVENT.format("12 March"))
    assert told("date-conflict", *files) == [(0, own, "12 March")]


@pytest.mark.parametrize("own", ["March 12", "2024-03-12", "Tuesday", "Tuesday, March 12, 2024"])
def test_forms_of_one_day_agree(own: str) -> None:
    assert told("date-conflict", EVENT.format(own), EVENT.format("12 March"), EVENT.format("12 March")) == []


def test_a_day_apart_is_told_only_in_nearly_the_same_words() -> None:
    others = (EVENT.format("12 March"), EVENT.format("12 March"), EVENT.format("12 March"))
    assert told("date-conflict", EVENT.format("13 March"), *others) == [(0, "13 March", "12 March")]
    assert told("date-conflict", "The talks between Karsavia and Ruvonia ended on 13 March without a treaty, said the host.", *others) == []


def test_a_day_about_as_old_as_the_page_is_likely_the_news() -> None:
    page = f"14 August 2024\n\n{BODY} Lindholt spoke of little else on 14 August."
    others = ("A new meeting in Lindholt is planned for 2 September.", "They meet in Lindholt on 2 September.")
    assert told("date-conflict", page, *others) == []


def test_a_page_date_needs_two_sources_against_it() -> None:
    pages = tuple(f"{line}\n\n{BODY}\n" for line in ("December 4, 2022", "Posted on January 13, 2022", "12 January 2022"))
    assert told("page-date-conflict", *pages) == [(0, "December 4, 2022", "12 January 2022")]
    assert told("page-date-conflict", *pages[:2]) == []


def test_a_later_update_beside_a_fitting_date_is_no_conflict() -> None:
    own = f"13 January 2022\n\nUpdated 4 December 2022\n\n{BODY}\n"
    assert told("page-date-conflict", own, f"January 13, 2022\n\n{BODY}\n", f"12 January 2022\n\n{BODY}\n") == []


def test_pages_of_one_day_are_of_another_event() -> None:
    own = tuple(f"{line}\n\n{BODY}\n" for line in ("13 March 2022", "15 March 2022"))
    others = tuple(f"{line}\n\n{BODY}\n" for line in ("13 January 2022", "12 January 2022", "January 12, 2022", "January 14, 2022"))
    assert told("page-date-conflict", *own, *others) == []
    assert told("page-date-conflict", own[0], *others) == [(0, "13 March 2022", "12 January 2022")]


def test_a_page_date_that_its_own_text_confirms_is_another_event() -> None:
    own = f"December 4, 2022\n\nLINDHOLT, Dec. 3 — {BODY}\n"
    assert told("page-date-conflict", own, f"January 13, 2022\n\n{BODY}\n", f"12 January 2022\n\n{BODY}\n") == []


def test_a_file_dated_weeks_from_the_others_may_tell_of_another_event() -> None:
    texts = [f"{day} 2024\n\n{BODY} {EVENT.format('12 May')}\n" for day in ("2 May", "3 May", "4 May")]
    own = f"{BODY} {EVENT.format('21 March')}\n"
    assert told("date-conflict", f"3 May 2024\n\n{own}", *texts) == [(0, "21 March", "12 May")]
    assert told("date-conflict", f"1 March 2024\n\n{own}", *texts) == []


COUNCIL = "Published 13 January 2022\n\nThe Grey Sea Council of Karsavia and Ruvonia met in Lindholt for the first time {}.\n"


@pytest.mark.parametrize(
    ("own", "other", "conflict"),
    [
        ("in three years", "in two years", True),
        ("in 2 years", "in two years", False),
        ("since July 2019", "in two years", False),
        ("since July 2019", "in three years", False),
        ("since July 2019", "in five years", True),
        ("since 2014", "since 2017", True),
        ("since 2014", "since May 2014", False),
        ("in more than two years", "in nearly three years", False),
    ],
)
def test_years_are_compared_with_leeway_for_rounding(own: str, other: str, conflict: bool) -> None:
    found = told("years-since-conflict", COUNCIL.format(own), COUNCIL.format(other), COUNCIL.format(other))
    assert found == ([(0, f"first time {own}", f"first time {other}")] if conflict else [])
