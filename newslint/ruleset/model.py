"""Rules and rule sets, as the engine uses them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from newslint.ruleset.knowledge import Knowledge


class Rule(NamedTuple):
    """One validated rule. `plan` is its kind's compiled form; `path` and `line` (1-based) say where it is written."""

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


class RuleSet:
    """Rules together with the knowledge that they draw on.

    `rules` are sorted by code. `all_rules` also has those that were not selected.
    """

    def __init__(self, rules: Collection[Rule], knowledge: Knowledge, all_rules: Collection[Rule] | None = None) -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: rule.code))
        self.all_rules = self.rules if all_rules is None else tuple(all_rules)
        self.knowledge = knowledge

    def only(self, codes: Collection[str]) -> RuleSet:
        """The same set with only the rules of these codes active."""
        wanted = frozenset(codes)
        return RuleSet([rule for rule in self.all_rules if rule.code in wanted], self.knowledge, self.all_rules)

    def __len__(self) -> int:
        return len(self.rules)
