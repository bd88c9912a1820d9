"""Rules that cannot run on this machine, for want of something that newslint does not bring along, such as a dictionary.

Only a rule's kind knows what it needs: its module may have a function `unavailable(plan)`, which says why a rule cannot run here and how
to mend that, or gives an empty text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from newslint.ruleset.model import Rule
from newslint.ruleset.schema import kind_module


def hindrance(rule: Rule) -> str:
    """Why a rule cannot run here and how to mend that; empty if it can."""
    check = getattr(kind_module(rule.kind), "unavailable", None)
    return str(check(rule.plan)) if check else ""


def runnable(rules: Iterable[Rule], tell: Callable[[str], None]) -> list[Rule]:
    """The rules that can run here, in their order; each of the others is told in one line."""
    rules = list(rules)
    asking = {kind for kind in {rule.kind for rule in rules} if hasattr(kind_module(kind), "unavailable")}
    kept = []
    for rule in rules:
        reason = hindrance(rule) if rule.kind in asking else ""
        if reason:
            tell(f"{rule.code} {rule.name} cannot run here: {reason}, or leave the rule out")
        else:
            kept.append(rule)
    return kept
