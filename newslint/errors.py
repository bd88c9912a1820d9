"""The mistakes that newslint reports to its user in one line."""

from __future__ import annotations

from collections.abc import Sequence


class NewslintError(Exception):
    """A mistake of the user's: its text says what, where and how to mend it. The command exits with 2."""


class RuleError(NewslintError):
    """A rule that cannot be loaded.

    Raised by a kind's `compile` with the message and, where it is known, the YAML key at fault; the loader adds file and line.
    """

    def __init__(self, message: str, key: str | None = None) -> None:
        super().__init__(message)
        self.key = key


class SourceError(NewslintError):
    """A file that cannot be linted: missing, unreadable, or not text."""


def did_you_mean(word: str, choices: Sequence[str], *, least: float = 60) -> str:
    """A closing sentence such as ' Did you mean "phrase"?', or nothing when no choice is near `word`: alike by `least` per cent."""
    from rapidfuzz import process

    best = process.extractOne(word, choices, score_cutoff=least)
    return f' Did you mean "{best[0]}"?' if best else ""
