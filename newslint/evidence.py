"""What the findings of a document prove together: which language it was translated from, and how far to trust its hints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newslint.finding import Finding
    from newslint.ruleset.model import Rule

SHARE = 0.5  # how much of its own confidence another finding of the same language adds
MIN_LANGUAGE = 1.2
NEAR_BEST = 0.75
MOST_LANGUAGES = 3


class Sign(NamedTuple):
    """A finding and the rule that gave it."""

    rule: Rule
    finding: Finding


def raise_confidence(signs: list[Sign]) -> list[Finding]:
    """The findings, those of a source language with more confidence where other rules of that language speak, too.

    With the confidences q of the other rules (each once), p becomes 1 - (1 - p) * product(1 - q/2): what is left of the doubt when each
    of them removes half as much as it would by itself. Findings that betray no language stay as they are.
    """
    by_language = _by_language(signs)
    return [sign.finding._replace(confidence=_raised(sign, by_language)) if sign.rule.source_language else sign.finding for sign in signs]


def _raised(sign: Sign, by_language: dict[str, dict[str, float]]) -> float:
    others: dict[str, float] = {}
    for language in sign.rule.source_language:
        others.update(by_language[language])
    others.pop(sign.rule.code, None)
    doubt = 1 - sign.finding.confidence
    for confidence in others.values():
        doubt *= 1 - SHARE * confidence
    return round(1 - doubt, 2) if others else sign.finding.confidence


def language_weights(signs: Iterable[Sign]) -> dict[str, float]:
    """How much speaks for each language: each rule once, with its confidence, the less the more languages it betrays."""
    return {language: sum(rules.values()) for language, rules in _by_language(signs, divided=True).items()}


def source_languages(signs: Iterable[Sign]) -> list[str]:
    """The codes of the languages that a text may be translated from, the likeliest first; none when too little speaks for any."""
    weights = language_weights(signs)
    best = max(weights.values(), default=0.0)
    if best < MIN_LANGUAGE:
        return []
    near = [language for language, weight in weights.items() if weight >= NEAR_BEST * best]
    return sorted(near, key=lambda language: (-weights[language], language))[:MOST_LANGUAGES]


def _by_language(signs: Iterable[Sign], *, divided: bool = False) -> dict[str, dict[str, float]]:
    """For each language the rules that betray it, each with the most confidence that a finding of it has."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for rule, finding in signs:
        for language in rule.source_language:
            weight = finding.confidence / (len(rule.source_language) ** 0.25 if divided else 1)
            found[language][rule.code] = max(weight, found[language].get(rule.code, 0.0))
    return found


def strongest(signs: Iterable[Sign], most: int) -> list[Sign]:
    """The signs that weigh most, at most one of each rule."""
    best: dict[str, Sign] = {}
    for sign in signs:
        if sign.rule.code not in best or sign.finding.confidence > best[sign.rule.code].finding.confidence:
            best[sign.rule.code] = sign
    order = {"error": 2.0, "warning": 1.5, "info": 1.0}
    return sorted(best.values(), key=lambda sign: (-order[sign.finding.severity] * sign.finding.confidence, sign.finding.start.offset))[
        :most
    ]
