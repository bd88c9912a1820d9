"""The scripts of `newslint completion`, in the shells that they are for."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from cli_helpers import Run

SHELLS = ["bash", "zsh", "fish"]


@pytest.fixture
def script(request: pytest.FixtureRequest, run: Run, folder: Path) -> Path:
    """The script for the shell that is the fixture's parameter, in a folder with the texts bad.txt and clean.txt and the folder house."""
    shell: str = request.param
    if shutil.which(shell) is None:
        pytest.skip(f"needs {shell}")
    done = run("completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    path = folder / f"newslint.{shell}"
    path.write_text(done.stdout, encoding="utf-8")
    return path


def ask(script: Path, shell: str, program: str, *arguments: str) -> list[str]:
    done = subprocess.run(
        [shell, "-c", program, shell, *arguments], cwd=script.parent, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [line.partition("\t")[0] for line in done.stdout.splitlines()]


def in_bash(script: Path, words: list[str]) -> list[str]:
    program = """
    source "$1"; shift
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
    "$(complete -p newslint | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
    printf '%s\\n' "${COMPREPLY[@]}"
    """
    return ask(script, "bash", program, script.name, *words)


def in_fish(script: Path, words: list[str]) -> list[str]:
    return ask(script, "fish", f"source {script.name}; complete -C '{' '.join(words)}'")


CASES = [
    (["newslint", "l"], {"lint"}, {"score"}),
    (["newslint", ""], {"lint", "score", "explain", "rules", "config", "completion"}, {"bad.txt"}),
    (["newslint", "rules", ""], {"list", "show", "test", "schema", "new"}, {"lint"}),
    (["newslint", "completion", ""], set(SHELLS), {"lint"}),
    (["newslint", "lint", "--se"], {"--select", "--severity"}, {"--since"}),
    (["newslint", "lint", "--fail-on", ""], {"info", "warning", "error"}, {"bad.txt"}),
    (["newslint", "lint", "--format", ""], {"full", "json", "jsonl", "text"}, {"base", "bad.txt"}),
    (["newslint", "score", "--format", ""], {"json", "text"}, {"jsonl"}),
    (["newslint", "lint", "--output", "cl"], {"clean.txt"}, {"bad.txt"}),
    (["newslint", "lint", "--quiet", "ba"], {"bad.txt"}, {"clean.txt"}),
]


@pytest.mark.parametrize("script", ["bash", "fish"], indirect=True)
def test_words_are_completed(script: Path) -> None:
    complete = in_bash if script.suffix == ".bash" else in_fish
    for words, wanted, unwanted in CASES:
        found = set(complete(script, words))
        assert wanted <= found and not unwanted & found, words
    assert [word.rstrip("/") for word in complete(script, ["newslint", "lint", "--rules", "h"])] == ["house"]


@pytest.mark.parametrize("script", SHELLS, indirect=True)
def test_the_shell_reads_its_script(script: Path) -> None:
    subprocess.run([script.suffix[1:], "-n", str(script)], check=True, timeout=60)
    assert "added-lines-only" in script.read_text()


def test_another_shell_is_refused(run: Run) -> None:
    done = run("completion", "ksh")
    assert done.returncode == 2 and "'zsh'" in done.stderr
