"""Rules and rule sets, as the engine uses them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from newslint.ruleset.knowledge import Knowledge


class Rule(NamedTuple):
    """One validated rule. `plan` is its kind's compiled form; `path` and `line` (1-based) say where it is written.

    `many` is a number of matches in one file, and the severity that they have from there on; `in_speech` is the severity inside quotations.
    `support` is how much the other rules of its source language must say together for it to be told.
    """

    code: str
    name: str
    kind: str
    category: str
    severity: str
    confidence: float
    message: str
    why: str
    path: str
    line: int
    plan: Any
    source_language: tuple[str, ...] = ()
    conditions: dict[str, Any] | None = None
    report: str = "match"
    fix: str | None = None
    safe: bool = False
    enabled: bool = True
    many: tuple[int, str] | None = None
    in_speech: str | None = None
    support: float | None = None


class RuleSet:
    """Rules together with the knowledge that they draw on.

    Args:
        all_rules: every rule that was loaded.
        knowledge: what they refer to by name.
        active: the codes of those that run; by default those that are enabled.

    `rules` are the active ones; both they and `all_rules` are sorted by code.
    """

    def __init__(self, all_rules: Collection[Rule], knowledge: Knowledge, active: Collection[str] | None = None) -> None:
        self.all_rules = tuple(sorted(all_rules, key=lambda rule: rule.code))
        self.rules = tuple(rule for rule in self.all_rules if (rule.enabled if active is None else rule.code in active))
        self.knowledge = knowledge

    def only(self, codes: Collection[str]) -> RuleSet:
        """The same set with just the rules of these codes active, whether they are enabled or not."""
        return RuleSet(self.all_rules, self.knowledge, frozenset(codes))

    def __len__(self) -> int:
        return len(self.rules)
