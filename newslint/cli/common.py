"""What the commands share: options, settings, loaded rules, and how they speak to the user."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from newslint.errors import NewslintError, RuleError, did_you_mean

if TYPE_CHECKING:
    from newslint.config import Settings
    from newslint.ruleset import Rule, RuleSet


def complain(message: str) -> None:
    """Tell the user something in one line on stderr."""
    from newslint.report.visible import logged

    print(f"newslint: {logged(message)}", file=sys.stderr)


def add_config_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which configuration counts."""
    group = parser.add_argument_group("configuration")
    group.add_argument("--config", metavar="FILE", help="use this file instead of the nearest newslint.yaml or pyproject.toml")
    group.add_argument("--isolated", action="store_true", help="take no account of configuration files")


def add_rule_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which rules there are besides the built-in ones."""
    group = parser.add_argument_group("rules of your own")
    group.add_argument(
        "--rules", metavar="DIR", action="append", help="a folder with rules, besides those of the configuration; repeatable"
    )
    group.add_argument("--pack", metavar="NAME", action="append", help="an installed rule pack; repeatable")
    group.add_argument("--no-cache", action="store_true", help="read the rules anew instead of taking them from the cache")


def flags_of(arguments: argparse.Namespace) -> dict[str, Any]:
    """What the options shared by the commands say, by configuration key.

    Raises:
        NewslintError: a folder does not exist.
    """
    from pathlib import Path

    for name in arguments.rules or ():
        if not Path(name).exists():
            raise NewslintError(f'--rules: there is no folder "{name}"; check the path')
    return {"rules": arguments.rules, "packs": arguments.pack}


def settings_here(arguments: argparse.Namespace) -> Settings:
    """The settings that hold in the current folder.

    Raises:
        NewslintError: an option or the configuration cannot be used.
    """
    from newslint.config import Configs
    from newslint.discovery import absolute

    return Configs(flags_of(arguments), config=arguments.config, isolated=arguments.isolated).for_folder(absolute("."))


class RuleSets:
    """Loads and selects rules, once for each combination of settings.

    `problems` collects what is wrong with single rules; these are left out.
    """

    def __init__(self, *, use_cache: bool = True) -> None:
        self._use_cache = use_cache
        self._loaded: dict[object, RuleSet] = {}
        self._chosen: dict[object, RuleSet] = {}
        self._asked: dict[tuple[tuple[str, ...], tuple[str, ...]], None] = {}
        self.problems: dict[str, None] = {}

    def loaded(self, settings: Settings) -> RuleSet:
        """All rules that some settings name, selected or not.

        Raises:
            RuleError: a pack cannot be loaded at all.
        """
        from newslint.ruleset import load_rules

        key = (settings.rules, settings.packs)
        self._asked[key] = None
        if key not in self._loaded:
            problems: list[str] = []
            self._loaded[key] = load_rules(*settings.rules, packs=settings.packs, use_cache=self._use_cache, problems=problems)
            self.problems.update(dict.fromkeys(problems))
        return self._loaded[key]

    def folders(self) -> Iterator[str]:
        """Where the rules stand that were asked for so far."""
        from newslint.ruleset.loader import builtin_folder, installed_pack

        yield str(builtin_folder())
        for rules, packs in self._asked:
            yield from rules
            with suppress(RuleError):
                yield from (str(installed_pack(name)) for name in packs)

    def rule(self, code: str) -> Rule | None:
        """The rule of a code, among those loaded so far."""
        return next((rule for ruleset in self._loaded.values() for rule in ruleset.all_rules if rule.code == code), None)

    def chosen(self, settings: Settings) -> RuleSet:
        """The rules that some settings select, but for those that cannot run here.

        Raises:
            RuleError: a pack cannot be loaded at all.
            SelectorError: a selector means no rule.
        """
        from newslint.ruleset.availability import runnable
        from newslint.selection import apply_selectors

        key = (settings.rules, settings.packs, settings.selectors)
        if key not in self._chosen:
            loaded = self.loaded(settings)
            chosen = runnable(apply_selectors(loaded.all_rules, settings.selectors), self.problems.setdefault)
            self._chosen[key] = loaded.only([rule.code for rule in chosen])
        return self._chosen[key]


def find_rule(rules: tuple[Rule, ...], word: str) -> Rule:
    """The rule of a code or name.

    Raises:
        NewslintError: there is none.
    """
    for rule in rules:
        if word.upper() == rule.code or word == rule.name:
            return rule
    hint = did_you_mean(word, [rule.name for rule in rules]) or did_you_mean(word.upper(), [rule.code for rule in rules])
    raise NewslintError(f'no rule is called "{word}".{hint} See "newslint rules list"')
