"""Fingerprints: what makes a finding the same finding in another version of its file.

Version 2 is the SHA-256 of the code, the file's name in its project, the match (case-folded, spaces collapsed), the three words before and
after it in its line, and how many findings with all of these equal came before it in the file; the first 16 hexadecimal digits. Neither
line numbers nor messages are part of it, nor is what stands in other lines, so that moved text and reworded messages reopen nothing.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from newslint.finding import Context, Finding

if TYPE_CHECKING:
    from newslint.document import Document

VERSION = 2
WORDS = 3
REACH = 120


def with_fingerprints(findings: list[Finding], document: Document) -> list[Finding]:
    """The same findings with their contexts and fingerprints; they must be in order of place."""
    seen: Counter[tuple[str, str, str, str]] = Counter()
    marked = []
    for finding in findings:
        before, after = _words_around(finding, document)
        key = (finding.code, normalised(finding.match), before, after)
        finding = finding._replace(context=Context(before, after, seen[key]))
        seen[key] += 1
        marked.append(finding._replace(fingerprint=fingerprint(finding, document.source.name)))
    return marked


def fingerprint(finding: Finding, name: str) -> str:
    """The fingerprint that a finding has in a file.

    Args:
        finding: with its context.
        name: what the file is called in its project.
    """
    context = finding.context
    parts = (finding.code, name.replace("\\", "/"), normalised(finding.match), context.before, context.after, str(context.earlier))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def normalised(match: str) -> str:
    """A match as fingerprints take it: case-folded, spaces collapsed."""
    return " ".join(match.casefold().split())


def _words_around(finding: Finding, document: Document) -> tuple[str, str]:
    start, end = finding.start.offset, finding.end.offset
    first, _ = document.lines[document.line_at(start)]
    _, last = document.lines[document.line_at(end - 1)]
    before = document.folded[max(first, start - REACH) : start].split()[-WORDS:]
    after = document.folded[end : min(last, end + REACH)].split()[:WORDS]
    return " ".join(before), " ".join(after)
