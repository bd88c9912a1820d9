"""Format json: one object for the whole run, in ASCII."""

from __future__ import annotations

import json
from typing import Any, TextIO

from newslint import __version__
from newslint.finding import FileResult, Finding, Position, Score
from newslint.report.base import Options, Summary, by_place
from newslint.report.spool import Spool

SCHEMA_VERSION = 1


class Reporter:
    """Prints one JSON object. The sums stand before the results, so these wait in a temporary file once they are many."""

    def __init__(self, out: TextIO, options: Options) -> None:
        self._out = out
        self._results = Spool()
        self._separator = "\n"

    def file(self, result: FileResult) -> None:
        """Keep one result."""
        self._results.write(self._separator + dumps(result_object(result)))
        self._separator = ",\n"

    def close(self, summary: Summary) -> None:
        """Print everything."""
        head = {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "newslint", "version": __version__},
            "offset_unit": "unicode_codepoint",
            "summary": {
                "files": summary.files,
                "findings": summary.findings,
                "suppressed": summary.suppressed,
                "stale": summary.stale,
                "by_code": dict(summary.by_code),
                "skipped": list(summary.skipped),
                "languagetool": summary.languagetool and summary.languagetool._asdict(),
                "since": summary.since and summary.since._asdict(),
            },
        }
        self._out.write(dumps(head)[:-1] + ', "results": [')
        for piece in self._results.pieces():
            self._out.write(piece)
        self._out.write("]}\n")


def dumps(value: Any) -> str:
    """JSON in ASCII; the one ASCII control character that JSON lets through is escaped too."""
    return json.dumps(value).replace("\x7f", r"\u007f")


def result_object(result: FileResult) -> dict[str, Any]:
    """One file's result, keys as in the documented schema."""
    return {
        "path": result.path,
        "sha256": result.sha256,
        "score": score_object(result.score),
        "error": result.error,
        "findings": [finding_object(finding) for finding in by_place((*result.findings, *result.suppressed))],
    }


def score_object(score: Score | None) -> dict[str, Any] | None:
    """A score, keys as in the documented schema; null for a file that could not be linted."""
    return None if score is None else {"value": score.value, "grade": score.grade, "parts": dict(score.parts)}


def finding_object(finding: Finding) -> dict[str, Any]:
    """One finding, keys as in the documented schema."""
    fix = finding.fix
    return {
        "code": finding.code,
        "name": finding.name,
        "category": finding.category,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        "match": finding.match,
        "start": _position(finding.start),
        "end": _position(finding.end),
        "suggestions": list(finding.suggestions),
        "fix": fix and {"applicability": fix.applicability, "edits": [edit._asdict() for edit in fix.edits]},
        "fingerprint": finding.fingerprint,
        "url": finding.url,
        "suppressed": finding.suppressed and finding.suppressed._asdict(),
    }


def _position(position: Position) -> dict[str, int]:
    return position._asdict()
