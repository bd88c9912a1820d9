"""Plans what is wrong in a source: one fact of the story told otherwise, in one of the ways in which scraped texts go wrong."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import NamedTuple

from names import ENGLISH_WORDS, FAMOUS, plain_letters, surname
from reporter import View, spoken_text
from stories import Number, Story, another_surname

# The code of the check that should find each kind.
CODES = {
    "CS001": "garbled-name",
    "CS002": "name-variant",
    "CS003": "office-conflict",
    "CS004": "number-conflict",
    "CS005": "date-conflict",
    "CS006": "page-date-conflict",
    "CS007": "years-since-conflict",
    "CS008": "quote-drift",
    "CS009": "copy",
    "CS010": "foreign-headline",
    "CS011": "recurring-line",
}
WEIGHTS = {
    "garbled-name": 5,
    "name-variant": 4,
    "office-conflict": 4,
    "number-conflict": 5,
    "date-conflict": 4,
    "page-date-conflict": 3,
    "years-since-conflict": 3,
    "quote-drift": 4,
    "foreign-headline": 2,
}
_SOUNDS = (
    "ya:ia yu:iu kh:h zh:j sh:sch ch:tch v:w ei:ey iy:y ks:x ou:u oo:u ck:k tz:ts ph:f th:t ee:i ll:l ss:s nn:n tt:t rr:r ff:f "
    "ov:off ev:eff enko:ienko ic:ich c:k y:i q:k b:p d:t g:k z:s m:n ao:au iu:iou ng:n"
).split()


class Corruption(NamedTuple):
    """One thing that is wrong in one source."""

    kind: str
    what: str  # the mark that shows it, such as "name:minister"
    right: str  # the right form, "" where there is none
    times: float = 1.0  # of a figure: how many times the right one it is


def respelled(name: str, rng: Random) -> str:
    """Another romanisation of a name, or a misspelling."""
    pairs = [pair.split(":") for pair in _SOUNDS]
    changes = [(a, b) for one, two in pairs for a, b in ((one, two), (two, one)) if a in name[1:].lower()]
    if changes and rng.random() < 0.75:
        old, new = rng.choice(changes)
        at = name.lower().index(old, 1)
        return name[:at] + new + name[at + len(old) :]
    at = rng.randrange(1, len(name) - 1)
    letter = name[at]
    how = rng.random()
    if how < 0.35 and name[at + 1] != letter and name[at + 1].isalpha() and letter.isalpha():
        return name[:at] + name[at + 1] + letter + name[at + 2 :]
    if how < 0.6 and len(name) > 5:
        return name[:at] + name[at + 1 :]
    others = "aeiou" if letter in "aeiou" else "bdgklmnprstvz"
    return name[:at] + rng.choice(others.replace(letter, "")) + name[at + 1 :]


def _variant(name: str, rng: Random) -> str:
    while True:
        word = name.split()[-1]
        new = name[: len(name) - len(word)] + respelled(word, rng)
        if plain_letters(new).lower() != plain_letters(name).lower():
            return new


def garbled(story: Story, role: str, rng: Random) -> str:
    """A wholly different word for a surname, or one that is alike in its beginning."""
    right = story.people[role].surname
    taken = {one.surname for one in story.people.values()}
    while True:
        chance = rng.random()
        if chance < 0.3:
            name = another_surname(story, role, rng)
        elif chance < 0.5:
            name = rng.choice(FAMOUS)
        elif chance < 0.65:
            name = rng.choice(ENGLISH_WORDS)
        else:
            name = right[:3] + surname(story.people[role].culture, story.people[role].woman, rng)[-4:]
        short = [plain_letters(one).lower() for one in (name, right)]
        if name not in taken and short[0] not in short[1] and short[1] not in short[0] and _distance(*short) >= 3:
            return name


def _distance(one: str, two: str) -> int:
    row = list(range(len(two) + 1))
    for place, letter in enumerate(one, 1):
        last, row[0] = row[0], place
        for other, second in enumerate(two, 1):
            last, row[other] = row[other], min(row[other] + 1, row[other - 1] + 1, last + (letter != second))
    return row[-1]


def wrong_number(true: Number, rng: Random) -> Number:
    """The figure with a digit changed, two digits transposed, or a power of ten off."""
    if true.style in ("million", "billion") and rng.random() < 0.5:
        return true._replace(value=true.value * 1000 if true.value < 50_000_000 and rng.random() < 0.4 else true.value * 10)
    while True:
        digits = list(str(true.value).rstrip("0") or "0")
        zeros = len(str(true.value)) - len(digits)
        how = rng.random()
        if how < 0.4 and len(digits) > 1:
            at = rng.randrange(len(digits) - 1)
            digits[at], digits[at + 1] = digits[at + 1], digits[at]
        elif how < 0.8:
            digits[0] = str(rng.randint(1, 9))
        elif true.style != "percent":
            zeros += rng.choice([1, -1]) if zeros else 1
        value = int("".join(digits) + "0" * zeros)
        if value and abs(value - true.value) / true.value >= 0.2 and not (true.style == "percent" and value >= 100):
            return true._replace(value=value)


class Planner:
    """Puts corruptions into the views of a story's sources."""

    def __init__(self, story: Story, rng: Random, headline: str) -> None:
        self.story, self.rng, self.foreign = story, rng, headline
        self.used: set[str] = set()

    def put(self, kind: str, view: View, number: int) -> Corruption | None:
        """Put a corruption of that kind into a view; None if the story has nothing left for it."""
        planned = getattr(self, "_" + kind.replace("-", "_"))(view, number)
        if planned is not None:
            self.used.add(planned.what)
            view.needs.append(planned.what)
        return planned

    def _pick(self, prefix: str, usable: list[str]) -> str | None:
        focus = [what.partition(":")[2] for what in self.story.focus if what.startswith(prefix)]
        wanted = [name for name in focus if name in usable and f"{prefix}{name}" not in self.used]
        if not wanted or self.rng.random() < 0.15:
            wanted = [name for name in usable if f"{prefix}{name}" not in self.used]
        return self.rng.choice(wanted) if wanted else None

    def _roles(self, view: View) -> list[str]:
        free = [role for role in self.story.people if role not in view.surnames and self.story.shared.get(role) != "shared-surname"]
        return [role for role in free if role in self.story.kind.roles and self.story.kind.roles[role].title]

    def _garbled_name(self, view: View, number: int) -> Corruption | None:
        role = self._pick("name:", self._roles(view))
        if role is None:
            return None
        view.surnames[role] = garbled(self.story, role, self.rng), number
        if self.rng.random() < 0.25:
            others = [one.given for one in self.story.people.values() if one.woman == self.story.people[role].woman]
            view.givens[role] = self.rng.choice(others)
        elif self.rng.random() < 0.25:
            view.cut.add(role)
        return Corruption("garbled-name", f"name:{role}", self.story.people[role].surname)

    def _name_variant(self, view: View, number: int) -> Corruption | None:
        role = self._pick("name:", [role for role in self._roles(view) if len(self.story.people[role].surname) > 4])
        if role is None:
            return None
        right = self.story.people[role].surname
        view.surnames[role] = _variant(right, self.rng), number
        return Corruption("name-variant", f"name:{role}", right)

    def _office_conflict(self, view: View, number: int) -> Corruption | None:
        roles = [role for role in self._roles(view) if self.story.kind.roles[role].wrong and role not in self.story.second]
        names = [role for role in roles if role not in view.surnames and f"office:{role}" not in self.used]
        focus = [role for role in names if f"name:{role}" in self.story.focus]
        if not names:
            return None
        role = self.rng.choice(focus or names)
        entry = self.story.kind.roles[role]
        view.offices[role] = self.rng.choice(entry.wrong), number
        return Corruption("office-conflict", f"office:{role}", entry.title)

    def _number_conflict(self, view: View, number: int) -> Corruption | None:
        told = "".join(line for lines in self.story.kind.facts.values() for line in lines)
        usable = [name for name in self.story.numbers if f"{{{name}}}" in told]
        if self.story.toll:
            usable = [name for name in usable if name != self.story.kind.toll]
        name = self._pick("number:", usable)
        if name is None:
            return None
        true = self.story.numbers[name]
        wrong = wrong_number(true, self.rng)
        view.numbers[name] = wrong, number
        return Corruption("number-conflict", f"number:{name}", str(true.value), wrong.value / true.value)

    def _date_conflict(self, view: View, number: int) -> Corruption | None:
        name = self._pick("date:", ["event", *self.story.kind.dates])
        if name is None:
            return None
        true = self.story.dates[name]
        if true.day != true.month and 10 < true.day < 32 and self.rng.random() < 0.5:
            turned = int(str(true.day)[::-1])
            wrong = (
                true.replace(day=turned)
                if 1 <= turned <= 28 and turned != true.day
                else true + timedelta(days=self.rng.choice([-9, 10, 7]))
            )
        elif self.rng.random() < 0.5:
            wrong = true.replace(month=self.rng.choice([month for month in range(1, 13) if month != true.month]), day=min(true.day, 28))
        else:
            wrong = true + timedelta(days=self.rng.choice([-10, -7, -3, 3, 5, 8, 10]))
        view.dates[name] = wrong, number
        return Corruption("date-conflict", f"date:{name}", true.isoformat())

    def _page_date_conflict(self, view: View, number: int) -> Corruption | None:
        if "page-date" in view.needs:
            return None
        shift = self.rng.choice([self.rng.randint(60, 360), self.rng.randint(300, 1200), -self.rng.randint(70, 900)])
        view.page_date = self.story.day + timedelta(days=shift), number
        return Corruption("page-date-conflict", "page-date", self.story.day.isoformat())

    def _years_since_conflict(self, view: View, number: int) -> Corruption | None:
        if view.since or "since" in self.used or not any("{since" in line for lines in self.story.kind.late.values() for line in lines):
            return None
        fact, true = self.story.since, self.story.since.years
        known = (true, true + fact.rounded, self.story.day.year - fact.last.year)  # what sources may give, or a reader may reckon
        view.since = self.rng.choice([years for years in range(2, 14) if all(abs(years - one) > 1 for one in known)]), number
        return Corruption("years-since-conflict", "since", str(true))

    def _quote_drift(self, view: View, number: int) -> Corruption | None:
        usable = [str(index) for index, said in enumerate(self.story.quotes) if said.drift and said.role not in view.surnames]
        name = self._pick("quote:", usable)
        if name is None:
            return None
        view.drift[int(name)] = number
        return Corruption("quote-drift", f"quote:{name}", spoken_text(self.story.quotes[int(name)].text))

    def _foreign_headline(self, view: View, number: int) -> Corruption | None:
        if view.headline:
            return None
        view.headline = self.foreign, number
        return Corruption("foreign-headline", "headline", "")
