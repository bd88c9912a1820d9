"""Kind `article` through the public interface."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.api import lint_text
from newslint.ruleset import load_rules

RULES = load_rules().only(["MT051"])


def suggested(text: str) -> list[str]:
    return [finding.suggestions[0] for finding in lint_text(text, RULES)]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("He told a honest tale.", ["an honest"]),
        ("They waited for an union.", ["a union"]),
        ("It is a unusual case.", ["an unusual"]),
        ("He won by a 8-3 score.", ["an 8"]),
        ("An useful book, in an 50th edition.", ["A useful", "a 50th"]),
        ("She met a Austrian and an Ukrainian.", ["an Austrian", "a Ukrainian"]),
    ],
)
def test_the_sound_decides(text: str, right: list[str]) -> None:
    assert suggested(text) == right


@pytest.mark.parametrize(
    "text", ["El Ni&ntilde;a event", "a mp3 file", "The 1.8% and a 1.8% rise", "R&a open", "an 802.11b net", "a.open", "an\u00a0\n\nbook"]
)
def test_what_is_read_letter_by_letter_or_is_no_article_passes(text: str) -> None:
    assert suggested(text) == []


@given(st.sampled_from("bcdfgjklmnpqrstvwz"), st.sampled_from("aeio"), st.text("bcdfglmnprst", min_size=3, max_size=8))
def test_the_suggestion_is_never_wrong_itself(consonant: str, vowel: str, rest: str) -> None:
    for word in (consonant + vowel + rest, vowel + rest):
        for article in ("a", "an"):
            for right in suggested(f"It was {article} {word}."):
                assert suggested(f"It was {right}.") == []
