"""Days that other files tell otherwise: of an event, of the page, and of the last time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newslint.corpus.checks.alignment import Alignment, Contexts, Statement, conflicts_among
from newslint.corpus.checks.dating import MOST_DAYS, is_recent, page_day, story_day, tells_of
from newslint.dates import ordinal_of

if TYPE_CHECKING:
    from newslint.corpus.facts import Day, Facts, Lapse
    from newslint.corpus.story import Story
    from newslint.corpus.votes import Claim, Conflict

DATE, PAGE, YEARS = "date-conflict", "page-date-conflict", "years-since-conflict"
LEAST, LEAST_EVEN, MOST = 2.0, 4.0, 5.0
RECENT = 1.5
SLIP = 0.75
EACH_SOURCE, LEAST_SOURCES, MOST_SOURCES = 0.25, 2, 5
SAME, LEAST_SAME = 0.7, 5.0  # the share of the words, and their weight, that sentences share in which a day apart is a conflict
LEAST_RELATED = 2  # words that a bare weekday shares with a date that it stands for
MONTH = 31
LEAST_OTHERS = 2
LEAST_LAPSE, EVEN_LAPSE, MOST_LAPSE, ONLY = 1.0, 2.0, 3.0, 1.0
FIRST_TIME = "first time"
ROUNDED_UP, LEEWAY = 3, 7  # months by which years are rounded up, and may be rounded at most


class _Told(NamedTuple):
    """A date of the text.

    Attributes:
        weekday: what is told, or follows from the year of the page; -1 where neither tells.
        recent: whether it is about as old as the page.
    """

    day: Day
    weekday: int
    recent: bool


def date_conflicts(story: Story) -> Iterable[Conflict]:
    """Days of one event that differ."""
    statements = [
        Statement(member, day.passage, _Told(day, _weekday(day, page), is_recent(day, page)))
        for member, entry in enumerate(story.members)
        for page in [page_day(entry.facts)]
        for day in entry.facts.days
        if day.place == "text"
    ]
    contexts = Contexts((statement.member, statement.fact.day.context) for statement in statements)

    def evidence(one: _Told, others: Sequence[_Told], sources: int) -> float:
        around = {word for other in others for word in other.day.context}
        shared = contexts.weight(around.intersection(one.day.context))
        if any(_adjoining(one.day, other.day) for other in others):
            same = max(contexts.weight(set(other.day.context).intersection(one.day.context)) for other in others)
            return shared if same >= SAME * max(LEAST_SAME, contexts.weight(one.day.context)) else 0.0
        slipped = SLIP * any(_is_slip(one.day, other.day) for other in others)
        found = shared + slipped + EACH_SOURCE * (min(MOST_SOURCES, sources) - LEAST_SOURCES) - RECENT * one.recent
        return found if shared else 0.0

    alignment = Alignment(
        DATE,
        lambda told: (told.day[1:5], told.weekday),
        _same_day,
        _other_day,
        _related,
        _related,
        evidence,
        lambda told: "",
        LEAST,
        LEAST_EVEN,
        MOST,
    )
    yield from conflicts_among(story, statements, alignment)


def _related(one: _Told, other: _Told) -> bool:
    """Whether two dates that agree may be of one event: any, unless one is a bare weekday in other words."""
    bare = not (one.day.day and other.day.day)
    return not bare or len(set(one.day.context) & set(other.day.context)) >= LEAST_RELATED


def _is_slip(one: Day, other: Day) -> bool:
    """Whether two dates differ by their month alone, or by the order of the digits of their day."""
    turned = one.month == other.month and one.day == int(str(other.day)[::-1])
    return turned or one.day == other.day


def _adjoining(one: Day, other: Day) -> bool:
    """Whether two days follow one another, as the evening of one place and the morning of another do."""
    first, second = (ordinal_of(day.year or 2000, day.month, day.day) for day in (one, other))
    return first is not None and second is not None and abs(first - second) == 1


def _always(one: object, other: object) -> bool:
    return True


def _weekday(day: Day, page: int | None) -> int:
    """The weekday of a day, in the year of the page where it has none; -1 where it cannot be told."""
    if not day.day or not (day.year or page):
        return day.weekday
    from datetime import date

    ordinal = ordinal_of(day.year or date.fromordinal(page or 1).year, day.month, day.day)
    return day.weekday if ordinal is None else (ordinal + 6) % 7


def _same_day(one: _Told, other: _Told) -> bool:
    """Whether two dates are one, as far as both are told; a bare weekday may be any day of its name."""
    if one.day.month and other.day.month:
        return bool(one.day.day) == bool(other.day.day) and all(first == second for first, second in _parts(one.day, other.day))
    return one.weekday == other.weekday >= 0


def _other_day(one: _Told, other: _Told) -> bool:
    """Whether two dates, each with its day and month, differ in what both of them tell."""
    return one.day.day > 0 and other.day.day > 0 and any(first != second for first, second in _parts(one.day, other.day))


def _parts(one: Day, other: Day) -> list[tuple[int, int]]:
    parts = [(one.month, other.month), (one.day, other.day), (one.year, other.year)]
    return [(first, second) for first, second in parts if first and second]


def page_date_conflicts(story: Story) -> Iterable[Conflict]:
    """Date lines of a page that are far from the days by which the other files are dated."""
    from newslint.corpus.votes import Conflict

    lines = [
        (member, day, ordinal)
        for member, entry in enumerate(story.members)
        for day in entry.facts.days
        if day.place == "page" and (ordinal := ordinal_of(day.year, day.month, day.day)) is not None
    ]
    for member in sorted({member for member, _, _ in lines}):
        own = [(day, ordinal) for at, day, ordinal in lines if at == member]
        others = [entry for entry in lines if story.sources[entry[0]] != story.sources[member]]
        middle = _middle(story, lines, others)
        if middle is None or any(abs(ordinal - middle) <= MONTH for _, ordinal in own) or _fits(story.members[member].facts, middle):
            continue
        if any(abs(ordinal - its) <= MOST_DAYS for _, ordinal in own for _, _, its in others):
            continue  # two pages of one day are of another event
        near = [(at, day) for at, day, ordinal in others if abs(ordinal - middle) <= MONTH]
        claims = [_claim(at, day, "story") for at, day in near]
        yield Conflict(PAGE, "", (*claims, *(_claim(member, day, "page") for day, _ in own)), winner="story")


def _fits(facts: Facts, middle: int) -> bool:
    """Whether the text tells of a day near the page's date, and of none near the others': then it is another event, not another date."""
    return tells_of(facts, page_day(facts)) and not tells_of(facts, middle)


def _middle(story: Story, lines: list[tuple[int, Day, int]], others: list[tuple[int, Day, int]]) -> int | None:
    """The day near which others are dated, if most sources are; None without it."""

    def sources(day: int) -> int:
        return len({story.sources[member] for member, _, ordinal in others if abs(ordinal - day) <= MONTH})

    middle = max((ordinal for _, _, ordinal in others), key=sources, default=None)
    if middle is None or sources(middle) < LEAST_OTHERS or 2 * sources(middle) <= len({story.sources[member] for member, _, _ in lines}):
        return None
    return middle


class _Record(NamedTuple):
    """A lapse, and whether it is the only one that its file tells of, and a record: "the first time" may be anybody's."""

    lapse: Lapse
    only: bool


def _is_only(lapse: Lapse, facts: Facts) -> bool:
    others = {(other.years, other.since) for other in facts.lapses}
    return len(others) == 1 and not lapse.passage.text.startswith(FIRST_TIME)


def years_since_conflicts(story: Story) -> Iterable[Conflict]:
    """Years since the last time that do not come to the same.

    A story has one record as a rule, so that several files that tell of one speak of the same as another file with one.
    """
    now = story_day(story)
    statements = [
        Statement(member, lapse.passage, _Record(lapse, _is_only(lapse, entry.facts)))
        for member, entry in enumerate(story.members)
        for lapse in entry.facts.lapses
    ]
    contexts = Contexts((statement.member, statement.fact.lapse.context) for statement in statements)

    def evidence(one: _Record, others: Sequence[_Record], sources: int) -> float:
        around = {word for other in others for word in other.lapse.context}
        shared = contexts.weight(around.intersection(one.lapse.context))
        only = ONLY * (sources > 1 and all(record.only for record in (one, *others)))
        return shared + only

    def says(one: _Record, other: _Record) -> bool:
        return _same_lapse(one.lapse, other.lapse, now) is True

    def denies(one: _Record, other: _Record) -> bool:
        return _same_lapse(one.lapse, other.lapse, now) is False

    alignment = Alignment(
        YEARS,
        lambda record: record.lapse[1:4],
        says,
        denies,
        _always,
        _always,
        evidence,
        lambda record: "",
        LEAST_LAPSE,
        EVEN_LAPSE,
        MOST_LAPSE,
    )
    yield from conflicts_among(story, statements, alignment)


def _same_lapse(one: Lapse, other: Lapse, now: int | None) -> bool | None:
    """Whether two spans come to the same, as seen on a day; None where that cannot be told, as rounding may explain what differs."""
    if one.since and other.since:
        return one.since == other.since and (not one.month or not other.month or one.month == other.month)
    if not one.since and not other.since:
        apart = abs(one.years - other.years)
        exact = one.years == int(one.years) and other.years == int(other.years)
        return True if apart < 1 else None if apart == 1 and not exact else False
    if now is None:
        return None
    from datetime import date

    since, count = (one, other) if one.since else (other, one)
    today = date.fromordinal(now)
    months = (today.year - since.since) * 12 + today.month
    first, last = months - (since.month or 12), months - (since.month or 1)
    if first - ROUNDED_UP < count.years * 12 <= last + ROUNDED_UP:
        return True
    return None if first - LEEWAY < count.years * 12 < last + LEEWAY else False


def _claim(member: int, day: Day, value: str) -> Claim:
    from newslint.corpus.votes import Claim

    passage = day.passage
    return Claim(member, value, passage.text, passage.start, passage.end, passage.line)
