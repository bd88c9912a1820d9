"""scope, near and unless."""

from __future__ import annotations

import pytest
from helpers import matches, rule

PROSE = (
    "The ministry of the islands said on Monday that the northern port would be closed for a week, since the ice had come early this year,"
    " and that no ship could leave."
)


def moon(conditions: str) -> object:
    return rule(f"kind: phrase\nphrases: [moon]\n{conditions}")


@pytest.mark.parametrize(
    ("zone", "found"),
    [("head", ["first moon"]), ("body", ["second moon"]), ("tail", ["third moon"]), ("[head, tail]", ["first moon", "third moon"])],
)
def test_zone(zone: str, found: list[str]) -> None:
    text = f"first moon\n\n{PROSE}\n\nsecond moon {PROSE}\n\n{PROSE}\n\nthird moon"
    phrases = rule(f"kind: phrase\nphrases: ['{{first,second,third}} moon']\nscope: {{zone: {zone}}}")
    assert matches(text, phrases) == found


@pytest.mark.parametrize(
    ("where", "found"),
    [("whole", [0]), ("start", [0, 1]), ("end", [0, 2])],
)
def test_line(where: str, found: list[int]) -> None:
    lines = ["* moon |", "moon rise", "the moon.", "a moon x"]
    for number, line in enumerate(lines):
        assert bool(matches(line, moon(f"scope: {{line: {where}}}"))) == (number in found), line


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("start", ["Moon rises. So it does."]),
        ("end", ["So it does. See the moon."]),
        ("whole", ["So. Moon. So."]),
        ("inside", ["The moon rises."]),
    ],
)
def test_sentence(where: str, found: list[str]) -> None:
    texts = ["Moon rises. So it does.", "So it does. See the moon.", "So. Moon. So.", "The moon rises."]
    whole = ["So. Moon. So."] if where in ("start", "end") else []
    assert [text for text in texts if matches(text, moon(f"scope: {{sentence: {where}}}"))] == sorted([*found, *whole], key=texts.index)


def test_quotes() -> None:
    text = "The moon. “No moon,” she said."
    assert len(matches(text, moon("scope: {quotes: outside}"))) == 1
    assert len(matches(text, moon("scope: {quotes: inside}"))) == 1
    assert len(matches(text, moon(""))) == 2


def test_max_words() -> None:
    limited = moon("scope: {max-words: 3}")
    assert matches("a moon rose", limited) == ["moon"]
    assert matches("then a moon rose", limited) == []


@pytest.mark.parametrize(
    ("within", "text", "found"),
    [
        ("sentence", "The moon and the stars.", True),
        ("sentence", "The moon. The stars.", False),
        ("paragraph", "The moon. The stars.", True),
        ("paragraph", "The moon.\n\nThe stars.", False),
        ("document", "The moon.\n\nThe stars.", True),
        ("document", "The moon.\n\nThe starship.", False),
        ("line", "The moon.\nThe stars.", False),
    ],
)
def test_near_and_unless_are_each_other(within: str, text: str, found: bool) -> None:
    nearby = f"{{any: ['{{a star,stars}}'], within: {within}}}"
    assert bool(matches(text, moon(f"near: {nearby}"))) == found
    assert bool(matches(text, moon(f"unless: {nearby}"))) != found


def test_a_star_stands_for_any_ending() -> None:
    assert matches("moon starship", moon("near: {any: [star*]}")) == ["moon"]
    assert matches("moon upstart", moon("near: {any: [star*]}")) == []


def test_the_match_itself_does_not_count_as_near() -> None:
    assert matches("moon", moon("near: {any: [moon]}")) == []
    assert matches("moon moon", moon("near: {any: [moon]}")) == ["moon", "moon"]


def test_every_near_must_hold() -> None:
    both = moon("near: [{any: [sun]}, {any: [star]}]")
    assert matches("moon sun", both) == []
    assert matches("moon sun star", both) == ["moon"]
