"""Kind `date` through the public interface."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.api import lint_text
from newslint.ruleset import RuleSet, load_rules

RULES = load_rules()
OF_KIND = [rule.code for rule in RULES.rules if rule.kind == "date"]

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31))
FORMS = ["{day:%A}, {day:%B} {number}, {day:%Y}", "{day:%A} {number} {day:%B} {day:%Y}", "{day:%a}, {day:%b}. {number}, {day:%Y}"]


def only(*codes: str) -> RuleSet:
    return RULES.only(codes)


def found(text: str, *codes: str) -> list[str]:
    return [finding.match for finding in lint_text(text, only(*codes))]


@given(DAYS, st.sampled_from(FORMS))
def test_real_dates_are_never_told(day: date, form: str) -> None:
    written = form.format(day=day, number=day.day)
    assert found(f"They met on {written}, in Harlow.", "ST023", "ST024") == []


@given(DAYS, st.integers(1, 6), st.sampled_from(FORMS[:2]))
def test_a_wrong_weekday_is_told_with_the_right_one(day: date, shift: int, form: str) -> None:
    wrong = date.fromordinal(day.toordinal() + shift)
    written = form.format(day=day, number=day.day).replace(f"{day:%A}", f"{wrong:%A}")
    (finding,) = lint_text(f"They met on {written}, in Harlow.", only("ST024"))
    assert finding.match == written
    assert f"{day:%A}" in finding.message


@pytest.mark.parametrize("text", ["31 June 2019", "April 31, 2020", "February 30", "29 February 2023", "Sept. 31, 2018", "2021-02-30"])
def test_days_that_no_calendar_has_are_told(text: str) -> None:
    assert found(f"They met on {text}, in Harlow.", "ST023") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "In June 31 people came, in May 45 more.",
        "They met on February 29, 2024, and on 29 February.",
        "The novel begins on 31 June, a day that does not exist.",
        "Rooms 31 to 39 were empty; 30 Sept. was a Sunday.",
        "The score was 31-30 May have been the reason.",
    ],
)
def test_numbers_beside_months_are_not_days(text: str) -> None:
    assert found(text, "ST023") == []


STORY = (
    "The council sold the mill on {day} after a long vote in the town hall. A builder from the capital will pay two million crowns for it."
)


@given(DAYS, st.integers(-20, 20))
def test_a_page_dated_near_the_story_is_let_be(day: date, days: int) -> None:
    page = date.fromordinal(day.toordinal() + days)
    text = f"{page:%B} {page.day}, {page.year}\n\n" + STORY.format(day=f"{day:%A}, {day:%B} {day.day},")
    assert found(text, "ST020") == []


def test_a_page_dated_months_after_the_story_is_told() -> None:
    text = "Sunday, December 4, 2022\n\n" + STORY.format(day="Wednesday, Jan. 12,")
    assert found(text, "ST020") == ["Sunday, December 4, 2022"]


def test_a_list_of_dated_links_tells_nothing() -> None:
    links = "\n\n".join(f"May {day}, 2019" for day in range(1, 6))
    assert found(f"{STORY.format(day='Wednesday, Jan. 12,')}\n\n{links}", "ST020", "ST021") == []


def test_an_update_may_come_late() -> None:
    text = "Published 3 May 2019\n\nLast updated 4 December 2022\n\n" + STORY.format(day="Friday")
    assert found(text, "ST021") == []
    assert found(text.replace("Last updated ", ""), "ST021") == ["4 December 2022"]


def test_two_counts_of_years_must_be_about_one_event() -> None:
    first = "The border towns met in Harlow about the bridge for the first time since 2014."
    same = "It was the first meeting in five years of the border towns in Harlow about the bridge."
    other = "A Weston boxer won gold for the first time in five years on a rainy night."
    assert found(f"3 May 2024\n\n{first}\n\n{same}", "ST022") == ["for the first time since 2014"]
    assert found(f"3 May 2024\n\n{first}\n\n{other}", "ST022") == []


@given(st.text(alphabet="JanMay 0123456789,.-thWed\n", max_size=200))
def test_findings_lie_in_the_text(text: str) -> None:
    for finding in lint_text(text, only(*OF_KIND)):
        assert text[finding.start.offset : finding.end.offset] == finding.match != ""
