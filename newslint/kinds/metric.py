"""Kind `metric`: a figure of the whole text, or of each paragraph, that lies outside its range."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from newslint import readability
from newslint.errors import RuleError
from newslint.kinds.base import Hit, Match, first_line
from newslint.metrics import METRICS, Passage
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.evidence import Signs
    from newslint.ruleset.knowledge import Knowledge

JUNK_SHARE = "junk-share"
OF_FILES = (JUNK_SHARE, "unmarked-lines")  # they say how much of a file is running text, so its running text alone tells nothing
SHARES = frozenset({JUNK_SHARE, *(name for name, metric in METRICS.items() if metric.is_share)})
NAMES = tuple(sorted({JUNK_SHARE, *METRICS, *readability.FORMULAS}))

# A rate of fewer words is chance.
LEAST_WORDS = {"document": 100, "paragraph": 25}

MESSAGE_FIELDS = ("value", "limit", "metric", "words")

FIELDS = {
    "metric": fields.text("what is measured", choices=NAMES, required=True),
    "unit": fields.text("what it is measured of", choices=("document", "paragraph"), default="document"),
    "of": fields.text("article: running text that is no junk; file: every line", choices=("article", "file")),
    "least": fields.number("the least value that is no fault", -1000, 100_000),
    "most": fields.number("the greatest value that is no fault", -1000, 100_000),
    "least-words": fields.number("the fewest words of a unit that is judged", 1, 100_000, whole=True),
}


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The keys with their defaults.

    Raises:
        RuleError: no value can lie outside the range, or a key does not go with the metric.
    """
    name, least, most = options["metric"], options.get("least"), options.get("most")
    if least is None and most is None:
        raise RuleError("a metric needs its range: least, most or both", "metric")
    if least is not None and most is not None and least > most:
        raise RuleError(f"no value lies between least: {least:g} and most: {most:g}", "least")
    if name in SHARES:
        for key, bound, idle in (("least", least, 0), ("most", most, 1)):
            if bound is not None and (not 0 <= bound <= 1 or bound == idle):
                raise RuleError(f'"{name}" is a share, from 0 to 1; {key}: {bound:g} says nothing', key)
    if name in OF_FILES:
        for key in ("unit", "of"):
            if options.get(key, "document") != "document":
                raise RuleError(f'"{name}" is about whole files; leave out "{key}"', key)
    of = "file" if name in OF_FILES else options.get("of", "article")
    words = options.get("least-words", LEAST_WORDS[options["unit"]])
    return {"metric": name, "unit": options["unit"], "of": of, "least": least, "most": most, "least-words": words}


def unavailable(plan: dict[str, Any]) -> str:
    """Why a rule cannot run here, and how to mend it; empty if it can."""
    return readability.missing(plan["metric"])


class Detector:
    """Measures a document when all other rules have spoken, for what they take for junk does not count."""

    early = False
    factors: Sequence[str] | None = ()

    def __init__(self, plan: dict[str, Any]) -> None:
        self._plan = plan

    def detect(self, document: Document, hits: Sequence[Hit]) -> Iterable[Match]:
        """Nothing: a metric waits for the others."""
        return ()

    def conclude(self, document: Document, signs: Signs) -> Iterator[Match]:
        """The first line of the document, or its paragraphs, if the value lies outside the range."""
        spans = document.paragraphs if self._plan["of"] == "file" else signs.article.spans
        if self._plan["unit"] == "paragraph":
            for span in spans:
                yield from self._judged(Passage(document, [span]), signs, span)
        elif spans:
            yield from self._judged(Passage(document, spans), signs, first_line(document))

    def _judged(self, passage: Passage, signs: Signs, place: tuple[int, int]) -> Iterator[Match]:
        least, most = self._plan["least"], self._plan["most"]
        if passage.words < self._plan["least-words"]:
            return
        value = self._value(passage, signs)
        if value is None or not ((least is not None and value < least) or (most is not None and value > most)):
            return
        name = self._plan["metric"]
        shown, limit = told(value, least if least is not None and value < least else most, share=name in SHARES)
        yield Match(*place, fields={"value": shown, "limit": limit, "metric": name, "words": str(round(passage.words))})

    def _value(self, passage: Passage, signs: Signs) -> float | None:
        name = self._plan["metric"]
        if name == JUNK_SHARE:
            return signs.article.junk_share
        return METRICS[name].measure(passage) if name in METRICS else readability.measure(name, passage.text)


def told(value: float, limit: float, *, share: bool) -> tuple[str, str]:
    """A value and the limit that it breaks, with as few decimals as tell one from the other."""
    factor, sign = (100, "%") if share else (1, "")
    for decimals in range(0 if share else 1, 6):
        shown, bound = (f"{number * factor:,.{decimals}f}" for number in (value, limit))
        if shown != bound:
            break
    return _short(shown) + sign, _short(bound) + sign


def _short(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number
