"""What a run yields: findings, and the result for each file.

Offsets are Unicode code points, 0-based, ends exclusive; lines and columns are 1-based.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newslint.source import Source

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


class Context(NamedTuple):
    """The words that a finding stands among: up to three before and after it in its line, folded.

    `earlier` counts the findings before it in the file that have the same code, match and words.
    """

    before: str = ""
    after: str = ""
    earlier: int = 0


class Suppression(NamedTuple):
    """Why a finding is not told: it is in the baseline, or somebody waived it.

    `kind` is "baseline" or "waiver"; `origin` is the place that says so, such as `.newslint-waivers.yaml:3`. A waiver has a reason, and
    perhaps the last day on which it holds (`until`, such as 2027-01-31).
    """

    kind: str
    origin: str
    reason: str | None = None
    until: str | None = None


class Finding(NamedTuple):
    """One fault at one place. `match` is the text from `start` to `end`; `url` the page that tells of a rule of ours.

    A block of junk has the findings of its lines as `parts`.
    """

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
    context: Context = Context()
    url: str | None = None
    suppressed: Suppression | None = None
    parts: tuple[Finding, ...] = ()


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
    `source` is the text that was linted. `score` does not depend on which findings are shown. `suppressed` are the findings that a baseline
    or a waiver takes out of `findings`.
    """

    path: str
    sha256: str
    findings: tuple[Finding, ...]
    error: str | None = None
    source: Source | None = None
    score: Score | None = None
    suppressed: tuple[Finding, ...] = ()


def severity_rank(severity: str) -> int:
    """Order of a severity: 0 for info, 2 for error."""
    return SEVERITIES.index(severity)
