"""Dates, and how long ago something last was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newslint.corpus.extract.content import Contents
    from newslint.corpus.facts import Day, Lapse, Passage
    from newslint.document import Document
    from newslint.source import Span

MOST_DAYS = 100
MOST_LAPSES = 20
MOST_CONTEXT = 24  # content words around a lapse, which no file has many of
LONGEST_PLACE = 60  # code points of a dateline before its date
MOST_DATE_LINES = 3  # a page with more lists other stories

_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
# What stands before the time since which something has not been so: "first", a superlative, or a negation that compares or looks back from
# the past, which "has not recovered since 2019" does not.
_WORDS = r"(?: [^\s,;:.!?]+)"
_RECORD = (
    rf"\b(?:(?:[Ff]irst|[a-z]{{3,}}est|worst|most [a-z]+){_WORDS}{{0,9}}?|had (?:not|never){_WORDS}{{0,9}}?|hadn't{_WORDS}{{0,9}}?|[Nn]ot|"
    rf"(?:[Nn]ot?|[Nn]one|[Nn]ever|[Nn]obody){_WORDS}{{0,9}}? (?:so|as|such|this|that){_WORDS}{{0,5}}?)"
)
_MORE = r"(?P<more>more than|over|at least)"
_LESS = r"(?P<less>almost|nearly|close to|just under)"
_COUNT = (
    rf"(?:the (?:last|past) )?(?:(?:{_MORE}|{_LESS}|about|around|some) )?"
    r"(?P<count>(?:[a-z]+[ -])?[a-z]+|\d{1,3}(?:\.\d)?)(?P<half> and a half)? (?P<unit>year|decade)s?\b"
)
_IN_YEARS = re.compile(rf"{_RECORD} (?:in|for|after) {_COUNT}")
_AFTER_YEARS = re.compile(rf"\bafter {_COUNT}(?=[.,;!?'\"”’)]|$)", re.M)
_PLACE = re.compile(r"(?:^|\n)[^\W\d_a-z][^a-z\n]*,? ?$")
_DASH = re.compile(r",? ?(?:[-–—]|\()")
_YEARS_IN = {"year": 1.0, "decade": 10.0}
# Stems that most lapses have.
_COMMON = frozenset({"first", "last", "past", "tim", "year", "decad", "since"})


def days_in(document: Document) -> tuple[Day, ...]:
    """The dates of a document: days, months with their year, and weekdays.

    A page that lists other stories by their dates has no page date.
    """
    from newslint.corpus.extract.content import contents_of
    from newslint.corpus.facts import Day
    from newslint.dates import WEEKDAYS, date_lines, dates_in

    text = document.plain
    lines = [(span, day) for span, day in date_lines(document) if not document.is_text(*span)]
    in_lines = [(start, end) for (start, end), _ in lines]
    found: dict[Span, tuple[int, int, int, int]] = {}
    of_page: list[Day] = []
    taken: set[int] = set()
    for date in dates_in(text):
        taken.update(range(date.start, date.end))
        line = next(((start, end) for start, end in in_lines if start <= date.start < end), None)
        if line is None:
            found[date.start, date.end] = date.year, date.month, date.day, date.weekday
        elif line and len(lines) <= MOST_DATE_LINES:
            of_page.append(Day(_passage(document, *line), date.year, date.month, date.day, date.weekday, "page", ()))
    for start, end, year, month in _months(text):
        if start not in taken:
            taken.update(range(start, end))
            found[start, end] = year, month, 0, -1
    for match in _WEEKDAY.finditer(text):
        if match.start() not in taken:
            found[match.span()] = 0, 0, 0, WEEKDAYS.index(match[0])
    contents = contents_of(document)
    spans = sorted(found)[:MOST_DAYS]
    told = [
        Day(_passage(document, *span), *found[span], _place(text, *span), contents.around(*span, *contents.reach(spans, place)))
        for place, span in enumerate(spans)
    ]
    return tuple(sorted([*of_page, *told], key=lambda day: day.passage.start))


def _place(text: str, start: int, end: int) -> str:
    """Where a date stands: between a place in capitals, which opens a line, and a dash, or in the text."""
    dateline = _DASH.match(text, end) and _PLACE.search(text, max(0, start - LONGEST_PLACE), start)
    return "dateline" if dateline else "text"


def _months(text: str) -> list[tuple[int, int, int, int]]:
    """The months that stand with their year: start, end, year, month."""
    from newslint.dates import MONTH, MONTHS

    pattern = re.compile(rf"\b{MONTH},? (?:of )?{_YEAR}")
    return [(*match.span(), int(match["year"]), MONTHS.index(match["month"][:3].lower()) + 1) for match in pattern.finditer(text)]


def lapses_in(document: Document) -> tuple[Lapse, ...]:
    """How long it is since something was so: first, worst or longest in so many years, or since a year."""
    from newslint.corpus.extract.content import contents_of
    from newslint.corpus.extract.numbers import number_words_of
    from newslint.corpus.facts import Lapse
    from newslint.dates import MONTH, MONTHS

    text = document.plain
    contents = contents_of(document)
    numbers = number_words_of(document.knowledge)
    found: dict[int, Lapse] = {}
    since = re.compile(rf"{_RECORD} since (?:(?:early|late|mid-?) ?)?(?:{MONTH} )?{_YEAR}")
    for match in since.finditer(text):
        month = MONTHS.index(match["month"][:3].lower()) + 1 if match["month"] else 0
        lapse = Lapse(_passage(document, *match.span()), 0.0, int(match["year"]), month, _surroundings(contents, match))
        found.setdefault(match.end(), lapse)
    for pattern in (_IN_YEARS, _AFTER_YEARS):
        for match in pattern.finditer(text):
            years = _years(match, numbers.value_of(match["count"]))
            if years:
                found.setdefault(match.end(), Lapse(_passage(document, *match.span()), years, 0, 0, _surroundings(contents, match)))
    return tuple(sorted(found.values(), key=lambda lapse: lapse.passage.start)[:MOST_LAPSES])


def _surroundings(contents: Contents, match: re.Match[str]) -> tuple[str, ...]:
    """The context of a lapse: its clause."""
    words = contents.around(*match.span(), *contents.clause(*match.span()), most=MOST_CONTEXT)
    return tuple(stem for stem in words if stem not in _COMMON and len(stem) > 2)


def _years(match: re.Match[str], value: float | None) -> float:
    """The years that a count of a unit comes to, hedges taken as half a unit; 0 for none. "A decade" is one."""
    if value is None:
        value = 1.0 if match["count"] in ("a", "one") else 0.0
    rest = 0.5 * bool(match["more"] or match["half"]) - 0.5 * bool(match["less"])
    return (value + rest) * _YEARS_IN[match["unit"]] if value else 0.0


def _passage(document: Document, start: int, end: int) -> Passage:
    from newslint.corpus.facts import Passage

    return Passage(document.text[start:end], start, end, document.line_at(start) + 1)
