"""What the findings of a document prove together: which language it was translated from, and how far to trust its hints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from newslint.article import Article
from newslint.finding import severity_rank
from newslint.measures import Measures

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.finding import Finding
    from newslint.ruleset.model import Rule

SHARE = 0.5  # how much of its own confidence another finding of the same language adds
SURE = 0.8  # the confidence from which on one calque alone is told with the severity of its rule
MIN_LANGUAGE = 1.2
NEAR_BEST = 0.75
MOST_LANGUAGES = 3


class Sign(NamedTuple):
    """A finding and the rule that gave it."""

    rule: Rule
    finding: Finding


class Signs(list[Sign]):
    """The signs of one document, and what follows from them for the whole of it, each made when first asked for."""

    def __init__(self, document: Document, signs: Iterable[Sign], article: Article | None = None) -> None:
        super().__init__(signs)
        self._document = document
        self._article = article

    @property
    def has_text(self) -> bool:
        """Whether the document is more than white space."""
        return bool(self._document.paragraphs)

    @cached_property
    def article(self) -> Article:
        """What is left of the document without its junk."""
        return self._article or Article(self._document, [sign.finding for sign in self])

    @cached_property
    def measures(self) -> Measures:
        """The figures of the article."""
        return Measures(self._document, self.article.spans)


def weigh(signs: list[Sign]) -> list[Sign]:
    """The signs as they are told: hints without support left out, one hint a passage, and more confidence where other rules agree.

    A rule of a source language is supported by the other rules of that language that speak elsewhere in the document. With their
    confidences q, each once, a confidence p becomes 1 - (1 - p) * product(1 - q/2): what is left of the doubt when each of them removes
    half as much as it would by itself. A sign that is less sure than `SURE` and has no company is a hint, for people borrow phrases; unless
    its rule says what support it needs. Signs that betray no language stay as they are.
    """
    support = _Support(signs)
    kept = []
    for sign in signs:
        if sign.rule.source_language:
            others = support.of(sign)
            if sum(others.values()) < (sign.rule.support or 0):
                continue
            sign = sign._replace(finding=_weighed(sign, others))
        kept.append(sign)
    return _one_hint_a_passage(kept)


def _weighed(sign: Sign, others: dict[str, float]) -> Finding:
    finding = sign.finding
    if not others:
        unsure = finding.confidence < SURE and sign.rule.support is None
        return finding._replace(severity="info") if unsure else finding
    doubt = 1 - finding.confidence
    for other in others.values():
        doubt *= 1 - SHARE * other
    return finding._replace(confidence=round(1 - doubt, 2))


class _Support:
    """Which rules of a language speak where. Findings that overlap are one place, whatever rules they come from."""

    def __init__(self, signs: list[Sign]) -> None:
        self._places = _places(signs)
        self._speaks: dict[str, set[int]] = defaultdict(set)
        for sign in signs:
            if sign.rule.source_language:
                self._speaks[sign.rule.code].add(self._places[id(sign)])
        self._by_language = _by_language(signs)
        self._known: dict[tuple[str, int], dict[str, float]] = {}

    def of(self, sign: Sign) -> dict[str, float]:
        """The other rules of its languages that speak elsewhere, too, with their confidences."""
        place = self._places[id(sign)]
        key = sign.rule.code, place
        if key not in self._known:
            self._known[key] = {
                code: confidence
                for language in sign.rule.source_language
                for code, confidence in self._by_language[language].items()
                if code != sign.rule.code and self._speaks[code] != {place}
            }
        return self._known[key]


def _places(signs: list[Sign]) -> dict[int, int]:
    """The number of the place of each sign that betrays a language, by the sign's identity."""
    found: dict[int, int] = {}
    reached, place = -1, -1
    spoken = [sign for sign in signs if sign.rule.source_language]
    for sign in sorted(spoken, key=lambda sign: sign.finding.start.offset):
        if sign.finding.start.offset >= reached:
            place += 1
        found[id(sign)] = place
        reached = max(reached, sign.finding.end.offset)
    return found


def _one_hint_a_passage(signs: list[Sign]) -> list[Sign]:
    """The signs without the hints that say of a passage what a better one says of it."""
    places = _places(signs)
    best: dict[int, Sign] = {}
    for sign in signs:
        place = places.get(id(sign))
        if place is not None and (place not in best or _order(sign) > _order(best[place])):
            best[place] = sign
    return [sign for sign in signs if sign.finding.severity != "info" or id(sign) not in places or best[places[id(sign)]] is sign]


def _order(sign: Sign) -> tuple[int, float, int]:
    finding = sign.finding
    return severity_rank(finding.severity), finding.confidence, finding.end.offset - finding.start.offset


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
