"""Figures of every line of a document: its form, what it shares with the rest of the file, its place, and the wording of junk in it.

A line is a paragraph of the document, so that blank lines, indents and hard wrapping change nothing. Counts of words are those of word
characters between other marks; two characters of a script without spaces count as one word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple

from newslint.article import WHOLE, covered
from newslint.document.layout import has_final_mark
from newslint.words import unspaced_letters

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.evidence import Sign

ABSENT = -1.0  # the value of a measure where there is no such line, or nothing to measure
MOST = 40.0  # distances and neighbours' word counts are cut off here: beyond it they tell no more
MOST_LINES = 300.0
LONGEST = 5_000  # code points of a line that are looked at
PROSE_WORDS = 15
LONG_PROSE_WORDS = 30
COMMONEST = 30
TELLING_LETTERS = 4
NEAR = 4  # lines each side
WIDE = 6
DECAY = 0.7
MOST_PROSE = 60

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ADDRESS = re.compile(r"https?:|www\.|\w\.(?:com|org|net|info|co|gov|edu)\b|[@#]\w", re.IGNORECASE)
_SEPARATOR = re.compile(r"[|•·»›>/→▶●■★–—-]")
_QUOTES = '"“”«»„「'


class _Line(NamedTuple):
    """A line's words in lower case, and its own measures in the order of `_OWN`."""

    words: list[str]
    measures: tuple[float, ...]


_OWN = (
    "words",
    "characters",
    "final-mark",
    "capitals",
    "all-capitals",
    "small-words",
    "letters",
    "digits",
    "separators",
    "quotes",
    "address",
)


def _own(line: str) -> _Line:
    words = _WORD.findall(line)
    count = max(1, len(words))
    length = len(line)
    measures = (
        len(words) + unspaced_letters(line) // 2,
        length,
        has_final_mark(line),
        sum(word[0].isupper() for word in words) / count,
        sum(word.isupper() for word in words) / count,
        sum(word[0].islower() for word in words),
        sum(map(str.isalpha, line)) / length,
        sum(map(str.isdigit, line)) / length,
        len(_SEPARATOR.findall(line)),
        any(mark in line for mark in _QUOTES),
        _ADDRESS.search(line) is not None,
    )
    return _Line([word.lower() for word in words], tuple(map(float, measures)))


class LineMeasures:
    """The measures of all lines of a document, each a list with a value for every line.

    Args:
        document: its paragraphs are the lines.
        signs: what other rules found; findings of category boilerplate are the wording of junk.
        openers: for each of `OPENERS` the codes, or their beginnings, of findings that open such a block.

    Attributes:
        spans: the lines, in code points of the document's text.
    """

    def __init__(self, document: Document, signs: Sequence[Sign], openers: Mapping[str, Sequence[str]]) -> None:
        self.spans = document.paragraphs
        self._columns: dict[str, list[float]] = {}
        if not self.spans:
            return
        texts = [document.text[start : min(end, start + LONGEST)] for start, end in self.spans]
        lines = [_own(text) for text in texts]
        columns = zip(*(line.measures for line in lines), strict=True)
        self._columns.update(zip(_OWN, map(list, columns), strict=True))
        prose = _prose(self._columns)
        self._columns["prose"] = [float(is_prose) for is_prose in prose]
        self._columns.update(_shared(texts, [line.words for line in lines], prose))
        self._columns.update(_places(self._columns["words"], prose))
        self._columns.update(_surroundings(self._columns, prose))
        self._columns.update(_wording(document, signs))
        self._columns.update(_below_openers(document, prose, signs, openers))

    def column(self, name: str) -> list[float]:
        """The values of a measure; `words[-1]` are those of the line above, `words[+2]` of the second below.

        Raises:
            KeyError: there is no such measure.
        """
        base, _, offset = name.partition("[")
        column = self._columns[base]
        return _shifted(column, int(offset[:-1])) if offset else column

    def rows(self, names: Iterable[str]) -> list[tuple[float, ...]]:
        """For each line its values of some measures."""
        columns = [self.column(name) for name in names] if self.spans else []
        return list(zip(*columns, strict=True)) if columns else [()] * len(self.spans)


def _shifted(column: list[float], offset: int) -> list[float]:
    if offset > 0:
        return [*column[offset:], *[ABSENT] * min(offset, len(column))]
    return [*[ABSENT] * min(-offset, len(column)), *column[:offset]]


def _prose(own: dict[str, list[float]]) -> list[bool]:
    return [words >= (PROSE_WORDS if mark else LONG_PROSE_WORDS) for words, mark in zip(own["words"], own["final-mark"], strict=True)]


def _shared(texts: list[str], words: list[list[str]], prose: list[bool]) -> dict[str, list[float]]:
    """What a line has in common with other lines."""
    whole = Counter(map(str.lower, texts))
    openings = Counter(tuple(line[:2]) for line in words if len(line) > 2)
    counts: Counter[str] = Counter()
    holders: Counter[str] = Counter()  # how many lines of prose have a word
    for line, is_prose in zip(words, prose, strict=True):
        if is_prose:
            counts.update(line)
            holders.update(set(line))
    common = {word for word, _ in counts.most_common(COMMONEST)}
    columns: dict[str, list[float]] = {name: [] for name in SHARED}
    for text, line, is_prose in zip(texts, words, prose, strict=True):
        telling = [holders[word] - is_prose for word in line if len(word) >= TELLING_LETTERS and word not in common]
        told = sum(count > 0 for count in telling)
        values = (
            min(3, whole[text.lower()] - 1),
            min(4, openings[tuple(line[:2])] - 1) if len(line) > 2 else 0,
            sum(word in common for word in line) / max(1, len(line)),
            told / len(telling) if telling else ABSENT,
            told,
            sum(min(3, count) for count in telling) / len(telling) if telling else ABSENT,
        )
        for name, value in zip(SHARED, values, strict=True):
            columns[name].append(float(value))
    return columns


SHARED = ("repeated", "same-opening", "common-words", "told-elsewhere", "words-told-elsewhere", "often-told")


def _places(words: list[float], prose: list[bool]) -> dict[str, list[float]]:
    """Where a line stands in the file and among its prose."""
    count = len(words)
    mass = [number if is_prose else 0.0 for number, is_prose in zip(words, prose, strict=True)]
    upto = [0.0, *accumulate(mass)]
    total = upto[-1] or 1.0
    found = [index for index, is_prose in enumerate(prose) if is_prose]
    above = []
    for index in range(count):
        before = bisect_left(found, index) - 1
        above.append(min(MOST, index - found[before]) if before >= 0 else MOST)
    return {
        "prose-share-above": [upto[index] / total for index in range(count)],
        "prose-share-below": [1 - upto[index + 1] / total for index in range(count)],
        "lines-to-prose-above": above,
        "place": [index / max(1, count - 1) for index in range(count)],
        "lines-above": [min(MOST, index) for index in range(count)],
        "lines-below": [min(MOST, count - 1 - index) for index in range(count)],
        "lines": [min(MOST_LINES, count)] * count,
        "lines-of-prose": [min(MOST_PROSE, len(found))] * count,
        "prose-below": _decayed(mass),
        "run": _runs(prose),
    }


def _runs(prose: list[bool]) -> list[float]:
    """How many lines that are no prose stand together where a line stands; 0 for prose."""
    runs: list[float] = []
    for is_prose, lines in groupby(prose):
        count = len(list(lines))
        runs += [0.0 if is_prose else min(MOST_LINES, float(count))] * count
    return runs


def _decayed(mass: list[float]) -> list[float]:
    """For each place the sum of what comes after it, each step away counting less."""
    sums, reached = [], 0.0
    for value in reversed(mass):
        sums.append(reached)
        reached = reached * DECAY + min(MOST_PROSE, value)
    return sums[::-1]


def _surroundings(columns: dict[str, list[float]], prose: list[bool]) -> dict[str, list[float]]:
    """What the lines around a line look like."""
    words = columns["words"]
    shapes = [(min(number, 12) // 2, mark) for number, mark in zip(words, columns["final-mark"], strict=True)]
    alike, usual, near = [], [], []
    for index, shape in enumerate(shapes):
        low, high = max(0, index - NEAR), index + NEAR + 1
        alike.append(float(shapes[low:high].count(shape) - 1))
        around = sorted(words[low:high])
        usual.append(around[len(around) // 2])
        near.append(float(sum(prose[max(0, index - WIDE) : index + WIDE + 1])))
    return {"alike-near": alike, "usual-words-near": usual, "prose-near": near}


def _wording(document: Document, signs: Iterable[Sign]) -> dict[str, list[float]]:
    """How surely rules of wording take a line for junk, as a whole or in part."""
    count = len(document.paragraphs)
    whole, part = [0.0] * count, [0.0] * count
    for _, finding in signs:
        if finding.category == "boilerplate":
            for number, share in covered(document, finding):
                part[number] = max(part[number], finding.confidence * max(share, 1 - WHOLE))
                if share >= WHOLE:
                    whole[number] = max(whole[number], finding.confidence)
    upto = [0.0, *accumulate(whole)]
    return {
        "wording": whole,
        "wording-in-part": part,
        "wording-above": [upto[index] - upto[max(0, index - WIDE)] for index in range(count)],
        "wording-below": [upto[min(count, index + WIDE + 1)] - upto[index + 1] for index in range(count)],
    }


def _below_openers(
    document: Document, prose: list[bool], signs: Sequence[Sign], openers: Mapping[str, Sequence[str]]
) -> dict[str, list[float]]:
    """How many lines below the opener of a block a line stands: of a list, which prose ends, or of a thread, which goes on."""
    columns = {}
    for name in OPENERS:
        codes = tuple(openers.get(name, ()))
        opened = {document.paragraph_at(sign.finding.start.offset) for sign in signs if sign.rule.code.startswith(codes)}
        column, below = [], MOST
        for index, is_prose in enumerate(prose):
            below = 0.0 if index in opened else MOST if is_prose and name == "list" else min(MOST, below + 1)
            column.append(below)
        columns[f"lines-below-{name}-opener"] = column
    return columns


OPENERS = ("list", "thread")

NAMES: tuple[str, ...] = (
    *_OWN,
    "prose",
    *SHARED,
    "prose-share-above",
    "prose-share-below",
    "lines-to-prose-above",
    "place",
    "lines-above",
    "lines-below",
    "lines",
    "lines-of-prose",
    "prose-below",
    "run",
    "alike-near",
    "usual-words-near",
    "prose-near",
    "wording",
    "wording-in-part",
    "wording-above",
    "wording-below",
    *(f"lines-below-{name}-opener" for name in OPENERS),
)
