"""The JSON schemas of what `--format json` prints."""

from __future__ import annotations

from typing import Any

from newslint.finding import CATEGORIES, SEVERITIES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
NUMBER = {"type": "integer", "minimum": 1}
_POSITION = {"line": NUMBER, "column": NUMBER, "offset": COUNT}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _score() -> dict[str, Any]:
    points = {"type": "integer", "minimum": 0, "maximum": 100}
    return _object({"value": points, "grade": TEXT, "parts": {"type": "object", "additionalProperties": _or_null(points)}})


def _head() -> dict[str, Any]:
    return {"schema_version": {"const": 1}, "tool": _object({"name": {"const": "newslint"}, "version": TEXT})}


def scores_schema() -> dict[str, Any]:
    """What `newslint score --format json` prints: the results without findings, the worst file first."""
    result = _object({"path": TEXT, "sha256": TEXT, "score": _or_null(_score()), "error": _or_null(TEXT)})
    return {
        "$schema": DIALECT,
        "title": "newslint scores",
        **_object({**_head(), "results": _list(result)}),
    }


def _map() -> dict[str, Any]:
    span = {"start": COUNT, "end": COUNT}
    told = _list(_object({"code": TEXT, "fingerprint": TEXT}))
    return {
        **_head(),
        "offset_unit": {"const": "unicode_codepoint"},
        "original": _object({"path": TEXT, "sha256": TEXT, "encoding": TEXT}),
        "copy": _object({"path": _or_null(TEXT), "sha256": TEXT, "encoding": {"const": "utf-8"}}),
        "runs": _list(_object({"start": COUNT, "origin": COUNT, "length": NUMBER})),
        "changes": _list(_object({**span, "line": NUMBER, "at": COUNT, "removed": TEXT, "content": TEXT, "findings": told})),
        "kept": told,
    }


def map_schema() -> dict[str, Any]:
    """The map beside a cleaned copy: offsets are code points, 0-based, ends exclusive; lines are those of the original, 1-based."""
    return {"$schema": DIALECT, "title": "newslint offset map", **_object(_map())}


def cleaned_schema() -> dict[str, Any]:
    """What `newslint clean --format json` prints: the maps of all files."""
    return {"$schema": DIALECT, "title": "newslint clean", **_object({**_head(), "results": _list(_object(_map()))})}


def comparison_schema() -> dict[str, Any]:
    """What `newslint compare --format json` prints: offsets are code points, 0-based, ends exclusive; lines and columns are 1-based."""
    from newslint.corpus.comparison import MARKS, SECTIONS
    from newslint.corpus.consensus import CHECKS

    position = _object(_POSITION)
    said = {
        "source": {"type": "string", "pattern": "^[A-Z]+$"},
        "text": TEXT,
        "mark": {"enum": [mark or None for mark in MARKS]},
        "places": _list(_object({"start": position, "end": position})),
    }
    told = {"check": {"enum": list(CHECKS)}, "subject": TEXT, "other": TEXT, "witnesses": _list(TEXT), "evidence": TEXT}
    remarks = _list(_object({**said, **told}))
    row = _object({"subject": TEXT, "entries": _list(_object(said)), "remarks": remarks})
    source = _object(
        {"label": said["source"], "path": TEXT, "same_as": _or_null(TEXT), "headline": _or_null(TEXT), "page_date": _or_null(TEXT)}
    )
    story = _object({"sources": _list(source), **{section: _list(row) for section in SECTIONS}, "notes": remarks})
    return {
        "$schema": DIALECT,
        "title": "newslint comparison",
        **_object({**_head(), "offset_unit": {"const": "unicode_codepoint"}, "stories": _list(story), "skipped": _list(TEXT)}),
    }


def report_schema() -> dict[str, Any]:
    """Schema version 1: offsets are code points, 0-based, ends exclusive; lines and columns are 1-based."""
    position = _object(_POSITION)
    edit = _object({"start": COUNT, "end": COUNT, "content": TEXT})
    suppression = _object({"kind": {"enum": ["baseline", "waiver"]}, "origin": TEXT, "reason": _or_null(TEXT), "until": _or_null(TEXT)})
    finding = _object(
        {
            "code": {"type": "string", "pattern": r"^[A-Z]{2}\d{3}$"},
            "name": TEXT,
            "category": {"enum": list(CATEGORIES)},
            "severity": {"enum": list(SEVERITIES)},
            "confidence": {"type": "number", "minimum": 0, "maximum": 1},
            "message": TEXT,
            "match": TEXT,
            "start": position,
            "end": position,
            "suggestions": _list(TEXT),
            "fix": _or_null(_object({"applicability": {"enum": ["safe", "unsafe"]}, "edits": _list(edit)})),
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
            "url": _or_null(TEXT),
            "suppressed": _or_null(suppression),
        }
    )
    result = _object(
        {"path": TEXT, "sha256": TEXT, "score": _or_null(_score()), "error": _or_null(TEXT), "findings": _list(finding)},
    )
    summary = _object(
        {
            "files": COUNT,
            "findings": COUNT,
            "suppressed": COUNT,
            "stale": COUNT,
            "by_code": {"type": "object", "additionalProperties": NUMBER},
            "skipped": _list(TEXT),
            "languagetool": _or_null(_object({"version": TEXT, "checked": COUNT, "unchecked": COUNT, "problem": TEXT})),
            "since": _or_null(_object({"ref": TEXT, "commit": {"type": "string", "pattern": "^[0-9a-f]{40,64}$"}, "files": _list(TEXT)})),
        }
    )
    return {
        "$schema": DIALECT,
        "title": "newslint report",
        **_object(
            {
                **_head(),
                "offset_unit": {"const": "unicode_codepoint"},
                "summary": summary,
                "results": _list(result),
            }
        ),
    }
