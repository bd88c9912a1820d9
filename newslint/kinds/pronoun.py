"""Kind `pronoun`: he for a woman, she for a man, where the document itself says which it is.

A person's gender is learnt from the document (Mr and Ms, "her part", nouns such as actress beside the name) and from first names that are
used for one gender only. A pronoun counts only where its antecedent is beyond doubt: outside quotations, with one person before it and
nobody else whom it could mean in reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from newslint.kinds.base import Match
from newslint.kinds.checks import Check, CheckDetector, Options, check_field
from newslint.kinds.persons import FEMALE, MALE, PRONOUNS, UNKNOWN, Person, Signs, Words, genders
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge

REACH = 400  # in code points: an antecedent further away than this is not beyond doubt
WINDOW = 1500  # in code points: how far before the paragraph somebody else may have been named
FAR_OBJECT = 5  # words between a person and an object pronoun that means the same person

_OTHER = {
    "he": "she",
    "she": "he",
    "him": "her",
    "his": "her",
    "hers": "his",
    "himself": "herself",
    "herself": "himself",
}
_AFTER_OBJECT = re.compile(r" ?[^\w\s]|$")


def gender_clash(document: Document, options: Options) -> Iterable[Match]:
    """Pronouns against the gender of the only person whom they can mean."""
    signs = Signs(document, _words(options))
    if not any(person.gender for person in signs.persons):
        return
    unexplained: dict[str, list[int]] = {MALE: [], FEMALE: []}
    for found in signs.pronouns:
        gender = PRONOUNS[found[0].lower()]
        person = _clashing(document, signs, found, gender, unexplained, options)
        if person:
            yield Match(found.start(), found.end(), (_right(document, found, options),), {"person": person.surname})
        elif person is None:
            unexplained[gender].append(found.start())


def _clashing(
    document: Document, signs: Signs, found: re.Match[str], gender: str, unexplained: dict[str, list[int]], options: Options
) -> Person | None:
    """The person of the other gender whom the pronoun must mean."""
    at = found.start()
    number = document.paragraph_at(at)
    start, end = document.paragraphs[number]
    named = signs.persons_in(max(start, at - REACH), at)
    if not named and number and _opens(document, start, at):
        before = document.paragraphs[number - 1]
        named = signs.persons_in(max(before[0], before[1] - REACH), before[1])
    if not named:
        return None
    person = named[-1]
    if not person.known or person.gender in (UNKNOWN, gender):
        return None
    first = _window(document, number)
    stop = min(end, document.sentences[document.sentence_at(at)][1])
    if any(other.gender in (gender, UNKNOWN) for other in signs.persons_in(first, at)):
        return None
    if any(other.gender in (gender, UNKNOWN) for other in signs.persons_in(at, stop)) and not _possessed(document, signs, found, stop):
        return None
    if signs.has_noun(gender, first, at):
        return None
    sentence = document.sentences[document.sentence_at(at)][0]
    close = person.honoured and person.start >= sentence
    if signs.has_noun(UNKNOWN, sentence if close else _paragraph_before(document, number), at):
        return None
    if any(place >= first for place in unexplained[gender]):
        return None
    if _is_object(document, found, options) and not _far(document, person, at):
        return None
    return person


def _window(document: Document, number: int) -> int:
    """Where the paragraphs begin that are looked at for somebody else whom a pronoun in a paragraph may mean."""
    start = document.paragraphs[number][0]
    return document.paragraphs[document.paragraph_at(max(0, start - WINDOW))][0]


def _paragraph_before(document: Document, number: int) -> int:
    return document.paragraphs[max(0, number - 1)][0]


def _opens(document: Document, paragraph: int, at: int) -> bool:
    """Whether nothing but a quotation, or two words, stands before the pronoun in its paragraph."""
    before = document.plain[paragraph:at].rstrip()
    quoted = before.endswith((",”", ',"', "?”", '?"', "!”", '!"')) and before[0] in '“"'
    return quoted or len(before.split()) <= 2


def _possessed(document: Document, signs: Signs, found: re.Match[str], stop: int) -> bool:
    """Whether the next person named is somebody of the pronoun's person: "her deputy Anna Lind"."""
    after = signs.persons_in(found.end(), stop)
    between = document.plain[found.end() : after[0].start]
    return len(after) == 1 and found[0].lower() in ("his", "her") and len(between.split()) <= 4 and "," not in between


def _is_object(document: Document, found: re.Match[str], options: Options) -> bool:
    """Whether a pronoun is an object: him, or her with no noun after it."""
    word = found[0].lower()
    if word != "her":
        return word == "him"
    after = document.folded[found.end() : found.end() + 30]
    following = after.split()[:1]
    return bool(_AFTER_OBJECT.match(after)) or not following or following[0].rstrip(".,;:") in options["function-words"]


def _far(document: Document, person: Person, at: int) -> bool:
    """Whether a clause may lie between a person and an object pronoun, so that they can be the same."""
    return len(document.plain[person.end : at].split()) >= FAR_OBJECT


def _right(document: Document, found: re.Match[str], options: Options) -> str:
    word = found[0].lower()
    right = _OTHER.get(word) or ("him" if _is_object(document, found, options) else "his")
    return right.capitalize() if found[0][0].isupper() else right


def _words(options: Options) -> Words:
    return Words(options["names"], options["nouns"], frozenset(options["words"]), frozenset(options["things"]), frozenset(options["verbs"]))


CHECKS: dict[str, Check] = {"gender-clash": gender_clash}

MESSAGE_FIELDS = ("person",)

FIELDS = {
    "check": check_field(CHECKS),
    "words": fields.texts("nouns for one person or thing, such as minister or ship, which a pronoun could mean instead", required=True),
    "things": fields.texts("words, such as university, that show a name to be no person's", default=[]),
    "verbs": fields.texts("verbs, such as said, that show a name to be a person's", default=[]),
}


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The options, and the genders of first names and of nouns."""
    return {
        **{key: list(options.get(key) or ()) for key in ("words", "things", "verbs")},
        "check": options["check"],
        "names": genders(knowledge, "names"),
        "nouns": genders(knowledge, "nouns"),
        "function-words": sorted(knowledge.words("function-words")),
    }


class Detector(CheckDetector):
    """Runs one of the checks."""

    CHECKS = CHECKS

    def __init__(self, plan: Options) -> None:
        super().__init__({**plan, "function-words": frozenset(plan["function-words"])})
