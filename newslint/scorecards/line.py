"""How likely a line is junk, by its form, its place, its neighbours and its wording.

The table holds small decision trees, `card: "words < 4 ? 0.5 : (final-mark < 0.5 ? 0.1 : -0.3)"`, each of which adds a few points to the
score, and for each measure that they ask for the words by which a finding tells what counted, `{measure: words, low: few words}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import exp, inf
from typing import TYPE_CHECKING, Any

from newslint.article import WHOLE, covered
from newslint.errors import RuleError
from newslint.finding import severity_rank
from newslint.kinds.base import Match
from newslint.line_measures import NAMES, LineMeasures

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.evidence import Sign, Signs

ERROR = severity_rank("error")
MOST_LINES = 20_000  # more are no article
MOST_TOLD = 3
MOST_CREDITED = 100  # the first cards of a fitted table have most of the points
MOST_DEPTH = 12

_TOKEN = re.compile(r"\s*(?:([a-z][a-z-]*(?:\[[+-][1-9]\])?)|(-?\d+(?:\.\d+)?)|([<?:()]))")

# A leaf is its points. A branch is the number of its measure, the value below which it goes left, the left and the right node, and the
# mean of the points that may follow: plain data for the cache.
Node = Any


def compile(options: dict[str, Any], entries: Iterable[Any]) -> dict[str, Any]:
    """The trees, the measures that they ask for, and how these are told.

    Raises:
        RuleError: an entry is none of the three kinds, or a card cannot be read.
    """
    bias = 0.0
    told: dict[str, list[str]] = {}
    measures: dict[str, int] = {}
    trees = []
    for entry in entries:
        if "card" in entry:
            trees.append(_Reader(str(entry["card"]), measures).tree())
        elif "bias" in entry:
            bias += _number(entry["bias"])
        elif entry.get("measure", "").partition("[")[0] in NAMES:
            told[str(entry["measure"])] = [str(entry.get("low", "")), str(entry.get("high", ""))]
        else:
            raise RuleError(f"the entry {dict(entry)} has none of card, bias, and measure", "table")
    return {
        "bias": bias,
        "measures": list(measures),
        "trees": trees,
        "told": [told.get(name) or told.get(name.partition("[")[0], ["", ""]) for name in measures],
        "most-lines": options.get("most-lines", MOST_LINES),
        "beside-error": options.get("beside-error", 0),
        "company": options.get("company", 0),
        "settled": options.get("settled", []),
        "openers": options.get("openers", {}),
    }


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise RuleError(f'the bias must be a number, not "{value}"', "table") from None


class _Reader:
    """Reads one card: a number of points, or `MEASURE < VALUE ? CARD : CARD`, where a branch that is no number stands in brackets."""

    def __init__(self, card: str, measures: dict[str, int]) -> None:
        self._card = card
        self._measures = measures
        self._at = 0

    def tree(self) -> Any:
        tree = self._branch(0, whole=True)
        if self._card[self._at :].strip():
            raise self._error("has more after its end")
        return tree

    def _branch(self, depth: int, *, whole: bool = False) -> Any:
        if depth > MOST_DEPTH:
            raise self._error(f"is more than {MOST_DEPTH} questions deep")
        measure, number, mark = self._next()
        if number:
            return float(number)
        if mark == "(":
            tree = self._branch(depth + 1, whole=True)
            self._expect(")")
            return tree
        if not measure or not whole:
            raise self._error("needs a number, or a question in brackets,")
        if measure.partition("[")[0] not in NAMES:
            raise RuleError(f'there is no measure "{measure}" of lines; there are {", ".join(sorted(NAMES))}', "table")
        self._expect("<")
        _, limit, _ = self._next()
        if not limit:
            raise self._error("needs a number after <")
        self._expect("?")
        left = self._branch(depth)
        self._expect(":")
        right = self._branch(depth)
        leaves = [*_leaves(left), *_leaves(right)]
        return [self._measures.setdefault(measure, len(self._measures)), float(limit), left, right, sum(leaves) / len(leaves)]

    def _next(self) -> tuple[str, str, str]:
        found = _TOKEN.match(self._card, self._at)
        if not found:
            if self._card[self._at :].strip():
                raise self._error("cannot be read")
            return "", "", ""
        self._at = found.end()
        measure, number, mark = found.groups("")
        return measure, number, mark

    def _expect(self, mark: str) -> None:
        if self._next()[2] != mark:
            raise self._error(f'needs "{mark}"')

    def _error(self, what: str) -> RuleError:
        shown = self._card[max(0, self._at - 30) : self._at + 20]
        return RuleError(f'the card "{self._card[:60]}" {what} at "{shown}"; write MEASURE < VALUE ? POINTS : POINTS', "table")


def _leaves(branch: Any) -> Iterator[float]:
    if isinstance(branch, list):
        yield from _leaves(branch[2])
        yield from _leaves(branch[3])
    else:
        yield branch


class Scorecard:
    """Judges the lines of a document when the rules of wording have spoken."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self._plan = plan
        self._words = sorted({words for pair in plan["told"] for words in pair})
        self._trees = [self._ready(tree) for tree in plan["trees"]]
        self._settled: tuple[str, ...] = tuple(plan["settled"])
        self._error = next((least for least, severity in plan["thresholds"] if severity == "error"), inf)

    def judge(self, document: Document, signs: Signs) -> Iterable[Match]:
        """The lines whose score is high enough, but for those that a rule of wording tells of as severely."""
        plan = self._plan
        if len(document.paragraphs) > plan["most-lines"]:
            return
        measures = LineMeasures(document, signs, plan["openers"])
        known = _ranks(document, [sign for sign in signs if sign.finding.category == "boilerplate"])
        settled = _ranks(document, [sign for sign in signs if sign.rule.code.startswith(self._settled)])
        rows = measures.rows(plan["measures"])
        scores = [plan["bias"] + self._points(row) for row in rows]
        sure = [score >= self._error or rank == ERROR for score, rank in zip(scores, known, strict=True)]
        hints = sum(sure) >= plan["company"]
        for index, (span, row, score) in enumerate(zip(measures.spans, rows, scores, strict=True)):
            if settled[index] >= 0:
                continue
            if any(sure[max(0, index - 1) : index] + sure[index + 1 : index + 2]):
                score += plan["beside-error"]
            severity = next((severity for least, severity in plan["thresholds"] if score >= least), None)
            if severity is not None and severity_rank(severity) > known[index] and (hints or severity != "info"):
                likely = min(0.99, 1 / (1 + exp(-score)))
                message_fields = {"likely": f"{likely:.0%}", "source": "", "signs": self._told(row)}
                yield Match(*span, fields=message_fields, confidence=likely, severity=severity)

    def _ready(self, node: Node) -> Node:
        """A tree that is quick to walk: each branch has what either answer adds to the mean, and under which words it is told."""
        if not isinstance(node, list):
            return node
        measure, limit, left, right, mean = node
        gains = tuple((following[4] if isinstance(following, list) else following) - mean for following in (left, right))
        told = tuple(self._words.index(words) for words in self._plan["told"][measure])
        return measure, limit, self._ready(left), self._ready(right), gains, told

    def _points(self, row: tuple[float, ...]) -> float:
        points: float = 0.0
        for node in self._trees:
            while node.__class__ is tuple:
                node = node[2] if row[node[0]] < node[1] else node[3]
            points += node
        return points

    def _told(self, row: tuple[float, ...]) -> str:
        """What speaks most for junk: each question is credited with what its answer adds to the mean of the points that may follow."""
        credit = [0.0] * len(self._words)
        for node in self._trees[:MOST_CREDITED]:
            while node.__class__ is tuple:
                measure, limit, left, right, gains, told = node
                if row[measure] < limit:
                    credit[told[0]] += gains[0]
                    node = left
                else:
                    credit[told[1]] += gains[1]
                    node = right
        best = sorted(zip(credit, self._words, strict=True), key=lambda entry: (-entry[0], entry[1]))
        return ", ".join([words for points, words in best if words and points > 0][:MOST_TOLD])


def _ranks(document: Document, signs: Iterable[Sign]) -> list[int]:
    """How severely findings tell of each line as a whole: a severity's rank, or -1."""
    ranks = [-1] * len(document.paragraphs)
    for _, finding in signs:
        for number, share in covered(document, finding):
            if share >= WHOLE:
                ranks[number] = max(ranks[number], severity_rank(finding.severity))
    return ranks
