"""Kind `scorecard`: how likely a document is garbled, or a line junk, by features with weights that stand in a knowledge table.

A score is the natural logarithm of odds: a bias, and what each feature adds or takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from newslint.errors import RuleError
from newslint.kinds.base import Hit, Match
from newslint.line_measures import OPENERS
from newslint.ruleset import fields
from newslint.scorecards import document as documents
from newslint.scorecards import line as lines

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.evidence import Sign
    from newslint.ruleset.knowledge import Knowledge

MESSAGE_FIELDS = ("likely", "source", "signs")

THRESHOLDS = {
    severity: fields.number(f"the least score that is of severity {severity}", -100, 100) for severity in ("info", "warning", "error")
}

_OPENERS = {name: fields.texts(f"codes, or their beginnings, of findings that open a {name}") for name in OPENERS}

FIELDS = {
    "unit": fields.text("what is judged", choices=("document", "line"), default="document"),
    "table": fields.text("the knowledge table of features", required=True),
    "thresholds": fields.section(THRESHOLDS, "the least score for each severity"),
    "languages": fields.text("the knowledge table of language codes and names, for documents"),
    "signs": fields.texts("codes, or their beginnings, of findings that are told as signs, for documents"),
    "least-words": fields.number("the fewest words of a document that is judged", 1, 100_000, whole=True, default=100),
    "beside-error": fields.number("what is added to the score of a line beside one that is an error", 0, 10, default=0),
    "company": fields.number("how many lines of the file must be errors before hints are told", 0, 1000, whole=True, default=0),
    "settled": fields.texts("codes, or their beginnings, of findings that say all there is to say of a line", default=[]),
    "openers": fields.section(_OPENERS, "what opens a block, for lines"),
    "most-lines": fields.number("the most lines of a document whose lines are judged", 1, 1_000_000, whole=True, default=20_000),
}

_OF_DOCUMENTS = ("languages", "signs")


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The features as plain lists.

    Raises:
        RuleError: there is no such table, one of its entries is no feature, or a key belongs to the other unit.
    """
    entries = knowledge.entries(options["table"])
    if not entries:
        raise RuleError(f'there is no table "{options["table"]}" under knowledge/', "table")
    if not options.get("thresholds"):
        raise RuleError("a scorecard needs thresholds: the least score for one severity or more", "thresholds")
    if options["unit"] == "document":
        if "signs" not in options:
            raise RuleError('a scorecard of documents lacks the key "signs": the codes of findings that are told', "signs")
        plan = documents.compile(options, entries, knowledge)
    else:
        for key in _OF_DOCUMENTS:
            if key in options:
                raise RuleError(f'"{key}" belongs to scorecards of documents; this one is of lines', key)
        plan = lines.compile(options, entries)
    thresholds = sorted(((score, severity) for severity, score in options["thresholds"].items()), reverse=True)
    return {"unit": options["unit"], "thresholds": thresholds, **plan}


class Detector:
    """Judges when other rules have spoken: lines before junk is joined, documents last."""

    factors: Sequence[str] | None = ()

    def __init__(self, plan: dict[str, Any]) -> None:
        self.early = plan["unit"] == "line"
        self._card = lines.Scorecard(plan) if self.early else documents.Scorecard(plan)

    def detect(self, document: Document, hits: Sequence[Hit]) -> Iterable[Match]:
        """Nothing: a scorecard waits for the others."""
        return ()

    def conclude(self, document: Document, signs: list[Sign]) -> Iterable[Match]:
        """The lines, or the first line of the document, whose score is high enough."""
        return self._card.judge(document, signs)
