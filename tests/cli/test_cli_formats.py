"""The formats that services read, by the real program."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes
from xml.etree import ElementTree

import pytest
from cli_helpers import BAD, CLEAN, OWN, Run
from junitparser import JUnitXml

HOSTILE_URI = "%23%23%5Badd-mask%5Dx%20%3A%3Aerror%3A%3A50%25%20%5Ba%5D%28b%29.txt"
ANNOTATIONS = (
    '::error file=bad.txt,line=3,endLine=3,col=1,endColumn=16,title=BP950 own-footer::"Read more below" is a footer\n'
    '::warning file=bad.txt,line=1,endLine=1,col=5,endColumn=23,title=MT950 own-calque::"harbour chancellor" should be "harbour master"\n'
)
ACTIONS = {"GITHUB_ACTIONS": "true"}


def test_sarif_is_valid(run: Run, folder: Path) -> None:
    validate = pytest.importorskip("sarif_kit.validate", reason="needs Python 3.11")
    odd = f"😀 {BAD}".replace("\n", "\r\n")
    texts = {"bad.txt": BAD, "crlf.txt": odd, "empty.txt": "", "sub/a%20b.txt": odd}
    if sys.platform == "linux":
        texts |= {HOSTILE_URI: odd, "caf%E9.txt": odd}
    (folder / "sub").mkdir()
    for uri, text in texts.items():
        (folder / os.fsdecode(unquote_to_bytes(uri))).write_bytes(text.encode())
    done = run("lint", *OWN, "--format", "sarif", "--output", "x.sarif", ".", "gone.txt")
    assert (done.returncode, done.stdout) == (2, "")
    log = json.loads((folder / "x.sarif").read_text(encoding="ascii"))
    assert validate.validation_errors(log) == []
    told = log["runs"][0]
    places = [result["locations"][0]["physicalLocation"] for result in told["results"] if result["ruleId"] == "BP950"]
    assert sorted(place["artifactLocation"]["uri"] for place in places) == sorted(texts.keys() - {"empty.txt"})
    for place in places:
        region, text = place["region"], texts[place["artifactLocation"]["uri"]]
        assert region["startLine"] == 3 and region["snippet"]["text"] == "Read more below"
        assert text[region["charOffset"] :][: region["charLength"]] == "Read more below"
    assert told["invocations"][0]["executionSuccessful"] is False


def test_paths_are_those_of_the_project_wherever_newslint_runs(run: Run, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "x.txt").write_text(BAD)
    own = ("--rules", "../house", *OWN[2:])
    issues = json.loads(run("lint", *own, "--format", "gitlab", cwd="sub").stdout)
    assert [(issue["location"]["path"], issue["severity"]) for issue in issues] == [("sub/x.txt", "minor"), ("sub/x.txt", "major")]


def test_xml(run: Run) -> None:
    report = JUnitXml.fromstring(run("lint", *OWN, "--format", "junit", "bad.txt", "clean.txt", "gone.txt").stdout.encode())
    assert [(suite.name, suite.tests, suite.failures, suite.errors) for suite in report] == [
        ("bad.txt", 2, 2, 0),
        ("clean.txt", 1, 0, 0),
        ("gone.txt", 1, 0, 1),
    ]
    root = ElementTree.fromstring(run("lint", *OWN, "--format", "checkstyle").stdout)
    assert [(error.get("line"), error.get("source"), error.get("severity")) for error in root.iter("error")] == [
        ("1", "newslint.MT950", "warning"),
        ("3", "newslint.BP950", "error"),
    ]


def test_github_is_the_default_in_its_actions(run: Run, folder: Path) -> None:
    done = run("lint", *OWN, **ACTIONS)
    assert done.returncode == 1 and done.stdout.startswith("::group::") and done.stdout.endswith(f"::endgroup::\n{ANNOTATIONS}")
    assert done.stderr == "2 files: 2 findings (1 error, 1 warning)\n"
    assert run("lint", *OWN, "--format", "text", **ACTIONS).stdout.startswith("bad.txt:1:5: MT950")
    assert run("lint", *OWN, "--statistics", **ACTIONS).stdout.split()[:2] == ["count", "files"]
    assert run("lint", *OWN, "--output", "report.txt", **ACTIONS).returncode == 1
    assert (folder / "report.txt").read_text().startswith("bad.txt:1:5: MT950")
    (folder / "newslint.yaml").write_text("format: jsonl\n")
    assert run("lint", *OWN, **ACTIONS).stdout.startswith('{"path": "bad.txt", ')


def test_the_summary_of_a_job_is_added_to(run: Run, folder: Path) -> None:
    (folder / "summary.md").write_text("Earlier steps.\n")
    done = run("lint", *OWN, **ACTIONS, GITHUB_STEP_SUMMARY="summary.md")
    told = (folder / "summary.md").read_text()
    assert done.returncode == 1 and told.startswith("Earlier steps.\n\n<h3>newslint</h3>\n")
    assert "<td><code>bad.txt:3:1</code></td>" in told and "2 findings (1 error, 1 warning)" in told
    run("lint", *OWN, "--format", "text", GITHUB_STEP_SUMMARY="summary.md")
    assert (folder / "summary.md").read_text() == told
    refused = run("lint", *OWN, **ACTIONS, GITHUB_STEP_SUMMARY="gone/summary.md")
    assert refused.returncode == 2 and refused.stderr.splitlines()[-1].startswith("newslint: GITHUB_STEP_SUMMARY: gone/summary.md: cannot")


@pytest.mark.skipif(sys.platform == "win32", reason="refuses such names")
def test_no_name_of_a_file_forges_a_command(run: Run, folder: Path) -> None:
    (folder / unquote(HOSTILE_URI)).write_text(BAD)
    (folder / "::stop-commands::x.txt").write_text(BAD)
    (folder / "clean.txt").write_text(f"{CLEAN}::add-mask::spoke\n\nRead more below ##[group]x\n")
    done = run("lint", *OWN, "##[error]gone.txt", "::error::gone.txt", ".", **ACTIONS)
    assert done.returncode == 2 and "##[" not in done.stdout + done.stderr
    starts = {line.split("::")[1].split()[0] for line in done.stdout.splitlines() if line.startswith("::")}
    assert starts == {"group", "endgroup", "error", "warning"}
    assert all(line.startswith(("- ", "::")) for line in done.stdout.splitlines())
    assert not [line for line in done.stderr.splitlines() if line.lstrip().startswith("::")]


def test_a_finding_names_the_page_of_a_rule_of_ours(run: Run, folder: Path) -> None:
    (folder / "ad.txt").write_text("Advertisement\n\nThe harbour chancellor spoke.\n")
    findings = run("lint", *OWN, "--extend-select", "BP001", "--format", "jsonl", "ad.txt").stdout.splitlines()
    urls = {finding["code"]: finding["url"] for finding in map(json.loads, findings)}
    assert urls == {"BP001": "https://github.com/newslint/newslint/blob/main/docs/rules.md#bp001", "MT950": None}
