"""What the kinds with several checks share: `check:` names one of the module's functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from newslint.kinds.base import Hit, Match
from newslint.ruleset import fields
from newslint.ruleset.fields import Field

if TYPE_CHECKING:
    from newslint.document import Document

Options = dict[str, Any]
Check = Callable[["Document", Options], Iterable[Match]]


def check_field(checks: dict[str, Check]) -> Field:
    """The field `check` of a kind that offers these checks."""
    return fields.text("what to look for", choices=tuple(checks), required=True)


class CheckDetector:
    """Runs the check that a rule names; subclasses give `CHECKS`.

    A plan is the rule's options of its kind; `factors` in it, when there are any, gate the check.
    """

    CHECKS: dict[str, Check]
    gated_only = True

    def __init__(self, plan: Options) -> None:
        self._plan = plan
        self._check = self.CHECKS[plan["check"]]
        self.factors: Sequence[str] | None = plan.get("factors")

    def detect(self, document: Document, hits: Sequence[Hit]) -> Iterable[Match]:
        return self._check(document, self._plan)
