"""The other commands, as processes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cli_helpers import OWN, Run

from newslint import __version__
from newslint.ruleset.schema import KINDS

HOUSE = ("--rules", "house")


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"newslint {__version__}\n"


def test_version_loads_nothing_heavy(folder: Path) -> None:
    code = "import sys; from newslint.cli.main import main; main(['--version']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    assert not {"yaml", "re2", "rich", "rapidfuzz", "pathspec", "json", "pathlib", "newslint.engine"} & set(done.stdout.split())


def test_lint_loads_only_what_it_needs(folder: Path, environment: dict[str, str]) -> None:
    code = f"import sys; from newslint.cli.main import main; main(['lint', {', '.join(map(repr, OWN))}, '--quiet']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "newslint.engine" in loaded
    assert not {"subprocess", "newslint.changes", "newslint.watching", "watchfiles", "shtab"} & loaded


@pytest.mark.parametrize(
    "command",
    [
        *((), ("lint",), ("clean",), ("explain",), ("config",), ("completion",), ("waive",), ("rules",), ("baseline",)),
        *(("rules", action) for action in ("list", "show", "test", "new")),
        *(("baseline", action) for action in ("create", "prune")),
    ],
)
def test_help_has_an_example(run: Run, command: tuple[str, ...]) -> None:
    done = run(*command, "--help")
    assert done.returncode == 0 and "example" in done.stdout and "newslint " in done.stdout


def test_without_a_command_help_is_shown(run: Run) -> None:
    done = run()
    assert (done.returncode, done.stdout) == (2, "") and "commands:" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("lnt",), 'there is no command "lnt". Did you mean "lint"?'),
        (("bad.txt",), 'there is no command "bad.txt". Write: newslint lint bad.txt'),
        (("rules", "lst"), "invalid choice"),
        (("explain",), "required"),
    ],
)
def test_wrong_commands(run: Run, arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2 and message in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("word", ["MT950", "mt950", "own-calque"])
def test_explain(run: Run, word: str) -> None:
    done = run("explain", word, *HOUSE)
    assert done.returncode == 0
    for part in ("MT950 own-calque", "warning", "0.60", "A word for word translation.", '("harbour chancellor")', "house/own.yaml:17"):
        assert part in done.stdout
    assert "off by default" in run("explain", "RD950", *HOUSE).stdout


def test_explain_a_rule_about_ledgers(run: Run) -> None:
    printed = " ".join(run("explain", "NL003").stdout.split())
    assert "until: 2026-07-01 beside: The court gave him the boats, the nets and the the sails." in printed and "()" not in printed


def test_explain_what_is_not_there(run: Run) -> None:
    done = run("explain", "own-calqe", *HOUSE)
    assert done.returncode == 2 and 'Did you mean "own-calque"?' in done.stderr


def test_rules_list(run: Run) -> None:
    lines = run("rules", "list", *HOUSE).stdout.splitlines()
    assert lines[0].split() == ["code", "name", "severity", "confidence", "kind"]
    assert ["MT950", "own-calque", "warning", "0.60", "substitution"] in [line.split() for line in lines]
    assert next(line for line in lines if line.startswith("RD950")).endswith("(off by default)")
    rules = {rule["code"]: rule for rule in json.loads(run("rules", "list", "--format", "json", *HOUSE).stdout)}
    assert rules["MT950"]["name"] == "own-calque" and rules["RD950"]["enabled"] is False


def test_rules_show(run: Run, folder: Path) -> None:
    printed = run("rules", "show", "own-calque", *HOUSE).stdout
    assert printed == "# house/own.yaml:17\n" + (folder / "house" / "own.yaml").read_text()


def test_rules_schema(run: Run) -> None:
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(json.loads(run("rules", "schema").stdout))


def test_rules_of_the_configuration_are_known(run: Run, folder: Path) -> None:
    (folder / "newslint.yaml").write_text("rules: [house]\n")
    assert run("explain", "BP950").returncode == 0
    assert run("explain", "BP950", "--isolated").returncode == 2


@pytest.mark.parametrize("path", ["house", "house/own.yaml"])
def test_rules_test(run: Run, path: str) -> None:
    done = run("rules", "test", path)
    assert (done.returncode, done.stdout) == (0, "3 rules, 12 examples: all pass\n")


def test_rules_test_tells_everything_that_is_wrong(run: Run, folder: Path) -> None:
    rules = folder / "house" / "own.yaml"
    text = rules.read_text().replace("match: harbour chancellor}", "match: chancellor}").replace("- He read more.", "- He read more below.")
    rules.write_text(text)
    (folder / "house" / "other.yaml").write_text("code: BP951\nname: y\nkind: phrase\nphrses: [x]\n")
    done = run("rules", "test", "house")
    assert done.returncode == 2
    lines = done.stdout.splitlines()
    assert 'house/other.yaml:4: BP951: unknown key "phrses" in the rule. Did you mean "phrases"?' in lines
    assert any(line.startswith("house/own.yaml:15: BP950 good example: ") for line in lines)
    assert any(line.startswith("house/own.yaml:29: MT950 bad example: ") for line in lines)
    assert lines[-1].endswith("to mend")
    (folder / "house" / "other.yaml").unlink()
    assert run("rules", "test", "house").returncode == 1


def test_rules_test_refuses_a_code_that_is_taken(run: Run, folder: Path) -> None:
    (folder / "house" / "twice.yaml").write_text((folder / "house" / "own.yaml").read_text())
    done = run("rules", "test", "house")
    assert done.returncode == 1 and "house/twice.yaml:1: BP950 is taken by house/own.yaml:1; choose another" in done.stdout


def test_rules_test_of_a_missing_path(run: Run) -> None:
    done = run("rules", "test", "gone")
    assert done.returncode == 2 and done.stderr == "newslint: gone: no such rule file or folder; check the path\n"


def test_a_changed_knowledge_file_tests_the_rules_of_its_pack(run: Run, folder: Path) -> None:
    (folder / "house" / "knowledge").mkdir()
    (folder / "house" / "knowledge" / "ports.yaml").write_text("about: ports\nwords: [Anvers]\n")
    (folder / "house" / "sub").mkdir()
    (folder / "house" / "sub" / "port.yaml").write_text(
        "code: NM950\nname: own-port\nkind: pattern\ncategory: names\nseverity: info\nconfidence: 0.5\nmessage: m\nwhy: w\n"
        "pattern: 'port of {{ports}}'\nexamples:\n  bad:\n    - {text: The port of Anvers., match: port of Anvers}\n"
        "    - {text: A port of Anvers., match: port of Anvers}\n  good: [The port., Anvers.]\n"
    )
    for path in ("house/knowledge/ports.yaml", "house"):
        assert run("rules", "test", path).stdout == "4 rules, 16 examples: all pass\n"
    assert run("rules", "test", "house/sub/port.yaml").stdout == "1 rule, 4 examples: all pass\n"
    assert run("rules", "test", "house/sub").stdout == "1 rule, 4 examples: all pass\n"


def test_rules_new_is_completed_step_by_step(run: Run, folder: Path) -> None:
    done = run("rules", "new", "BP960", "own-banner", "--kind", "phrase", "--dir", "house/new")
    assert done.stdout == (
        "wrote house/new/own-banner.yaml: fill in what is marked TODO, then run: newslint rules test house/new/own-banner.yaml\n"
    )
    path = folder / "house" / "new" / "own-banner.yaml"
    done = run("rules", "test", str(path.relative_to(folder)))
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0].startswith("house/new/own-banner.yaml:7: still to do: one line for the reader")
    assert len(lines) == path.read_text().count("TODO:") + 1
    text = path.read_text()
    text = re.sub(r"phrases: \[.*?\]", "phrases: [our banner]", text).replace("TODO: a text with the fault", "See our banner.")
    text = text.replace("TODO: another one, quite different', match", "Here is our banner.', match")
    text = text.replace("the exact words that are found", "our banner").replace("TODO: ", "Something about a banner: ")
    path.write_text(text)
    done = run("rules", "test", "house/new")
    assert (done.returncode, done.stdout) == (0, "1 rule, 4 examples: all pass\n")
    assert run("rules", "new", "BP960", "own-banner", "--kind", "phrase", "--dir", "house/new", *HOUSE).returncode == 2


@pytest.mark.parametrize("kind", KINDS)
def test_rules_new_for_every_kind(run: Run, folder: Path, kind: str) -> None:
    import yaml

    done = run("rules", "new", "MT960", "own-thing", "--kind", kind, "--dir", "new")
    assert done.returncode == 0
    rule = yaml.safe_load((folder / "new" / "own-thing.yaml").read_text())
    assert (rule["code"], rule["kind"], rule["category"]) == ("MT960", kind, "translation")
    done = run("rules", "test", "new")
    assert done.returncode == 1 and all("still to do" in line for line in done.stdout.splitlines()[:-1])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("XX001", "a", "--kind", "phrase"), '"XX001" cannot be a code'),
        (("BP1", "a", "--kind", "phrase"), '"BP1" cannot be a code'),
        (("BP961", "Own Banner", "--kind", "phrase"), '"Own Banner" cannot be a name'),
        (("BP961", "own-banner", "--kind", "phrse"), 'Did you mean "phrase"?'),
        (("BP950", "own-banner", "--kind", "phrase", *HOUSE), "BP950 is taken by house/own.yaml:1"),
        (("BP961", "own-footer", "--kind", "phrase", *HOUSE), "own-footer is taken by house/own.yaml:1"),
        (("BP961", "own", "--kind", "phrase", "--dir", "house"), "house/own.yaml: exists already"),
        (("BP961", "own", "--kind", "phrase", "--dir", "bad.txt"), "bad.txt/own.yaml: cannot be written"),
    ],
)
def test_rules_new_refuses(run: Run, arguments: tuple[str, ...], message: str) -> None:
    done = run("rules", "new", *arguments)
    assert done.returncode == 2 and message in done.stderr and len(done.stderr.splitlines()) == 1


def test_config(run: Run, folder: Path) -> None:
    import yaml

    (folder / "base.yaml").write_text("exclude: [tmp]\nseverity: error\nselect: [BP]\n")
    (folder / "newslint.yaml").write_text(
        "extends: base.yaml\nrules: house\nexclude: [old]\nignore: [BP950]\nper-file:\n- {files: bad.txt, severity: warning}\n"
    )
    done = run("config", "bad.txt")
    assert done.returncode == 0
    assert yaml.safe_load(done.stdout) == {
        **{"rules": ["house"], "select": ["BP"], "ignore": ["BP950"], "severity": "warning", "min-confidence": 0.0, "fail-on": "error"},
        "fail-under": 0,
        **{"include": ["*.txt", "*.text"], "exclude": ["tmp", "old"]},
    }
    shown = run("config", "--show-origin", "bad.txt").stdout
    assert yaml.safe_load(shown) == yaml.safe_load(done.stdout)
    for line in (
        'severity: "warning"  # newslint.yaml:6 (per-file)',
        '  - "tmp"  # base.yaml:1',
        '  - "old"  # newslint.yaml:3',
        'fail-on: "error"  # built in',
    ):
        assert line in shown.splitlines()
    assert 'severity: "error"  # base.yaml:2' in run("config", "--show-origin", "clean.txt").stdout.splitlines()
    assert 'severity: "info"  # built in' in run("config", "--show-origin", "--isolated").stdout.splitlines()
    assert 'severity: "error"  # base.yaml:2' in run("config", "--show-origin", "--config", "base.yaml").stdout.splitlines()


def test_config_that_is_broken(run: Run, folder: Path) -> None:
    (folder / "newslint.yaml").write_text("severty: info\n")
    done = run("config", "bad.txt")
    assert done.returncode == 2
    assert done.stderr == 'newslint: newslint.yaml:1: unknown key "severty" in the configuration. Did you mean "severity"?\n'
