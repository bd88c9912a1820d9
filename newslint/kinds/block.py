"""Kind `block`: what an opener and the furniture that recurs below it hold between them, such as the comments of a thread."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from newslint.article import covered
from newslint.kinds.base import Hit, Match
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.evidence import Sign, Signs
    from newslint.ruleset.knowledge import Knowledge

FIELDS = {
    "opener": fields.texts("codes, or their beginnings, of findings that open a block", required=True),
    "furniture": fields.texts("codes, or their beginnings, of findings that recur in it", required=True),
    "reach": fields.number("the most paragraphs between two lines of furniture", 0, 100, whole=True, default=3),
    "least": fields.number("the fewest lines of furniture below the opener", 1, 1000, whole=True, default=3),
}

MESSAGE_FIELDS = ("count",)

MOST_PART = 0.5  # a finding that covers less of a paragraph is about something in it


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The keys as they stand."""
    return {key: options[key] for key in FIELDS}


class Detector:
    """Finds blocks by what other rules found, before junk lines are joined."""

    early = True
    factors: Sequence[str] | None = ()

    def __init__(self, plan: dict[str, Any]) -> None:
        self._opener = tuple(plan["opener"])
        self._furniture = tuple(plan["furniture"])
        self._reach: int = plan["reach"]
        self._least: int = plan["least"]

    def detect(self, document: Document, hits: Sequence[Hit]) -> Iterable[Match]:
        """Nothing: a block is known by the findings of others."""
        return ()

    def conclude(self, document: Document, signs: Signs) -> Iterable[Match]:
        """The blocks, each from its opener to the last line of its furniture."""
        openers = sorted(_paragraphs(document, signs, self._opener))
        furniture = sorted(_paragraphs(document, signs, self._furniture))
        reached = -1
        for opener in openers:
            if opener <= reached:
                continue
            last, count = opener, 0
            for place in range(bisect_right(furniture, opener), len(furniture)):
                if furniture[place] - last > self._reach + 1:
                    break
                last, count = furniture[place], count + 1
            if count >= self._least:
                reached = last
                yield Match(document.paragraphs[opener][0], document.paragraphs[last][1], fields={"count": str(last - opener + 1)})


def _paragraphs(document: Document, signs: Iterable[Sign], codes: tuple[str, ...]) -> set[int]:
    """The paragraphs that findings of these codes cover, or nearly."""
    found = (finding for rule, finding in signs if rule.code.startswith(codes))
    return {number for finding in found for number, share in covered(document, finding) if share > MOST_PART}
