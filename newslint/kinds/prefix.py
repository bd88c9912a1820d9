"""Kind `prefix`: words that were split after their prefix ("re build", "inter national")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from newslint.errors import RuleError
from newslint.kinds.base import Hit, Match
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge

MESSAGE_FIELDS = ()

FIELDS = {
    "prefixes": fields.texts("the prefixes", required=True),
    "list": fields.text("the knowledge list of whole words", required=True),
    "not-before": fields.texts("words before which a prefix is a word of its own"),
}

_REST = re.compile(r"([a-z]{3,})(?![\w'-])")
_BEFORE = frozenset(' \n"“(')


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The prefixes, each with the rests that make a word of the list with it.

    Raises:
        RuleError: there is no such list, or it holds no word with one of the prefixes.
    """
    words = knowledge.words(options["list"])
    excused = frozenset(options.get("not-before", ()))
    rests = {
        prefix: sorted({word[len(prefix) :] for word in words if word.startswith(prefix)} - excused)
        for prefix in sorted(options["prefixes"])
    }
    for prefix, found in rests.items():
        if not found:
            raise RuleError(f'the list "{options["list"]}" has no word that begins with "{prefix}"', "prefixes")
    return {"rests": rests}


class Detector:
    """Looks at the word after each prefix that stands alone."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self._prefixes = list(plan["rests"])
        self._rests = [frozenset(plan["rests"][prefix]) for prefix in self._prefixes]
        self.factors: Sequence[str] = [f"{prefix} " for prefix in self._prefixes]

    def detect(self, document: Document, hits: Sequence[Hit]) -> Iterable[Match]:
        """Each prefix with the rest of its word, and the whole word as the suggestion."""
        text = document.plain
        for hit in hits:
            before = text[hit.start - 1 : hit.start] if hit.start else " "
            rest = _REST.match(text, hit.end) if before in _BEFORE and text[hit.start : hit.end].islower() else None
            if rest and rest[1] in self._rests[hit.factor]:
                yield Match(hit.start, rest.end(), (self._prefixes[hit.factor] + rest[1],))
