"""Adjoining junk lines are one finding."""

from __future__ import annotations

import pytest
from helpers import findings, rule

from newslint.finding import Edit

AD = rule(
    "kind: phrase\nphrases: [advertisement]\nscope: {line: whole}\nreport: line\nfix: remove-line\nsafe: true",
    code="BP901",
    name="ad-slot",
    category="boilerplate",
    severity="error",
    confidence=0.99,
)
AGE = rule(
    "kind: pattern\npattern: '\\d+ minutes ago'\nscope: {line: whole}\nreport: line\nfix: remove-line",
    code="BP902",
    name="ticker-age",
    category="boilerplate",
    confidence=0.95,
)
HINT = rule(
    "kind: phrase\nphrases: [by jane doe]\nscope: {line: whole}\nreport: line",
    code="BP903",
    name="byline",
    category="boilerplate",
    severity="info",
)
CALQUE = rule("kind: phrase\nphrases: [minutes]", code="MT901", name="calque")
PROSE = (
    "The northern port was closed on Monday, since the ice had come early, and no ship could leave it before the week was over, they said."
)


def test_adjoining_lines_are_joined_over_blank_lines() -> None:
    (finding,) = findings(f"{PROSE}\n\nAdvertisement\n\n\nADVERTISEMENT\n", AD)
    assert finding.match == "Advertisement\n\n\nADVERTISEMENT"
    assert finding.message == "block of 2 junk lines: ad slot ×2"
    assert (finding.start.line, finding.end.line, finding.end.column) == (3, 6, 14)
    assert finding.fix is not None
    assert finding.fix.applicability == "safe"
    assert finding.fix.edits == (Edit(len(PROSE) + 2, len(PROSE) + 2 + 30, ""),)


def test_a_single_line_stays_as_it_is() -> None:
    (finding,) = findings(f"{PROSE}\n\nAdvertisement\n", AD)
    assert finding.message == "found Advertisement"


def test_lines_that_no_rule_tells_of_keep_junk_apart() -> None:
    text = f"{PROSE}\n\nAdvertisement\nMan Bites Dog in the Northern Port, Police Look On\n3 minutes ago\nRain\n4 minutes ago\n"
    assert [finding.match for finding in findings(text, AD, AGE)] == ["Advertisement", "3 minutes ago", "4 minutes ago"]


def test_errors_take_as_many_warnings_beside_them() -> None:
    text = f"{PROSE}\n\n1 minutes ago\nAdvertisement\n\nAdvertisement\n2 minutes ago\n3 minutes ago\n4 minutes ago\n"
    block, rest = findings(text, AD, AGE)
    assert (block.severity, block.match) == ("error", "1 minutes ago\nAdvertisement\n\nAdvertisement\n2 minutes ago")
    assert (rest.severity, rest.match) == ("warning", "3 minutes ago\n4 minutes ago")


@pytest.mark.parametrize(
    ("lines", "confidence", "applicability"),
    [
        ("Advertisement\nAdvertisement", 0.99, "safe"),
        ("Advertisement\nAdvertisement", 0.9, "unsafe"),  # not sure enough
        ("Advertisement\n3 minutes ago", 0.99, "safe"),
        ("3 minutes ago\nAdvertisement\n3 minutes ago\nAdvertisement\n3 minutes ago", 0.99, "unsafe"),  # more doubtful lines than safe ones
        ("Advertisement\nThat was 3 minutes ago, he said with a sigh.", 0.99, "unsafe"),  # a sentence
    ],
)
def test_when_a_block_is_safe_to_remove(lines: str, confidence: float, applicability: str) -> None:
    age = rule(
        "kind: pattern\npattern: '\\d+ minutes ago'\nreport: line\nfix: remove-line",
        code="BP902",
        name="ticker-age",
        category="boilerplate",
        severity="error",
        confidence=confidence,
    )
    (block,) = findings(f"{PROSE}\n\n{lines}\n", AD._replace(confidence=confidence), age)
    assert block.fix is not None
    assert block.fix.applicability == applicability


def test_one_error_does_not_speak_for_more_warnings() -> None:
    text = f"{PROSE}\n\n1 minutes ago\nAdvertisement\n2 minutes ago\n"
    assert [(finding.severity, finding.match) for finding in findings(text, AD, AGE)] == [
        ("warning", "1 minutes ago"),
        ("error", "Advertisement"),
        ("warning", "2 minutes ago"),
    ]


def test_a_finding_of_several_paragraphs_is_told_with_what_lies_inside() -> None:
    thread = rule(
        "kind: block\nopener: [BP901]\nfurniture: [BP902]\nleast: 1\nreport: line\nfix: remove-line",
        code="BP904",
        name="thread",
        category="boilerplate",
    )
    text = f"Advertisement\n{PROSE}\n3 minutes ago\nAdvertisement\n{PROSE}\nBy Jane Doe\n4 minutes ago\n5 minutes ago\nBy Jane Doe\n"
    found = findings(text, AD, AGE, HINT, thread)
    assert [(finding.code, finding.start.line, finding.end.line) for finding in found] == [("BP904", 1, 8), ("BP903", 9, 9)]


def test_a_block_is_as_sure_as_its_lines_on_average() -> None:
    sure = AD._replace(confidence=1.0)
    unsure = AGE._replace(confidence=0.5)
    (finding,) = findings(f"{PROSE}\n\nAdvertisement\n3 minutes ago\n", sure, unsure)
    assert finding.confidence == 0.75
    assert finding.fix is not None
    assert finding.fix.applicability == "unsafe", "lines that are not safe to remove are not removed unseen"


def test_prose_between_junk_keeps_it_apart() -> None:
    found = findings(f"{PROSE}\n\nAdvertisement\n{PROSE}\nAdvertisement\n{PROSE}\n", AD)
    assert [finding.match for finding in found] == ["Advertisement", "Advertisement"]


def test_hints_do_not_become_part_of_worse_junk() -> None:
    found = findings(f"Advertisement\nBy Jane Doe\n\n{PROSE}\n", AD, HINT)
    assert [(finding.code, finding.severity) for finding in found] == [("BP901", "error"), ("BP903", "info")]


def test_other_faults_inside_junk_are_not_told() -> None:
    text = f"{PROSE}\n\nAdvertisement\n3 minutes ago\n\nIt took minutes.\n"
    assert [finding.code for finding in findings(text, AD, AGE, CALQUE)] == ["BP901", "MT901"]


def test_what_junk_tells_of_the_file_is_kept() -> None:
    date = rule("kind: phrase\nphrases: [3 minutes]", code="ST901", name="date", category="structure")
    text = f"{PROSE}\n\nAdvertisement\n3 minutes ago\n"
    assert [finding.code for finding in findings(text, AD, AGE, date)] == ["BP901", "ST901"]
