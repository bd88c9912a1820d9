"""Invented stories: what happened, to whom, when, how many, and what was said about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from desk import Desk, Kind, Slot, chosen, parse
from names import COUNTRIES, UNITED_STATES, Country, Person, coined, person, surname, town

QUOTES = (7, 12)  # how many a story has, at least and at most
TRIES = 6
FIRST_DAY, DAYS = date(2015, 1, 10), 3600
_SPEC = re.compile(r"([\d.]+)-([\d.]+) (\w+)")
_SCALES = {"million": 1_000_000, "billion": 1_000_000_000}


class Number(NamedTuple):
    """A figure: its value, and how it is counted (count, round, hours, percent, million or billion)."""

    value: int
    style: str


class Since(NamedTuple):
    """When such a thing had last happened."""

    years: int
    last: date
    rounded: bool  # half a year more than that, so that some sources round up


class Said(NamedTuple):
    """One thing that somebody said: with "~" and "<>" as in the desk."""

    role: str
    text: str
    drift: str
    twin: int | None  # the index of something similar that the same speaker said


@dataclass
class Story:
    """One event as it really was."""

    number: int
    kind: Kind
    day: date
    people: dict[str, Person]
    plain: dict[str, str]  # what people without an office are
    places: dict[str, Country]
    things: dict[str, str]
    numbers: dict[str, Number]
    dates: dict[str, date]  # "event" itself, the day on which things were "said" about it, and so on
    years: dict[str, int]
    since: Since
    quotes: list[Said]
    second: dict[str, str]  # the other office of those who hold two
    former: dict[str, str]
    shared: dict[str, str]  # the trap of those who share a name
    toll: Number | None = None  # what the toll has risen to
    sequel_of: int | None = None
    focus: list[str] = field(default_factory=list)  # what most sources tell


def expand(text: str, story: Story, desk: Desk, rng: Random) -> str:
    """The text with one alternative of each choice, its places and things filled in."""
    parts = []
    for node in chosen(parse(text), rng):
        parts.append(node if isinstance(node, str) else fill(node, story, desk, rng))
    return "".join(parts)


def fill(slot: Slot, story: Story, desk: Desk, rng: Random) -> str:
    """The words for a slot that no source tells differently."""
    if slot.name == "coin":
        return coined(rng)
    if slot.name == "capital":
        return story.places["country"].capital
    if slot.name in story.places:
        country = story.places[slot.name]
        return {"adj": country.adjective, "capital": country.capital}.get(slot.part, country.in_text)
    if slot.name in story.things:
        return story.things[slot.name]
    return expand(desk.words[slot.name], story, desk, rng)


def _number(spec: str, rng: Random) -> Number:
    match = _SPEC.fullmatch(spec)
    if match is None:
        raise ValueError(f"no number: {spec}")
    low, high, style = match.groups()
    if style in _SCALES:
        scale = _SCALES[style]
        value = round(rng.uniform(float(low), float(high)), 1 if float(high) < 100 else 0)
        return Number(round(value * 10) * scale // 10, style)
    if style == "round":
        value = rng.triangular(int(low), int(high), int(low))
        step = 100 if value < 20_000 else 1000
        return Number(max(step, round(value / step) * step), style)
    return Number(rng.randint(int(low), int(high)), style)


def _numbers(kind: Kind, rng: Random) -> dict[str, Number]:
    found: dict[str, Number] = {}
    taken: set[int] = set()
    for name, spec in kind.numbers.items():
        if spec.startswith("="):
            value = sum(found[part].value for part in spec[1:].split("+"))
            found[name] = Number(value, "count")
            continue
        found[name] = _number(spec, rng)
        while found[name].value in taken:
            found[name] = _number(spec, rng)
        taken.add(found[name].value)
    return found


def _since(day: date, rng: Random) -> Since:
    years = rng.randint(2, 9)
    rounded = rng.random() < 0.25
    back = round(years * 365.25) + (rng.randint(165, 200) if rounded else rng.randint(-40, 40))
    return Since(years, day - timedelta(days=back), rounded)


def _sharing(people: dict[str, Person], offices: list[str], rng: Random) -> dict[str, str]:
    """Give two people one first name, or one surname."""
    pairs = [(a, b) for a in offices for b in offices if a < b and people[a].culture == people[b].culture]
    if not pairs:
        return {}
    first, second = rng.choice(pairs)
    chance = rng.random()
    if chance < 0.25 and people[first].woman == people[second].woman:
        people[second] = people[second]._replace(given=people[first].given)
        return {first: "shared-given", second: "shared-given"}
    if 0.25 <= chance < 0.37:
        people[second] = people[second]._replace(surname=people[first].surname, second_surname="")
        people[first] = people[first]._replace(second_surname="")
        if people[first].given != people[second].given:
            return {first: "shared-surname", second: "shared-surname"}
    return {}


def _quotes(story: Story, desk: Desk, rng: Random, heard: set[str]) -> list[Said]:
    """What was said in this story, each text with its choices made: nothing that was heard elsewhere, if there is enough besides."""
    found: list[Said] = []
    turn: dict[str, int] = {}
    bank = list(story.kind.quotes)
    rng.shuffle(bank)
    wanted = rng.randint(*QUOTES)
    for left, quote in zip(range(len(bank), 0, -1), bank, strict=True):
        if len(found) >= wanted:
            break
        texts = [expand(quote.text, story, desk, rng) for _ in range(TRIES)]
        text = next((text for text in texts if text not in heard), None)
        if text is None and len(found) + left > QUOTES[0]:
            continue
        role = quote.role
        many = story.kind.roles[role].many
        if many > 1:
            turn[role] = turn.get(role, -1) + 1
            role = f"{role}{turn[role] % many + 1}"
        twin = len(found) + 1 if quote.similar and rng.random() < 0.5 else None
        found.append(Said(role, text or texts[0], expand(quote.drift, story, desk, rng), twin))
        if twin is not None:
            found.append(Said(role, expand(quote.similar, story, desk, rng), "", len(found) - 1))
    heard.update(said.text for said in found)
    return found


def _people(kind: Kind, places: dict[str, Country], rng: Random) -> dict[str, Person]:
    home = places["country"].culture
    found = {}
    taken: set[str] = set()
    for role, entry in kind.roles.items():
        culture = places[entry.place].culture if entry.place in places else home
        if entry.place in ("abroad", "org") and rng.random() < 0.7:
            culture = rng.choice(COUNTRIES).culture
        for turn in range(entry.many):
            somebody = person(culture, rng)
            while somebody.surname in taken or somebody.given in taken:
                somebody = person(culture, rng)
            taken |= {somebody.surname, somebody.given}
            found[role if entry.many == 1 else f"{role}{turn + 1}"] = somebody
    return found


def _focus(story: Story, rng: Random) -> list[str]:
    kind = story.kind
    offices = [role for role, entry in kind.roles.items() if entry.title]
    numbers = [name for name in story.numbers if f"{{{name}}}" in "".join(line for lines in kind.facts.values() for line in lines)]
    quotes = [index for index, said in enumerate(story.quotes) if said.drift]
    found = [f"name:{role}" for role in rng.sample(offices, min(3, len(offices)))]
    found += [f"number:{name}" for name in rng.sample(numbers, min(4, len(numbers)))]
    found += [f"date:{name}" for name in rng.sample(sorted(kind.dates), min(2, len(kind.dates)))]
    found += [f"quote:{index}" for index in rng.sample(quotes, min(3, len(quotes)))]
    if rng.random() < 0.6:
        found.append("since")
    return found


def make_story(number: int, desk: Desk, kind: Kind, rng: Random, heard: set[str], before: Story | None = None) -> Story:
    """A new story.

    Args:
        number: its number in the folder.
        heard: what was said in other stories; what is said in this one is added.
        before: a story of the same kind, of which this is a sequel: the same people, countries and organisations some weeks later.
    """
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    places = {"country": rng.choice(COUNTRIES), "country2": UNITED_STATES}
    if before is not None:
        day, places = before.day + timedelta(days=rng.randint(25, 60)), before.places
    people = _people(kind, places, rng)
    offices = [role for role, entry in kind.roles.items() if entry.title]
    shared = _sharing(people, offices, rng)
    second = {role: rng.choice(kind.roles[role].second) for role in offices if kind.roles[role].second and rng.random() < 0.4}
    former = {role: rng.choice(kind.roles[role].former) for role in offices if kind.roles[role].former and rng.random() < 0.3}
    if before is not None:
        people = {**people, **{role: before.people[role] for role in offices}}
        shared, second, former = before.shared, before.second, before.former
    story = Story(
        number=number,
        kind=kind,
        day=day,
        people=people,
        plain={},
        places=places,
        things={"town": town(places["country"].culture, rng)},
        numbers=_numbers(kind, rng),
        dates={"event": day, "said": day, "update": day + timedelta(days=1)},
        years={name: day.year - rng.randint(*span) for name, span in (("a", (12, 40)), ("b", (10, 30)), ("c", (4, 9)))},
        since=_since(day, rng),
        quotes=[],
        second=second,
        former=former,
        shared=shared,
        sequel_of=None if before is None else before.number,
    )
    for name, text in kind.things.items():
        story.things[name] = expand(text, story, desk, rng)
    if before is not None:
        story.things = {
            **story.things,
            **{name: before.things[name] for name in ("org", "party", "rival", "bank") if name in before.things},
        }
    for name, span in kind.dates.items():
        low, high = (int(part) for part in span.split(".."))
        story.dates[name] = day + timedelta(days=rng.randint(low, high))
    for role in people:
        entry = kind.roles[role] if role in kind.roles else kind.roles[role[:-1]]
        if entry.plain:
            story.plain[role] = expand(entry.plain, story, desk, rng)
    story.quotes = _quotes(story, desk, rng, heard)
    if kind.toll and rng.random() < 0.4:
        toll = story.numbers[kind.toll]
        story.toll = toll._replace(value=toll.value + rng.randint(1, 6))
    story.focus = _focus(story, rng)
    return story


def another_surname(story: Story, role: str, rng: Random) -> str:
    """A surname that nobody in the story has, of the same culture as that person's."""
    somebody = story.people[role]
    taken = {one.surname for one in story.people.values()}
    while True:
        name = surname(somebody.culture, somebody.woman, rng)
        if name not in taken and name[:3] != somebody.surname[:3]:
            return name
