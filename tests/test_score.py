"""The source-quality score: its formula on a small table, and what it says of the files that come with the project."""

from __future__ import annotations

from math import exp, log
from pathlib import Path

import pytest
from helpers import document, rule

from newslint.api import lint_bytes, lint_file, load_rules
from newslint.engine import Engine
from newslint.errors import RuleError
from newslint.finding import Score
from newslint.ruleset.knowledge import Knowledge
from newslint.ruleset.model import Rule, RuleSet
from newslint.score import read_table

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"

TABLE = [
    {"severity": "error", "weight": 1},
    {"severity": "warning", "weight": 0.5},
    {"severity": "info", "weight": 0.1},
    {"part": "translation", "codes": ["MT"], "halves-at": 10},
    {"part": "consistency", "codes": ["MT902"], "halves-at": 5},
    {"part": "boilerplate", "junk": True, "halves-at": 0.5},
    {"part": "completeness", "codes": ["ST"], "per": "file", "halves-at": 1},
    {"grade": "good", "least": 70},
    {"grade": "bad", "least": 0},
]
MOON = rule("kind: phrase\nphrases: [blue moon]", code="MT901", name="moon", severity="error", confidence=0.9)
SUN = rule("kind: phrase\nphrases: [old sun]", code="MT902", name="sun", severity="warning", confidence=0.8)
END = rule("kind: phrase\nphrases: [and then]", code="ST901", name="end", category="structure", severity="error", confidence=0.5)
JUNK = rule("kind: phrase\nphrases: [tell a friend]", code="BP901", name="junk", category="boilerplate", severity="warning")
PROSE = "The mayor of the town spoke of the mill and of the river, and she said that both of them would stay."  # 22 words


def scored(text: str, *rules: Rule, table: list[dict[str, object]] = TABLE, **tables: list[dict[str, str]]) -> Score | None:
    knowledge = Knowledge(entries={"score": table, **tables})
    return Engine(RuleSet(rules or (MOON, SUN, END, JUNK), knowledge)).examine(document(text, knowledge)).score


def halved(amount: float) -> int:
    return round(100 * 2**-amount)


def test_a_text_without_findings_is_worth_100() -> None:
    assert scored(PROSE) == Score(100, "good", {"translation": 100, "consistency": 100, "boilerplate": 100, "completeness": 100})


def test_findings_count_by_severity_and_confidence_per_1000_words_of_at_least_300() -> None:
    found = scored(f"{PROSE} A blue moon rose.")
    assert found and found.parts["translation"] == halved(0.9 * 1000 / 300 / 10)
    longer = scored("\n".join([f"{PROSE} A blue moon rose.", *[PROSE] * 27]))  # 28 * 22 + 4 words
    assert longer and longer.parts["translation"] == halved(0.9 * 1000 / 620 / 10)


def test_the_longest_beginning_of_a_code_says_which_part_it_belongs_to() -> None:
    found = scored(f"{PROSE} An old sun rose.")
    assert found and found.parts["translation"] == 100
    assert found.parts["consistency"] == halved(0.5 * 0.8 * 1000 / 300 / 5)


def test_what_counts_by_the_file_does_not_depend_on_its_length() -> None:
    short, long = scored(f"{PROSE} And then it ended."), scored("\n".join([PROSE] * 50 + ["And then it ended."]))
    assert short and long and short.parts["completeness"] == long.parts["completeness"] == halved(0.5)


def test_junk_counts_by_its_share_and_labels_beside_it_too_but_for_a_heading() -> None:
    one = scored(f"{PROSE}\n\nTell a friend")
    assert one and one.parts["boilerplate"] == halved(3 / 25 / 0.5)
    labels = "\n".join(["Sports Weather Traffic Opinion Letters Archive"] * 6)  # 36 words, 30 of which might be a heading
    more = scored(f"{PROSE}\n\nTell a friend\n{labels}")
    assert more and more.parts["boilerplate"] == halved(9 / 31 / 0.5)
    assert scored(f"{PROSE}\n{labels}") == scored(PROSE)


def test_the_whole_is_the_product_of_the_parts_and_has_a_grade() -> None:
    found = scored(f"{PROSE} A blue moon and an old sun rose. And then it ended.\n\nTell a friend")
    assert found is not None
    product = 1.0
    for share in found.parts.values():
        product *= (share or 0) / 100
    assert found.value == pytest.approx(100 * product, abs=1.5)
    assert (found.value < 70) == (found.grade == "bad")


def test_a_part_that_no_rule_tells_of_is_not_judged() -> None:
    found = scored(f"{PROSE} A blue moon rose.\n\nTell a friend", MOON)
    assert found and found.parts == {
        **{"translation": halved(0.9 * 1000 / 300 / 10), "consistency": None},
        **{"boilerplate": None, "completeness": None},
    }
    assert found.value == found.parts["translation"]
    assert scored(PROSE, JUNK, table=[entry for entry in TABLE if "junk" not in entry]) is None


def test_a_file_without_text_is_worth_nothing() -> None:
    for text in ("", " \n\n\t\n"):
        assert scored(text) == Score(0, "bad", {"translation": 0, "consistency": 0, "boilerplate": 0, "completeness": 0})


@pytest.mark.parametrize("repeats", [1, 30])
def test_a_scorecard_counts_by_its_likelihood_and_its_finding_does_not_count_again(repeats: int) -> None:
    table = [*TABLE, {"part": "translation", "scorecard": "MT950", "halves-at": 4}]
    cards = [{"bias": "0.5"}]
    knowledge = Knowledge(entries={"cards": list(cards)})
    card = rule(
        "kind: scorecard\ntable: cards\nsigns: [MT]\nleast-words: 100\nthresholds: {warning: 0}", knowledge, code="MT950", name="card"
    )
    found = scored("\n".join([PROSE] * repeats), MOON, card, table=table, cards=cards)
    assert found and found.parts["translation"] == halved(log(1 + exp(0.5)) * min(1, 22 * repeats / 100) / 4)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"part": "translation", "codes": ["MT"], "halves-at": 0}, '"halves-at" must be a number'),
        ({"part": "translation", "code": ["MT"], "halves-at": 1}, 'unknown key "code" in part. Did you mean "codes"'),
        ({"part": "translation", "halves-at": 1}, "needs one of codes, junk, scorecard"),
        ({"part": "translation", "codes": ["MT"], "junk": True, "halves-at": 1}, "needs one of codes, junk, scorecard"),
        ({"severity": "fatal", "weight": 1}, '"severity" cannot be "fatal"'),
        ({"weight": 1}, "has none of severity, part, grade"),
    ],
)
def test_a_table_that_cannot_be_used(entry: dict[str, object], message: str, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=message):
        read_table(Knowledge(entries={"score": [entry]}))
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "score.yaml").write_text(f"about: mine\nentries: [{entry}]\n", encoding="utf-8")
    problems: list[str] = []
    rules = load_rules(tmp_path, builtin=False, use_cache=False, problems=problems)
    assert len(problems) == 1 and problems[0].startswith("knowledge/score.yaml: ")
    assert lint_bytes(b"A text.", "a.txt", rules).score is None


def test_the_sample_corpus_is_ranked_as_a_reader_would() -> None:
    scores = {path.name: lint_file(path).score for path in SEEDS.glob("*.txt")}
    clean = [score.value for name, score in scores.items() if score and "clean" in name]
    faulty = [score.value for name, score in scores.items() if score and "clean" not in name]
    assert len(scores) == len(clean) + len(faulty) and min(clean) >= 90 and max(faulty) < 40
    parts = {name: score.parts for name, score in scores.items() if score}
    assert min(parts, key=lambda name: parts[name]["boilerplate"] or 0) == "harbour-talks-platform.txt"
    assert min(parts, key=lambda name: parts[name]["translation"] or 0) == "harbour-talks-round-trip.txt"


@pytest.mark.parametrize("name", ["harbour-talks-platform.txt", "harbour-talks-round-trip.txt"])
def test_removing_a_line_of_junk_never_lowers_the_score(name: str) -> None:
    whole = lint_file(SEEDS / name)
    lines = (SEEDS / name).read_text(encoding="utf-8").split("\n")
    junk = {
        number
        for finding in whole.findings
        if finding.category == "boilerplate"
        for number in range(finding.start.line, finding.end.line + 1)
        if lines[number - 1].strip()
    }
    assert junk and whole.score
    for number in sorted(junk):
        less = lint_bytes("\n".join(lines[: number - 1] + lines[number:]).encode(), name).score
        assert less and less.value >= whole.score.value, f"without line {number}: {lines[number - 1]}"


def test_adding_to_the_junk_never_raises_the_score() -> None:
    text = (SEEDS / "harbour-talks-clean-wire.txt").read_text(encoding="utf-8")
    values = []
    for count in range(0, 40, 8):
        score = lint_bytes((text + "\n\nAdvertisement" * count).encode(), "a.txt").score
        assert score
        values.append(score.value)
    assert values == sorted(values, reverse=True) and values[0] > values[-1]
