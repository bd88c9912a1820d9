"""The GitHub action of this repository: its steps are run by bash as GitHub would run them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from cli_helpers import BAD, CLEAN, OWN
from helpers import commit, git

pytestmark = pytest.mark.skipif(shutil.which("bash") is None or shutil.which("git") is None, reason="needs bash and git")


@pytest.fixture(scope="session")
def action(root: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))
    return content


def filled_in(action: dict[str, Any], step: dict[str, Any], inputs: dict[str, str], outputs: dict[str, str]) -> dict[str, str]:
    """The environment of a step, with the values that GitHub puts in."""
    assert inputs.keys() <= action["inputs"].keys()
    values = {f"inputs.{name}": inputs.get(name, entry["default"]) for name, entry in action["inputs"].items()}
    values |= {f"steps.{name}": value for name, value in outputs.items()}
    return {name: re.sub(r"\$\{\{ (\S+) \}\}", lambda found: values[found[1]], text) for name, text in step["env"].items()}


class Job:
    """Runs the step `lint` in a folder; what it calls as newslint is `program`."""

    def __init__(self, folder: Path, program: Path, action: dict[str, Any], environment: dict[str, str]) -> None:
        self.folder = folder
        self._program = program
        self._action = action
        self._environment = {key: value for key, value in environment.items() if not key.startswith(("GIT_", "GITHUB_", "INPUT_"))}

    def lint(self, base: str = "", **inputs: str) -> subprocess.CompletedProcess[str]:
        (step,) = [step for step in self._action["runs"]["steps"] if step["id"] == "lint"]
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        filled = filled_in(self._action, step, given, {"install.outputs.newslint": str(self._program)})
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=self.folder,
            env={**self._environment, **filled, "GITHUB_BASE_REF": base},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def told(tmp_path: Path, action: dict[str, Any], environment: dict[str, str]) -> Job:
    """A job whose newslint prints its arguments: each in brackets, those of a call in a line."""
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "one.txt").write_text(CLEAN)
    return Job(folder, program(tmp_path / "newslint", """printf '[%s]' "$@"; echo"""), action, environment)


@pytest.mark.parametrize(
    ("base", "inputs", "calls"),
    [
        ("", {}, ["[lint][--format=github][--][.]"]),
        ("main", {}, ["[lint][--since=origin/main][--format=github][--][.]"]),
        ("main", {"since": "none", "added_lines_only": "true"}, ["[lint][--format=github][--][.]"]),
        ("main", {"since": "v1"}, ["[lint][--since=v1][--format=github][--][.]"]),
        ("", {"added_lines_only": "true"}, ["[lint][--format=github][--][.]"]),
        ("main", {"added_lines_only": "true"}, ["[lint][--since=origin/main][--added-lines-only][--format=github][--][.]"]),
        ("", {"paths": "a b\n\n-x\n*.txt\n"}, ["[lint][--format=github][--][a b][-x][*.txt]"]),
        ("", {"paths": ""}, ["[lint][--format=github][--]"]),
        (
            "",
            {"fail_on": "warning", "format": "text", "args": " --select  MT,NM\n  --exclude * "},
            ["[lint][--select][MT,NM][--exclude][*][--fail-on=warning][--format=text][--][.]"],
        ),
        (
            "main",
            {"sarif": "out x.sarif", "args": "--quiet"},
            [
                "[lint][--quiet][--since=origin/main][--quiet][--exit-zero][--format=sarif][--output=out x.sarif][--][.]",
                "[lint][--quiet][--since=origin/main][--format=github][--][.]",
            ],
        ),
    ],
)
def test_inputs_become_options(told: Job, base: str, inputs: dict[str, str], calls: list[str]) -> None:
    done = told.lint(base, **inputs)
    assert (done.returncode, done.stderr, done.stdout.splitlines()) == (0, "", calls)


def test_no_input_is_run_by_the_shell(told: Job, action: dict[str, Any]) -> None:
    evil = "$(touch owned) `touch owned` \"; touch owned; '"
    names = ("paths", "since", "fail-on", "format", "sarif", "args")
    done = told.lint(evil, **{name.replace("-", "_"): evil for name in names})
    assert done.returncode == 0 and f"[--since={evil}]" in done.stdout
    assert told.lint(evil).stdout == f"[lint][--since=origin/{evil}][--format=github][--][.]\n"
    assert [path.name for path in told.folder.iterdir()] == ["one.txt"]
    assert not [step for step in action["runs"]["steps"] if "${{" in step.get("run", "")]


def test_a_pull_request_is_linted_and_nothing_else(
    folder: Path, action: dict[str, Any], environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    shutil.rmtree(folder / ".git")
    git(folder, "init", "--quiet")
    git(folder, "update-ref", "refs/remotes/origin/main", commit(folder))
    commit(folder, page="The harbour chancellor left.\n")
    newslint = program(tmp_path_factory.mktemp("bin") / "newslint", f"exec '{sys.executable}' -m newslint \"$@\"")
    job = Job(folder, newslint, action, environment)
    common = {"format": "text", "args": " ".join(OWN)}
    found = 'page.txt:1:5: MT950 warning "harbour chancellor" should be "harbour master" [0.60]\n'
    done = job.lint("main", **common)
    assert (done.returncode, done.stdout) == (0, found)
    assert done.stderr.splitlines()[1].endswith("): 1 file: page.txt")
    assert job.lint("main", **common, fail_on="warning").returncode == 1
    assert job.lint(**common).returncode == 1
    missing = job.lint("release", **common)
    assert (missing.returncode, missing.stdout) == (2, "") and '"origin/release"' in missing.stderr
    commit(folder, page=BAD + BAD)
    commit(folder, page=BAD + BAD + "Goodbye.\n")
    narrowed = job.lint(since="HEAD~", added_lines_only="true", **common)
    assert (narrowed.returncode, narrowed.stdout) == (0, "")


@pytest.mark.slow
def test_the_action_installs_newslint_from_its_own_checkout(root: Path, tmp_path: Path, action: dict[str, Any]) -> None:
    (step,) = [step for step in action["runs"]["steps"] if step["id"] == "install"]
    outputs = tmp_path / "outputs"
    environment = {
        **filled_in(action, step, {}, {"python.outputs.python-path": sys.executable}),
        **{"RUNNER_TEMP": str(tmp_path), "GITHUB_ACTION_PATH": str(root), "GITHUB_OUTPUT": str(outputs), "PATH": "/usr/bin:/bin"},
    }
    subprocess.run(["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]], env=environment, check=True)
    name, _, newslint = outputs.read_text().strip().partition("=")
    assert name == "newslint"
    done = subprocess.run([newslint, "--version"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("newslint ")
