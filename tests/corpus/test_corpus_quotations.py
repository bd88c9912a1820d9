"""Quotations: who speaks, and when wordings differ too much to be copies and too little to be two sentences."""

from __future__ import annotations

import pytest
from corpus_helpers import document, story
from hypothesis import given
from hypothesis import strategies as st

from newslint.corpus.checks.quotations import Wording, is_copied
from newslint.corpus.consensus import conflicts_in
from newslint.corpus.extract.quotations import quotations_in
from newslint.corpus.votes import decide


def quoted(text: str) -> list[tuple[str, str]]:
    return [(found.speaker, found.said.text) for found in quotations_in(document(text), ())]


def told(*texts: str) -> list[tuple[int, str]]:
    files = story(*texts)
    return [(found.member, texts[found.member][found.start : found.end]) for found in decide(files, conflicts_in(files, ["quote-drift"]))]


@pytest.mark.parametrize(
    "text",
    [
        "“We sold the old mill last summer,” Greta Holm said.",
        "“We sold the old mill last summer,” said Greta Holm, the mayor of Vik.",
        "“We sold the old mill last summer,” the mayor of Vik, Greta Holm, told reporters.",
        "Greta Holm said: “We sold the old mill last summer,”",
        "Mayor Greta Holm told the council of Vik that “We sold the old mill last summer,”",
        "According to Greta Holm, “We sold the old mill last summer,”",
        "Greta Holm was asked about the mill. “We sold the old mill last summer,” she said.",
        "Greta Holm said that she was tired.\n\n“We sold the old mill last summer,” she added.",
        "Greta Holm spoke to the council at night:\n\n“We sold the old mill last summer,”",
    ],
)
def test_who_speaks(text: str) -> None:
    assert ("Holm", "We sold the old mill last summer,") in quoted(text)


def test_a_quote_without_report_goes_on_with_the_last_speaker() -> None:
    text = "“We sold the old mill last summer,” Lars Brandt said. “Nobody wanted the old mill.”\n\n“Nobody came to see the old mill.”"
    assert [speaker for speaker, _ in quoted(text)] == ["Brandt", "Brandt", "Brandt"]


def test_each_sentence_stands_by_itself_without_marks() -> None:
    text = "Anna Berg said: “The old mill is gone. Nobody wanted the old mill.” And then “gone” again."
    assert quoted(text) == [("Berg", "The old mill is gone."), ("Berg", "Nobody wanted the old mill.")]


def test_nothing_tells_who_speaks() -> None:
    assert quoted("“We sold the old mill last summer.”") == [("", "We sold the old mill last summer.")]


@given(st.text(max_size=300))
def test_quotations_stand_where_they_say(text: str) -> None:
    for found in quotations_in(document(text), ()):
        assert text[found.said.start : found.said.end] == found.said.text


SAID = "The discussion was open, direct and thorough, but it revealed many differences on fundamental questions"
DRIFTED = "The conversation was open, direct and deep, but it showed a large number of quarrels on fundamental questions"
REPORT = "“{},” Anton Lisse told reporters in Lindholt."


def test_another_wording_is_told_without_its_marks() -> None:
    others = (REPORT.format(SAID),) * 3
    assert told(REPORT.format(DRIFTED), *others) == [(0, f"{DRIFTED},")]


@pytest.mark.parametrize(
    "own",
    [
        SAID,
        "Open, direct and thorough, but it revealed many differences",
        "The discussion was open, direct and thorough",
        "The discussion was open, direct and very thorough, but it revealed many differences on fundamental questions",
        "The discussion [in Lindholt] was open, direct and thorough, but it revealed many differences on fundamental questions",
        "The discussion was open … but it revealed many differences on fundamental questions",
        "Our discussion is open, direct and thorough, but it reveals many differences on all fundamental questions",
        "The discussion was open, direct and thorogh, but it revealed many diferences on fundamental questions",
        "I think the discussion was open, direct and thorough",
        "We will meet again in the spring, and then we will talk about the differences on the fleet",
    ],
)
def test_cuts_insertions_spelling_and_other_sentences_are_no_drift(own: str) -> None:
    assert told(REPORT.format(own), *(REPORT.format(SAID),) * 3) == []


def test_a_file_with_both_sentences_shows_that_they_are_two() -> None:
    both = f"{REPORT.format(DRIFTED)} {REPORT.format(SAID)}"
    assert told(REPORT.format(DRIFTED), both, REPORT.format(SAID), REPORT.format(SAID)) == []


def test_numbers_in_words_tell_as_others_do() -> None:
    own = REPORT.format("Fifty-six years have I, and nobody employs me any more")
    assert told(own, *(REPORT.format("I am fifty-six years old, and nobody is going to employ me"),) * 2)


def test_other_speakers_may_say_alike() -> None:
    other = "“The fleet has no place in the harbours of the Grey Sea,” Jonas Berg said."
    assert told(other, *("“The fleet has a place in many harbours of the sea,” Anton Lisse said.",) * 3) == []


WORDS = st.lists(st.sampled_from(["mill", "sea", "Vik", "treaty", "open", "deep", "sold", "harbour"]), min_size=1, max_size=20)


@given(WORDS, WORDS)
def test_comparing_is_symmetric_and_bounded(one: list[str], other: list[str]) -> None:
    first, second = (Wording(words, [len(word) for word in words]) for words in (one, other))
    assert first.likeness(second) == second.likeness(first)
    assert 0 <= first.likeness(second) <= 1
    assert is_copied(" ".join(one), " ".join(other)) == is_copied(" ".join(other), " ".join(one))


@given(WORDS)
def test_a_wording_agrees_with_itself(words: list[str]) -> None:
    wording = Wording(words, [10] * len(words))
    assert wording.shared(wording) == wording.total
    assert is_copied(" ".join(words), " ".join(words))


def test_the_order_of_words_makes_no_copy() -> None:
    assert told(
        REPORT.format("We counted houses, not people"), *(REPORT.format("It was people whom we did not count, but the houses"),) * 2
    )


def test_a_cut_quote_that_another_source_has_in_full_stands_against_a_drifted_one() -> None:
    cut = REPORT.format("The discussion was open, direct and thorough")
    assert told(REPORT.format(DRIFTED), cut, REPORT.format(SAID)) == [(0, f"{DRIFTED},")]
