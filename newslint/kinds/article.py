"""Kind `article`: "a" before a vowel sound, "an" before a consonant.

The letters tell the sound but for the words that the lists name; what is read letter by letter, and what may be said in two ways, is left
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from newslint.kinds.base import Hit, Match
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge

MESSAGE_FIELDS = ()

FIELDS = {
    "vowel-sound": fields.texts(
        "words that begin with a vowel sound against their spelling; a final * stands for any ending", required=True
    ),
    "consonant-sound": fields.texts("words that begin with a consonant sound against their spelling; likewise", required=True),
    "either": fields.texts("words that are written with both; likewise", required=True),
    "not-before": fields.texts("words before which a is a letter or a foreign word, such as and"),
    "not-after": fields.texts("words after which a is a letter, such as vitamin"),
}

_ARTICLE = re.compile(r"(?<![\w.'&;/-])([Aa]n?) ([^\W_]+)(?![\w]|[./@]\w)")
_VOWELS = frozenset("aeiou")
_NUMBER = re.compile(r"(\d+)(?:st|nd|rd|th)?")
_EIGHTS = re.compile(r"8\d*|1[18]")


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The words, those with any ending apart."""
    plan: dict[str, Any] = {key: sorted(options.get(key, ())) for key in ("not-before", "not-after")}
    for key in ("vowel-sound", "consonant-sound", "either"):
        plan[key] = [word for word in options[key] if not word.endswith("*")]
        plan[f"{key}-beginnings"] = [word[:-1] for word in options[key] if word.endswith("*")]
    return plan


class Detector:
    """Finds articles that do not go with the word after them."""

    factors: Sequence[str] | None = None

    def __init__(self, plan: dict[str, Any]) -> None:
        self._listed = {
            key: (frozenset(plan[key]), tuple(plan[f"{key}-beginnings"])) for key in ("vowel-sound", "consonant-sound", "either")
        }
        self._not_before, self._not_after = frozenset(plan["not-before"]), frozenset(plan["not-after"])

    def detect(self, document: Document, hits: Sequence[Hit]) -> Iterable[Match]:
        """Each wrong article with the word after it."""
        text = document.plain
        for found in _ARTICLE.finditer(text):
            article, word = found.groups()
            right = self._article_of(word)
            if not right or right == article.lower() or word in self._not_before or self._is_letter(document, found):
                continue
            fitting = right.capitalize() if article[0] == "A" else right
            yield Match(found.start(), found.end(), (f"{fitting} {word}",))

    def _article_of(self, word: str) -> str:
        """The article that a word takes by its sound, or "" where it may take both or nothing is certain."""
        number = _NUMBER.fullmatch(word)
        if number:
            return "an" if _EIGHTS.fullmatch(number[1]) else "a" if len(number[1]) < 4 and number[1] != "0" else ""
        if len(word) < 3 or not word.isalpha() or not word[1:].islower() or not word.isascii() or self._is_listed("either", word):
            return ""
        if self._is_listed("vowel-sound", word):
            return "an"
        if self._is_listed("consonant-sound", word):
            return "a"
        return "an" if word[0].lower() in _VOWELS else "a"

    def _is_listed(self, key: str, word: str) -> bool:
        words, beginnings = self._listed[key]
        return word.lower() in words or word.lower().startswith(beginnings)

    def _is_letter(self, document: Document, found: re.Match[str]) -> bool:
        """Whether the article may be a letter or a grade: a capital inside a sentence, or one after a word such as vitamin."""
        start = found.start()
        before = document.plain[max(0, start - 40) : start].split()
        if before and before[-1].lower() in self._not_after:
            return True
        if found[1][0] == "a":
            return False
        opens = not before or before[-1][-1] in ".!?:\"“”'" or document.lines[document.line_at(start)][0] == start
        return not opens
