"""What findings prove together: languages, and more confidence."""

from __future__ import annotations

import pytest
from helpers import findings, rule
from hypothesis import given
from hypothesis import strategies as st

from newslint.errors import RuleError
from newslint.evidence import Sign, source_languages, strongest, weigh
from newslint.finding import Position
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


HINT = rule(
    "kind: phrase\nphrases: [in this regard]\nsource-language: [es]\nsupport: 0.8", code="MT905", name="e", confidence=0.4, severity="info"
)
OTHER = rule("kind: phrase\nphrases: [this regard]\nsource-language: [es, pt]", code="MT906", name="f", confidence=0.9, severity="info")


def test_a_hint_without_support_is_not_told() -> None:
    assert [finding.code for finding in findings("In this regard, a traffic light.", HINT, GERMAN)] == ["MT903"]


def test_a_hint_is_told_in_company_of_its_language() -> None:
    told = findings("In this regard, a sentimental partner.", HINT, IBERIAN)
    assert [finding.code for finding in told] == ["MT905", "MT902"]


def test_rules_that_speak_of_the_same_words_only_are_no_company_and_tell_it_once() -> None:
    assert [finding.code for finding in findings("In this regard, she left.", HINT, OTHER)] == ["MT906"]
    told = findings("In this regard, she left. This regard, again.", HINT, OTHER)
    assert [(finding.code, finding.confidence) for finding in told] == [("MT906", 0.9), ("MT906", 0.92)]


def test_support_is_for_rules_of_a_language() -> None:
    with pytest.raises(RuleError, match="name it"):
        rule("kind: phrase\nphrases: [blue moon]\nsupport: 1")


@given(st.lists(st.tuples(st.sampled_from([*ALL, HINT]), st.floats(0, 1), st.integers(0, 50), st.integers(1, 9)), max_size=12))
def test_weighing_never_lowers_confidence_and_adds_nothing(drawn: list[tuple[Rule, float, int, int]]) -> None:
    (example,) = findings("blue moon", PLAIN)
    signs_drawn = [
        Sign(
            entry,
            example._replace(
                code=entry.code,
                severity=entry.severity,
                confidence=round(confidence, 2),
                start=Position(1, start + 1, start),
                end=Position(1, start + length + 1, start + length),
            ),
        )
        for entry, confidence, start, length in drawn
    ]
    weighed = weigh(signs_drawn)
    before = [(sign.rule.code, sign.finding.start, sign.finding.end, sign.finding.confidence) for sign in signs_drawn]
    for sign in weighed:
        same = [entry for entry in before if entry[:3] == (sign.rule.code, sign.finding.start, sign.finding.end)]
        assert any(confidence <= sign.finding.confidence <= 1 for *_, confidence in same)
    assert len(weighed) <= len(signs_drawn)
    plain = [sign for sign in signs_drawn if sign.rule is PLAIN]
    assert [sign for sign in weighed if sign.rule is PLAIN] == plain
