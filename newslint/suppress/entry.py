"""One entry of a ledger, that is of a baseline or of a waiver file: the finding that it accepts."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from newslint.errors import RuleError
from newslint.finding import Context, Finding
from newslint.fingerprint import normalised
from newslint.ruleset import fields
from newslint.ruleset.fields import Field
from newslint.ruleset.loader import CODE

BASELINE = "baseline"
WAIVER = "waiver"

SHOWN = 80  # code points of a match that an entry keeps

_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


class Entry(NamedTuple):
    """What an entry says of its finding; `line` (1-based) is where it stands in the ledger, 0 if it is not written yet.

    `path` is the file's name in its project. `match` is for people, and to sort and search by: a long one is shortened. `context` is that
    of the finding, which waivers do not keep. A waiver has a reason, and perhaps a last day (`until`, such as 2027-01-31).
    """

    fingerprint: str
    path: str
    code: str
    match: str
    context: Context | None = None
    reason: str | None = None
    until: str | None = None
    line: int = 0

    def told(self) -> str:
        """The finding in a few words."""
        return f'{self.code} "{self.match}" in {self.path}'


def entry_of(finding: Finding, name: str) -> Entry:
    """The baseline's entry for a finding in the file that its project calls `name`."""
    return Entry(finding.fingerprint, name, finding.code, shortened(normalised(finding.match)), finding.context)


def shortened(match: str) -> str:
    """A match of `SHOWN` code points at most: a long one keeps both ends, since those are what its neighbours stand beside."""
    if len(match) <= SHOWN:
        return match
    half = SHOWN // 2
    return f"{match[:half]}…{match[1 - half :]}"


def _matching(pattern: re.Pattern[str], doc: str, wanted: str) -> Field:
    plain = fields.text(doc, required=True)

    def check(value: Any, key: str) -> Any:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise RuleError(f'"{key}" must be {wanted}, not {fields.describe(value)}', key)
        return value

    return plain._replace(check=check, schema={"type": "string", "pattern": f"^{pattern.pattern}$"})


# The keys that the entries of all ledgers have.
COMMON = {
    "fingerprint": _matching(_FINGERPRINT, "the finding's fingerprint", "16 hexadecimal digits in quotes"),
    "path": fields.text("the file, from the project's root", required=True),
    "code": _matching(CODE, "the finding's code", "a code such as MT101"),
    "match": fields.text("what was found; a long text is shortened", required=True, may_be_empty=True),
}
