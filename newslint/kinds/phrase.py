"""Kind `phrase`: set phrases, matched as whole words.

Their beginnings are found by the engine's one pass over the text; the rest of a phrase and the word edges are tested there.
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


GATE_LENGTH = 11  # code points: longer phrases are looked for by their beginnings, since many begin alike


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """Expand the alternatives: `phrases` as written, and `gates`, the beginnings to look for with the numbers of their phrases."""
    phrases = [phrase for entry in options["phrases"] for phrase in expand(entry, "phrases")]
    return {**gated(phrases), "sensitive": options["case"] == "sensitive"}


def gated(phrases: list[str]) -> dict[str, Any]:
    """The phrases, as they are looked for in folded text, too, and the numbers of those that share a beginning."""
    folded = [fold_phrase(phrase) for phrase in phrases]
    gates: dict[str, list[int]] = {}
    for number, phrase in enumerate(folded):
        gates.setdefault(phrase[:GATE_LENGTH], []).append(number)
    return {"phrases": phrases, "folded": folded, "gates": gates}


class Detector:
    """Reports each whole-word occurrence of a phrase."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.factors: Sequence[str] = list(plan["gates"])
        self._gates: list[list[int]] = list(plan["gates"].values())
        self._phrases: Sequence[str] = plan["phrases"]
        self._folded: Sequence[str] = plan["folded"]
        self._sensitive: bool = plan["sensitive"]

    def detect(self, document: Document, hits: Sequence[Hit]) -> Iterable[Match]:
        """Each of the phrases that stands where its beginning was seen."""
        plain, folded = document.plain, document.folded
        for hit in hits:
            for number in self._gates[hit.factor]:
                phrase = self._folded[number]
                end = hit.start + len(phrase)
                if not folded.startswith(phrase, hit.start) or cuts_word(plain, hit.start, end):
                    continue
                if not self._sensitive or plain[hit.start : end] == self._phrases[number]:
                    yield self.match(plain, hit.start, end, number)

    def match(self, plain: str, start: int, end: int, number: int) -> Match:
        """What to report for the phrase of this number, seen from start to end."""
        return Match(start, end)
