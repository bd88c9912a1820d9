"""Names that were cut in two: at an initial, at a full stop, or by words put between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from newslint.kinds.base import Match
from newslint.kinds.checks import Options

if TYPE_CHECKING:
    from newslint.document import Document

REACH = 300  # how far, in code points, the orphaned surname may stand from the cut
LEAST_BETWEEN = 3  # words in small letters between the two parts, where only their letters agree
LONGEST_NAME = 3  # words of a name that stands alone as a sentence

_CAPITAL = "[A-ZÀ-ÖØ-ÞŁŚŠŽČŞİ]"
_CUT_NAME = re.compile(rf"\b({_CAPITAL}[^\W\d_A-Z][\w'’-]*) ({_CAPITAL})(\.?),\s+(?!\d)(?=[^\W\d_])")
_INTERRUPTED_NAME = re.compile(r"\b([A-Z][a-zà-ÿ]+) ([A-Z])\.? ([A-Z][a-z]+) ([A-Z][a-zà-ÿ]{2,})\b")
_ORPHAN = re.compile(
    rf"[.”\"] ({_CAPITAL}[^\W\dA-Z_][\w'’-]+)(?:, ?[A-Za-z]| [–—-][ .,]|\s(?=[a-z]+(?:ed|s)\b"
    r"|(?:said|told|led|met|had|will|began|came|gave|held|kept|left|made|put|saw|spoke|took|went|won|wrote)\b))"
)
_ORPHAN_ANYWHERE = re.compile(rf"(?:[.,;”\")]| [–—-]) ({_CAPITAL}[\w'’-]+)(?=[ ,.:][ a-z(–—-])")
_SMALL_WORD = re.compile(r"\b[a-z]+\b")
_NAME_ALONE = re.compile(rf"(?:{_CAPITAL}[\w'’-]*)(?: {_CAPITAL}[\w'’-]*){{0,{LONGEST_NAME - 1}}}\.")
_LAST_WORD = re.compile(r"([\w'’-]+)\.\s*$")
_FIRST_WORD = re.compile(rf"{_CAPITAL}[\w'’-]+")


def initial(document: Document, options: Options) -> Iterable[Match]:
    """A name that breaks off at its initial ("Wendy R., who … . Sherman said"), and the surname left alone further on.

    With `matching`, the surname begins with the initial, and may stand after a comma, too.
    """
    if options.get("matching"):
        yield from _matching(document, options)
        return
    text = document.plain
    for found in _cuts(document, options):
        orphan = _orphan_of(document, found)
        if orphan:
            yield from _both(found, orphan)
    function_words = document.knowledge.words("function-words")
    for found in _INTERRUPTED_NAME.finditer(text):
        if found[3].lower() in function_words and _is_name(document, found[1], options) and not _is_ordinary(document, found[4]):
            yield Match(found.start(), found.end(), fields={"name": f"{found[1]} {found[2]}. {found[4]}"})


def halves(document: Document) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Names that break off at their initial, as parts: given name (group 1) and initial (group 2), and the surname further on (group 1).

    Unlike `initial`, it takes an initial without full stop after an unknown first name, if "who" follows, and a surname after a comma.
    """
    for found in _CUT_NAME.finditer(document.plain):
        if _is_ordinary(document, found[1]):
            continue
        if found[3] or _is_first_name(document, found[1]) or document.plain.startswith("who ", found.end()):
            orphan = _orphan_of(document, found) or _orphan_in_sentence(document, found)
            if orphan:
                yield found, orphan


def _orphan_of(document: Document, cut: re.Match[str]) -> re.Match[str] | None:
    """The surname that a name lost at its initial, at the beginning of a sentence further on in the paragraph."""
    orphans = _ORPHAN.finditer(document.plain, cut.end(), _paragraph_end(document, cut.start()))
    return next((orphan for orphan in orphans if _may_be_surname(document, orphan[1].removesuffix("'s"), cut[1])), None)


def _orphan_in_sentence(document: Document, cut: re.Match[str]) -> re.Match[str] | None:
    """The surname that a name lost at its initial, after a comma or a dash."""
    for orphan in _ORPHAN_ANYWHERE.finditer(document.plain, cut.end(), _paragraph_end(document, cut.start())):
        if _may_be_surname(document, orphan[1].removesuffix("'s"), cut[1]):
            return orphan if len(_SMALL_WORD.findall(document.plain, cut.end(), orphan.start())) >= LEAST_BETWEEN else None
    return None


def _may_be_surname(document: Document, word: str, given: str) -> bool:
    return not _is_ordinary(document, word) and word != given and not _has_other_given_name(document, word, given)


def _matching(document: Document, options: Options) -> Iterator[Match]:
    text = document.plain
    for found in _cuts(document, options):
        for orphan in _ORPHAN_ANYWHERE.finditer(text, found.end(), _paragraph_end(document, found.start())):
            between = _SMALL_WORD.findall(text, found.end(), orphan.start())
            surname = orphan[1].removesuffix("'s")
            if surname[0] != found[2] or len(between) < LEAST_BETWEEN or surname == found[1]:
                continue
            if _is_function_word(document, surname) or _has_other_given_name(document, surname, found[1]):
                continue
            yield from _both(found, orphan)
            break


def _cuts(document: Document, options: Options) -> Iterator[re.Match[str]]:
    """Where a given name, or a title, and an initial stand before a comma."""
    return (
        found
        for found in _CUT_NAME.finditer(document.plain)
        if _is_name(document, found[1], options) and (found[3] or _is_first_name(document, found[1]))
    )


def _both(cut: re.Match[str], orphan: re.Match[str]) -> Iterator[Match]:
    whole = {"name": f"{cut[1]} {orphan[1]}" if orphan[1].startswith(cut[2]) else f"{cut[1]} {cut[2]}. {orphan[1]}"}
    yield Match(cut.start(), cut.end(3) + 1, fields=whole)
    yield Match(orphan.start(1), orphan.end(1), fields=whole)


def cut_name(document: Document, options: Options) -> Iterable[Match]:
    """A full stop inside a name ("Sami. Al-Harbi said"), where the file has the name whole elsewhere or its parts show it.

    A sentence that is only a name counts as well, after a word that asks for one: an office, a lake, a preposition.
    """
    text = document.plain
    before_names = frozenset(options["words"])
    pairs, last_words = _pairs(document)
    for number in range(1, len(document.sentences)):
        start, end = document.sentences[number]
        before = document.sentences[number - 1]
        stop = _LAST_WORD.search(text, max(before[0], before[1] - 60), before[1])
        first = _FIRST_WORD.match(text, start, end)
        if not stop or not first or text.count("\n", before[1], start):
            continue
        word, surname = stop[1], first[0].removesuffix("'s")
        if (word, surname) in pairs and not _is_function_word(document, word) and not _is_small_elsewhere(document, surname):
            yield Match(stop.start(), first.end(), fields={"name": f"{word} {surname}"})
            continue
        if _is_first_name(document, word) and _is_surname_in_apposition(document, stop, first):
            yield Match(stop.start(), first.end(), fields={"name": f"{word} {surname}"})
            continue
        if _is_new_pair(document, stop, first, before_names):
            yield Match(stop.start(), first.end(), fields={"name": f"{word} {surname}"})
            continue
        alone = _NAME_ALONE.fullmatch(text, start, end)
        if alone and not _is_ordinary(document, surname) and (word in before_names or _is_cut_off(document, word, alone[0], last_words)):
            yield Match(stop.start(), end, fields={"name": f"{word} {alone[0].rstrip('.')}"})


def _is_small_elsewhere(document: Document, word: str) -> bool:
    """Whether a word is one that names no person, or stands in small letters in the file."""
    return word.lower() in document.knowledge.words("no-person-words") or word.lower() in _small_words(document)


@lru_cache(maxsize=1)
def _small_words(document: Document) -> frozenset[str]:
    return frozenset(_SMALL_WORD.findall(document.plain))


def _is_surname_in_apposition(document: Document, stop: re.Match[str], first: re.Match[str]) -> bool:
    """Whether a first name, alone, stands before the stop, and a name with an office or the like after it: "Nevin. Kolb, the mayor"."""
    before = document.plain[max(0, stop.start() - 20) : stop.start()].split()[-1:]
    after = document.plain[first.end() : first.end() + 3]
    return (
        bool(before)
        and before[0].islower()
        and after[:2] == ", "
        and not _is_first_name(document, first[0])
        and not _is_ordinary(document, first[0])
    )


def _is_new_pair(document: Document, stop: re.Match[str], first: re.Match[str], before_names: frozenset[str]) -> bool:
    """Whether two unknown words make one name: each stands only here, the first after a word that asks for a name or after a comma.

    "The law was signed by President Klaus. Iohannis, after a meeting": a sentence that begins with somebody's surname alone does not do
    so the first time, and one that ends in a name does not end in half of it. Places, which stand alone, are left out.
    """
    word, surname = stop[1], first[0].removesuffix("'s")
    if not _UNKNOWN.fullmatch(word) or not _UNKNOWN.fullmatch(surname) or _is_first_name(document, surname):
        return False
    particle = surname in _PARTICLES and _AFTER_PARTICLE.match(document.plain, first.end())
    if not _AFTER_SURNAME.match(document.plain, particle.end() if particle else first.end()):
        return False
    before = document.plain[max(0, stop.start() - 30) : stop.start()].rstrip()
    last = before.split()[-1:]
    if not last or not (last[0].endswith(",") or last[0].lower() in before_names) or last[0].lower() in _BEFORE_PLACES:
        return False
    places = document.knowledge.words("place-names")
    if word in places or (surname in places and not _is_first_name(document, word)) or _is_ordinary(document, word):
        return False
    if not particle and _is_ordinary(document, surname):
        return False
    counts = _capital_words(document)
    return counts[word] == 1 and (bool(particle) or document.plain.find(surname) >= first.start())


_UNKNOWN = re.compile(r"[A-ZÀ-ÖØ-ÞŁŚŠŽČŞİ][^\W\dA-Z_]{2,}")
_AFTER_SURNAME = re.compile(
    r", (?:who|whose|but|and|after|on|in|at|of|with|was|the|a|an|from|for|has|had|is|as|to|will"
    r"|[a-z]+ed|said|told|wrote|spoke|won|led|met|gave|made|took|came|went)\b"
)
_BEFORE_PLACES = frozenset("in at near to into toward towards city island lake village province mount than the between".split())
_AFTER_PARTICLE = re.compile(r"(?: [a-z]+)* [A-ZÀ-Þ][^\W\dA-Z_]+")
_PARTICLES = frozenset("Van Von De Del Della Di Da Dos Al El Bin Ben Ter Ten Den Der".split())
_CAPITAL_WORD = re.compile(r"\b[A-ZÀ-ÖØ-ÞŁŚŠŽČŞİ][^\W\d_]+")


@lru_cache(maxsize=1)
def _capital_words(document: Document) -> Counter[str]:
    """How often each word with a capital stands in the file."""
    return Counter(_CAPITAL_WORD.findall(document.plain))


def _is_cut_off(document: Document, word: str, name: str, last_words: set[str]) -> bool:
    """Whether a first name ends the sentence before a name that is known as the end of a longer one."""
    return name.rstrip(".") in last_words and _is_first_name(document, word)


def _pairs(document: Document) -> tuple[set[tuple[str, str]], set[str]]:
    """The neighbouring words of all names of the file, and their last words."""
    pairs: set[tuple[str, str]] = set()
    last_words: set[str] = set()
    for mention in document.mentions:
        words = mention.words
        if len(words) > 1 and not mention.headline:
            pairs.update(pair for pair in pairwise(words) if not pair[0].endswith("."))
            last_words.add(words[-1])
    return pairs, last_words


def _is_name(document: Document, word: str, options: Options) -> bool:
    small = word.lower()
    return small not in options.get("words", ()) and (_is_first_name(document, word) or not _is_ordinary(document, word))


def _is_first_name(document: Document, word: str) -> bool:
    return word in document.knowledge.words("male-names") or word in document.knowledge.words("female-names")


def _is_function_word(document: Document, word: str) -> bool:
    return word.lower() in document.knowledge.words("function-words")


def _is_ordinary(document: Document, word: str) -> bool:
    knowledge = document.knowledge
    small = word.lower()
    return any(small in knowledge.words(name) for name in ("function-words", "not-names", "ordinary-words"))


@lru_cache(maxsize=1)
def _given_names(document: Document) -> dict[str, set[str]]:
    """What stands before each surname in the file's whole names."""
    given: dict[str, set[str]] = {}
    nouns = document.knowledge.words("person-nouns")
    for mention in document.mentions:
        if len(mention.words) > 1 and mention.words[-2].lower() not in nouns:  # unlike "Opposition Leader Finch"
            given.setdefault(mention.words[-1], set()).add(mention.words[0])
    return given


def _has_other_given_name(document: Document, surname: str, given: str) -> bool:
    """Whether the text gives the surname to somebody else, whose name is whole."""
    return bool(_given_names(document).get(surname, set()) - {given})


def _paragraph_end(document: Document, offset: int) -> int:
    return min(document.paragraphs[document.paragraph_at(offset)][1], offset + REACH)
