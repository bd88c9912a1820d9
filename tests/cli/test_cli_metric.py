"""Metrics on the command line: nothing heavy is loaded for those that are off, and what a metric lacks is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from newslint.cli.main import main

SYLLABIC = """\
code: RD960
name: own-smog
kind: metric
category: readability
severity: info
confidence: 0.5
message: 'SMOG is {value}'
why: For tests.
metric: smog-index
most: 30
examples:
  bad:
    - {text: Never tried, match: anything}
    - {text: Never tried, match: anything}
  good: [Never tried, Never tried]
"""


@pytest.fixture
def house(folder: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the other tests with a rule that counts syllables, on a machine without the dictionary for that."""
    import nltk.data

    (folder / "house" / "smog.yaml").write_text(SYLLABIC, encoding="utf-8")
    monkeypatch.setattr(nltk.data, "path", [])
    monkeypatch.setenv("NEWSLINT_CACHE_DIR", environment["NEWSLINT_CACHE_DIR"])
    monkeypatch.chdir(folder)
    return folder


def test_a_default_run_loads_no_formulas(folder: Path, environment: dict[str, str]) -> None:
    code = (
        "import sys; from newslint.cli.main import main\n"
        "main(['lint', 'clean.txt']); main(['rules', 'list'])\n"
        "print('loaded:', {'textstat', 'nltk', 'pyphen'} & set(sys.modules), 'newslint.kinds.metric' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded: set() True"


def test_a_rule_that_cannot_run_is_told_and_the_others_run(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["lint", "--rules", "house", "--format", "text", "bad.txt", "--quiet"]
    assert main([*arguments, "--select", "BP950,RD960"]) == 2
    out, err = capsys.readouterr()
    assert [line.split()[1] for line in out.splitlines()] == ["BP950"]
    (line,) = err.splitlines()
    assert line.startswith(
        "newslint: RD960 own-smog cannot run here: it counts syllables, and the dictionary cmudict of NLTK is not installed"
    )
    assert line.endswith('-m nltk.downloader cmudict", or leave the rule out')


def test_a_rule_that_is_not_chosen_is_not_told(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--rules", "house", "--select", "BP950", "clean.txt", "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_the_examples_of_a_rule_that_cannot_run_are_skipped(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "test", "house"]) == 0
    skipped, told = capsys.readouterr().out.splitlines()
    assert skipped.startswith("house/smog.yaml:1: RD960 skipped: it counts syllables")
    assert told == "4 rules, 12 examples: all pass, 1 rule skipped"
