"""Which rules run: selecting them by code, by the beginning of a code, or by name.

A selector is `ALL`, the beginning of a code (`BP`, `MT1`), a code (`BP001`) or a rule's name. The longer one wins over the shorter; of
two equally long ones, `ignore` wins. A rule that is not enabled runs only when its whole code or its name is selected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from newslint.errors import NewslintError, did_you_mean
from newslint.finding import CATEGORIES

EXACT = 5
_PREFIX = re.compile(r"[A-Z]{2}[0-9]{0,2}")


class SelectorError(NewslintError):
    """A selector that means no rule; `origin` says where it was given."""

    def __init__(self, message: str, origin: str) -> None:
        super().__init__(f"{origin}: {message}" if origin else message)
        self.origin = origin


class Selectable(Protocol):
    """What selection looks at in a rule."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def enabled(self) -> bool: ...


R = TypeVar("R", bound=Selectable)


class Selectors(NamedTuple):
    """What one place (a configuration file, the command line) says about selection.

    `select` None keeps what was selected before; a list starts afresh. `origins` are pairs of key and place, for messages.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    origins: tuple[tuple[str, str], ...] = ()


def apply_selectors(rules: Sequence[R], layers: Iterable[Selectors]) -> list[R]:
    """The rules that several layers of selectors leave, in their order; a later layer wins over the earlier ones.

    Raises:
        SelectorError: a selector means no rule.
    """
    chosen = {rule.code for rule in rules if rule.enabled}
    for layer in layers:
        _refuse_unknown(rules, layer)
        if layer.select is not None:
            chosen.clear()
        wanted = [*(layer.select or ()), *layer.extend_select]
        for rule in rules:
            take, leave = _longest(wanted, rule), _longest(layer.ignore, rule)
            if leave >= 0 and leave >= take:
                chosen.discard(rule.code)
            elif take == EXACT or (take >= 0 and rule.enabled):
                chosen.add(rule.code)
    return [rule for rule in rules if rule.code in chosen]


def _longest(selectors: Iterable[str], rule: Selectable) -> int:
    """The length of the longest selector that means a rule: 0 for ALL, 5 for its code or name, -1 for none."""
    return max((_length(selector, rule) for selector in selectors), default=-1)


def _length(selector: str, rule: Selectable) -> int:
    if selector == rule.name:
        return EXACT
    selector = selector.upper()
    if selector == "ALL":
        return 0
    if rule.code == selector:
        return EXACT
    return len(selector) if _PREFIX.fullmatch(selector) and rule.code.startswith(selector) else -1


def _refuse_unknown(rules: Sequence[Selectable], layer: Selectors) -> None:
    origins = dict(layer.origins)
    for key, selectors in (("select", layer.select or ()), ("extend-select", layer.extend_select), ("ignore", layer.ignore)):
        for selector in selectors:
            if any(_length(selector, rule) >= 0 for rule in rules) or selector.upper() == "ALL":
                continue
            # Ignoring a category none of whose rules is installed does no harm, and keeps a shared configuration usable.
            if key == "ignore" and selector.upper() in CATEGORIES.values():
                continue
            raise SelectorError(f'no rule is called "{selector}".{_hint(selector, rules)}', origins.get(key, ""))


def _hint(selector: str, rules: Sequence[Selectable]) -> str:
    prefix = CATEGORIES.get(selector.lower())
    if prefix:
        return f' Did you mean "{prefix}"?'
    codes = sorted({rule.code if len(selector) > EXACT - 2 else rule.code[:2] for rule in rules})
    hint = did_you_mean(selector, [rule.name for rule in rules]) or did_you_mean(selector.upper(), codes)
    return hint + ' See "newslint rules list".'
