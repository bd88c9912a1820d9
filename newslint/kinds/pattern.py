"""Kind `pattern`: RE2 patterns, applied to each paragraph that holds one of their literals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from newslint.errors import RuleError
from newslint.kinds.base import Hit, Match
from newslint.patterns import compiled, required, translate
from newslint.ruleset import fields
from newslint.words import LONGEST_WORD, cuts_word

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge

BLOCK_LIMIT = 1 << 30

FIELDS = {
    "pattern": fields.text("an RE2 pattern"),
    "patterns": fields.texts("several RE2 patterns"),
    "case": fields.text("whether capitals and small letters differ", choices=("sensitive", "insensitive"), default="sensitive"),
    "words": fields.flag("whether a match must be of whole words", default=True),
}


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """Translate the patterns to RE2 and find the literals that gate them."""
    if ("pattern" in options) == ("patterns" in options):
        raise RuleError("a rule of kind pattern has either pattern or patterns", "pattern")
    key = "pattern" if "pattern" in options else "patterns"
    ignore_case = options["case"] == "insensitive"
    patterns = [translate(pattern, knowledge, key) for pattern in options.get("patterns", [options.get("pattern")])]
    literals: list[list[str] | None] = []
    least: list[int] = []
    for pattern in patterns:
        try:
            expression = compiled(pattern, ignore_case)
        except RuleError as error:
            raise RuleError(str(error), key) from error
        if expression.search("") is not None:
            raise RuleError("the pattern matches the empty text; make at least one part of it required", key)
        found, length = required(pattern)
        literals.append(found)
        least.append(length)
    most_words = options.get("scope", {}).get("max-words")
    return {
        "patterns": patterns,
        "factors": literals,
        "least": least,
        "ignore_case": ignore_case,
        "words": options["words"],
        "longest": most_words * LONGEST_WORD if most_words else BLOCK_LIMIT,
        "most-words": most_words or 0,
    }


class Detector:
    """Reports the matches of the patterns, paragraph by paragraph. A pattern without literals is screened for by the engine."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self._patterns: list[str] = plan["patterns"]
        self._ignore_case: bool = plan["ignore_case"]
        self._words: bool = plan["words"]
        self._least: list[int] = plan["least"]
        self._longest: int = plan["longest"]
        self._most_words: int = plan["most-words"]
        self._compiled: dict[int, tuple[Any, dict[str, int]]] = {}
        gated = [(literal, index) for index, literals in enumerate(plan["factors"]) for literal in literals or ()]
        self.factors: list[str] = [literal for literal, _ in gated]
        ungated = [index for index, literals in enumerate(plan["factors"]) if literals is None]
        self.screened = [(self._patterns[index], self._ignore_case) for index in ungated]
        self._callers = [*(index for _, index in gated), *ungated]

    def detect(self, document: Document, hits: Sequence[Hit]) -> Iterable[Match]:
        blocks = document.blocks
        block_at = document.block_at
        tries = {(block_at(hit.start), self._callers[hit.factor]) for hit in hits}
        if self._most_words:
            sizes = document.words_of_lines
            tries = {entry for entry in tries if sizes[entry[0]] <= self._most_words}
        plain = document.plain
        for block, pattern in sorted(tries):
            start, end = blocks[block]
            if not self._least[pattern] <= end - start <= self._longest:
                continue
            expression, groups = self._expression(pattern)
            for found in expression.finditer(plain[start:end]):
                first, last = found.span(groups.get("match", 0))
                first, last = first + start, last + start
                if first < last and not (self._words and cuts_word(plain, first, last)):
                    named = {name: found.group(number) or "" for name, number in groups.items() if name != "match"}
                    yield Match(first, last, fields=named)

    def _expression(self, number: int) -> tuple[Any, dict[str, int]]:
        if number not in self._compiled:
            expression = compiled(self._patterns[number], self._ignore_case)
            self._compiled[number] = expression, expression.groupindex
        return self._compiled[number]
