"""`newslint baseline`, and what linting with a baseline tells, as processes in a git repository."""

from __future__ import annotations

import json
import subprocess
import sys
from difflib import ndiff
from pathlib import Path

import pytest
from cli_helpers import Run

NAME = ".newslint-baseline.json"
STORY = """\
The harbour chancellor met another harbour chancellor on Monday.

He said nothing. Read more below.

In the evening the harbour chancellor left.
"""
BASELINE = (Path(__file__).parents[1] / "golden" / "baseline.golden").read_text(encoding="utf-8")


@pytest.fixture
def repository(folder: Path) -> Path:
    """A git repository with a story whose findings (4) stand in a baseline, and with clean.txt."""
    (folder / ".git").rmdir()
    git(folder, "init", "--quiet")
    (folder / "bad.txt").unlink()
    (folder / "seeds").mkdir()
    (folder / "seeds" / "story.txt").write_text(STORY)
    (folder / "newslint.yaml").write_text("rules: [house]\nselect: [BP950, MT950, NL]\n")
    (folder / NAME).write_text(BASELINE)
    git(folder, "add", ".")
    return folder


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def codes(run: Run, *arguments: str, cwd: str = ".") -> list[str]:
    """What linting tells, as path, line and code."""
    done = run("lint", *arguments, "--format", "jsonl", cwd=cwd)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return [f"{each['path']}:{each['start']['line']} {each['code']}" for each in told if not each["suppressed"]]


def test_an_accepted_file_is_silent_from_every_folder(run: Run, repository: Path) -> None:
    (repository / NAME).unlink()
    done = run("baseline", "create")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{NAME}: 4 accepted\n", "")
    assert (repository / NAME).read_text() == BASELINE
    done = run("lint")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "2 files: no findings; 4 suppressed\n")
    for cwd, path in [("seeds", ".."), ("house", str(repository / "seeds" / "story.txt"))]:
        assert codes(run, path, cwd=cwd) == []
    # Paths may follow options.
    assert codes(run, "clean.txt", "--no-baseline", "seeds") == ["seeds/story.txt:1 MT950"] * 2 + [
        "seeds/story.txt:3 BP950",
        "seeds/story.txt:5 MT950",
    ]


def test_what_moves_stays_accepted(run: Run, repository: Path) -> None:
    story = repository / "seeds" / "story.txt"
    first, second, third = STORY.split("\n\n")
    for text in (f"{STORY}\nA clean line.\n", f"{third}\n{second}\r\n\r\nA clean line.\n\n{first}\n"):
        story.write_bytes(text.encode())
        assert codes(run) == []
    (repository / "wire").mkdir()
    git(repository, "mv", "seeds/story.txt", "wire/item.txt")
    assert codes(run) == []
    assert (repository / NAME).read_text() == BASELINE  # linting never writes it
    assert run("baseline", "prune").stdout == f"{NAME}: 0 taken out, 4 accepted\n"
    assert {entry["path"] for entry in json.loads((repository / NAME).read_text())["findings"]} == {"wire/item.txt"}
    (repository / "seeds" / "other.txt").write_text(STORY)
    assert len(codes(run)) == 4  # a copy is new


def test_changing_a_passage_reopens_that_one_alone(run: Run, repository: Path) -> None:
    story = repository / "seeds" / "story.txt"
    story.write_text(STORY.replace("met another harbour chancellor", "met another Harbour Chancellor"))
    assert codes(run) == []  # case is no change
    story.write_text(STORY.replace("met another harbour chancellor", "met a harbour chancellor"))
    assert codes(run) == ["seeds/story.txt:1 MT950", "seeds/story.txt:1 MT950", f"{NAME}:3 NL001", f"{NAME}:4 NL001"]
    story.write_text(STORY.replace("The harbour chancellor met", "Read more below of the man who met"))
    assert codes(run) == ["seeds/story.txt:1 BP950", f"{NAME}:4 NL001"]


def test_stale_entries_are_told_and_pruned(run: Run, repository: Path) -> None:
    story = repository / "seeds" / "story.txt"
    story.write_text(STORY.replace(" Read more below.", ""))
    before = BASELINE.splitlines()
    done = run("lint")
    assert done.returncode == 0 and done.stderr == "2 files: 1 finding (1 warning); 3 suppressed, 1 stale\n"
    assert done.stdout == (
        f'{NAME}:2:1: NL001 warning the baseline accepts a finding that is gone: BP950 "read more below" in seeds/story.txt; '
        'take it out with "newslint baseline prune" [1.00]\n'
    )
    strict = run("lint", "--strict-baseline", "--ignore", "NL")
    assert (strict.returncode, strict.stdout) == (1, "") and "--strict-baseline: stale or expired entries: 1" in strict.stderr
    (finding,) = json.loads(run("lint", "--format", "json").stdout)["results"][-1]["findings"]
    assert finding["match"] == before[1] and finding["start"] == {"line": 2, "column": 1, "offset": len(before[0]) + 1}
    assert run("baseline", "show").stdout.splitlines() == [
        "seeds/story.txt:1:5: MT950 harbour chancellor",
        "seeds/story.txt:1:36: MT950 harbour chancellor",
        "seeds/story.txt:5:20: MT950 harbour chancellor",
        f'{NAME}:2: stale: BP950 "read more below" in seeds/story.txt',
    ]
    assert run("baseline", "prune").stdout == f"{NAME}: 1 taken out, 3 accepted\n"
    after = (repository / NAME).read_text().splitlines()
    assert [line for line in ndiff(before, after) if line[0] != " "] == [f"- {before[1]}"]


def test_pruning_a_changed_passage_does_not_reopen_its_neighbour(run: Run, repository: Path) -> None:
    story = repository / "seeds" / "story.txt"
    story.write_text(STORY.replace("met another harbour chancellor", "met another man"))
    assert codes(run) == [f"{NAME}:3 NL001"]
    run("baseline", "prune")
    assert codes(run, "--strict-baseline") == []


def test_only_what_a_run_could_tell_is_judged(run: Run, repository: Path) -> None:
    (repository / "seeds" / "gone.txt").write_text("Read more below\n")
    assert run("baseline", "update").stdout == f"{NAME}: 1 added, 0 taken out, 5 accepted\n"
    (repository / "seeds" / "gone.txt").unlink()
    (repository / "seeds" / "story.txt").write_text("Nothing.\n")
    assert codes(run, "clean.txt", "house") == []
    assert codes(run, "seeds/story.txt", "--select", "MT950,NL001") == [f"{NAME}:{line} NL001" for line in (4, 5, 6)]
    assert len(codes(run, "seeds")) == 5
    (repository / "house" / "own.yaml").write_text("code: MT950\n")
    (repository / NAME).write_text(BASELINE.replace("seeds/story.txt", "x" * 5000))
    done = run("lint", "--isolated", "--rules", "house", "--select", "NL")
    assert (done.returncode, done.stdout) == (2, "")  # a rule file is broken, so that nobody knows which rules there are


def test_update_minds_the_files_it_is_given(run: Run, repository: Path) -> None:
    (repository / "clean.txt").write_text("Read more below\n")
    (repository / "seeds" / "story.txt").write_text("The harbour chancellor came back.\n")
    assert run("baseline", "update", "clean.txt", "gone.txt").returncode == 2
    paths = [entry["path"] for entry in json.loads((repository / NAME).read_text())["findings"]]
    assert paths == ["clean.txt", *["seeds/story.txt"] * 4]
    assert run("baseline", "update", "--severity", "error", ".").stdout == f"{NAME}: 0 added, 4 taken out, 1 accepted\n"
    assert run("baseline", "update", "--quiet").stdout == ""
    assert codes(run) == []


def test_a_finding_below_the_severity_of_the_configuration_is_accepted_too(run: Run, repository: Path) -> None:
    (repository / NAME).unlink()
    with (repository / "newslint.yaml").open("a") as file:
        file.write("severity: error\nbaseline: accepted/all.json\n")
    (repository / "accepted").mkdir()
    assert run("lint").returncode == 2  # the configuration names a file that is not there yet
    assert run("baseline", "create", cwd="house").stderr.startswith("newslint: no files to lint")
    assert run("baseline", "create", "..", cwd="house").stdout == "../accepted/all.json: 4 accepted\n".replace("../", f"{repository}/")
    assert codes(run, "--severity", "info") == []
    assert not (repository / NAME).exists()
    other = run("baseline", "create", "--severity", "error", "--baseline", "other.json")
    assert other.stdout == "other.json: 1 accepted\n"
    assert len(codes(run, "--severity", "info", "--baseline", "other.json")) == 3


def test_suppressed_findings_can_be_shown_and_stand_in_json(run: Run, repository: Path) -> None:
    shown = run("lint", "--show-suppressed")
    assert shown.returncode == 0
    assert shown.stdout.splitlines()[2] == 'seeds/story.txt:3:18: BP950 error "Read more below" is a footer [0.90] (in the baseline)'
    report = json.loads(run("lint", "--format", "json").stdout)
    assert (report["summary"]["findings"], report["summary"]["suppressed"], report["summary"]["stale"]) == (0, 4, 0)
    (story,) = [result for result in report["results"] if result["findings"]]
    assert [finding["suppressed"] for finding in story["findings"]][2] == {
        **{"kind": "baseline", "origin": f"{NAME}:2"},
        **{"reason": None, "until": None},
    }
    # The score is that of all findings.
    (score,) = [each["score"] for each in json.loads(run("score", "--format", "json", "seeds").stdout)["results"]]
    assert story["score"] == score and score["value"] < 100


def test_a_broken_baseline_hides_nothing_and_is_not_overwritten(run: Run, repository: Path) -> None:
    broken = BASELINE.replace("]}", "=======\n]}")
    (repository / NAME).write_text(broken)
    done = run("lint")
    assert (done.returncode, len(done.stdout.splitlines())) == (2, 4)
    assert done.stderr.splitlines()[0].startswith(f"newslint: {NAME}:6: a merge has left its marks")
    assert run("baseline", "update").returncode == 2
    assert (repository / NAME).read_text() == broken


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("create",), f'{NAME}: exists already; "newslint baseline update" brings it up to date'),
        (("update", "--baseline", "new.json"), 'new.json: there is no baseline yet; "newslint baseline create" makes one'),
        (("create", "--baseline", "no/where.json"), "no/where.json: cannot be written: No such file or directory"),
        (("create", "-", "--baseline", "new.json"), "what is read from stdin cannot be accepted"),
        (("prune", "--severity", "error"), 'there is no option "--severity"'),
    ],
)
def test_wrong_use(run: Run, repository: Path, arguments: tuple[str, ...], message: str) -> None:
    done = run("baseline", *arguments)
    assert done.returncode == 2 and done.stderr.startswith(f"newslint: {message}")
    assert (repository / NAME).read_text() == BASELINE and not (repository / "new.json").exists()


def test_a_run_without_ledgers_imports_nothing_for_them(folder: Path, environment: dict[str, str]) -> None:
    code = (
        "import sys; from newslint.cli.main import main; "
        "main(['lint', '--rules', 'house', '--select', 'BP950,NL', '--quiet', 'clean.txt']); "
        "print(*[name for name in sys.modules if name.startswith('newslint.suppress')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
