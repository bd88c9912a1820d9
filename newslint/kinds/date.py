"""Kind `date`: dates that cannot be, and dates that do not fit the rest of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newslint.dates import MONTH, MONTHS, WEEKDAYS, Date, date_lines, dates_in, ordinal_of
from newslint.kinds.base import Match
from newslint.kinds.checks import Check, CheckDetector, Options, check_field
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge

FIRST_YEAR, LAST_YEAR = 1900, 2100
STALE_DAYS = 60
MOST_DATE_LINES = 3  # a page with more lists other stories
SEARCHED_YEARS = 3
HIGHEST_SLIP = 39  # a higher number beside a month is no day gone wrong

_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_LAST_TIME = re.compile(
    rf"first (?:time|[a-z]+) since (?:{MONTH} )?(?P<year>(?:19|20)\d\d)\b"
    r"|first (?:time|[a-z]+) in (?P<count>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten) years\b"
)
_NUMBERS = {word: number for number, word in enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 2)}
_LEAD = "for the "
_CONTENT_WORD = re.compile(r"[^\W\d_]{4,}")
_YEAR_IN_TEXT = re.compile(r"\b(?:19|20)\d\d\b")
_PAST = re.compile(
    r"\b(?:ago|anniversary|since|after|later|memor|commemorat|histor|trial|court|jury|charged|convicted|sentenced|accused|murder|arrested|born|will)",
    re.I,
)
_RANGE_BEFORE = re.compile(r"(?:\b(?:to|and|or|through|until|till)|[-–—/]) ?$")


def impossible(document: Document, options: Options) -> Iterable[Match]:
    """A day that no calendar has: 31 June, 29 February 2023."""
    text = document.plain
    for found in dates_in(text):
        leapless = found.month == 2 and found.day == 29 and found.year and ordinal_of(found.year, 2, 29) is None
        if not found.month or found.day > HIGHEST_SLIP or (0 < found.day <= _LONGEST_MONTH[found.month - 1] and not leapless):
            continue
        # "In June 31 people were hurt" is a number, not a day.
        certain = found.year or found.weekday >= 0 or text[found.end - 1].isalpha()
        if certain or text[found.end : found.end + 1] in (",", ".", ";", ")", "\n", ""):
            yield Match(found.start, found.end)


def weekday(document: Document, options: Options) -> Iterable[Match]:
    """A weekday that does not go with its full date, such as Monday, January 12, 2022."""
    text = document.plain
    for found in dates_in(text):
        if found.weekday < 0 or not FIRST_YEAR <= found.year <= LAST_YEAR:
            continue
        ordinal = ordinal_of(found.year, found.month, found.day)
        before = text[max(0, found.start - 12) : found.start]
        if ordinal is None or (ordinal + 6) % 7 == found.weekday or _RANGE_BEFORE.search(before):
            continue
        right = WEEKDAYS[(ordinal + 6) % 7]
        yield Match(found.start, found.end, fields={"weekday": right})


def page_date(document: Document, options: Options) -> Iterable[Match]:
    """A date line of the page that lies far from the days which the story itself names with their weekday ("on Wednesday, Jan. 12").

    A weekday with a day and no year says that the story tells of the weeks around it, and so does one with a year at the beginning of the
    story, when no later year follows. The line is told when no year near the page's date fits, or only one that is more than `days` away.
    """
    text = document.plain
    lines = list(date_lines(document))
    if not 0 < len(lines) <= MOST_DATE_LINES:
        return
    told = [found for found in dates_in(text) if found.weekday >= 0 and not any(start <= found.start < end for (start, end), _ in lines)]
    latest = max((int(found[0]) for found in _YEAR_IN_TEXT.finditer(text) if document.in_zone(found.start(), "body")), default=0)
    told = [found for found in told if not found.year or (found.year == latest and _is_news(document, found))]
    if not told:
        return
    reach = int(options.get("days", STALE_DAYS))
    for (start, end), page in lines:
        gaps = [_gap(found, page) for found in told]
        if all(gap is None or gap > reach for gap in gaps):
            first = told[0]
            yield Match(start, end, fields={"told": text[first.start : first.end]})


def _is_news(document: Document, found: Date) -> bool:
    """Whether a full date stands in one of the first sentences of the body, and not as a day of the past."""
    index = document.sentence_at(found.start)
    first, last = document.sentences[index]
    early = next((number for number, (start, _) in enumerate(document.sentences) if document.in_zone(start, "body")), index)
    return index <= early + 1 and not _PAST.search(document.plain, first, last)


def _gap(found: Date, page: int) -> int | None:
    """The days between a page's date and the nearest day that a weekday, month and day can mean; None when there is none in years."""
    from datetime import date

    year = date.fromordinal(page).year
    if found.year:
        day = ordinal_of(found.year, found.month, found.day)
        return None if day is None else abs(day - page)
    days = (ordinal_of(guess, found.month, found.day) for guess in range(year - SEARCHED_YEARS, year + SEARCHED_YEARS + 1))
    fitting = [abs(day - page) for day in days if day is not None and (day + 6) % 7 == found.weekday]
    return min(fitting, default=None)


def page_dates(document: Document, options: Options) -> Iterable[Match]:
    """Two date lines of one page that lie far apart: the day of the copy beside that of the story. The later one is told."""
    lines = list(date_lines(document))
    updates = re.compile(r"updat|modif|revis|last|edit|expir|event|until|correct", re.I)
    lines = [entry for entry in lines if not updates.search(document.plain, *entry[0])]
    if not 2 <= len(lines) <= MOST_DATE_LINES:
        return
    earliest = min(day for _, day in lines)
    reach = int(options.get("days", STALE_DAYS))
    for (start, end), day in lines:
        if day - earliest > reach:
            yield Match(start, end)


def years_since(document: Document, options: Options) -> Iterable[Match]:
    """ "For the first time since July 2019" beside "for the first time in 2 years", where the two do not come to the same."""
    text = document.plain
    found = list(_LAST_TIME.finditer(text))
    since = [entry for entry in found if entry["year"]]
    spans = [entry for entry in found if entry["count"]]
    if not since or not spans:
        return
    now = _present(document)
    if now is None:
        return
    for entry in since:
        month = MONTHS.index(entry["month"][:3].lower()) if entry["month"] else None
        months = (now[0] - int(entry["year"])) * 12 + (now[1] - 1 - month if month is not None else 0)
        leeway = 6 if month is not None else 18
        for other in spans:
            count = int(_NUMBERS.get(other["count"], 0) or other["count"])
            if abs(months - count * 12) >= leeway and _share_subject(document, entry.start(), other.start()):
                start = entry.start() - len(_LEAD) * text.endswith(_LEAD, 0, entry.start())
                yield Match(start, entry.end(), fields={"told": other[0]})
                break


def _present(document: Document) -> tuple[int, int] | None:
    """Year and month of the file: of its date lines, or of the latest full date in it."""
    from datetime import date

    lines = [day for _, day in date_lines(document)]
    days = lines or [ordinal for found in dates_in(document.plain) if found.year and (ordinal := ordinal_of(*found[2:5]))]
    if not days:
        return None
    latest = date.fromordinal(max(days))
    return latest.year, latest.month


def _share_subject(document: Document, first: int, second: int) -> bool:
    """Whether the paragraphs of two places have enough words in common to be about one event."""
    words = []
    for offset in (first, second):
        start, end = document.paragraphs[document.paragraph_at(offset)]
        words.append(set(_CONTENT_WORD.findall(document.folded, start, end)) - document.knowledge.words("function-words"))
    return len((words[0] & words[1]) - {"first", "time", "years", "since"}) >= 3


CHECKS: dict[str, Check] = {
    "impossible": impossible,
    "weekday": weekday,
    "page-date": page_date,
    "page-dates": page_dates,
    "years-since": years_since,
}

# Words, in small letters, without which there is nothing to look for.
_MONTH_NAMES = [*MONTHS]
_FACTORS = {
    "impossible": ["29", "30", "31", "32", "33", "34", "35", "36", "37", "38", "39", " 00", "-00"],
    "weekday": [name.lower()[:3] for name in WEEKDAYS],
    "page-date": [name.lower()[:3] for name in WEEKDAYS],
    "page-dates": _MONTH_NAMES,
    "years-since": [" since "],
}

FIELDS = {
    "check": check_field(CHECKS),
    "days": fields.number("page-date, page-dates: how many days apart are too many", 1, 3650, whole=True),
}

MESSAGE_FIELDS = ("weekday", "told")


def compile(options: Options, knowledge: Knowledge) -> Options:
    """Keep the options of this kind, and add what gates the check."""
    plan = {key: options[key] for key in FIELDS if key in options}
    plan["factors"] = _FACTORS[options["check"]]
    return plan


class Detector(CheckDetector):
    """Runs one of the checks."""

    CHECKS = CHECKS
