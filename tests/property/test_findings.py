"""Whatever the text, the default rules give findings whose spans are right, and nothing else happens."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newslint import lint_bytes, lint_text, load_rules
from newslint.ruleset.loader import builtin_folder, read_rules, rule_files

RULES = load_rules()
PIECES = [
    example["text"]
    for path in rule_files(builtin_folder())
    for entry in read_rules(path)
    for example in entry["examples"]["bad"]
    if isinstance(example, dict)
]
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def check(text: str) -> None:
    previous = (0, 0)
    for finding in lint_text(text, RULES):
        start, end = finding.start.offset, finding.end.offset
        assert 0 <= start < end <= len(text)
        assert text[start:end] == finding.match
        assert (start, end) >= previous
        previous = (start, end)
        assert 0 < finding.confidence <= 1
        assert "\n" not in finding.message
        before = text[:start].replace("\r\n", "\n\n").replace("\r", "\n").count("\n") - text[:start].count("\r\n")
        assert finding.start.line == before + 1
        for edit in finding.fix.edits if finding.fix else ():
            assert 0 <= edit.start <= edit.end <= len(text)


@SLOW
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    check(text)


@SLOW
@given(st.lists(st.sampled_from(PIECES), max_size=6), st.sampled_from(["\n", "\n\n", " ", "", "\r\n"]), st.randoms(use_true_random=False))
def test_faulty_texts_put_together_and_damaged(pieces: list[str], joint: str, chance: random.Random) -> None:
    text = list(joint.join(pieces))
    for _ in range(min(8, len(text))):
        place = chance.randrange(len(text))
        text[place] = chance.choice(["", text[place] * 2, "\u0301", "😀", "\n", "“", "”", " ", ".", "\x00", text[place].swapcase()])
    check("".join(text))


@SLOW
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    result = lint_bytes(data, "x.txt", RULES)
    assert (result.error is None) or (result.findings == () and "\n" not in result.error)


def test_linting_twice_gives_the_same() -> None:
    text = "\n\n".join(PIECES[:80])
    assert lint_text(text, RULES) == lint_text(text, load_rules())


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "\x00", "a", "“", "”", "’", ".", " . ", "\r", "\u202e", "é" * 50])
def test_tiny_texts(text: str) -> None:
    check(text)
