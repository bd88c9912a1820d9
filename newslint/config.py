"""Configuration: the settings that hold for a file, and where each of them comes from.

Settings come in layers, a later one over the earlier: what is built in; the nearest configuration file going up from the linted file,
after the files that it extends; the `per-file` entries that mean the file; the command line. Most keys replace what an earlier layer
says; `rules`, `packs` and `exclude` add to it, and selectors are weighed layer by layer (see `newslint.selection`).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from newslint.discovery import DEFAULT_INCLUDE, Globs, absolute, check_patterns, has_wildcard, is_repository, parent_of, shown
from newslint.errors import NewslintError, RuleError
from newslint.finding import SEVERITIES
from newslint.ruleset import fields, yamlfile
from newslint.ruleset.fields import Field
from newslint.selection import Selectors

FILE_NAMES = ("newslint.yaml", ".newslint.yaml", "pyproject.toml")
SELECTING = ("select", "ignore", "extend-select")
ADDING = ("rules", "packs", "exclude")
_FLAGS = {"packs": "--pack"}


class ConfigError(NewslintError):
    """A configuration that cannot be used; the text names file and line."""


class Layer(NamedTuple):
    """What one place says.

    `name` is the place: a file's absolute path, or what messages call it. `base` is the folder (absolute, with `/`) that paths and globs
    are relative to. `origins` says for each key of `values` where it stands, such as `newslint.yaml:3` or `--select`.
    """

    name: str
    base: str
    values: Mapping[str, Any]
    origins: Mapping[str, str]
    per_file: tuple[tuple[Globs, Layer], ...] = ()


class Setting(NamedTuple):
    """One value that counts, and where it comes from."""

    key: str
    value: Any
    origin: str


class Settings(NamedTuple):
    """The settings that hold for a file.

    `rules` are folders as they are printed; `baseline` and `waivers` are files, absolute, None where nothing names one; `corpus` are files
    and folders, absolute; `selectors` is what `newslint.selection.apply_selectors` wants; `details` tells the origin of everything here, in
    the order of the layers.
    """

    rules: tuple[str, ...]
    packs: tuple[str, ...]
    selectors: tuple[Selectors, ...]
    severity: str
    min_confidence: float
    fail_on: str
    fail_under: float
    baseline: str | None
    waivers: str | None
    corpus: tuple[str, ...]
    format: str | None
    include: tuple[Globs, ...]
    exclude: tuple[Globs, ...]
    details: tuple[Setting, ...]


def _may_be_empty(field: Field) -> Field:
    schema = {"anyOf": [*field.schema["anyOf"], {"type": "array", "maxItems": 0}]}
    return field._replace(check=lambda value, key: [] if value == [] else field.check(value, key), schema=schema)


def _texts(doc: str) -> Field:
    return _may_be_empty(fields.texts(doc))


def _globs(doc: str) -> Field:
    texts = _texts(doc)

    def check(value: Any, key: str) -> Any:
        patterns = texts.check(value, key)
        try:
            check_patterns(patterns)
        except ValueError as error:
            raise RuleError(f'"{key}": {error}', key) from error
        return patterns

    return texts._replace(check=check)


def _entries(value: Any, key: str) -> list[Any]:
    return value if isinstance(value, list) else [value]


PER_FILE = {
    "files": _globs("the files meant: globs, relative to the folder of this configuration file")._replace(required=True),
    "select": _texts("the rules to run on them: codes, beginnings of codes, names, or ALL"),
    "ignore": _texts("the rules not to run on them"),
    "extend-select": _texts("rules to run on them besides"),
    "severity": fields.text("the least severity shown", choices=SEVERITIES),
    "min-confidence": fields.number("the least confidence shown", 0, 1),
}

FIELDS = {
    "extends": _texts("configuration files whose settings this one builds on, relative to this file"),
    "rules": _texts("folders with rules of your own, relative to this file"),
    "packs": _texts("installed rule packs"),
    "select": _texts("the rules to run: codes, beginnings of codes, names, or ALL"),
    "ignore": _texts("the rules not to run"),
    "extend-select": _texts("rules to run besides"),
    "severity": fields.text("the least severity shown", choices=SEVERITIES),
    "min-confidence": fields.number("the least confidence shown", 0, 1),
    "fail-on": fields.text("the least severity that makes the exit code 1", choices=SEVERITIES),
    "fail-under": fields.number("the least score of a file, from 0 to 100; a lower one makes the exit code 1", 0, 100),
    "baseline": fields.text("the file with accepted findings, relative to this file"),
    "waivers": fields.text("the file with waivers, relative to this file"),
    "corpus": _texts("files and folders that a file is compared with, besides the other files of the run, relative to this file"),
    "include": _globs("the files to lint in a folder: globs, relative to this file"),
    "exclude": _globs("files and folders to leave out: globs, relative to this file"),
    "format": fields.text("the output format"),
    "per-file": Field(_entries, fields.one_or_many(PER_FILE, "").schema, "settings for some files only"),
}

_DEFAULTS = {
    "select": ["ALL"],
    "severity": "info",
    "min-confidence": 0.0,
    "fail-on": "error",
    "fail-under": 0,
    "include": list(DEFAULT_INCLUDE),
}
BUILT_IN = Layer("built in", "/", _DEFAULTS, dict.fromkeys(_DEFAULTS, "built in"))


class Configs:
    """Finds the settings of files, reading each configuration file once.

    Args:
        flags: what the command line says, by configuration key; a value of None is not given.
        config: the configuration file to use for all files, in place of the nearest one.
        isolated: whether configuration files are passed over.
    Raises:
        ConfigError: `config` cannot be used.

    Attributes:
        opened: the absolute paths of the configuration files that were read so far, or tried.
    """

    def __init__(self, flags: Mapping[str, Any] | None = None, *, config: str | None = None, isolated: bool = False) -> None:
        given = {key: value for key, value in (flags or {}).items() if value is not None}
        self._flags = Layer("command line", absolute("."), given, {key: _FLAGS.get(key, f"--{key}") for key in given})
        self.opened: set[str] = set()
        self._fixed: tuple[Layer, ...] | None = () if isolated else None
        if config is not None:
            self._fixed = read_config(config, self.opened)
        self._nearest: dict[str, tuple[Layer, ...] | ConfigError] = {}
        self._settings: dict[tuple[int, ...], Settings] = {}

    def for_folder(self, folder: str) -> Settings:
        """The settings that hold in a folder (absolute, with `/`), apart from `per-file` entries.

        Raises:
            ConfigError: a configuration file cannot be used.
        """
        return self._resolve(self._files(folder), ())

    def for_file(self, path: str) -> Settings:
        """The settings that hold for a file.

        Raises:
            ConfigError: a configuration file cannot be used.
        """
        full = absolute(path)
        files = self._files(parent_of(full))
        entries = (entry for layer in files for entry in layer.per_file)
        return self._resolve(files, tuple(layer for globs, layer in entries if globs.match(full)))

    def _files(self, folder: str) -> tuple[Layer, ...]:
        if self._fixed is not None:
            return self._fixed
        if folder not in self._nearest:
            self._nearest[folder] = self._find(folder)
        found = self._nearest[folder]
        if isinstance(found, ConfigError):
            raise found
        return found

    def _find(self, folder: str) -> tuple[Layer, ...] | ConfigError:
        try:
            for name in FILE_NAMES:
                path = Path(folder, name)
                if path.is_file() and (name != "pyproject.toml" or _has_table(path)):
                    return read_config(str(path), self.opened)
            at_top = is_repository(folder) or parent_of(folder) == folder
            return () if at_top else self._files(parent_of(folder))
        except ConfigError as error:
            return error

    def _resolve(self, files: tuple[Layer, ...], per_file: tuple[Layer, ...]) -> Settings:
        layers = (BUILT_IN, *files, *per_file, self._flags)
        key = tuple(map(id, layers))
        if key not in self._settings:
            self._settings[key] = _settings(layers)
        return self._settings[key]


def read_config(path: str, opened: set[str] | None = None) -> tuple[Layer, ...]:
    """The layers of a configuration file: those of the files that it extends, then its own.

    Args:
        path: the file.
        opened: takes the absolute path of each file that is read.
    Raises:
        ConfigError: a file is missing, not as it should be, or extends itself; the text names file and line.
    """
    return _read(absolute(path), (), set() if opened is None else opened)


def _read(path: str, above: tuple[str, ...], opened: set[str]) -> tuple[Layer, ...]:
    opened.add(path)
    layer = _layer(path)
    below: dict[str, Layer] = {}
    for name in layer.values.get("extends", ()):
        target, origin = absolute(str(Path(layer.base, name))), layer.origins["extends"]
        if target in (*above, path):
            raise ConfigError(f"{origin}: extends goes in a circle over {shown(target)}; take this entry out")
        if not Path(target).is_file():
            raise ConfigError(f'{origin}: extends names "{name}", which is not a file; the path is relative to this file')
        below.update((base.name, base) for base in _read(target, (*above, path), opened))
    return (*below.values(), layer)


def _layer(path: str) -> Layer:
    place, base = shown(path), parent_of(path)
    content, lines = _read_toml(place) if path.endswith(".toml") else _read_yaml(place)
    if content is None:
        raise ConfigError(f"{place}: has no table [tool.newslint]")
    values = _checked(content, FIELDS, "the configuration", lambda key: f"{place}:{lines.get(key or '', 1)}")
    origins = {key: f"{place}:{lines.get(key, 1)}" for key in values}
    for key in ("rules", "corpus"):
        for name in values.get(key, ()):
            if not has_wildcard(name) and not Path(base, name).exists():
                raise ConfigError(f'{origins[key]}: {key} names "{name}", which does not exist; the path is relative to this file')
    per_file = tuple(_per_file(entry, place, base, origins["per-file"]) for entry in values.get("per-file", ()))
    return Layer(path, base, {key: value for key, value in values.items() if key != "per-file"}, origins, per_file)


def _per_file(entry: Any, place: str, base: str, origin: str) -> tuple[Globs, Layer]:
    def where(key: str | None) -> str:
        return f"{place}:{entry.lines.get(key or '', entry.line)}" if isinstance(entry, yamlfile.Mapping) else origin

    values = _checked(entry, PER_FILE, "per-file", where)
    files = Globs(base, tuple(values.pop("files")))
    return files, Layer(f"{place} per-file", base, values, {key: f"{where(key)} (per-file)" for key in values})


def _checked(content: Any, table: dict[str, Field], name: str, where: Callable[[str | None], str]) -> dict[str, Any]:
    try:
        return fields.read(content, table, name)
    except RuleError as error:
        raise ConfigError(f"{where(error.key)}: {error}") from error


def _read_yaml(place: str) -> tuple[Any, dict[str, int]]:
    try:
        content = yamlfile.read_yaml(Path(place))
    except RuleError as error:
        raise ConfigError(str(error)) from error
    if content is None:
        return {}, {}
    return content, content.lines if isinstance(content, yamlfile.Mapping) else {}


def _read_toml(place: str) -> tuple[Any, dict[str, int]]:
    """The table [tool.newslint] of a TOML file, None without one, and the line of each of its keys."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    try:
        text = Path(place).read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{place}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{place}: not UTF-8 (byte {error.start}); save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise ConfigError(f"{place}:{line[1] if line else 1}: not valid TOML: {error}") from error
    tool = content.get("tool")
    return tool.get("newslint") if isinstance(tool, dict) else None, _toml_lines(text)


_HEADER = re.compile(r"\s*\[\[?\s*([^\]#]+?)\s*\]")
_KEY = re.compile(r"\s*[\"']?([A-Za-z0-9_-]+)[\"']?\s*=")


def _toml_lines(text: str) -> dict[str, int]:
    """The line of each key under [tool.newslint]; the TOML reader does not tell. A key that this misses is said to stand in line 1."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = header[1]
            if table.startswith("tool.newslint."):
                lines.setdefault(table.removeprefix("tool.newslint.").strip("\"'"), number)
        elif table == "tool.newslint" and (key := _KEY.match(line)):
            lines.setdefault(key[1], number)
    return lines


def _has_table(path: Path) -> bool:
    """Whether a pyproject.toml configures newslint; one that does not even name it is not looked at more closely."""
    try:
        return b"newslint" in path.read_bytes() and _read_toml(shown(str(path)))[0] is not None
    except OSError:
        return False
    except ConfigError:
        return True  # reading it again tells what is wrong


def _settings(layers: Iterable[Layer]) -> Settings:
    layers = tuple(layers)
    last = {key: layer.values[key] for layer in layers for key in layer.values}
    globs = {
        key: tuple(Globs(layer.base, tuple(layer.values[key])) for layer in layers if key in layer.values) for key in ("include", "exclude")
    }
    return Settings(
        rules=tuple(dict.fromkeys(shown(str(Path(layer.base, name))) for layer in layers for name in layer.values.get("rules", ()))),
        packs=tuple(dict.fromkeys(name for layer in layers for name in layer.values.get("packs", ()))),
        selectors=tuple(_selectors(layer) for layer in layers if layer.values.keys() & set(SELECTING)),
        severity=last["severity"],
        min_confidence=last["min-confidence"],
        fail_on=last["fail-on"],
        fail_under=last["fail-under"],
        baseline=_file(layers, "baseline"),
        waivers=_file(layers, "waivers"),
        corpus=_files(layers, "corpus"),
        format=last.get("format"),
        include=globs["include"][-1:],
        exclude=globs["exclude"],
        details=_details(layers),
    )


def _file(layers: tuple[Layer, ...], key: str) -> str | None:
    """The file that the last layer with this key names, absolute."""
    named = [absolute(str(Path(layer.base, layer.values[key]))) for layer in layers if key in layer.values]
    return named[-1] if named else None


def _files(layers: tuple[Layer, ...], key: str) -> tuple[str, ...]:
    """The files and folders that the last layer with this key names, absolute."""
    named = [[absolute(str(Path(layer.base, name))) for name in layer.values[key]] for layer in layers if key in layer.values]
    return tuple(named[-1]) if named else ()


def _selectors(layer: Layer) -> Selectors:
    select = layer.values.get("select")
    return Selectors(
        None if select is None else tuple(select),
        tuple(layer.values.get("ignore", ())),
        tuple(layer.values.get("extend-select", ())),
        tuple((key, layer.origins[key]) for key in SELECTING if key in layer.values),
    )


def _details(layers: tuple[Layer, ...]) -> tuple[Setting, ...]:
    """What counts, key by key: all layers of the keys that add up, the selectors since the last `select`, the last of the others."""
    fresh = max(index for index, layer in enumerate(layers) if "select" in layer.values)
    details = []
    for key in FIELDS:
        giving = [index for index, layer in enumerate(layers) if key in layer.values and key != "extends"]
        if key in SELECTING:
            giving = [index for index in giving if index >= fresh]
        elif key not in ADDING:
            giving = giving[-1:]
        details += [Setting(key, layers[index].values[key], layers[index].origins[key]) for index in giving]
    return tuple(details)
