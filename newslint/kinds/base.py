"""What every rule kind offers the engine.

A kind is one module with
- `FIELDS`: the YAML keys that it adds to a rule (see `newslint.ruleset.fields`);
- `compile(options, knowledge)`: checks and expands these keys into a plan of plain data (dict, list, str, numbers),
  which is cached; raises `RuleError` naming the key;
- `Detector(plan)`: does the work;
- if need be, `unavailable(plan)`: why a rule cannot run here (see `newslint.ruleset.availability`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.evidence import Signs

SHOWN_CODE_POINTS = 200


class Match(NamedTuple):
    """A place that a detector reports, in code points of the document's text, end exclusive.

    `fields` are extra values for the rule's message; `confidence` and `severity` replace the rule's own when given.
    `further` are the later matches that this one speaks for (`report: once`).
    """

    start: int
    end: int
    suggestions: tuple[str, ...] = ()
    fields: Mapping[str, str] = MappingProxyType({})
    confidence: float | None = None
    severity: str | None = None
    further: tuple[Match, ...] = ()


class Hit(NamedTuple):
    """An occurrence of one of a detector's factors: its index in `factors`, and its place in the document.

    For a pattern of `screened`, the index goes on from that of the last factor, and the place is the whole block that it matches in.
    """

    factor: int
    start: int
    end: int


class Detector(Protocol):
    """Finds the matches of one rule.

    `factors` are lower-case literals of which at least one stands, ignoring case, in every document with a match; the engine looks for
    the factors of all rules in one pass and calls `detect` only where one was seen. None: `detect` is always called. A detector with a true
    attribute `gated_only` gets no hits: its factors only say whether to call it. `screened`, when it has them, are translated patterns
    without literals, each with whether to ignore case; the engine looks for those of all rules together, block by block, and a match is a
    hit, too.
    """

    factors: Sequence[str] | None

    def detect(self, document: Document, hits: Sequence[Hit]) -> Iterable[Match]: ...


@runtime_checkable
class Conclusion(Detector, Protocol):
    """A detector that knows what others found: if `early`, before junk lines are joined, with what other early rules of lower codes
    found; and else last."""

    early: bool

    def conclude(self, document: Document, signs: Signs) -> Iterable[Match]: ...


def first_line(document: Document) -> tuple[int, int]:
    """The first line that is not blank, without the space at its ends and cut after `SHOWN_CODE_POINTS`: where a conclusion is told.

    Raises:
        ValueError: there is none.
    """
    for start, end in document.lines:
        line = document.text[start:end]
        if line.strip():
            first = start + len(line) - len(line.lstrip())
            return first, first + len(line.strip()[:SHOWN_CODE_POINTS].rstrip())
    raise ValueError("a document without text has no first line")
