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
    from newslint.evidence import Signs
    from newslint.ruleset.knowledge import Knowledge

MESSAGE_FIELDS = ("likely", "source", "signs")

THRESHOLDS = {
    severity: fields.number(f"the least score that is of severity {severity}", -100, 100) for severity in ("info", "warning", "error")
}

_OPENERS = {name: fields.texts(f"codes, or their beginnings, of findings that open a {name}") for name in OPENERS}

_COMMON = {
    "unit": fields.text("what is judged", choices=("document", "line"), default="document"),
    "table": fields.text("the knowledge table of features", required=True),
    "thresholds": fields.section(THRESHOLDS, "the least score for each severity"),
}

_OF_DOCUMENTS = {
    "languages": fields.text("for documents: the knowledge table of language codes and names"),
    "signs": fields.texts("for documents: codes, or their beginnings, of findings that are told as signs"),
    "least-words": fields.number("for documents: the fewest words of one that is judged", 1, 100_000, whole=True),
}

_OF_LINES = {
    "beside-error": fields.number("for lines: what is added to the score of one beside one that is an error", 0, 10),
    "company": fields.number("for lines: how many of the file must be errors before hints are told", 0, 1000, whole=True),
    "settled": fields.texts("for lines: codes, or their beginnings, of findings that say all there is to say of one"),
    "openers": fields.section(_OPENERS, "for lines: what opens a block"),
    "most-lines": fields.number("for lines: the most of a document in which they are judged", 1, 1_000_000, whole=True),
}

FIELDS = {**_COMMON, **_OF_DOCUMENTS, **_OF_LINES}


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
    of_lines = options["unit"] == "line"
    for key in _OF_DOCUMENTS if of_lines else _OF_LINES:
        if key in options:
            raise RuleError(f'"{key}" is not for scorecards with unit: {options["unit"]}', key)
    if not of_lines and "signs" not in options:
        raise RuleError('a scorecard of documents lacks the key "signs": the codes of findings that are told', "signs")
    plan = lines.compile(options, entries) if of_lines else documents.compile(options, entries, knowledge)
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

    def conclude(self, document: Document, signs: Signs) -> Iterable[Match]:
        """The lines, or the first line of the document, whose score is high enough."""
        return self._card.judge(document, signs)
