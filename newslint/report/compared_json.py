"""Format json of `newslint compare`: one object for the run, in ASCII, its stories as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from newslint import __version__
from newslint.discovery import shown
from newslint.report.base import Summary
from newslint.report.json import SCHEMA_VERSION, dumps

if TYPE_CHECKING:
    from newslint.corpus.comparison import Column, Comparison, Entry, Place, Remark, Row


class JsonPrinter:
    """Prints one JSON object, story by story.

    Args:
        out: where to print.
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._separator = "\n"
        head = {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "newslint", "version": __version__},
            "offset_unit": "unicode_codepoint",
        }
        out.write(dumps(head)[:-1] + ', "stories": [')

    def story(self, comparison: Comparison) -> None:
        """Print one story."""
        self._out.write(self._separator + dumps(story_object(comparison)))
        self._separator = ",\n"

    def close(self, summary: Summary) -> None:
        """Print the end, with the paths that could not be read."""
        self._out.write(f'], "skipped": {dumps(list(summary.skipped))}}}\n')


def story_object(comparison: Comparison) -> dict[str, Any]:
    """One story, keys as in the documented schema."""
    labels = [column.label for column in comparison.columns]
    return {
        "sources": [_source(column) for column in comparison.columns],
        **{section: [_row(row, labels) for row in rows] for section, rows in comparison.tables},
        "notes": [_remark(note, labels) for note in comparison.notes],
    }


def _source(column: Column) -> dict[str, Any]:
    return {
        "label": column.label,
        "path": shown(column.path),
        "same_as": column.same_as or None,
        "headline": column.headline or None,
        "page_date": column.page_date or None,
    }


def _row(row: Row, labels: list[str]) -> dict[str, Any]:
    return {
        "subject": row.subject,
        "entries": [_entry(entry, labels) for entry in row.entries],
        "remarks": [_remark(remark, labels) for remark in row.remarks],
    }


def _entry(entry: Entry | Remark, labels: list[str]) -> dict[str, Any]:
    return {
        "source": labels[entry.source],
        "text": entry.text,
        "mark": entry.mark or None,
        "places": [_place(place) for place in entry.places],
    }


def _remark(remark: Remark, labels: list[str]) -> dict[str, Any]:
    return {
        **_entry(remark, labels),
        "check": remark.check,
        "subject": remark.subject,
        "other": remark.other,
        "witnesses": list(remark.witnesses),
        "evidence": remark.evidence,
    }


def _place(place: Place) -> dict[str, Any]:
    return {"start": place.start._asdict(), "end": place.end._asdict()}
