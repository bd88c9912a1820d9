"""Patterns: translation to RE2, and the literals that gate them."""

from __future__ import annotations

import pytest
from helpers import matches, rule

from newslint.errors import RuleError
from newslint.patterns import Screen, compiled, required, translate
from newslint.ruleset import load_rules
from newslint.ruleset.knowledge import Knowledge

NONE = Knowledge()


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("blue moon", ["blue moon"]),
        ("Blue MOON", ["blue moon"]),
        ("(?:red|green) moon", ["green moon", "red moon"]),
        ("hop(?:e|es|ed) [A-Z]+ to", ["hope ", "hoped ", "hopes "]),
        (r"\d+ minutes? ago", [" minute ago", " minutes ago"]),
        (r"\d+ \w+", None),
        ("a.b", None),
        (r"[$€]\d", ["$", "€"]),
        (r"(?P<match>blue) moon\b", ["blue moon"]),
        ("(?:moon)+x", ["moon"]),
        ("(?:moon)?", None),
        ("(?:moon|)x", None),
        (r"\x{201c}we", ["“we"]),
    ],
)
def test_factors(pattern: str, literals: list[str] | None) -> None:
    assert required(translate(pattern, NONE))[0] == literals


def test_a_literal_stands_in_every_example_that_a_pattern_matches() -> None:
    """Over all built-in rules: whatever a pattern matches holds one of its literals."""
    from newslint.ruleset.loader import builtin_folder, read_rules, rule_files

    texts = [
        example["text"] if isinstance(example, dict) else example
        for path in rule_files(builtin_folder())
        for entry in read_rules(path)
        for kind in ("bad", "good")
        for example in entry["examples"][kind]
    ]
    everything = "\n".join(texts)
    for known in load_rules().all_rules:
        if known.kind != "pattern":
            continue
        for pattern, literals in zip(known.plan["patterns"], known.plan["factors"], strict=True):
            if literals is None:
                continue
            for found in compiled(pattern, known.plan["ignore_case"]).finditer(everything):
                assert any(literal in found.group().lower() for literal in literals), (known.code, pattern, found.group())


def test_letters_of_all_scripts_are_word_characters() -> None:
    expression = compiled(translate(r"\w+", NONE), False)
    assert [found.group() for found in expression.finditer("naïve “Ødegård” – Владимир, 中文; नमस्ते 12_3 × ÷")] == [
        "naïve",
        "Ødegård",
        "Владимир",
        "中文",
        "नमस्ते",
        "12_3",
    ]


def test_escapes_and_apostrophes() -> None:
    assert compiled(translate(r"\u201cit’s", NONE), False).search("“it's") is not None


def test_not_a_word_character_cannot_stand_in_a_class() -> None:
    with pytest.raises(RuleError):
        translate(r"[\W,]", NONE)


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"^(\w+\s?)*!$", r"(.*?,){12}P", r"(?:a|b|ab)*c", r"[a-z]{1,900}[0-9]"])
def test_hostile_patterns_end(pattern: str) -> None:
    """Each of these keeps Python's re busy for hours on this text."""
    assert matches("a" * 9_000 + " b" * 4_000, rule(f"kind: pattern\npattern: '{pattern}'")) == []


@pytest.mark.parametrize("pattern", ["(?:a{900}){900}", r"(\p{L}{500}){500}", "x" * 5000])
def test_patterns_too_large_are_refused(pattern: str) -> None:
    with pytest.raises(RuleError):
        rule(f"kind: pattern\npattern: '{pattern}'")


def test_a_screen_tells_which_patterns_match() -> None:
    patterns = [(f"x{number}y", number % 2 == 0) for number in range(40)]
    assert Screen(patterns).matching("an X4Y, an x7y and an X9Y; x39y") == [4, 7, 39]
    assert Screen([]).matching("x") == []


def test_what_a_screen_cannot_hold_counts_as_matching() -> None:
    huge = [(f"(?:[\\p{{L}}{chr(0x4E00 + number)}]|{number}){{300}}", False) for number in range(16)]
    assert Screen([*huge, ("c", False), ("d", False)]).matching("c") == [*range(16), 16]
