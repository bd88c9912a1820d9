"""What action.yml and docs/ci.md give to other programs is what these take, by schemas that check-jsonschema brings along."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml


def blocks(root: Path, holding: str) -> list[str]:
    """The YAML in docs/ci.md that holds some words."""
    found = re.findall(r"```yaml\n(.*?)```", (root / "docs" / "ci.md").read_text(encoding="utf-8"), re.S)
    return [block for block in found if holding in block]


def accepted(schema: str, *paths: Path) -> bool:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode in (0, 1) and "rror" not in done.stderr, done.stderr
    return done.returncode == 0


@pytest.mark.parametrize(
    ("schema", "holding", "count", "key"),
    [("github-workflows", "runs-on:", 3, "runs-on"), ("gitlab-ci", "image:", 1, "script")],
)
def test_the_examples_of_the_docs(root: Path, tmp_path: Path, schema: str, holding: str, count: int, key: str) -> None:
    found = blocks(root, holding)
    assert len(found) == count
    paths = [tmp_path / f"{number}.yml" for number in range(count)]
    for path, block in zip(paths, found, strict=True):
        path.write_text(block, encoding="utf-8")
    assert accepted(schema, *paths)
    paths[0].write_text(found[0].replace(f"{key}:", f"no-{key}:"), encoding="utf-8")
    assert not accepted(schema, paths[0])


def test_the_action(root: Path, tmp_path: Path) -> None:
    assert accepted("github-actions", root / "action.yml")
    broken = tmp_path / "action.yml"
    broken.write_text((root / "action.yml").read_text(encoding="utf-8").replace("shell: bash", "shel: bash"), encoding="utf-8")
    assert not accepted("github-actions", broken)


def test_the_inputs_that_the_docs_name_exist(root: Path) -> None:
    known = yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))["inputs"]
    steps = [
        step for block in blocks(root, "newslint/newslint@") for job in yaml.safe_load(block)["jobs"].values() for step in job["steps"]
    ]
    used = [step["with"].keys() for step in steps if step["uses"].startswith("newslint/newslint@")]
    assert len(used) == 2 and all(names <= known.keys() for names in used)


def test_the_hook_of_the_docs(root: Path, tmp_path: Path) -> None:
    (block,) = blocks(root, "hooks:")
    path = tmp_path / ".pre-commit-config.yaml"
    path.write_text(block, encoding="utf-8")
    assert (
        subprocess.run([sys.executable, "-m", "pre_commit", "validate-config", str(path)], capture_output=True, check=False).returncode == 0
    )
