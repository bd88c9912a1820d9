"""Files compared with each other and with a corpus, as a process."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from cli_helpers import Run
from helpers import commit, git

BODY = "The ferry Sigrun struck a pier at Vesthamn and 40 passengers were hurt, the harbour master Ylva Brandt said."
OTHER = "Forty passengers were hurt when the ferry Sigrun struck a pier at Vesthamn, harbour master Ylva Brandt said."
THIRD = "The ferry Sigrun hit a pier at Vesthamn on Saturday. Ylva Brandt, the harbour master, spoke of 40 hurt passengers."
STORY = {"a.txt": f"June 3, 2023\n\n{OTHER}\n", "b.txt": f"June 4, 2023\n\n{THIRD}\n"}
STALE = f"May 7, 2024\n\n{BODY}\n"
FRESH = f"June 5, 2023\n\n{BODY}\n"
BESIDE = list(STORY.values())

RULE = {
    "code": "CS950",
    "name": "page-of-another-day",
    "kind": "consensus",
    "category": "consistency",
    "severity": "error",
    "confidence": 0.9,
    "message": '"{match}" against {witnesses}; {evidence}',
    "why": "A copy was dated when it was copied.",
    "check": "page-date-conflict",
    "witnesses": 2,
    "weak": {"severity": "warning", "confidence": 0.6},
    "examples": {
        "bad": [{"text": text, "match": "May 7, 2024", "beside": BESIDE} for text in (STALE, STALE.replace("struck", "hit"))],
        "good": [{"text": FRESH, "beside": BESIDE}, {"text": STALE}],
    },
}
OWN = ("--rules", "across", "--select", "CS950")
FOUND = 'c.txt:1:1: CS950 warning "May 7, 2024" against a.txt:1, b.txt:1; 2 sources against 1, weak evidence [0.60]\n'


@pytest.fixture
def story(folder: Path) -> Path:
    """A folder with two files about one event, and a rule that compares the days of pages."""
    for name in ("bad.txt", "clean.txt"):
        (folder / name).unlink()
    (folder / "across").mkdir()
    (folder / "across" / "own.yaml").write_text(json.dumps(RULE))
    for name, text in STORY.items():
        (folder / name).write_text(text)
    return folder


def test_several_files_are_compared_with_each_other(run: Run, story: Path) -> None:
    (story / "c.txt").write_text(STALE)
    done = run("lint", *OWN, "--fail-on", "warning")
    assert (done.returncode, done.stdout) == (1, FOUND)
    assert run("lint", *OWN, "a.txt", "b.txt").stdout == ""
    assert run("lint", *OWN, "c.txt").stdout == ""


def test_a_new_file_is_compared_with_the_corpus_that_the_configuration_names(run: Run, story: Path) -> None:
    (story / "c.txt").write_text(STALE)
    (story / "newslint.yaml").write_text("corpus: [.]\n")
    for _ in range(2):
        assert run("lint", *OWN, "c.txt").stdout == FOUND
    (story / "a.txt").write_text(STALE.replace("struck", "hit"))
    assert run("lint", *OWN, "c.txt").stdout == ""
    (story / "a.txt").write_text(STORY["a.txt"])
    assert run("lint", *OWN, "c.txt").stdout == FOUND
    (story / "b.txt").unlink()
    assert run("lint", *OWN, "c.txt").stdout == ""


def test_a_file_from_elsewhere_and_a_text_on_stdin_only_visit_the_corpus(run: Run, story: Path) -> None:
    (story / "newslint.yaml").write_text("corpus: [seeds]\n")
    (story / "seeds").mkdir()
    for name in STORY:
        (story / name).rename(story / "seeds" / name)
    (story / "c.txt").write_text(STALE)
    told = FOUND.replace("a.txt", "seeds/a.txt").replace("b.txt", "seeds/b.txt")
    assert run("lint", *OWN, "c.txt").stdout == told
    (story / "c.txt").unlink()
    assert run("lint", *OWN, "-", stdin=STALE).stdout == told.replace("c.txt", "<stdin>")
    # The text takes the place of the file of its name.
    assert run("lint", *OWN, "-", "--stdin-filename", "seeds/b.txt", stdin=STALE).stdout == ""
    assert run("lint", *OWN, "seeds").stdout == ""


def test_what_git_says_is_new_is_compared_with_the_corpus(run: Run, story: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("needs git")
    (story / "newslint.yaml").write_text("corpus: [.]\n")
    shutil.rmtree(story / ".git")
    git(story, "init", "--quiet")
    commit(story)
    (story / "c.txt").write_text(STALE)
    assert run("lint", *OWN, "--since", "HEAD").stdout == FOUND


def test_a_damaged_index_is_made_anew(run: Run, story: Path, environment: dict[str, str]) -> None:
    cache = Path(environment["NEWSLINT_CACHE_DIR"])
    others = set(cache.glob("facts-*.db"))
    (story / "c.txt").write_text(STALE)
    (story / "newslint.yaml").write_text("corpus: [.]\n")
    assert run("lint", *OWN, "c.txt").stdout == FOUND
    (index,) = set(cache.glob("facts-*.db")) - others
    with sqlite3.connect(index) as database:
        assert database.execute("SELECT count(*) FROM files").fetchone() == (3,)
    index.write_bytes(b"no database at all " * 100)
    done = run("lint", *OWN, "c.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, FOUND, "1 file: 1 finding (1 warning)\n")


def test_a_corpus_that_is_not_there_is_told(run: Run, story: Path) -> None:
    (story / "newslint.yaml").write_text("severity: info\ncorpus: [sedes]\n")
    done = run("lint", *OWN, "a.txt")
    assert done.returncode == 2
    assert 'newslint.yaml:2: corpus names "sedes", which does not exist; the path is relative to this file' in done.stderr


def test_accepted_findings_are_stale_only_where_all_siblings_were_there(run: Run, story: Path) -> None:
    (story / "c.txt").write_text(STALE)
    assert run("baseline", "create", *OWN).returncode == 0
    (accepted,) = json.loads((story / ".newslint-baseline.json").read_text())["findings"]
    assert (accepted["path"], accepted["code"]) == ("c.txt", "CS950")
    alone = ("lint", *OWN, "--extend-select", "NL")
    assert run(*alone).stdout == ""
    assert run(*alone, "c.txt").stdout == ""
    (story / "b.txt").unlink()
    assert "NL001" not in run(*alone, "a.txt", "c.txt").stdout
    assert "NL001" in run(*alone, ".").stdout


def test_an_unreadable_file_is_an_error_for_itself_only(run: Run, story: Path) -> None:
    (story / "c.txt").write_text(STALE)
    (story / "d.txt").write_bytes(b"\x00\xff\x00" * 50)
    done = run("lint", *OWN)
    assert (done.returncode, done.stdout) == (2, FOUND)
    assert "d.txt" in done.stderr
