"""How likely the article of a document is garbled, by the form of its text and what the other rules found in it.

A score is a bias and a sum over features: weight * (value - usual) / spread, the value being the square root of a rate per 1,000 words,
or of a measure. Features, weights and bias stand in a knowledge table; e to the power of the score are the odds that it was fitted for.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp
from typing import TYPE_CHECKING, Any

from newslint.errors import RuleError
from newslint.evidence import Sign, Signs, language_weights, source_languages, strongest
from newslint.kinds.base import Match, first_line
from newslint.measures import MEASURES, damped

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge

LEAST_WORDS = 100
MOST_SIGNS = 5
MOST_SPREADS = 4.0  # how far from the usual one feature may pull, in spreads

_SOURCES = ("words", "marks", "measure", "findings", "language")
_NUMBERS = ("usual", "spread", "weight")


def compile(options: dict[str, Any], entries: Iterable[Any], knowledge: Knowledge) -> dict[str, Any]:
    """The features as plain lists, and the names of the languages.

    Raises:
        RuleError: one of the entries is no feature.
    """
    bias = 0.0
    features = []
    for entry in entries:
        if "bias" in entry:
            bias += _number(entry, "bias")
        else:
            features.append(_feature(entry))
    return {
        "bias": bias,
        "features": features,
        "languages": {str(entry["code"]): str(entry["name"]) for entry in knowledge.entries(options.get("languages", ""))},
        "signs": options["signs"],
        "least-words": options.get("least-words", LEAST_WORDS),
    }


def _feature(entry: Any) -> list[Any]:
    source = next((key for key in _SOURCES if key in entry), None)
    if source is None:
        raise RuleError(f"the feature {dict(entry)} has none of {', '.join(_SOURCES)}", "table")
    if source == "language" and entry[source] != "best":
        raise RuleError(f"the feature {dict(entry)} can only be language: best", "table")
    if source == "measure" and entry[source] not in MEASURES:
        raise RuleError(f'there is no measure "{entry[source]}"; there are {", ".join(sorted(MEASURES))}', "table")
    value = entry[source]
    beginnings = [value] if source == "findings" and isinstance(value, str) else value
    usual, spread, weight = (_number(entry, key) for key in _NUMBERS)
    if spread <= 0:
        raise RuleError(f"the feature {dict(entry)} needs a spread above 0", "table")
    return [source, beginnings, usual, spread, weight]


def _number(entry: Any, key: str) -> float:
    try:
        return float(entry[key])
    except (KeyError, TypeError, ValueError):
        raise RuleError(f'the feature {dict(entry)} needs a number as "{key}"', "table") from None


class Scorecard:
    """Judges a document when all other rules have spoken."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self._plan = plan
        self._signs = tuple(plan["signs"])
        self.least_words: int = plan["least-words"]

    def judge(self, document: Document, signs: Signs) -> Iterable[Match]:
        """The first line of the document, if its score is high enough."""
        if len(signs.measures.tokens) < self.least_words:
            return
        pulls = self._pulls(signs)
        score = self._plan["bias"] + sum(pull for pull, _ in pulls)
        severity = next((severity for least, severity in self._plan["thresholds"] if score >= least), None)
        if severity is None:
            return
        likely = min(0.99, 1 / (1 + exp(-score)))
        told = [sign for sign in signs if sign.rule.code.startswith(self._signs)]
        languages = source_languages(told)
        if any(feature[0] == "language" for feature in self._plan["features"]):
            told = [sign for sign in told if set(languages).intersection(sign.rule.source_language)]
        message_fields = {"likely": f"{likely:.0%}", "source": self._named(languages), "signs": _told(told, pulls)}
        start, end = first_line(document)
        yield Match(start, end, fields=message_fields, confidence=likely, severity=severity)

    def score(self, signs: Signs) -> float:
        """The natural logarithm of the odds that the article is as the scorecard says, however short it is."""
        return float(self._plan["bias"]) + sum(pull for pull, _ in self._pulls(signs))

    def _pulls(self, signs: Signs) -> list[tuple[float, list[Any]]]:
        return [(self._pull(feature, signs), feature) for feature in self._plan["features"]]

    def _pull(self, feature: list[Any], signs: Signs) -> float:
        source, value, usual, spread, weight = feature
        measures = signs.measures
        if source == "findings":
            beginnings = tuple(value)
            found = measures.findings(sum(finding.confidence for rule, finding in signs if rule.code.startswith(beginnings)))
        elif source == "language":
            found = max(language_weights(signs).values(), default=0.0)
        else:
            found = {"words": measures.words, "marks": measures.marks, "measure": measures.measure}[source](value)
        away = (damped(found) - usual) / spread
        return float(weight * max(-MOST_SPREADS, min(MOST_SPREADS, away)))

    def _named(self, languages: list[str]) -> str:
        """The languages by name, such as "German or Dutch"; "another language" when there are none."""
        return " or ".join(self._plan["languages"].get(code, code) for code in languages) or "another language"


def _told(signs: list[Sign], pulls: list[tuple[float, list[Any]]]) -> str:
    """The strongest signs: findings by code and line, then features of the form."""
    told = [f"{rule.code} in line {finding.start.line}" for rule, finding in strongest(signs, MOST_SIGNS)]
    form = sorted((pull for pull in pulls if pull[0] > 0 and pull[1][0] not in ("findings", "language")), key=lambda pull: -pull[0])
    told += [_form(feature) for _, feature in form[: MOST_SIGNS - len(told)]]
    return ", ".join(told)


def _form(feature: list[Any]) -> str:
    source, value, *_, weight = feature
    if source == "measure":
        return f"{'high' if weight > 0 else 'low'} {value}"
    return f'{"often" if weight > 0 else "seldom"} "{value}"'
