"""The index: the facts of files, and the way from one file to its siblings.

Facts are kept by content, so that a file that moved, or came twice, is not read again. From a text to its siblings the way leads over
features that few texts have, never over all texts; a feature that very many texts have tells nothing, and is passed over. What comes out
depends on what is in the index, and not on the order in which it came.

The index is a SQLite file that changes by short transactions: it can be used after a crash, and by two processes at once.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from math import log, sqrt
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from newslint.corpus.extract.features import CERTAIN
from newslint.corpus.facts import VERSION, Facts, from_json, to_json
from newslint.corpus.grouping import LEVELS, MOST, groups_of
from newslint.corpus.store import Store
from newslint.corpus.story import Member, Story, sources_of

if TYPE_CHECKING:
    import sqlite3

FORMAT = 2
COMMONEST = 120  # a feature that more texts have than this tells nothing of one event
UNSEEN = 500  # unrelated texts that there are besides, as far as the weight of a feature goes
LEAST_SHARED = 9.0  # what two texts of one event have in common at least, in weights of features
NAMED = 3  # names that say what a text is about
PENDING = 200  # files that are written at once
MOST_PLACES = 100
MOST_ALIKE = 10
KEPT = 30_000  # features and texts whose figures are kept in memory

_TABLES = (
    "CREATE TABLE contents (id INTEGER PRIMARY KEY, features BLOB NOT NULL, facts BLOB NOT NULL)",
    "CREATE TABLE files (path BLOB PRIMARY KEY, content INTEGER NOT NULL, size INTEGER NOT NULL, changed INTEGER NOT NULL,"
    " key BLOB NOT NULL) WITHOUT ROWID",
    "CREATE INDEX files_of ON files (content)",
    "CREATE TABLE postings (feature INTEGER, content INTEGER, weight REAL NOT NULL, PRIMARY KEY (feature, content)) WITHOUT ROWID",
    "CREATE TABLE lines (line INTEGER, content INTEGER, number INTEGER NOT NULL, PRIMARY KEY (line, content)) WITHOUT ROWID",
)


class Place(NamedTuple):
    """Where a line stands: the first file with its content, the line's number there, and what tells the file's story from others."""

    path: str
    line: int
    story: int


class _Change(NamedTuple):
    """A file that waits to be written."""

    content: str
    size: int
    changed: int


class Index:
    """The facts of files by their paths.

    Args:
        place: the file that keeps it; None for a private index, which is gone with this object. A file that cannot be used is made anew;
            where none can be written, a private index takes its place.
    Raises:
        newslint.corpus.store.Lost: by any method: the index can no longer be read or written, and another has to be made.
    """

    def __init__(self, place: str | None = None) -> None:
        self._store = Store(place, _TABLES, FORMAT * 1000 + VERSION)
        self._changes: dict[str, _Change | None] = {}
        self._waiting: dict[str, Facts] = {}  # contents of files that wait
        self._states: dict[str, tuple[int, int, str]] | None = None
        self._groups: dict[int, tuple[int, ...]] = {}
        self._rarity = lru_cache(KEPT)(self._read_rarity)
        self._texts_with = lru_cache(KEPT)(self._read_texts_with)
        self._size = lru_cache(KEPT)(self._read_size)
        self._count = lru_cache(1)(self._read_count)

    def is_current(self, path: str, size: int, changed: int, knowledge: str) -> bool:
        """Whether a file is in the index and has not changed since, as far as that can be told without reading it.

        Args:
            size: in bytes.
            changed: when it was last changed, in nanoseconds.
            knowledge: what tells the knowledge that its facts are extracted with from other knowledge.
        """
        if self._states is None:
            self.flush()
            self._states = self._read_states()
        return self._states.get(path) == (size, changed, knowledge)

    def facts_by_content(self, content: str) -> Facts | None:
        """The facts of a content, if a file with it is in the index.

        Args:
            content: the hash of the file, a space, and what tells the knowledge that its facts were extracted with.
        """
        if content in self._waiting:
            return self._waiting[content]
        known = self._store.rows("SELECT 1 FROM contents WHERE id = ?", _number(content))
        return self._facts(_number(content)) if known else None

    def content_of(self, path: str) -> str:
        """The content of a file, as it was put; empty if the file is not in the index."""
        self.flush()
        found = self._store.rows("SELECT key FROM files WHERE path = ?", _raw(path))
        return _text(found[0][0]) if found else ""

    def put(self, path: str, facts: Facts, content: str = "", size: int = -1, changed: int = -1) -> None:
        """Take in a file, in place of what was known of it; without a content, the facts stand for that."""
        content = content or sha256(_packed(facts)).hexdigest()
        self._waiting[content] = facts
        self._change(path, _Change(content, size, changed))
        if self._states is not None:
            self._states[path] = _state(content, size, changed)

    def remove(self, paths: Iterable[str]) -> None:
        """Forget files, and facts that no other file has."""
        for path in paths:
            self._change(path, None)
            if self._states is not None:
                self._states.pop(path, None)

    @contextmanager
    def provisional(self) -> Iterator[None]:
        """What is put and removed in this context is undone at its end."""
        self.flush()
        try:
            with self._store.trying():
                yield
        finally:
            self._changes.clear()
            self._states = None
            self._settle()

    def paths(self) -> list[str]:
        """All files, sorted."""
        self.flush()
        return [_text(raw) for (raw,) in self._store.rows("SELECT path FROM files ORDER BY path")]

    def stories(self, paths: Iterable[str]) -> Iterator[Story]:
        """The stories of some files, each once, with all their members; a file without siblings is a story by itself.

        Of files that are not in the index, there is none.
        """
        self.flush()
        told: set[int] = set()
        for path in sorted(paths):
            for (content,) in self._store.rows("SELECT content FROM files WHERE path = ?", _raw(path)):
                if content not in told:
                    group = self._group(content)
                    told.update(group)
                    yield from self._stories_of(group)

    def places_of(self, line: int) -> Iterator[Place]:
        """Where a line stands, by its key: one file for each content, of very many only some, always the same."""
        self.flush()
        rows = self._store.rows("SELECT content, number FROM lines WHERE line = ? ORDER BY content LIMIT ?", line, MOST_PLACES)
        for content, number in rows:
            yield Place(self._paths_of(content)[0], number, self._group(content)[0])

    def with_features(self, features: Collection[int]) -> Iterator[Member]:
        """Files that have rare ones among some features, those with most of them first; one for each content."""
        self.flush()
        rare = [feature for feature in features if self._rarity(feature)]
        shared = Counter(content for feature in rare for content in self._texts_with(feature)[0])
        for content, _ in sorted(shared.items(), key=lambda entry: (-entry[1], entry[0]))[:MOST_ALIKE]:
            yield Member(self._paths_of(content)[0], self._facts(content))

    def flush(self) -> None:
        """Write what waits to be written."""
        if not self._changes:
            return
        with self._store.writing() as database:
            abandoned: set[int] = set()
            for path, change in self._changes.items():
                raw = _raw(path)
                abandoned.update(content for (content,) in database.execute("SELECT content FROM files WHERE path = ?", (raw,)))
                database.execute("DELETE FROM files WHERE path = ?", (raw,))
                if change:
                    self._write_content(database, change.content)
                    row = raw, _number(change.content), change.size, change.changed, _raw(change.content)
                    database.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?)", row)
            for content in abandoned:
                _drop_unused(database, content)
        self._changes.clear()
        self._settle()

    def _settle(self) -> None:
        """Forget what was computed from other files than there are now."""
        self._waiting.clear()
        self._groups.clear()
        for computed in (self._rarity, self._texts_with, self._size, self._count):
            computed.cache_clear()

    def _change(self, path: str, change: _Change | None) -> None:
        self._changes[path] = change
        if len(self._changes) >= PENDING:
            self.flush()

    def _write_content(self, database: sqlite3.Connection, content: str) -> None:
        """Write the facts of a content, unless they are there."""
        number = _number(content)
        if database.execute("SELECT 1 FROM contents WHERE id = ?", (number,)).fetchone():
            return
        facts = self._waiting[content]
        features = dict(facts.features)
        row = number, json.dumps(facts.features).encode(), _packed(facts._replace(features=()))
        database.execute("INSERT INTO contents VALUES (?, ?, ?)", row)
        database.executemany("INSERT INTO postings VALUES (?, ?, ?)", [(key, number, weight) for key, weight in features.items()])
        database.executemany("INSERT OR IGNORE INTO lines VALUES (?, ?, ?)", [(line.key, number, line.line) for line in facts.lines])

    def _stories_of(self, group: tuple[int, ...]) -> Iterator[Story]:
        """The story of some contents. Where one has very many files, those but the first are stories of their own, of bearable size."""
        members, further = [], []
        for content in group:
            facts = self._facts(content)
            same = [Member(path, facts) for path in self._paths_of(content)]
            members += same[:MOST]
            further += [same[first : first + MOST] for first in range(MOST, len(same), MOST)]
        for some in (members, *further):
            some.sort(key=lambda member: member.path)
            yield Story(tuple(some), sources_of(some))

    def _group(self, content: int) -> tuple[int, ...]:
        """The contents that tell of the same event as one."""
        if content not in self._groups:
            for group in groups_of(content, lru_cache(None)(self._links)):
                self._groups.update(dict.fromkeys(group, group))
        return self._groups[content]

    def _links(self, content: int) -> Mapping[int, float]:
        """The contents that share what is rare with one, and how strongly that links them.

        Contents that have names enough, and none in common, are linked by nothing: the same was told of other people in other places.
        """
        shared: defaultdict[int, float] = defaultdict(float)
        with_names: set[int] = set()
        for feature, own in self._features(content):
            rarity = self._rarity(feature)
            others, weights = self._texts_with(feature) if rarity else ((), ())
            for other, weight in zip(others, weights, strict=True):
                common = min(own, weight)
                shared[other] += rarity * common
                if common >= CERTAIN:
                    with_names.add(other)
        shared.pop(content, None)
        size, named = self._size(content)
        # With less in common, no link comes about however little else the other one has.
        least = max(LEAST_SHARED, size * LEVELS[0] ** 2)
        found = {}
        for other, common in shared.items():
            if common >= least:
                other_size, other_named = self._size(other)
                if other in with_names or min(named, other_named) < NAMED:
                    found[other] = common / sqrt(size * other_size)
        return found

    def _read_states(self) -> dict[str, tuple[int, int, str]]:
        """Size, time of change and knowledge of each file."""
        rows = self._store.rows("SELECT path, size, changed, key FROM files")
        return {_text(raw): _state(_text(content), size, changed) for raw, size, changed, content in rows}

    def _paths_of(self, content: int) -> list[str]:
        return sorted(_text(raw) for (raw,) in self._store.rows("SELECT path FROM files WHERE content = ?", content))

    def _facts(self, content: int) -> Facts:
        ((features, facts),) = self._store.rows("SELECT features, facts FROM contents WHERE id = ?", content)
        return _unpacked(features, facts)

    def _features(self, content: int) -> list[tuple[int, float]]:
        ((features,),) = self._store.rows("SELECT features FROM contents WHERE id = ?", content)
        return [(key, weight) for key, weight in sorted(json.loads(features))]

    def _read_rarity(self, feature: int) -> float:
        """How rare a feature is, 0 to 1; 0 if it is too common."""
        query = "SELECT count(*) FROM (SELECT 1 FROM postings WHERE feature = ? LIMIT ?)"
        ((count,),) = self._store.rows(query, feature, COMMONEST + 1)
        if not 0 < count <= COMMONEST:
            return 0.0
        # What chance brings together grows with the number of texts.
        texts = self._count() + UNSEEN
        return log(texts / count) / log(texts)

    def _read_texts_with(self, feature: int) -> tuple[array[int], array[float]]:
        """The contents that have a feature, and its weight in each."""
        rows = self._store.rows("SELECT content, weight FROM postings WHERE feature = ?", feature)
        return array("q", [content for content, _ in rows]), array("d", [weight for _, weight in rows])

    def _read_size(self, content: int) -> tuple[float, int]:
        """What all features of a content come to, and how many of them are names or numbers."""
        features = self._features(content)
        return sum(self._rarity(feature) * weight for feature, weight in features), sum(weight >= CERTAIN for _, weight in features)

    def _read_count(self) -> int:
        # The other table has so much in each row that counting these takes long.
        ((count,),) = self._store.rows("SELECT count(DISTINCT content) FROM files")
        return int(count)


def _drop_unused(database: sqlite3.Connection, content: int) -> None:
    """Forget a content that no file has."""
    if database.execute("SELECT 1 FROM files WHERE content = ?", (content,)).fetchone():
        return
    for features, packed in database.execute("SELECT features, facts FROM contents WHERE id = ?", (content,)).fetchall():
        facts = _unpacked(features, packed)
        database.executemany("DELETE FROM postings WHERE feature = ? AND content = ?", [(key, content) for key, _ in facts.features])
        database.executemany("DELETE FROM lines WHERE line = ? AND content = ?", [(line.key, content) for line in facts.lines])
    database.execute("DELETE FROM contents WHERE id = ?", (content,))


def _state(content: str, size: int, changed: int) -> tuple[int, int, str]:
    """What tells a file from what it was before."""
    return size, changed, intern(content.partition(" ")[2])


def _number(content: str) -> int:
    """The number of a content: always the same, so that the order in which contents came leaves no trace."""
    return int.from_bytes(sha256(content.encode("utf-8", "surrogatepass")).digest()[:8], "big") >> 1


# Paths and facts may hold lone surrogates, which SQLite takes for no text.
def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogatepass")


def _packed(facts: Facts) -> bytes:
    return to_json(facts).encode("utf-8", "surrogatepass")


def _unpacked(features: bytes, facts: bytes) -> Facts:
    """Facts whose features are kept apart."""
    found = from_json(facts.decode("utf-8", "surrogatepass"))
    return found._replace(features=tuple((key, weight) for key, weight in json.loads(features)))
