"""Numbers with what they count."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newslint.corpus.extract.numbers import Number
    from newslint.corpus.facts import Figure
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge
    from newslint.source import Span

MOST_FIGURES = 200
AGE = "year-old"
PERCENT = "percent"
FIRST_YEAR, LAST_YEAR = 1500, 2100
OLDEST = 120
REACH_OF_HEDGE = 24  # code points before a number
MOST_WORDS_TO_NOUN = 5
MOST_WORDS_TO_MOVE = 8
REACH_OF_NOUN = 70  # code points before a number that has no noun behind
LEAST_CONTEXT = 2  # words of a clause that may tell what its number is about; with fewer, the whole sentence does

_NEXT = re.compile(r"( ?-|[ ])?([^\W\d_]+(?:'[^\W\d_]+)?|[%°]c?|(?<=of )\d[\d,]*(?= ))")
_OLD = re.compile(r"[ -]years?[ -]old\b")
_AGED = re.compile(r"\bage[d]?(?: of)? $")
_BETWEEN = re.compile(r" ?[-–—/x:] ?| (?:to|or|and|by) ")
_WORD_BEFORE = re.compile(r"([^\W_][\w'.]*)\s$")
_IN_TIME = re.compile(r" \w+ ago\b| in the (?:morning|afternoon|evening)\b| at night\b| ?[ap]\.m\b")
_ORDINAL_OR_PAIR = re.compile(r"(?:st|nd|rd|th|s)\b|[-–/]\d")
_WORD_AND_COMMA = re.compile(r"[^\W\d_]{2}, $")
_COUNTED_BEFORE = re.compile(r"\bnumber of ([^\W\d_]+)\b[^.;:,]*$|(?:\b([^\W\d_]+) of|\bthe ([^\W\d_]+) at) (?:[^\W\d_]+ ){0,2}$")
_LINKED = frozenset(
    {"of", "the", "these", "those", "his", "her", "its", "their", "our", "my", "more", "other", "additional", "own", "such"}
)


class FigureWords(NamedTuple):
    """What the tables "units", "hedges" and "changing-figures" know, in small letters."""

    units: dict[str, str]
    long_units: re.Pattern[str]
    money: frozenset[str]
    measures: frozenset[str]
    nouns: frozenset[str]
    clock: frozenset[str]
    which: frozenset[str]
    hedges: dict[str, str]
    times: re.Pattern[str]
    moves: frozenset[str]


def figures_in(document: Document) -> tuple[Figure, ...]:
    """The numbers of a document that count something: no years, times, dates, scores, or numbers of lists and names."""
    from newslint.corpus.extract.numbers import numbers_in

    reader = _Reader(document)
    numbers = list(numbers_in(document))
    ranged = _ranged(document, numbers, reader)
    counted = [
        (number, *found) for place, number in enumerate(numbers) if place not in ranged and (found := reader.counted(number)) is not None
    ][:MOST_FIGURES]
    spans = [(number.start, end) for number, end, _ in counted]
    return tuple(reader.figure(number, end, noun, reader.contents.reach(spans, place)) for place, (number, end, noun) in enumerate(counted))


def _ranged(document: Document, numbers: list[Number], reader: _Reader) -> set[int]:
    """The indices of numbers that stand for a range, a score or a pair: 10 to 15, 3-1, between 10 and 15; not of those that something
    rose from and to."""
    found = set()
    folded = document.folded
    for place in range(1, len(numbers)):
        first, second = numbers[place - 1], numbers[place]
        if second.start - first.end <= 5:
            link = _BETWEEN.fullmatch(folded, first.end, second.start)
            if (
                link
                and not (link[0] == " to " and reader.is_moved(first))
                and (link[0] != " and " or folded.endswith("between ", 0, first.start))
            ):
                found |= {place - 1, place}
    return found


class _Reader:
    """Reads what the numbers of a document count."""

    def __init__(self, document: Document) -> None:
        from newslint.corpus.extract.content import contents_of, stemmer_of
        from newslint.corpus.extract.days import lapses_in
        from newslint.dates import dates_in

        self._document = document
        self._words = _figure_words(document.knowledge)
        self.contents = contents_of(document)
        self._stem = stemmer_of(document.knowledge).stem
        self._empty = document.knowledge.words("function-words")
        # Dates, and years since the last time, are facts of their own.
        others = [(date.start, date.end) for date in dates_in(document.plain)]
        others += [(lapse.passage.start, lapse.passage.end) for lapse in lapses_in(document)]
        self._elsewhere = {at for start, end in others for at in range(start, end)}

    def counted(self, number: Number) -> tuple[int, str] | None:
        """Where the phrase ends and what is counted; None for a number that counts nothing."""
        if number.start in self._elsewhere or self._tells_which(number):
            return None
        folded, words = self._document.folded, self._words
        if number.sign:
            return number.end, words.units[number.sign]
        old = _OLD.match(folded, number.end)
        before = folded[max(0, number.start - 12) : number.start]
        if old or _AGED.search(before):
            return (old.end() if old else number.end), AGE
        if folded[number.end : number.end + 1] == "," and number.value <= OLDEST and _WORD_AND_COMMA.search(before):
            return number.end, AGE
        return self._noun(number) or (number.end, self._noun_before(number))

    def _tells_which(self, number: Number) -> bool:
        """Whether a number is part of a name (Boeing 737), an address or a list, or a time of day or a year."""
        plain, folded = self._document.plain, self._document.folded
        if _ORDINAL_OR_PAIR.match(folded, number.end) or _IN_TIME.match(folded, number.end):
            return True
        after = _NEXT.match(folded, number.end)
        if after and after[2] in self._words.clock and after[1] != "-":
            return True
        if folded[number.end : number.end + 1] in (")", "]") and folded[number.start - 1 : number.start] in ("(", "["):
            return True
        if number.end - number.start == 4 and plain[number.start : number.end].isdigit() and FIRST_YEAR <= number.value <= LAST_YEAR:
            return True
        index = self._document.sentence_at(number.start)
        first = self._document.sentences[index][0]
        before = _WORD_BEFORE.search(plain, max(first, number.start - 24), number.start)
        if before is None:
            # The number of a list, or of a line by itself.
            return number.start == first and folded[number.end : number.end + 1] in (".", ")", "", "\n")
        word = before[1]
        if word.lower().rstrip(".") in self._words.which:
            return True
        return (
            word[0].isupper()
            and before.start() > first
            and word.lower() not in self._empty
            and plain[number.start].isdigit()
            and not number.sign
        )

    def _noun(self, number: Number) -> tuple[int, str] | None:
        """The end of the phrase and its noun: a unit, a plural, or the word that a hyphen joins to the number."""
        percent = self._words.long_units.match(self._document.folded, number.end)
        if percent:
            return percent.end(), self._words.units[percent[1]]
        folded, words = self._document.folded, self._words
        at = number.end
        fallback: tuple[int, str] | None = None
        for _ in range(MOST_WORDS_TO_NOUN):
            match = _NEXT.match(folded, at)
            if match is None or (match[1] is None and match[2][0].isalpha() and at != number.end):
                break
            word, end = match[2], match.end()
            at = end
            if word in words.units and not (word == "a" or (words.units[word] in words.money and match[1] is None and word.isalpha())):
                return end, words.units[word]
            if word in _LINKED:
                continue
            if word in self._empty:
                break
            bare = word.partition("'")[0]
            plural = (bare.endswith("s") and not bare.endswith("ss") and len(bare) > 3) or bare in words.nouns
            if plural or match[1] == "-" or number.value == 1:
                return match.start(2) + len(bare), self._stem(bare) or bare
            fallback = fallback or (match.start(2) + len(bare), self._stem(bare) or bare)
        return fallback

    def is_moved(self, number: Number) -> bool:
        """Whether something rises, or falls, to a number or from it."""
        folded = self._document.folded
        first = self._document.sentences[self._document.sentence_at(number.start)][0]
        before = folded[first : number.start].split()[-MOST_WORDS_TO_MOVE:]
        return bool(before) and before[-1] in ("to", "from") and not number.sign and not self._words.moves.isdisjoint(before)

    def _noun_before(self, number: Number) -> str:
        """What a number counts that has no noun behind: a crowd of 300, put the number of jobs at 300; empty where nothing tells."""
        first = self._document.sentences[self._document.sentence_at(number.start)][0]
        found = _COUNTED_BEFORE.search(self._document.folded, max(first, number.start - REACH_OF_NOUN), number.start)
        word = found[found.lastindex or 0] if found else ""
        return "" if word in self._empty or word == "number" else self._words.units.get(word) or self._stem(word)

    def figure(self, number: Number, end: int, noun: str, reach: Span) -> Figure:
        """The figure of a number, and of the part of its sentence that belongs to it."""
        from newslint.corpus.facts import Figure, Passage

        document, start = self._document, number.start
        passage = Passage(document.text[start:end], start, end, document.line_at(start) + 1)
        counted = {noun, self._stem(passage.text.split()[-1].rpartition("-")[2].lower())}
        context: tuple[str, ...] = ()
        for first, last in (reach, document.sentences[document.sentence_at(start)]):
            if len(context) < LEAST_CONTEXT:
                context = tuple(stem for stem in self.contents.around(start, end, first, last) if stem not in counted)
        return Figure(passage, number.value, self._kind(noun), self._hedge(number, *reach), noun, context)

    def _kind(self, noun: str) -> str:
        if noun in (AGE, PERCENT):
            return "age" if noun == AGE else "percent"
        if noun in self._words.money:
            return "money"
        return "unit" if noun in self._words.measures else "count"

    def _hedge(self, number: Number, first: int, last: int) -> str:
        folded, words = self._document.folded, self._words
        before = folded[max(0, number.start - REACH_OF_HEDGE) : number.start].split()
        if words.times.search(folded, first, last):
            return "changing"
        for length in (3, 2, 1):
            hedge = words.hedges.get(" ".join(before[-length:])) if len(before) >= length else None
            if hedge:
                return hedge
        if self.is_moved(number):
            return "moved"
        return "about" if number.vague else ""


@lru_cache(maxsize=4)
def _figure_words(knowledge: Knowledge) -> FigureWords:
    units: dict[str, str] = {}
    groups: dict[str, set[str]] = {}
    for entry in knowledge.entries("units"):
        kind = str(entry.get("kind", ""))
        if "name" in entry:
            units.update(dict.fromkeys(entry["words"], str(entry["name"])))
            groups.setdefault(kind, set()).add(str(entry["name"]))
        else:
            groups.setdefault(kind, set()).update(entry["words"])
    changing = {str(entry["kind"]): list(entry["words"]) for entry in knowledge.entries("changing-figures")}
    return FigureWords(
        units=units,
        long_units=re.compile(rf" ({'|'.join(map(re.escape, (unit for unit in units if ' ' in unit))) or '(?!)'})\b"),
        money=frozenset(groups.get("money", ())),
        measures=frozenset(groups.get("measure", ())),
        nouns=frozenset(groups.get("nouns", ())),
        clock=frozenset(groups.get("clock", ())),
        which=frozenset(groups.get("which", ())),
        hedges={word: str(entry["kind"]) for entry in knowledge.entries("hedges") for word in entry["words"]},
        times=re.compile(rf"\b(?:{'|'.join(map(re.escape, changing.get('time', ()))) or '(?!)'})\b"),
        moves=frozenset(changing.get("move", ())),
    )
