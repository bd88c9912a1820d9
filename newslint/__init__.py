"""newslint lints the sources that people feed into corpora, newsrooms, analyses and language models.

The names below are the Python interface; each is imported when it is first used.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.api import clean_text, lint_bytes, lint_file, lint_paths, lint_text, load_rules
    from newslint.errors import NewslintError, RuleError, SourceError
    from newslint.finding import Edit, FileResult, Finding, Fix, Position, Score
    from newslint.ruleset import Rule, RuleSet

__all__ = [
    "Edit",
    "FileResult",
    "Finding",
    "Fix",
    "NewslintError",
    "Position",
    "Rule",
    "RuleError",
    "RuleSet",
    "Score",
    "SourceError",
    "clean_text",
    "lint_bytes",
    "lint_file",
    "lint_paths",
    "lint_text",
    "load_rules",
]

_HOMES = ("newslint.api", "newslint.finding", "newslint.ruleset", "newslint.errors")


def __getattr__(name: str) -> object:
    if name in __all__:
        from importlib import import_module

        for home in _HOMES:
            module = import_module(home)
            if hasattr(module, name):
                return getattr(module, name)
    raise AttributeError(f"module 'newslint' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
