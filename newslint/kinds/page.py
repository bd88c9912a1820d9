"""Kind `page`: what a whole file is made of, judged when all other rules have spoken: junk, a consent text, a teaser, headlines, an error.

Each paragraph is junk, by the findings of other rules or by wording of this one; or text, which ends as a sentence does; or something else,
such as a label. The rule's keys say how much of each there must be, or may be at most.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from newslint.errors import RuleError
from newslint.kinds import pattern
from newslint.kinds.base import Hit, Match, first_line
from newslint.ruleset import fields
from newslint.words import count_words

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.evidence import Signs
    from newslint.finding import Finding
    from newslint.ruleset.knowledge import Knowledge

PART_WORDS = 60  # what does not fill its paragraph makes junk of all of it only up to this length,
PART_SHARE = 0.2  # or, if it is wording, when it is this share of it
MOST_MARKS = 40  # code points of marks and space around a finding that fills its paragraph
LABEL_WORDS = 3
HEADLINE_WORDS = (4.0, 20.0)
HEADLINE_COMMAS = 2
ENTRY_WORDS = 7  # a date or an age with so many words has its headline in the same line
TEASER_WORDS = 60
LEAST_TEASERS = 3  # fewer are no list of teasers, but text
TEASER_REACH = 2  # how many paragraphs away the wording that makes a teaser stands at most

MESSAGE_FIELDS = ("share", "wording", "words", "lines")

FIELDS = {
    "junk": fields.texts("codes, or their beginnings, whose warnings and errors make a paragraph junk", default=[]),
    "wording": fields.texts("RE2 patterns without regard to case: a paragraph that holds one, outside direct speech, is junk, too"),
    "least-wording": fields.number("the fewest paragraphs with such wording", 1, 1000, whole=True, default=1),
    "wording-share": fields.number("the least share of the words that lie in paragraphs with the wording, from 0 to 1", 0, 1, default=0),
    "least-share": fields.number("the least share of the words that lie in junk, from 0 to 1", 0, 1, default=0),
    "least-lines": fields.number("the fewest paragraphs that are junk", 0, 1000, whole=True, default=0),
    "least-headlines": fields.number("the fewest lines like headlines; they and their teasers count as junk", 1, 1000, whole=True),
    "most-prose": fields.number("the most words of text outside the junk", 0, 100_000, whole=True),
    "most-after": fields.number("the most of them after the first paragraph with the wording", 0, 100_000, whole=True),
    "bare": fields.number("with at most so many words outside the junk, the severity is error", 0, 100_000, whole=True),
}

_OPEN_MARK = re.compile(r"[.…;:,、。।،؛：；，]$")


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The wording as a rule of kind `pattern` has it, the rest as it stands.

    Raises:
        RuleError: RE2 refuses the wording, or a key needs another one.
    """
    wording = options.get("wording")
    for key in ("most-after", "wording-share"):
        if options.get(key) and not wording:
            raise RuleError(f"{key} is about the wording; give some", key)
    if not wording and not options["least-share"]:
        raise RuleError("give wording or a least-share, or else every file is such a page", "least-share")
    limits = {key: options.get(key) for key in FIELDS if key not in ("junk", "wording")}
    return {"junk": options["junk"], "wording": _wording(wording, knowledge) if wording else None, **limits}


def _wording(patterns: list[str], knowledge: Knowledge) -> dict[str, Any]:
    try:
        return pattern.compile({"patterns": patterns, "case": "insensitive", "words": True}, knowledge)
    except RuleError as error:
        raise RuleError(str(error), "wording") from error


class Detector:
    """Judges a document by its paragraphs when all other rules have spoken."""

    early = False

    def __init__(self, plan: dict[str, Any]) -> None:
        self._plan = plan
        self._junk = tuple(plan["junk"])
        self._wording = pattern.Detector(plan["wording"]) if plan["wording"] else None
        self.factors: Sequence[str] | None = self._wording.factors if self._wording else ()
        self.screened = self._wording.screened if self._wording else []
        self._hits: WeakKeyDictionary[Document, Sequence[Hit]] = WeakKeyDictionary()

    def detect(self, document: Document, hits: Sequence[Hit]) -> Iterable[Match]:
        """Nothing, since this kind speaks last; but what the engine has seen of the wording is kept until then."""
        self._hits[document] = hits
        return ()

    def conclude(self, document: Document, signs: Signs) -> Iterable[Match]:
        """The first line of the document, if it is a page of this sort."""
        findings = [finding for rule, finding in signs if finding.severity != "info" and rule.code.startswith(self._junk)]
        page = _Page(document, findings, self._said(document))
        if not self._holds(page):
            return
        start, end = first_line(document)
        severity = "error" if self._plan["bare"] is not None and page.words - page.junk_words <= self._plan["bare"] else None
        message_fields = {
            "share": f"{page.junk_words / page.words:.0%}",
            "wording": f"{page.worded_words / page.words:.0%}" if self._wording else "?",
            "words": str(round(sum(page.sizes[number] for number in page.prose))),
            "lines": str(sum(page.junk)),
        }
        yield Match(start, end, fields=message_fields, severity=severity)

    def _said(self, document: Document) -> Iterator[Match]:
        """The places of the wording outside direct speech, found when first asked for."""
        if self._wording:
            for match in self._wording.detect(document, self._hits.get(document, ())):
                if not document.in_quotes(match.start, match.end):
                    yield match

    def _holds(self, page: _Page) -> bool:
        """Whether all limits are kept; the ones that most documents break come first."""
        plan = self._plan
        if not page.units:
            return False
        if plan["least-headlines"]:
            if len(page.headlines) < plan["least-headlines"] or len(page.entries) < plan["least-headlines"]:
                return False
            page.take_in_headlines()
        if self._wording and len(page.worded) < plan["least-wording"]:
            return False
        if plan["most-prose"] is not None and _exceeds((page.sizes[number] for number in page.running_prose()), plan["most-prose"]):
            return False
        if self._wording and page.worded_words < plan["wording-share"] * page.words:
            return False
        if sum(page.junk) < plan["least-lines"] or page.junk_words < plan["least-share"] * page.words:
            return False
        if plan["most-after"] is None:
            return True
        after = (page.sizes[number] for number in page.prose if number > page.worded[0])
        return not _exceeds(after, plan["most-after"])


def _exceeds(sizes: Iterable[float], most: float) -> bool:
    """Whether sizes add up to more than the most; reads no further than it must."""
    total = 0.0
    return any((total := total + size) > most for size in sizes)


class _Page:
    """The paragraphs of a document by what they are; each figure is made when first asked for.

    Attributes:
        units: the paragraphs.
        sizes: their numbers of words.
        found: for each, whether findings make it junk.
    """

    def __init__(self, document: Document, findings: list[Finding], said: Iterable[Match]) -> None:
        self._document = document
        self._said = said
        self._taken: set[int] = set()
        self._single: set[int] = set()
        self.units = document.paragraphs
        self.found = [False] * len(self.units)
        for finding in findings:
            self._mark(finding)

    def _mark(self, finding: Finding) -> None:
        """Note the paragraphs that a finding fills, and the one that it is an error in."""
        text = self._document.text
        if not self.units:
            return
        first, last = (self._document.paragraph_at(place) for place in (finding.start.offset, finding.end.offset - 1))
        for number in range(first, last + 1):
            start, end = self.units[number]
            before, after = max(start, finding.start.offset), min(end, finding.end.offset)
            fills = before - start + end - after <= MOST_MARKS and not any(map(str.isalnum, text[start:before] + text[after:end]))
            if fills or (finding.severity == "error" and self.sizes[number] <= PART_WORDS):
                self.found[number] = True
        if first == last:
            self._single.add(first)

    @cached_property
    def sizes(self) -> list[float]:
        return [count_words(self._document.plain[start:end]) for start, end in self.units]

    @cached_property
    def words(self) -> float:
        return sum(self.sizes)

    @cached_property
    def worded(self) -> list[int]:
        """The numbers of the paragraphs that hold the wording; in a long one it must be a good part of the whole."""
        covered: dict[int, int] = defaultdict(int)
        reached = 0
        for start, end in sorted((match.start, match.end) for match in self._said):
            covered[self._document.paragraph_at(start)] += max(0, end - max(start, reached))
            reached = max(reached, end)
        return sorted(number for number, length in covered.items() if self.sizes[number] <= PART_WORDS or length >= self._least(number))

    def _least(self, number: int) -> float:
        start, end = self.units[number]
        return PART_SHARE * (end - start)

    @cached_property
    def worded_words(self) -> float:
        return sum(self.sizes[number] for number in self.worded)

    @cached_property
    def _holding(self) -> frozenset[int]:
        return frozenset(self.worded)

    @cached_property
    def junk(self) -> list[bool]:
        """For each paragraph, whether it counts as junk."""
        return [found or number in self._taken or number in self._holding for number, found in enumerate(self.found)]

    @cached_property
    def junk_words(self) -> float:
        return sum(size for size, junk in zip(self.sizes, self.junk, strict=True) if junk)

    def is_text(self, number: int) -> bool:
        """Whether a paragraph is prose, or a shorter sentence."""
        return self._document.is_text(*self.units[number])

    def running_prose(self) -> Iterator[int]:
        """The numbers of the paragraphs of text outside the junk, one by one."""
        for number, found in enumerate(self.found):
            if not found and number not in self._taken and self.is_text(number) and number not in self._holding:
                yield number

    @cached_property
    def prose(self) -> list[int]:
        return list(self.running_prose())

    @cached_property
    def headlines(self) -> list[int]:
        """The numbers of the paragraphs that look like headlines.

        One that stands inside a block of junk counts, for lists of headlines are joined to blocks; one that is itself junk does not.
        """
        plain = self._document.plain
        return [
            number
            for number, (start, end) in enumerate(self.units)
            if number not in self._single and _is_headline(plain[start:end], self.sizes[number])
        ]

    @cached_property
    def entries(self) -> list[int]:
        """The headlines but for those that are only the wording, such as a date."""
        return [number for number in self.headlines if number not in self._holding or self.sizes[number] >= ENTRY_WORDS]

    def take_in_headlines(self) -> None:
        """Count headlines, labels and teasers as junk: what a page of headlines is made of.

        A teaser is one short paragraph of text between others that are none, with the wording (a date, the word "more") close by.
        """
        text = {number for number in range(len(self.units)) if self.is_text(number)}
        teasers = [
            number
            for number in text
            if self.sizes[number] <= TEASER_WORDS and not {number - 1, number + 1} & text and self._near_wording(number)
        ]
        labels = [number for number, size in enumerate(self.sizes) if size <= LABEL_WORDS]
        self._taken.update(self.headlines, labels, teasers if len(teasers) >= LEAST_TEASERS else ())

    def _near_wording(self, number: int) -> bool:
        first, last = max(0, number - TEASER_REACH), min(len(self.units), number + TEASER_REACH + 1)
        return not self._holding.isdisjoint(range(first, last))


def _is_headline(line: str, size: float) -> bool:
    """Whether a line has the length of a headline, no final stop, a capital first and a small letter later, and few figures and commas.

    Lists of names and results have figures, commas or capitals in every line; verses often end in a comma or begin small.
    """
    least, most = HEADLINE_WORDS
    if not least <= size <= most or _OPEN_MARK.search(line) or line.count(",") > HEADLINE_COMMAS:
        return False
    words = [word for word in (word.strip("\"'“”‘’«»„()[]–-") for word in line.split()) if word]
    if not words or words[0][0].islower() or sum(any(map(str.isdigit, word)) for word in words) * 3 > len(words):
        return False
    cased = any(word[0].isupper() for word in words)
    return not cased or any(word[0].islower() for word in words)
