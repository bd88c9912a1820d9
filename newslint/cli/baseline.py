"""`newslint baseline`: accept the findings that there are, so that only new ones count."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.cli.files import (
    OWN,
    add_file_options,
    add_ledger_options,
    add_paths,
    add_selection_options,
    number,
    refuse_stdin,
    shown_by,
)
from newslint.cli.grammar import add_languagetool_options, languagetool_of
from newslint.cli.run import Run, ledger_place
from newslint.errors import NewslintError
from newslint.finding import SEVERITIES, FileResult

if TYPE_CHECKING:
    from newslint.config import Settings
    from newslint.suppress.entry import Entry
    from newslint.suppress.run import Ledger
    from newslint.suppress.verdicts import Verdict

_EPILOG = """\
examples:
  newslint baseline create seeds/     accept all findings of today in .newslint-baseline.json
  newslint baseline update seeds/     take in new findings, take out those that are gone
  newslint baseline prune             take out what is gone, and nothing else
  newslint baseline show seeds/       what is accepted, where it stands now, and what is stale
"""


def add_to(commands: Any, name: str) -> None:
    """Add the command and its sub-commands to the parser."""
    parser = commands.add_parser(
        name,
        help="accept the findings of today",
        description="Keeps the findings that are accepted in a file, so that only new ones count.",
        epilog=_EPILOG,
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions", required=True)
    for action, run, help in (
        ("create", _create, "accept all findings of some files in a new baseline"),
        ("update", _update, "bring the baseline up to date for some files"),
        ("prune", _prune, "take entries out that accept nothing any more"),
        ("show", _show, "print what the baseline accepts, and what is stale"),
    ):
        _add_action(actions, action, run, help)


def _add_action(actions: Any, name: str, run: Any, help: str) -> None:
    description = f"{help[0].upper()}{help[1:]}."
    parser = actions.add_parser(name, help=help, description=description, epilog=f"example:\n  newslint baseline {name} seeds/\n")
    add_paths(parser, stdin=False)
    add_selection_options(parser)
    parser.set_defaults(severity="info", min_confidence=0, output=None, fail_under=None)
    if run in (_create, _update):
        counts = parser.add_argument_group("findings to accept")
        counts.add_argument("--severity", choices=SEVERITIES, help="the least severity (default: info)")
        counts.add_argument("--min-confidence", metavar="NUMBER", type=number(0, 1), help="the least confidence, 0 to 1 (default: 0)")
    add_ledger_options(parser)
    parser.add_argument("--quiet", action="store_true", help="print no sums")
    add_languagetool_options(parser)
    add_file_options(parser, stdin=False)
    parser.set_defaults(run=run, options=sorted(parser._option_string_actions))


class Linted(NamedTuple):
    """What linting the files gave.

    `entries` are those that a baseline with just the findings of now would have, by its place (absolute); `baselines` are those that are
    there, and `stale` the entries in them that accept nothing any more, by place. `code` is the exit code. `usable` is false if a ledger is
    broken: then nothing may be written.
    """

    entries: dict[str, list[Entry]]
    baselines: list[Ledger]
    stale: dict[str, list[Verdict]]
    code: int
    usable: bool


def _lint(arguments: argparse.Namespace, *, creating: bool = False) -> Linted:
    from newslint.project import name_in_project
    from newslint.suppress.entry import BASELINE, WAIVER, entry_of

    refuse_stdin(arguments)
    keys = ("severity", "min-confidence", "baseline", "waivers")
    flags = {key: getattr(arguments, key.replace("-", "_")) for key in keys}
    found: dict[str, list[Entry]] = {}

    def each(result: FileResult, settings: Settings | None) -> FileResult:
        if settings is None or result.error is not None:
            return result
        place, _ = ledger_place(BASELINE, result.path, settings)
        if place not in found:
            _check_place(place, creating=creating)
            found[place] = []
        name = name_in_project(result.path)
        result = shown_by(result, settings)
        found[place] += [entry_of(finding, name) for finding in (*result.findings, *result.suppressed) if finding.category != OWN]
        return result

    with languagetool_of(arguments) as languagetool:
        run = Run(arguments, flags, languagetool, ledgers=(WAIVER,) if creating else (WAIVER, BASELINE), across=True)
        broken = run.tell_problems(run.over_files(each))
    ledgers = list(run.ledgers or ())
    waived = {met.finding.fingerprint for ledger in ledgers if ledger.kind == WAIVER for met in ledger.met.values()}
    return Linted(
        entries={place: [entry for entry in entries if entry.fingerprint not in waived] for place, entries in found.items()},
        baselines=[ledger for ledger in ledgers if ledger.kind == BASELINE],
        stale={ledger.place: verdicts for ledger, verdicts in run.verdicts() if ledger.kind == BASELINE},
        code=2 if broken else 0,
        usable=not (run.ledgers and run.ledgers.problems),
    )


def _check_place(place: str, *, creating: bool) -> None:
    """Refuse to create a baseline that is there, or to work on one that is not."""
    from pathlib import Path

    from newslint.discovery import shown

    there = Path(place).exists()
    if there and creating:
        raise NewslintError(f'{shown(place)}: exists already; "newslint baseline update" brings it up to date')
    if not there and not creating:
        raise NewslintError(f'{shown(place)}: there is no baseline yet; "newslint baseline create" makes one')


def _create(arguments: argparse.Namespace) -> int:
    linted = _lint(arguments, creating=True)
    for place, entries in linted.entries.items():
        if linted.usable:
            _write(place, entries, f"{len(entries):,} accepted", arguments)
    return linted.code


def _update(arguments: argparse.Namespace) -> int:
    linted = _lint(arguments)
    for ledger in linted.baselines:
        if linted.usable:
            now = _now(ledger)
            stale = {verdict.entry for verdict in linted.stale.get(ledger.place, ())}
            left = [entry for entry in ledger.entries if entry.fingerprint not in ledger.met and entry not in stale]
            entries = {entry.fingerprint: entry for entry in (*linted.entries[ledger.place], *left)}
            added = len(entries.keys() - {entry.fingerprint for entry in now.values()})
            gone = sum(entry.fingerprint not in entries for entry in now.values())
            _write(ledger.place, entries.values(), f"{added:,} added, {gone:,} taken out, {len(entries):,} accepted", arguments)
    return linted.code


def _prune(arguments: argparse.Namespace) -> int:
    linted = _lint(arguments)
    for ledger in linted.baselines:
        if linted.usable:
            stale = {verdict.entry for verdict in linted.stale.get(ledger.place, ())}
            entries = [entry for old, entry in _now(ledger).items() if old not in stale]
            _write(ledger.place, entries, f"{len(stale):,} taken out, {len(entries):,} accepted", arguments)
    return linted.code


def _show(arguments: argparse.Namespace) -> int:
    from newslint.report.ledger import show_baseline

    linted = _lint(arguments)
    for ledger in linted.baselines:
        met = sorted(ledger.met.values(), key=lambda met: (met.path, met.finding.start, met.finding.code))
        show_baseline(ledger.place, met, linted.stale.get(ledger.place, ()), sys.stdout)
    return linted.code


def _now(ledger: Ledger) -> dict[Entry, Entry]:
    """The entries of a baseline, each with what it would be if it were written now: a renamed file or a changed neighbour changes it."""
    from newslint.suppress.entry import entry_of

    met = ledger.met
    return {
        entry: entry_of(met[entry.fingerprint].finding, met[entry.fingerprint].name) if entry.fingerprint in met else entry
        for entry in ledger.entries
    }


def _write(place: str, entries: Collection[Entry], what: str, arguments: argparse.Namespace) -> None:
    from newslint.cli.output import opened
    from newslint.discovery import shown
    from newslint.report.ledger import tell
    from newslint.suppress.baseline import baseline_text

    with opened(shown(place), option="") as out:
        out.write(baseline_text(entries))
    if not arguments.quiet:
        tell(shown(place), what, sys.stdout)
