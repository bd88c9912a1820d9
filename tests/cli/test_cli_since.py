"""`--since` and `--added-lines-only`, as a process, in a repository of its own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from cli_helpers import BAD, CLEAN, OWN, Run
from helpers import commit, git

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

FOOTER = "Read more below\n"


@pytest.fixture
def branch(folder: Path) -> str:
    """The commit at which a branch began, on which clean.txt got a footer and wire/new.txt came; not committed is page.txt."""
    shutil.rmtree(folder / ".git")
    git(folder, "init", "--quiet")
    base = commit(folder)
    git(folder, "switch", "--quiet", "--create", "topic")
    (folder / "wire").mkdir()
    (folder / "wire" / "new.txt").write_text(BAD)
    commit(folder, clean=CLEAN + FOOTER)
    (folder / "page.txt").write_text(CLEAN)
    return base


def test_only_what_has_changed_is_linted(run: Run, branch: str) -> None:
    done = run("lint", *OWN, "--since", "main")
    assert (done.returncode, done.stdout) == (
        1,
        'clean.txt:2:1: BP950 error "Read more below" is a footer [0.90]\n'
        'wire/new.txt:1:5: MT950 warning "harbour chancellor" should be "harbour master" [0.60]\n'
        'wire/new.txt:3:1: BP950 error "Read more below" is a footer [0.90]\n',
    )
    assert done.stderr == (
        f"3 files: 3 findings (2 errors, 1 warning)\nchanged since main ({branch[:7]}): 3 files: clean.txt, page.txt, wire/new.txt\n"
    )


def test_paths_folders_and_filters_narrow_it_further(run: Run, folder: Path, branch: str) -> None:
    def looked_at(*arguments: str, cwd: str = ".") -> list[str]:
        done = run("lint", "--rules", str(folder / "house"), *OWN[2:], "--format", "json", "--since", "main", *arguments, cwd=cwd)
        files: list[str] = json.loads(done.stdout)["summary"]["since"]["files"]
        return files

    assert looked_at("wire", "bad.txt") == ["wire/new.txt"]
    assert looked_at(cwd="wire") == ["new.txt"]
    assert looked_at("../clean.txt", cwd="wire") == ["../clean.txt"]
    assert looked_at("*.txt", "--exclude", "page.txt") == ["clean.txt"]
    (folder / ".gitignore").write_text("page.txt\n")
    (folder / "newslint.yaml").write_text("exclude: [clean.txt]\n")
    assert looked_at() == ["wire/new.txt"]


def test_json_tells_since_when(run: Run, root: Path, branch: str) -> None:
    report = json.loads(run("lint", *OWN, "--format", "json", "--since", "main", "wire").stdout)
    assert report["summary"]["since"] == {"ref": "main", "commit": branch, "files": ["wire/new.txt"]}
    schema = json.loads((root / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(report, schema)


def test_of_many_files_ten_are_named(run: Run, folder: Path, branch: str) -> None:
    for number in range(12):
        (folder / "wire" / f"{number:02}\x1b.txt").write_text(CLEAN)
    told = run("lint", *OWN, "--since", "main", "wire").stderr
    named = ", ".join(rf"wire/{number:02}\x1b.txt" for number in range(10))
    assert told.splitlines()[1] == f"changed since main ({branch[:7]}): 13 files: {named} and 3 more"


def test_nothing_has_changed(run: Run, folder: Path, branch: str) -> None:
    done = run("lint", *OWN, "--since", "HEAD", "wire")
    assert (done.returncode, done.stdout) == (0, "")
    head = git(folder, "rev-parse", "HEAD")
    assert done.stderr == f"newslint: no text files changed since HEAD ({head[:7]})\n0 files: no findings\n"
    assert run("lint", *OWN, "--since", "HEAD", "wire", "--quiet").stderr == ""
    report = json.loads(run("lint", *OWN, "--since", "HEAD", "wire", "--format", "json").stdout)
    assert (report["summary"]["since"]["files"], report["results"]) == ([], [])


def test_only_findings_on_added_lines(run: Run, folder: Path, branch: str) -> None:
    git(folder, "mv", "bad.txt", "moved.txt")
    (folder / "page.txt").write_text("The harbour chancellor left.\n")
    narrowed = run("lint", *OWN, "--since", "main", "--added-lines-only", "--format", "json")
    report = json.loads(narrowed.stdout)
    assert {result["path"]: [finding["start"]["line"] for finding in result["findings"]] for result in report["results"]} == {
        **{"clean.txt": [2], "moved.txt": [], "page.txt": [1]},
        "wire/new.txt": [1, 3],
    }
    assert (report["summary"]["findings"], narrowed.returncode) == (4, 1)
    whole = json.loads(run("lint", *OWN, "--since", "main", "--format", "json").stdout)
    assert [result["score"] for result in report["results"]] == [result["score"] for result in whole["results"]]
    done = run("lint", *OWN, "--since", "main", "--added-lines-only", "moved.txt")
    assert (done.returncode, done.stdout, done.stderr.splitlines()[0]) == (0, "", "1 file: no findings")


def test_a_look_at_added_lines_does_not_judge_the_baseline(run: Run, folder: Path, branch: str) -> None:
    assert run("baseline", "create", *OWN).returncode == 0
    (folder / "clean.txt").write_text(CLEAN + "The harbour chancellor left.\n")
    whole = run("lint", *OWN, "--extend-select", "NL", "--since", "main", "clean.txt")
    assert "NL001" in whole.stdout
    narrowed = run("lint", *OWN, "--extend-select", "NL", "--since", "main", "--added-lines-only", "clean.txt")
    assert [line.split()[1] for line in narrowed.stdout.splitlines()] == ["MT950"]


def test_score_of_what_has_changed(run: Run, branch: str) -> None:
    done = run("score", *OWN, "--since", "main", "--format", "json")
    assert sorted(result["path"] for result in json.loads(done.stdout)["results"]) == ["clean.txt", "page.txt", "wire/new.txt"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--since", "mian"), '--since: git knows no commit "mian". Did you mean "main"?'),
        (("--since", "a\nb\x1b[31m"), r'--since: git knows no commit "a\nb\x1b[31m".'),
        (("--since=--output=evil",), '--since: git knows no commit "--output=evil".'),
        (("--added-lines-only",), "--added-lines-only needs --since"),
        (("--since", "main", "-"), '--since is about files; leave it out, or the path "-"'),
    ],
)
def test_mistakes_are_told_in_one_line(run: Run, branch: str, arguments: tuple[str, ...], told: str) -> None:
    done = run("lint", *OWN, *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"newslint: {told}")


def test_a_path_that_is_missing_is_still_told(run: Run, branch: str) -> None:
    done = run("lint", *OWN, "--since", "main", "--added-lines-only", "gone.txt")
    assert done.returncode == 2 and "gone.txt: no such file or folder" in done.stderr
    assert "changed since" not in done.stderr
