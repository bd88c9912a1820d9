"""newslint clean: copies, their maps, and that neither a mistake nor a kill costs anything."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from cli_helpers import BAD, CLEAN, Run

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
OWN = ("--rules", "house", "--select", "BP951,BP952,MT950")
PACK = """\
- code: BP951
  name: own-junk
  kind: phrase
  category: boilerplate
  severity: error
  confidence: 0.99
  message: '"{match}" is junk'
  why: Junk is not news.
  phrases: [advertisement]
  scope: {line: whole}
  report: line
  fix: remove-line
  safe: true
  examples:
    bad:
      - {text: Advertisement, match: Advertisement}
      - {text: "News.\\n\\nADVERTISEMENT\\n", match: ADVERTISEMENT}
    good:
      - An advertisement.
      - The advertisement was read.
- code: BP952
  name: own-debris
  kind: substitution
  category: boilerplate
  severity: warning
  confidence: 0.99
  message: '"{match}" is debris'
  why: It was not cleared away.
  swap: {and and: and}
  fix: replace
  safe: true
  examples:
    bad:
      - {text: It rains and and snows., match: and and, suggestion: and}
      - {text: Rain and and snow., match: and and}
    good:
      - Rain and snow.
      - Candy and andirons.
"""
JUNKY = "Advertisement\n\nThe ferry sailed and and\r\nthe harbour chancellor waved \U0001f600.\n\nadvertisement"
CLEANED = "The ferry sailed and\r\nthe harbour chancellor waved \U0001f600.\n"


@pytest.fixture
def seeds(folder: Path) -> Path:
    """A folder `seeds` with sources: seeds/a.txt has junk, seeds/deep/b.txt none, and its name is also that of seeds/b.txt."""
    (folder / "house" / "junk.yaml").write_text(PACK, encoding="utf-8")
    (folder / "seeds" / "deep").mkdir(parents=True)
    (folder / "seeds" / "a.txt").write_bytes(JUNKY.encode())
    (folder / "seeds" / "b.txt").write_text(BAD, encoding="utf-8")
    (folder / "seeds" / "deep" / "b.txt").write_text(CLEAN, encoding="utf-8")
    return folder / "seeds"


def files_in(folder: Path) -> dict[str, bytes]:
    """All files under a folder by their paths."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_copies_maps_and_report(seeds: Path, run: Run) -> None:
    before = files_in(seeds)
    done = run("clean", *OWN, "seeds", "--to", "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "seeds/a.txt -> out/a.txt: 2 lines removed, 1 place mended (BP951 ×2, BP952)",
        "seeds/b.txt -> out/b.txt: nothing to clean",
        "seeds/deep/b.txt -> out/deep/b.txt: nothing to clean",
        "3 files: 2 lines removed, 1 place mended; 2 files had nothing to clean",
    ]
    assert files_in(seeds) == before
    out = files_in(seeds.parent / "out")
    assert {name for name in out if not name.endswith(".map.json")} == {"a.txt", "b.txt", "deep/b.txt"}
    assert out["a.txt"] == CLEANED.encode()
    assert out["deep/b.txt"] == CLEAN.encode()
    for name in ("a.txt", "b.txt", "deep/b.txt"):
        way = json.loads(out[f"{name}.map.json"])
        jsonschema.validate(way, json.loads((SCHEMAS / "map.schema.json").read_text(encoding="utf-8")))
        copy, original = out[name].decode(), before[name].decode()
        for piece in way["runs"]:
            kept = copy[piece["start"] : piece["start"] + piece["length"]]
            assert kept == original[piece["origin"] : piece["origin"] + piece["length"]]
        for change in way["changes"]:
            assert original[change["start"] : change["end"]] == change["removed"]
            assert copy[change["at"] : change["at"] + len(change["content"])] == change["content"]
    assert [change["line"] for change in json.loads(out["a.txt.map.json"])["changes"]] == [1, 3, 5]


def test_again_gives_the_same_and_cleaning_the_copies_changes_nothing(seeds: Path, run: Run) -> None:
    run("clean", *OWN, "seeds", "--to", "out")
    first = files_in(seeds.parent / "out")
    assert run("clean", *OWN, "seeds", "--to", "out").returncode == 0
    assert files_in(seeds.parent / "out") == first
    assert run("clean", *OWN, "out", "--to", "twice").returncode == 0
    twice = files_in(seeds.parent / "twice")
    assert {name: text for name, text in twice.items() if name.endswith(".txt")} == {
        name: text for name, text in first.items() if name.endswith(".txt")
    }
    # Copies among the sources are not taken for sources.
    assert "out/" not in run("clean", *OWN, ".", "--to", "out").stdout.replace("-> out/", "")


def test_unsafe_takes_suggestions(seeds: Path, run: Run) -> None:
    run("clean", *OWN, "--unsafe", "seeds/a.txt", "--to", "out")
    assert (seeds.parent / "out" / "a.txt").read_bytes().decode() == CLEANED.replace("harbour chancellor", "harbour master")


def test_a_diff_writes_nothing(seeds: Path, run: Run) -> None:
    before = files_in(seeds.parent)
    done = run("clean", *OWN, "--diff", "--to", "out", "seeds/a.txt")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "--- seeds/a.txt",
        "+++ seeds/a.txt (cleaned)",
        "@@ -1,6 +1,2 @@",
        "-Advertisement",
        "-",
        "-The ferry sailed and and",
        "+The ferry sailed and",
        " the harbour chancellor waved \U0001f600.",
        "-",
        "-advertisement",
        "1 file: 2 lines removed, 1 place mended",
    ]
    assert files_in(seeds.parent) == before


def test_json_fits_its_schema(seeds: Path, run: Run) -> None:
    done = run("clean", *OWN, "--format", "json", "seeds", "--to", "out")
    report = json.loads(done.stdout)
    jsonschema.validate(report, json.loads((SCHEMAS / "cleaned.schema.json").read_text(encoding="utf-8")))
    assert [result["copy"]["path"] for result in report["results"]] == ["out/a.txt", "out/b.txt", "out/deep/b.txt"]
    assert report["results"][0] == json.loads((seeds.parent / "out" / "a.txt.map.json").read_text(encoding="utf-8"))


def test_other_encodings_become_utf_8(seeds: Path, run: Run) -> None:
    (seeds / "old.txt").write_bytes("Advertisement\nLe café est fermé à midi, déjà là.\n".encode("cp1252"))
    (seeds / "mark.txt").write_bytes("\ufeffThe café is open.\n".encode())
    assert run("clean", *OWN, "seeds/old.txt", "seeds/mark.txt", "--to", "out").returncode == 0
    assert (seeds.parent / "out" / "old.txt").read_bytes() == "Le café est fermé à midi, déjà là.\n".encode()
    assert (seeds.parent / "out" / "mark.txt").read_bytes() == "The café is open.\n".encode()
    assert json.loads((seeds.parent / "out" / "old.txt.map.json").read_text(encoding="utf-8"))["original"]["encoding"] == "cp1252"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("seeds",), "say where with --to DIR, or look first with --diff"),
        (("-", "--to", "out"), "clean reads files, not stdin"),
        (("seeds/a.txt", "--to", "seeds"), "seeds/a.txt lies in seeds, where the copies go"),
        (("seeds", "--to", "."), "seeds lies in ., where the copies go"),
        (("seeds", "--to", "seeds"), "seeds lies in seeds, where the copies go"),
        (("seeds", "--to", "bad.txt"), "bad.txt is not a folder"),
        (("seeds", "--diff", "--format", "json"), "--diff is for people"),
        (("gone.txt", "--to", "out"), "gone.txt: no such file or folder"),
    ],
)
def test_mistakes_are_one_line(seeds: Path, run: Run, arguments: tuple[str, ...], told: str) -> None:
    before = files_in(seeds.parent)
    done = run("clean", *OWN, *arguments)
    assert done.returncode == 2
    assert told in done.stderr and done.stderr.count("\n") == 1
    assert files_in(seeds.parent) == before


def test_nothing_else_is_overwritten_and_the_others_are_cleaned(seeds: Path, run: Run) -> None:
    (seeds.parent / "out").mkdir()
    (seeds.parent / "out" / "a.txt").write_text("my own notes", encoding="utf-8")
    done = run("clean", *OWN, "seeds/a.txt", "seeds/b.txt", "seeds/deep/b.txt", "--to", "out")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "newslint: seeds/a.txt: its copy would replace out/a.txt, which is none: it has no .map.json beside it; take it away first",
        "newslint: seeds/deep/b.txt: its copy would be out/b.txt, and so would that of seeds/b.txt; clean them one by one",
    ]
    assert (seeds.parent / "out" / "a.txt").read_text(encoding="utf-8") == "my own notes"
    assert (seeds.parent / "out" / "b.txt").read_text(encoding="utf-8") == BAD


def test_a_folder_that_cannot_be_written(seeds: Path, run: Run) -> None:
    (seeds.parent / "out").mkdir()
    (seeds.parent / "out" / "deep").write_text("in the way", encoding="utf-8")
    done = run("clean", *OWN, "seeds", "--to", "out")
    assert done.returncode == 2
    assert "out/deep/b.txt: cannot be written: " in done.stderr and done.stderr.count("\n") == 1
    assert (seeds.parent / "out" / "a.txt").read_bytes() == CLEANED.encode()


@pytest.mark.parametrize("present", [0, 1, 7, 20])
def test_killed_at_any_moment_each_copy_is_whole_or_absent(
    folder: Path, seeds: Path, environment: dict[str, str], run: Run, present: int
) -> None:
    number = 40
    for index in range(number):
        (seeds / f"{index:02}.txt").write_bytes((JUNKY + "\n\n" + CLEAN * 2000).encode())
    expected = (CLEANED + "\n" + CLEAN * 2000).encode()
    before = files_in(seeds)
    out = folder / "out"
    arguments = [sys.executable, "-m", "newslint", "clean", *OWN, "seeds", "--to", "out"]
    process = subprocess.Popen(arguments, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(list(out.glob("[0-9]*.txt"))) < present and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()
    copies = {path.name: path.read_bytes() for path in out.glob("[0-9]*.txt")}
    assert present <= len(copies) < number
    assert all(text == expected for text in copies.values())
    assert all(json.loads((out / f"{name}.map.json").read_bytes())["copy"]["path"] == f"out/{name}" for name in copies)
    assert files_in(seeds) == before
    if present == 20:
        assert run("clean", *OWN, "seeds", "--to", "out").returncode == 0
        assert {path.read_bytes() for path in out.glob("[0-9]*.txt")} == {expected}


def test_what_is_waived_stays_and_what_is_in_a_baseline_goes(seeds: Path, run: Run) -> None:
    assert run("baseline", "create", *OWN, "seeds").returncode == 0
    report = json.loads(run("lint", *OWN, "--format", "json", "seeds/a.txt").stdout)
    (debris,) = [finding["fingerprint"] for finding in report["results"][0]["findings"] if finding["code"] == "BP952"]
    assert run("waive", debris, "--reason", "a refrain", *OWN, "seeds").returncode == 0
    assert run("clean", *OWN, "seeds/a.txt", "--to", "out").returncode == 0
    assert (seeds.parent / "out" / "a.txt").read_bytes().decode() == CLEANED.replace("sailed and", "sailed and and")
