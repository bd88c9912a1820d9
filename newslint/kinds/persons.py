"""Who is spoken of in a document, where, and whether it is a man or a woman, as far as the document and first names tell.

A sign is a place that speaks of a person: a name, a noun for a person, a pronoun. Rules on pronouns look for signs around a pronoun.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newslint.people.common import without_suffix

if TYPE_CHECKING:
    from newslint.document import Document, Mention
    from newslint.ruleset.knowledge import Knowledge

MALE, FEMALE, UNKNOWN = "male", "female", ""
PRONOUNS = {"he": MALE, "him": MALE, "his": MALE, "himself": MALE, "she": FEMALE, "her": FEMALE, "hers": FEMALE, "herself": FEMALE}

_OF_PLACES = frozenset(("in", "at", "from", "to", "the", "of", "near", "a", "an", "on"))
_THE = "the"
_OF_PERSONS = frozenset(("of", "from", "to", "on"))
_BEFORE_NOUN = 3  # words before a noun among which a determiner may stand
_BEFORE_NAME = 40  # code points before a name in which a noun may tell the gender

_ACRONYM = re.compile(r"[A-Z]{2,}s?$")
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_PRONOUN = re.compile(r"(?<![\w/(-])(?:[Hh](?:e|im|is|ers?|imself|erself)|[Ss]he)(?![\w/-])")
_EITHER = re.compile(r"\b(?:he|him|his|she|hers?|himself|herself) or (?:he|him|his|she|hers?|himself|herself)\b")
_PART = re.compile(r"\b[Ff]or (his|her) part\b,?")
_APPOSITION = re.compile(r", (?:an? |the |who is an? )?((?:[\w'-]+ ){0,5}?[a-z'-]+)(?=[,. ])")
_TITLE_AFTER = re.compile(r", (?:an? |the |who is an? |who was an? )?((?:[\w-]+ ){0,4}[a-z-]+)(?=[,. ])")
_JOINED_NOUN = re.compile(r"([\w'-]+)(?:,? and [\w'-]+|,)? $")


class Person(NamedTuple):
    """A name where it stands, as a person: the surname that it ends in, the gender, and how sure it is that it is a person.

    Attributes:
        known: an honorific, a noun or a first name shows that it is a person.
        honoured: an honorific such as Mr stands before it.
        vague: nothing but its being a name says that it is a person.
        by_file: the file itself tells the gender of somebody of this surname; otherwise only a first name does.
    """

    start: int
    end: int
    surname: str
    gender: str
    known: bool
    honoured: bool
    vague: bool
    by_file: bool


class Words(NamedTuple):
    """The words that tell of persons, in lower case but for the names.

    Attributes:
        names, nouns: first names and nouns with the gender that they tell.
        neutral: nouns for one person of either gender, and for what is called he or she (ships, animals).
        things: words, as a part of a name, that show it is no person's.
        places: whole names, with capitals, that are no person's.
        verbs: verbs that only persons do, such as said.
        determiners: words of which one stands before a noun for one person, with up to two words between.
    """

    names: dict[str, str]
    nouns: dict[str, str]
    neutral: frozenset[str]
    things: frozenset[str]
    places: frozenset[str]
    verbs: frozenset[str]
    determiners: frozenset[str]

    @classmethod
    def of(cls, knowledge: Knowledge) -> Words:
        """Those of the lists for men and for women, and of the other lists on persons."""
        return cls(
            names=_genders(knowledge, "names"),
            nouns=_genders(knowledge, "nouns"),
            neutral=knowledge.words("person-nouns"),
            things=knowledge.words("no-person-words"),
            places=knowledge.words("place-names"),
            verbs=knowledge.words("person-verbs"),
            determiners=knowledge.words("determiners"),
        )


def _genders(knowledge: Knowledge, what: str) -> dict[str, str]:
    """The gender that each word of the lists male-WHAT and female-WHAT tells."""
    return {word: gender for gender in (MALE, FEMALE) for word in knowledge.words(f"{gender}-{what}")}


# Several rules look at one document after another.
@lru_cache(maxsize=1)
def signs_of(document: Document) -> Signs:
    """The signs of a document."""
    return Signs(document, words_of(document.knowledge))


@lru_cache(maxsize=4)
def words_of(knowledge: Knowledge) -> Words:
    """The words that tell of persons, read once."""
    return Words.of(knowledge)


def untitled(lists: Words, words: tuple[str, ...]) -> tuple[str, ...]:
    """A name without the noun that has a capital only because it opens a sentence: "Lawyer Anna Lind"."""
    opener = words[0].lower()
    return words[1:] if len(words) > 2 and (opener in lists.neutral or opener in lists.nouns) else words


def is_thing(lists: Words, document: Document, mention: Mention, words: tuple[str, ...]) -> bool:
    """Whether a mention, whose words are `words` without a title, is surely no person."""
    if mention.honorific:
        return False
    if any(map(str.isdigit, mention.text)) or (not mention.headline and any(_ACRONYM.match(word) for word in words)):
        return True
    if len(words) == 1:
        return mention.text in lists.places or mention.text.lower() in lists.things
    if "&" in mention.text:
        return True
    if words[0] in lists.names and len(words) == 2:
        return _may_be_thing(lists, mention) and word_before(document, mention) == _THE
    if not lists.things.isdisjoint(mention.text.lower().split()) or words[-1] in lists.places:
        return True
    return word_before(document, mention) in _OF_PLACES - _OF_PERSONS


def _may_be_thing(lists: Words, mention: Mention) -> bool:
    """Whether a name with a first name in it may be a thing's all the same: "Victoria Police"."""
    return not mention.honorific and mention.words[-1].lower() in lists.things


def word_before(document: Document, mention: Mention) -> str:
    """The word before a mention, if it is short."""
    return (document.folded[max(0, mention.start - 6) : mention.start].split() or [""])[-1]


class _Bearers:
    """Those who bear one surname: what stands before it, and the genders that are told of them."""

    def __init__(self) -> None:
        self.given: set[str] = set()
        self.told: set[str] = set()
        self.by_file = False

    def add(self, gender: str, *, by_file: bool) -> None:
        """Note what is told of one of them."""
        if gender:
            self.told.add(gender)
            self.by_file |= by_file

    @property
    def gender(self) -> str:
        """The gender, if one is told and they are not several."""
        return next(iter(self.told)) if len(self.told) == 1 and len(self.given) < 2 else UNKNOWN


class Signs:
    """The persons and pronouns of a document, each in order of place, and the nouns when they are asked for.

    Attributes:
        persons: names that are, or may be, a person's.
        pronouns: each pronoun outside quotations.
    """

    def __init__(self, document: Document, words: Words) -> None:
        self._document = document
        self._words = words
        self.persons = self._find_persons()
        self._starts = [person.start for person in self.persons]
        self.pronouns = [
            found
            for found in _PRONOUN.finditer(document.plain)
            if not document.in_quotes(found.start(), found.end()) and not _either(document.plain, found)
        ]

    def persons_in(self, start: int, end: int) -> list[Person]:
        """The persons that begin in a span."""
        return self.persons[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def has_noun(self, gender: str, start: int, end: int, quoted: bool = True) -> bool:
        """Whether a noun of the gender (or for either, when it is "") begins in a span; `quoted`: those in quotations count, too."""
        places = self.nouns[gender]
        inside = places[bisect_left(places, start) : bisect_left(places, end)]
        return any(quoted or not self._document.in_quotes(place, place + 1) for place in inside)

    def _find_persons(self) -> list[Person]:
        bearers: dict[str, _Bearers] = defaultdict(_Bearers)
        names: list[tuple[Mention, str, str]] = []
        for mention in self._document.mentions:
            words = untitled(self._words, mention.words)
            if is_thing(self._words, self._document, mention, words):
                continue
            beside, surname = self._told_beside(mention), _surname(words)
            first = self._first_name_tells(words[0]) if len(words) > 1 else UNKNOWN
            told = {beside} if beside and mention.honorific else {beside, first} - {UNKNOWN}
            own = told.pop() if len(told) == 1 else UNKNOWN
            names.append((mention, surname, own))
            if len(words) > 1 and not mention.headline:
                bearers[surname].given.add(words[0])
            bearers[surname].add(own, by_file=bool(beside))
        for surname, gender in self._parts():
            bearers[surname].add(gender, by_file=True)
        return [person for name in names if (person := self._person(*name, bearers[name[1]]))]

    def _person(self, mention: Mention, surname: str, own: str, bearers: _Bearers) -> Person | None:
        """The person whom a mention names, as far as it may be one; `own` is the gender told beside it."""
        alone = len(mention.words) == 1
        gender = own
        if len(bearers.told) > 1 and not mention.honorific:
            gender = UNKNOWN
        elif not own and alone:
            gender = bearers.gender
        known = bool(own or (alone and bearers.told)) and not _may_be_thing(self._words, mention)
        if alone and not gender and len(bearers.given) < 2:
            gender = self._words.names.get(surname, UNKNOWN)
        sure = known or bool(bearers.given or gender) or self._acts(mention)
        if not sure and not self._may_be_person(mention):
            return None
        return Person(mention.start, mention.end, surname, gender, known, bool(mention.honorific), not sure, bearers.by_file)

    def _first_name_tells(self, first: str) -> str:
        """The gender that a first name, or the first half of a double one, tells."""
        names = self._words.names
        return names.get(first) or names.get(first.split("-")[0], UNKNOWN)

    def _told_beside(self, mention: Mention) -> str:
        """The gender that an honorific, or a noun just before or after a mention, tells."""
        nouns, folded = self._words.nouns, self._document.folded
        honorific = mention.honorific.lower().rstrip(".")
        if honorific in nouns:
            return nouns[honorific]
        told = set()
        if untitled(self._words, mention.words) != mention.words:
            told.add(nouns.get(mention.words[0].lower(), UNKNOWN))
        before = _JOINED_NOUN.search(folded, max(0, mention.start - _BEFORE_NAME), mention.start)
        if before:
            told.add(nouns.get(before[1], UNKNOWN))
        after = _APPOSITION.match(folded, mention.end, mention.end + 60)
        if after and len(mention.words) > 1:
            told.add(next((nouns[word] for word in after[1].split() if word in nouns), UNKNOWN))
        told.discard(UNKNOWN)
        return told.pop() if len(told) == 1 else UNKNOWN

    def _acts(self, mention: Mention) -> bool:
        """Whether a single name does what persons do."""
        after = self._document.folded[mention.end : mention.end + 24].replace(", who ", " who ", 1).split()
        return bool(after) and after[0] in self._words.verbs and self._may_be_person(mention)

    def _may_be_person(self, mention: Mention) -> bool:
        """Whether a single name stands where no preposition of place is before it."""
        return len(mention.words) == 1 and word_before(self._document, mention) not in _OF_PLACES

    def _parts(self) -> Iterator[tuple[str, str]]:
        """Surnames and genders told by "for her part, NAME"."""
        document = self._document
        for found in _PART.finditer(document.plain):
            end = document.sentences[document.sentence_at(found.start())][1]
            first = bisect_left(document.mention_starts, found.end())
            for mention in document.mentions[first : first + 1]:
                if mention.start < end:
                    yield _surname(mention.words), PRONOUNS[found[1].lower()]

    @cached_property
    def nouns(self) -> dict[str, list[int]]:
        """For each gender, and for neither, where such nouns stand by themselves, not as the title of a name."""
        nouns, neutral = self._words.nouns, self._words.neutral
        places: dict[str, list[int]] = {MALE: [], FEMALE: [], UNKNOWN: []}
        taken = self._titles()
        recent: deque[str] = deque(maxlen=_BEFORE_NOUN)
        for found in _WORD.finditer(self._document.folded):
            word = found[0].removesuffix("'s")
            gender = nouns.get(word) if word in nouns else UNKNOWN if word in neutral else None
            # "as president she" speaks of herself; "the president" may be somebody else.
            if gender is not None and found.start() not in taken and (gender or any(map(self._determines, recent))):
                places[gender].append(found.start())
            recent.append(found[0])
        return places

    def _determines(self, word: str) -> bool:
        return word in self._words.determiners or word.endswith("'s")

    def _titles(self) -> set[int]:
        """Where the nouns stand that say what a person is: just before the name, or after it and a comma."""
        folded = self._document.folded
        taken: set[int] = set()
        for mention in self._document.mentions:
            honorific = len(mention.honorific) + 2 if mention.honorific else 0
            if mention.honorific:
                taken.add(folded.rfind(mention.honorific.lower(), max(0, mention.start - honorific - 2), mention.start))
            before = _JOINED_NOUN.search(folded, max(0, mention.start - _BEFORE_NAME), mention.start - honorific + bool(honorific))
            before = before or _JOINED_NOUN.search(folded, max(0, mention.start - _BEFORE_NAME), mention.start)
            if before:
                taken.update(self._title_before(before.start(), mention.start))
            after = _TITLE_AFTER.match(folded, mention.end, mention.end + 60)
            if after:
                words = list(_WORD.finditer(folded, after.start(1), after.end(1)))
                known = (word.start() for word in words if word[0] in self._words.nouns or word[0] in self._words.neutral)
                taken.update(place for place in [next(known, -1)] if place >= 0)
        return taken

    def _title_before(self, start: int, end: int) -> Iterator[int]:
        """Where the words of a title begin, with further nouns before its last: "chief economist Anna Lind"."""
        folded = self._document.folded
        last = list(_WORD.finditer(folded, start, end))
        yield from (word.start() for word in last)
        if last and not (last[0][0] in self._words.neutral or last[0][0] in self._words.nouns):
            return
        for word in reversed(list(_WORD.finditer(folded, max(0, start - _BEFORE_NAME), start))):
            if word[0] not in self._words.neutral:
                return
            yield word.start()


def _surname(words: tuple[str, ...]) -> str:
    return without_suffix(words)[-1]


def _either(text: str, found: re.Match[str]) -> bool:
    """Whether a pronoun is half of "he or she"."""
    around = text[max(0, found.start() - 9) : found.end() + 9].lower()
    return _EITHER.search(around) is not None
