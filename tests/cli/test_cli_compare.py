"""newslint compare, as a process."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cli_helpers import Run
from test_cli_siblings import FRESH, STALE, STORY

SCHEMA = Path(__file__).resolve().parents[2] / "schemas" / "comparison.schema.json"
OWN = ("--rules", "house")
ELSEWHERE = {
    "x.txt": "March 9, 2023\n\nThe Ostrava court sentenced the banker Radek Dvorsky to nine years on Thursday for the Moravika fraud.\n",
    "y.txt": "March 10, 2023\n\nNine years in prison for the banker Radek Dvorsky, an Ostrava court ruled, over the Moravika fraud.\n",
}


@pytest.fixture
def story(folder: Path) -> Path:
    """A folder with three files about one event, of which c.txt has the date of another year."""
    for name in ("bad.txt", "clean.txt"):
        (folder / name).unlink()
    for name, text in (STORY | {"c.txt": STALE}).items():
        (folder / name).write_text(text)
    return folder


def stories(content: str) -> list[dict[str, Any]]:
    read = json.loads(content)
    jsonschema.validate(read, json.loads(SCHEMA.read_text(encoding="utf-8")))
    found: list[dict[str, Any]] = read["stories"]
    return found


def paths(told: dict[str, Any]) -> list[str]:
    return [source["path"] for source in told["sources"]]


def test_tables_for_people_to_read(run: Run, story: Path) -> None:
    done = run("compare", *OWN, COLUMNS="100")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("3 files, 1 disagreement\n  A  a.txt\n     June 3, 2023")
    assert '\n  ? C 1:1: "May 7, 2024", others "June ' in done.stdout
    assert done.stdout.endswith("1 story in 3 files: 1 disagreement, 1 with weak evidence\n")
    assert "passengers" not in done.stdout
    everything = run("compare", *OWN, "--all", "--quiet", "--color", "always", COLUMNS="100").stdout
    assert "passengers" in everything and "\x1b[1mdates\x1b[0m" in everything and "weak evidence\n" not in everything


def test_json_says_where_each_thing_stands(run: Run, story: Path) -> None:
    (told,) = stories(run("compare", *OWN, "--format", "json").stdout)
    assert paths(told) == ["a.txt", "b.txt", "c.txt"]
    (page,) = told["dates"]
    assert [(entry["source"], entry["text"], entry["mark"]) for entry in page["entries"]] == [
        *(("A", "June 3, 2023", "majority"), ("B", "June 4, 2023", "majority"), ("C", "May 7, 2024", "doubtful"))
    ]
    assert page["entries"][2]["places"] == [
        {"start": {"line": 1, "column": 1, "offset": 0}, "end": {"line": 1, "column": 12, "offset": 11}},
    ]
    (remark,) = page["remarks"]
    assert (remark["check"], remark["witnesses"]) == ("page-date-conflict", ["a.txt:1", "b.txt:1"])


def test_stories_are_told_apart_and_come_by_their_first_file(run: Run, story: Path) -> None:
    for name, text in ELSEWHERE.items():
        (story / name).write_text(text)
    (story / "alone.txt").write_text("The weather in Bergen stays mild, with some rain in the evening and clouds on Sunday.\n")
    found = stories(run("compare", *OWN, "--format", "json", "y.txt", "x.txt", "alone.txt", "c.txt", "b.txt", "a.txt").stdout)
    assert [paths(told) for told in found] == [["a.txt", "b.txt", "c.txt"], ["x.txt", "y.txt"]]
    everything = stories(run("compare", *OWN, "--format", "json", "--all", "--exclude", "y.txt").stdout)
    assert [paths(told) for told in everything] == [["a.txt", "b.txt", "c.txt"], ["alone.txt"], ["x.txt"]]


def test_what_cannot_be_read_is_told_and_the_others_are_compared(run: Run, story: Path) -> None:
    (story / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    done = run("compare", *OWN, "--format", "json", ".", "gone.txt")
    assert done.returncode == 2
    assert sorted(done.stderr.splitlines()) == [
        "newslint: gone.txt: no such file or folder; check the path",
        "newslint: picture.txt: a PNG image, not text; leave it out of the files to lint",
    ]
    assert len(stories(done.stdout)) == 1
    assert json.loads(done.stdout)["skipped"] == ["gone.txt", "picture.txt"]


def test_a_broken_configuration_is_told(run: Run, story: Path) -> None:
    (story / "sub").mkdir()
    (story / "sub" / "newslint.yaml").write_text("select: [NOPE]\n")
    (story / "sub" / "d.txt").write_text(FRESH)
    done = run("compare", *OWN)
    assert done.returncode == 2 and re.fullmatch(r"newslint: .*NOPE.*\n", done.stderr) and "3 files, 1 disagreement" in done.stdout


def test_the_corpus_that_the_configuration_names_takes_part(run: Run, story: Path) -> None:
    (story / "archive").mkdir()
    for name in STORY:
        (story / name).rename(story / "archive" / name)
    (story / "newslint.yaml").write_text("corpus: [archive]\n")
    for _ in range(2):  # the second time with facts that are kept
        (told,) = stories(run("compare", *OWN, "--format", "json", "c.txt").stdout)
        assert paths(told) == ["archive/a.txt", "archive/b.txt", "c.txt"]
        assert [row["subject"] for row in told["dates"]] == ["page"]
    assert stories(run("compare", *OWN, "--format", "json", "--isolated", "c.txt").stdout) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-",), "compare reads files, not stdin; name files or folders"),
        (("--format", "sarif"), "invalid choice: 'sarif'"),
        (("--select", "CS"), 'there is no option "--select"'),
        (("--output", "no/where.html"), "cannot be written"),
    ],
)
def test_bad_use(run: Run, story: Path, arguments: tuple[str, ...], message: str) -> None:
    done = run("compare", *OWN, *arguments)
    assert (done.returncode, done.stdout) == (2, "") and message in done.stderr and done.stderr.count("\n") == 1


def test_a_page_is_written_and_is_no_source_of_the_next_run(run: Run, story: Path) -> None:
    for _ in range(2):
        done = run("compare", *OWN, "--format", "html", "--output", "page.txt")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    page = (story / "page.txt").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>") and page.count('<section class="story"') == 1 and "page.txt" not in page


def test_hostile_names_are_written_out(run: Run, story: Path) -> None:
    (story / "c.txt").rename(os.fsdecode(os.fsencode(story) + b"/c\x1b[31m\xff.txt"))
    done = run("compare", *OWN)
    assert r"c\x1b[31m\udcff.txt" in done.stdout and "\x1b" not in done.stdout
    assert paths(stories(run("compare", *OWN, "--format", "json").stdout)[0])[2] == "c\x1b[31m\udcff.txt"


def test_no_files(run: Run, folder: Path) -> None:
    (folder / "empty").mkdir()
    done = run("compare", *OWN, "empty")
    assert (done.returncode, done.stdout) == (0, "0 stories in 0 files: 0 disagreements\n")
    assert "no files to lint" in done.stderr
