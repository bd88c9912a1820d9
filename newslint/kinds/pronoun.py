"""Kind `pronoun`: he for a woman, she for a man, where the document itself says which it is.

A person's gender is learnt from the document (Mr and Ms, "her part", nouns such as actress beside the name) and from first names that are
used for one gender only. A pronoun counts only where its antecedent is beyond doubt: outside quotations, with one person before it and
nobody else whom it could mean in reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.kinds.base import Match
from newslint.kinds.checks import Check, CheckDetector, Options, check_field
from newslint.kinds.persons import FEMALE, MALE, PRONOUNS, UNKNOWN, Person, Signs, signs_of
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge

REACH = 400  # in code points: an antecedent further away than this is not beyond doubt
WINDOW = 1500  # in code points: how far before the paragraph somebody else may have been named
FLIP_RATIO = 2  # how many times as often the other pronoun must stand
ADJACENT = 6  # code points of white space and quote marks between two sentences
FURTHEST = 5_000  # in code points: what stands further away, as in a paragraph without end, is not looked at
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
_END_OF_QUOTE = re.compile(r"[,.?!-][”\"'’] ?$")
_BEGIN_OF_QUOTE = re.compile(r" (\w+)(?: \w+){0,4}[:,] [“\"]")
_SAYS = re.compile(r"(?: \w+)? (?:says?|said|tells|told)\b|,[^.,]{1,60}, (?:says|said|tells|told)\b")
_JOINED = re.compile(r",? and ")
_INTRODUCTION = re.compile(r", (?:(?:Mr|Ms|Mrs|Miss|Dr)\.? )?$")
_OPENING_WORDS = 2
_INTRODUCTION_WORDS = 9
_SUBJECT_WORDS = 4


class _Antecedent(NamedTuple):
    """The person whom a pronoun means if nobody else can be meant.

    Attributes:
        since: from where on somebody else who is named could be meant.
        nouns_since: the same for nouns of either gender.
        calls_since: the same for pronouns of the one that stands here.
        quoted: whether those whom a quotation names could be meant, too.
        vague: whether names that need not be persons' count after the person.
    """

    person: Person
    since: int
    nouns_since: int
    calls_since: int
    quoted: bool = True
    vague: bool = True


def gender_clash(document: Document, options: Options) -> Iterable[Match]:
    """Pronouns against the gender of the only person whom they can mean."""
    for found, person in _clashes(document):
        if person.by_file == (options["told"] == "file"):
            yield Match(found.start(), found.end(), (_right(document, found),), {"person": person.surname})


# One rule for each way of telling asks for them.
@lru_cache(maxsize=1)
def _clashes(document: Document) -> list[tuple[re.Match[str], Person]]:
    """The pronouns that are not of their person's gender."""
    signs = signs_of(document)
    if not any(person.known and person.gender for person in signs.persons):
        return []
    clashes: list[tuple[re.Match[str], Person]] = []
    unexplained: dict[str, list[int]] = {MALE: [], FEMALE: []}
    for found in signs.pronouns:
        gender = PRONOUNS[found[0].lower()]
        person = _meant(document, signs, found, unexplained[gender])
        if person is None or not person.known or person.gender in (UNKNOWN, gender):
            unexplained[gender].append(found.start())
        else:
            clashes.append((found, person))
    return clashes


def gender_flip(document: Document, options: Options) -> Iterable[Match]:
    """The odd he or she for somebody of no known gender whom the file calls by the other pronoun otherwise."""
    signs = signs_of(document)
    calls: dict[str, dict[str, list[re.Match[str]]]] = {}
    for found in signs.pronouns:
        person = _meant(document, signs, found, [])
        if person and not person.gender and not person.vague:
            calls.setdefault(person.surname, {MALE: [], FEMALE: []})[PRONOUNS[found[0].lower()]].append(found)
    for surname, called in calls.items():
        few, many = sorted(called.values(), key=len)
        if few and len(many) >= FLIP_RATIO * len(few):
            for found in few:
                yield Match(found.start(), found.end(), (_right(document, found),), {"person": surname})


def body_as_person(document: Document, options: Options) -> Iterable[Match]:
    """He or she that opens a sentence after one about a company or the like, where nobody has been spoken of."""
    bodies = frozenset(options["bodies"])
    signs = signs_of(document)
    for found in signs.pronouns:
        at = found.start()
        sentence = document.sentence_at(at)
        start, end = document.sentences[sentence]
        if found[0] not in ("He", "She") or start != at or not sentence:
            continue
        before = document.sentences[sentence - 1]
        opening = document.folded[before[0] : before[1]].split()[:_SUBJECT_WORDS]
        if not opening or opening[0] not in document.knowledge.words("function-words") or bodies.isdisjoint(opening):
            continue
        since = _paragraph_before(document, document.paragraph_at(at))
        somebody = signs.persons_in(since, end) or any(signs.has_noun(gender, since, end) for gender in (MALE, FEMALE, UNKNOWN))
        if not somebody and not any(since <= other.start() < at for other in signs.pronouns):
            yield Match(at, found.end())


def _meant(document: Document, signs: Signs, found: re.Match[str], unexplained: list[int]) -> Person | None:
    """The person whom the pronoun must mean: nobody of its gender, or of none that is known, is in reach."""
    at, gender = found.start(), PRONOUNS[found[0].lower()]
    stop = min(document.sentences[document.sentence_at(at)][1], at + WINDOW)
    for antecedent in _antecedents(document, signs, found):
        person, begin, begin_nouns, calls_since, quoted, _ = antecedent
        since, nouns_since = max(begin, at - FURTHEST), max(begin_nouns, at - FURTHEST)
        if any(_rivals(document, other, antecedent, gender) for other in signs.persons_in(since, at)):
            continue
        after = [other for other in signs.persons_in(at, stop) if _rivals(document, other, antecedent, gender)]
        if after and not _possessed(document, found, after):
            continue
        if signs.has_noun(gender, since, at, quoted) or signs.has_noun(UNKNOWN, nouns_since, at, quoted):
            continue
        if unexplained and unexplained[-1] >= calls_since:
            continue
        if _is_object(document, found) and not _far(document, person, at):
            continue
        return person
    return None


def _rivals(document: Document, other: Person, antecedent: _Antecedent, gender: str) -> bool:
    person = antecedent.person
    return (
        other.gender in (gender, UNKNOWN)
        and other.surname != person.surname
        and (not other.vague or (antecedent.vague and other.start > person.start))
        and (antecedent.quoted or not document.in_quotes(other.start, other.end))
    )


def _antecedents(document: Document, signs: Signs, found: re.Match[str]) -> Iterator[_Antecedent]:
    """Whom a pronoun may mean, and how far back others count: the closer the two belong together, the less far."""
    at = found.start()
    number = document.paragraph_at(at)
    paragraph = document.paragraphs[number][0]
    sentence = document.sentences[document.sentence_at(at)][0]
    before = [person for person in signs.persons_in(max(0, at - WINDOW), at) if not document.in_quotes(person.start, person.end)]
    far = at - WINDOW
    subject = _subject_before(document, signs, at)
    if subject and found[0].lower() in ("he", "she") and _opens(document, sentence, at):
        told = document.sentences[document.sentence_at(subject.start)][0]
        since = document.paragraphs[document.paragraph_at(told)][0]
        yield _Antecedent(subject, since, told, since, quoted=False, vague=False)
    if before:
        last = before[-1]
        told = document.sentences[document.sentence_at(last.start)][0]
        if _JOINED.fullmatch(document.plain, last.end, at):
            yield _Antecedent(last, told, sentence, sentence)
        speaks = _is_speaker(document, found)
        if speaks or (_opens(document, sentence, at) and _is_alone(document, signs, last, sentence)):
            since = document.paragraphs[document.paragraph_at(last.start)][0]
            known = speaks and _SAYS.match(document.folded, last.end) and document.paragraph_at(last.start) >= number - 1
            yield _Antecedent(last, since, told, since if known else min(since, far), quoted=False)
        if last.start >= sentence:
            since = _paragraph_before(document, number)
            yield _Antecedent(last, since, sentence, min(since, far))
    named = signs.persons_in(max(paragraph, at - REACH), at)
    if not named and number and _opens(document, paragraph, at):
        named = signs.persons_in(max(_paragraph_before(document, number), paragraph - REACH), paragraph)
    if named:
        close = named[-1].honoured and named[-1].start >= sentence
        since = _window(document, number)
        yield _Antecedent(named[-1], since, sentence if close else _paragraph_before(document, number), min(since, far))


def _subject_before(document: Document, signs: Signs, at: int) -> Person | None:
    """Who begins the sentence before and says something in it: "Speaking in Oslo, Ms Lind told the press that …"."""
    number = document.sentence_at(at)
    start, end = document.sentences[max(0, number - 1)]
    named = signs.persons_in(start, min(end, start + WINDOW))
    sure = [person for person in named if not person.vague]
    if len({person.surname for person in sure}) != 1 or document.paragraph_at(start) != document.paragraph_at(at):
        return None
    first = sure[0]
    introduction = document.plain[start : first.start]
    opens = len(introduction.split()) <= (_INTRODUCTION_WORDS if _INTRODUCTION.search(introduction) else _OPENING_WORDS)
    return first if opens and _SAYS.match(document.folded, first.end) else None


def _is_speaker(document: Document, found: re.Match[str]) -> bool:
    """Whether the pronoun stands for who said a quotation: `…,” he said` or `He said: “…`."""
    if found[0].lower() not in ("he", "she"):
        return False
    text = document.folded
    verb = text[found.end() : found.end() + 20].split()[:1]
    if not verb or verb[0].rstrip(".,:") not in document.knowledge.words("person-verbs"):
        return False
    return bool(_END_OF_QUOTE.search(text, max(0, found.start() - 4), found.start()) or _BEGIN_OF_QUOTE.match(text, found.end()))


def _is_alone(document: Document, signs: Signs, person: Person, sentence: int) -> bool:
    """Whether a person is the only one whom the sentence before another names."""
    start, end = document.sentences[document.sentence_at(person.start)]
    start, end = max(start, person.start - WINDOW), min(end, person.end + WINDOW)
    return end + ADJACENT >= sentence and len(signs.persons_in(start, end)) == 1


def _window(document: Document, number: int) -> int:
    """Where the paragraphs begin that are looked at for somebody else whom a pronoun in a paragraph may mean."""
    start = document.paragraphs[number][0]
    return document.paragraphs[document.paragraph_at(max(0, start - WINDOW))][0]


def _paragraph_before(document: Document, number: int) -> int:
    return document.paragraphs[max(0, number - 1)][0]


def _opens(document: Document, start: int, at: int) -> bool:
    """Whether nothing but a quotation, or two words, stands before the pronoun since a place."""
    if at - start > WINDOW:
        return False
    before = document.plain[start:at].rstrip()
    quoted = before.endswith((",”", ',"', "?”", '?"', "!”", '!"')) and before[0] in '“"'
    return quoted or len(before.split()) <= _OPENING_WORDS


def _possessed(document: Document, found: re.Match[str], after: list[Person]) -> bool:
    """Whether the next person named is somebody of the pronoun's person: "her deputy Anna Lind"."""
    between = document.plain[found.end() : after[0].start]
    return len(after) == 1 and found[0].lower() in ("his", "her") and len(between.split()) <= 4 and "," not in between


def _is_object(document: Document, found: re.Match[str]) -> bool:
    """Whether a pronoun is an object: him, or her with no noun after it."""
    word = found[0].lower()
    if word != "her":
        return word == "him"
    after = document.folded[found.end() : found.end() + 30]
    following = after.split()[:1]
    return bool(_AFTER_OBJECT.match(after)) or not following or following[0].rstrip(".,;:") in document.knowledge.words("function-words")


def _far(document: Document, person: Person, at: int) -> bool:
    """Whether a clause may lie between a person and an object pronoun, so that they can be the same."""
    return len(document.plain[person.end : at].split()) >= FAR_OBJECT


def _right(document: Document, found: re.Match[str]) -> str:
    word = found[0].lower()
    right = _OTHER.get(word) or ("him" if _is_object(document, found) else "his")
    return right.capitalize() if found[0][0].isupper() else right


CHECKS: dict[str, Check] = {"gender-clash": gender_clash, "gender-flip": gender_flip, "body-as-person": body_as_person}

MESSAGE_FIELDS = ("person",)

FIELDS = {
    "check": check_field(CHECKS),
    "told": fields.text("gender-clash: what tells the gender of those who count", choices=("file", "name"), default="file"),
    "bodies": fields.texts("body-as-person: nouns such as company that he or she cannot mean", default=[]),
}


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The options as they are."""
    return {"check": options["check"], "told": options.get("told") or "file", "bodies": list(options.get("bodies") or ())}


class Detector(CheckDetector):
    """Runs one of the checks."""

    CHECKS = CHECKS
