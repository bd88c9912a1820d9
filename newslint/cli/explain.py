"""`newslint explain`: what a code means."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from newslint.cli.common import RuleSets, add_config_options, add_rule_options, complain, find_rule, settings_here

if TYPE_CHECKING:
    from newslint.ruleset import Rule

_EPILOG = """\
example:
  newslint explain TI101
"""


def add_to(commands: Any, name: str) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        name,
        help="what a code means",
        description="Tells what a rule finds, why that is a fault, and how it looks.",
        epilog=_EPILOG,
    )
    parser.add_argument("rule", metavar="CODE|NAME", help="a code such as TI101, or a rule's name")
    add_rule_options(parser)
    add_config_options(parser)
    parser.set_defaults(run=run, options=sorted(parser._option_string_actions))


def run(arguments: argparse.Namespace) -> int:
    """Print what there is to say about a rule."""
    from newslint.cli.output import columns
    from newslint.report.visible import visible

    rulesets = RuleSets(use_cache=not arguments.no_cache)
    rule = find_rule(rulesets.loaded(settings_here(arguments)).all_rules, arguments.rule)
    for line in _lines(rule, min(columns(), 100)):
        print(visible(line))
    for problem in rulesets.problems:
        complain(problem)
    return 2 if rulesets.problems else 0


def _lines(rule: Rule, width: int) -> Iterator[str]:
    from textwrap import wrap

    from newslint.discovery import shown

    yield f"{rule.code} {rule.name}"
    yield f"{rule.severity}, category {rule.category}, kind {rule.kind}, confidence {rule.confidence:.2f}"
    if rule.source_language:
        yield f"source language: {', '.join(rule.source_language)}"
    if not rule.enabled:
        yield f"off by default: turn it on with --extend-select {rule.code}"
    yield ""
    yield from wrap(rule.why, width)
    yield ""
    yield "Message:"
    yield from wrap(rule.message, width, initial_indent="  ", subsequent_indent="  ")
    for title, texts in _examples(rule):
        yield ""
        yield title
        for text in texts:
            yield from wrap(text, width, initial_indent="  - ", subsequent_indent="    ")
    yield ""
    yield f"Written in {shown(rule.path)}:{rule.line}"


def _examples(rule: Rule) -> Iterator[tuple[str, list[str]]]:
    """The rule's own examples, as titles and texts; the file has been checked on loading."""
    from pathlib import Path

    from newslint.ruleset.loader import read_rules

    for entry in read_rules(Path(rule.path)):
        if entry.get("code") == rule.code:
            for kind, title in (("bad", "Finds:"), ("good", "Keeps silent on:")):
                yield title, [text if isinstance(text, str) else _marked(text) for text in entry["examples"][kind]]


def _marked(example: dict[str, Any]) -> str:
    found = example.get("matches") or example.get("match") or ()
    told = ", ".join(f'"{match}"' for match in ([found] if isinstance(found, str) else found))
    beside = f" beside: {example['beside'].strip()}" if "beside" in example else ""
    return f"{example['text'].strip()}{f' ({told})' if told else ''}{beside}"
