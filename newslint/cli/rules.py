"""`newslint rules`: list, show and test rules, print their schema, begin a new one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from newslint.cli import newrule
from newslint.cli.common import RuleSets, add_config_options, add_rule_options, complain, find_rule, settings_here
from newslint.cli.grammar import add_languagetool_options, languagetool_of

if TYPE_CHECKING:
    from newslint.ruleset import Rule

_EPILOG = """\
examples:
  newslint rules list                                      all rules, in a table
  newslint rules new BP950 own-footer --kind phrase        begin a rule in rules/own-footer.yaml
  newslint rules test rules/own-footer.yaml                run its examples
"""


def add_to(commands: Any, name: str) -> None:
    """Add the command and its sub-commands to the parser."""
    parser = commands.add_parser(name, help="list, show, test and write rules", description="Works with rules.", epilog=_EPILOG)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions", required=True)
    listing = _action(actions, "list", "list all rules", _list, "newslint rules list --format json")
    listing.add_argument("--format", choices=("text", "json"), default="text", help="a table (default), or JSON")
    show = _action(actions, "show", "print the file of a rule", _show, "newslint rules show TI101")
    show.add_argument("rule", metavar="CODE|NAME", help="a code such as TI101, or a rule's name")
    test = _action(actions, "test", "run the examples of rules", _test, "newslint rules test house-rules/")
    test.add_argument(
        "paths", metavar="PATH", nargs="*", help="rule files or folders (default: the built-in rules and the configured ones)"
    )
    add_languagetool_options(test)
    schema = actions.add_parser("schema", help="print the JSON schema of rule files", description="Prints the JSON schema of rule files.")
    schema.set_defaults(run=_schema, options=[])
    newrule.add_to(actions, "new")


def _action(actions: Any, name: str, help: str, run: Any, example: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(
        name, help=help, description=f"{help[0].upper()}{help[1:]}.", epilog=f"example:\n  {example}\n"
    )
    add_rule_options(parser)
    add_config_options(parser)
    parser.set_defaults(run=run, options=sorted(parser._option_string_actions))
    return parser


def _loaded(arguments: argparse.Namespace) -> tuple[tuple[Rule, ...], list[str]]:
    rulesets = RuleSets(use_cache=not arguments.no_cache)
    return rulesets.loaded(settings_here(arguments)).all_rules, list(rulesets.problems)


def _told(problems: list[str]) -> int:
    for problem in problems:
        complain(problem)
    return 2 if problems else 0


def _list(arguments: argparse.Namespace) -> int:
    rules, problems = _loaded(arguments)
    if arguments.format == "json":
        import json

        keys = ("code", "name", "category", "kind", "severity", "confidence", "enabled", "message", "why")
        print(json.dumps([{key: getattr(rule, key) for key in keys} for rule in rules], indent=1))
        return _told(problems)
    name = max((len(rule.name) for rule in rules), default=4)
    print(f"{'code':5}  {'name':{name}}  {'severity':8}  {'confidence':10}  kind")
    for rule in rules:
        off = "" if rule.enabled else "  (off by default)"
        print(f"{rule.code:5}  {rule.name:{name}}  {rule.severity:8}  {rule.confidence:<10.2f}  {rule.kind}{off}")
    return _told(problems)


def _show(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from newslint.discovery import shown
    from newslint.report.visible import visible

    rules, problems = _loaded(arguments)
    rule = find_rule(rules, arguments.rule)
    print(f"# {visible(shown(rule.path))}:{rule.line}")
    for line in Path(rule.path).read_text(encoding="utf-8-sig").splitlines():
        print(visible(line))
    return _told(problems)


def _schema(arguments: argparse.Namespace) -> int:
    import json

    from newslint.ruleset.schema import rule_schema

    print(json.dumps(rule_schema(), indent=2))
    return 0


def _test(arguments: argparse.Namespace) -> int:
    from newslint.cli.ruletest import check
    from newslint.report.visible import visible
    from newslint.ruleset.loader import builtin_folder, installed_pack

    settings = settings_here(arguments)
    configured = [*settings.rules, *(str(installed_pack(name)) for name in settings.packs)]
    with languagetool_of(arguments) as languagetool:
        outcome = check(arguments.paths or [str(builtin_folder()), *configured], configured, grammar=languagetool)
    trouble = languagetool.run.problem if languagetool else ""
    if languagetool and trouble:
        complain(languagetool.run.told())
    for line in [*outcome.failures, *outcome.skipped]:
        print(visible(line))
    print(outcome.told())
    return 2 if outcome.broken or trouble else int(bool(outcome.failures))
