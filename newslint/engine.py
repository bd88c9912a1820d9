"""The engine: a document and a rule set in, findings out. A pure function.

One pass over the text looks for the literal factors of all rules together (Aho-Corasick); then only the rules whose factors were seen,
and those that need no literal, look closer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.article import Article
from newslint.blocks import join_junk
from newslint.conditions import holds
from newslint.evidence import Sign, Signs, weigh
from newslint.finding import Edit, Finding, Fix, Score, severity_rank
from newslint.fingerprint import with_fingerprints
from newslint.homepage import rule_url
from newslint.kinds.base import Conclusion, Detector, Hit, Match
from newslint.message import fill
from newslint.patterns import Screen
from newslint.ruleset.availability import runnable
from newslint.ruleset.schema import kind_module
from newslint.score import Scale

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.model import Rule, RuleSet


class Examined(NamedTuple):
    """What there is to say of a document."""

    findings: list[Finding]
    score: Score | None


class Engine:
    """A rule set made ready to run: its detectors, and one automaton for all their factors.

    Args:
        ruleset: its active rules are run; one that cannot run here is left out, and the logger `newslint` says so.
    """

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset
        rules = runnable(ruleset.rules, _warn)
        self._rules = {rule.code: rule for rule in rules}
        self._detectors: list[tuple[Rule, Detector]] = [(rule, kind_module(rule.kind).Detector(rule.plan)) for rule in rules]
        self._conclusions: list[tuple[Rule, Conclusion]] = [
            (rule, detector) for rule, detector in self._detectors if isinstance(detector, Conclusion)
        ]
        self._always = [index for index, (_, detector) in enumerate(self._detectors) if detector.factors is None]
        owners: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for index, (_, detector) in enumerate(self._detectors):
            gated_only = getattr(detector, "gated_only", False)
            for number, factor in enumerate(detector.factors or ()):
                owners[factor].append((index, -1 if gated_only else number))
        self._owners = list(owners.values())
        self._screened = [
            (pattern, index, len(detector.factors or ()) + number)
            for index, (_, detector) in enumerate(self._detectors)
            for number, pattern in enumerate(getattr(detector, "screened", ()))
        ]
        self._automaton = _automaton(list(owners)) if owners else None

    def lint(self, document: Document) -> list[Finding]:
        """All findings in a document, sorted by place, then code."""
        return self._found(document)[0]

    def examine(self, document: Document) -> Examined:
        """All findings, and the score that follows from them."""
        findings, signs = self._found(document)
        return Examined(findings, self._scale.score(findings, signs))

    def _found(self, document: Document) -> tuple[list[Finding], Signs]:
        signs = self.signs(document)
        found = [sign.finding for sign in signs]
        judged = self._concluded(document, signs, early=True)
        signs = Signs(document, weigh(self._signs(join_junk([*found, *judged], document))), Article(document, found, judged))
        findings = [*(sign.finding for sign in signs), *self._concluded(document, signs, early=False)]
        findings.sort(key=lambda finding: (finding.start.offset, finding.end.offset, finding.code))
        return with_fingerprints(findings, document), signs

    def signs(self, document: Document) -> Signs:
        """What the rules find that need no others, before any of it is joined or weighed."""
        findings = (finding for rule, matches in self.matches(document) for finding in _findings(rule, matches, document))
        return Signs(document, self._signs(findings))

    def matches(self, document: Document) -> Iterable[tuple[Rule, list[Match]]]:
        """The matches of each rule that has any: conditions met, overlapping ones merged, sorted by place."""
        hits = self._hits(document)
        for index in sorted({*hits, *self._always}):
            rule, detector = self._detectors[index]
            found = _counting(rule, detector.detect(document, hits.get(index, ())), document)
            if found:
                yield rule, found

    def _signs(self, findings: Iterable[Finding]) -> list[Sign]:
        return [Sign(self._rules[finding.code], finding) for finding in findings]

    def _concluded(self, document: Document, signs: Signs, *, early: bool) -> list[Finding]:
        """The findings of the detectors that conclude, by code; early ones know those before them."""
        concluded: list[Finding] = []
        for rule, detector in self._conclusions:
            if detector.early == early:
                known = Signs(document, [*signs, *self._signs(concluded)]) if early else signs
                concluded += _findings(rule, _counting(rule, detector.conclude(document, known), document), document)
        return concluded

    def _hits(self, document: Document) -> dict[int, list[Hit]]:
        hits: dict[int, list[Hit]] = defaultdict(list)
        if self._automaton:
            for factor, start, end in self._automaton.find_matches_as_indexes(document.folded, overlapping=True):
                for index, number in self._owners[factor]:
                    found = hits[index]
                    if number >= 0:
                        found.append(Hit(number, start, end))
        if self._screened:
            for start, end in document.blocks:
                for place in self._screen.matching(document.plain[start:end]):
                    _, index, number = self._screened[place]
                    hits[index].append(Hit(number, start, end))
        return hits

    @cached_property
    def _scale(self) -> Scale:
        return Scale(self.ruleset.knowledge, self.ruleset.rules)

    @cached_property
    def _screen(self) -> Screen:
        return Screen([pattern for pattern, _, _ in self._screened])


def _counting(rule: Rule, matches: Iterable[Match], document: Document) -> list[Match]:
    """What the rule's own keys leave of a detector's matches, sorted by place, overlapping ones merged."""
    conditions = rule.conditions
    found = [match for match in matches if match.start < match.end]
    if conditions:
        found = [match for match in found if holds(conditions, document, match.start, match.end)]
    if rule.report == "line":
        found = [_whole_line(match, document) for match in found]
    found = merge_overlapping(found)
    if rule.in_speech:
        found = [match._replace(severity=rule.in_speech) if document.in_quotes(match.start, match.end) else match for match in found]
    if rule.many and len(found) >= rule.many[0]:
        found = [match._replace(severity=rule.many[1]) for match in found]
    if len(found) < (conditions or {}).get("min-count", 1):
        return []
    return _once(found) if rule.report == "once" else found


def _once(found: list[Match]) -> list[Match]:
    """The first of the matches, or the first about each subject if they have any, with the others as its further ones."""
    by_subject: dict[str, list[Match]] = {}
    for match in found:
        by_subject.setdefault(match.fields.get("subject", ""), []).append(match)
    return [first._replace(further=tuple(rest)) for first, *rest in by_subject.values()]


def _automaton(factors: list[str]) -> Any:
    from ahocorasick_rs import AhoCorasick, Implementation

    # The kind that is built fastest: building it is a good part of the time for a single file.
    return AhoCorasick(factors, implementation=Implementation.NoncontiguousNFA, store_patterns=False)


@lru_cache(maxsize=256)
def _warn(message: str) -> None:
    """Log a warning, each only once: an engine is made for every rule set, and some programs load theirs for every text."""
    import logging

    logging.getLogger("newslint").warning(message)


@lru_cache(maxsize=16)
def _engine(ruleset: RuleSet) -> Engine:
    return Engine(ruleset)


def examine(document: Document, ruleset: RuleSet) -> Examined:
    """All findings of a rule set in a document, sorted by place, then code, and its score."""
    return _engine(ruleset).examine(document)


def merge_overlapping(matches: Iterable[Match]) -> list[Match]:
    """Matches sorted by place, those that overlap joined into one that spans them; the longest of them gives the rest."""
    merged: list[Match] = []
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if merged and match.start < merged[-1].end:
            last = merged[-1]
            longest = match if match.end - match.start > last.end - last.start else last
            merged[-1] = longest._replace(start=last.start, end=max(last.end, match.end))
        else:
            merged.append(match)
    return merged


def _whole_line(match: Match, document: Document) -> Match:
    start, _ = document.lines[document.line_at(match.start)]
    _, end = document.lines[document.line_at(match.end - 1)]
    while document.text[start].isspace():
        start += 1
    while document.text[end - 1].isspace():
        end -= 1
    return match._replace(start=start, end=end)


def _findings(rule: Rule, matches: list[Match], document: Document) -> Iterable[Finding]:
    url = rule_url(rule)
    for match in matches:
        text = document.text[match.start : match.end]
        suggestion = match.suggestions[0] if match.suggestions else "?"
        message = fill(rule.message, {"match": text, "suggestion": suggestion, **match.fields})
        yield Finding(
            code=rule.code,
            name=rule.name,
            category=rule.category,
            severity=match.severity or rule.severity,
            confidence=rule.confidence if match.confidence is None else round(match.confidence, 2),
            message=f"{message} ({len(match.further) + 1} times in the file)" if match.further else message,
            match=text,
            start=document.source.position(match.start),
            end=document.source.position(match.end),
            suggestions=tuple(match.suggestions),
            fix=_fix(rule, match, document),
            url=url,
        )


def _fix(rule: Rule, match: Match, document: Document) -> Fix | None:
    edits = tuple(edit for place in (match, *match.further) if (edit := _edit(rule, place, document)))
    safe = rule.safe and (match.severity is None or severity_rank(match.severity) >= severity_rank(rule.severity))
    return Fix("safe" if safe else "unsafe", edits) if edits else None


def _with_space(document: Document, start: int, end: int) -> tuple[int, int]:
    """A span to be taken out of a line, with the space that would be left at the line's edge, or doubled within it."""
    first, last = document.lines[document.line_at(start)]
    text = document.text
    after = end
    while after < last and text[after].isspace():
        after += 1
    if after == last:
        while start > first and text[start - 1].isspace():
            start -= 1
    elif start > first and not text[start - 1].isspace():
        after = end
    return start, after


def _edit(rule: Rule, match: Match, document: Document) -> Edit | None:
    if rule.fix is None or (rule.fix == "replace" and not match.suggestions):
        return None
    start, end, content = match.start, match.end, ""
    if rule.fix == "replace":
        content = match.suggestions[0]
    elif rule.fix == "remove-match":
        start, end = _with_space(document, start, end)
    elif rule.fix == "remove-line":
        start, _ = document.lines[document.line_at(start)]
        following = document.line_at(end - 1) + 1
        end = document.lines[following][0] if following < len(document.lines) else len(document.text)
    return Edit(start, end, content)
