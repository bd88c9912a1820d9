"""Cleaned copies: what is removed and mended, the way back, and that nothing new comes of it."""

from __future__ import annotations

import pytest
from helpers import findings, rule
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newslint import clean_text, lint_text, load_rules
from newslint.clean import Cleaned, CleaningError, clean
from newslint.fingerprint import normalised
from newslint.ruleset.knowledge import Knowledge
from newslint.ruleset.loader import builtin_folder, read_rules, rule_files
from newslint.ruleset.model import Rule, RuleSet

RULES = load_rules()
ENTRIES = {entry["code"]: entry for path in rule_files(builtin_folder()) for entry in read_rules(path)}
SAFE = [rule.code for rule in RULES.rules if rule.safe and rule.code != "BP300"]  # which is safe in a page only
JUNK = "Advertisement\n"
STORY = (
    "The harbour master of Lindholt closed the old customs house on Monday. He said that the roof had become too weak to bear the snow.",
    "Two ferries will sail from the northern pier until the roof has been mended, the county said in a letter to the islanders.",
)


def cleaned(text: str, *rules: Rule, unsafe: bool = False) -> Cleaned:
    """A text cleaned by some rules."""
    return clean(text, lambda draft: findings(draft, *rules), unsafe=unsafe)


def swap(before: str, after: str, code: str = "MT901", *, safe: bool = True) -> Rule:
    """A rule that puts one word for another."""
    tail = "\nfix: replace" + ("\nsafe: true" if safe else "")
    return rule(f"kind: substitution\nswap: {{{before}: {after}}}{tail}", code=code, name=f"swap-{code.lower()}")


def drop(phrase: str, code: str = "MT902", how: str = "remove-match") -> Rule:
    """A rule that takes a phrase out, or the line that it stands in."""
    report = "\nreport: line" if how == "remove-line" else ""
    return rule(f"kind: phrase\nphrases: [{phrase}]\nfix: {how}\nsafe: true{report}", code=code, name=f"drop-{code.lower()}")


def way_back(text: str, copy: Cleaned) -> None:
    """The runs are equal in both texts and in order; with the changes, they make up all of both."""
    made, taken = [], []
    pieces = [(change.at, 0, change) for change in copy.changes] + [(run.start, 1, run) for run in copy.runs]
    for _, is_run, piece in sorted(pieces, key=lambda entry: entry[:2]):
        if is_run:
            kept = copy.text[piece.start : piece.start + piece.length]
            assert kept == text[piece.origin : piece.origin + piece.length]
            made.append(kept)
            taken.append(kept)
            assert copy.original_offset(piece.start) == piece.origin
        else:
            made.append(piece.content)
            taken.append(text[piece.start : piece.end])
            assert piece.findings
    assert "".join(made) == copy.text
    assert "".join(taken) == text


def test_safe_fixes_only_unless_asked() -> None:
    rules = swap("moon", "sun", safe=False), drop("really")
    text = "It was really a blue moon."
    assert cleaned(text, *rules).text == "It was a blue moon."
    assert cleaned(text, *rules, unsafe=True).text == "It was a blue sun."
    assert cleaned("A mean moon.", *rules).text == "A mean moon."


def test_a_single_suggestion_is_an_unsafe_fix_and_a_choice_is_none() -> None:
    one = rule("kind: substitution\nswap: {moon: sun}")
    assert cleaned("A moon.", one).text == "A moon."
    assert cleaned("A moon.", one, unsafe=True).text == "A sun."
    hint = rule("kind: substitution\nswap: {moon: sun}", severity="info")
    assert cleaned("A moon.", hint, unsafe=True).text == "A moon."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("really yes", "yes"),
        ("yes really", "yes"),
        ("oh really yes", "oh yes"),
        ("oh\nreally\nyes", "oh\n\nyes"),
        ("oh (really) yes", "oh () yes"),
        ("really, yes", ", yes"),
    ],
)
def test_a_match_goes_with_the_space_it_would_leave(text: str, left: str) -> None:
    assert cleaned(text, drop("really")).text == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\n\nx\n\nb\n", "a\n\nb\n"),
        ("x\n\na\n", "a\n"),
        ("a\n\nx\n", "a\n"),
        ("a\n\nx", "a\n"),
        ("a\nx\nb\n", "a\nb\n"),
        ("a\nx\n\nb\n", "a\n\nb\n"),
        ("a\n\nx\n\n\nx\n\nb\n", "a\n\nb\n"),
        ("a\n\nx\n\nx\n\n", "a\n"),
        ("x\n\nx\n", ""),
        ("a\r\n\r\nx\r\n\r\nb\r\n", "a\r\n\r\nb\r\n"),
        ("a\r\n\r\n\r\n  x\r\n\r\n  b\r\n", "a\r\n\r\n\r\n  b\r\n"),
        ("a\rx\rb\r", "a\rb\r"),
        ("a\n\nx\n   b\n", "a\n\n   b\n"),
    ],
)
def test_a_line_goes_with_the_blank_lines_that_it_would_leave(text: str, left: str) -> None:
    copy = cleaned(text, drop("x", how="remove-line"))
    assert copy.text == left
    way_back(text, copy)


def test_mended_text_is_read_anew() -> None:
    assert cleaned("oh really my", drop("really"), drop("oh my", "MT903")).text == ""


def test_the_way_back() -> None:
    text = "😀 a moon, really, and a moon.\nAnd on."
    copy = cleaned(text, swap("moon", "sunrise"), drop("really"))
    assert copy.text == "😀 a sunrise, , and a sunrise.\nAnd on."
    way_back(text, copy)
    assert copy.original_offset(copy.text.index("And on")) == text.index("And on")
    assert copy.original_offset(copy.text.index("rise")) == text.index("moon")
    assert [(change.start, change.end, change.content) for change in copy.changes] == [(4, 8, "sunrise"), (10, 16, ""), (24, 28, "sunrise")]
    assert [[finding.code for finding in change.findings] for change in copy.changes] == [["MT901"], ["MT902"], ["MT901"]]


def test_fixes_that_undo_each_other_are_told() -> None:
    with pytest.raises(CleaningError, match="MT901, MT902 undo each other"):
        cleaned("A moon.", swap("moon", "sun", "MT901"), swap("sun", "moon", "MT902"))


def test_a_fix_that_would_bring_a_new_finding_is_left_out() -> None:
    moon = rule("kind: phrase\nphrases: [blue moon]", code="MT903", name="moon")
    text = "A blue really moon. It is really far."
    copy = cleaned(text, drop("really"), moon)
    assert copy.text == "A blue really moon. It is far."
    assert [(finding.code, finding.start.offset) for finding in copy.kept] == [("MT902", 7)]
    assert cleaned(copy.text, drop("really"), moon).text == copy.text


def test_nothing_to_clean() -> None:
    for text in ("", "\n", "A quiet day.\n"):
        copy = cleaned(text, drop("really"))
        assert (copy.text, copy.changes, copy.kept) == (text, (), ())
        way_back(text, copy)


def test_junk_around_a_story_goes_and_the_story_stays() -> None:
    title = "Customs house in Lindholt closed for fear of snow"
    text = f"{JUNK}\n{title}\n\n{STORY[0]}\n\n{title} (2)\n\n{STORY[1]}\n\n{JUNK}Subscribe to our newsletter\n"
    copy = clean_text(text)
    assert copy.text == f"{title}\n\n{STORY[0]}\n\n{STORY[1]}\n"
    assert {finding.code for change in copy.changes for finding in change.findings} >= {"BP001", "ST001"}


@pytest.mark.parametrize("code", SAFE)
def test_what_is_safe_is_mended_in_an_example(code: str) -> None:
    """A rule whose fix is safe mends one of its own examples at least, and nothing that is safe is left undone."""
    beside = next(rule for rule in RULES.rules if rule.code == code).kind in ("block", "scorecard")
    rules = RULES if beside else RULES.only([code])
    changed = 0
    for example in ENTRIES[code]["examples"]["bad"]:
        copy = clean_text(example["text"], rules)
        left = [finding for finding in lint_text(copy.text, rules) if finding.fix and finding.fix.applicability == "safe"]
        assert [finding.code for finding in left] == [finding.code for finding in copy.kept]
        changed += any(finding.code == code for change in copy.changes for finding in change.findings)
    assert changed


PIECES = [example["text"] for code in SAFE for example in ENTRIES[code]["examples"]["bad"]]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from([*PIECES, *STORY * 40]), max_size=7), st.sampled_from(["\n", "\n\n", "\r\n"]), st.booleans())
def test_any_mixture(pieces: list[str], joint: str, unsafe: bool) -> None:
    text = joint.join(pieces)
    copy = clean_text(text, RULES, unsafe=unsafe)
    way_back(text, copy)
    assert clean_text(copy.text, RULES, unsafe=unsafe).text == copy.text
    # Nothing is told of the copy that was not told of the original.
    before = lint_text(text, RULES)
    for finding in lint_text(copy.text, RULES):
        start, end = copy.original_offset(finding.start.offset), copy.original_offset(finding.end.offset)
        top = finding.start.offset == len(copy.text) - len(copy.text.lstrip())
        assert any(
            (other.code == finding.code and (top or normalised(other.match) == normalised(finding.match)))
            or (
                (other.code == finding.code or other.category == finding.category == "boilerplate")
                and start <= other.end.offset
                and other.start.offset <= end
            )
            for other in before
        ), finding


def test_the_knowledge_of_a_rule_set_is_used() -> None:
    assert clean_text("It was really late.", RuleSet([drop("really")], Knowledge())).text == "It was late."
