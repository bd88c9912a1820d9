"""Kind `pronoun`: he for a woman, she for a man, where the document itself says which it is.

A person's gender is learnt from the document (Mr and Ms, "her part", nouns such as actress beside the name) and from first names that are
used for one gender only. A pronoun counts only where its antecedent is beyond doubt: outside quotations, with one person and nobody else
whom it could mean in reach.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from newslint.kinds.base import Match
from newslint.kinds.checks import Check, CheckDetector, Options, check_field
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.document import Document, Mention
    from newslint.ruleset.knowledge import Knowledge

MALE, FEMALE = "male", "female"
REACH = 1500  # in code points: an antecedent further away than this in its paragraph is not beyond doubt
PRONOUNS = {"he": MALE, "she": FEMALE, "himself": MALE, "herself": FEMALE}
PART = {"his": MALE, "her": FEMALE}

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|himself|herself)\b")
_PART = re.compile(r"\b[Ff]or (his|her) part\b,?")


class _Person:
    """What the document says of the bearers of one surname: what they are called before it, and the genders that this or others tell."""

    def __init__(self, given: set[str]) -> None:
        self.given = given
        self.told: set[str] = set()

    @property
    def gender(self) -> str:
        """The gender, or "" when nothing or both are told, or when several people bear the surname."""
        return next(iter(self.told)) if len(self.told) == 1 and len(self.given) <= 1 else ""


def gender_clash(document: Document, options: Options) -> Iterable[Match]:
    """Pronouns against the gender of the only person whom they can mean."""
    if not _PRONOUN.search(document.plain):
        return
    people = _people(document, options)
    if not any(person.gender for person in people.values()):
        return
    others = _places(document, frozenset(options["words"]))
    text = document.plain
    for found in _PRONOUN.finditer(text):
        if document.in_quotes(found.start(), found.end()):
            continue
        gender = PRONOUNS[found[0].lower()]
        surname = _antecedent(document, found.start(), people, others)
        if surname and people[surname].gender not in ("", gender):
            other = {"he": "she", "she": "he", "himself": "herself", "herself": "himself"}[found[0].lower()]
            yield Match(found.start(), found.end(), (other.capitalize() if found[0][0].isupper() else other,), {"person": surname})


def _places(document: Document, nouns: frozenset[str]) -> list[int]:
    """Where one of the nouns stands, in order."""
    return [found.start() for found in _WORD.finditer(document.folded) if found[0] in nouns]


def _people(document: Document, options: Options) -> dict[str, _Person]:
    names, nouns = options["names"], options["nouns"]
    people: dict[str, _Person] = {}
    given: dict[str, set[str]] = {}
    for mention in document.mentions:
        surname = mention.words[-1]
        if len(mention.words) > 1:
            given.setdefault(surname, set()).add(mention.words[0])
        told = [nouns.get(mention.honorific.lower().rstrip("."), "")]
        if len(mention.words) > 1:
            told.append(names.get(mention.words[0], ""))
        before = document.folded[max(0, mention.start - 25) : mention.start].split()
        told.append(nouns.get(before[-1], "") if before else "")
        if any(told) or surname in people:
            people.setdefault(surname, _Person(given.setdefault(surname, set()))).told.update(filter(None, told))
    for found in _PART.finditer(document.plain):
        sentence_end = document.sentences[document.sentence_at(found.start())][1]
        mention_after = next(
            (mention for mention in document.mentions if found.end() <= mention.start < sentence_end and mention.words[-1] in people), None
        )
        if mention_after:
            people[mention_after.words[-1]].told.add(PART[found[1].lower()])
    return people


def _antecedent(document: Document, pronoun: int, people: dict[str, _Person], others: list[int]) -> str:
    """The surname that a pronoun must mean, or "" when it may mean somebody else.

    It is the only person named before the pronoun in its paragraph; where the paragraph names nobody before it, the only person of the
    paragraph before. No noun for a person (`others` says where they stand) and no second person may come between.
    """
    number = document.paragraph_at(pronoun)
    start, _ = document.paragraphs[number]
    if pronoun - start > REACH:
        return ""
    found = _only_person(document, start, pronoun, people, others)
    if found is None and number > 0:
        before = document.paragraphs[number - 1]
        if before[1] - before[0] <= REACH and _opens_paragraph(document, start, pronoun):
            found = _only_person(document, before[0], before[1], people, others)
    elif found and number > 0 and not _carries_on(document, start, pronoun):
        before = document.paragraphs[number - 1]
        before = (max(before[0], before[1] - REACH), before[1])
        earlier = _only_person(document, before[0], before[1], people, others)
        if earlier is not None and earlier != found:
            return ""
    return found or ""


def _opens_paragraph(document: Document, paragraph: int, pronoun: int) -> bool:
    """Whether nothing but a quotation, or two words, stands before the pronoun in its paragraph."""
    before = document.plain[paragraph:pronoun].rstrip()
    quoted = before.endswith((",”", ',"', "?”", '?"', "!”", '!"')) and before[0] in '“"'
    return quoted or len(before.split()) <= 2


def _carries_on(document: Document, paragraph: int, pronoun: int) -> bool:
    """Whether the pronoun opens a later sentence of the paragraph, so that it means the person of the sentence before."""
    sentence = document.sentences[document.sentence_at(pronoun)][0]
    return sentence > paragraph and len(document.plain[sentence:pronoun].split()) <= 1


def _only_person(document: Document, start: int, end: int, people: dict[str, _Person], others: list[int]) -> str | None:
    """The one person named in a span, "" when several people may be meant, None when nobody is."""
    named = {mention.words[-1] for mention in _mentions(document, start, end) if _is_person(mention, people)}
    unknown = any(_may_be_person(mention, people) and not _is_place(document, mention) for mention in _mentions(document, start, end))
    if unknown or len(named) > 1 or bisect_left(others, start) < bisect_left(others, end):
        return ""
    return named.pop() if named else None


def _mentions(document: Document, start: int, end: int) -> list[Mention]:
    starts = document.mention_starts
    return document.mentions[bisect_left(starts, start) : bisect_left(starts, end)]


def _is_person(mention: Mention, people: dict[str, _Person]) -> bool:
    return mention.words[-1] in people


def _may_be_person(mention: Mention, people: dict[str, _Person]) -> bool:
    """Whether a mention of an unknown gender looks like a person's full name."""
    return mention.words[-1] not in people and len(mention.words) in (2, 3) and all(word[1:].islower() for word in mention.words)


def _is_place(document: Document, mention: Mention) -> bool:
    """Whether an article or "in" before it shows that a mention is no person: "the United States", "in New Haven"."""
    return document.folded[max(0, mention.start - 5) : mention.start].split()[-1:] in (["the"], ["in"], ["at"])


CHECKS: dict[str, Check] = {"gender-clash": gender_clash}

MESSAGE_FIELDS = ("person",)

FIELDS = {
    "check": check_field(CHECKS),
    "words": fields.texts("nouns for one person, such as minister, which a pronoun could mean instead", required=True),
}


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The options, and the genders of first names and of the nouns before names."""
    return {
        "check": options["check"],
        "words": options["words"],
        "names": _genders(knowledge, "names"),
        "nouns": _genders(knowledge, "nouns"),
    }


def _genders(knowledge: Knowledge, what: str) -> dict[str, str]:
    return {word: gender for gender in (MALE, FEMALE) for word in knowledge.words(f"{gender}-{what}")}


class Detector(CheckDetector):
    """Runs one of the checks."""

    CHECKS = CHECKS
