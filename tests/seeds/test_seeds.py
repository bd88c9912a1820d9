"""The sample corpus: its planted faults are found, its clean files stay clean, and the command line tells them apart."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from newslint.api import lint_file
from newslint.finding import CATEGORIES, FileResult, Finding, severity_rank

SEEDS = Path(__file__).parents[2] / "seeds"
EXPECTED = yaml.safe_load(Path(__file__).with_name("expected.yaml").read_text(encoding="utf-8"))


class Fault(NamedTuple):
    """A planted fault: the quoted text, or the whole line where there is no quote, stands on the 1-based line of the file."""

    file: str
    line: int
    category: str
    quote: str

    def span(self) -> tuple[int, int]:
        """Its offsets in the file's text."""
        lines = (SEEDS / self.file).read_text(encoding="utf-8").split("\n")
        text = lines[self.line - 1]
        start = sum(len(line) + 1 for line in lines[: self.line - 1]) + (text.index(self.quote) if self.quote else 0)
        return start, start + len(self.quote or text)


def faults(section: str) -> list[Fault]:
    return [
        Fault(file, entry["line"], entry["category"], entry.get("quote", ""))
        for file, entries in EXPECTED[section].items()
        for entry in entries
    ]


def fault_id(fault: Fault) -> str:
    short = fault.quote.encode("ascii", "ignore").decode()[:24].strip().replace(" ", "_")
    return f"{fault.file.removeprefix('harbour-talks-').removesuffix('.txt')}:{fault.line}:{fault.category}:{short}"


@functools.cache
def linted(file: str) -> FileResult:
    return lint_file(SEEDS / file)


def found(fault: Fault) -> list[Finding]:
    start, end = fault.span()
    return [
        finding
        for finding in linted(fault.file).findings
        if finding.category == fault.category and finding.start.offset < end and start < finding.end.offset
    ]


def newslint_lint(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newslint", "lint", "--isolated", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


FAULTS, NOT_YET = faults("faults"), faults("not_yet")
CLEAN = sorted(path.name for path in SEEDS.glob("*-clean-*.txt"))
FAULTY = sorted(EXPECTED["faults"])


def test_every_seed_is_either_clean_or_described() -> None:
    assert sorted([*CLEAN, *FAULTY]) == sorted(path.name for path in SEEDS.glob("*.txt"))


@pytest.mark.parametrize("fault", [*FAULTS, *NOT_YET], ids=fault_id)
def test_expected_fault_stands_in_the_file(fault: Fault) -> None:
    start, end = fault.span()
    assert start < end
    assert fault.category in CATEGORIES


@pytest.mark.parametrize("fault", FAULTS, ids=fault_id)
def test_fault_is_found(fault: Fault) -> None:
    assert found(fault)


@pytest.mark.xfail(reason="no rule finds it yet; move it to faults when one does")
@pytest.mark.parametrize("fault", NOT_YET, ids=fault_id)
def test_fault_is_not_found_yet(fault: Fault) -> None:
    assert found(fault)


@pytest.mark.parametrize("file", CLEAN)
def test_clean_file_gives_no_alarm(file: str) -> None:
    result = linted(file)
    assert result.error is None
    alarms = [finding for finding in result.findings if severity_rank(finding.severity) >= severity_rank("warning")]
    assert not alarms, "\n".join(f"line {f.start.line}: {f.code} {f.match!r}: {f.message}" for f in alarms)


@pytest.mark.parametrize(("file", "code"), [*((file, 0) for file in CLEAN), *((file, 1) for file in FAULTY)])
def test_exit_code(file: str, code: int) -> None:
    done = newslint_lint("--format", "json", str(SEEDS / file))
    assert done.returncode == code, done.stderr
    (result,) = json.loads(done.stdout)["results"]
    assert any(finding["severity"] == "error" for finding in result["findings"]) == bool(code)
