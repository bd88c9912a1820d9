"""The wheel, in an empty environment and another folder, finds what the checkout finds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def python(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that holds nothing but the built wheel and what it needs."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "build", "--outdir", str(folder), str(root)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    return python


def findings(python: Path, root: Path, cwd: Path) -> list[tuple[object, ...]]:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environment["NEWSLINT_CACHE_DIR"] = str(cwd / "cache")
    command = [str(python), "-m", "newslint", "lint", "--isolated", "--exit-zero", "--format", "json", str(root / "seeds")]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    report = json.loads(done.stdout)
    return [
        (Path(result["path"]).name, finding["code"], finding["start"]["offset"], finding["end"]["offset"], finding["message"])
        for result in report["results"]
        for finding in result["findings"]
    ]


def test_the_wheel_finds_the_same(python: Path, root: Path, tmp_path: Path) -> None:
    here = findings(Path(sys.executable), root, tmp_path)
    assert len(here) > 50
    assert findings(python, root, tmp_path) == here


def test_the_wheel_has_the_parts_of_the_html_report(python: Path, root: Path, tmp_path: Path) -> None:
    command = ["-m", "newslint", "lint", "--isolated", "--exit-zero", "--format", "html", str(root / "seeds")]
    here, there = (
        subprocess.run([str(each), *command], cwd=tmp_path, capture_output=True, check=True) for each in (sys.executable, python)
    )
    assert b"<mark " in here.stdout and there.stdout == here.stdout


def test_the_wheel_proves_its_rules(python: Path, tmp_path: Path) -> None:
    done = subprocess.run([str(python), "-m", "newslint", "rules", "test"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_console_script_runs(python: Path, tmp_path: Path) -> None:
    script = python.with_name("newslint.exe" if os.name == "nt" else "newslint")
    done = subprocess.run([str(script), "--version"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("newslint ")
