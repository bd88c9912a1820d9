"""Kind `languagetool`: remarks of LanguageTool that are worth telling, under codes of ours.

LanguageTool is asked before the rules run (`newslint.integrations.languagetool`); without it, rules of this kind find nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from newslint.errors import RuleError
from newslint.kinds.base import Hit, Match
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.evidence import Signs
    from newslint.ruleset.knowledge import Knowledge

FIELDS = {
    "rules": fields.texts("ids of LanguageTool's rules that this rule passes on", default=[]),
    "categories": fields.texts("ids of LanguageTool's categories, all of whose rules it passes on", default=[]),
    "language": fields.text("the language that LanguageTool takes the text for", default="en-US"),
}

MESSAGE_FIELDS = ("says", "rule")

MOST_SUGGESTIONS = 3
MOST_SAID = 200  # code points of a remark that are told

_NAME = re.compile(r"[A-Z][A-Z0-9_]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The ids as they stand.

    Raises:
        RuleError: there are none, or one of them cannot be an id.
    """
    if not options["rules"] and not options["categories"]:
        raise RuleError("give rules or categories of LanguageTool; its speller, for one, calls every foreign name a fault", "rules")
    for key in ("rules", "categories"):
        for name in options[key]:
            if not _NAME.fullmatch(name):
                raise RuleError(f'"{name}" is no id of LanguageTool: they are of capitals, digits and _', key)
    if not _LANGUAGE.fullmatch(options["language"]):
        raise RuleError(f'"{options["language"]}" is no language code such as en-US', "language")
    return {key: options[key] for key in FIELDS}


class Detector:
    """Passes on remarks where no other rule has found anything: what is told already need not be told again."""

    early = False
    factors: Sequence[str] | None = ()

    def __init__(self, plan: dict[str, Any]) -> None:
        self._language: str = plan["language"]
        self._rules = frozenset(plan["rules"])
        self._categories = frozenset(plan["categories"])

    def detect(self, document: Document, hits: Sequence[Hit]) -> Iterable[Match]:
        """Nothing: what other rules find comes first."""
        return ()

    def conclude(self, document: Document, signs: Signs) -> Iterable[Match]:
        """The remarks of this rule's list that overlap no finding."""
        wanted = [
            remark
            for remark in document.remarks
            if remark.language == self._language and (remark.rule in self._rules or remark.category in self._categories)
        ]
        if not wanted:
            return
        told = _union((sign.finding.start.offset, sign.finding.end.offset) for sign in signs)
        starts = [start for start, _ in told]
        for start, end, _, rule, _, message, suggestions in wanted:
            before = bisect_left(starts, end) - 1
            if before < 0 or told[before][1] <= start:
                says = message if len(message) <= MOST_SAID else message[: MOST_SAID - 1] + "…"
                yield Match(start, end, suggestions[:MOST_SUGGESTIONS], {"says": says, "rule": rule})


def _union(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans sorted by place, those that overlap joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
