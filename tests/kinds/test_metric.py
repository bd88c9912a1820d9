"""Kind `metric`: ranges, units, what is looked at, and messages."""

from __future__ import annotations

import pytest
from helpers import findings, rule

from newslint.errors import RuleError
from newslint.finding import Finding
from newslint.kinds.metric import NAMES, OF_FILES, SHARES, told
from newslint.readability import PLAIN

AD = rule("kind: phrase\nphrases: [advertisement]\nreport: line\nscope: {line: whole}", code="BP901", name="ad", category="boilerplate")
PROSE = "The northern port was closed on Monday, since the ice had come early, and no ship could leave it before the week was over."


def judged(text: str, body: str) -> list[Finding]:
    message = "'{metric} {value} against {limit} in {words}'"
    metric = rule(f"kind: metric\n{body}", code="RD901", name="metric", category="readability", message=message)
    return [found for found in findings(text, metric, AD) if found.code == "RD901"]


def test_a_document_is_told_at_its_first_line() -> None:
    text = f"\n  PORT CLOSED \n\n{PROSE.upper()}\n"
    (found,) = judged(text, "metric: capital-letters\nmost: 0.5\nleast-words: 20")
    assert (found.match, found.start.line, found.start.column, found.end.column) == ("PORT CLOSED", 2, 3, 14)
    assert found.message == "capital-letters 100% against 50% in 24"


def test_paragraphs_are_told_one_by_one() -> None:
    text = f"PORT CLOSED\n\n{PROSE.upper()}\n\n{PROSE}\n\n{PROSE.upper()}\n"
    body = "metric: capital-letters\nunit: paragraph\nmost: 0.5\nleast-words: 20"
    assert [(found.match, found.start.line) for found in judged(text, body)] == [(PROSE.upper(), 3), (PROSE.upper(), 7)]


def test_both_ends_of_the_range_are_allowed() -> None:
    text = "four words stand here\n"
    for bounds in ("least: 4", "most: 4", "least: 4\nmost: 4"):
        assert judged(text, f"metric: words\nof: file\nleast-words: 1\n{bounds}") == []
    assert [f.message for f in judged(text, "metric: words\nof: file\nleast-words: 1\nleast: 5\nmost: 9")] == ["words 4 against 5 in 4"]
    assert [f.message for f in judged(text, "metric: words\nof: file\nleast-words: 1\nleast: 1\nmost: 3")] == ["words 4 against 3 in 4"]


@pytest.mark.parametrize(("unit", "least"), [("document", 100), ("paragraph", 25)])
def test_short_units_are_not_judged(unit: str, least: int) -> None:
    body = f"metric: capital-letters\nunit: {unit}\nof: file\nmost: 0.5"
    assert judged("WORD " * (least - 1), body) == []
    assert len(judged("WORD " * least, body)) == 1
    assert len(judged("WORD WORD", f"{body}\nleast-words: 2")) == 1


def test_an_article_is_running_text_without_junk() -> None:
    text = f"PORT CLOSED AGAIN\nADVERTISEMENT\n{PROSE}\n"
    body = "metric: capital-letters\nmost: 0.1\nleast-words: 1"
    assert judged(text, body) == []
    assert len(judged(text, f"{body}\nof: file")) == 1
    assert judged("PORT CLOSED AGAIN\n", body) == []
    assert [f.match for f in judged(text, f"{body}\nof: file\nunit: paragraph")] == ["PORT CLOSED AGAIN", "ADVERTISEMENT"]
    assert judged(text, f"{body}\nunit: paragraph") == []


def test_the_share_of_junk_comes_from_the_other_rules() -> None:
    text = f"Advertisement\n\n{PROSE}\n"
    body = "metric: junk-share\nleast-words: 20\nmost: "
    assert [found.message for found in judged(text, f"{body}0.03")] == ["junk-share 4% against 3% in 25"]
    assert judged(text, f"{body}0.05") == []


def test_lines_without_final_mark_are_those_of_the_file() -> None:
    text = f"{PROSE}\nport closed\nno ship leaves\nice early\n"
    body = "metric: unmarked-lines\nleast-words: 20\nmost: "
    assert [found.message for found in judged(text, f"{body}0.7")] == ["unmarked-lines 75% against 70% in 31"]
    assert judged(text, f"{body}0.75") == []


@pytest.mark.parametrize("text", ["", "\n \n", " "])
@pytest.mark.parametrize("name", [name for name in NAMES if name in SHARES or name in PLAIN])
def test_a_document_without_text_has_no_findings(text: str, name: str) -> None:
    assert judged(text, f"metric: {name}\nleast: 0.9\nleast-words: 1") == []


def test_hard_wrapping_changes_nothing() -> None:
    wrapped = PROSE.replace("since ", "since\n").replace("ship ", "ship\n")
    (found,) = judged(f"{wrapped}\n\nThe mill is shut.\n", "metric: longest-sentence\nunit: paragraph\nmost: 20\nleast-words: 20")
    assert (found.match, found.message) == (wrapped, "longest-sentence 24 against 20 in 24")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("metric: digits", "needs its range"),
        ("metric: words\nleast: 3\nmost: 2", "no value lies between least: 3 and most: 2"),
        ("metric: digits\nmost: 20", "a share, from 0 to 1; most: 20 says nothing"),
        ("metric: digits\nmost: 1", "most: 1 says nothing"),
        ("metric: digits\nleast: 0", "least: 0 says nothing"),
        ("metric: digts\nmost: 0.5", 'Did you mean "digits"'),
        ("metric: words\nmost: 5\nunit: sentence", '"unit" cannot be "sentence"'),
        ("most: 5", 'lacks the key "metric"'),
        *((f"metric: {name}\nmost: 0.5\nunit: paragraph", 'leave out "unit"') for name in OF_FILES),
        *((f"metric: {name}\nmost: 0.5\nof: article", 'leave out "of"') for name in OF_FILES),
    ],
)
def test_keys_that_make_no_sense_are_told(body: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        rule(f"kind: metric\n{body}", category="readability", code="RD901")


@pytest.mark.parametrize(
    ("value", "limit", "share", "shown"),
    [
        (0.5, 0.2, True, ("50%", "20%")),
        (0.2504, 0.25, True, ("25.04%", "25%")),
        (61.26, 60, False, ("61.3", "60")),
        (60.004, 60, False, ("60.004", "60")),
        (1234.0, 1000, False, ("1,234", "1,000")),
        (-1.5, 0, False, ("-1.5", "0")),
    ],
)
def test_numbers_are_told_with_as_few_decimals_as_will_do(value: float, limit: float, share: bool, shown: tuple[str, str]) -> None:
    assert told(value, limit, share=share) == shown
