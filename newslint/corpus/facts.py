"""Facts: what a document says that its siblings can confirm or deny. Plain data, the same for one content and one knowledge.

Offsets are code points of the document's text, ends exclusive; lines are 1-based. Facts know nothing of paths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from newslint.document import Document

VERSION = 2  # of what is extracted; facts of another version are extracted anew

# Kinds of roles: offices that take a whole person, that may go with another, or with a minister's; what goes with any; what fits
# any; what is none.
OFFICE, BESIDE, SECOND, TITLE, GENERIC, OCCUPATION = "office", "beside", "second", "title", "generic", "occupation"
WHOLE = "whole"  # the rank of an office that surely is no deputy's

TELLS_MOST = 10  # the weight of a rare word in a quotation
# Bits of a person's keys: of a family whose marks English does not write, and of one that tells vowels too little apart.
MARKED, VAGUE_KEY = 1, 2


class Passage(NamedTuple):
    """A stretch of the text, as it stands there."""

    text: str
    start: int
    end: int
    line: int


class Role(NamedTuple):
    """An office or the like that somebody has.

    Attributes:
        passage: its words, without country, honorific and name: "Deputy Foreign Minister".
        rank: "deputy", "under" and the like; "whole" where it surely is no deputy's; empty where nothing tells.
        head: what it is, such as "minister"; words of one meaning have one head.
        domain: of what, such as "foreign"; empty where nothing tells.
        side: the country, such as "russia", or where no list knows it, its adjective; or what stands behind "of" and the like; folded.
        kind: "office" for one that takes a whole person, "beside" for one that may go with another, such as senator, "second" for one that
            a minister may have, such as deputy prime minister, "title" for a rank that goes with any office; "generic" for what fits any
            office, as envoy does, "occupation" for none.
        former: whether it may be held by another now: "former", "then", "acting", "who was".
        body: the organisation or field that a noun before the office names, such as "nato" or "coast guard", folded.
    """

    passage: Passage
    rank: str
    head: str
    domain: str
    side: str
    kind: str
    former: bool
    body: str = ""

    @property
    def generic(self) -> bool:
        """Whether it fits any office, or goes with it."""
        return self.kind in (GENERIC, OCCUPATION)


class Person(NamedTuple):
    """One person, as the document tells of him or her.

    Attributes:
        given: first names and initials, such as "Alexander V"; empty where the document has none.
        surname: the surname in its usual spelling in this document.
        names: every mention of the name, in order; what stands there may be the full name or the surname alone. A name that was cut in two
            ("Wendy R., who ... . Sherman") is one person, and its surname's passage is among the mentions.
        roles: offices and the like beside the name, in order.
        circle: what else stands in the sentences of the mentions: names and rarer words, folded, sorted, each once.
        aliases: other forms of the first name, folded: of "Bill", "william".
        keys: hashes of what the habits of languages make of the surname; two spellings that share one may be one name.
        foreign: whether the surname has such marks.
    """

    given: str
    surname: str
    names: tuple[Passage, ...]
    roles: tuple[Role, ...]
    circle: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    keys: tuple[int, ...] = ()
    foreign: bool = False

    @property
    def name(self) -> str:
        """Given name and surname, as far as they are known."""
        return f"{self.given} {self.surname}".strip()


class Quotation(NamedTuple):
    """A sentence of direct speech, or the part of one that is quoted.

    Attributes:
        said: the sentence, without quote marks.
        speaker: the surname of who speaks; empty where nothing tells.
        words: its words and numbers in order, folded and stemmed.
        weights: how much each of them tells, from 0 to `TELLS_MOST`.
    """

    said: Passage
    speaker: str
    words: tuple[str, ...]
    weights: tuple[int, ...]


class Figure(NamedTuple):
    """A number and what it counts.

    Attributes:
        passage: where it stands, from the number to the noun ("more than 100,000 Russian troops": the words from 100,000 on).
        value: the number.
        kind: what sort of number it is: "money", "percent", "age", "unit" or "count".
        hedge: "" for an exact number, "about", "over" or "under"; "moved" for one that something rose or fell to or from ("rose to 15"),
            "changing" for another that holds for a time ("earlier 12").
        noun: what is counted, folded and in the singular, such as "troop".
        context: the content words around it in its clause, folded and stemmed, sorted, each once.
    """

    passage: Passage
    value: float
    kind: str
    hedge: str
    noun: str
    context: tuple[str, ...]


class Day(NamedTuple):
    """A date: parts are 0 where absent, the weekday counts from Monday as 0, and is -1 where absent.

    `place` is "page" for a date line of the page (published, updated), "dateline" behind the town that opens a text, and else "text".
    `context` as for a figure.
    """

    passage: Passage
    year: int
    month: int
    day: int
    weekday: int
    place: str
    context: tuple[str, ...]


class Lapse(NamedTuple):
    """How long something has not been: "first meeting in three years", "for the first time since July 2019".

    `years` is the number that is told, 0 where a year is; `since` is the year, 0 where a number is, and `month` its month, 0 if absent.
    `context` as for a figure.
    """

    passage: Passage
    years: float
    since: int
    month: int
    context: tuple[str, ...]


class TitleWord(NamedTuple):
    """A telling word of the headline: its key and weight as a feature, and whether the text below has it, too."""

    key: int
    weight: float
    below: bool


class Line(NamedTuple):
    """A line that is not blank, by the hash of its words; `prose` is running text."""

    key: int
    start: int
    end: int
    line: int
    prose: bool


class Facts(NamedTuple):
    """All facts of a document.

    Attributes:
        words: how many words it has.
        headline: its first headline, None where none can be told.
        headline_words: the names and rarer words in it, sorted by their keys, each once.
        lines: its lines that may recur elsewhere, and its headline.
        sentences: hashes of its longer sentences, in order, by which copies are told.
        features: hashes of what tells its story, names, rarer words, numbers and dates, each with a weight, most telling first.
    """

    words: int
    headline: Passage | None
    headline_words: tuple[TitleWord, ...]
    people: tuple[Person, ...]
    quotations: tuple[Quotation, ...]
    figures: tuple[Figure, ...]
    days: tuple[Day, ...]
    lapses: tuple[Lapse, ...]
    lines: tuple[Line, ...]
    sentences: tuple[int, ...]
    features: tuple[tuple[int, float], ...]


def facts_of(document: Document) -> Facts:
    """Extract the facts of a document."""
    from newslint.corpus.extract.days import days_in, lapses_in
    from newslint.corpus.extract.features import features_in
    from newslint.corpus.extract.figures import figures_in
    from newslint.corpus.extract.headline import headline_of, headline_words_in
    from newslint.corpus.extract.people import people_in
    from newslint.corpus.extract.prints import lines_in, sentences_in
    from newslint.corpus.extract.quotations import quotations_in
    from newslint.words import count_words

    people = people_in(document)
    headline = headline_of(document)
    return Facts(
        words=int(count_words(document.text)),
        headline=headline,
        headline_words=headline_words_in(document, headline),
        people=people,
        quotations=quotations_in(document, people),
        figures=figures_in(document),
        days=days_in(document),
        lapses=lapses_in(document),
        lines=lines_in(document, headline),
        sentences=sentences_in(document),
        features=features_in(document, headline),
    )


def to_json(facts: Facts) -> str:
    """Facts as compact JSON, for the index."""
    import json

    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Facts:
    """Facts from what `to_json` gave.

    Raises:
        ValueError: it is something else.
    """
    import json

    try:
        return _facts(json.loads(text))
    except (TypeError, KeyError, IndexError) as error:
        raise ValueError("not the facts of a document") from error


def _person(value: Any) -> Person:
    given, surname, names, roles, circle, aliases, keys, foreign = value
    return Person(
        given,
        surname,
        tuple(Passage(*name) for name in names),
        tuple(Role(Passage(*passage), *rest) for passage, *rest in roles),
        tuple(circle),
        tuple(aliases),
        tuple(keys),
        foreign,
    )


def _facts(value: Any) -> Facts:
    words, headline, headline_words, people, quotations, figures, days, lapses, lines, sentences, features = value
    return Facts(
        words,
        None if headline is None else Passage(*headline),
        tuple(TitleWord(*word) for word in headline_words),
        tuple(map(_person, people)),
        tuple(Quotation(Passage(*said), speaker, tuple(words), tuple(weights)) for said, speaker, words, weights in quotations),
        tuple(
            Figure(Passage(*passage), number, kind, hedge, noun, tuple(context)) for passage, number, kind, hedge, noun, context in figures
        ),
        tuple(
            Day(Passage(*passage), year, month, day, weekday, place, tuple(context))
            for passage, year, month, day, weekday, place, context in days
        ),
        tuple(Lapse(Passage(*passage), years, since, month, tuple(context)) for passage, years, since, month, context in lapses),
        tuple(Line(*line) for line in lines),
        tuple(sentences),
        tuple((key, weight) for key, weight in features),
    )
