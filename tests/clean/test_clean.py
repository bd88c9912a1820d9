"""Edited news of many kinds, full of traps: the default rules give no warning and no error on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from newslint.api import lint_text
from newslint.finding import severity_rank

TEXTS = sorted(Path(__file__).parent.glob("*.txt"))


def test_there_are_clean_texts() -> None:
    assert len(TEXTS) >= 24


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_clean_text_gives_no_alarm(path: Path) -> None:
    findings = lint_text(path.read_text(encoding="utf-8"), path=path.name)
    alarms = [finding for finding in findings if severity_rank(finding.severity) >= severity_rank("warning")]
    assert not alarms, "\n".join(f"line {f.start.line}: {f.code} {f.match!r}: {f.message}" for f in alarms)
