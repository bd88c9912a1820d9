"""The source-quality score: one figure from 0 to 100 for a file, a grade, and what each part of it comes to.

Each part is 100, halved as often as its damage says: value = 100 * 2 ** -(sum of amount / halves-at). Amounts are the weights of findings
per 1,000 words of article or in the file, the share of junk, or the cost of a scorecard. The whole is the product of the parts. Weights
and parts stand in the knowledge table `score`; docs/score.md has the reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import exp, log1p, prod
from typing import TYPE_CHECKING, Any

from newslint.errors import RuleError
from newslint.finding import SEVERITIES, Score
from newslint.measures import LEAST_WORDS
from newslint.ruleset import fields
from newslint.scorecards.document import Scorecard

if TYPE_CHECKING:
    from newslint.evidence import Signs
    from newslint.finding import Finding
    from newslint.ruleset.knowledge import Knowledge
    from newslint.ruleset.model import Rule

TABLE = "score"
HIGHEST = 100

_SEVERITY = {
    "severity": fields.text("", choices=SEVERITIES, required=True),
    "weight": fields.number("", 0, 1000, required=True),
}
_PART = {
    "part": fields.text("", required=True),
    "codes": fields.texts(""),
    "per": fields.text("", choices=("words", "file"), default="words"),
    "junk": fields.flag(""),
    "scorecard": fields.text(""),
    "halves-at": fields.number("", 0.001, 1_000_000, required=True),
}
_GRADE = {"grade": fields.text("", required=True), "least": fields.number("", 0, HIGHEST, required=True)}
_ENTRIES = {"severity": _SEVERITY, "part": _PART, "grade": _GRADE}


class Scale:
    """What findings weigh, ready for the rules that run.

    Args:
        knowledge: its table `score` says what counts.
        rules: those that run; a part that none of them tells of is not judged.
    Raises:
        RuleError: the table cannot be used.
    """

    def __init__(self, knowledge: Knowledge, rules: Iterable[Rule]) -> None:
        tables = read_table(knowledge)
        self._weights: dict[str, float] = {entry["severity"]: entry["weight"] for entry in tables["severity"]}
        self._grades = sorted(((entry["least"], entry["grade"]) for entry in tables["grade"]), reverse=True)
        self._parts = tables["part"]
        self._owners = {code: number for number, entry in enumerate(self._parts) for code in entry.get("codes", ())}
        running = {rule.code: rule for rule in rules}
        self._cards = {
            entry["scorecard"]: Scorecard(running[entry["scorecard"]].plan) for entry in self._parts if entry.get("scorecard") in running
        }
        categories = {rule.category for rule in running.values()}
        told = {self._parts[number]["part"] for code in running if (number := self._owner(code)) is not None}
        junk = {entry["part"] for entry in self._parts if entry.get("junk") and "boilerplate" in categories}
        self._judged = told | junk

    def score(self, findings: Iterable[Finding], signs: Signs) -> Score | None:
        """The score of a document, None where no part can be judged.

        Args:
            findings: all of them, however small.
            signs: those that its rules gave before they drew conclusions for the whole of it.
        """
        if not self._judged:
            return None
        names = dict.fromkeys(entry["part"] for entry in self._parts)
        if not signs.has_text:
            return Score(0, self._grade(0), dict.fromkeys(names, 0))
        halvings: dict[str, float] = defaultdict(float)
        for entry, amount in zip(self._parts, self._amounts(findings, signs), strict=True):
            halvings[entry["part"]] += amount / entry["halves-at"]
        parts = {name: 2 ** -halvings[name] if name in self._judged else None for name in names}
        value = round(HIGHEST * prod(share for share in parts.values() if share is not None))
        told = {name: None if share is None else round(HIGHEST * share) for name, share in parts.items()}
        return Score(value, self._grade(value), told)

    def _amounts(self, findings: Iterable[Finding], signs: Signs) -> list[float]:
        """For each entry of the table the amount of its damage."""
        words = max(LEAST_WORDS, signs.article.words)
        weights: dict[int, float] = defaultdict(float)
        for finding in findings:
            number = self._owner(finding.code)
            if number is not None and finding.code not in self._cards:
                weights[number] += self._weights.get(finding.severity, 0.0) * finding.confidence
        amounts = []
        for number, entry in enumerate(self._parts):
            if entry.get("junk"):
                amounts.append(signs.article.junk_share)
            elif "scorecard" in entry:
                amounts.append(self._cost(entry["scorecard"], signs))
            else:
                amounts.append(weights[number] * (1000 / words if entry["per"] == "words" else 1))
        return amounts

    def _cost(self, code: str, signs: Signs) -> float:
        """-ln(1 - likelihood) of what a scorecard judges, less for a text too short for it; 0 if it does not run."""
        card = self._cards.get(code)
        if card is None:
            return 0.0
        score = card.score(signs)
        return (max(score, 0.0) + log1p(exp(-abs(score)))) * min(1.0, signs.article.words / card.least_words)

    def _owner(self, code: str) -> int | None:
        """The number of the entry with the longest beginning of a code."""
        for length in range(len(code), 0, -1):
            if code[:length] in self._owners:
                return self._owners[code[:length]]
        return None

    def _grade(self, value: int) -> str:
        return next((grade for least, grade in self._grades if value >= least), "?")


def read_table(knowledge: Knowledge) -> dict[str, list[dict[str, Any]]]:
    """The entries of the table `score` by what they say: a severity's weight, what counts for a part, a grade.

    Raises:
        RuleError: an entry is none of these.
    """
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in _ENTRIES}
    for entry in knowledge.entries(TABLE):
        name = next((name for name in _ENTRIES if name in entry), None)
        if name is None:
            raise RuleError(f"knowledge/{TABLE}.yaml: the entry {dict(entry)} has none of {', '.join(_ENTRIES)}")
        try:
            found = fields.read(entry, _ENTRIES[name], name)
        except RuleError as error:
            raise RuleError(f"knowledge/{TABLE}.yaml: {error}", error.key) from error
        if name == "part" and sum(key in found for key in ("codes", "junk", "scorecard")) != 1:
            raise RuleError(f"knowledge/{TABLE}.yaml: the part {dict(entry)} needs one of codes, junk, scorecard")
        tables[name].append(found)
    return tables
