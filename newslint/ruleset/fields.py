"""What a YAML key may hold: checked strictly on loading, and told in the JSON schema.

A table of fields (`dict[str, Field]`) describes a mapping. The same table validates rule files, knowledge files and the configuration.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from newslint.errors import RuleError, did_you_mean

Check = Callable[[Any, str], Any]


class Field(NamedTuple):
    """One key: `check(value, key)` returns the value to keep or raises RuleError; `schema` is its JSON schema."""

    check: Check
    schema: dict[str, Any]
    doc: str
    required: bool = False
    default: Any = None


def text(
    doc: str, *, choices: tuple[str, ...] = (), required: bool = False, default: str | None = None, may_be_empty: bool = False
) -> Field:
    """A string, one of `choices` if any are given; not an empty one, unless it may be."""

    def check(value: Any, key: str) -> str:
        if not isinstance(value, str) or not (value.strip() or may_be_empty):
            raise RuleError(f'"{key}" must be text, not {describe(value)}', key)
        if choices and value not in choices:
            raise RuleError(
                f'"{key}" cannot be "{value}".{did_you_mean(value, list(choices)) or " Use one of: " + ", ".join(choices)}', key
            )
        return value

    schema: dict[str, Any] = {"type": "string"} if may_be_empty else {"type": "string", "minLength": 1}
    if choices:
        schema = {"enum": list(choices)}
    return Field(check, schema, doc, required, default)


def flag(doc: str, *, default: bool | None = None) -> Field:
    """True or false."""

    def check(value: Any, key: str) -> bool:
        if not isinstance(value, bool):
            raise RuleError(f'"{key}" must be true or false, not {describe(value)}', key)
        return value

    return Field(check, {"type": "boolean"}, doc, default=default)


def number(doc: str, low: float, high: float, *, whole: bool = False, required: bool = False, default: float | None = None) -> Field:
    """A number from `low` to `high`, both included."""
    noun = "a whole number" if whole else "a number"

    def check(value: Any, key: str) -> float:
        allowed = int if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, allowed) or not low <= value <= high:
            raise RuleError(f'"{key}" must be {noun} from {low} to {high}, not {describe(value)}', key)
        return value

    return Field(check, {"type": "integer" if whole else "number", "minimum": low, "maximum": high}, doc, required, default)


def texts(doc: str, *, choices: tuple[str, ...] = (), required: bool = False, default: list[str] | None = None) -> Field:
    """A non-empty list of strings; one string stands for a list of one."""
    item = text(doc, choices=choices)

    def check(value: Any, key: str) -> list[str]:
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not value:
            raise RuleError(f'"{key}" must be a list of texts, not {describe(value)}', key)
        return [item.check(entry, key) for entry in value]

    schema = {"anyOf": [item.schema, {"type": "array", "items": item.schema, "minItems": 1}]}
    return Field(check, schema, doc, required, default)


def text_map(doc: str, *, required: bool = False) -> Field:
    """A non-empty mapping from text to text."""

    def check(value: Any, key: str) -> dict[str, str]:
        if not isinstance(value, dict) or not value:
            raise RuleError(f'"{key}" must be a mapping from text to text, not {describe(value)}', key)
        for left, right in value.items():
            if not isinstance(left, str) or not isinstance(right, str) or not left.strip():
                raise RuleError(f'"{key}": both sides of "{left}: {right}" must be text; put it in quotes', key)
        return dict(value)

    return Field(check, {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1}, doc, required)


def one_or_many(fields: dict[str, Field], doc: str) -> Field:
    """A mapping described by `fields`, or a list of such mappings; kept as a list."""

    def check(value: Any, key: str) -> list[dict[str, Any]]:
        entries = value if isinstance(value, list) else [value]
        return [read(entry, fields, key) for entry in entries]

    inner = json_schema(fields)
    return Field(check, {"anyOf": [inner, {"type": "array", "items": inner, "minItems": 1}]}, doc)


def section(fields: dict[str, Field], doc: str) -> Field:
    """A mapping described by `fields`."""
    return Field(lambda value, key: read(value, fields, key), json_schema(fields), doc)


def read(value: Any, fields: dict[str, Field], name: str) -> dict[str, Any]:
    """Check a mapping against its fields; keys that are absent take their default, or stay absent when it is None.

    Args:
        value: what YAML gave.
        fields: the keys that are allowed.
        name: what the mapping is called in messages.
    Raises:
        RuleError: with the key at fault.
    """
    if not isinstance(value, dict):
        raise RuleError(f'"{name}" must be a mapping, not {describe(value)}', name)
    for key in value:
        if key not in fields:
            raise RuleError(f'unknown key "{key}" in {name}.{did_you_mean(str(key), list(fields))}', str(key))
    kept: dict[str, Any] = {}
    for key, field in fields.items():
        if key in value:
            kept[key] = field.check(value[key], key)
        elif field.required:
            raise RuleError(f'{name} lacks the key "{key}": {field.doc}')
        elif field.default is not None:
            kept[key] = field.default
    return kept


def json_schema(fields: dict[str, Field]) -> dict[str, Any]:
    """The JSON schema of a mapping described by `fields`."""
    schema: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: {**field.schema, "description": field.doc} for key, field in fields.items()},
    }
    required = [key for key, field in fields.items() if field.required]
    if required:
        schema["required"] = required
    return schema


def describe(value: Any) -> str:
    """A value as an error message shows it."""
    if value is None:
        return "nothing"
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."
