"""The hooks of .pre-commit-hooks.yaml under the real pre-commit program, in a repository of its own."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from cli_helpers import BAD, CLEAN
from helpers import GIT_ENVIRONMENT

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

HOOKS = Path(__file__).parent.parent.parent / ".pre-commit-hooks.yaml"


class Repository:
    """A git repository whose commits run the hooks; they run in this environment instead of one that pre-commit installs."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = {
            **{key: value for key, value in environment.items() if not key.startswith("GIT_")},
            **GIT_ENVIRONMENT,
            "PRE_COMMIT_HOME": str(folder / ".home"),
        }
        hooks = yaml.safe_load(HOOKS.read_text())
        for hook in hooks:
            assert hook["entry"].startswith("newslint ")
            hook["entry"] = f"{shlex.quote(sys.executable)} -m {hook['entry']}"
            hook["language"] = "system"
        config = {"repos": [{"repo": "local", "hooks": hooks}]}
        (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
        self.run("git", "init", "-q")
        self.run(sys.executable, "-m", "pre_commit", "install")
        (folder / ".gitignore").write_text(".home/\n")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False, timeout=120)

    def commit(self, **files: str) -> tuple[bool, str]:
        for name, content in files.items():
            path = self.folder / name.replace("__", "/").replace("_txt", ".txt").replace("_yaml", ".yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        self.run("git", "add", "-A")
        done = self.run("git", "commit", "-m", "x")
        assert "Traceback" not in done.stderr
        return done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def repository(folder: Path, environment: dict[str, str]) -> Repository:
    shutil.rmtree(folder / ".git")
    (folder / "bad.txt").unlink()
    (folder / "house").rename(folder / "rules")
    (folder / "newslint.yaml").write_text("rules: [rules]\nselect: [BP950, MT950]\nexclude: [old/]\n")
    return Repository(folder, environment)


def test_a_clean_text_is_committed_and_a_garbled_one_is_not(repository: Repository) -> None:
    done, told = repository.commit(seeds__one_txt=CLEAN)
    assert done, told
    assert "newslint rules" in told and "Passed" in told
    done, told = repository.commit(seeds__two_txt=BAD)
    assert not done
    assert 'seeds/two.txt:3:1: BP950 error "Read more below" is a footer [0.90]' in told
    assert (repository.folder / "seeds" / "two.txt").read_text() == BAD


def test_excludes_of_the_configuration_hold_for_the_files_that_the_hook_names(repository: Repository) -> None:
    done, told = repository.commit(old__two_txt=BAD)
    assert done, told


def test_a_rule_whose_example_fails_is_not_committed(repository: Repository) -> None:
    assert repository.commit()[0]
    text = (repository.folder / "rules" / "own.yaml").read_text()
    done, told = repository.commit(rules__own_yaml=text.replace("- He read more.", "- He had to read more below."))
    assert not done
    assert "rules/own.yaml:15: BP950 good example: " in told
    assert repository.commit(rules__own_yaml=text.replace("read more below", "read on below").replace("Read more below", "Read on below"))[
        0
    ]
