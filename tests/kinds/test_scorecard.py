"""Kind `scorecard`."""

from __future__ import annotations

import math

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


PROSE = "The mill by the river was kept by the town after a long row, since nobody else had offered enough for it, the mayor said.\n"
LINES = [
    {"bias": "-1"},
    {"card": "words < 4 ? (final-mark < 0.5 ? 3 : 0.5) : -1"},
    {"card": "lines-to-prose-above < 2 ? -0.5 : 1"},
    {"measure": "words", "low": "few words", "high": "many words"},
    {"measure": "final-mark", "low": "no final mark"},
    {"measure": "lines-to-prose-above", "high": "far from prose"},
]
OF_LINES = (
    "kind: scorecard\nunit: line\ntable: cards\nthresholds: {info: 0, warning: 1, error: 3}\nreport: line\nfix: remove-line\nsafe: true"
)
SLOT = rule(
    "kind: phrase\nphrases: [slot]\nscope: {line: whole}\nreport: line",
    code="BP902",
    name="slot",
    category="boilerplate",
    severity="error",
    confidence=1.0,
)
HINT = SLOT._replace(severity="info")


def lines(text: str, body: str = OF_LINES, entries: list[dict[str, str]] = LINES, *others: object) -> list[Finding]:
    knowledge = Knowledge(entries={"cards": list(entries)})
    judge = rule(
        body, knowledge, code="BP901", name="junk", message="'{likely}: {signs}'", severity="error", category="boilerplate", confidence=0.9
    )
    return [finding for finding in findings(text, judge, *others, knowledge=knowledge) if finding.code == "BP901"]


def test_each_line_is_judged_by_its_points() -> None:
    (finding,) = lines(f"{PROSE}Blue moons rise.\nMost Read\n")
    assert (finding.match, finding.start.line, finding.severity) == ("Most Read", 3, "error")
    assert finding.confidence == pytest.approx(1 / (1 + math.exp(-3)), abs=0.01)
    assert finding.message == "95%: no final mark, few words, far from prose"


def test_only_the_severity_of_the_rule_is_safe_to_mend() -> None:
    sure, unsure = lines(f"{PROSE}Home page\n{PROSE}This line is no label\nNews\n")
    assert (unsure.severity, unsure.match) == ("error", "News")
    assert (sure.severity, sure.match) == ("warning", "Home page")
    assert sure.fix is not None
    assert unsure.fix is not None
    assert (sure.fix.applicability, unsure.fix.applicability) == ("unsafe", "safe")


def test_a_line_beside_an_error_gets_more_points() -> None:
    text = f"{PROSE}Home page\nNews\n"
    assert [finding.severity for finding in lines(text)] == ["error"], "a block of a warning and an error"
    assert [finding.match for finding in lines(text, OF_LINES + "\nbeside-error: 2")] == ["Home page\nNews"]


def test_hints_may_need_company() -> None:
    text = f"{PROSE}One two.\nThree four.\n"
    assert [finding.match for finding in lines(text)] == ["Three four."]
    assert lines(text, OF_LINES + "\ncompany: 1") == []
    assert [finding.match for finding in lines(f"{text}{PROSE}{PROSE}Slot\n", OF_LINES + "\ncompany: 1", LINES, SLOT)] == ["Three four."]


def test_what_wording_tells_as_severely_is_not_told_twice() -> None:
    text = f"{PROSE}One\nSlot\n"
    assert [finding.match for finding in lines(text)] == ["One\nSlot"]
    assert lines(text, OF_LINES, LINES, SLOT) == [], "the block has the code of the surer line"
    assert [finding.match for finding in lines(text, OF_LINES, LINES, HINT)] == ["One\nSlot"]


def test_settled_lines_are_left_to_their_rule() -> None:
    assert lines(f"{PROSE}{PROSE}One two\nSlot\n", OF_LINES + "\nsettled: [BP902]", LINES, HINT)[0].match == "One two"


def test_a_file_of_too_many_lines_is_left_alone() -> None:
    assert lines(f"{PROSE}Home\nNews\n", OF_LINES + "\nmost-lines: 2") == []


@pytest.mark.parametrize(
    ("card", "told"),
    [
        ("beauty < 4 ? 1 : 0", 'there is no measure "beauty" of lines'),
        ("words < 4 ? 1", 'needs ":"'),
        ("words > 4 ? 1 : 0", "cannot be read"),
        ("words < few ? 1 : 0", "needs a number after <"),
        ("words < 4 ? words < 2 ? 1 : 0 : 0", "needs a number, or a question in brackets,"),
        ("words < 4 ? 1 : 0 : 2", "has more after its end"),
        ("(" * 50 + "1" + ")" * 50, "questions deep"),
        (" ", "needs a number, or a question in brackets,"),
    ],
)
def test_a_card_that_cannot_be_read_is_told(card: str, told: str) -> None:
    with pytest.raises(RuleError, match=told):
        lines(PROSE, OF_LINES, [{"card": card}])


def test_an_entry_of_another_sort_is_told() -> None:
    with pytest.raises(RuleError, match="has none of card, bias, and measure"):
        lines(PROSE, OF_LINES, [{"words": "of"}])
    with pytest.raises(RuleError, match="the bias must be a number"):
        lines(PROSE, OF_LINES, [{"bias": "much"}])


def test_keys_of_the_other_unit_are_told() -> None:
    with pytest.raises(RuleError, match='"signs" is not for scorecards with unit: line'):
        lines(PROSE, OF_LINES + "\nsigns: [MT]")
    with pytest.raises(RuleError, match='"company" is not for scorecards with unit: document'):
        card(body=BODY + "\ncompany: 2")
    with pytest.raises(RuleError, match='lacks the key "signs"'):
        card(body=BODY.replace("signs: [MT9]\n", ""))
