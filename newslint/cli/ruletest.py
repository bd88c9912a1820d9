"""Running the examples of rules for their authors: everything that is wrong is told, not only the first fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from newslint.discovery import is_repository, shown
from newslint.errors import RuleError
from newslint.grammar import Checker
from newslint.ruleset.examples import run_examples
from newslint.ruleset.knowledge import load_knowledge
from newslint.ruleset.loader import builtin_folder, check_rule, load_rules, read_rules, rule_files
from newslint.ruleset.model import Rule

UNFINISHED = "TODO:"


class Outcome(NamedTuple):
    """How some rules did.

    `failures` and `skipped` are lines that begin with file and line; `broken` says whether a rule could not even be loaded.
    """

    failures: list[str]
    broken: bool
    rules: int
    examples: int
    skipped: list[str]

    def told(self) -> str:
        """The sum in one line."""
        done = f"{_count(self.rules, 'rule')}, {_count(self.examples, 'example')}"
        result = f"{len(self.failures):,} to mend" if self.failures else "all pass"
        return f"{done}: {result}, {_count(len(self.skipped), 'rule')} skipped" if self.skipped else f"{done}: {result}"


def check(paths: Iterable[str], packs: Iterable[str] = (), *, grammar: Checker | None = None) -> Outcome:
    """Run the examples of the rules in some files and folders.

    Args:
        paths: rule files and folders; a knowledge file stands for all rules of its pack.
        packs: further pack folders, whose knowledge the rules may use.
        grammar: what rules of kind `languagetool` ask.
    Raises:
        RuleError: a path does not exist, or a knowledge file cannot be used.
    """
    roots = [_root(Path(path)) for path in paths]
    knowledge = load_knowledge(_outermost([builtin_folder(), *map(Path, packs), *map(_pack_of, roots)]))
    ours = load_rules(problems=[]).all_rules
    taken = {word: rule for rule in ours for word in (rule.code, rule.name)}
    failures: list[str] = []
    skipped: dict[str, str] = {}
    broken, rules, examples = False, 0, 0
    for path in dict.fromkeys(path for root in roots for path in rule_files(root)):
        unfinished = list(_unfinished(path))
        if unfinished:
            failures += unfinished
            continue
        try:
            for entry in read_rules(path):
                rule, given = check_rule(entry, path, knowledge)
                failures += _clashes(rule, taken)
                rules += 1
                for result in run_examples(rule, given, entry, knowledge, ours, grammar=grammar):
                    if result.skipped:
                        skipped[rule.code] = f"{shown(str(path))}:{rule.line}: {rule.code} skipped: {result.skipped}"
                        continue
                    examples += 1
                    if not result.ok:
                        failures.append(f"{shown(str(path))}:{result.line}: {rule.code} {result.kind} example: {result.message}")
        except RuleError as error:
            failures.append(str(error))
            broken = True
    return Outcome(failures, broken, rules, examples, list(skipped.values()))


def _root(path: Path) -> Path:
    if not path.exists():
        raise RuleError(f"{shown(str(path))}: no such rule file or folder; check the path")
    return path.parent.parent if path.is_file() and path.parent.name == "knowledge" else path


def _pack_of(path: Path) -> Path:
    """The pack that a rule file or folder belongs to: the nearest folder, itself or above, with knowledge in it."""
    start = path if path.is_dir() else path.parent
    for folder in (start, *start.absolute().parents):
        if (folder / "knowledge").is_dir():
            return folder
        if is_repository(str(folder)):
            break
    return start


def _outermost(folders: Iterable[Path]) -> list[Path]:
    """Folders without those that lie in another one, so that no knowledge file is read twice."""
    unique = {folder.resolve(): folder for folder in folders if folder.is_dir()}
    return [folder for real, folder in unique.items() if not any(real != other and real.is_relative_to(other) for other in unique)]


def _unfinished(path: Path) -> Iterator[str]:
    """What `newslint rules new` has left to the author."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        if UNFINISHED in line:
            todo = line.partition(UNFINISHED)[2].partition("'")[0].strip()
            yield f"{shown(str(path))}:{number}: still to do: {todo}"


def _clashes(rule: Rule, taken: dict[str, Rule]) -> Iterator[str]:
    for word in (rule.code, rule.name):
        other = taken.setdefault(word, rule)
        if (Path(other.path).resolve(), other.line) != (Path(rule.path).resolve(), rule.line):
            yield f"{shown(rule.path)}:{rule.line}: {word} is taken by {shown(other.path)}:{other.line}; choose another"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
