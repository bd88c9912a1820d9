"""A story made by hand, in which every kind of row and mark stands, for the tests of what is compared and how it is printed."""

from __future__ import annotations

from newslint.corpus.comparison import Comparison, compared
from newslint.corpus.facts import Day, Facts, Figure, Lapse, Passage, Person, Quotation, Role
from newslint.corpus.story import Character, Member, Story
from newslint.corpus.votes import Claim, Conflict, Disagreement, verdicts
from newslint.source import Source

TEXTS = {
    "a.txt": "Ferry strikes pier\n\nMay 3, 2024\n\nCaptain Nils Holm hurt 40 passengers in 3 minutes.\n"
    "Holm: “We saw nothing in the fog.” It was the first crash in two years.\n",
    "b.txt": "Crash at the pier\n\nCaptain Nils Holm and 40 passengers were hurt.\nHolm said: “we saw nothing in the fog.”\n",
    "c.txt": "Ferry accident\n\nMay 9, 2025\n\nCaptain Nils Holm. 40 passengers.\nThe first crash in six years.\n",
    "d.txt": "The boot of Nihls Holmes\n\nThe boatman Nihls Holmes hurt 14 passengers. Holmes stood there. Holmes spoke: "
    "“In the mist we could see nothing.”\n",
    "e.txt": "Ferry strikes pier\n\nCaptain Nils Holm hurt 40 passengers in 3 minutes.\n",
}
NAMES = list(TEXTS)
BODIES = list(TEXTS.values())
NO_FACTS = Facts(0, None, (), (), (), (), (), (), (), (), ())


def passage(text: str, words: str, nth: int = 0) -> Passage:
    """The words where they stand in a text for the first time, or after `nth` other times."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Passage(words, start, start + len(words), text.count("\n", 0, start) + 1)


def _person(text: str, full: str, title: str) -> Person:
    first = passage(text, full, 1) if text.startswith("The boot") else passage(text, full)
    surname = full.split()[-1]
    later = [found for nth in range(text.count(surname)) if (found := passage(text, surname, nth)).start > first.end]
    role = Role(passage(text, title), "", title.lower(), "", "", False, False)
    return Person(full.split()[0], surname, (first, *later), (role,), ())


def _figure(text: str, words: str, value: float, noun: str) -> Figure:
    return Figure(passage(text, words), value, "count", "", noun, ())


def _quotation(text: str, words: str, speaker: str) -> Quotation:
    return Quotation(passage(text, words), speaker, (), ())


def _day(text: str, words: str, year: int, month: int, day: int, place: str) -> Day:
    return Day(passage(text, words), year, month, day, -1, place, ())


def facts() -> list[Facts]:
    """What each text says."""
    a, b, c, d, e = BODIES
    headlines = [passage(text, text.partition("\n")[0]) for text in BODIES]
    people = [_person(text, "Nils Holm", "Captain") for text in (a, b, c)] + [
        _person(d, "Nihls Holmes", "boatman"),
        _person(e, "Nils Holm", "Captain"),
    ]
    figures = [
        (_figure(a, "40 passengers", 40, "passenger"), _figure(a, "3 minutes", 3, "minute")),
        (_figure(b, "40 passengers", 40, "passenger"),),
        (_figure(c, "40 passengers", 40, "passenger"),),
        (_figure(d, "14 passengers", 14, "passenger"),),
        (_figure(e, "40 passengers", 40, "passenger"), _figure(e, "3 minutes", 3, "minute")),
    ]
    days = [(_day(a, "May 3, 2024", 2024, 5, 3, "page"),), (), (_day(c, "May 9, 2025", 2025, 5, 9, "page"),), (), ()]
    lapses = [
        (Lapse(passage(a, "first crash in two years"), 2, 0, 0, ()),),
        (),
        (Lapse(passage(c, "first crash in six years"), 6, 0, 0, ()),),
        (),
        (),
    ]
    quotations = [
        (_quotation(a, "We saw nothing in the fog.", "Holm"),),
        (_quotation(b, "we saw nothing in the fog.", "Holm"),),
        (),
        (_quotation(d, "In the mist we could see nothing.", "Holmes"),),
        (),
    ]
    return [
        NO_FACTS._replace(headline=headline, people=(person,), figures=figure, days=day, lapses=lapse, quotations=quotation)
        for headline, person, figure, day, lapse, quotation in zip(headlines, people, figures, days, lapses, quotations, strict=True)
    ]


def claim(member: int, value: str, found: Passage, *, told: bool = True) -> Claim:
    return Claim(member, value, found.text, found.start, found.end, found.line, told)


def conflicts() -> list[Conflict]:
    """What is in dispute: a name, an office, a number, the page's date, the years since, and a quotation, in two conflicts."""
    told = facts()
    people = [entry.people[0] for entry in told]
    names = [claim(member, people[member].surname, name) for member in range(5) for name in people[member].names]
    offices = [claim(member, people[member].roles[0].head, people[member].roles[0].passage) for member in range(5)]
    numbers = [claim(member, str(told[member].figures[0].value), told[member].figures[0].passage) for member in range(5)]
    page = [claim(member, str(told[member].days[0].year), told[member].days[0].passage) for member in (0, 2)]
    years = [claim(member, str(told[member].lapses[0].years), told[member].lapses[0].passage) for member in (0, 2)]
    said = [claim(member, str(member == 3), told[member].quotations[0].said) for member in (0, 1, 3)]
    return [
        Conflict("garbled-name", "Nils Holm", tuple(names), 0.9),
        Conflict("office-conflict", "Nils Holm", tuple(offices)),
        Conflict("number-conflict", "passenger", tuple(numbers)),
        Conflict("page-date-conflict", "", tuple(page)),
        Conflict("years-since-conflict", "", tuple(years)),
        Conflict("quote-drift", "Holm", (said[0], said[2])),
        Conflict("quote-drift", "Holm", (said[1], said[2])),
    ]


def texts() -> list[Source]:
    return [Source.from_text(text, name) for name, text in TEXTS.items()]


def story() -> Story:
    """The story; e.txt is a copy of a.txt."""
    found = Story(tuple(Member(name, entry) for name, entry in zip(NAMES, facts(), strict=True)), (0, 1, 2, 3, 0))
    found.cast = [Character("Nils Holm", tuple((member, entry.people[0]) for member, entry in enumerate(facts())), 1.0)]
    return found


def comparison() -> Comparison:
    """All that there is to tell of the story, with a headline of another one."""
    headline = facts()[3].headline
    assert headline
    told = Disagreement(
        "foreign-headline", "the headline", 1.0, 3, headline.start, headline.end, "Ferry strikes pier", ("a.txt:1", "b.txt:1"), 2, 1
    )
    return compared(story(), verdicts(story(), conflicts()), [told], texts())
