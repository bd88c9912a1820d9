"""Kind `phrase`: set phrases, matched as whole words.

The literals are found by the engine's one pass over the text; nothing is left to do but to test the word edges.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from newslint.kinds.base import Hit, Match
from newslint.ruleset import fields
from newslint.words import cuts_word, expand, fold_phrase

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge

CASE = fields.text("whether capitals and small letters differ", choices=("sensitive", "insensitive"), default="insensitive")

MESSAGE_FIELDS = ()

FIELDS = {
    "phrases": fields.texts("the phrases; {a,b} stands for either", required=True),
    "case": CASE,
}


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """Expand the alternatives: `phrases` as written, `folded` as looked for."""
    phrases = [phrase for entry in options["phrases"] for phrase in expand(entry, "phrases")]
    return {"phrases": phrases, "folded": [fold_phrase(phrase) for phrase in phrases], "sensitive": options["case"] == "sensitive"}


class Detector:
    """Reports each whole-word occurrence of a phrase."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.factors: Sequence[str] = plan["folded"]
        self._phrases: Sequence[str] = plan["phrases"]
        self._sensitive: bool = plan["sensitive"]

    def detect(self, document: Document, hits: Sequence[Hit]) -> Iterable[Match]:
        plain = document.plain
        for hit in hits:
            if not cuts_word(plain, hit.start, hit.end) and not (
                self._sensitive and plain[hit.start : hit.end] != self._phrases[hit.factor]
            ):
                yield self.match(plain, hit)

    def match(self, plain: str, hit: Hit) -> Match:
        """What to report for a hit."""
        return Match(hit.start, hit.end)
