"""Kind `punctuation`: marks that are doubled, lost, misplaced or of another language, and words that lost the space between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint.errors import RuleError
from newslint.kinds.checks import Check, CheckDetector, Options, check_field
from newslint.kinds.punctuation.endings import final, truncated
from newslint.kinds.punctuation.marks import WIDE_MARKS, doubled_stop, foreign_stop, space_before, two_dots
from newslint.kinds.punctuation.quotes import (
    dash_dialogue,
    foreign_half,
    quote_direction,
    quote_foreign,
    quote_mixed,
    stray_quote,
    unclosed_quote,
)
from newslint.kinds.punctuation.spaces import fused, glued_clock, no_space_after
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.ruleset.knowledge import Knowledge

CHECKS: dict[str, Check] = {
    "doubled-stop": doubled_stop,
    "two-dots": two_dots,
    "space-before": space_before,
    "no-space-after": no_space_after,
    "quote-direction": quote_direction,
    "quote-mixed": quote_mixed,
    "quote-foreign": quote_foreign,
    "foreign-half": foreign_half,
    "stray-quote": stray_quote,
    "unclosed-quote": unclosed_quote,
    "final": final,
    "truncated": truncated,
    "foreign-stop": foreign_stop,
    "glued-clock": glued_clock,
    "dash-dialogue": dash_dialogue,
    "fused": fused,
}

# A check with marks of its own is called only for documents that hold one.
_FACTORS = {
    "two-dots": [".."],
    "space-before": [" ,", " .", " ;", " !", " ?"],
    "foreign-stop": [*WIDE_MARKS],
    "quote-mixed": ['"'],
    "stray-quote": ["“", "”"],
    "foreign-half": ["«", "»", "„"],
    "quote-foreign": ["«", "»", "„", "‚", "‹"],
}
FIELDS = {
    "check": check_field(CHECKS),
    "words": fields.texts(
        "doubled-stop, no-space-after: abbreviations; quote-direction, dash-dialogue: verbs of saying; fused: brands; others: see there"
    ),
    "lists": fields.texts("names of word lists that hold more of them"),
    "openers": fields.texts("fused: small-letter words that open sentences, beside the function words; -ing stands for all that end so"),
    "prefixes": fields.texts("fused: what may stand before an inner capital, such as Mc"),
    "pair": fields.text("fused: which words are run together", choices=("opener", "name", "small", "capital")),
    "form": fields.text(
        "quote-direction: marks of the wrong shape, or beside the wrong space (default: both)", choices=("turned", "spaced")
    ),
    "marks": fields.text("space-before: the marks that count (default: all)"),
    "least": fields.number("final: the least number of paragraphs that lack their mark", 1, 1000, whole=True),
    "most": fields.number("final: the greatest number of them", 1, 1000, whole=True),
    "share": fields.number("final: the least share of the paragraphs of prose that lack their mark", 0, 1),
    "signs": fields.texts(
        "by what the fault is told; truncated: bracket, ellipsis, open, bare; stray-quote: unopened, reopened",
        choices=("bracket", "ellipsis", "open", "bare", "unopened", "reopened"),
    ),
}
MESSAGE_FIELDS = ()


def compile(options: Options, knowledge: Knowledge) -> Options:
    """Keep the options of this kind, put the words of its lists together, and add what gates the check."""
    check = options["check"]
    if (check == "fused") != ("pair" in options):
        raise RuleError('the check "fused", and no other, needs a pair', "pair")
    words = {*options.get("words", ()), *(word for name in options.get("lists", ()) for word in knowledge.words(name))}
    if check in ("doubled-stop", "no-space-after"):
        words.update(word for entry in knowledge.entries("abbreviations") for word in entry["words"])
    elif check == "fused":
        words = {word.lower() for word in words}
    plan = {key: options[key] for key in FIELDS if key in options and key != "lists"}
    plan["words"] = sorted(words)
    if check in _FACTORS:
        plan["factors"] = _FACTORS[check]
    return plan


class Detector(CheckDetector):
    """Runs one of the checks; `words` is a set for them."""

    CHECKS = CHECKS

    def __init__(self, plan: Options) -> None:
        super().__init__({**plan, "words": frozenset(plan["words"])})
