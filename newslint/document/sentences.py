"""Where sentences end: at a full stop that is no part of an abbreviation, an initial or a number, and at other final marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newslint.source import Span

if TYPE_CHECKING:
    from newslint.ruleset.knowledge import Knowledge


class Abbreviations(NamedTuple):
    """The words after which a full stop may not end a sentence, without that full stop.

    A word in lower case stands for all its forms, one with a capital for itself and its form in all capitals.

    Attributes:
        before_name: something always follows ("Mr"), and no sentence ends.
        before_number: an abbreviation only where a number follows ("No").
        others: may close a sentence ("Inc"), and do so where an opener with a capital follows.
        openers: function words.
    """

    before_name: frozenset[str] = frozenset()
    before_number: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()

    @classmethod
    def of(cls, knowledge: Knowledge) -> Abbreviations:
        """Those of the table "abbreviations", with the words of "function-words" as openers."""
        groups: dict[str, set[str]] = {"name": set(), "number": set(), "any": set()}
        for entry in knowledge.entries("abbreviations"):
            groups[str(entry["before"])].update(entry["words"])
        name, number, others = map(frozenset, groups.values())
        return cls(name, number, others, knowledge.words("function-words"))


# A final mark; the quotes, brackets and note numbers that close after it; white space.
_MARK = re.compile(r"([.!?…。！？｡؟۔।॥]+)([\"'”’»›)\]}」』】）]*(?:\[\d{1,3}\])*)(\s*)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_ENUMERATION = re.compile(r"\d{1,2}|[ivxIVX]{1,4}|[A-Za-z]")
# A speaker and a verb of speech, as they follow a quoted question.
_REPORT = (
    r"([^\W\d_a-z][\w'’-]*)\.?\s(?:(?:[^\W\d_a-z][\w'’-]*\.?|[\w'’-]+,?)\s){0,6}(?:add|announce|answer|ask|call|comment|cr[iy]|declare|demand|"
    r"exclaim|joke|post|quip|remark|repl[iy]|respond|say|said|scream|shout|tell|told|tweet|wonder|write|wrote|yell)(?:e?[ds])?\b"
)
_QUOTES = frozenset("\"'”’»›」』")
_OPENING = frozenset("\"'“”‘’«„‹([{¿¡–—-•* ")
_OPENING_QUOTES = frozenset("“‘«")
_LONE_QUOTES = frozenset("”»")
_SPACE = re.compile(r"\s*")
_NEVER_FIRST = frozenset(",.;:!?…)]}%/&+=")
_FINAL = ".!?…。！？؟۔।\"'”’»)]"
_HEADLINE_LENGTH = 120
_LOOK_BACK = 32
_LOOK_AHEAD = 64


def split(text: str, paragraphs: list[Span], abbreviations: Abbreviations) -> list[Span]:
    """The sentences of each paragraph, trimmed; together they hold all but white space."""
    found: list[Span] = []
    # Headlines have capitals everywhere, so there a function word opens nothing.
    in_headline = abbreviations._replace(openers=frozenset())
    for start, end in paragraphs:
        headline = end - start <= _HEADLINE_LENGTH and text[end - 1] not in _FINAL
        first = start
        for mark in _MARK.finditer(text, start, end):
            stop, begin = mark.span(3)
            if begin < end and text[begin] in _LONE_QUOTES:
                stop, begin = _past_lone_quote(text, stop, begin, end)
            if begin >= end:
                break
            if mark.start() > first and _ends(text, first, mark, begin, end, in_headline if headline else abbreviations):
                found.append((first, stop))
                first = begin
        found.append((first, end))
    return found


def _past_lone_quote(text: str, stop: int, begin: int, end: int) -> Span:
    """The end of a sentence and the beginning of the next one, past a closing quote that stands by itself, as garbled text has it."""
    after = _SPACE.match(text, begin + 1, end)
    if begin == stop or not after or (not after[0] and after.end() < end):
        return stop, begin
    return begin + 1, after.end()


def _ends(text: str, first: int, mark: re.Match[str], begin: int, end: int, abbreviations: Abbreviations) -> bool:
    """Whether a sentence that began at `first` ends with a mark when the next visible character stands at `begin`."""
    final, closing, space = mark.groups()
    if text[begin] in _NEVER_FIRST:
        return False
    quoted = bool(closing) and not _QUOTES.isdisjoint(closing)
    if final[0] not in ".!?…":
        return bool(space) or not quoted or final[0] not in "！？"
    letter = _first_letter(text, begin, end)
    small = text[letter].islower()
    if not space and not (letter == begin and text[letter].isupper() and _space_is_lost(text, mark, end)):
        return quoted and text[begin] in _OPENING_QUOTES
    if final != ".":
        return not small and not (quoted and "." not in final and _is_report(text, letter, end, abbreviations.openers))
    if quoted:
        return not small
    word = _word_before(text, first, mark.start())
    if small and (closing or len(word) < 4 or not word.isalpha()):
        # A garbled sentence may begin with a small letter; after a short word, it is rather an abbreviation that no list has.
        return False
    return not _is_abbreviation(word, text, first, mark, letter, abbreviations)


def _first_letter(text: str, begin: int, end: int) -> int:
    """The place of the next sentence's first letter or digit, past quotes and dashes; that of its first character if it has none."""
    if text[begin] not in _OPENING:
        return begin
    for place in range(begin + 1, min(end, begin + 4)):
        if text[place] not in _OPENING:
            return place
    return begin


def _is_report(text: str, letter: int, end: int, openers: frozenset[str]) -> bool:
    """Whether `Orr asked` or the like stands at `letter`."""
    # Seldom needed, and slow to compile.
    found = re.compile(_REPORT).match(text, letter, min(end, letter + _LOOK_AHEAD))
    return found is not None and found[1].lower() not in openers


def _space_is_lost(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether a mark between a small letter and a capital ends a sentence: not in an address, nor in "Ph.D."."""
    at, stop = mark.start(), mark.end(2)
    if not text[at - 1].islower() or text[stop + 1 : min(stop + 2, end)] == ".":
        return False
    token = text[max(0, at - _LOOK_BACK) : at].split()[-1]
    rest = text[stop : stop + _LOOK_BACK].split()[0]
    return not token.startswith("www.") and "/" not in token + rest and "@" not in token + rest


def _word_before(text: str, first: int, at: int) -> str:
    """The word that a full stop follows, without brackets and quotes before it; empty after white space."""
    if text[at - 1].isspace():
        return ""
    return text[max(first, at - _LOOK_BACK) : at].split()[-1].lstrip("\"'“‘«„‹([{")


def _is_abbreviation(word: str, text: str, first: int, mark: re.Match[str], letter: int, abbreviations: Abbreviations) -> bool:
    """Whether the full stop after a word belongs to it, and the sentence goes on at `letter`."""
    if _is_listed(word, abbreviations.before_name):
        return True
    if text[letter].isdigit() and _is_listed(word, abbreviations.before_number):
        return True
    if mark.start() - len(word) <= first and _ENUMERATION.fullmatch(word):
        return True
    if _is_listed(word, abbreviations.others) or (len(word) == 1 and word.isupper()) or _DOTTED.fullmatch(word):
        return not _opens_sentence(text, letter, abbreviations.openers)
    return False


def _is_listed(word: str, listed: frozenset[str]) -> bool:
    return word in listed or word.lower() in listed or (word.isupper() and word.capitalize() in listed)


def _opens_sentence(text: str, letter: int, openers: frozenset[str]) -> bool:
    found = _WORD.match(text, letter)
    word = found[0] if found else ""
    return word[:1].isupper() and (len(word) == 1 or not word.isupper()) and word.lower() in openers
