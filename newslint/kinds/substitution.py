"""Kind `substitution`: phrases of which it is known what they should be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newslint.kinds import phrase
from newslint.kinds.base import Match
from newslint.ruleset import fields
from newslint.words import expand

if TYPE_CHECKING:
    from newslint.ruleset.knowledge import Knowledge

MESSAGE_FIELDS = ()

FIELDS = {
    "swap": fields.text_map("from each phrase to what it should be; {a,b} on the left stands for either", required=True),
    "case": phrase.CASE,
}


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """Expand the alternatives; `suggestions` stand beside `phrases`."""
    pairs = [(entry, right) for left, right in options["swap"].items() for entry in expand(left, "swap")]
    return {
        **phrase.gated([left for left, _ in pairs]),
        "suggestions": [right for _, right in pairs],
        "sensitive": options["case"] == "sensitive",
    }


class Detector(phrase.Detector):
    """Reports each whole-word occurrence together with its suggestion."""

    def __init__(self, plan: dict[str, Any]) -> None:
        super().__init__(plan)
        self._suggestions: list[str] = plan["suggestions"]

    def match(self, plain: str, start: int, end: int, number: int) -> Match:
        suggestion = self._suggestions[number]
        if plain[start].isupper():
            suggestion = suggestion[:1].upper() + suggestion[1:]
        return Match(start, end, (suggestion,))
