"""The generated docs and schemas are those that the code gives today."""

from __future__ import annotations

import importlib.util
import json
from functools import lru_cache
from pathlib import Path

import jsonschema
import pytest

from newslint.ruleset.loader import builtin_folder, read_rules, rule_files

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ("rule", "config", "report", "scores", "comparison", "waivers")


@lru_cache(maxsize=1)
def _generated() -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.generated()


@pytest.mark.parametrize(
    "name",
    [
        "schemas/rule.schema.json",
        "schemas/config.schema.json",
        "schemas/report.schema.json",
        "schemas/scores.schema.json",
        "schemas/comparison.schema.json",
        "schemas/waivers.schema.json",
        "docs/rules.md",
        "docs/cli.md",
        "docs/compare.md",
    ],
)
def test_generated_file_is_fresh(name: str) -> None:
    content = _generated()[name]
    assert (ROOT / name).read_text(encoding="utf-8") == content, f"{name} is stale: run make docs"


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_valid(name: str) -> None:
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)


def test_rule_schema_takes_every_rule_of_ours() -> None:
    schema = json.loads((ROOT / "schemas" / "rule.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for path in rule_files(builtin_folder()):
        for entry in read_rules(path):
            best = jsonschema.exceptions.best_match(validator.iter_errors(entry))
            assert best is None, f"{path}: {entry['code']}: {best.message}"


def test_rule_schema_refuses_an_unknown_key() -> None:
    schema = json.loads((ROOT / "schemas" / "rule.schema.json").read_text(encoding="utf-8"))
    path = rule_files(builtin_folder())[0]
    entry = dict(next(read_rules(path)), severty="error")
    assert not jsonschema.Draft202012Validator(schema).is_valid(entry)
