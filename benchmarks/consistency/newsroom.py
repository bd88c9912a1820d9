"""How a newsroom writes: spelling, quotation marks, names, numbers and dates, and what stands around its articles."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import NamedTuple

from desk import Desk, chosen, parse
from names import coined, person

MONTHS = "January February March April May June July August September October November December".split()
SHORT_MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
UNITS = _UNITS.split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


class House(NamedTuple):
    """The habits of one outlet."""

    outlet: str
    british: bool
    curly: bool
    single: bool  # single quotation marks
    honorific: bool
    words_to: int  # the largest number in words
    headline_case: bool  # Capitals in Headlines
    dates: str  # "month day", "short month day" or "day month"
    weekday: float  # how often a near day is told by its weekday alone
    relative: bool  # "yesterday"
    page_date: str
    updated: bool
    dateline: str
    byline: str
    section: bool
    headline_twice: bool
    headline_outlet: bool
    initials: bool
    ascii: bool  # names without the marks on their letters
    second_surnames: bool
    particles: bool
    length: tuple[int, int]  # facts and quotations
    joins: float  # how often two paragraphs become one
    translated: bool
    fragment: float
    reporters: tuple[str, ...]
    top: tuple[str, ...]
    bottom: tuple[str, ...]


def _outlet(rng: Random) -> str:
    first = rng.choice(["The", "", "", "Daily", "Evening"])
    last = rng.choice(
        "Herald Courier Gazette Observer Tribune Wire Post Monitor Ledger Chronicle Dispatch Star Mirror Sentinel Online 24".split()
    )
    return " ".join(part for part in (first, coined(rng), last) if part)


def _site_line(wording: str, outlet: str, rng: Random) -> str:
    nodes = chosen(parse(wording), rng)
    return "".join(node if isinstance(node, str) else outlet for node in nodes)


def make_house(desk: Desk, rng: Random) -> House:
    """A new outlet."""
    outlet = _outlet(rng)
    is_british = rng.random() < 0.5
    lines = [_site_line(wording, outlet, rng) for wording in rng.sample(desk.lines, rng.randint(1, 5))]
    cut = rng.randint(0, 1)
    reporters = [
        person(rng.choice(["english", "english", "spanish", "german", "indian", "arabic", "polish"]), rng) for _ in range(rng.randint(2, 6))
    ]
    return House(
        outlet=outlet,
        british=is_british,
        curly=rng.random() < 0.55,
        single=is_british and rng.random() < 0.15,
        honorific=rng.random() < 0.35,
        words_to=rng.choice([0, 9, 9, 9, 10, 12, 20]),
        headline_case=not is_british and rng.random() < 0.6,
        dates="day month" if is_british else rng.choice(["month day", "short month day"]),
        weekday=rng.choice([0.1, 0.4, 0.7, 0.9]),
        relative=rng.random() < 0.3,
        page_date=rng.choice(["top", "top", "below", "below", "below", "posted", "iso", "stamp", "none"]),
        updated=rng.random() < 0.25,
        dateline=rng.choice(["none", "none", "town", "full", "agency"]),
        byline=rng.choice(["none", "name", "name", "staff", "by-upper"]),
        section=rng.random() < 0.3,
        headline_twice=rng.random() < 0.12,
        headline_outlet=rng.random() < 0.1,
        initials=not is_british and rng.random() < 0.35,
        ascii=rng.random() < 0.25,
        second_surnames=rng.random() < 0.4,
        particles=rng.random() < 0.7,
        length=rng.choice([(9, 13), (17, 24), (24, 30), (28, 34), (32, 40)]),
        joins=rng.choice([0.3, 0.5, 0.65]),
        translated=rng.random() < 0.12,
        fragment=rng.choice([0.05, 0.15, 0.3]),
        reporters=tuple(f"{one.given} {one.surname}" for one in reporters),
        top=tuple(lines[:cut]),
        bottom=tuple(lines[cut:]),
    )


def in_words(value: int) -> str:
    """A number below 100 in words."""
    if value < 20:
        return UNITS[value]
    return TENS[value // 10] + (f"-{UNITS[value % 10]}" if value % 10 else "")


def figures(value: int, words_to: int = 0) -> str:
    """A number as a newsroom prints it: in words, in figures, or in millions."""
    for scale, word in ((1_000_000_000, "billion"), (1_000_000, "million")):
        if value >= scale:
            return f"{value / scale:.2f}".rstrip("0").rstrip(".") + f" {word}"
    return in_words(value) if value <= words_to else f"{value:,}"


def day_text(day: date, style: str, with_year: bool = False, weekday: bool = False) -> str:
    """A day of a month, in the style of a house."""
    year = f"{day.year}" if with_year else ""
    name = WEEKDAYS[day.weekday()]
    if style == "day month":
        text = " ".join(part for part in (str(day.day), MONTHS[day.month - 1], year) if part)
        return f"{name} {text}" if weekday else text
    month = (SHORT_MONTHS if style == "short month day" else MONTHS)[day.month - 1]
    text = f"{month} {day.day}" + (f", {year}" if year else "")
    return f"{name}, {text}" if weekday else text


def page_date_text(day: date, house: House, rng: Random) -> str:
    """The line with the day of publication."""
    clock = f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}"
    if house.page_date == "iso":
        return f"{day.isoformat()} {clock}" if rng.random() < 0.5 else day.isoformat()
    if house.page_date == "posted":
        return f"Posted on {MONTHS[day.month - 1]} {day.day} {day.year}, {clock}"
    if house.page_date == "stamp":
        return f"Published: {day_text(day, house.dates, True)} {clock} GMT"
    return day_text(day, house.dates, True, weekday=rng.random() < 0.3)
