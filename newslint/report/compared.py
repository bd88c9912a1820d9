"""What `newslint compare` prints for people at a terminal, and what its formats share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple, Protocol, TextIO

from newslint.discovery import shown
from newslint.report.base import Summary, counted
from newslint.report.layout import cut, paint, wrap
from newslint.report.visible import visible, width

if TYPE_CHECKING:
    from newslint.corpus.comparison import Column, Comparison, Entry, Place, Remark, Row, Table

SIGNS = {"outlier": "≠", "doubtful": "?", "majority": "=", "": " "}
MEANINGS = {
    "outlier": "a clear majority says otherwise",
    "doubtful": "others say otherwise, but the evidence is weak",
    "majority": "bears witness against these",
}
_STYLES = {"outlier": "error", "doubtful": "warning", "majority": "plain", "": "plain"}
_ORDER = ("majority", "outlier", "doubtful", "")  # of entries one below the other
LONG = ("quotes",)  # sections whose entries would not fit into a column
_INDENT = _GAP = "  "
_LEAST = 13  # columns of a cell
_LEAST_SUBJECT, _MOST_SUBJECT = 4, 22  # columns of what a row is about
_MOST_ENTRIES = 6  # in a cell
_MOST_WORDS, MOST_QUOTED = 600, 44  # columns of a passage that is shown by itself, and of one in a remark

Painted = tuple[str, str]  # a visible text and its style


class Printer(Protocol):
    """Prints the comparisons of a run as they come, then the sums."""

    def story(self, comparison: Comparison) -> None:
        """Print one story."""

    def close(self, summary: Summary) -> None:
        """Print what comes after the last story."""


class Sums(NamedTuple):
    """How many stories there are, of how many files, and how often a check speaks, with weak evidence or at all."""

    stories: int = 0
    files: int = 0
    remarks: int = 0
    doubtful: int = 0

    def add(self, comparison: Comparison) -> Sums:
        """The sums with one more story."""
        marks = [remark.mark for remark in comparison.remarks]
        doubtful = self.doubtful + marks.count("doubtful")
        return Sums(self.stories + 1, self.files + len(comparison.columns), self.remarks + len(marks), doubtful)

    def told(self) -> str:
        """The sums in words."""
        weak = f", {self.doubtful:,} with weak evidence" if self.doubtful else ""
        stories = counted(self.stories, "story", "stories")
        return f"{stories} in {counted(self.files, 'file')}: {counted(self.remarks, 'disagreement')}{weak}"


class TextPrinter:
    """Prints tables with a column for each source; where these do not fit, and for quotes, what the sources say one below the other.

    Args:
        out: where to print.
        color: whether to use colours.
        width: that of the terminal, in columns.
        quiet: whether to leave out the sums, and what the signs mean.
    """

    def __init__(self, out: TextIO, *, color: bool, width: int, quiet: bool) -> None:
        self._out = out
        self._color = color
        self._width = width
        self._quiet = quiet
        self._sums = Sums()

    def story(self, comparison: Comparison) -> None:
        """Print the files and the tables of a story."""
        lines = [] if self._sums.stories == 0 else [""]
        self._sums = self._sums.add(comparison)
        own = Sums().add(comparison)
        lines.append(self._paint(f"{counted(own.files, 'file')}, {counted(own.remarks, 'disagreement')}", "bold"))
        lines += (line for column in comparison.columns for line in self._column(column))
        lines += (line for note in comparison.notes for line in self._remark(note, comparison.columns))
        widths = self._widths(comparison)
        for table in comparison.tables:
            if table.rows:
                lines += ["", self._paint(table.section, "bold"), *self._table(table, comparison.columns, widths)]
        self._out.write("\n".join(line.rstrip() for line in lines) + "\n")

    def close(self, summary: Summary) -> None:
        """Print what the signs mean, and the sums."""
        if self._quiet:
            return
        if self._sums.remarks:
            signs = "; ".join(f"{SIGNS[mark]} {meaning}" for mark, meaning in MEANINGS.items())
            self._out.write("\n" + "\n".join(self._paint(line, "dim") for line in wrap(signs, self._width)) + "\n")
        self._out.write(f"{self._sums.told()}\n")

    def _paint(self, text: str, style: str) -> str:
        return text if style == "plain" else paint(text, style, self._color)

    def _column(self, column: Column) -> Iterator[str]:
        """A file: its label and path, and what its page is headed by."""
        copied = f" (one source with {column.same_as})" if column.same_as else ""
        label = f"  {column.label}  "
        yield f"{label}{visible(shown(column.path))}{copied}"
        heading = " · ".join(filter(None, (column.page_date, column.headline)))
        if heading:
            yield " " * len(label) + self._paint(cut(heading, self._width - len(label)), "dim")

    def _widths(self, comparison: Comparison) -> list[int] | None:
        """How many columns of the terminal each column of a table gets; None if that is too few."""
        subjects = (row.subject for table in comparison.tables if table.section not in LONG for row in table.rows)
        first = min(max((_LEAST_SUBJECT, *(width(visible(subject)) for subject in subjects))), _MOST_SUBJECT)
        room = (self._width - len(_INDENT) - first) // len(comparison.columns) - len(_GAP)
        return [first, *([room] * len(comparison.columns))] if room >= _LEAST else None

    def _table(self, table: Table, columns: Sequence[Column], widths: Sequence[int] | None) -> Iterator[str]:
        if widths and table.section not in LONG:
            yield self._line([("", "plain"), *((f"{_GAP}{column.label}", "dim") for column in columns)], widths)
            for row in table.rows:
                yield from self._side_by_side(row, widths)
                yield from (line for remark in row.remarks for line in self._remark(remark, columns))
        else:
            for row in table.rows:
                yield from self._one_below_the_other(row, columns)
                yield from (line for remark in row.remarks for line in self._remark(remark, columns, bare=table.section in LONG))

    def _side_by_side(self, row: Row, widths: Sequence[int]) -> Iterator[str]:
        cells = [[(line, "bold") for line in wrap(cut(row.subject, MOST_QUOTED), widths[0], narrow=True)]]
        cells += [_cell([entry for entry in row.entries if entry.source == source], room) for source, room in enumerate(widths[1:])]
        for parts in zip_longest(*cells, fillvalue=("", "plain")):
            yield self._line(parts, widths)

    def _line(self, parts: Sequence[Painted], widths: Sequence[int]) -> str:
        padded = (self._paint(text, style) + " " * (room - width(text)) for (text, style), room in zip(parts, widths, strict=True))
        return _INDENT + _GAP.join(padded)

    def _one_below_the_other(self, row: Row, columns: Sequence[Column]) -> Iterator[str]:
        yield _INDENT + self._paint(cut(row.subject, self._width - len(_INDENT)), "bold")
        alike: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in row.entries:
            alike[entry.mark, entry.text.casefold()].append(entry)
        for (mark, _), entries in sorted(alike.items(), key=lambda item: _ORDER.index(item[0][0])):
            places = ", ".join(f"{columns[entry.source].label} {_places(entry.places)}" for entry in entries)
            said = f"{SIGNS[mark]} {places}  {cut(entries[0].text, _MOST_WORDS)}"
            for line in wrap(said, self._width - 2 * len(_INDENT), hang=len(_INDENT)):
                yield 2 * _INDENT + self._paint(line, _STYLES[mark])

    def _remark(self, remark: Remark, columns: Sequence[Column], *, bare: bool = False) -> Iterator[str]:
        """What a check says of an outlier; without the words themselves if it is `bare`."""
        place = f"{SIGNS[remark.mark]} {columns[remark.source].label} {_places(remark.places)}"
        others = f', others "{cut(remark.other, MOST_QUOTED)}"' if remark.other else ""
        why = f"{remark.check}, {remark.evidence}"
        told = f"{place}: {why}" if bare else f'{place}: "{cut(remark.text, MOST_QUOTED)}"{others} ({why})'
        for line in wrap(told, self._width - len(_INDENT), hang=len(_INDENT)):
            yield _INDENT + self._paint(line, _STYLES[remark.mark])


def _cell(entries: Sequence[Entry], room: int) -> list[Painted]:
    """What one source says, each entry under the one before it."""
    lines: list[Painted] = []
    for entry in entries[:_MOST_ENTRIES]:
        times = f" ×{len(entry.places)}" if len(entry.places) > 1 else ""
        broken = wrap(visible(entry.text) + times, room - len(_GAP), narrow=True)
        lines += [(f"{sign} {line}", _STYLES[entry.mark]) for sign, line in zip_longest([SIGNS[entry.mark]], broken, fillvalue=" ")]
    rest = len(entries) - _MOST_ENTRIES
    return [*lines, (f"{_GAP}and {rest} more", "dim")] if rest > 0 else lines


def _places(places: Sequence[Place]) -> str:
    """The first of some places, and how many there are."""
    first = places[0].start
    times = f" ×{len(places)}" if len(places) > 1 else ""
    return f"{first.line}:{first.column}{times}"
