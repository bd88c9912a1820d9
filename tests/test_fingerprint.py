"""A fingerprint stays when text moves, and changes when the passage does."""

from __future__ import annotations

from helpers import findings, rule
from hypothesis import given
from hypothesis import strategies as st

from newslint.api import lint_bytes
from newslint.ruleset.knowledge import Knowledge
from newslint.ruleset.model import RuleSet

MOON = rule("kind: phrase\nphrases: [blue moon]")
RULES = RuleSet([MOON], Knowledge())
PASSAGE = "They said that once in a blue moon the port is closed."


def prints(text: str) -> list[str]:
    return [finding.fingerprint for finding in findings(text, MOON)]


@given(st.lists(st.sampled_from(["A line.", "", "Some other line, longer.", "Blue."]), max_size=6))
def test_lines_before_and_after_change_nothing(lines: list[str]) -> None:
    text = "\n\n".join([*lines, PASSAGE, *lines])
    assert prints(text) == prints(PASSAGE)


def test_case_and_space_of_the_match_change_nothing() -> None:
    assert prints(PASSAGE) == prints(PASSAGE.replace("blue moon", "Blue\u00a0moon"))


def test_lines_next_to_its_own_change_nothing() -> None:
    assert prints(f"The sun.\n{PASSAGE}\nAnd the stars.") == prints(PASSAGE)


def test_its_file_is_called_by_its_name_not_by_its_path() -> None:
    def print_of(path: str, name: str | None) -> str:
        return lint_bytes(PASSAGE.encode(), path, RULES, name=name).findings[0].fingerprint

    assert print_of("a.txt", None) == print_of("../seeds/a.txt", "a.txt") != print_of("../seeds/a.txt", None)


def test_a_changed_passage_changes_it() -> None:
    assert prints(PASSAGE) != prints(PASSAGE.replace("once in a", "twice in a"))
    assert prints(PASSAGE) != prints(PASSAGE.replace("the port", "the bar"))


def test_the_same_passage_twice_has_two() -> None:
    first, second = prints(f"{PASSAGE}\n\n{PASSAGE}")
    assert first == prints(PASSAGE)[0]
    assert second != first


def test_they_are_sixteen_hexadecimal_digits() -> None:
    (found,) = prints(PASSAGE)
    assert len(found) == 16
    assert int(found, 16) >= 0
