"""Numbers as they are written, in digits and in words, with scales and signs of money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge

TABLE = "number-words"
UNITS = "units"
LEAST_SHORT = 2  # letters of a short scale that needs no sign of money: "5bn", but not "5m"


class Number(NamedTuple):
    """A number: its place, sign of money and scale included; its value; whether it is meant to the letter; its sign, folded."""

    start: int
    end: int
    value: float
    vague: bool
    sign: str


class NumberWords:
    """The words of numbers, and the pattern that finds numbers in folded text."""

    def __init__(self, knowledge: Knowledge) -> None:
        entries = knowledge.entries(TABLE)
        self._values: dict[str, float] = {}
        self._scales: dict[str, float] = {}
        self._short: dict[str, float] = {}
        self._leading: dict[str, float] = {}
        self._last: set[str] = set()
        self._vague: set[str] = set()
        for entry in entries:
            words = list(entry["words"])
            for key, table in (("value", self._values), ("leading", self._leading), ("scale", self._scales)):
                if key in entry:
                    table.update(dict.fromkeys(words, float(str(entry[key]))))
            self._short.update(dict.fromkeys(entry.get("short", ()), float(str(entry.get("scale", 1)))))
            if "last" in entry:
                self._last.update(words)
            if "vague" in entry:
                self._vague.update(words)
        signs = {
            word for entry in knowledge.entries(UNITS) if entry.get("kind") == "money" for word in entry["words"] if not word.isalnum()
        }
        self.pattern = self._pattern(signs)

    def _pattern(self, signs: set[str]) -> re.Pattern[str]:
        scale, short = _any_of(self._scales), _any_of(self._short)
        value, leading, last = _any_of(self._values), _any_of(self._leading), _any_of(self._last)
        digits = r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+|\d{1,3}(?:\.000)+|\d{1,15}(?:\.\d+)?)"
        # Digits with a sign of money, with a scale, by themselves; words.
        return re.compile(
            rf"(?<![\w.,:/+#-])(?:(?:(?P<sign>{_any_of(signs)}) ?)?{digits}"
            rf"(?:[ -]?(?P<scale>{scale})s?(?![^\W\d_])|(?P<short>{short})(?![^\W\d_]))?(?![\d]|[.,:/]\d)"
            rf"|(?P<words>(?:(?:{value})|(?:{leading})(?=[ -](?:{scale})\b))(?:[ -](?:and )?(?:{value}|{scale}|{last}))*)(?![\w]))"
        )

    def read(self, match: re.Match[str]) -> Number | None:
        """The number of a match of the pattern; None where the words make none."""
        sign = match["sign"] or ""
        if match["words"]:
            words = [word for word in re.split("[ -]", match["words"]) if word != "and"]
            value = self._in_words(words)
            return None if value is None else Number(match.start(), match.end(), value, not self._vague.isdisjoint(words), "")
        digits = match["digits"].replace(",", "").replace(" ", "")
        value = float(digits.replace(".", "") if digits.endswith(".000") else digits)
        end = match.end()
        if match["scale"]:
            return Number(match.start(), end, value * self._scales[match["scale"]], match["scale"] in self._vague, sign)
        if match["short"]:
            if not sign and len(match["short"]) < LEAST_SHORT:
                return Number(match.start(), match.end("digits"), value, False, sign)
            value *= self._short[match["short"]]
        return Number(match.start(), end, value, False, sign)

    def value_of(self, text: str) -> float | None:
        """The number that a folded text is; None where it is something else."""
        match = self.pattern.fullmatch(text)
        number = self.read(match) if match else None
        return number.value if number else None

    def _in_words(self, words: list[str]) -> float | None:
        """Two hundred and twelve thousand and six: groups are scaled and added up. None for words that follow each other in no number."""
        total, group, last = 0.0, 0.0, 0.0
        for word in words:
            if word in self._scales:
                scale = self._scales[word]
                if scale >= 1000:
                    total, group = total + (group or 1) * scale, 0.0
                else:
                    group = (group or 1) * scale
                last = 0.0
                continue
            value = self._values.get(word) or self._leading[word]
            if last and not (last >= 20 and value < 10):
                return None
            group, last = group + value, value
        return total + group


def numbers_in(document: Document) -> Iterator[Number]:
    """The numbers of a document, by place."""
    known = number_words_of(document.knowledge)
    for match in known.pattern.finditer(document.folded):
        number = known.read(match)
        if number:
            yield number


def _any_of(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) or "(?!)"  # type: ignore[call-overload]


@lru_cache(maxsize=4)
def number_words_of(knowledge: Knowledge) -> NumberWords:
    """The number words that a knowledge holds; read once."""
    return NumberWords(knowledge)
