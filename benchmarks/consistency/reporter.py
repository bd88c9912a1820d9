"""Writes one file: a story as one newsroom tells it, with a mark on every name, office, number, date and quotation."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any, NamedTuple

from desk import Desk, Role, Slot, british, chosen, parse
from names import Person, plain_letters
from newsroom import WEEKDAYS, House, day_text, figures, in_words, page_date_text
from stories import Number, Story, fill

MOST_PARAGRAPHS = 24
_SENTENCE = re.compile(r"(?<=[.!?]) ")
_MIDDLE = re.compile(r", (?=(?:but|and|because|before|until|line) )")
_OPTIONAL = re.compile(r",? ~[\w']+(?=\.)|, ~[\w']+,|~[\w']+,? ")
_ATTRIBUTED = re.compile(r"sa(?:id|ys)|accord|announc|promis|\"|[.?:;] |\?$")
_TRANSLATED = (
    (" told reporters", " told the journalists"),
    (" according to ", " as per "),
    (" a second time", " for the second time"),
    ("At least ", "Not less than "),
    (" still ", " until now "),
    ("The search ", "The searching "),
    (" had been ", " has been "),
    (" will be ", " is going to be "),
    (" at the ", " in the "),
)


class Piece(NamedTuple):
    """Some text, what it tells, the natural variation that it shows, and the corruption that it shows."""

    text: str
    what: str = ""
    trap: str = ""
    wrong: int = -1


class Mark(NamedTuple):
    """A piece with its place in the file, in code points."""

    start: int
    end: int
    what: str
    trap: str
    wrong: int


@dataclass
class View:
    """What one source tells otherwise than it was: each with the number of its corruption, -1 if it is right nevertheless."""

    surnames: dict[str, tuple[str, int]] = field(default_factory=dict)
    givens: dict[str, str] = field(default_factory=dict)
    cut: set[str] = field(default_factory=set)  # roles whose first mention falls apart
    offices: dict[str, tuple[str, int]] = field(default_factory=dict)
    numbers: dict[str, tuple[Number, int]] = field(default_factory=dict)
    dates: dict[str, tuple[date, int]] = field(default_factory=dict)
    page_date: tuple[date, int] | None = None
    since: tuple[int, int] | None = None
    drift: dict[int, int] = field(default_factory=dict)
    headline: tuple[str, int] | None = None
    needs: list[str] = field(default_factory=list)  # what has to stand in the file


class Text(NamedTuple):
    """A written file."""

    text: str
    marks: list[Mark]


class Article(NamedTuple):
    """A file before it is put together: its paragraphs, each a list of pieces, and which of them are the body."""

    head: list[list[Piece]]
    body: list[list[Piece]]
    foot: list[list[Piece]]


def spoken_text(text: str) -> str:
    """What is said, without the signs of what may be left out or quoted by itself."""
    return re.sub("[~<>]", "", text).replace("_", " ")


@cache
def _wordings(text: str, is_british: bool) -> tuple[Any, ...]:
    return parse(british(text) if is_british else text)


def _title_case(text: str, first: bool) -> str:
    """The text with capitals; what it begins with is the end of another word unless a space stands there or it comes first."""
    small = "a an and as at but by for in of off on or the to with per from".split()
    words = text.split(" ")
    raised = [word if word in small or not word[:1].islower() else word[0].upper() + word[1:] for word in words]
    return " ".join(raised if first else [words[0], *raised[1:]])


class Writer:
    """Writes the paragraphs of one file."""

    def __init__(self, story: Story, desk: Desk, house: House, view: View, page_day: date, rng: Random) -> None:
        self.story, self.desk, self.house, self.view, self.rng = story, desk, house, view, rng
        self.page_day = page_day
        self.dated = house.page_date != "none"
        self.introduced: set[str] = set()
        self.last = ""
        self.turn = ""  # which of several people in one role is meant
        self.hedges: dict[str, tuple[str, str]] = {}
        self.office_choice = {role: rng.choice(["first", "second", "both"]) for role in story.second}
        self.tells_former = {role for role in story.former if rng.random() < 0.4}

    # Names

    def _named(self, text: str) -> str:
        return plain_letters(text) if self.house.ascii else text

    def name(self, role: str, full: bool) -> Piece:
        """The name of somebody, in full or the surname alone."""
        somebody = self.story.people[role]
        surname, wrong = self.view.surnames.get(role, (somebody.surname, -1))
        given = self.view.givens.get(role, somebody.given)
        trap = self.story.shared.get(role, "")
        if trap == "shared-surname":
            full = True
        if not full and somebody.particle and not self.house.particles and wrong < 0:
            surname, trap = surname.removeprefix("al-"), "particle"
        text = surname
        if full:
            text = self._full(somebody, given, surname, wrong)
            if somebody.initial and self.house.initials:
                trap = trap or "initial"
        if somebody.second_surname and wrong < 0 and (full and self.house.second_surnames):
            text, trap = f"{text} {somebody.second_surname}", trap or "second-surname"
        shown = self._named(text)
        if shown != text and trap != "shared-surname":
            trap = "diacritics-dropped"
        if not trap:
            trap = "hyphen" if "-" in surname else "particle" if " " in surname else ""
        if not trap and role[-1:].isdigit():
            trap = "different-people"
        return Piece(shown, f"name:{role}", trap, wrong)

    def _full(self, somebody: Person, given: str, surname: str, wrong: int) -> str:
        if somebody.culture in ("chinese", "korean"):
            return f"{surname} {given}"
        if somebody.initial and self.house.initials and wrong < 0:
            return f"{given} {somebody.initial}. {surname}"
        return f"{given} {surname}"

    def _office(self, role: str, entry: Role) -> tuple[str, int, str]:
        """The title that this source gives, the corruption that it shows, and the natural variation."""
        if role in self.view.offices:
            return (*self.view.offices[role], "")
        choice = self.office_choice.get(role)
        if choice == "second":
            return self.story.second[role], -1, "second-office"
        title = self.rng.choice([entry.title, entry.title, *entry.also])
        if choice == "both":
            return f"{self.story.second[role]} and {title}", -1, "second-office"
        return title, -1, "office-wording" if title != entry.title else ""

    def _of(self, entry: Role) -> str:
        """Whose office it is, after the title."""
        if entry.place in self.story.places:
            return f" of {self.story.places[entry.place].in_text}"
        if entry.place in self.story.things:
            name = self.story.things[entry.place]
            return f" of the {name}" if entry.place == "org" else f" of {name}"
        return ""

    def mention(self, role: str, part: str, plain: bool, start: bool) -> list[Piece]:
        """Name somebody, as fits the place in the text.

        Args:
            part: what the wording asks for.
            plain: nothing may follow the name.
            start: a sentence or its main clause starts here, so that a pronoun will do.
        """
        story = self.story
        somebody = story.people[role]
        if part in ("he", "his", "him"):
            return [Piece({"he": "she", "his": "her", "him": "her"}[part] if somebody.woman else part)]
        if part == "plain":
            return [Piece(story.plain[role])]
        first = role not in self.introduced
        self.introduced.add(role)
        before, self.last = self.last, role
        if part == "full":
            return [self.name(role, True)]
        if part == "last":
            return [self.name(role, first)]
        entry = story.kind.roles[role] if role in story.kind.roles else story.kind.roles[role[:-1]]
        if not first:
            return self._again(role, entry, before if start else "")
        if not entry.title:
            name = self.name(role, True)
            return [name] if plain else [name, Piece(f", {story.plain[role]},")]
        return self._introduction(role, entry, plain)

    def _introduction(self, role: str, entry: Role, plain: bool) -> list[Piece]:
        rng, story = self.rng, self.story
        title, wrong, trap = self._office(role, entry)
        if self.house.british:
            title = british(title)
        name = self.name(role, True)
        office = f"office:{role}"
        place = story.places.get(entry.place)
        if role in self.view.cut and not plain:
            somebody = story.people[role]
            given = self._named(self.view.givens.get(role, somebody.given))
            surname, number = self.view.surnames[role]
            initial = somebody.initial or surname[0]
            return [
                Piece(f"{place.adjective} " if place else ""),
                Piece(title, office, trap, wrong),
                Piece(" "),
                Piece(f"{given} {initial}", f"name:{role}", "", number),
                Piece(f", who {entry.who}. "),
                Piece(surname, f"name:{role}", "", number),
                Piece(" –"),
            ]
        before = Piece(title, office, trap, wrong)
        low = Piece(title.lower(), office, trap, wrong)
        if role in self.tells_former and not plain and wrong < 0:
            former = Piece(f"former {story.former[role]}", "former", "former-office")
            return [name, Piece(", a "), former, Piece(" and now "), low, Piece(self._of(entry)), Piece(",")]
        chance = rng.random()
        if plain or chance < 0.45 or (chance < 0.6 and not place and entry.place in story.things):
            if place and rng.random() < 0.6:
                return [Piece(f"{place.adjective} "), before, Piece(" "), name]
            if entry.place in ("company", "bank", "target", "line") or (entry.place == "org" and rng.random() < 0.6):
                return [Piece(f"{story.things[entry.place]} "), before, Piece(" "), name]
            return [before, Piece(" "), name]
        if chance < 0.75:
            return [name, Piece(", the "), low, Piece(self._of(entry) if not place or rng.random() < 0.5 else ""), Piece(",")]
        if place and chance < 0.9:
            return [Piece(f"{place.in_text}'s "), low, Piece(", "), name, Piece(",")]
        return [Piece("the "), low, Piece(self._of(entry)), Piece(", "), name, Piece(",")]

    def _again(self, role: str, entry: Role, before: str) -> list[Piece]:
        rng = self.rng
        chance = rng.random()
        wrong_office = role in self.view.offices
        if before == role and chance < 0.3:
            return [Piece("she" if self.story.people[role].woman else "he")]
        if before == role and chance < 0.5 and entry.short and not wrong_office:
            return [Piece(f"the {rng.choice(entry.short)}", f"generic:{role}", "generic-role")]
        if chance < 0.62 and entry.title and role not in self.story.second:
            title, wrong, _ = self._office(role, entry)
            if " of " not in title and " for " not in title:
                if self.house.british:
                    title = british(title)
                return [Piece(title, f"office:{role}", "short-title", wrong), Piece(" "), self.name(role, False)]
        name = self.name(role, chance > 0.93)
        if self.house.honorific and chance < 0.93 and self.story.shared.get(role) != "shared-surname":
            title = "Ms" if self.story.people[role].woman else "Mr"
            return [Piece(f"{title}{'' if self.house.british else '.'} "), name._replace(trap=name.trap or "honorific")]
        return [name]

    # Numbers and dates

    def number(self, name: str, part: str, headline: bool, start: bool) -> list[Piece]:
        """A figure, rounded or hedged as this source does it."""
        true, wrong = self.view.numbers.get(name, (self.story.numbers[name], -1))
        what = f"number:{name}"
        if part == "old":
            return [Piece(figures(self.story.numbers[name].value, self.house.words_to), what, "updated-toll")]
        hedge, text, trap = "", "", ""
        words_to = 0 if headline or true.style == "percent" else self.house.words_to
        if true.style == "hours":
            hedge, trap = self._hours(name)
            text = f"{figures(true.value, max(words_to, 9 if not headline else 0))} hours"
        elif true.style in ("round", "million", "billion"):
            text, hedge, trap = self._rounded(name, true, wrong >= 0)
        else:
            text = figures(true.value, words_to)
            trap = "different-counts" if true.style == "count" else ""
        if name == self.story.kind.toll and true.value != self.story.numbers[name].value and wrong < 0:
            trap = "updated-toll"
        if start and not hedge and text[:1].isdigit() and not headline:
            text = in_words(true.value) if true.value < 100 and text.isdigit() else text
            hedge = "" if not text[:1].isdigit() else "a total of " if true.style == "count" else ""
        if hedge and headline:
            hedge = hedge if hedge in ("nearly ", "almost ", "some ") else ""
        return [Piece(hedge), Piece(text, what, trap, wrong)]

    def _hours(self, name: str) -> tuple[str, str]:
        if name not in self.hedges:
            hedge = self.rng.choice(["", "", "more than ", "nearly ", "almost ", "about ", "some ", "over ", "at least "])
            self.hedges[name] = hedge, "hedged-duration" if hedge else ""
        return self.hedges[name]

    def _rounded(self, name: str, true: Number, exact: bool) -> tuple[str, str, str]:
        """The text of a large number, what stands before it, and the trap."""
        value = true.value
        key = f"round {name}"
        if key not in self.hedges:
            step = 10 ** (len(str(value)) - 1)
            step = step if value / step >= 4 else step // 2
            near = round(value / step) * step
            off = (near - value) / value
            choice, hedge = "", ""
            if not exact and self.rng.random() < 0.5:
                if near == value:
                    hedge = self.rng.choice(["about ", "some ", "around ", "an estimated "])
                elif 0 < off < 0.05:
                    choice, hedge = str(near), self.rng.choice(["nearly ", "almost ", "close to ", "about ", "some ", "around "])
                elif -0.07 < off < 0:
                    choice, hedge = str(near), self.rng.choice(["more than ", "over ", "about ", "some ", "around "])
                else:
                    hedge = self.rng.choice(["about ", "some ", "around "])
            self.hedges[key] = choice, hedge
        choice, hedge = self.hedges[key]
        return figures(int(choice) if choice else value), hedge, "rounded-number" if hedge or choice else ""

    def day(self, name: str, part: str) -> list[Piece]:
        """A date with its preposition: by its weekday, in full, or as "yesterday"."""
        rng, house = self.rng, self.house
        day, wrong = self.view.dates.get(name, (self.story.dates[name], -1))
        what = f"date:{name}"
        word = "" if part == "day" else f"{part} "
        gap = (day - self.page_day).days
        explicit = wrong >= 0 or part == "of" or (f"date:{name}" in self.view.needs and rng.random() < 0.7)
        if not explicit and part == "on" and gap == -1 and house.relative and self.dated:
            return [Piece("yesterday", what, "relative-date")]
        if not explicit and abs(gap) <= 6 and rng.random() < house.weekday:
            return [Piece(word), Piece(WEEKDAYS[day.weekday()], what, "weekday-only")]
        with_year = day.year != self.story.day.year
        weekday = abs(gap) < 30 and rng.random() < 0.25 and wrong < 0
        return [Piece(word), Piece(day_text(day, house.dates, with_year, weekday), what, "", wrong)]

    def since(self, part: str) -> list[Piece]:
        """When such a thing had last happened: "in three years", "since 2019"."""
        fact, rng = self.story.since, self.rng
        years, wrong = self.view.since if self.view.since else (fact.years, -1)
        word = "in" if part == "in" else "for"
        if wrong >= 0:
            text = f"{word} {in_words(years)} years" if rng.random() < 0.6 else f"since {self.story.day.year - years}"
            return [Piece(text, "since", "", wrong)]
        trap = "years-rounded" if fact.rounded else ""
        chance = rng.random()
        if chance < 0.3:
            return [Piece(f"since {fact.last.year}", "since", trap or "history-date")]
        if chance < 0.5:
            return [Piece(f"since {day_text(fact.last, 'month day').split()[0]} {fact.last.year}", "since", trap or "history-date")]
        count = in_words(years)
        if not fact.rounded:
            return [Piece(f"{word} {count} years", "since")]
        more = [f"more than {count} years", f"{count} and a half years", f"nearly {in_words(years + 1)} years", f"over {count} years"]
        return [Piece(f"{word} {rng.choice(more)}", "since", trap)]

    # Sentences

    def sentence(self, wording: str, headline: bool = False, known: dict[str, list[Piece]] | None = None, who: str = "") -> list[Piece]:
        """The pieces of a wording with its slots filled in."""
        found: list[Piece] = []
        nodes = chosen(_wordings(wording, self.house.british), self.rng)
        flat: list[str | Slot] = []
        for node in nodes:
            if isinstance(node, Slot) and node.name in self.desk.words:
                flat += chosen(_wordings(self.desk.words[node.name], self.house.british), self.rng)
            else:
                flat.append(node)
        for place, node in enumerate(flat):
            if isinstance(node, str):
                found.append(Piece(self._voice(node)))
                continue
            rest = flat[place + 1] if place + 1 < len(flat) else ""
            plain = headline or (isinstance(rest, str) and rest.startswith(("'", "’", ":", " of")))
            start = not found or _starts(found)
            found += self._slot(node, plain, headline, start, known or {}, who)
        return _tidied(found)

    def _voice(self, text: str) -> str:
        if self.house.translated:
            for usual, odd in _TRANSLATED:
                if usual in text and self.rng.random() < 0.5:
                    text = text.replace(usual, odd)
        return text

    def _slot(self, slot: Slot, plain: bool, headline: bool, start: bool, known: dict[str, list[Piece]], who: str) -> list[Piece]:
        story, name, part = self.story, slot.name, slot.part
        if name in known:
            return known[name]
        if name == "who":
            return self.mention(who, part, plain, start)
        if name in story.kind.roles and story.kind.roles[name].many > 1:
            if part != "plain":
                self.turn = f"{name}{self.rng.randint(1, story.kind.roles[name].many)}"
            name = self.turn
        if name in story.people:
            if headline and part not in ("he", "his", "him"):
                return [self.name(name, False)]
            return self.mention(name, part, plain, start)
        if name in story.numbers:
            return self.number(name, part, headline, start)
        if part in story.dates and name in ("on", "of", "for", "day"):
            return self.day(part, name)
        if name.startswith("since"):
            return self.since("in" if name == "since" else "for")
        if name == "year":
            return [Piece(str(story.years[part]), "year", "history-date")]
        text = fill(slot, story, self.desk, self.rng)
        if name in ("town", "capital"):
            text = self._named(text)
        return [Piece(text)]

    # Quotations

    def quotation(self, index: int) -> list[Piece]:
        """A paragraph with something that was said, as a whole or in part."""
        said, rng = self.story.quotes[index], self.rng
        what = f"quote:{index}"
        wrong = self.view.drift.get(index, -1)
        text = said.drift if wrong >= 0 else said.text
        trap = "quote-similar" if said.twin is not None else ""
        if self.house.british and british(text) != text:
            text, trap = british(text), trap or "quote-spelling"
        fragment = re.search(r"<([^<>]+)>", text)
        if wrong < 0 and fragment and rng.random() < self.house.fragment:
            return self._part(said.role, spoken_text(fragment[1]), what)
        if wrong < 0 and "~" in text and rng.random() < 0.2:
            shorter = _OPTIONAL.sub("", text, count=rng.randint(1, 2))
            text, trap = shorter, trap or "quote-elided"
        text = spoken_text(text)
        sentences = _SENTENCE.split(text)
        if wrong < 0 and len(sentences) > 1 and rng.random() < 0.22:
            keep = rng.randrange(len(sentences))
            sentences, trap = [sentences[keep]], trap or "quote-cut"
            if keep == 0 and rng.random() < 0.2:
                sentences = [sentences[0][:-1] + " …"]

        def quoted(spoken: str) -> list[Piece]:
            spoken = spoken[:1].upper() + spoken[1:]
            return [Piece('"'), Piece(spoken, what, trap, wrong), Piece('"')]

        if rng.random() < 0.25:
            return [*self.sentence(rng.choice(self.desk.before), who=said.role), Piece(" "), *quoted(" ".join(sentences))]
        after = rng.choice(self.desk.after)
        first, rest = sentences[0], " ".join(sentences[1:])
        middle = _MIDDLE.search(first)
        if middle and rng.random() < 0.4:
            trap = trap or "quote-split"
            one = quoted(first[: middle.start()] + ",")
            two = [Piece('"'), Piece(" ".join([first[middle.end() :], *sentences[1:]]), what, trap, wrong), Piece('"')]
            return _tidied([*one, Piece(" "), *self.sentence(after, who=said.role), Piece(", "), *two])
        ending = first[:-1] + "," if first.endswith(".") else first
        if not rest or rng.random() < 0.25:
            whole = " ".join(sentences)
            ending = whole[:-1] + "," if whole.endswith(".") else whole
            return _tidied([*quoted(ending), Piece(" "), *self.sentence(after, who=said.role), Piece(".")])
        return _tidied([*quoted(ending), Piece(" "), *self.sentence(after, who=said.role), Piece(". "), *quoted(rest)])

    def _part(self, role: str, words: str, what: str) -> list[Piece]:
        inside = [Piece('"'), Piece(words, what, "quote-fragment"), Piece('"')]
        return self.sentence(self.rng.choice(self.desk.parts), known={"q": inside}, who=role)

    # The file

    def headline(self) -> list[Piece]:
        """The headline."""
        pieces = self.sentence(self.rng.choice(self.story.kind.headlines), headline=True)
        self.introduced.clear()
        if self.house.headline_case:
            pieces = [
                piece if piece.what else piece._replace(text=_title_case(piece.text, not place)) for place, piece in enumerate(pieces)
            ]
        pieces = _capitalised(pieces)
        if self.house.headline_outlet:
            pieces.append(Piece(f" - {self.house.outlet}", "neutral"))
        return pieces

    def article(self, wordings: Callable[[str, list[str], bool], str | None]) -> Article:
        """The whole file.

        Args:
            wordings: takes the key of a fact, its wordings, and whether it has to be told; gives the wording to use, if any is left.
        """
        headline = self.headline()
        if self.view.headline:
            headline = [Piece(self.view.headline[0], "headline", "", self.view.headline[1])]
        body = self._body(wordings)
        if self.house.dateline != "none":
            body[0] = [Piece(self._dateline(), "neutral"), *body[0]]
        return Article(*self._around(headline, body))

    def _body(self, wordings: Callable[[str, list[str], bool], str | None]) -> list[list[Piece]]:
        story, kind, rng = self.story, self.story.kind, self.rng
        wanted = rng.randint(*self.house.length)
        needs = list(dict.fromkeys(self.view.needs))
        quotes = [int(need.split(":")[1]) for need in needs if need.startswith("quote:")]
        others = [index for index in range(len(story.quotes)) if index not in quotes]
        rng.shuffle(others)
        quotes += others[: max(1, wanted // 3 - len(quotes))]
        early: list[tuple[str, list[str], bool]] = []
        for key, lines in (*kind.facts.items(), *kind.late.items()):
            used = [line for line in lines if any(_tells(line, need) for need in needs)]
            if used and any(not _covered(early, need) and _tells(used[0], need) for need in needs):
                early.append((key, used, True))
        told = {key for key, _, _ in early}
        spare = [key for key in (*kind.facts, *kind.facts, *kind.late) if key not in told]
        rng.shuffle(spare)
        for key in dict.fromkeys(spare):
            if len(early) + len(quotes) + 1 < wanted:
                early.append((key, kind.facts.get(key) or kind.late[key], False))
        blocks: list[tuple[float, bool, Callable[[], list[Piece] | None]]] = []

        def fact(key: str, lines: list[str], must: bool) -> Callable[[], list[Piece] | None]:
            def written() -> list[Piece] | None:
                line = wordings(key, lines, must)
                return None if line is None else self.sentence(self._dressed(line))

            return written

        def spoken(index: int) -> Callable[[], list[Piece] | None]:
            return lambda: self.quotation(index)

        for key, lines, must in early:
            blocks.append((rng.random() + (0.6 if key in kind.late else 0), must, fact(key, lines, must)))
        blocks += [(rng.random() * 1.2, f"quote:{index}" in needs, spoken(index)) for index in quotes]
        blocks.sort(key=lambda block: block[0])
        lead = wordings("lead", kind.leads, True)
        paragraphs = [self.sentence(lead or kind.leads[0])]
        if f"rise:{kind.toll}" in needs:
            paragraphs.append(self.sentence(rng.choice(kind.rises)))
        for _, must, write in blocks:
            if len(paragraphs) >= MOST_PARAGRAPHS and not must:
                continue
            pieces = write()
            if pieces is None:
                continue
            if rng.random() < self.house.joins and len(paragraphs) > 1 and '"' not in {piece.text for piece in (*pieces, *paragraphs[-1])}:
                paragraphs[-1] = [*paragraphs[-1], Piece(" "), *pieces]
            else:
                paragraphs.append(pieces)
        return [_capitalised(paragraph) for paragraph in paragraphs]

    def _dressed(self, wording: str) -> str:
        """The wording, perhaps with something before it, or with the source of the news after it."""
        chance = self.rng.random()
        if chance < 0.15 and (wording[0] == "{" or wording[0].isalpha()) and "?" not in wording:
            return f"{self.rng.choice(self.desk.openers)} {wording[0].lower()}{wording[1:]}"
        if chance < 0.5 and not _ATTRIBUTED.search(wording):
            return wording[:-1] + self.rng.choice(self.desk.tails) + "."
        return wording

    def _dateline(self) -> str:
        town, house = self._named(self.story.things["town"]), self.house
        dash = self.rng.choice(["–", "—", "-", "--"])
        if house.dateline == "town":
            return f"{town.upper()} {dash} "
        if house.dateline == "full":
            return f"{town.upper()}, {day_text(self.page_day, house.dates)} {dash} "
        return f"{town.upper()} (Agency) {dash} "

    def _around(self, headline: list[Piece], body: list[list[Piece]]) -> tuple[list[list[Piece]], list[list[Piece]], list[list[Piece]]]:
        rng, house = self.rng, self.house
        day, wrong = self.view.page_date or (self.page_day, -1)
        head: list[list[Piece]] = [[Piece(line, "site-line")] for line in house.top if rng.random() < 0.9]
        if house.section:
            head.append([Piece(rng.choice(["World", "News", "International", "Politics", "Top stories"]), "neutral")])
        trap = "page-date-gap" if day != self.story.day and wrong < 0 else ""
        dated = [Piece(page_date_text(day, house, rng), "page-date", trap, wrong)]
        if house.page_date == "top":
            head.append(dated)
        head.append(headline)
        if house.byline != "none":
            name = rng.choice(house.reporters)
            byline = {"name": f"By {name}", "staff": "By Staff Reporter", "by-upper": f"BY {name.upper()}"}[house.byline]
            head.append([Piece(byline, "neutral", "byline")])
        if house.page_date not in ("top", "none"):
            head.append(dated)
        if house.updated and house.page_date != "none":
            later = day + timedelta(days=rng.randint(0, 1))
            head.append(
                [
                    Piece("Updated "),
                    Piece(
                        f"{day_text(later, house.dates, True)} at {rng.randint(6, 23):02}:{rng.randint(0, 59):02}",
                        "page-date",
                        "updated-line",
                        wrong,
                    ),
                ]
            )
        if house.headline_twice:
            head.append(headline)
        foot: list[list[Piece]] = [[Piece(line, "site-line")] for line in house.bottom if rng.random() < 0.9]
        return head, body, foot


def _tells(line: str, need: str) -> bool:
    kind, _, name = need.partition(":")
    if kind == "number":
        return f"{{{name}}}" in line
    if kind in ("name", "office"):
        return f"{{{name}}}" in line
    if kind == "date":
        return f".{name}}}" in line
    return kind == "since" and "{since" in line


def _covered(blocks: list[tuple[str, list[str], bool]], need: str) -> bool:
    return any(all(_tells(line, need) for line in lines) for _, lines, _ in blocks)


def _starts(pieces: list[Piece]) -> bool:
    """Whether a sentence starts after these pieces."""
    text = "".join(piece.text for piece in pieces[-3:])
    return text.endswith((". ", "? ", '." ', '?" ', "! "))


def _tidied(pieces: list[Piece]) -> list[Piece]:
    """The pieces without a comma before another mark."""
    found: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if found and found[-1].text.endswith(",") and not found[-1].what and piece.text[0] in ",.;:?":
            found[-1] = found[-1]._replace(text=found[-1].text[:-1])
        found.append(piece)
    return [piece for piece in found if piece.text]


def _capitalised(pieces: list[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces:
        text = piece.text
        if text[:1].islower() and (not found or _starts(found)) and not piece.what.startswith("quote"):
            piece = piece._replace(text=text[0].upper() + text[1:])
        found.append(piece)
    return found


def put_together(article: Article, house: House) -> Text:
    """The text of a file, and its marks."""
    parts: list[str] = []
    marks: list[Mark] = []
    at = 0
    opening, closing = ("‘", "’") if house.single else ("“", "”")
    if not house.curly:
        opening = closing = "'" if house.single else '"'
    for paragraph in (*article.head, *article.body, *article.foot):
        inside = False
        for piece in paragraph:
            text = piece.text
            if text == '"':
                text = closing if inside else opening
                inside = not inside
            elif house.curly:
                text = text.replace("'", "’")
                while '"' in text:
                    text = text.replace('"', closing if inside else opening, 1)
                    inside = not inside
            parts.append(text)
            if piece.what:
                marks.append(Mark(at, at + len(text), piece.what, piece.trap, piece.wrong))
            at += len(text)
        parts.append("\n\n")
        at += 2
    return Text("".join(parts).rstrip("\n") + "\n", marks)
