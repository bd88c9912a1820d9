"""What something besides the rules says of a text: a grammar checker, for rules of kind `languagetool`, or whoever judges a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from newslint.ruleset.model import Rule
    from newslint.source import Source

KIND = "languagetool"


class Remark(NamedTuple):
    """One remark: its place in code points, end exclusive.

    `language` is what the text was taken for; `rule` and `category` are the checker's own names.
    """

    start: int
    end: int
    language: str
    rule: str
    category: str
    message: str
    suggestions: tuple[str, ...] = ()


class Wanted(NamedTuple):
    """What a checker is asked for: a language (such as "en-US"), and rules and categories of its own; it need not look for others."""

    language: str
    rules: tuple[str, ...]
    categories: tuple[str, ...]


class Checker(Protocol):
    """A grammar checker; one that fails has no remarks, and says elsewhere why."""

    def remarks(self, source: Source, wanted: Sequence[Wanted]) -> list[Remark]: ...


def wanted_by(rules: Iterable[Rule]) -> list[Wanted]:
    """What the rules of kind `languagetool` among some rules ask for, one entry a language."""
    plans = [rule.plan for rule in rules if rule.kind == KIND]
    return [
        Wanted(language, *(tuple(sorted({name for plan in plans if plan["language"] == language for name in plan[key]})) for key in _KEYS))
        for language in sorted({plan["language"] for plan in plans})
    ]


_KEYS = ("rules", "categories")
