"""newslint score, and --fail-under."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
from cli_helpers import Run

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"


def test_a_table_with_the_worst_first(run: Run) -> None:
    done = run("score", "--rules", "house", "--select", "MT950", "clean.txt", "bad.txt")
    assert done.returncode == 0 and done.stderr == ""
    head, *rows = done.stdout.splitlines()
    assert head.split() == [
        "score",
        "grade",
        *("translation", "boilerplate", "structure", "encoding", "consistency", "completeness"),
        "path",
    ]
    assert [row.split()[-1] for row in rows] == ["bad.txt", "clean.txt"]
    assert rows[1].split() == ["100", "A", "100", "-", "-", "-", "-", "-", "clean.txt"]
    assert int(rows[0].split()[0]) < 100


def test_json_is_sorted_fits_its_schema_and_agrees_with_lint(run: Run) -> None:
    scores = json.loads(run("score", "--rules", "house", "--format", "json", "clean.txt", "bad.txt", "gone.txt").stdout)
    jsonschema.validate(scores, json.loads((SCHEMAS / "scores.schema.json").read_text(encoding="utf-8")))
    assert [result["path"] for result in scores["results"]] == ["bad.txt", "clean.txt", "gone.txt"]
    assert scores["results"][-1]["score"] is None and "no such file" in scores["results"][-1]["error"]
    # What is shown has no part in the score.
    report = json.loads(run("lint", "--rules", "house", "--format", "json", "--severity", "error", "bad.txt", "clean.txt").stdout)
    jsonschema.validate(report, json.loads((SCHEMAS / "report.schema.json").read_text(encoding="utf-8")))
    assert {result["path"]: result["score"] for result in report["results"]} == {
        result["path"]: result["score"] for result in scores["results"][:2]
    }


def test_fail_under(run: Run, folder: Path) -> None:
    own = ("--rules", "house", "--select", "MT950")
    assert run("score", *own, "--fail-under", "100", "bad.txt").returncode == 1
    assert run("score", *own, "--fail-under", "100", "clean.txt").returncode == 0
    done = run("lint", *own, "--fail-under", "100", "bad.txt", "clean.txt")
    assert done.returncode == 1 and re.search(r"^newslint: too low a score: bad\.txt \(\d+, wanted 100\)$", done.stderr, re.M)
    assert run("lint", *own, "--fail-under", "100", "--exit-zero", "bad.txt").returncode == 0
    assert run("lint", *own, "bad.txt").returncode == 0
    (folder / "newslint.yaml").write_text("fail-under: 100\n")
    assert run("lint", *own, "bad.txt").returncode == 1
    assert run("score", *own, "bad.txt").returncode == 1
    assert run("score", *own, "--fail-under", "0", "bad.txt").returncode == 0


def test_wrong_use(run: Run) -> None:
    assert "--fail-under: must be a number from 0 to 100" in run("score", "--fail-under", "101", ".").stderr
    assert run("score", "gone.txt").returncode == 2


def test_output_and_stdin(run: Run, folder: Path) -> None:
    done = run("score", "-", "--rules", "house", "--format", "json", "--output", "scores.json", input="The harbour chancellor spoke.\n")
    assert (done.returncode, done.stdout) == (0, "")
    (result,) = json.loads((folder / "scores.json").read_text())["results"]
    assert result["path"] == "<stdin>" and result["score"]["value"] < 100


def test_a_hostile_file_name_is_written_out(run: Run, folder: Path) -> None:
    (folder / "a\x1b[31m.txt").write_text("A text.\n")
    assert "a\\x1b[31m.txt" in run("score", "--rules", "house", ".").stdout
