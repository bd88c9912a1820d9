"""Kind `consensus`: what a file says and its siblings, the other files about the same event, deny.

Siblings are compared before the rules run (`newslint.corpus`); in a file by itself, rules of this kind find nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from newslint.corpus.consensus import CHECKS
from newslint.finding import SEVERITIES
from newslint.kinds.base import Hit, Match
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.corpus.votes import Disagreement
    from newslint.document import Document
    from newslint.evidence import Signs
    from newslint.ruleset.knowledge import Knowledge

KIND = "consensus"

_WEAK = {
    "severity": fields.text("the severity then", choices=SEVERITIES, default="info"),
    "confidence": fields.number("the confidence then", 0, 1, default=0.5),
}

FIELDS = {
    "check": fields.text("what is compared", choices=CHECKS, required=True),
    "witnesses": fields.number("the least number of independent sources that say otherwise", 1, 50, whole=True, default=1),
    "likeness": fields.number("how sure it must be that the sources speak of one thing, 0 to 1", 0, 1, default=0.0),
    "weak": fields.section(_WEAK, "what a finding is where less than three sources, or less than three times as many, say otherwise"),
    "alone": fields.flag("whether it is told only where no other rule has found anything", default=False),
}

MESSAGE_FIELDS = ("other", "subject", "witnesses", "evidence")


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The options as they stand."""
    return {key: options[key] for key in FIELDS if key in options}


def is_told(plan: dict[str, Any], disagreement: Disagreement) -> bool:
    """Whether a rule tells a disagreement, as far as that depends on the two alone."""
    enough = disagreement.votes >= plan["witnesses"] and disagreement.likeness >= plan["likeness"]
    return bool(disagreement.check == plan["check"] and enough)


class Detector:
    """Passes on the disagreements of its check that have witnesses enough."""

    early = False
    factors: Sequence[str] | None = ()

    def __init__(self, plan: dict[str, Any]) -> None:
        self._plan = plan

    def detect(self, document: Document, hits: Sequence[Hit]) -> Iterable[Match]:
        """Nothing: what other rules find comes first."""
        return ()

    def conclude(self, document: Document, signs: Signs) -> Iterable[Match]:
        """The disagreements, weak ones by their own severity and confidence."""
        plan = self._plan
        weak = plan.get("weak", {})
        for told in document.disagreements:
            if not is_told(plan, told):
                continue
            if plan["alone"] and any(sign.finding.start.offset < told.end and told.start < sign.finding.end.offset for sign in signs):
                continue
            yield Match(
                told.start,
                told.end,
                (told.other,) if told.other else (),
                {"other": told.other, "subject": told.subject, "witnesses": told.named, "evidence": told.evidence},
                None if told.strong else weak.get("confidence"),
                None if told.strong else weak.get("severity"),
            )
