"""Kind `name`: names of people that were damaged, romanised by another language's rules, or swapped for a more famous one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newslint.errors import RuleError
from newslint.kinds.checks import Check, CheckDetector, check_field
from newslint.people.common import listed
from newslint.people.consistency import changed, given_names, inconsistent, romanised
from newslint.people.history import anachronism, out_of_place
from newslint.people.spelling import damaged, variant
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.ruleset.knowledge import Knowledge

CHECKS: dict[str, Check] = {
    "anachronism": anachronism,
    "out-of-place": out_of_place,
    "damaged": damaged,
    "variant": variant,
    "inconsistent": inconsistent,
    "romanised": romanised,
    "changed": changed,
    "given-names": given_names,
}

# These need no table of people.
OF_THE_DOCUMENT = ("inconsistent", "romanised", "changed", "given-names")

MESSAGE_FIELDS = ("person", "died", "until", "other")

FIELDS = {
    "check": check_field(CHECKS),
    "table": fields.text("the knowledge table of people"),
    "words": fields.texts("anachronism, out-of-place: words that show somebody acting today, such as told reporters"),
    "places": fields.texts("out-of-place: words before a place or a thing, such as in"),
    "excuses": fields.texts("out-of-place: words before a name that measure somebody by it, such as unlike"),
    "evidence": fields.text(
        "romanised: weak (default) two spellings, strong three, or one that is not English; given-names: strong near names",
        choices=("weak", "strong"),
    ),
    "context": fields.text("damaged: both (default) first name and context word, or context words alone", choices=("both", "enough")),
}


# What the entries of a check's table need, and where the words stand of which one is in every text that the check finds something in.
NEEDED = {"anachronism": ("died",), "out-of-place": ("died", "until")}
COLUMNS = {"anachronism": ("surname",), "out-of-place": ("surname", "forms")}


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The options as they are; the table must exist. The surnames gate the checks whose names are written out in the table."""
    check = options["check"]
    plan = {key: options[key] for key in FIELDS if key in options}
    if check in OF_THE_DOCUMENT:
        return plan
    if "table" not in options or not knowledge.entries(options["table"]):
        raise RuleError(f'the check {check} needs a "table" under knowledge/', "check")
    needed = {"surname", "given", *NEEDED.get(check, ())}
    for entry in knowledge.entries(options["table"]):
        missing = sorted(needed - entry.keys())
        if missing:
            raise RuleError(f'the entry {dict(entry)} of table {options["table"]} lacks "{missing[0]}"', "table")
    columns = COLUMNS.get(check)
    if columns:
        entries = knowledge.entries(options["table"])
        plan["factors"] = sorted({form.lower() for entry in entries for column in columns for form in listed(entry, column)})
    return plan


class Detector(CheckDetector):
    """Runs one of the checks."""

    CHECKS = CHECKS
