"""Kind `ledger`: entries of a baseline or of a waiver file that mean nothing any more.

Only a ledger is ever remarked on so (`newslint.suppress.verdicts`); in texts, rules of this kind find nothing.
A remark has its rule's `state` as the name of its rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from newslint.kinds.base import Hit, Match
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge

KIND = "ledger"

STALE_BASELINE = "stale-baseline"
STALE_WAIVER = "stale-waiver"
EXPIRED_WAIVER = "expired-waiver"
STATES = (STALE_BASELINE, STALE_WAIVER, EXPIRED_WAIVER)

FIELDS = {"state": fields.text("what is wrong with the entry", choices=STATES, required=True)}

MESSAGE_FIELDS = ("says",)


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The state as it stands."""
    return {"state": options["state"]}


class Detector:
    """Passes on the remarks of its state."""

    factors: Sequence[str] | None = None

    def __init__(self, plan: dict[str, Any]) -> None:
        self._state: str = plan["state"]

    def detect(self, document: Document, hits: Sequence[Hit]) -> Iterable[Match]:
        """The lines of the entries that are remarked on."""
        return [Match(remark.start, remark.end, (), {"says": remark.message}) for remark in document.remarks if remark.rule == self._state]
