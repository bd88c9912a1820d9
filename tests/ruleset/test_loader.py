"""Loading rules: what is refused, and how it is told."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from helpers import GOOD_RULE as GOOD

from newslint import lint_text
from newslint.errors import RuleError
from newslint.ruleset import load_rules


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSLINT_CACHE_DIR", str(tmp_path / "cache"))


def write(folder: Path, content: str, name: str = "rule.yaml") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(textwrap.dedent(content), encoding="utf-8")
    return path


def load(folder: Path) -> str:
    """The error that loading a folder gives."""
    with pytest.raises(RuleError) as caught:
        load_rules(folder, builtin=False)
    return str(caught.value)


def test_a_good_rule_loads(tmp_path: Path) -> None:
    path = write(tmp_path / "pack", GOOD)
    (rule,) = load_rules(tmp_path / "pack", builtin=False).rules
    assert (rule.code, rule.name, rule.path, rule.line) == ("MT901", "test-rule", str(path), 1)


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("severity: warning", "severty: warning", 5, 'unknown key "severty" in the rule. Did you mean "severity"?'),
        ("severity: warning", "severity: warn", 5, '"severity" cannot be "warn". Did you mean "warning"?'),
        ("kind: phrase", "kind: phrases", 3, 'there is no kind "phrases". Did you mean "phrase"?'),
        ("code: MT901", "code: NM901", 1, "the code of a rule of category translation begins with MT"),
        ("code: MT901", "code: MT9001", 1, "two capital letters and three digits"),
        ("name: test-rule", "name: Test Rule", 2, "kebab-case"),
        ("confidence: 0.8", "confidence: 80", 6, "a number from 0 to 1"),
        ("'\"{match}\" is a test'", "'{macth} is a test'", 7, "the message names"),
        ("phrases: [blue moon]", "phrases: []", 9, '"phrases" must be a list of texts'),
        ("phrases: [blue moon]", "phrases: ['blue {moon']", 9, "a { without its }"),
        ("phrases: [blue moon]", "phrases: [blue moon]\nphrases: [x]", 10, 'the key "phrases" stands twice'),
        ("why: For tests.", "why: !!python/name:os.system", 8, "is not allowed"),
        ("why: For tests.", "why: &a x", None, None),
        ("why: For tests.", "why: 2027-01-31", None, None),  # a date is text
        ("    - A blue-ish moon rose.", "    - {text: A moon rose., beside: x}", 10, "beside is for examples of kind consensus and ledger"),
        ("    - A blue-ish moon rose.", "    - A blue moon rose.", 15, "a good example has a finding"),
        ("match: blue moon}", "match: moon}", 12, 'expected "moon" at 7; found "blue moon" at 2'),
        ("match: blue moon}", "match: green moon}", 12, 'the text does not hold "green moon"'),
        ("    - The bluemoon bar.\n", "", 14, "at least two examples"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int | None, told: str | None) -> None:
    assert old in GOOD
    path = write(tmp_path / "pack", GOOD.replace(old, new))
    if told is None:
        load_rules(tmp_path / "pack", builtin=False)
        return
    message = load(tmp_path / "pack")
    assert message.startswith(f"{path}:{line}: "), message
    assert told in message


def test_a_rule_without_examples_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "pack", GOOD[: GOOD.index("examples:")])
    assert "lacks" in load(tmp_path / "pack")


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("(?=a)b", "RE2 refuses"),
        (r"(a)\1", "RE2 refuses"),
        ("(a", "RE2 refuses"),
        ("a*", "matches the empty text"),
        ("{{no-such-list}}", "no word list"),
    ],
)
def test_a_pattern_that_cannot_be_compiled_is_a_load_error(tmp_path: Path, pattern: str, told: str) -> None:
    path = write(tmp_path / "pack", GOOD.replace("kind: phrase", "kind: pattern").replace("phrases: [blue moon]", f"pattern: '{pattern}'"))
    message = load(tmp_path / "pack")
    assert message.startswith(f"{path}:9: ")
    assert told in message


def test_a_code_used_twice_is_refused_with_both_places(tmp_path: Path) -> None:
    first = write(tmp_path / "pack", GOOD, "a.yaml")
    second = write(tmp_path / "pack", GOOD.replace("test-rule", "other-rule"), "b.yaml")
    assert load(tmp_path / "pack") == f"{second}:1: the code MT901 is taken by {first}:1; choose another"


def test_broken_rules_are_collected_and_the_others_kept(tmp_path: Path) -> None:
    write(tmp_path / "pack", GOOD, "a.yaml")
    write(tmp_path / "pack", GOOD.replace("MT901", "MT902").replace("test-rule", "b").replace("kind: phrase", "kind: x"), "b.yaml")
    write(tmp_path / "pack", "[unclosed", "c.yaml")
    problems: list[str] = []
    ruleset = load_rules(tmp_path / "pack", builtin=False, problems=problems)
    assert [rule.code for rule in ruleset.rules] == ["MT901"]
    assert [problem.split(": ")[0].rsplit("/", 1)[1] for problem in problems] == ["b.yaml:3", "c.yaml:2"]


def test_aliases_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "pack", "- &a [x, x]\n- [*a, *a]\n")
    assert "aliases" in load(tmp_path / "pack")


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    assert "no such rule folder" in load(tmp_path / "nowhere")


def test_the_cache_gives_the_same_rules_and_notices_changes(tmp_path: Path) -> None:
    path = write(tmp_path / "pack", GOOD)
    first = load_rules(tmp_path / "pack", builtin=False)
    assert list((tmp_path / "cache").iterdir())
    again = load_rules(tmp_path / "pack", builtin=False)
    assert again.rules == first.rules
    path.write_text(GOOD.replace("severity: warning", "severity: error"), encoding="utf-8")
    assert load_rules(tmp_path / "pack", builtin=False).rules[0].severity == "error"


@pytest.mark.parametrize("damage", [b"", b"x" * 40, None])
def test_a_damaged_cache_is_rebuilt(tmp_path: Path, damage: bytes | None) -> None:
    write(tmp_path / "pack", GOOD)
    first = load_rules(tmp_path / "pack", builtin=False)
    (stored,) = (tmp_path / "cache").iterdir()
    content = stored.read_bytes()
    stored.write_bytes(content[:-5] + b"wrong" if damage is None else damage)
    assert load_rules(tmp_path / "pack", builtin=False).rules == first.rules
    assert stored.read_bytes() == content


def test_knowledge_of_a_pack_is_added(tmp_path: Path) -> None:
    (tmp_path / "pack" / "knowledge").mkdir(parents=True)
    (tmp_path / "pack" / "knowledge" / "moons.yaml").write_text("about: moons\nwords: [blue moon, old moon]\n", encoding="utf-8")
    write(
        tmp_path / "pack",
        GOOD.replace("kind: phrase", "kind: pattern").replace("phrases: [blue moon]", "pattern: '{{moons}}'\ncase: insensitive"),
    )
    ruleset = load_rules(tmp_path / "pack", builtin=False)
    assert ruleset.knowledge.words("moons") == {"blue moon", "old moon"}


def test_a_long_knowledge_list_may_be_one_text(tmp_path: Path) -> None:
    (tmp_path / "pack" / "knowledge").mkdir(parents=True)
    (tmp_path / "pack" / "knowledge" / "moons.yaml").write_text("about: moons\nwords: |\n  blue old\n  new\n", encoding="utf-8")
    write(tmp_path / "pack", GOOD)
    assert load_rules(tmp_path / "pack", builtin=False).knowledge.words("moons") == {"blue", "old", "new"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("about: x\nwords: [1]\n", "moons.yaml:2: each of the words must be text"),
        ("about: x\nword: [a]\n", 'moons.yaml:2: unknown key "word"'),
        ("words: [a]\n", "has about and words"),
        ("- a\n", "is a mapping"),
    ],
)
def test_a_broken_knowledge_file_is_told(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "pack" / "knowledge").mkdir(parents=True)
    (tmp_path / "pack" / "knowledge" / "moons.yaml").write_text(content, encoding="utf-8")
    assert told in load(tmp_path / "pack")


def test_a_rule_that_is_not_enabled_runs_only_when_it_is_chosen(tmp_path: Path) -> None:
    write(tmp_path / "pack", GOOD.replace("why:", "enabled: false\nwhy:"))
    ruleset = load_rules(tmp_path / "pack", builtin=False)
    assert [rule.code for rule in ruleset.all_rules] == ["MT901"]
    assert lint_text("A blue moon rose.", ruleset) == []
    assert len(lint_text("A blue moon rose.", ruleset.only(["MT901"]))) == 1
