"""Kind `script`: text in the wrong encoding, stray and invisible characters, mixed scripts, and markup written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint.errors import RuleError
from newslint.kinds.checks import Check, CheckDetector, Options, check_field
from newslint.kinds.script.characters import INVISIBLE_SORTS, control, form_feed, invisible, math_letters, replacement, wide_space
from newslint.kinds.script.foreign import foreign_run, latin_line, mixed
from newslint.kinds.script.markup import base64_run, entity, escape, rot47
from newslint.kinds.script.mojibake import mojibake
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.ruleset.knowledge import Knowledge

CHECKS: dict[str, Check] = {
    "mojibake": mojibake,
    "replacement": replacement,
    "control": control,
    "form-feed": form_feed,
    "invisible": invisible,
    "wide-space": wide_space,
    "mixed": mixed,
    "foreign-run": foreign_run,
    "latin-line": latin_line,
    "math-letters": math_letters,
    "entity": entity,
    "escape": escape,
    "base64": base64_run,
    "rot47": rot47,
}

# A check with marks of its own is called only for documents that hold one.
_FACTORS = {
    "replacement": ["\ufffd"],
    "entity": ["&"],
    "escape": ["\\"],
    "rot47": ["kam"],
}
FIELDS = {
    "check": check_field(CHECKS),
    "words": fields.texts(
        "invisible: the characters that count, zero-width, soft-hyphen and direction; latin-line: small words of other languages"
    ),
    "lists": fields.texts("latin-line: names of word lists that hold more of them"),
    "english": fields.texts("latin-line: English words that other languages do not have"),
    "of": fields.text("entity: entities of letters, or of marks (default: both)", choices=("letters", "marks")),
    "place": fields.text("foreign-run: where the passage stands", choices=("line", "inline", "enclosed")),
}
MESSAGE_FIELDS = ("codes", "script")


def compile(options: Options, knowledge: Knowledge) -> Options:
    """Keep the options of this kind, and add what gates the check."""
    plan = {key: options[key] for key in FIELDS if key in options and key != "lists"}
    if options["check"] == "latin-line":
        plan["words"] = sorted({*options.get("words", ()), *(word for name in options.get("lists", ()) for word in knowledge.words(name))})
    if options["check"] == "invisible":
        for kind in options.get("words", ()):
            if kind not in INVISIBLE_SORTS:
                raise RuleError(f'"{kind}" is no sort of invisible characters; choose from {", ".join(sorted(INVISIBLE_SORTS))}', "words")
        plan["factors"] = sorted(char for kind in options.get("words", ["zero-width", "direction"]) for char in INVISIBLE_SORTS[kind])
    if options["check"] in _FACTORS:
        plan["factors"] = _FACTORS[options["check"]]
    return plan


class Detector(CheckDetector):
    """Runs one of the checks."""

    CHECKS = CHECKS

    def __init__(self, plan: Options) -> None:
        sets: Options = {key: frozenset(plan[key]) for key in ("words", "english") if key in plan}
        super().__init__({**plan, **sets})
