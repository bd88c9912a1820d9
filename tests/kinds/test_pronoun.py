"""Kind `pronoun` through the public interface."""

from __future__ import annotations

import pytest

from newslint.api import lint_text
from newslint.ruleset import load_rules

RULES = load_rules()


def found(text: str, *codes: str) -> list[tuple[str, str]]:
    return [
        (finding.match, finding.suggestions[0] if finding.suggestions else "")
        for finding in lint_text(text, RULES.only(codes or ("MT040", "MT044")))
    ]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Mr Harlow said she was ready to go.", ("she", "he")),
        ("Ms Finch, aged 45, who lives in Oslo, said his son was a cook.", ("his", "her")),
        ("The town admired Mr Harlow and her government for it.", ("her", "his")),
        ("Mr Harlow's government fell after her deputy Ruva Tirimba left.", ("her", "his")),
        ("The actress Ruva Tirimba opened the fair. He sang two songs.", ("He", "She")),
        ("Businessman Ruva Tirimba opened the fair. Tirimba said she was proud.", ("she", "he")),
        ("Wendy Harlow opened the fair and himself paid for it.", ("himself", "herself")),
        ("For her part, Tirimba asked for patience. But he ruled out a war.", ("he", "she")),
        ("Anna Kolb spoke in the town hall. “We shall win,” he said.", ("he", "she")),
        ("Chief economist Philip Kolb said she did not expect it.", ("she", "he")),
        ("Mr Harlow spoke last. They told the town all about the bridge, and thanked her.", ("her", "him")),
    ],
)
def test_the_wrong_pronoun_is_told_with_the_right_one(text: str, wrong: tuple[str, str]) -> None:
    assert found(text) == [wrong]


def test_the_speaker_is_found_over_paragraphs() -> None:
    text = "Mr Orr left early.\n\nSpokeswoman Anna Kolb says the bridge will be closed.\n\n“It is not safe,” he said."
    assert found(text) == [("he", "she")]


@pytest.mark.parametrize(
    "text",
    [
        "Ms Finch met Mr Harlow. He thanked her.",
        "Mr Harlow met his wife at the station. She was late.",
        "The minister met Ms Finch. He thanked her for the visit.",
        "Anna Kolb spoke. “He never came to the town,” she said.",
        "Mr Harlow asked whether he or she would pay.",
        "Ruva Tirimba met Mr Harlow. Tirimba said she was tired.",
        "Kolb met Anna and Peter Kolb. He was tired.",
        "Mr Harlow bought a ship. She sank in May.",
        "Andrea Kolb said he was tired. Robin Kolb said she was not.",
        "The Victoria Police said he was found in the park.",
        "Lawyer Anna Christian, who speaks for Mr Abb and Mr Mub, was angry. She said so.",
        "Mr Harlow told her that it was late.",
    ],
)
def test_somebody_else_may_be_meant(text: str) -> None:
    assert found(text) == []


def test_a_name_of_no_gender_is_told_by_its_other_pronouns() -> None:
    text = "Zhu Xelong opened the harbour. She thanked the workers.\n\nXelong said she was proud. He left at noon."
    assert found(text, "MT041") == [("He", "She")]
    assert found(text) == []


def test_the_rule_says_whether_the_file_or_the_first_name_tells() -> None:
    assert found("Ms Kolb left. Kolb said he was late.", "MT040") == [("he", "she")]
    assert found("Anna Kolb left. Kolb said he was late.", "MT040") == []
    assert found("Anna Kolb left. Kolb said he was late.", "MT044") == [("he", "she")]


def test_a_company_is_no_he() -> None:
    assert found("The German company was founded in a garage. He has three hundred staff.", "MT042") == [("He", "")]
    assert found("The German company was founded by Anton Kolb. He has three hundred staff.", "MT042") == []
