"""The hooks, run by the real pre-commit program on a repository of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import GOOD_RULE

pytestmark = pytest.mark.slow

CLEAN = """\
Harbour bridge to close for repairs

The bridge over the northern harbour will be closed for two weeks in May, the city said on Tuesday.

"We know that it is a burden," said Laura Finch, who runs the roads department. "There is no other way."
"""

GARBLED = """\
Harbour bridge to close for repairs

Advertisement

it is reported that the bridge over the northern harbour will be closed for two weeks in May , the city said . .

Your email address will not be published. Required fields are marked *
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit")),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "Tester",
        "GIT_AUTHOR_EMAIL": "tester@example.org",
        "GIT_COMMITTER_NAME": "Tester",
        "GIT_COMMITTER_EMAIL": "tester@example.org",
        "PATH": str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"],
    }


@pytest.fixture(scope="module")
def repository(root: Path, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose hooks come from a snapshot of this one."""
    source = tmp_path_factory.mktemp("source")
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=root, capture_output=True, text=True, check=True)
    for name in listed.stdout.splitlines():
        if (root / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((root / name).read_bytes())
    user = tmp_path_factory.mktemp("user")

    def git(*arguments: str, cwd: Path) -> str:
        done = subprocess.run(["git", *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    for folder in (source, user):
        git("init", "--quiet", cwd=folder)
    git("add", "--all", cwd=source)
    git("commit", "--quiet", "--message", "snapshot", cwd=source)
    revision = git("rev-parse", "HEAD", cwd=source)
    (user / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {source}\n  rev: {revision}\n  hooks:\n  - id: newslint\n  - id: newslint-rules\n", encoding="utf-8"
    )
    (user / "newslint.yaml").write_text("exclude: [archive]\n", encoding="utf-8")
    git("add", "--all", cwd=user)
    git("commit", "--quiet", "--no-verify", "--message", "start", cwd=user)
    subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=user, env=environment, check=True, capture_output=True)
    return user


def commit(repository: Path, environment: dict[str, str], name: str, content: str) -> subprocess.CompletedProcess[str]:
    """Try to commit one new file, and nothing else."""
    subprocess.run(["git", "reset", "--quiet"], cwd=repository, env=environment, check=True)
    path = repository / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    subprocess.run(["git", "add", name], cwd=repository, env=environment, check=True)
    return subprocess.run(["git", "commit", "--message", name], cwd=repository, env=environment, capture_output=True, text=True)


def test_a_clean_seed_commits(repository: Path, environment: dict[str, str]) -> None:
    done = commit(repository, environment, "seeds/clean.txt", CLEAN)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_garbled_seed_is_blocked_and_its_findings_shown(repository: Path, environment: dict[str, str]) -> None:
    done = commit(repository, environment, "seeds/garbled.txt", GARBLED)
    assert done.returncode != 0
    shown = done.stdout + done.stderr
    assert "seeds/garbled.txt:3:1: BP" in shown
    assert (repository / "seeds/garbled.txt").read_text(encoding="utf-8") == GARBLED, "a hook must not edit a source"


def test_an_excluded_file_passes_though_it_is_named(repository: Path, environment: dict[str, str]) -> None:
    done = commit(repository, environment, "archive/garbled.txt", GARBLED)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_good_rule_commits_and_a_broken_one_is_blocked(repository: Path, environment: dict[str, str]) -> None:
    done = commit(repository, environment, "rules/mine/good.yaml", GOOD_RULE)
    assert done.returncode == 0, done.stdout + done.stderr
    broken = GOOD_RULE.replace("MT901", "MT902").replace("test-rule", "other").replace("severity", "severty")
    done = commit(repository, environment, "rules/mine/broken.yaml", broken)
    assert done.returncode != 0
    assert "severty" in done.stdout + done.stderr
