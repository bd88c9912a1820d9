"""The days that the pages of a story are dated by."""

from __future__ import annotations

from statistics import median_low
from typing import TYPE_CHECKING

from newslint.dates import ordinal_of

if TYPE_CHECKING:
    from newslint.corpus.facts import Day, Facts
    from newslint.corpus.story import Story

MOST_DAYS = 10  # between the dates of pages about one event
RECENT_DAYS = 5  # between the day of the news and the page's


def page_day(facts: Facts) -> int | None:
    """The number of the earliest day that the page itself is dated by; None without any."""
    days = (ordinal_of(day.year, day.month, day.day) for day in facts.days if day.place == "page")
    return min((day for day in days if day is not None), default=None)


def story_day(story: Story) -> int | None:
    """The number of the day in the middle of those that the pages are dated by; None without any."""
    days = [day for member in story.members if (day := page_day(member.facts)) is not None]
    return median_low(days) if days else None


def dated_apart(story: Story) -> frozenset[int]:
    """The files, by index, whose pages are dated so far from the others that they may be about another event.

    One whose text tells of a day about then, and of none about the day of its page, is not: the date of its page is wrong.
    """
    middle = story_day(story)
    return frozenset(index for index, member in enumerate(story.members) if middle is not None and _is_apart(member.facts, middle))


def _is_apart(facts: Facts, middle: int) -> bool:
    day = page_day(facts)
    return day is not None and abs(day - middle) > MOST_DAYS and (tells_of(facts, day) or not tells_of(facts, middle))


def tells_of(facts: Facts, number: int | None) -> bool:
    """Whether the text tells of a day within a few days of one that is given by its number."""
    return any(is_recent(day, number) for day in facts.days if day.place != "page")


def is_recent(day: Day, page: int | None) -> bool:
    """Whether a day is within a few days of the page's: then it is likely the day of the news, whatever other event the sentence names."""
    if page is None or not day.day:
        return False
    from datetime import date

    ordinal = ordinal_of(day.year or date.fromordinal(page).year, day.month, day.day)
    return ordinal is not None and abs(ordinal - page) <= RECENT_DAYS
