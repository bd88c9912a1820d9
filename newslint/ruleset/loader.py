"""From pack folders to a RuleSet: read, check, compile, cache."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from newslint.conditions import compile_conditions
from newslint.errors import RuleError, did_you_mean
from newslint.finding import CATEGORIES
from newslint.message import check_message
from newslint.ruleset import cache
from newslint.ruleset.fields import Field, read
from newslint.ruleset.knowledge import Knowledge, knowledge_files, load_knowledge
from newslint.ruleset.model import Rule, RuleSet
from newslint.ruleset.schema import COMMON, KINDS, kind_module
from newslint.ruleset.yamlfile import Mapping, Sequence, read_yaml

CODE = re.compile(r"[A-Z]{2}\d{3}")
BESIDE = ("consensus", "ledger")  # the kinds that look at more than one text
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def builtin_folder() -> Path:
    """Where the rules that come with newslint lie: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "packs"
    return shipped if shipped.is_dir() else package.parent / "rules"


def load_rules(
    *folders: str | os.PathLike[str],
    builtin: bool = True,
    packs: Iterable[str] = (),
    use_cache: bool = True,
    problems: list[str] | None = None,
) -> RuleSet:
    """Load the built-in rules and those of further pack folders. The enabled ones are active.

    Args:
        folders: folders with rule files, searched recursively; a single rule file is taken too.
        builtin: whether the rules that come with newslint are loaded.
        packs: names of installed packs (entry point group `newslint.packs`).
        use_cache: whether the parsed rules may be taken from, and kept in, the user's cache folder.
        problems: when given, a rule that cannot be loaded is told here and left out, instead of ending the loading.
    Raises:
        RuleError: a rule cannot be loaded; the text names file and line.
    """
    own = [builtin_folder()] if builtin else []
    others = [Path(folder) for folder in folders] + [installed_pack(name) for name in packs]
    for folder in others:
        if not folder.exists():
            raise RuleError(f"{folder}: no such rule folder; check --rules and the rules key of the configuration")
    key = cache.key_of(_contents([*own, *others])) if use_cache else ""
    stored = cache.load(key) if use_cache else None
    if stored is not None:
        return RuleSet([Rule(*entry) for entry in stored["rules"]], Knowledge(**stored["knowledge"]))
    told: list[str] = []
    if own and others and not knowledge_files(folder for folder in others if folder.is_dir()):
        # Nothing of ours depends on rules without knowledge, so that a changed rule of the user's does not cost reading all of ours.
        ruleset = _read([], others, told, load_rules(use_cache=use_cache, problems=told))
    else:
        ruleset = _read(own, others, told)
    if told and problems is None:
        raise RuleError(told[0])
    if problems is not None:
        problems += told
    if use_cache and not told:
        cache.store(key, {"rules": [tuple(rule) for rule in ruleset.all_rules], "knowledge": ruleset.knowledge.to_plain()})
    return ruleset


def installed_pack(name: str) -> Path:
    """The folder of an installed pack: its entry point names a package or module whose folder holds the rules.

    Raises:
        RuleError: no such pack is installed.
    """
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    found = {entry.name: entry.value for entry in entry_points(group="newslint.packs")}
    if name not in found:
        raise RuleError(
            f'no installed pack is called "{name}".{did_you_mean(name, list(found))} Install it, or mend packs in the configuration'
        )
    spec = find_spec(found[name])
    places = list(spec.submodule_search_locations or []) if spec else []
    if not places:
        raise RuleError(f'the installed pack "{name}" names "{found[name]}", which is not a package with a folder')
    return Path(places[0])


def rule_files(folder: Path) -> list[Path]:
    """The rule files under a folder, sorted; knowledge files are not among them. A file stands for itself."""
    if folder.is_file():
        return [folder]
    found = [path for suffix in ("*.yaml", "*.yml") for path in folder.rglob(suffix)]
    return sorted(path for path in found if path.parent.name != "knowledge" and not path.name.startswith("."))


def read_rules(path: Path) -> Iterator[Mapping]:
    """The rules of one file as plain mappings, unchecked but for being mappings.

    Raises:
        RuleError: the file is not YAML, or holds something else.
    """
    content = read_yaml(path)
    entries = content if isinstance(content, Sequence) else [content]
    for index, entry in enumerate(entries):
        if not isinstance(entry, Mapping):
            line = content.lines[index] if isinstance(content, Sequence) else 1
            raise RuleError(f"{path}:{line}: a rule file holds a rule (a mapping) or a list of rules")
        yield entry


def check_rule(entry: Mapping, path: Path, knowledge: Knowledge) -> tuple[Rule, dict[str, Any]]:
    """Check and compile one rule.

    Returns:
        The rule, and its examples as the schema gives them.
    Raises:
        RuleError: with file and line.
    """
    try:
        return _compile(entry, path, knowledge)
    except RuleError as error:
        line = _line_of(entry, error.key)
        raise RuleError(f"{path}:{line}: {entry.get('code', 'rule')}: {error}") from error


def _line_of(entry: Mapping, key: str | None) -> int:
    if key in entry.lines:
        return entry.lines[key]
    for value in entry.values():
        if isinstance(value, Mapping) and key in value.lines:
            return value.lines[key]
    return entry.line


def _compile(entry: Mapping, path: Path, knowledge: Knowledge) -> tuple[Rule, dict[str, Any]]:
    kind_name = entry.get("kind")
    if kind_name is None:
        raise RuleError(f'the rule lacks the key "kind": one of {", ".join(KINDS)}')
    try:
        kind = kind_module(str(kind_name))
    except KeyError:
        hint = did_you_mean(str(kind_name), list(KINDS)) or f" Use one of: {', '.join(KINDS)}."
        raise RuleError(f'there is no kind "{kind_name}".{hint}', "kind") from None
    table: dict[str, Field] = {**COMMON, **kind.FIELDS}
    options = read(entry, table, "the rule")
    if "examples" not in options:
        raise RuleError("the rule lacks examples: at least two bad and two good ones")
    if kind_name not in BESIDE and any("beside" in example for kind in ("bad", "good") for example in options["examples"][kind]):
        raise RuleError(f"beside is for examples of kind {' and '.join(BESIDE)}", "examples")
    _check_identity(options)
    check_message(options["message"], getattr(kind, "MESSAGE_FIELDS", None))
    if options.get("fix") == "remove-line" and options["report"] != "line":
        raise RuleError("fix: remove-line needs report: line, so that the finding shows what would go", "fix")
    if "support" in options and "source-language" not in options:
        raise RuleError("support comes from the other rules of a source language; name it", "support")
    if "safe" in options and "fix" not in options:
        raise RuleError("safe says whether the fix may be applied unseen, but there is no fix", "safe")
    rule = Rule(
        code=options["code"],
        name=options["name"],
        kind=options["kind"],
        category=options["category"],
        severity=options["severity"],
        confidence=float(options["confidence"]),
        message=options["message"],
        why=" ".join(options["why"].split()),
        path=str(path),
        line=entry.line,
        plan=_plain(kind.compile(options, knowledge)),
        source_language=tuple(options.get("source-language", ())),
        conditions=compile_conditions(options),
        report=options["report"],
        fix=options.get("fix"),
        safe=options.get("safe", False),
        enabled=options["enabled"],
        many=(options["many"]["least"], options["many"]["severity"]) if "many" in options else None,
        in_speech=options.get("in-speech"),
        support=options.get("support"),
    )
    return rule, options["examples"]


def _plain(value: Any) -> Any:
    """A kind's plan as exactly the types that the cache can hold.

    Raises:
        TypeError: the kind put something else into its plan.
    """
    if isinstance(value, dict):
        return {_plain(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(entry) for entry in (sorted(value) if isinstance(value, set | frozenset) else value)]
    if value is None or type(value) in (str, int, float, bool):
        return value
    raise TypeError(f"a plan is made of plain data, not of {type(value).__name__}")


def _check_identity(options: dict[str, Any]) -> None:
    code, category = options["code"], options["category"]
    if not CODE.fullmatch(code):
        raise RuleError(f'the code "{code}" must be two capital letters and three digits', "code")
    if not code.startswith(CATEGORIES[category]):
        raise RuleError(f'the code of a rule of category {category} begins with {CATEGORIES[category]}, not "{code[:2]}"', "code")
    if not NAME.fullmatch(options["name"]):
        raise RuleError(f'the name "{options["name"]}" must be kebab-case: small letters, digits and single hyphens', "name")


def _contents(folders: list[Path]) -> Iterator[tuple[str, bytes]]:
    for folder in folders:
        for path in [folder] if folder.is_file() else sorted([*folder.rglob("*.yaml"), *folder.rglob("*.yml")]):
            try:
                yield str(path), path.read_bytes()
            except OSError:
                yield str(path), b""


def _read(own: list[Path], others: list[Path], problems: list[str], base: RuleSet | None = None) -> RuleSet:
    """The rules of some folders, after those of `base`, whose knowledge they then share."""
    if base is None:
        folders = (folder for folder in [*own, *others] if folder.is_dir())
        base = RuleSet([], _with_sound_scale(load_knowledge(folders, problems), problems))
    knowledge = base.knowledge
    rules = {rule.code: rule for rule in base.all_rules}
    names = {rule.name: rule for rule in base.all_rules}
    for folder in [*own, *others]:
        for path in rule_files(folder):
            for entry in _tolerant(path, problems):
                try:
                    rule, examples = check_rule(entry, path, knowledge)
                    _refuse_duplicates(rule, rules, names)
                    if folder not in own:
                        _prove(rule, examples, entry, knowledge, list(rules.values()))
                except RuleError as error:
                    problems.append(str(error))
                else:
                    rules[rule.code] = names[rule.name] = rule
    return RuleSet(list(rules.values()), knowledge)


def _with_sound_scale(knowledge: Knowledge, problems: list[str]) -> Knowledge:
    """The knowledge, without a table for scores that cannot be used."""
    from newslint.score import TABLE, read_table

    try:
        read_table(knowledge)
    except RuleError as error:
        problems.append(str(error))
        return knowledge.without(TABLE)
    return knowledge


def _tolerant(path: Path, problems: list[str]) -> list[Mapping]:
    try:
        return list(read_rules(path))
    except RuleError as error:
        problems.append(str(error))
        return []


def _refuse_duplicates(rule: Rule, codes: dict[str, Rule], names: dict[str, Rule]) -> None:
    for known, what in ((codes.get(rule.code), f"code {rule.code}"), (names.get(rule.name), f"name {rule.name}")):
        if known:
            raise RuleError(f"{rule.path}:{rule.line}: the {what} is taken by {known.path}:{known.line}; choose another")


def _prove(rule: Rule, examples: dict[str, Any], entry: Mapping, knowledge: Knowledge, others: list[Rule]) -> None:
    """Run the examples of a rule that is not ours; ours are run one by one by the project's tests."""
    from newslint.ruleset.examples import run_examples

    for result in run_examples(rule, examples, entry, knowledge, others):
        if not result.ok:
            raise RuleError(f"{rule.path}:{result.line}: {rule.code}: {result.message}")
