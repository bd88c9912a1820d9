"""What a run yields: findings, and the result for each file.

Offsets are Unicode code points, 0-based, ends exclusive; lines and columns are 1-based.
"""

from __future__ import annotations

from typing import NamedTuple

SEVERITIES = ("info", "warning", "error")

CATEGORIES = {
    "names": "NM",
    "titles": "TI",
    "translation": "MT",
    "boilerplate": "BP",
    "structure": "ST",
    "typography": "TY",
    "encoding": "EN",
    "consistency": "CS",
    "readability": "RD",
    "grammar": "LT",
    "newslint": "NL",
}


class Position(NamedTuple):
    """A place in a text: 1-based line and column, 0-based offset, all in code points."""

    line: int
    column: int
    offset: int


class Edit(NamedTuple):
    """Replace the code points `start` to `end` (exclusive) by `content`."""

    start: int
    end: int
    content: str


class Fix(NamedTuple):
    """Edits that mend a finding; `applicability` is "safe" or "unsafe"."""

    applicability: str
    edits: tuple[Edit, ...]


class Finding(NamedTuple):
    """One fault at one place. `match` is the text from `start` to `end`."""

    code: str
    name: str
    category: str
    severity: str
    confidence: float
    message: str
    match: str
    start: Position
    end: Position
    suggestions: tuple[str, ...] = ()
    fix: Fix | None = None
    fingerprint: str = ""


class Score(NamedTuple):
    """How good a source is: from 0 (useless) to 100, a grade, and each part likewise.

    The value is the product of the parts. A part is None if none of the rules that ran tell of it; it does not count then.
    """

    value: int
    grade: str
    parts: dict[str, int | None]


class FileResult(NamedTuple):
    """What linting one file gave.

    `error` is one line that says why the file could not be linted; `findings` is then empty.
    `lines` maps the 1-based number of each line that a finding touches to its text. `score` does not depend on which findings are shown.
    """

    path: str
    sha256: str
    findings: tuple[Finding, ...]
    error: str | None = None
    lines: dict[int, str] | None = None
    score: Score | None = None


def severity_rank(severity: str) -> int:
    """Order of a severity: 0 for info, 2 for error."""
    return SEVERITIES.index(severity)
