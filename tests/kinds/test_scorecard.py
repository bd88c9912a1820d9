"""Kind `scorecard`."""

from __future__ import annotations

import pytest
from helpers import findings, rule

from newslint.errors import RuleError
from newslint.finding import Finding
from newslint.ruleset.knowledge import Knowledge

ENTRIES = [
    {"bias": "-1"},
    {"words": "of the", "usual": "2", "spread": "1", "weight": "1"},
    {"measure": "contractions", "usual": "3", "spread": "1", "weight": "-0.5"},
    {"findings": "MT9", "usual": "0", "spread": "1", "weight": "2"},
]
BODY = "kind: scorecard\ntable: cards\nsigns: [MT9]\nleast-words: 10\nlanguages: tongues\nthresholds: {info: 0.5, warning: 6}"
TONGUES = [{"code": "es", "name": "Spanish"}]
MOON = rule("kind: phrase\nphrases: [blue moon]\nsource-language: [es]", code="MT902", name="moon", confidence=0.9)
SUN = rule("kind: phrase\nphrases: [old sun]\nsource-language: [es]", code="MT903", name="sun", confidence=0.9)
PLAIN_TEXT = "\n\n The end of the day came before the mayor of the town spoke of the mill.\n"


def card(entries: list[dict[str, str]] = ENTRIES, body: str = BODY) -> tuple[Knowledge, object]:
    knowledge = Knowledge(entries={"cards": list(entries), "tongues": TONGUES})
    return knowledge, rule(body, knowledge, message="'{likely} from {source}: {signs}'", severity="info", name="card")


def judged(text: str) -> list[Finding]:
    knowledge, judge = card()
    return [finding for finding in findings(text, judge, MOON, SUN, knowledge=knowledge) if finding.code == "MT901"]


def test_the_form_alone_can_tell() -> None:
    (finding,) = judged(PLAIN_TEXT)
    assert (finding.match, finding.start.line, finding.severity) == (PLAIN_TEXT.strip(), 3, "info")
    assert finding.message == '99% from another language: often "of the", low contractions'
    assert finding.confidence == pytest.approx(0.99)


def test_findings_count_and_are_told_first_with_their_language() -> None:
    (finding,) = judged(PLAIN_TEXT + "A blue moon and an old sun shone on the town.\n")
    assert finding.severity == "warning"
    assert finding.message == '99% from Spanish: MT902 in line 4, MT903 in line 4, often "of the", low contractions'


@pytest.mark.parametrize(
    "text", ["", "\n", "The end of the day.", "He didn't say why it's late, and they don't ask what they're told at all, do they?"]
)
def test_short_or_ordinary_texts_are_left_alone(text: str) -> None:
    assert judged(text) == []


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"words": "of", "usual": "x", "spread": "1", "weight": "1"}, 'needs a number as "usual"'),
        ({"words": "of", "usual": "1", "spread": "0", "weight": "1"}, "needs a spread above 0"),
        ({"measure": "beauty", "usual": "1", "spread": "1", "weight": "1"}, 'there is no measure "beauty"'),
        ({"language": "es", "usual": "1", "spread": "1", "weight": "1"}, "can only be language: best"),
        ({"usual": "1", "spread": "1", "weight": "1"}, "has none of words, marks, measure, findings, language"),
    ],
)
def test_a_feature_that_is_none_is_told(entry: dict[str, str], told: str) -> None:
    with pytest.raises(RuleError, match=told):
        card([entry])


def test_thresholds_and_table_are_needed() -> None:
    with pytest.raises(RuleError, match="needs thresholds"):
        card(body=BODY.replace("\nthresholds: {info: 0.5, warning: 6}", ""))
    with pytest.raises(RuleError, match='no table "cards"'):
        card([])


def test_several_rules_of_one_language_can_tell() -> None:
    knowledge, judge = card([{"bias": "-1"}, {"language": "best", "usual": "0", "spread": "1", "weight": "2"}])
    text = "In the old town the mayor and the clerk of the mill spoke of it. A blue moon rose."
    (finding,) = [found for found in findings(text + " An old sun.", judge, MOON, SUN, knowledge=knowledge) if found.code == "MT901"]
    assert "Spanish" in finding.message


def test_the_keys_of_every_rule_hold_for_a_scorecard_too() -> None:
    knowledge, judge = card(body=BODY + "\nunless: {any: [windmill], within: document}")
    assert [found.code for found in findings(PLAIN_TEXT, judge, knowledge=knowledge)] == ["MT901"]
    assert findings(PLAIN_TEXT + "A windmill stood there.\n", judge, knowledge=knowledge) == []
