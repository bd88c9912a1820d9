"""Every example of every built-in rule, one test id each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from newslint.errors import RuleError
from newslint.ruleset.examples import ExampleResult, run_examples
from newslint.ruleset.knowledge import load_knowledge
from newslint.ruleset.loader import builtin_folder, check_rule, load_rules, read_rules, rule_files
from newslint.ruleset.yamlfile import Mapping

FOLDER = builtin_folder()


def _entries() -> list[tuple[Path, Mapping]]:
    return [(path, entry) for path in rule_files(FOLDER) for entry in read_rules(path)]


ENTRIES = {entry["code"]: (path, entry) for path, entry in _entries()}


@cache
def _knowledge():
    return load_knowledge([FOLDER])


@cache
def _all_rules():
    return load_rules().all_rules


@cache
def _results(code: str) -> dict[tuple[str, int], ExampleResult]:
    path, entry = ENTRIES[code]
    rule, examples = check_rule(entry, path, _knowledge())
    return {(result.kind, result.number): result for result in run_examples(rule, examples, entry, _knowledge(), _all_rules())}


def _cases() -> list[object]:
    return [
        pytest.param(code, kind, number + 1, id=f"{code}-{entry['name']}-{kind}-{number + 1}")
        for code, (_, entry) in sorted(ENTRIES.items())
        for kind in ("bad", "good")
        for number in range(len(entry["examples"][kind]))
    ]


@pytest.mark.parametrize(("code", "kind", "number"), _cases())
def test_example(code: str, kind: str, number: int) -> None:
    result = _results(code)[kind, number]
    if result.skipped:
        pytest.skip(result.skipped)
    assert result.ok, f"{result.rule.path}:{result.line}: {result.message}"


def test_codes_and_names_are_unique() -> None:
    entries = _entries()
    codes = [entry["code"] for _, entry in entries]
    names = [entry["name"] for _, entry in entries]
    assert sorted(set(codes)) == sorted(codes)
    assert sorted(set(names)) == sorted(names)


def test_no_word_stands_twice_in_a_knowledge_list() -> None:
    from newslint.ruleset.yamlfile import read_yaml

    for path in sorted((FOLDER / "knowledge").glob("*.yaml")):
        words = read_yaml(path).get("words", [])
        words = words.split() if isinstance(words, str) else words
        assert sorted(set(words)) == sorted(words), path.name


def test_every_rule_loads() -> None:
    for path, entry in _entries():
        try:
            check_rule(entry, path, _knowledge())
        except RuleError as error:
            pytest.fail(str(error))
