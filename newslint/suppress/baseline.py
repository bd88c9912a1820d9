"""The baseline: a JSON file with one finding a line, sorted, so that its diffs are small and its merges easy."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from newslint.errors import NewslintError, RuleError
from newslint.finding import Context
from newslint.report.json import dumps
from newslint.ruleset import fields
from newslint.suppress.entry import COMMON, Entry

VERSION = 1

ENTRY = {
    **COMMON,
    "before": fields.text("the words before it in its line", required=True, may_be_empty=True),
    "after": fields.text("the words after it in its line", required=True, may_be_empty=True),
    "earlier": fields.number("how many before it in the file are alike in all of this", 0, 10**9, whole=True, default=0),
}

_CONFLICT = re.compile(r"^(<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)", re.M)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|\r\n?|\n')


def read_baseline(content: str, place: str) -> list[Entry]:
    """The entries of a baseline.

    Args:
        content: the file's text.
        place: what errors call the file.
    Raises:
        NewslintError: it is not one; the text names file and line.
    """
    conflict = _CONFLICT.search(content)
    if conflict:
        line = content.count("\n", 0, conflict.start()) + 1
        raise NewslintError(f"{place}:{line}: a merge has left its marks; take them out and keep the entries of both sides")
    try:
        baseline = json.loads(content)
    except json.JSONDecodeError as error:
        raise NewslintError(f"{place}:{error.lineno}: not valid JSON: {error.msg}; mend it or make a new one") from error
    except RecursionError:
        raise NewslintError(f"{place}:1: not a baseline; make a new one") from None
    if not isinstance(baseline, dict) or baseline.get("version") != VERSION or not isinstance(baseline.get("findings"), list):
        raise NewslintError(f'{place}:1: not a baseline of version {VERSION}, {{"version": {VERSION}, "findings": […]}}; make a new one')
    lines = _lines(content)
    entries: dict[str, Entry] = {}
    for number, values in enumerate(baseline["findings"]):
        line = lines[number] if number < len(lines) else 1
        try:
            read = fields.read(values, ENTRY, "the entry")
        except RuleError as error:
            raise NewslintError(f"{place}:{line}: {error}") from error
        # The same entry from both sides of a merge does no harm.
        entries.setdefault(read["fingerprint"], _entry(read, line))
    return list(entries.values())


def baseline_text(entries: Iterable[Entry]) -> str:
    """The content of a baseline with these entries."""
    lines = ",\n".join(dumps(_values(entry)) for entry in sorted(entries, key=_order))
    return "\n".join([f'{{"version": {VERSION}, "findings": [', *([lines] if lines else []), "]}\n"])


def _entry(read: dict[str, Any], line: int) -> Entry:
    context = Context(read["before"], read["after"], read["earlier"])
    return Entry(read["fingerprint"], read["path"], read["code"], read["match"], context, line=line)


def _values(entry: Entry) -> dict[str, Any]:
    context = entry.context or Context()
    values = {"fingerprint": entry.fingerprint, "path": entry.path, "code": entry.code, "match": entry.match}
    words = {"before": context.before, "after": context.after}
    return {**values, **words, **({"earlier": context.earlier} if context.earlier else {})}


def _order(entry: Entry) -> tuple[str, str, str, Context]:
    return entry.path, entry.code, entry.match, entry.context or Context()


def _lines(content: str) -> list[int]:
    """The line (1-based) of each object that stands in a list of the outermost object; the JSON reader does not tell."""
    lines: list[int] = []
    line, depth = 1, 0
    for found in _TOKEN.finditer(content):
        token = found[0]
        if token[0] in "\r\n":
            line += 1
        elif token in ("[", "{"):
            depth += 1
            if token == "{" and depth == 3:
                lines.append(line)
        elif token in ("]", "}"):
            depth -= 1
    return lines
