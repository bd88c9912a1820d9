"""Kind `split` through the public interface."""

from __future__ import annotations

import pytest

from newslint.api import lint_text
from newslint.ruleset import load_rules

RULES = load_rules()


def found(text: str, *codes: str) -> list[str]:
    return [finding.match for finding in lint_text(text, RULES.only(codes))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ilona T., who led the talks, Tarvo said it was late.", ["Ilona T.,", "Tarvo"]),
        ("Mr H., who opened the new harbour, Harlow also wrote books.", ["Mr H.,", "Harlow"]),
        ("Paul V., the official, said it. Smernov said he was told.", ["Paul V.,", "Smernov"]),
        ("The chairman, Peter D, who is also head of the board, Dutov – was silent.", ["Peter D,", "Dutov"]),
    ],
)
def test_a_name_cut_at_its_initial_is_told_at_both_ends(text: str, parts: list[str]) -> None:
    assert found(text, "NM010", "NM011") == parts


@pytest.mark.parametrize(
    "text",
    [
        "Ilona T., 34, was held on Friday near Torvik, police said.",
        "In Group B, which has four teams, Bulgaria won.",
        "Wendy R. Sherman, the envoy, left. Sherman said so.",
        "They drank Vitamin C, which they had bought in the town, Carlow said.",
    ],
)
def test_initials_are_no_cuts(text: str) -> None:
    assert found(text, "NM010", "NM011") == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The hall looks over the lake. Geneva. It is cold.", ["lake. Geneva."]),
        ("They asked to join. NATO. It was late.", ["join. NATO."]),
        ("Ruva Tirimba came. They saw Ruva. Tirimba left.", ["Ruva. Tirimba"]),
        ("The mayor of the town spoke. Kolb. left.", []),
        ("They met Ruva. Everybody left.", []),
    ],
)
def test_a_full_stop_inside_a_name(text: str, parts: list[str]) -> None:
    assert found(text, "NM012") == parts


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The council of the town has kept the old plan The mayor said so.", "The"),
        ("The two envoys spent the whole of May in Oslo He told nobody.", "He"),
        ("Nobody in the town wanted to pay for the bridge It's too long.", "It's"),
        ("They waited for the train until the evening However, it was late.", "However"),
        ("They waited for the train until the evening But Orr had left.", "But"),
        ("They thought that the price was too high for all of them A total of nine left.", "A"),
        ("They thought that the price was too high for the bank The US was silent.", "The"),
        ("They were told to wait until the end of 2004 This was too late.", "This"),
    ],
)
def test_a_lost_full_stop_is_told(text: str, word: str) -> None:
    assert found(text, "MT025") == [word]


@pytest.mark.parametrize(
    "text",
    [
        "He was shown in the film The long day and in the town of The Dalles.",
        "The players of the England A side were drawn into group A and left.",
        "Most of the readers of the newspaper The Sun were for it.",
        "The band is known in the town as The Who and as nothing else.",
        "All the girls took A levels in the spring of that year.",
        "Wards protected The jury said that nobody was to blame.",
        "All of them thought that God knows He is near.",
        "THEY LEFT THE HALL IN THE EVENING The mayor stayed.",
        "There are two facts in the report of the board: 1) The town is old; 2) It is poor.",
    ],
)
def test_titles_names_and_headings_are_no_lost_stops(text: str) -> None:
    assert found(text, "MT025") == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("“It will be paid.” begins to say. Nobody left.", ["begins to say."]),
        ("Two men were held in Oslo. The NTB reported. They left.", ["The NTB reported."]),
        ("They left the hall. Nobody said. It was late.", []),
        ("“Why?” Orr said. Nobody knew.", []),
        ("“We will pay,” said. The hall was empty.", ["said."]),
    ],
)
def test_orphaned_attributions(text: str, parts: list[str]) -> None:
    assert found(text, "MT020") == parts


def test_one_small_word_is_no_sentence() -> None:
    assert found("They denied the whole story. lies. They left.", "MT026") == ["lies."]
    assert found("It was made by J. R. & Co. and sold, approx. fifty times.", "MT026") == []


def test_what_is_said_twice_at_a_link() -> None:
    assert found("Today Orr reported He reported a fire.", "MT027") == ["Orr reported He reported"]
    assert found("Today Orr reported it. He reported a fire.", "MT027") == []


def test_what_stands_twice_is_told_at_its_place() -> None:
    text = "They spoke of the old town and the. New bridge. They spoke of and. Then they left."
    assert found(text, "MT021") == ["the.", "and."]


def test_name_cut_before_somebody_new() -> None:
    codes = RULES.only(["NM012"])
    cut = "The law was signed by President Klavs. Jurgisson, after a meeting with the ministers."
    assert [finding.match for finding in lint_text(cut, codes)] == ["Klavs. Jurgisson"]
    known = "Tom Jurgisson came late. The law was signed by President Klavs. Jurgisson, after a meeting, left."
    assert not lint_text(known, codes)
