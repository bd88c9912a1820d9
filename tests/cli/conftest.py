"""Running newslint as its users do: in a process of its own, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_helpers import BAD, CLEAN, RULES, Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with a rule pack `house` and two texts: bad.txt (an error, a warning) and clean.txt."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "own.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process that nobody has set up for colours; all tests share one cache of rules."""
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM")}
    return {**kept, "NEWSLINT_CACHE_DIR": str(tmp_path_factory.mktemp("cache")), "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def run(folder: Path, environment: dict[str, str]) -> Run:
    """Runs `newslint ARGUMENTS` in `folder`, or a folder under it."""

    def run(*arguments: str, cwd: str = ".", stdin: str | bytes = b"", **env: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "newslint", *arguments],
            cwd=folder / cwd,
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            env={**environment, **env},
            timeout=60,
            check=False,
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
