"""The index: what it knows, what it forgets, and what cannot harm it."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from corpus_helpers import NO_FACTS, document
from hypothesis import given
from hypothesis import strategies as st

from newslint.corpus.facts import Facts, Line, facts_of
from newslint.corpus.grouping import MOST
from newslint.corpus.index import Index
from newslint.corpus.store import Lost

FERRY = "The ferry Solveig ran aground off Lindholt with 90 people on board, said Captain Olaf Brandt. Two tugs are on their way."
TUGS = "Two tugs are on their way to Lindholt, where the ferry Solveig ran aground. Captain Olaf Brandt has 90 people on board."
BANK = "The central bank of Karsavia cut its main rate to 3.5 per cent in Oslin, said Governor Ilse Tamm. Analysts were surprised."


def facts(*features: int, lines: Iterable[int] = ()) -> Facts:
    """Facts with some features, each as telling as a surname, and with some lines."""
    found = tuple(Line(key, 0, 1, number, False) for number, key in enumerate(lines, 1))
    return NO_FACTS._replace(features=tuple((feature, 7.0) for feature in features), lines=found)


def event(number: int, text: int, own: int = 1) -> Facts:
    """The facts of one of the texts of an event."""
    return facts(*range(number * 100, number * 100 + 6), *(10**6 + number * 1000 + text * 10 + place for place in range(own)))


def grouped(index: Index, paths: Iterable[str] | None = None) -> list[list[str]]:
    """The files of each story."""
    return [[member.path for member in story.members] for story in index.stories(index.paths() if paths is None else paths)]


def rows(place: Path) -> dict[str, int]:
    """How many rows each table has."""
    with sqlite3.connect(place) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def test_files_about_one_event_are_one_story_whichever_is_asked_for() -> None:
    index = Index()
    for path, text in (("b.txt", FERRY), ("a.txt", TUGS), ("c.txt", BANK)):
        index.put(path, facts_of(document(text)))
    assert grouped(index) == [["a.txt", "b.txt"], ["c.txt"]]
    for path in ("a.txt", "b.txt"):
        assert grouped(index, [path]) == [["a.txt", "b.txt"]]
    assert grouped(index, ["gone.txt"]) == []


def test_facts_come_back_as_they_were(tmp_path: Path) -> None:
    told = facts_of(document(f"Two tugs for the Solveig\n\nBy Ann Lee\n\n{FERRY}\n\n“It is \ud800 cold,” said Brandt on May 3.\n"))
    path = "odd\udce4\n.txt"
    Index(str(tmp_path / "i.db")).put(path, told)
    index = Index(str(tmp_path / "i.db"))
    assert index.paths() == []  # what was not written is gone
    index.put(path, told, "content key", 3, 4)
    index.flush()
    again = Index(str(tmp_path / "i.db"))
    (story,) = again.stories([path])
    assert (story.members[0].path, story.members[0].facts) == (path, told)
    assert again.facts_by_content("content key") == told
    assert again.content_of(path) == "content key"


def test_a_file_is_current_until_size_time_or_knowledge_change(tmp_path: Path) -> None:
    index = Index(str(tmp_path / "i.db"))
    index.put("a.txt", facts(1), "content key", 3, 4)
    for known in (index, Index(str(tmp_path / "i.db"))):
        if known is index:
            assert known.is_current("a.txt", 3, 4, "key")
            known.flush()
        for state in ((3, 5, "key"), (2, 4, "key"), (3, 4, "other")):
            assert not known.is_current("a.txt", *state)
        assert not known.is_current("b.txt", 3, 4, "key")
    again = Index(str(tmp_path / "i.db"))
    assert again.is_current("a.txt", 3, 4, "key")
    again.put("a.txt", facts(2), "changed key", 3, 9)
    assert not again.is_current("a.txt", 3, 4, "key")
    assert again.is_current("a.txt", 3, 9, "key")
    again.remove(["a.txt"])
    assert not again.is_current("a.txt", 3, 9, "key")


def test_a_content_that_came_twice_is_kept_once_and_for_the_last_file(tmp_path: Path) -> None:
    place = tmp_path / "i.db"
    index = Index(str(place))
    index.put("a.txt", facts(1, 2, lines=[7]), "same key")
    index.put("b.txt", facts(1, 2, lines=[7]), "same key")
    index.flush()
    assert rows(place) == {"contents": 1, "files": 2, "postings": 2, "lines": 1}
    index.remove(["a.txt"])
    assert index.paths() == ["b.txt"]
    assert index.facts_by_content("same key") == facts(1, 2, lines=[7])
    index.put("b.txt", facts(3), "other key")
    index.flush()
    assert rows(place) == {"contents": 1, "files": 1, "postings": 1, "lines": 0}
    index.remove(index.paths())
    index.flush()
    assert set(rows(place).values()) == {0}
    assert index.facts_by_content("same key") is None


def test_visitors_leave_no_trace(tmp_path: Path) -> None:
    place = tmp_path / "i.db"
    index = Index(str(place))
    index.put("a.txt", event(1, 1), "a key", 1, 1)
    index.put("b.txt", event(2, 1), "b key", 1, 1)
    index.flush()
    before = rows(place)
    with index.provisional():
        index.put("a.txt", event(2, 2), "c key", 1, 1)
        index.remove(["b.txt"])
        index.put("guest.txt", event(2, 3), "d key", 1, 1)
        assert grouped(index) == [["a.txt", "guest.txt"]]
    assert grouped(index) == [["a.txt"], ["b.txt"]]
    assert (index.content_of("a.txt"), index.is_current("b.txt", 1, 1, "key")) == ("a key", True)
    assert rows(place) == before


FILES = [(f"{number}-{text}.txt", event(number, text)) for number in range(4) for text in range(3)]


@given(st.lists(st.tuples(st.sampled_from(range(len(FILES))), st.booleans()), max_size=25), st.randoms(use_true_random=False))
def test_stories_depend_on_what_is_there_and_not_on_how_it_came(changes: list[tuple[int, bool]], random: Random) -> None:
    index = Index()
    there: dict[str, Facts] = {}
    for number, kept in changes:
        path, told = FILES[number]
        if kept:
            index.put(path, told)
            there[path] = told
        else:
            index.remove([path])
            there.pop(path, None)
        if random.random() < 0.3:
            index.flush()
    fresh = Index()
    for path in random.sample(sorted(there), len(there)):
        fresh.put(path, there[path])
    assert index.paths() == sorted(there)
    assert grouped(index) == grouped(fresh)
    for path in there:
        assert grouped(index, [path]) == [story for story in grouped(fresh) if path in story]


def test_a_chain_of_events_does_not_grow_into_one() -> None:
    index = Index()
    for number in range(300):
        # Each text shares half of its features with the next one.
        index.put(f"{number:03}.txt", facts(*range(number * 4, number * 4 + 8)))
    stories = grouped(index)
    assert sorted(path for story in stories for path in story) == index.paths()
    assert max(map(len, stories)) <= MOST
    for path in ("000.txt", "150.txt", "299.txt"):
        assert grouped(index, [path]) == [story for story in stories if path in story]


def test_many_copies_come_in_stories_of_bearable_size() -> None:
    index = Index()
    for number in range(MOST + 5):
        index.put(f"same-{number:03}.txt", event(1, 1), "one key")
        index.put(f"alike-{number:03}.txt", event(2, 1), f"{number} key")
    stories = grouped(index)
    assert sorted(path for story in stories for path in story) == index.paths()
    assert sorted(map(len, stories)) == [5, 5, MOST, MOST]


def test_a_line_is_found_in_one_file_for_each_content() -> None:
    index = Index()
    index.put("b.txt", facts(1, lines=[5, 6]), "one key")
    index.put("a.txt", facts(1, lines=[5, 6]), "one key")
    index.put("c.txt", facts(2, lines=[6]), "other key")
    assert {(place.path, place.line) for place in index.places_of(6)} == {("a.txt", 2), ("c.txt", 1)}
    assert [place.path for place in index.places_of(5)] == ["a.txt"]
    assert len({place.story for place in index.places_of(6)}) == 2


def test_features_that_very_many_texts_have_link_nobody() -> None:
    index = Index()
    common = tuple(range(6))
    for number in range(200):
        index.put(f"{number:03}.txt", facts(*common, 1000 + number, 2000 + number))
    assert all(len(story) == 1 for story in grouped(index))
    assert list(index.with_features(common)) == []
    assert [member.path for member in index.with_features([1007, 5000])] == ["007.txt"]


HARM = {
    "no database": lambda place: place.write_bytes(b"This is no database, but it is long enough to be one." * 100),
    "cut": lambda place: os.truncate(place, place.stat().st_size // 2 // 512 * 512),
    "empty": lambda place: os.truncate(place, 0),
    "other tables": lambda place: statement(place, "CREATE TRIGGER hostile AFTER INSERT ON files BEGIN DELETE FROM files; END"),
    "another version": lambda place: statement(place, "PRAGMA user_version = 7"),
}


def statement(place: Path, text: str) -> None:
    """Change a database behind the index's back."""
    with sqlite3.connect(place) as database:
        database.execute(text)


@pytest.mark.parametrize("harm", HARM)
def test_a_file_that_is_of_no_use_is_made_anew(tmp_path: Path, harm: str) -> None:
    place = tmp_path / "i.db"
    index = Index(str(place))
    for number in range(40):
        index.put(f"{number}.txt", event(number, 1), f"{number} key")
    index.flush()
    del index
    HARM[harm](place)
    again = Index(str(place))
    assert again.paths() == []
    again.put("a.txt", event(1, 1))
    again.flush()
    assert Index(str(place)).paths() == ["a.txt"]


@pytest.mark.parametrize("place", ["file/i.db", "folder.db"])
def test_where_nothing_can_be_written_a_private_index_does_the_work(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "folder.db").mkdir()
    index = Index(str(tmp_path / place))
    index.put("a.txt", event(1, 1))
    index.put("b.txt", event(1, 2))
    assert grouped(index) == [["a.txt", "b.txt"]]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder.db"]


def test_an_index_that_breaks_on_the_way_says_so(tmp_path: Path) -> None:
    place = tmp_path / "i.db"
    index = Index(str(place))
    for number in range(400):
        index.put(f"{number}.txt", event(number, 1, own=40), f"{number} key")
    index.flush()
    content = place.read_bytes()
    place.write_bytes(content[:4096] + bytes(len(content) - 4096))
    with pytest.raises(Lost):
        list(Index(str(place)).stories(["7.txt"]))


# Puts 240 files of 80 events; an argument says with which it begins.
WRITER = """
import sys
from test_corpus_index import Index, event
index = Index(sys.argv[1])
for number in range(240):
    number = (number + int(sys.argv[2])) % 240
    index.put(f"{number:03}.txt", event(number // 3, number % 3, own=20), f"{number} key", 1, number)
    if number % 15 == 0:
        index.flush()
index.flush()
"""


def writer(place: Path, begin: int = 0) -> subprocess.Popen[bytes]:
    """A process that writes to an index."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen([sys.executable, "-c", WRITER, str(place), str(begin)], env=environment)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[list[str]], dict[str, int], float]:
    """The stories and rows of an index that nobody disturbed, and how many seconds its writer took."""
    place = tmp_path_factory.mktemp("whole") / "i.db"
    begun = time.monotonic()
    assert writer(place).wait(timeout=60) == 0
    return grouped(Index(str(place))), rows(place), time.monotonic() - begun


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_writer_that_is_killed_at_any_moment_leaves_an_index_of_use(
    tmp_path: Path, whole: tuple[list[list[str]], dict[str, int], float]
) -> None:
    place = tmp_path / "i.db"
    stories, counts, seconds = whole
    random = Random(7)
    for _ in range(3):
        process = writer(place)
        time.sleep(random.uniform(0.3, 0.95) * seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if place.exists():
            shutil.copy(place, tmp_path / "looked-at.db")
            if (tmp_path / "i.db-journal").exists():
                shutil.copy(tmp_path / "i.db-journal", tmp_path / "looked-at.db-journal")
            with sqlite3.connect(tmp_path / "looked-at.db") as database:
                assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            known = Index(str(tmp_path / "looked-at.db"))
            assert {path for story in grouped(known) for path in story} == set(known.paths())
    assert writer(place).wait(timeout=60) == 0
    assert grouped(Index(str(place))) == stories
    assert rows(place) == counts


def test_two_processes_may_write_at_once(tmp_path: Path, whole: tuple[list[list[str]], dict[str, int], float]) -> None:
    place = tmp_path / "i.db"
    writers = [writer(place), writer(place, 120)]
    assert [process.wait(timeout=60) for process in writers] == [0, 0]
    assert grouped(Index(str(place))) == whole[0]
    assert rows(place) == whole[1]
