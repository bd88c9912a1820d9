"""Format html of `newslint compare`: one page that needs nothing but itself, with the tables of each story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, TextIO

from markupsafe import Markup

from newslint import __version__
from newslint.discovery import shown
from newslint.report.base import Summary
from newslint.report.compared import LONG, MEANINGS, MOST_QUOTED, SIGNS, Sums
from newslint.report.html import PARTS, policy, templates, title_of, writer
from newslint.report.spool import Spool

if TYPE_CHECKING:
    from newslint.corpus.comparison import Column, Comparison, Entry, Row, Table

_MOST_COMPARED = 400  # words of a quotation that are compared with another's


class Told(NamedTuple):
    """A story as the list of stories shows it."""

    title: str
    sums: Sums


class Words(NamedTuple):
    """Some words of an entry, and whether the entry that it is compared with has others in their place."""

    text: str
    differs: bool


Cell = list[tuple["Entry", list[Words]]]


class Grid(NamedTuple):
    """A table as the page shows it: its columns, and its rows with a cell for each."""

    section: str
    columns: list[Column]
    rows: list[tuple[Row, list[Cell]]]


class HtmlPrinter:
    """Prints one HTML page. The sums stand before the stories, so these wait in a temporary file once they are many.

    Args:
        out: where to print.
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._templates = templates()
        self._templates.filters["shown"] = shown
        self._templates.globals.update(signs=SIGNS, meanings=MEANINGS, most=MOST_QUOTED)
        self._spool = Spool()
        self._told: list[Told] = []
        self._paths: list[str] = []
        self._sums = Sums()

    def story(self, comparison: Comparison) -> None:
        """Keep the section of a story."""
        self._sums = self._sums.add(comparison)
        headline = next((column.headline for column in comparison.columns if column.headline), shown(comparison.columns[0].path))
        self._told.append(Told(headline, Sums().add(comparison)))
        self._paths += (shown(column.path) for column in comparison.columns)
        section = self._templates.get_template("compared_story.html").render(
            number=len(self._told),
            story=self._told[-1],
            columns=comparison.columns,
            notes=comparison.notes,
            tables=[_grid(table, comparison.columns) for table in comparison.tables],
        )
        self._spool.write(section)

    def close(self, summary: Summary) -> None:
        """Print the page."""
        style = "".join((PARTS / name).read_text(encoding="ascii") for name in ("style.css", "compared.css"))
        page = self._templates.get_template("compared_page.html").generate(
            title=title_of(self._paths),
            version=__version__,
            summary=summary,
            sums=self._sums,
            stories=self._told,
            texts=map(Markup, self._spool.pieces()),
            style=Markup(style),
            policy=policy(style),
        )
        write = writer(self._out)
        for piece in page:
            write(piece)


def _grid(table: Table, columns: Sequence[Column]) -> Grid:
    """A table cut into cells; wide ones have no columns for sources that say nothing."""
    wide = table.section in LONG
    rows = [(row, _cells(row, len(columns), compares=wide)) for row in table.rows]
    shown = [number for number in range(len(columns)) if not wide or any(cells[number] for _, cells in rows)]
    return Grid(table.section, [columns[number] for number in shown], [(row, [cells[number] for number in shown]) for row, cells in rows])


def _cells(row: Row, columns: int, *, compares: bool) -> list[Cell]:
    """The entries of a row by source; where it `compares`, with the words that the majority's wording has not."""
    cells: list[Cell] = [[] for _ in range(columns)]
    usual = next((entry for entry in row.entries if entry.mark == "majority"), row.entries[0])
    for entry in row.entries:
        words = differing(entry.text, usual.text) if compares and entry is not usual else [Words(entry.text, False)]
        cells[entry.source].append((entry, words))
    return cells


def differing(text: str, usual: str) -> list[Words]:
    """A text cut where words that the usual wording has not begin and end, whatever their case and marks; whole if it is very long."""
    from rapidfuzz.distance import LCSseq

    words, others = text.split(), usual.split()
    if max(len(words), len(others)) > _MOST_COMPARED:
        return [Words(text, False)]
    found = LCSseq.opcodes([_bare(word) for word in others], [_bare(word) for word in words])
    return [
        Words(" ".join(words[part.dest_start : part.dest_end]), part.tag != "equal") for part in found if part.dest_start < part.dest_end
    ]


def _bare(word: str) -> str:
    return "".join(filter(str.isalnum, word.casefold())) or word
