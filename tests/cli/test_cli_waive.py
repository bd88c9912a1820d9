"""`newslint waive`, and what linting with waivers tells, as processes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cli_helpers import BAD, Run

from newslint.suppress.waivers import read_waivers

NAME = ".newslint-waivers.yaml"
CALQUE, FOOTER = "56e6c76e9d273a97", "c51e7ecf0c80e7fe"  # the findings in bad.txt
HEAD = "# Agreed with the desk.\n"


@pytest.fixture(autouse=True)
def configured(folder: Path) -> None:
    (folder / "newslint.yaml").write_text("rules: [house]\nselect: [BP950, MT950, NL]\nfail-on: warning\n")


def waiver(fingerprint: str = CALQUE, code: str = "MT950", more: str = "") -> str:
    return f"- fingerprint: {fingerprint}\n  path: bad.txt\n  code: {code}\n  match: harbour chancellor\n  reason: so they call him\n{more}"


def told(run: Run, *arguments: str) -> list[str]:
    return [line.split(" ", 2)[1] + " " + line.split(": ", 1)[0] for line in run("lint", *arguments).stdout.splitlines()]


def test_waiving_a_finding(run: Run, folder: Path) -> None:
    (folder / NAME).write_text(HEAD)
    done = run("waive", CALQUE[:6].upper(), "--reason", " so they\ncall him ", "--until", "2999-12-31", "bad.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f'{NAME}: {CALQUE} is waived until 2999-12-31: MT950 "harbour chancellor" in bad.txt\n'
    assert (folder / NAME).read_text() == HEAD + waiver(more="  until: '2999-12-31'\n")
    shown = run("lint", "--show-suppressed")
    assert shown.stdout.splitlines()[0].endswith("[0.60] (waived until 2999-12-31: so they call him)")
    assert shown.stderr == "2 files: 1 finding (1 error); 1 suppressed\n"
    again = run("waive", CALQUE, FOOTER, "--reason", "it is the end")
    assert again.stdout.splitlines()[0] == f"{NAME}:2: {CALQUE} is waived already: so they call him"
    assert again.stdout.splitlines()[1].startswith(f"{NAME}: {FOOTER} is waived: BP950")
    done = run("lint", "--format", "json")
    assert done.returncode == 0
    (first, second) = json.loads(done.stdout)["results"][0]["findings"]
    assert first["suppressed"] == {"kind": "waiver", "origin": f"{NAME}:2", "reason": "so they call him", "until": "2999-12-31"}
    assert second["suppressed"]["until"] is None
    assert told(run, "--no-waivers") == ["MT950 bad.txt:1:5", "BP950 bad.txt:3:1"]


def test_a_waived_finding_is_no_part_of_the_baseline_and_wins_over_it(run: Run, folder: Path) -> None:
    (folder / NAME).write_text(waiver())
    run("baseline", "create")
    baseline = folder / ".newslint-baseline.json"
    assert [entry["fingerprint"] for entry in json.loads(baseline.read_text())["findings"]] == [FOOTER]
    (folder / NAME).unlink()
    assert run("baseline", "update").stdout.endswith("1 added, 0 taken out, 2 accepted\n")
    (folder / NAME).write_text(waiver(more="  until: 2001-01-01\n"))
    assert told(run) == ["MT950 bad.txt:1:5", f"NL003 {NAME}:1:1"]


def test_an_expired_waiver_is_told_and_can_be_renewed(run: Run, folder: Path) -> None:
    (folder / NAME).write_text(HEAD + waiver(more="  until: 2001-01-01  # by then\n") + waiver(FOOTER, "BP950"))
    done = run("lint", "--strict-baseline", "--fail-on", "error")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        'bad.txt:1:5: MT950 warning "harbour chancellor" should be "harbour master" [0.60]',
        f'{NAME}:2:1: NL003 warning a waiver has expired, and its finding counts again: MT950 "harbour chancellor" in bad.txt: '
        "its last day was 2001-01-01; mend the passage, or waive it anew [1.00]",
    ]
    assert "2 findings (2 warnings); 1 suppressed, 1 stale\n" in done.stderr
    assert run("waive", CALQUE, "--reason", "still so", "--quiet").stdout == ""
    assert [entry.reason for entry in read_waivers((folder / NAME).read_text(), NAME)] == ["so they call him", "still so"]
    assert told(run) == []


def test_a_waiver_without_its_finding_is_told(run: Run, folder: Path) -> None:
    (folder / NAME).write_text(waiver() + waiver(FOOTER, "BP950"))
    (folder / "bad.txt").rename(folder / "renamed.txt")
    assert told(run) == []
    (folder / "renamed.txt").write_text(BAD.replace("Read more below", ""))
    assert told(run) == [f"NL002 {NAME}:6:1"]
    assert told(run, "clean.txt") == []


def test_a_broken_waiver_file_hides_nothing(run: Run, folder: Path) -> None:
    (folder / "other.yaml").write_text(waiver() + waiver(FOOTER, "BP950", "  resaon: x\n"))
    done = run("lint", "--waivers", "other.yaml")
    assert (done.returncode, len(done.stdout.splitlines())) == (2, 2)
    assert done.stderr.splitlines()[0] == 'newslint: other.yaml:11: unknown key "resaon" in the waiver. Did you mean "reason"?'
    assert run("waive", CALQUE, "--reason", "x", "--waivers", "other.yaml").returncode == 2
    assert run("baseline", "create", "--waivers", "other.yaml").returncode == 2
    assert not (folder / ".newslint-baseline.json").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((CALQUE,), "the following arguments are required: --reason"),
        ((CALQUE, "--reason", " "), "--reason: say why the finding is accepted"),
        ((CALQUE, "--reason", "x", "--until", "soon"), "--until: must be a day such as 2027-01-31, not 'soon'"),
        ((CALQUE, "--reason", "x", "--until", "2001-01-01"), "--until: 2001-01-01 is no day to come"),
        (("bad.txt", "--reason", "x"), '"bad.txt" is no fingerprint: give 6 to 16 of its hexadecimal digits'),
        (("56e6", "--reason", "x"), '"56e6" is no fingerprint'),
        (("-", CALQUE, "--reason", "x"), '"-" is no fingerprint'),
        ((CALQUE, "--reason", "x", "-"), "what is read from stdin cannot be accepted"),
        ((CALQUE, "--reason", "x", "clean.txt"), f'no finding has the fingerprint "{CALQUE}". Name its file'),
        (("56e6c76e9d273a98", "--reason", "x"), f'no finding has the fingerprint "56e6c76e9d273a98". Did you mean "{CALQUE}"?'),
        (("56e7c7", "--reason", "x"), 'no finding has the fingerprint "56e7c7". Did you mean "56e6c7"?'),
        ((CALQUE, "--reason", "x", "gone.txt"), "gone.txt: no such file or folder"),
    ],
)
def test_wrong_use(run: Run, folder: Path, arguments: tuple[str, ...], message: str) -> None:
    done = run("waive", *arguments)
    assert (done.returncode, done.stdout) == (2, "") and done.stderr.startswith(f"newslint: {message}")
    assert not (folder / NAME).exists()


def test_what_newslint_says_of_its_own_files_cannot_be_accepted(run: Run, folder: Path) -> None:
    (folder / NAME).write_text(waiver(code="MT999"))
    (finding,) = [json.loads(line) for line in run("lint", "--format", "jsonl").stdout.splitlines() if "NL002" in line]
    done = run("waive", finding["fingerprint"], "--reason", "x")
    assert done.returncode == 2 and done.stderr.startswith("newslint: NL002 says something of newslint's own files and cannot be waived")
    assert run("baseline", "create").stdout == ".newslint-baseline.json: 2 accepted\n"
    assert told(run) == [f"NL002 {NAME}:1:1"]


def test_waiving_twice_at_once_never_leaves_half_a_file(run: Run, folder: Path, environment: dict[str, str]) -> None:
    (folder / NAME).write_text(HEAD + waiver("0" * 15 + "a"))
    command = [sys.executable, "-m", "newslint", "waive", "--reason", "x", "--quiet"]
    running = [
        subprocess.Popen([*command, each], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for each in (CALQUE, FOOTER)
    ]
    assert [process.communicate()[0] for process in running] == [b"", b""]
    written = {entry.fingerprint for entry in read_waivers((folder / NAME).read_text(), NAME)}
    assert {"0" * 15 + "a"} < written <= {"0" * 15 + "a", CALQUE, FOOTER}
    assert not list(folder.glob("*.tmp")) + list(folder.glob(".*.tmp"))
