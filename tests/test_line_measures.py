"""Figures of the lines of a document."""

from __future__ import annotations

import pytest
from helpers import document, rule
from hypothesis import given
from hypothesis import strategies as st

from newslint.engine import Engine
from newslint.line_measures import ABSENT, MOST, NAMES, LineMeasures
from newslint.ruleset import RuleSet

PROSE = "The mill by the river was kept by the town after a long row, since nobody else had offered enough for it, the mayor said."
HEADING = rule(
    "kind: phrase\nphrases: [most read]\nscope: {line: whole}\nreport: line",
    code="BP901",
    name="heading",
    category="boilerplate",
    confidence=0.9,
)
WORD = rule("kind: phrase\nphrases: [cookies]", code="BP902", name="word", category="boilerplate", confidence=0.5)


def measures(*lines: str, openers: dict[str, list[str]] | None = None) -> LineMeasures:
    source = document("\n".join(lines) + "\n")
    engine = Engine(RuleSet([HEADING, WORD], source.knowledge))
    return LineMeasures(source, engine.signs(source), openers or {})


def test_the_form_of_a_line() -> None:
    found = measures("BBC News: 24 updates | more", "It rained.", '"No," she said.', "www.example.com")
    assert found.column("words") == [5, 2, 3, 3]
    assert found.column("characters") == [27, 10, 15, 15]
    assert found.column("final-mark") == [0, 1, 1, 0]
    assert found.column("capitals") == [0.4, 0.5, 1 / 3, 0]
    assert found.column("all-capitals") == [0.2, 0, 0, 0]
    assert found.column("small-words") == [2, 1, 2, 3]
    assert found.column("separators") == [1, 0, 0, 0]
    assert found.column("quotes") == [0, 0, 1, 0]
    assert found.column("address") == [0, 0, 0, 1]
    assert found.column("digits") == [pytest.approx(2 / 27), 0, 0, 0]


def test_blank_lines_and_indents_change_nothing() -> None:
    lines = ["Home", PROSE, "More news", PROSE]
    plain = measures(*lines)
    spaced = measures("", *(f"\t  {line}  \n\n" for line in lines))
    assert [plain.column(name) for name in NAMES] == [spaced.column(name) for name in NAMES]


def test_scripts_without_spaces_are_counted_by_characters() -> None:
    assert measures("東京で会談が行われた。").column("words") == [6]


def test_neighbours_are_asked_for_by_offset() -> None:
    found = measures("One", "Two words", "Here are three")
    assert found.column("words[-1]") == [ABSENT, 1, 2]
    assert found.column("words[+1]") == [2, 3, ABSENT]
    assert found.column("words[+2]") == [3, ABSENT, ABSENT]
    assert found.column("words[-9]") == [ABSENT] * 3
    assert found.rows(["words", "words[+1]"]) == [(1, 2), (2, 3), (3, ABSENT)]
    with pytest.raises(KeyError):
        found.column("beauty")


def test_what_lines_share() -> None:
    found = measures("Mill kept", PROSE, "mill kept", "Mill kept by town", "Football scores")
    assert found.column("repeated") == [1, 0, 1, 0, 0]
    assert found.column("told-elsewhere")[4] == 0
    assert found.column("same-opening")[3] == 0


def test_the_place_among_prose() -> None:
    found = measures("Home", PROSE, "Sub-heading", PROSE, "Tail", "End")
    assert found.column("prose") == [0, 1, 0, 1, 0, 0]
    assert found.column("prose-share-above") == [0, 0, 0.5, 0.5, 1, 1]
    assert found.column("prose-share-below") == [1, 0.5, 0.5, 0, 0, 0]
    assert found.column("lines-to-prose-above") == [MOST, MOST, 1, 2, 1, 2]
    assert found.column("lines-above") == [0, 1, 2, 3, 4, 5]
    assert found.column("lines-below") == [5, 4, 3, 2, 1, 0]
    assert found.column("lines-of-prose") == [2] * 6
    assert found.column("prose-below")[4:] == [0, 0]


def test_wording_counts_for_the_line_and_for_its_neighbours() -> None:
    found = measures("Most read", "The cookies were eaten by the mayor and his two sons", PROSE)
    assert found.column("wording") == [0.9, 0, 0]
    assert found.column("wording-in-part") == [0.9, pytest.approx(0.15), 0]
    assert found.column("wording-above") == [0, 0.9, 0.9]
    assert found.column("wording-below") == [0, 0, 0]


def test_prose_ends_a_list_but_no_thread() -> None:
    lines = ("Top", "Most read", "One", "Two", PROSE, "Three")
    assert measures(*lines, openers={"list": ["BP901"]}).column("lines-below-list-opener") == [MOST, 0, 1, 2, MOST, MOST]
    assert measures(*lines, openers={"thread": ["BP9"]}).column("lines-below-thread-opener") == [MOST, 0, 1, 2, 3, 4]
    assert measures(*lines).column("lines-below-thread-opener") == [MOST] * 6


def test_a_document_without_text_has_no_lines() -> None:
    found = measures("", " ")
    assert found.spans == []
    assert found.rows(["words"]) == []


@given(st.lists(st.text(max_size=40), max_size=12))
def test_every_measure_has_a_value_for_every_line(lines: list[str]) -> None:
    found = measures(*lines)
    if found.spans:
        assert {name: len(found.column(name)) for name in NAMES} == dict.fromkeys(NAMES, len(found.spans))
