"""Filling in a rule's message: `{field}` is replaced, `{{` and `}}` stand for braces, and nothing else happens."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from newslint.errors import RuleError

_FIELD = re.compile(r"\{\{|\}\}|\{([a-z_]+)\}")
STANDARD = ("match", "suggestion")
SHOWN = 80
SHOWN_OF_FIELDS = 160  # of what a kind puts together; both in code points


def check_message(message: str, fields: Collection[str] | None) -> None:
    """Refuse a message with unbalanced braces or unknown fields; `fields` are those of the kind, None if they cannot be known before.

    Raises:
        RuleError: with the key `message`.
    """
    if "\n" in message.strip():
        raise RuleError("the message must be one line", "message")
    rest = _FIELD.sub(lambda found: "" if found[1] else "x", message)
    if "{" in rest or "}" in rest:
        raise RuleError("the message has a brace that does not belong to a {field}; write {{ or }} for a brace", "message")
    if fields is not None:
        known = [*STANDARD, *fields]
        for found in _FIELD.finditer(message):
            if found[1] and found[1] not in known:
                raise RuleError(f'the message names "{{{found[1]}}}"; it can name {", ".join(known)}', "message")


def fill(message: str, values: Mapping[str, str]) -> str:
    """The message with its fields filled in; long values are shortened, a field without a value becomes "?"."""

    def value(found: re.Match[str]) -> str:
        if not found[1]:
            return found[0][0]
        text = " ".join(values.get(found[1], "?").split())
        most = SHOWN if found[1] in STANDARD else SHOWN_OF_FIELDS
        return text if len(text) <= most else text[: most - 1] + "…"

    return _FIELD.sub(value, message)
