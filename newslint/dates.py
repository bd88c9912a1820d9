"""Dates as they are written, and the lines of a page that are dated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newslint.document import Document

LONGEST_DATE_LINE = 12  # words
REACH_BEFORE, REACH_AFTER = 24, 28  # code points of a date before and after the three letters of its month

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_MONTH_NAME = re.compile(
    r"[JFMASOND](?:an(?:uary)?|eb(?:ruary)?|ar(?:ch)?|pr(?:il)?|ay|une?|uly?|ug(?:ust)?|ept?(?:ember)?|ct(?:ober)?|ov(?:ember)?|ec(?:ember)?)(?![a-z])"
)
_WEEKDAY = r"(?:(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s|nes|rs|ur)?(?:day)?\.?,? )?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH_FIRST = re.compile(rf"(?<![\w-]){_WEEKDAY}{MONTH} {_DAY}(?:,? {_YEAR})?(?![\w:]|\.\d|,\d)")
_DAY_FIRST = re.compile(rf"(?<![\w$€£.,:-]){_WEEKDAY}(?:the )?{_DAY} (?:of )?{MONTH}(?:,? {_YEAR})?(?![\w-])")
_ISO = re.compile(r"(?<![\w-])(?P<year>(?:19|20)\d\d)-(?P<number>0\d|1[0-2])-(?P<day>[0-3]\d)(?![\d-])")


class Date(NamedTuple):
    """A date as written: its place, its parts (0 where absent; months from 1), and the weekday as a number from Monday, or -1."""

    start: int
    end: int
    year: int
    month: int
    day: int
    weekday: int


@lru_cache(maxsize=1)
def dates_in(text: str) -> list[Date]:
    """The dates with month and day in a text, in English or ISO form, by place."""
    found: dict[int, Date] = {}
    for month in _MONTH_NAME.finditer(text):
        first, last = max(0, month.start() - REACH_BEFORE), month.end() + REACH_AFTER
        for pattern in (_MONTH_FIRST, _DAY_FIRST):
            for match in pattern.finditer(text, first, last):
                if match.start("month") == month.start():
                    found.setdefault(match.start(), _date(match, MONTHS.index(match["month"][:3].lower()) + 1))
    for match in _ISO.finditer(text):
        found[match.start()] = _date(match, int(match["number"]))
    return [found[start] for start in sorted(found)]


def _date(match: re.Match[str], month: int) -> Date:
    parts = match.groupdict()
    name = parts.get("weekday")
    weekday = next((number for number, day in enumerate(WEEKDAYS) if name and day.startswith(name)), -1)
    return Date(match.start(), match.end(), int(parts["year"] or 0), month, int(parts["day"]), weekday)


def ordinal_of(year: int, month: int, day: int) -> int | None:
    """The number of a day, counted from the year 1, or None when there is no such day."""
    from datetime import date

    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None


def date_lines(document: Document) -> Iterator[tuple[tuple[int, int], int]]:
    """Short lines outside the body that hold one full date and hardly anything else, each with the number of its day."""
    text = document.plain
    lines: dict[int, list[Date]] = {}
    for found in dates_in(text):
        if found.year and not document.in_zone(found.start, "body"):
            lines.setdefault(document.line_at(found.start), []).append(found)
    for number, (date, *others) in lines.items():
        start, end = document.lines[number]
        line = text[start:end]
        ordinal = ordinal_of(date.year, date.month, date.day)
        if ordinal is not None and not others and len(line.split()) <= LONGEST_DATE_LINE:
            first = start + len(line) - len(line.lstrip())
            yield (first, first + len(line.strip())), ordinal
