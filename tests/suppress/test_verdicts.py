"""Which entries are judged, and how, on a given day."""

from __future__ import annotations

from pathlib import Path

import pytest

from newslint.suppress.entry import BASELINE, WAIVER, Entry
from newslint.suppress.run import Ledger
from newslint.suppress.verdicts import Scope, judged

ENTRY = Entry("0123456789abcdef", "a.txt", "MT001", "the the", reason="quoted")
RAN = Scope({"MT001"}, {"MT001", "BP001"})
TODAY = "2026-07-01"


@pytest.mark.parametrize(
    ("entry", "kind", "met", "scope", "expected"),
    [
        (ENTRY, BASELINE, False, RAN, ["stale-baseline"]),
        (ENTRY, BASELINE, True, RAN, []),
        (ENTRY, WAIVER, False, RAN, ["stale-waiver"]),
        (ENTRY, WAIVER, True, RAN, []),
        (ENTRY, BASELINE, False, None, []),  # a file that this run tells nothing of
        (ENTRY._replace(code="BP001"), BASELINE, False, RAN, []),  # a rule that did not run
        (ENTRY._replace(code="BP999"), BASELINE, False, RAN, ["stale-baseline: there is no rule BP999"]),
        (ENTRY._replace(code="BP999"), BASELINE, False, Scope({"MT001"}, None), []),  # some rule could not be read
        (ENTRY._replace(until="2026-07-01"), WAIVER, True, RAN, []),
        (ENTRY._replace(until="2026-06-30"), WAIVER, True, RAN, ["expired-waiver: its last day was 2026-06-30"]),
        (ENTRY._replace(until="2026-06-30"), WAIVER, True, None, ["expired-waiver: its last day was 2026-06-30"]),
        (ENTRY._replace(until="2026-06-30"), WAIVER, False, RAN, ["stale-waiver"]),
    ],
)
def test_judged(entry: Entry, kind: str, met: bool, scope: Scope | None, expected: list[str]) -> None:
    verdicts = judged([entry], kind, {entry.fingerprint} if met else (), lambda name: scope, TODAY)
    assert [f"{verdict.state}{verdict.why and ': '}{verdict.why}" for verdict in verdicts] == expected


def test_a_name_that_no_file_can_have_is_gone(tmp_path: Path) -> None:
    ledger = Ledger(BASELINE, str(tmp_path / "b.json"), b'{"version": 1, "findings": []}', str(tmp_path))
    assert all(map(ledger.gone, ["x" * 5000, "a/" * 5000, "\0", "\ud800"]))
    assert not ledger.gone(".")
