"""What findings prove together: languages, and more confidence."""

from __future__ import annotations

import pytest
from helpers import findings, rule
from hypothesis import given
from hypothesis import strategies as st

from newslint.evidence import Sign, raise_confidence, source_languages, strongest
from newslint.finding import Finding
from newslint.ruleset.model import Rule

SPANISH = rule("kind: phrase\nphrases: [at the end of the day]\nsource-language: [es]", code="MT901", name="a", confidence=0.6)
IBERIAN = rule("kind: phrase\nphrases: [sentimental partner]\nsource-language: [es, pt]", code="MT902", name="b", confidence=0.8)
GERMAN = rule("kind: phrase\nphrases: [traffic light]\nsource-language: [de]", code="MT903", name="c", confidence=0.9)
PLAIN = rule("kind: phrase\nphrases: [blue moon]", code="MT904", name="d", confidence=0.5)
ALL = (SPANISH, IBERIAN, GERMAN, PLAIN)
BY_CODE = {entry.code: entry for entry in ALL}


def confidences(text: str) -> dict[str, float]:
    return {finding.code: finding.confidence for finding in findings(text, *ALL)}


def signs(text: str) -> list[Sign]:
    return [Sign(BY_CODE[finding.code], finding) for finding in findings(text, *ALL)]


def test_one_sign_keeps_its_confidence() -> None:
    assert confidences("At the end of the day, a blue moon.") == {"MT901": 0.6, "MT904": 0.5}


def test_two_rules_of_one_language_raise_each_other() -> None:
    found = confidences("At the end of the day, his sentimental partner left.")
    assert found == {"MT901": pytest.approx(1 - 0.4 * 0.6), "MT902": pytest.approx(1 - 0.2 * 0.7)}


def test_the_same_rule_twice_raises_nothing() -> None:
    assert set(confidences("At the end of the day. At the end of the day.").values()) == {0.6}


def test_other_languages_raise_nothing() -> None:
    assert confidences("At the end of the day, the traffic light.") == {"MT901": 0.6, "MT903": 0.9}


def test_the_language_is_told_when_enough_speaks_for_it() -> None:
    assert source_languages(signs("At the end of the day.")) == []
    assert source_languages(signs("At the end of the day, his sentimental partner.")) == ["es"]
    assert source_languages(signs("The traffic light and a blue moon.")) == []


def test_strongest_signs_name_each_rule_once() -> None:
    told = strongest(signs("A blue moon, the traffic light, a blue moon, a sentimental partner."), 2)
    assert [sign.rule.code for sign in told] == ["MT903", "MT902"]


@given(st.lists(st.tuples(st.sampled_from(ALL), st.floats(0, 1)), max_size=12))
def test_confidence_is_never_lost_and_stays_below_one(drawn: list[tuple[Rule, float]]) -> None:
    (example,) = findings("blue moon", PLAIN)
    given_signs = [Sign(entry, example._replace(code=entry.code, confidence=round(confidence, 2))) for entry, confidence in drawn]
    raised: list[Finding] = raise_confidence(given_signs)
    assert all(sign.finding.confidence <= finding.confidence <= 1 for sign, finding in zip(given_signs, raised, strict=True))
