"""Names: runs of capitalised words with the initials and particles inside them, without honorifics and offices."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newslint.source import Span

if TYPE_CHECKING:
    from newslint.ruleset.knowledge import Knowledge


class Mention(NamedTuple):
    """A name where it stands.

    Attributes:
        start, end: its place in the text, without honorific, office and possessive 's.
        text: the name with plain apostrophes, hyphens and single spaces, even where it runs over a line end.
        honorific: "Mr", "Dr", "Sir" and the like before it, without full stop; empty if there is none, or an office.
        headline: whether it stands in a line in title case or capitals, where its words may be no names.
    """

    start: int
    end: int
    text: str
    honorific: str = ""
    headline: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name."""
        return tuple(self.text.split())


class Lists(NamedTuple):
    """The word lists that names are found with, in lower case; particles and abbreviations as they stand in a name.

    Attributes:
        function_words: English function words; never part of a name.
        never, alone, opening: other words that are no names: at all, by themselves, and at the beginning of a sentence.
        particles: words within a name ("von"), prefixes ("al-", "d'"), and parts with a full stop ("St.").
        abbreviations: titles that have a full stop before a name.
        honorifics, offices, modifiers: titles before a name, and the words that only belong to one beside an office ("Deputy").
    """

    function_words: frozenset[str]
    never: frozenset[str]
    alone: frozenset[str]
    opening: frozenset[str]
    particles: frozenset[str]
    abbreviations: frozenset[str]
    honorifics: frozenset[str]
    offices: frozenset[str]
    modifiers: frozenset[str]

    @classmethod
    def of(cls, knowledge: Knowledge) -> Lists:
        """The lists "function-words" and "name-particles", the tables "not-names", "honorifics" and "abbreviations"."""
        return cls(
            function_words=knowledge.words("function-words"),
            never=_group(knowledge, "not-names", "drop", "always"),
            alone=_group(knowledge, "not-names", "drop", "alone"),
            opening=_group(knowledge, "not-names", "drop", "opening"),
            particles=knowledge.words("name-particles"),
            abbreviations=_group(knowledge, "abbreviations", "before", "name"),
            honorifics=_group(knowledge, "honorifics", "kind", "honorific"),
            offices=_group(knowledge, "honorifics", "kind", "office"),
            modifiers=_group(knowledge, "honorifics", "kind", "modifier"),
        )


def _group(knowledge: Knowledge, table: str, key: str, value: str) -> frozenset[str]:
    return frozenset(word for entry in knowledge.entries(table) if entry[key] == value for word in entry["words"])


# What a word of a run is. One letter for each word makes a string that patterns can search.
_NAME, _BESIDE_NAME, _MODIFIER, _OFFICE, _HONORIFIC, _PARTICLE, _NO_NAME = "namohp "
_OFFICES = re.compile("m*o[mo]*")
_MODIFIERS_FIRST = re.compile("^m+")
_NAMES = re.compile("p*[nam](?:[namp]*[nam])?")

# Alphabets whose capitals and small letters alternate are taken whole, as the second class takes all but ASCII: the first letter's case
# is looked at later. Classes that list every capital are slow to compile.
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-ɏΆ-ΏΑ-ΫЀ-ЯѠ-ԯԱ-ՖḀ-ỿ]"
_MAYBE_CAPITAL = r"[^\W\d_a-z]"

_CHUNK = re.compile(r"\S+")
_SMALL_TAIL = re.compile(r"-(?=[^\W\d_A-Z])")
_NUMBER = re.compile(r"\.? ?\d")
_OPENING_MARKS = frozenset("\"'“‘«„")
_COLONS = frozenset(":•*–—|>")
_LONGEST_PARTICLE = 8
_LONGEST_RUN = 500
_MOST_WORDS = 20
_CACHE = 4_096
_LONGEST_HEADLINE = 200


class _Word(NamedTuple):
    """A word of a run, with its place counted from the run's start."""

    start: int
    end: int
    text: str


# A run of capitalised words: where it starts, itself, its words, the letters of their kinds, whether the first word may have its capital
# for its place ("opening"), and whether all may ("headline").
_Run = tuple[int, str, tuple[_Word, ...], str, bool, bool]


def find(plain: str, lines: list[Span], sentences: list[Span], grammar: Grammar) -> list[Mention]:
    """The names of a text, in order.

    Args:
        plain: the text with plain spaces and apostrophes.
    """
    runs = list(_runs(plain, lines, sentences, grammar))
    # Words that have a capital of their own somewhere in the text.
    inside = {word.text for _, _, words, _, opening, headline in runs if not headline for word in (words[1:] if opening else words)}
    small = set(plain.split())
    found: list[Mention] = []
    for start, text, words, kinds, opening, headline in runs:
        if opening or headline:
            kinds = _without_capitals_of_place(words, kinds, headline, inside, small, grammar.lists.opening)
        for first, end, name, honorific in grammar.names(text, kinds):
            found.append(Mention(start + first, start + end, name, honorific, headline))
    return found


def _runs(plain: str, lines: list[Span], sentences: list[Span], grammar: Grammar) -> Iterator[_Run]:
    """The runs that hold more than function words and the like."""
    openings = {start for start, _ in sentences}
    line_starts = [start for start, _ in lines]
    line_end, headline = -1, False
    for start, end in grammar.spans(plain):
        text = plain[start:end]
        words, kinds = grammar.analyse(text)
        if kinds == _NO_NAME:
            continue
        if kinds != _NAME:
            kinds = _in_context(plain, start, end, words[-1].text, kinds)
            if kinds.isspace():
                continue
        if start > line_end:
            line_start, line_end = lines[bisect_right(line_starts, start) - 1]
            headline = line_end - line_start <= _LONGEST_HEADLINE and _is_headline(plain[line_start:line_end])
        yield start, text, words, kinds, start in openings or _opens(plain[max(0, start - 2) : start]), headline


def _opens(before: str) -> bool:
    """Whether a word opens a quote, or what follows a colon; `before` are the two characters before it."""
    return before[-1:] in _OPENING_MARKS or (before[-1:] == " " and before[0] in _COLONS)


def _in_context(plain: str, start: int, end: int, last: str, kinds: str) -> str:
    """The kinds of the words of a run, as its neighbours change them; `last` is its last word."""
    if kinds[-1] == _BESIDE_NAME:
        # "January 13" is a date.
        return kinds[:-1] + _NO_NAME if _NUMBER.match(plain, end) else kinds
    if len(last) == 1 and len(kinds) > 1 and plain[end : end + 1] in (".", ","):
        # An initial with which a garbled name ends.
        return kinds[:-1] + _BESIDE_NAME
    if kinds[0] == _MODIFIER and plain[max(0, start - 4) : start].endswith((" of ", "for ")):
        # "Secretary of State", "Minister of Defence"
        return _MODIFIERS_FIRST.sub(_no_names, kinds)
    return kinds


def _is_headline(line: str) -> bool:
    """Whether a line is in title case or capitals."""
    if line.isupper():
        return len(line.split()) > 1
    if line.endswith("."):
        return False
    words = line.split()
    initials = "".join([word[0] for word in words if len(word) > 3])
    return len(words) > 3 and len(initials) > 2 and sum(map(str.isupper, initials)) * 6 >= len(initials) * 5


def _without_capitals_of_place(
    words: tuple[_Word, ...], kinds: str, headline: bool, inside: set[str], small: set[str], opening: frozenset[str]
) -> str:
    """The kinds of a run's words, without those that have a capital only because they open a sentence or stand in a headline.

    Args:
        inside: the words that have a capital of their own somewhere in the text.
        small: what white space divides in the text, among it words in lower case.
        opening: words that are no names at the beginning of a sentence.
    """
    if headline:
        return "".join(
            _NO_NAME if kind in "nm" and word.text not in inside and _stands_in(small, word.text.lower()) else kind
            for word, kind in zip(words, kinds, strict=True)
        )
    first = words[0].text
    if kinds[0] in "nm" and first not in inside:
        folded = first.lower()
        # "Deep-sea" leaves "Deep" and an empty word.
        if folded in opening or (_stands_in(small, folded) if len(words) == 1 else not words[1].text):
            return _NO_NAME + kinds[1:]
    return kinds


def _stands_in(chunks: set[str], word: str) -> bool:
    return word in chunks or f"{word}," in chunks or f"{word}." in chunks


def _names(words: tuple[_Word, ...], kinds: str) -> Iterator[tuple[int, int, str, str]]:
    """The names in a run, each with its place in the run and its honorific; offices divide them."""
    kinds = _OFFICES.sub(_no_names, kinds)
    for found in _NAMES.finditer(kinds):
        if _NAME not in found[0] and _MODIFIER not in found[0]:
            continue
        first, stop = found.span()
        name = " ".join([word.text for word in words[first:stop]])
        end = words[stop - 1].end
        # A full stop after an initial at the end is the sentence's; in "U.S." it is the name's.
        if name[-1] == "." and words[stop - 1].text.count(".") == 1:
            name, end = name[:-1], end - 1
        honorific = words[first - 1].text.rstrip(".") if first and kinds[first - 1] == _HONORIFIC else ""
        yield words[first].start, end, name, honorific


def _no_names(found: re.Match[str]) -> str:
    return _NO_NAME * len(found[0])


class Grammar:
    """Finds runs of capitalised words and tells what their words are."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self._pattern = _run_pattern(lists)
        self._dotted = {f"{word}." for word in lists.abbreviations} | {word for word in lists.particles if word[-1] == "."}
        self._ends = {word[-2:] for word in lists.particles if len(word) > 1}
        # The same names come again and again.
        self.analyse = lru_cache(maxsize=_CACHE)(self._analyse)
        self.names = lru_cache(maxsize=_CACHE)(self._names)

    def spans(self, plain: str) -> Iterator[Span]:
        """Runs of capitalised words, with initials and particles, some over the end of a sentence."""
        for found in self._pattern.finditer(plain):
            start, end = found.span()
            before = plain[start - 1 : start]
            if before == " ":
                if plain[start - 3 : start - 1] in self._ends:
                    start = self._with_particles(plain, start)
            elif before.isalnum() or (before == "'" and plain[start - 2 : start - 1].isupper()):
                # The run begins inside a word such as "iPhone" or "RUSSIA'S".
                start = plain.find(" ", start, end) + 1
                if not start:
                    continue
            elif before in ("-", "'"):
                start = self._with_particles(plain, start)
            if end - start <= _LONGEST_RUN:
                yield start, end

    def _with_particles(self, plain: str, start: int) -> int:
        """Where a run starts, with a prefix and particles in lower case before it."""
        while True:
            before = plain[max(0, start - _LONGEST_PARTICLE) : start]
            word = (before.split() or [""])[-1]
            if word not in self.lists.particles or len(word) < 2 or not before.endswith(word if word[-1] in "-'" else f"{word} "):
                return start
            if len(before) > len(word) + 1 and before[before.rindex(word) - 1].isalnum():
                return start
            start -= len(before) - before.rindex(word)

    def _names(self, run: str, kinds: str) -> list[tuple[int, int, str, str]]:
        """The names in a run, given the kinds of its words: the place of each in the run, itself, and its honorific."""
        return list(_names(self.analyse(run)[0], kinds))

    def _analyse(self, run: str) -> tuple[tuple[_Word, ...], str]:
        """The words of a run and the letters of their kinds; where a name cannot go on, an empty word stands."""
        words: list[_Word] = []
        previous = ""
        for found in _CHUNK.finditer(run):
            start, end = found.span()
            word = found[0]
            cut = end
            tail = _SMALL_TAIL.search(word) if word[0].isupper() else None
            if tail and not self._is_given_name(previous, word[tail.end() :]):
                # "Moscow-backed"; of "Co-operation", nothing is left.
                cut = start if word[: tail.end()].lower() in self.lists.never else start + tail.start()
            elif word[-1] == "." and not (len(word) == 2 or "." in word[:-1] or word in self._dotted):
                cut = end - 1
            previous = run[start:cut]
            if previous:
                words.append(_Word(start, cut, previous))
            if cut < end:
                words.append(_Word(end, end, ""))
                previous = ""
        return tuple(words), "".join([self._kind(word.text) for word in words])

    def _is_given_name(self, family: str, tail: str) -> bool:
        """Whether the part after a hyphen belongs to a name such as "Kim Jong-un", unlike that of "Moscow-backed"."""
        if not family[:1].isupper() or not 1 < len(tail) < 7 or not tail.isalpha():
            return False
        return f"-{tail}" not in self.lists.never and not tail.endswith("ed") and not (len(tail) > 5 and tail.endswith("ing"))

    def _kind(self, word: str) -> str:
        lists = self.lists
        folded = word.rstrip(".").lower()
        if len(word) == 2 and word[-1] == ".":
            return _BESIDE_NAME
        if not folded or (folded not in lists.alone and (folded in lists.function_words or folded in lists.never)):
            return _NO_NAME
        if word in lists.particles:
            return _NAME if word[-1] == "." else _PARTICLE
        if word == word.lower():
            return _NO_NAME
        if len(word) == 1 or folded in lists.alone:
            return _BESIDE_NAME
        if folded in lists.honorifics:
            return _HONORIFIC
        if folded in lists.offices:
            return _OFFICE
        return _MODIFIER if folded in lists.modifiers else _NAME


def _run_pattern(lists: Lists) -> re.Pattern[str]:
    prefix = _any_of(word for word in lists.particles if word[-1] in "-'")
    inner = _any_of(word for word in lists.particles if word[-1] not in "-'.")
    letter = r"[\w\u0300-\u036f]"
    goes_on = rf"(?= {{1,3}}{_MAYBE_CAPITAL})"
    # A full stop belongs to initials ("J. K.", "U.S.") and, before another capital, perhaps to a short word ("St.", "Gen.").
    rest = (
        rf"(?:\.(?:(?:-?{_MAYBE_CAPITAL}\.)+|{goes_on})|\w{{1,5}}\.{goes_on}|"
        rf"{letter}*(?:-{letter}+|'(?!(?:s|S|ll|re|ve|d|m)\b){letter}+)*)"
    )
    between = rf" {{1,3}}(?:{inner} {{1,3}}){{0,3}}{prefix}?"
    return re.compile(rf"{_CAPITAL}{rest}(?:{between}{_MAYBE_CAPITAL}{rest}){{0,{_MOST_WORDS}}}")


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, by their first letter, which is quicker; for none, one that never matches."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    return f"(?:{'|'.join(re.escape(letter) + '(?:' + '|'.join(rest) + ')' for letter, rest in by_letter.items()) or '(?!)'})"
