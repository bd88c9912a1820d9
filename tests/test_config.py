"""Which settings hold for a file, and where they come from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newslint.config import FIELDS, ConfigError, Configs, Settings, read_config
from newslint.discovery import absolute, matches
from newslint.ruleset.fields import json_schema


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # The repository root, where the search for configuration files ends.
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repo")
    return tmp_path / "repo"


def write(name: str, content: str = "") -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def settings(path: str = "a.txt", flags: dict[str, Any] | None = None, **arguments: Any) -> Settings:
    return Configs(flags, **arguments).for_file(path)


def origins(found: Settings) -> dict[str, list[tuple[Any, str]]]:
    told: dict[str, list[tuple[Any, str]]] = {}
    for setting in found.details:
        told.setdefault(setting.key, []).append((setting.value, setting.origin))
    return told


def test_ledgers_are_named_relative_to_the_file_that_names_them(folder: Path) -> None:
    write("sub/newslint.yaml", "baseline: ../accepted.json\n")
    found = settings("sub/a.txt", {"waivers": "w.yaml"})
    assert (found.baseline, found.waivers) == (absolute("accepted.json"), absolute("w.yaml"))
    assert origins(found)["baseline"] == [("../accepted.json", "sub/newslint.yaml:1")]
    assert (settings().baseline, settings().waivers) == (None, None)


def test_built_in_settings() -> None:
    found = settings()
    assert (found.severity, found.min_confidence, found.fail_on, found.format, found.rules, found.packs) == (
        "info",
        0,
        "error",
        None,
        (),
        (),
    )
    assert origins(found)["severity"] == [("info", "built in")]


@pytest.mark.parametrize("name", ["newslint.yaml", ".newslint.yaml"])
def test_a_yaml_file(name: str) -> None:
    write("house/x.yaml")
    write(name, "severity: warning\nmin-confidence: 0.5\nfail-on: info\nformat: json\nrules: house\npacks: [one]\n")
    found = settings("sub/a.txt")
    assert (found.severity, found.min_confidence, found.fail_on, found.format) == ("warning", 0.5, "info", "json")
    assert (found.rules, found.packs) == (("house",), ("one",))
    assert origins(found)["min-confidence"] == [(0.5, f"{name}:2")]


def test_a_table_in_pyproject() -> None:
    write(
        "pyproject.toml",
        '[project]\nname = "x"\n\n[tool.newslint]\nseverity = "warning"\nselect = ["MT",\n  "NM"]\n\n'
        '[[tool.newslint.per-file]]\nfiles = "wire/*"\nseverity = "error"\n',
    )
    assert settings().severity == "warning"
    assert origins(settings())["select"] == [(["MT", "NM"], "pyproject.toml:6")]
    assert settings("wire/a.txt").severity == "error"
    assert origins(settings("wire/a.txt"))["severity"] == [("error", "pyproject.toml:9 (per-file)")]


@pytest.mark.parametrize("content", ['[project]\nname = "x"\n', '[project]\nname = "newslint"\n', "[tool.other]\nx = 1\n", "newslint = "])
def test_a_pyproject_without_the_table_is_passed_over(content: str) -> None:
    write("newslint.yaml", "severity: error\n")
    write("sub/pyproject.toml", content)
    if content == "newslint = ":
        with pytest.raises(ConfigError, match=r"^sub/pyproject.toml:1: not valid TOML"):
            settings("sub/a.txt")
    else:
        assert settings("sub/a.txt").severity == "error"


def test_the_nearest_file_wins_alone() -> None:
    write("newslint.yaml", "severity: error\nignore: [MT]\n")
    write("sub/.newslint.yaml", "min-confidence: 0.9\n")
    assert settings("a.txt").severity == "error"
    found = settings("sub/deep/a.txt")
    assert (found.severity, found.min_confidence) == ("info", 0.9)
    assert "ignore" not in origins(found)


def test_yaml_comes_before_pyproject_in_one_folder() -> None:
    write("newslint.yaml", "severity: error\n")
    write(".newslint.yaml", "severity: warning\n")
    write("pyproject.toml", '[tool.newslint]\nfail-on = "info"\n')
    assert (settings().severity, settings().fail_on) == ("error", "error")


def test_the_search_ends_at_the_repository(folder: Path) -> None:
    write(str(folder.parent / "newslint.yaml"), "severity: error\n")
    assert settings("sub/a.txt").severity == "info"
    assert settings(str(folder.parent / "other" / "a.txt")).severity == "error"


def test_flags_beat_config_option_beats_nearest() -> None:
    write("newslint.yaml", "severity: error\nfail-on: info\n")
    write("other/mine.yaml", "severity: warning\n")
    found = settings(config="other/mine.yaml")
    assert (found.severity, found.fail_on) == ("warning", "error")
    found = settings(flags={"severity": "info", "fail-on": None}, config="other/mine.yaml")
    assert (found.severity, found.fail_on) == ("info", "error")
    assert origins(found)["severity"] == [("info", "--severity")]


def test_isolated() -> None:
    write("newslint.yaml", "nonsense: [\n")
    assert settings(isolated=True).severity == "info"


def test_an_empty_file_ends_the_search() -> None:
    write("newslint.yaml", "severity: error\n")
    write("sub/newslint.yaml", "# nothing yet\n")
    assert settings("sub/a.txt").severity == "info"


def test_extends_is_relative_to_its_file_and_what_is_near_wins() -> None:
    write("shared/house/x.yaml")
    write("own/x.yaml")
    write("shared/base.yaml", "severity: error\nfail-on: warning\nrules: house\nexclude: [/tmp/]\nselect: [MT]\nignore: [MT101]\n")
    write("newslint.yaml", "extends: [shared/base.yaml]\nseverity: warning\nrules: [own]\nexclude: ['*.bak']\nextend-select: [NM]\n")
    found = settings()
    assert (found.severity, found.fail_on) == ("warning", "warning")
    assert found.rules == ("shared/house", "own")
    assert [layer.select for layer in found.selectors] == [("ALL",), ("MT",), None]
    assert matches(found.exclude, absolute("shared/tmp/a.txt")) and matches(found.exclude, absolute("a.bak"))
    assert not matches(found.exclude, absolute("tmp/a.txt"))
    told = origins(found)
    assert told["select"] == [(["MT"], "shared/base.yaml:5")]
    assert told["exclude"] == [(["/tmp/"], "shared/base.yaml:4"), (["*.bak"], "newslint.yaml:4")]


def test_extends_of_several_files_which_share_a_base() -> None:
    write("base.yaml", "exclude: [x]\n")
    write("one.yaml", "extends: base.yaml\nseverity: warning\n")
    write("two.yaml", "extends: base.yaml\nseverity: error\n")
    write("newslint.yaml", "extends: [one.yaml, two.yaml]\n")
    found = settings()
    assert found.severity == "error"
    assert len(found.exclude) == 1


def test_extends_can_name_a_pyproject() -> None:
    write("base/pyproject.toml", '[tool.newslint]\nseverity = "error"\n')
    write("newslint.yaml", "extends: base/pyproject.toml\n")
    assert settings().severity == "error"
    write("base/pyproject.toml", "[tool.other]\n")
    with pytest.raises(ConfigError, match=r"^base/pyproject.toml: has no table"):
        settings()


def test_per_file_settings() -> None:
    write(
        "sub/newslint.yaml",
        "severity: warning\nignore: [BP]\nper-file:\n"
        "  - {files: 'wire/*', severity: info, extend-select: [BP001]}\n"
        "  - files: ['*.raw', '!keep.raw']\n    min-confidence: 0.8\n    select: [NM]\n",
    )
    assert settings("sub/a.txt").severity == "warning"
    found = settings("sub/wire/a.txt")
    assert found.severity == "info"
    assert origins(found)["severity"] == [("info", "sub/newslint.yaml:4 (per-file)")]
    assert [(layer.select, layer.ignore, layer.extend_select) for layer in found.selectors[1:]] == [
        (None, ("BP",), ()),
        (None, (), ("BP001",)),
    ]
    assert settings("sub/x/b.raw").min_confidence == 0.8
    assert origins(settings("sub/x/b.raw"))["select"] == [(["NM"], "sub/newslint.yaml:7 (per-file)")]
    assert settings("sub/x/keep.raw").min_confidence == 0
    assert settings("wire/a.txt").severity == "info"  # no configuration there
    assert settings("sub/wire/a.txt", {"severity": "error"}).severity == "error"


def test_globs_are_relative_to_the_file_they_stand_in() -> None:
    write("sub/newslint.yaml", "include: ['*.html', '/pages/*']\nexclude: [/old]\n")
    found = settings("sub/deep/a.txt")
    assert matches(found.include, absolute("sub/deep/x.html")) and matches(found.include, absolute("sub/pages/x"))
    assert not matches(found.include, absolute("sub/a.txt"))
    assert matches(found.exclude, absolute("sub/old/x.txt")) and not matches(found.exclude, absolute("sub/deep/old/x.txt"))


def test_flags_add_to_lists() -> None:
    write("one/x.yaml")
    write("two/x.yaml")
    write("newslint.yaml", "rules: one\nexclude: [a]\npacks: [p]\n")
    found = settings(flags={"rules": ["two"], "exclude": ["b"], "packs": ["q", "p"]})
    assert (found.rules, found.packs) == (("one", "two"), ("p", "q"))
    assert [glob.patterns for glob in found.exclude] == [("a",), ("b",)]
    assert origins(found)["packs"] == [(["p"], "newslint.yaml:3"), (["q", "p"], "--pack")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("severity: warning\nignroe: [MT]\n", r'^newslint.yaml:2: unknown key "ignroe" in the configuration. Did you mean "ignore"\?'),
        ("severity: warn\n", r'^newslint.yaml:1: "severity" cannot be "warn". Did you mean "warning"'),
        ("\nmin-confidence: 2\n", r'^newslint.yaml:2: "min-confidence" must be a number from 0 to 1'),
        ("select: 3\n", r'^newslint.yaml:1: "select" must be a list of texts'),
        ("- a\n", r"^newslint.yaml:1: .*must be a mapping"),
        ("a: [\n", r"^newslint.yaml:2: not valid YAML"),
        ("severity: info\nseverity: error\n", r'^newslint.yaml:2: the key "severity" stands twice'),
        ("exclude: ['[z-a]']\n", r'^newslint.yaml:1: "exclude": "\[z-a\]" is not a glob pattern'),
        ("\nrules: [nowhere]\n", r'^newslint.yaml:2: rules names "nowhere", which does not exist'),
        ("\nextends: nowhere.yaml\n", r'^newslint.yaml:2: extends names "nowhere.yaml", which is not a file'),
        ("extends: newslint.yaml\n", r"^newslint.yaml:1: extends goes in a circle over newslint.yaml"),
        ("per-file:\n  - files: x\n    severety: info\n", r'^newslint.yaml:3: unknown key "severety" in per-file. Did you mean "severity"'),
        ("severity: info\nper-file:\n  - {files: x}\n  - {severity: info}\n", r'^newslint.yaml:4: per-file lacks the key "files"'),
        ("severity: info\nper-file:\n  - {files: x,\n     severity: bad}\n", r'^newslint.yaml:4: "severity" cannot be "bad"'),
        ("per-file: x\n", r'^newslint.yaml:1: "per-file" must be a mapping'),
    ],
)
def test_mistakes_in_yaml(content: str, message: str) -> None:
    write("newslint.yaml", content)
    with pytest.raises(ConfigError, match=message):
        settings("sub/a.txt")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[tool.newslint]\nselect = ["MT"]\nignroe = ["MT"]\n', r'^pyproject.toml:3: unknown key "ignroe"'),
        ("[tool.newslint]\nseverity = 3\n", r'^pyproject.toml:2: "severity" must be text'),
        ("[tool.newslint]\nseverity = \n", r"^pyproject.toml:2: not valid TOML"),
        (
            '[tool.newslint]\n[[tool.newslint.per-file]]\nfile = "x"\n',
            r'^pyproject.toml:2: unknown key "file" in per-file. Did you mean "files"',
        ),
        ("[tool]\nnewslint = 3\n", r"^pyproject.toml:1: .*must be a mapping"),
    ],
)
def test_mistakes_in_toml(content: str, message: str) -> None:
    write("pyproject.toml", content)
    with pytest.raises(ConfigError, match=message):
        settings()


def test_extends_in_a_circle_of_three() -> None:
    write("a/newslint.yaml", "extends: ../b.yaml\n")
    write("b.yaml", "extends: c.yaml\n")
    write("c.yaml", "severity: info\nextends: [a/newslint.yaml]\n")
    with pytest.raises(ConfigError, match=r"^c.yaml:2: extends goes in a circle over a/newslint.yaml"):
        settings("a/x.txt")


def test_a_missing_config_option_is_told() -> None:
    with pytest.raises(ConfigError, match=r"^gone.yaml: cannot be read"):
        Configs(config="gone.yaml")


def test_a_broken_file_only_touches_the_files_under_it() -> None:
    write("bad/newslint.yaml", "nope: 1\n")
    configs = Configs()
    for _ in range(2):
        with pytest.raises(ConfigError):
            configs.for_file("bad/sub/a.txt")
    assert configs.for_file("a.txt").severity == "info"


def test_settings_are_shared_between_files() -> None:
    write("newslint.yaml", "per-file: {files: 'wire/*', severity: error}\n")
    configs = Configs()
    assert configs.for_file("a.txt") is configs.for_file("sub/b.txt") is configs.for_folder(absolute("sub"))
    assert configs.for_file("wire/a.txt") is configs.for_file("wire/b.txt") is not configs.for_file("a.txt")


def test_empty_lists_are_allowed() -> None:
    write("base.yaml", "include: ['*.md']\nselect: [MT]\n")
    write("newslint.yaml", "extends: base.yaml\nselect: []\nignore: []\nexclude: []\n")
    assert [layer.select for layer in settings().selectors] == [("ALL",), ("MT",), ()]


def test_the_schema_of_the_configuration_agrees_with_what_is_read() -> None:
    from jsonschema import Draft202012Validator

    schema = json_schema(FIELDS)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert validator.is_valid({"select": [], "exclude": "x", "per-file": [{"files": "a", "severity": "info"}], "min-confidence": 0.5})
    for wrong in ({"selct": []}, {"severity": "warn"}, {"per-file": [{"severity": "info"}]}, {"min-confidence": 2}):
        assert not validator.is_valid(wrong)


def test_read_config_tells_where_everything_stands() -> None:
    write("newslint.yaml", "\n\nignore: [A]\n")
    layer = read_config("newslint.yaml")[-1]
    assert (layer.values, layer.origins) == ({"ignore": ["A"]}, {"ignore": "newslint.yaml:3"})
