"""The project's pages on the web."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from newslint.ruleset.loader import builtin_folder

if TYPE_CHECKING:
    from newslint.ruleset.model import Rule

HOMEPAGE = "https://github.com/newslint/newslint"


def rule_url(rule: Rule) -> str | None:
    """The place that tells of a rule that comes with newslint; None for other people's rules."""
    return f"{HOMEPAGE}/blob/main/docs/rules.md#{anchor(rule.code)}" if rule.path.startswith(_our_rules()) else None


def anchor(code: str) -> str:
    """What the place of a rule is called in docs/rules.md."""
    return code.lower()


@lru_cache(maxsize=1)
def _our_rules() -> str:
    return f"{builtin_folder()}{os.sep}"
