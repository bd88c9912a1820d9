"""The YAML keys that every rule has, and the JSON schema of rule files."""

from __future__ import annotations

import importlib
from typing import Any

from newslint.errors import RuleError
from newslint.finding import CATEGORIES, SEVERITIES
from newslint.ruleset import fields
from newslint.ruleset.fields import Field

KINDS = (
    "article",
    "block",
    "case",
    "consensus",
    "date",
    "languagetool",
    "ledger",
    "metric",
    "name",
    "office",
    "page",
    "pattern",
    "phrase",
    "prefix",
    "pronoun",
    "punctuation",
    "repeat",
    "scorecard",
    "script",
    "split",
    "substitution",
)

ZONES = ("head", "body", "tail")
UNITS = ("sentence", "line", "paragraph", "document")

SCOPE = {
    "zone": fields.texts("the parts of the file to look at", choices=ZONES),
    "line": fields.text("whole: the match is the whole line; start, end: it opens or closes the line", choices=("whole", "start", "end")),
    "sentence": fields.text("where in its sentence the match stands", choices=("start", "end", "whole", "inside")),
    "quotes": fields.text("inside or outside direct speech", choices=("inside", "outside")),
    "max-words": fields.number("the most words that the line of the match may have", 1, 1000, whole=True),
    "min-count": fields.number("the least number of matches in the file", 1, 1000, whole=True),
}

NEARBY = {
    "any": fields.texts("terms, one of which stands nearby; a final * stands for any ending", required=True),
    "within": fields.text("how near", choices=UNITS, default="paragraph"),
}


def _example(value: Any, key: str) -> dict[str, Any]:
    if isinstance(value, str):
        value = {"text": value}
    return fields.read(value, EXAMPLE, f"an example under {key}")


def _examples(value: Any, key: str) -> list[dict[str, Any]]:
    if not isinstance(value, list) or len(value) < 2:
        raise RuleError(f'"{key}" must be a list of at least two examples', key)
    return [_example(entry, key) for entry in value]


def _positions(value: Any, key: str) -> list[int]:
    numbers = value if isinstance(value, list) else [value]
    if not all(isinstance(entry, int) and entry >= 1 for entry in numbers):
        raise RuleError(f'"{key}" must be a whole number from 1, or a list of them', key)
    return numbers


MANY = {
    "least": fields.number("the least number of matches in the file", 2, 1000, whole=True, required=True),
    "severity": fields.text("the severity that they have then", choices=SEVERITIES, required=True),
}

EXAMPLE = {
    "text": fields.text("the text that the rule is run on", required=True),
    "match": fields.text("the exact text of the one finding"),
    "matches": fields.texts("the exact texts of all findings, in order of place"),
    "at": Field(_positions, {"type": ["integer", "array"]}, "which occurrence of each match is meant, from 1"),
    "suggestion": fields.text("the first suggestion of the first finding"),
    "beside": fields.texts(
        "for kind ledger: the text of story.txt, the one file that was linted; all others are gone; for kind consensus: the other files"
    ),
    "why": fields.text("what makes this example worth having"),
}

_EXAMPLE_SCHEMA = {"anyOf": [{"type": "string"}, fields.json_schema(EXAMPLE)]}
_EXAMPLES_SCHEMA = {"type": "array", "minItems": 2, "items": _EXAMPLE_SCHEMA}

EXAMPLES = {
    "bad": Field(_examples, _EXAMPLES_SCHEMA, "texts with the findings that the rule must give", required=True),
    "good": Field(_examples, _EXAMPLES_SCHEMA, "texts in which the rule must be silent", required=True),
}

COMMON = {
    "code": fields.text("two letters, the category's prefix, and three digits", required=True),
    "name": fields.text("kebab-case name of the fault", required=True),
    "kind": fields.text("how the rule looks", required=True),
    "category": fields.text("what the finding belongs to", choices=tuple(CATEGORIES), required=True),
    "severity": fields.text("error, warning or info", choices=SEVERITIES, required=True),
    "confidence": fields.number("the share of findings that are right", 0, 1, required=True),
    "message": fields.text("one line; {match} and {suggestion} are filled in", required=True),
    "why": fields.text("what goes wrong and where it comes from", required=True),
    "source-language": fields.texts("ISO 639-1 codes of the languages that the artifact betrays"),
    "scope": fields.section(SCOPE, "where the rule looks"),
    "near": fields.one_or_many(NEARBY, "what must stand nearby"),
    "unless": fields.one_or_many(NEARBY, "what must not stand nearby"),
    "report": fields.text(
        "what a finding spans; once: the first match, which speaks for all others in the file, or for those about the same subject",
        choices=("match", "line", "once"),
        default="match",
    ),
    "many": fields.section(MANY, "another severity where the file has many matches"),
    "support": fields.number("how much confidence the other rules of the source language must add up to for this to be told", 0, 10),
    "in-speech": fields.text("another severity inside direct speech", choices=SEVERITIES),
    "fix": fields.text("how a finding is mended", choices=("remove-line", "remove-match", "replace")),
    "safe": fields.flag("whether the fix may be applied unseen"),
    "enabled": fields.flag("false: runs only when selected by code or name", default=True),
    "examples": fields.section(EXAMPLES, "what the rule must and must not find"),
}


def kind_module(kind: str) -> Any:
    """The module of a rule kind: one of ours, or one that an installed package offers under the entry point `newslint.kinds`.

    Raises:
        KeyError: there is no such kind.
    """
    if kind in KINDS:
        return importlib.import_module(f"newslint.kinds.{kind}")
    from importlib.metadata import entry_points

    for entry in entry_points(group="newslint.kinds", name=kind):
        return entry.load()
    raise KeyError(kind)


def rule_schema() -> dict[str, Any]:
    """The JSON schema of a rule file, for editors: one rule, or a list of rules."""
    rules = []
    for kind in KINDS:
        table = {**COMMON, **kind_module(kind).FIELDS, "kind": Field(fields.text("").check, {"const": kind}, COMMON["kind"].doc, True)}
        schema = fields.json_schema(table)
        schema["required"].append("examples")
        rules.append(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "newslint rule file",
        "$defs": {"rule": {"oneOf": rules}},
        "anyOf": [{"$ref": "#/$defs/rule"}, {"type": "array", "items": {"$ref": "#/$defs/rule"}, "minItems": 1}],
    }
