"""The days that the pages of a story are dated by."""

from __future__ import annotations

from statistics import median_low
from typing import TYPE_CHECKING

from newslint.dates import ordinal_of

if TYPE_CHECKING:
    from newslint.corpus.facts import Facts
    from newslint.corpus.story import Story

MOST_DAYS = 10  # between the dates of pages about one event


def page_day(facts: Facts) -> int | None:
    """The number of the earliest day that the page itself is dated by; None without any."""
    days = (ordinal_of(day.year, day.month, day.day) for day in facts.days if day.place == "page")
    return min((day for day in days if day is not None), default=None)


def story_day(story: Story) -> int | None:
    """The number of the day in the middle of those that the pages are dated by; None without any."""
    days = [day for member in story.members if (day := page_day(member.facts)) is not None]
    return median_low(days) if days else None


def dated_apart(story: Story) -> frozenset[int]:
    """The files, by index, whose pages are dated so far from the others that they may be about another event."""
    middle = story_day(story)
    days = ((index, page_day(member.facts)) for index, member in enumerate(story.members))
    return frozenset(index for index, day in days if day is not None and middle is not None and abs(day - middle) > MOST_DAYS)
