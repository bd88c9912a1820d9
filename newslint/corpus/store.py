"""A SQLite file that may be damaged, hostile, of another version, locked or nowhere to be written, without that being anybody's problem."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import sqlite3

PATIENCE = 20.0  # seconds that another process may take to write
CACHE = 32_000  # KiB of the file that are kept in memory


class Lost(Exception):
    """The file can no longer be read or written: it was damaged or taken away, or the disk is full."""


class Store:
    """Tables in a file, or for this process alone.

    Args:
        path: the file. One that is damaged, of another version or with other tables is made anew; where none can be written, a private one
            does its work. None for a private one, which is kept in memory as far as it is small, and is gone with this object.
        tables: the statements that make its tables and indexes, as SQLite repeats them.
        version: of what stands in the tables, 1 to 2,000,000,000.
    """

    def __init__(self, path: str | None, tables: Sequence[str], version: int) -> None:
        layout = _Layout(frozenset(tables), version)
        self._database = (path and _opened(path, layout)) or _private(layout)
        self._trying = False

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """All rows that a query gives.

        Raises:
            Lost: the file cannot be read.
        """
        with _lost():
            return self._database.execute(query, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it happens, or nothing.

        Raises:
            Lost: the file cannot be written.
        """
        with _lost():
            if not self._database.in_transaction:
                self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
                if not self._trying:
                    self._database.execute("COMMIT")
            except BaseException:
                self._undo()
                raise

    @contextmanager
    def trying(self) -> Iterator[None]:
        """In this context, transactions are one, which is undone at the end. From the first of them on, no other process can write."""
        self._trying = True
        try:
            yield
        finally:
            self._trying = False
            self._undo()

    def _undo(self) -> None:
        with _lost():
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")


class _Layout(NamedTuple):
    """What a file must have to be used."""

    tables: frozenset[str]
    version: int


@contextmanager
def _lost() -> Iterator[None]:
    import sqlite3

    try:
        yield
    except sqlite3.Error as error:
        raise Lost(str(error)) from error


def _opened(path: str, layout: _Layout) -> sqlite3.Connection | None:
    """The file at a path, made anew if need be; None where that cannot be."""
    import sqlite3

    folder = os.path.dirname(path)
    for _ in range(2):
        try:
            os.makedirs(folder, exist_ok=True)
            if not os.access(folder, os.W_OK):
                return None
            return _prepared(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None), layout)
        except (sqlite3.OperationalError, OSError):
            return None
        except sqlite3.DatabaseError:
            for name in (path, f"{path}-journal"):
                with suppress(OSError):
                    os.remove(name)
    return None


def _private(layout: _Layout) -> sqlite3.Connection:
    import sqlite3

    # An empty name is a temporary file of SQLite's, which deletes itself.
    database = _prepared(sqlite3.connect("", isolation_level=None), layout)
    database.execute("PRAGMA journal_mode = MEMORY")
    return database


def _prepared(database: sqlite3.Connection, layout: _Layout) -> sqlite3.Connection:
    """The database with its tables.

    Raises:
        sqlite3.DatabaseError: it is damaged, of another version, or has other tables.
    """
    import sqlite3

    try:
        # A file is not trusted. Its journal stays SQLite's usual one: a write-ahead log needs memory that network drives cannot share.
        for setting in ("trusted_schema = OFF", "cell_size_check = ON", "synchronous = NORMAL", f"cache_size = -{CACHE}"):
            database.execute(f"PRAGMA {setting}")
        if _layout_of(database) != layout:
            database.execute("BEGIN IMMEDIATE")
            if _layout_of(database) == _Layout(frozenset(), 0):
                for table in sorted(layout.tables, reverse=True):  # tables before indexes
                    database.execute(table)
                database.execute(f"PRAGMA user_version = {layout.version:d}")
            database.execute("COMMIT")
            if _layout_of(database) != layout:
                raise sqlite3.DatabaseError("another layout")
    except BaseException:
        database.close()
        raise
    return database


def _layout_of(database: sqlite3.Connection) -> _Layout:
    ((version,),) = database.execute("PRAGMA user_version")
    return _Layout(
        frozenset(statement for (statement,) in database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")), version
    )
