"""The engine: matches become findings."""

from __future__ import annotations

import textwrap

import pytest
from helpers import document, findings, matches, rule

from newslint.engine import merge_overlapping
from newslint.errors import RuleError
from newslint.finding import Edit
from newslint.kinds.base import Match
from newslint.ruleset.knowledge import Knowledge

MOON = "kind: phrase\nphrases: [blue moon]"


def test_a_phrase_is_found_at_its_exact_place() -> None:
    (finding,) = findings("😀 A\r\n  Blue Moon!", rule(MOON))
    assert finding.match == "Blue Moon"
    assert (finding.start.line, finding.start.column, finding.start.offset) == (2, 3, 7)
    assert (finding.end.line, finding.end.column, finding.end.offset) == (2, 12, 16)
    assert finding.message == "found Blue Moon"


@pytest.mark.parametrize("text", ["bluemoon", "blue moons", "ablue moon", "blue  moon", "bluë moon", "blue moon\u0301"])
def test_words_are_matched_whole(text: str) -> None:
    assert matches(text, rule(MOON)) == []


@pytest.mark.parametrize("text", ["blue moon", "(blue moon)", "“Blue moon”", "blue\u00a0moon", "BLUE MOON,", "中blue moon文"])
def test_shapes_of_spaces_and_quotes_do_not_matter(text: str) -> None:
    assert len(matches(text, rule(MOON))) == 1


def test_apostrophes_are_all_the_same() -> None:
    assert matches("It’s mine. It's mine.", rule('kind: phrase\nphrases: ["it\'s"]')) == ["It’s", "It's"]


def test_a_phrase_runs_over_the_line_ends_of_hard_wrapped_text() -> None:
    paragraph = (
        "The ministry of the islands said that the port would be closed for a week and opened once in a blue moon after that, since"
        " ice came."
    )
    wrapped = textwrap.fill(paragraph, 101)
    assert "blue\nmoon" in wrapped
    assert matches("\n\n".join([wrapped] * 4), rule(MOON)) == ["blue\nmoon"] * 4


def test_overlapping_matches_of_one_rule_are_merged() -> None:
    assert matches("a big blue moon rose", rule("kind: phrase\nphrases: [big blue, blue moon, moon]")) == ["big blue moon"]


def test_merging_keeps_the_longest() -> None:
    merged = merge_overlapping([Match(4, 9, ("b",)), Match(0, 5, ("a",)), Match(20, 21), Match(9, 10, ("c",))])
    assert [(match.start, match.end, match.suggestions) for match in merged] == [(0, 9, ("a",)), (9, 10, ("c",)), (20, 21, ())]


def test_findings_are_sorted_by_place_then_code() -> None:
    first = rule("kind: phrase\nphrases: [moon]", code="MT902", name="b")
    second = rule("kind: phrase\nphrases: [moon, sun]", code="MT901", name="a")
    assert [(finding.match, finding.code) for finding in findings("sun moon", first, second)] == [
        ("sun", "MT901"),
        ("moon", "MT901"),
        ("moon", "MT902"),
    ]


def test_a_substitution_suggests_in_the_case_of_the_match() -> None:
    swap = rule("kind: substitution\nswap: {'{old,ancient} port': harbour}\nfix: replace\nsafe: true")
    first, second = findings("Old port and ancient port", swap)
    assert (first.suggestions, second.suggestions) == (("Harbour",), ("harbour",))
    assert second.fix is not None
    assert (second.fix.applicability, second.fix.edits) == ("safe", (Edit(13, 25, "harbour"),))


def test_a_named_group_narrows_a_pattern_and_others_fill_the_message() -> None:
    narrowed = rule(r"kind: pattern" + "\n" + r"pattern: '(?P<who>\p{Lu}\w+) said (?P<match>so+)'", message="'{who}: {match}'")
    (finding,) = findings("Then Ödön said sooo.", narrowed)
    assert (finding.match, finding.message) == ("sooo", "Ödön: sooo")


def test_a_pattern_does_not_cross_paragraphs() -> None:
    assert matches("a blue\n\nmoon", rule("kind: pattern\npattern: 'blue.*moon'")) == []


def test_patterns_with_and_without_literals_work_in_one_rule() -> None:
    both = rule(r"kind: pattern" + "\n" + r"patterns: ['moon \d', '\d\d:\d\d']")
    assert matches("moon 3 at 12:30", both) == ["moon 3", "12:30"]


def test_a_word_list_fills_a_pattern() -> None:
    knowledge = Knowledge({"moons": ["blue moon", "moon"]})
    assert matches("blue moon rise", rule("kind: pattern\npattern: '(?:{{moons}}) rise'", knowledge), knowledge=knowledge) == [
        "blue moon rise"
    ]


def test_case_counts_where_the_rule_says_so() -> None:
    assert matches("Polish polish", rule("kind: phrase\nphrases: [polish]\ncase: sensitive")) == ["polish"]
    assert matches("Polish polish", rule("kind: pattern\npattern: polish")) == ["polish"]
    assert matches("Polish polish", rule("kind: pattern\npattern: polish\ncase: insensitive")) == ["Polish", "polish"]


def test_report_line_spans_the_line_without_its_space() -> None:
    lined = rule(MOON + "\nreport: line\nfix: remove-line")
    (finding,) = findings("one\n  a blue moon rose  \nthree", lined)
    assert finding.match == "a blue moon rose"
    assert finding.fix is not None
    assert finding.fix.edits == (Edit(4, 25, ""),)


def test_min_count_needs_so_many() -> None:
    twice = rule(MOON + "\nscope: {min-count: 2}")
    assert matches("blue moon", twice) == []
    assert matches("blue moon, blue moon", twice) == ["blue moon", "blue moon"]


def test_long_matches_are_shortened_in_messages_only() -> None:
    (finding,) = findings("moon " + "x" * 200, rule("kind: pattern\npattern: 'moon x+'"))
    assert len(finding.match) == 205
    assert len(finding.message) < 100


def test_messages_are_not_format_strings() -> None:
    with pytest.raises(RuleError):
        rule(MOON, message="'{match.__class__}'")
    with pytest.raises(RuleError):
        rule(MOON, message="'{match:>9999999}'")


def test_an_empty_text_has_no_findings() -> None:
    assert findings("", rule(MOON)) == []
    assert findings(" \n\n ", rule(MOON)) == []


def test_the_document_is_not_touched_by_rules_that_do_not_need_it() -> None:
    looked_at = document("no such words here")
    from newslint.engine import Engine
    from newslint.ruleset.model import RuleSet

    assert Engine(RuleSet([rule(MOON)], Knowledge())).lint(looked_at) == []
    assert not {"sentences", "quotes", "mentions"} & looked_at.__dict__.keys()


def test_a_rule_that_reports_once_counts_the_other_places_and_mends_them_all() -> None:
    swap = rule("kind: substitution\nswap: {old port: harbour}\nfix: replace\nreport: once")
    (finding,) = findings("Old port and old port, old port", swap)
    assert (finding.match, finding.start.offset) == ("Old port", 0)
    assert finding.message == "found Old port (3 times in the file)"
    assert finding.fix is not None
    assert finding.fix.edits == (Edit(0, 8, "Harbour"), Edit(13, 21, "harbour"), Edit(23, 31, "harbour"))


def test_a_rule_that_reports_once_counts_nothing_when_there_is_one_place() -> None:
    (finding,) = findings("blue moon", rule(f"{MOON}\nreport: once"))
    assert finding.message == "found blue moon"


def test_many_matches_have_another_severity() -> None:
    slip = rule(f"{MOON}\nmany: {{least: 2, severity: error}}", severity="info")
    assert [finding.severity for finding in findings("blue moon", slip)] == ["info"]
    assert [finding.severity for finding in findings("blue moon, blue moon", slip)] == ["error", "error"]


def test_direct_speech_can_have_another_severity() -> None:
    slip = rule(f"{MOON}\nin-speech: info", severity="error")
    found = findings('A blue moon rose. "A blue moon rose," she said.', slip)
    assert [finding.severity for finding in found] == ["error", "info"]
