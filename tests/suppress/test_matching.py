"""A moved passage is accepted, a changed one is not, and changing one changes nothing for its neighbours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from helpers import rule
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.api import lint_bytes
from newslint.finding import Finding
from newslint.ruleset.knowledge import Knowledge
from newslint.ruleset.model import RuleSet
from newslint.suppress.entry import SHOWN, Entry, entry_of
from newslint.suppress.matching import Index, accepted

FLAGGED = ("alpha", "beta", "gamma ray")
LONG = [" ".join(f"long{number}" if number != 15 else middle for number in range(30)) for middle in ("one", "two")]
RULES = RuleSet([rule(f"kind: phrase\nphrases: [alpha, beta, gamma ray, delta, {LONG[0]}, {LONG[1]}]")], Knowledge())

Line = list[str]
few = settings(max_examples=40, deadline=None)


def found(text: str, name: str = "a.txt") -> tuple[Finding, ...]:
    return lint_bytes(text.encode(), name, RULES).findings


def entries(text: str, name: str = "a.txt") -> list[Entry]:
    return [entry_of(finding, name) for finding in found(text, name)]


def pairs(
    old: list[Entry], text: str, name: str = "a.txt", gone: Callable[[str], bool] = lambda path: False, met: tuple[str, ...] = ()
) -> list[tuple[Finding, Entry]]:
    return list(accepted(found(text, name), name, Index(old), met, gone))


def reopened(old: str, new: str) -> list[str]:
    """The findings of a changed text that entries made from the old one do not accept."""
    known = {finding for finding, _ in pairs(entries(old), new)}
    return [finding.match for finding in found(new) if finding not in known]


@st.composite
def texts(draw: st.DrawFn) -> list[Line]:
    """Lines of flagged passages, three at most, among words that each stand once: more of the same in a row cannot be told apart."""
    words = st.lists(st.sampled_from([*FLAGGED, "", "", ""]), min_size=1, max_size=9).filter(lambda line: sum(map(bool, line)) <= 3)
    kinds = draw(st.lists(words, min_size=1, max_size=4))
    marks = st.sampled_from(["", "", ",", "."])
    return [[(word or f"w{row}x{column}") + draw(marks) for column, word in enumerate(line)] for row, line in enumerate(kinds)]


def joined(lines: list[Line]) -> str:
    return "\n\n".join(map(" ".join, lines)) + "\n"


@few
@given(texts(), st.randoms(use_true_random=False))
def test_moved_lines_and_new_ones_reopen_nothing(lines: list[Line], random: object) -> None:
    moved = [*lines, ["A", "clean", "line."]]
    random.shuffle(moved)  # type: ignore[attr-defined]
    old = entries(joined(lines))
    met = pairs(old, joined(moved))
    assert len({entry for _, entry in met}) == len(met) == len(found(joined(moved))) == len(old)


@few
@given(texts())
def test_a_renamed_file_reopens_nothing_and_a_copy_everything(lines: list[Line]) -> None:
    text = joined(lines)
    old = entries(text)
    assert len(pairs(old, text, "b.txt", gone=lambda path: path == "a.txt")) == len(old)
    assert pairs(old, text, "b.txt") == []
    spent = tuple(entry.fingerprint for entry in old)
    assert pairs(old, text, "c.txt", gone=lambda path: True, met=spent) == []


@few
@given(texts(), st.data())
def test_changing_a_passage_reopens_that_one_alone(lines: list[Line], data: st.DataObject) -> None:
    places = [(row, column) for row, line in enumerate(lines) for column, word in enumerate(line) if not word.startswith("w")]
    if not places:
        return
    row, column = data.draw(st.sampled_from(places))
    mark = lines[row][column].lstrip("abcdefghijklmnopqrstuvwxyz ")
    new = data.draw(st.sampled_from(["delta", "nothing", "three more words"]))
    changed = [list(line) for line in lines]
    changed[row][column] = new + mark
    assert reopened(joined(lines), joined(changed)) == ["delta"] * (new == "delta")


@few
@given(texts(), st.data())
def test_a_changed_word_nearby_that_is_nobodys_passage_reopens(lines: list[Line], data: st.DataObject) -> None:
    places = [(row, column) for row, line in enumerate(lines) for column, word in enumerate(line) if word.startswith("w")]
    if not places:
        return
    row, column = data.draw(st.sampled_from(places))
    word = lines[row][column].rstrip(",.")
    changed = [[other.replace(word, "changed") for other in line] for line in lines]
    beside = [
        finding.match
        for finding in found(joined(changed))
        if "changed" in f"{finding.context.before} {finding.context.after}".replace(",", "").replace(".", "").split()
    ]
    assert reopened(joined(lines), joined(changed)) == beside


@few
@given(texts())
def test_a_second_copy_of_a_passage_is_new(lines: list[Line]) -> None:
    once = len(found(joined(lines)))
    assert len(reopened(joined(lines), joined([*lines, *lines]))) == once


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("He saw alpha near beta today.", "He saw omega near beta today.", []),
        ("He saw alpha near beta today.", "He saw alpha near the omega.", []),  # what stood behind beta may have moved out of sight
        ("He saw alpha near beta today.", "He saw near beta today.", []),
        ("He saw alpha near beta today.", "He saw alpha near beta tomorrow.", ["alpha", "beta"]),
        ("He saw alpha near beta today.", "He saw omega beside beta today.", ["beta"]),  # the word between them changed, too
        ("He saw alpha near beta today.", "He heard alpha near beta today.", ["alpha", "beta"]),
        ("He saw alpha or so near beta.", "He saw omega or so near beta.", []),
        ("He saw alpha far from the beta.", "He saw omega far from a beta.", ["beta"]),
        ("He saw alpha.\nAnd then beta came.", "He saw omega.\nAnd now beta came.", ["beta"]),  # not in its line
        ("“Alpha” (beta)", "“Omega” (beta)", []),
        ("Straße alpha beta", "STRASSE alpha beta", ["alpha", "beta"]),
    ],
)
def test_cases(old: str, new: str, expected: list[str]) -> None:
    assert [match.lower() for match in reopened(old, new)] == expected


def test_a_long_passage_is_told_from_another_that_looks_the_same_when_shortened() -> None:
    one, other = (f"He saw alpha {passage} here." for passage in LONG)
    assert [entry.match for entry in entries(one)] == [entry.match for entry in entries(other)]
    assert len(entries(one)[1].match) == SHOWN
    assert reopened(one, other.replace("alpha", "omega")) == [LONG[1]]
    assert reopened(one, one.replace("alpha", "omega")) == []


def test_waivers_accept_renamed_passages_but_know_no_neighbours() -> None:
    waiver = entries("He saw alpha near beta today.")[1]._replace(context=None)
    assert [entry for _, entry in pairs([waiver], "He saw alpha near beta today.", "b.txt", gone=lambda path: True)] == [waiver]
    assert pairs([waiver], "He saw omega near beta today.") == []
