"""`newslint rules new`: begin a rule from a file that its author completes."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from newslint.cli.common import RuleSets, add_config_options, add_rule_options, settings_here
from newslint.errors import NewslintError, did_you_mean
from newslint.finding import CATEGORIES

if TYPE_CHECKING:
    from newslint.ruleset.fields import Field

_EPILOG = """\
example:
  newslint rules new BP950 own-footer --kind phrase --dir house-rules
"""

# The key that an author most likely wants, for kinds that ask for one of several.
_USUAL = {"pattern": "pattern", "metric": "most"}


def add_to(actions: Any, name: str) -> None:
    """Add the sub-command to the parser."""
    parser = actions.add_parser(
        name,
        help="begin a rule",
        description="Writes a file for a new rule; what is left to fill in is marked TODO, and `newslint rules test` reminds of it.",
        epilog=_EPILOG,
    )
    parser.add_argument("code", metavar="CODE", help="the category's two letters and three digits that are free, such as BP950")
    parser.add_argument("name", metavar="NAME", help="names the fault in small letters and hyphens, such as own-footer")
    parser.add_argument("--kind", required=True, help="how the rule looks: phrase, pattern, substitution and others")
    parser.add_argument("--dir", metavar="DIR", default="rules", help="the folder to write to (default: rules)")
    add_rule_options(parser)
    add_config_options(parser)
    parser.set_defaults(run=run, options=sorted(parser._option_string_actions))


def run(arguments: argparse.Namespace) -> int:
    """Write the file."""
    from pathlib import Path

    from newslint.discovery import shown

    category = _check_identity(arguments.code, arguments.name)
    fields = _fields_of(arguments.kind)
    for rule in RuleSets(use_cache=not arguments.no_cache).loaded(settings_here(arguments)).all_rules:
        if arguments.code == rule.code or arguments.name == rule.name:
            word = arguments.code if arguments.code == rule.code else arguments.name
            raise NewslintError(f"{word} is taken by {shown(rule.path)}:{rule.line}; choose another")
    path = Path(arguments.dir, f"{arguments.name}.yaml")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write("\n".join(_lines(arguments.code, arguments.name, arguments.kind, category, fields)) + "\n")
    except OSError as error:
        if path.exists():
            raise NewslintError(f"{shown(str(path))}: exists already; choose another name or --dir") from None
        raise NewslintError(f"{shown(str(path))}: cannot be written: {error.strerror}") from error
    print(f"wrote {shown(str(path))}: fill in what is marked TODO, then run: newslint rules test {shown(str(path))}")
    return 0


def _check_identity(code: str, name: str) -> str:
    """The category of a code; refuses a code or name that no rule can have."""
    prefixes = {prefix: category for category, prefix in CATEGORIES.items()}
    if not re.fullmatch(r"[A-Z]{2}[0-9]{3}", code) or code[:2] not in prefixes:
        known = ", ".join(f"{prefix} {category}" for prefix, category in prefixes.items())
        raise NewslintError(f'"{code}" cannot be a code: it begins with the letters of a category ({known}) and ends with three digits')
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise NewslintError(f'"{name}" cannot be a name: use small letters, digits and single hyphens, such as own-footer')
    return prefixes[code[:2]]


def _fields_of(kind: str) -> dict[str, Field]:
    from newslint.ruleset.schema import KINDS, kind_module

    try:
        fields: dict[str, Field] = kind_module(kind).FIELDS
    except KeyError:
        hint = did_you_mean(kind, list(KINDS)) or f" Use one of: {', '.join(KINDS)}"
        raise NewslintError(f'there is no kind "{kind}".{hint}') from None
    return fields


def _lines(code: str, name: str, kind: str, category: str, fields: dict[str, Field]) -> Iterator[str]:
    yield from (f"code: {code}", f"name: {name}", f"kind: {kind}", f"category: {category}")
    yield "severity: warning  # error: surely a fault; warning: very probably; info: a hint"
    yield "confidence: 0.8  # the share of its findings that are right"
    yield "message: 'TODO: one line for the reader; {match} stands for what was found'"
    yield "why: 'TODO: what goes wrong, and where it comes from'"
    for key, field in fields.items():
        if field.required or key == _USUAL.get(kind):
            yield f"{key}: {_sample(field.schema, field.doc)}  # {field.doc}"
        else:
            yield f"# {key}: {field.doc}"
    yield "examples:"
    yield "  bad:"
    for ordinal in ("a text with the fault", "another one, quite different"):
        yield f"    - {{text: 'TODO: {ordinal}', match: 'the exact words that are found'}}"
    yield "  good:"
    for ordinal in ("a text that looks alike but is right", "another one, quite different"):
        yield f"    - 'TODO: {ordinal}'"


def _sample(schema: dict[str, Any], doc: str) -> str:
    """A value that a field accepts, for the author to replace."""
    import json

    todo = "'TODO: " + doc.replace("'", "") + "'"
    if "enum" in schema:
        return str(schema["enum"][0])
    if "anyOf" in schema:
        return f"[{_sample(schema['anyOf'][0], doc)}]"
    samples = {"string": todo, "array": f"[{todo}]", "object": f"{{{todo}: 'TODO: what it should be'}}", "boolean": "true"}
    return samples.get(str(schema.get("type")), json.dumps(schema.get("minimum", 0)))
