"""Waivers: a YAML list that people read and review, one entry for each finding that somebody accepts for a reason."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from newslint.errors import NewslintError, RuleError
from newslint.finding import Finding
from newslint.ruleset import fields
from newslint.ruleset.fields import Field
from newslint.ruleset.yamlfile import Mapping, Sequence, parse_yaml
from newslint.suppress.entry import COMMON, Entry, shortened

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def check_day(value: Any, key: str) -> str:
    """A day such as 2027-01-31.

    Raises:
        RuleError: it is none.
    """
    try:
        if isinstance(value, str) and _DATE.fullmatch(value):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise RuleError(f'"{key}" must be a day such as 2027-01-31, not {fields.describe(value)}', key)


ENTRY = {
    **COMMON,
    "reason": fields.text("why the finding is accepted", required=True),
    "until": Field(check_day, {"type": "string", "format": "date"}, "the last day on which this holds, such as 2027-01-31"),
}


def waivers_schema() -> dict[str, Any]:
    """The JSON schema of a waiver file, for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "newslint waivers",
        "type": "array",
        "items": fields.json_schema(ENTRY),
    }


def read_waivers(content: str, place: str) -> list[Entry]:
    """The entries of a waiver file, in their order.

    Args:
        content: the file's text.
        place: what errors call the file.
    Raises:
        NewslintError: it is not one; the text names file and line.
    """
    written = parse_yaml(content, place)
    if written is None:
        return []
    if not isinstance(written, Sequence):
        raise NewslintError(f'{place}:1: waivers are a list; begin each with "- fingerprint: "')
    entries: dict[str, Entry] = {}
    for values, line in zip(written, written.lines, strict=True):
        try:
            read = fields.read(values, ENTRY, "the waiver")
        except RuleError as error:
            where = values.lines.get(error.key or "", line) if isinstance(values, Mapping) else line
            raise NewslintError(f"{place}:{where}: {error}") from error
        fingerprint = read["fingerprint"]
        if fingerprint in entries:
            raise NewslintError(f"{place}:{line}: {fingerprint} is waived already in line {entries[fingerprint].line}; take one out")
        entries[fingerprint] = Entry(**{**read, "reason": _one_line(read["reason"])}, line=line)
    return list(entries.values())


def holds(entry: Entry, today: str) -> bool:
    """Whether a waiver holds on a day (such as 2027-01-31): its last day counts."""
    return entry.until is None or today <= entry.until


def waiver_of(finding: Finding, name: str, reason: str, until: str | None = None) -> Entry:
    """A new waiver for a finding in the file that its project calls `name`."""
    match = shortened(_one_line(finding.match))
    return Entry(finding.fingerprint, _without_surrogates(name), finding.code, match, None, _without_surrogates(_one_line(reason)), until)


def with_waivers(content: str, place: str, waivers: list[Entry]) -> str:
    """A waiver file's text with further waivers at its end. Those that it has of the same findings are replaced; all else stays.

    Raises:
        NewslintError: it cannot be read, or is not written one waiver a block.
    """
    old = read_waivers(content, place)
    new = {waiver.fingerprint: waiver for waiver in waivers}
    lines = content.splitlines(keepends=True)
    starts = [entry.line - 1 for entry in old] + [len(lines)]
    kept = lines[: starts[0]]
    for entry, start, end in zip(old, starts, starts[1:], strict=False):
        block = lines[start:end]
        kept += [line for line in block if _is_comment(line)] if entry.fingerprint in new else block
    indent = " " * (len(lines[starts[0]]) - len(lines[starts[0]].lstrip(" "))) if old else ""
    text = "".join(kept)
    text += "\n" if text and not text.endswith("\n") else ""
    text += "".join(_block(waiver, indent) for waiver in new.values())
    wanted = [entry for entry in old if entry.fingerprint not in new] + list(new.values())
    try:
        if [entry._replace(line=0) for entry in read_waivers(text, place)] == [entry._replace(line=0) for entry in wanted]:
            return text
    except NewslintError:
        pass
    first = old[0].line if old else 1
    raise NewslintError(f'{place}:{first}: cannot be added to; begin each waiver on a line of its own, with "- fingerprint: "')


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _without_surrogates(text: str) -> str:
    """What is not valid Unicode in a file's name or an argument comes as lone surrogates, which YAML cannot hold."""
    return text.encode("utf-8", "replace").decode()


def _is_comment(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _block(waiver: Entry, indent: str) -> str:
    values = {key: value for key in ENTRY if (value := getattr(waiver, key)) is not None}
    lines = [f"{key}: {_scalar(value)}\n" for key, value in values.items()]
    return f"{indent}- " + f"{indent}  ".join(lines)


def _scalar(value: str) -> str:
    """A text as YAML on one line, escaped where what it holds could deceive the reader."""
    import yaml

    from newslint.report.visible import visible

    readable = visible(value) == value
    style = None if readable else '"'
    written: str = yaml.dump([value], allow_unicode=readable, default_style=style, width=float("inf"), default_flow_style=False)
    return written.removeprefix("- ").rstrip("\n")
