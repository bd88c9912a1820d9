"""Fingerprints: what makes a finding the same finding in another version of its file.

Version 1 is the SHA-256 of the code, the path, the match (case-folded, spaces collapsed), the three words before and after it, and how
many findings with all of these equal came before it in the file; the first 16 hexadecimal digits. Neither line numbers nor messages are
part of it, so that moved text and reworded messages reopen nothing.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from newslint.finding import Finding

if TYPE_CHECKING:
    from newslint.document import Document

CONTEXT = 3
REACH = 120


def with_fingerprints(findings: list[Finding], document: Document) -> list[Finding]:
    """The same findings with their fingerprints; they must be in order of place."""
    seen: Counter[tuple[str, ...]] = Counter()
    path = document.source.path.replace("\\", "/")
    marked = []
    for finding in findings:
        key = (
            finding.code,
            path,
            " ".join(finding.match.casefold().split()),
            " ".join(document.folded[max(0, finding.start.offset - REACH) : finding.start.offset].split()[-CONTEXT:]),
            " ".join(document.folded[finding.end.offset : finding.end.offset + REACH].split()[:CONTEXT]),
        )
        digest = hashlib.sha256("\0".join((*key, str(seen[key]))).encode("utf-8", "surrogatepass")).hexdigest()
        seen[key] += 1
        marked.append(finding._replace(fingerprint=digest[:16]))
    return marked
