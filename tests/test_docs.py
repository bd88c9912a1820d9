"""What README and CONTRIBUTING show works as it stands there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newslint import lint_text, load_rules
from newslint.errors import RuleError


def block(root: Path, page: str, language: str, holding: str) -> str:
    """The code block of a page that holds some words."""
    blocks = re.findall(rf"```{language}\n(.*?)```", (root / page).read_text(encoding="utf-8"), re.S)
    (found,) = [content for content in blocks if holding in content]
    return found


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of rules that only the tests of this module use, who change what is installed."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _own_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSLINT_CACHE_DIR", str(cache))


def test_the_shortest_rule_of_the_readme_works(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "my-rules"
    folder.mkdir()
    (folder / "blue-moon.yaml").write_text(block(root, "README.md", "yaml", "blue-moon"), encoding="utf-8")
    rules = load_rules(folder, builtin=False)
    assert [finding.match for finding in lint_text("It happens at every death of a pope.", rules)] == ["every death of a pope"]


def test_the_python_of_the_readme_runs(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "my-rules"
    folder.mkdir()
    (folder / "blue-moon.yaml").write_text(block(root, "README.md", "yaml", "blue-moon"), encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("Advertisement\n", encoding="utf-8")
    code = block(root, "README.md", "python", "lint_text")
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    first, last = done.stdout.splitlines()[0], done.stdout.splitlines()[-1]
    assert re.match(r"[A-Z]{2}\d{3} \d+ ", first)
    assert re.fullmatch(rf"{re.escape(os.path.join('seeds', 'a.txt'))} \d+ 1", last)


@pytest.mark.parametrize("page", ["README.md", "docs/score.md", "docs/clean.md"])
def test_a_screen_in_the_docs_is_what_is_printed(root: Path, tmp_path: Path, page: str) -> None:
    shutil.copytree(root / "seeds", tmp_path / "seeds")
    shown = (root / page).read_text(encoding="utf-8").partition("$ newslint ")[2].partition("```")[0]
    command, _, screen = shown.partition("\n")
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    arguments = [sys.executable, "-m", "newslint", *command.split(), "--isolated"]
    done = subprocess.run(arguments, cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8")
    for passage in screen.split("[…]"):
        assert passage.strip() in done.stdout


def test_the_screens_of_the_readme_agree_on_how_many_findings_there_are(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    (first,) = re.findall(r"^1 file: (\d+) findings", readme, re.M)
    assert re.findall(r"^\.newslint-baseline\.json: (\d+) accepted$", readme, re.M) == [first]
    assert re.findall(r"^1 file: no findings; (\d+) suppressed$", readme, re.M) == [first]


def test_the_table_of_the_score_has_the_numbers_that_count(root: Path) -> None:
    parts = [entry for entry in load_rules().knowledge.entries("score") if "part" in entry]
    _, _, table = (root / "docs" / "score.md").read_text(encoding="utf-8").partition("|---|---|--:|\n")
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table.partition("\n\n")[0].splitlines()]
    named = ""
    for (name, _, halves_at), entry in zip(rows, parts, strict=True):
        named = name or named
        assert (named, float(halves_at)) == (entry["part"], float(str(entry["halves-at"])))


def install(folder: Path, name: str, group: str, entry: str) -> None:
    """Make a folder look like a place where a package with an entry point is installed."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[{group}]\n{entry}\n", encoding="utf-8")


SHOUT_RULE = """\
code: TY901
name: shouting-line
kind: shout
category: typography
severity: info
confidence: 0.5
message: 'shouted: "{match}"'
why: Capitals.
examples:
  bad:
    - {text: "THE NORTHERN PORT IS CLOSED TODAY", match: THE NORTHERN PORT IS CLOSED TODAY}
    - {text: "a line\\nTHE NORTHERN PORT IS CLOSED TODAY", match: THE NORTHERN PORT IS CLOSED TODAY}
  good:
    - NATO
    - The northern port is closed today.
"""


def test_the_kind_of_contributing_works_as_an_installed_one(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    install(site, "shouting", "newslint.kinds", "shout = shouting_kind")
    (site / "shouting_kind.py").write_text(block(root, "CONTRIBUTING.md", "python", "Kind `shout`"), encoding="utf-8")
    monkeypatch.syspath_prepend(str(site))
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "shout.yaml").write_text(SHOUT_RULE, encoding="utf-8")
    rules = load_rules(folder, builtin=False)
    assert [finding.match for finding in lint_text("ICE HAS CLOSED THE NORTHERN PORT\n\nIt has.", rules)] == [
        "ICE HAS CLOSED THE NORTHERN PORT"
    ]


def test_an_installed_pack_is_found_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    site = tmp_path / "site"
    install(site, "moons", "newslint.packs", "moons = moon_rules")
    (site / "moon_rules").mkdir()
    (site / "moon_rules" / "blue-moon.yaml").write_text(block(root, "README.md", "yaml", "blue-moon"), encoding="utf-8")
    monkeypatch.syspath_prepend(str(site))
    assert [rule.code for rule in load_rules(builtin=False, packs=["moons"]).rules] == ["MT901"]
    with pytest.raises(RuleError, match=r'no installed pack is called "moon".* Did you mean "moons"'):
        load_rules(builtin=False, packs=["moon"])


def test_the_format_of_contributing_works_in_a_copy_of_the_package(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "newslint", tmp_path / "newslint", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(root / "rules", tmp_path / "rules")
    (tmp_path / "newslint" / "report" / "tsv.py").write_text(block(root, "CONTRIBUTING.md", "python", "Format tsv"), encoding="utf-8")
    formats = tmp_path / "newslint" / "report" / "__init__.py"
    formats.write_text(formats.read_text(encoding="utf-8").replace('"text")', '"text", "tsv")'), encoding="utf-8")
    (tmp_path / "a.txt").write_text("Advertisement\n", encoding="utf-8")
    command = [sys.executable, "-m", "newslint", "lint", "--format", "tsv", "--select", "BP", "--isolated", "--quiet", "a.txt"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.stdout == "a.txt\t1\tBP001\n"
