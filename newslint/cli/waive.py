"""`newslint waive`: accept single findings, for a reason."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.cli.files import OWN, add_file_options, add_ledger_options, add_selection_options, refuse_stdin
from newslint.cli.grammar import add_languagetool_options, languagetool_of
from newslint.cli.run import Run, ledger_place
from newslint.errors import NewslintError, RuleError, did_you_mean
from newslint.finding import FileResult, Finding

if TYPE_CHECKING:
    from newslint.config import Settings

LEAST_DIGITS = 6
MOST_NAMED = 5
LEAST_LIKENESS = 80  # of a fingerprint that is perhaps meant, in per cent

_DIGITS = re.compile(f"[0-9a-fA-F]{{{LEAST_DIGITS},16}}")

_EPILOG = """\
examples:
  newslint waive 0f3a9c21b4d5e677 --reason "quoted as it was said" seeds/a.txt
  newslint waive 0f3a9c 77e6d5 --reason "the agency checks it" --until 2030-01-31
"""


def add_to(commands: Any, name: str) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        name,
        help="accept single findings, for a reason",
        description=(
            "Adds findings to the waivers, which people read and review. --format full shows fingerprints; the first six digits will do\n"
            "where they mean one finding only. The finding is looked for in the files that are named, else in the current folder."
        ),
        epilog=_EPILOG,
    )
    parser.add_argument(
        "words", metavar="FINGERPRINT|PATH", nargs="+", help="findings, then files, folders or globs (default: the current folder)"
    )
    parser.add_argument("--reason", metavar="TEXT", required=True, help="why it is accepted")
    parser.add_argument("--until", metavar="DATE", help="the last day on which the waiver holds, such as 2030-01-31 (default: no end)")
    parser.add_argument("--quiet", action="store_true", help="do not print what was done")
    add_selection_options(parser)
    add_ledger_options(parser)
    add_languagetool_options(parser)
    add_file_options(parser, stdin=False)
    parser.set_defaults(run=run, late="words", output=None, fail_under=None, options=sorted(parser._option_string_actions))


class Found(NamedTuple):
    """A finding, what its project calls its file, and the place of the waivers that hold for it (absolute)."""

    finding: Finding
    name: str
    place: str


def run(arguments: argparse.Namespace) -> int:
    """Add the waivers."""
    marks, arguments.paths = _parted(arguments.words)
    refuse_stdin(arguments)
    reason, until = _checked(arguments)
    found: dict[str, Found] = {}

    def each(result: FileResult, settings: Settings | None) -> FileResult:
        from newslint.project import name_in_project

        if settings is not None:
            place, _ = ledger_place("waiver", result.path, settings)
            name = name_in_project(result.path)
            found.update({finding.fingerprint: Found(finding, name, place) for finding in (*result.findings, *result.suppressed)})
        return result

    with languagetool_of(arguments) as languagetool:
        flags = {"baseline": arguments.baseline, "waivers": arguments.waivers}
        files = Run(arguments, flags, languagetool, ledgers=("baseline", "waiver"), across=True)
        broken = files.tell_problems(files.over_files(each))
    if files.ledgers and files.ledgers.problems:
        return 2
    meant = dict.fromkeys(_meant(mark, found) for mark in marks)
    for place in dict.fromkeys(each.place for each in meant):
        _add([each for each in meant if each.place == place], reason, until, quiet=arguments.quiet)
    return 2 if broken else 0


def _parted(words: list[str]) -> tuple[list[str], list[str]]:
    """The fingerprints, as they are written in full, and the paths."""
    marks = [word.lower() for word in words if _DIGITS.fullmatch(word)]
    if not _DIGITS.fullmatch(words[0]):
        raise NewslintError(
            f'"{words[0]}" is no fingerprint: give {LEAST_DIGITS} to 16 of its hexadecimal digits; --format full shows them'
        )
    return marks, [word for word in words if not _DIGITS.fullmatch(word)]


def _checked(arguments: argparse.Namespace) -> tuple[str, str | None]:
    """The reason and the last day."""
    from datetime import date

    from newslint.suppress.waivers import check_day

    reason: str = arguments.reason
    if not reason.strip():
        raise NewslintError("--reason: say why the finding is accepted; whoever reads the waivers wants to know")
    if arguments.until is None:
        return reason, None
    try:
        until = check_day(arguments.until, "--until")
    except RuleError as error:
        raise NewslintError(str(error).replace('"--until"', "--until:")) from error
    if until <= date.today().isoformat():
        raise NewslintError(f"--until: {until} is no day to come")
    return reason, until


def _meant(mark: str, found: dict[str, Found]) -> Found:
    """The one finding whose fingerprint begins with some digits."""
    fitting = [fingerprint for fingerprint in found if fingerprint.startswith(mark)]
    if len(fitting) > 1:
        raise NewslintError(f'"{mark}" means {len(fitting):,} findings; give more digits: {", ".join(sorted(fitting)[:MOST_NAMED])}')
    if not fitting:
        hint = did_you_mean(mark, [fingerprint[: len(mark)] for fingerprint in found], least=LEAST_LIKENESS)
        raise NewslintError(f'no finding has the fingerprint "{mark}".{hint} Name its file if it is not in the current folder')
    meant = found[fitting[0]]
    if meant.finding.category == OWN:
        raise NewslintError(f"{meant.finding.code} says something of newslint's own files and cannot be waived; mend the file")
    return meant


def _add(meant: list[Found], reason: str, until: str | None, *, quiet: bool) -> None:
    """Add findings to the waivers at one place, but for those that stand there and hold."""
    from pathlib import Path

    from newslint.cli.output import opened
    from newslint.discovery import shown
    from newslint.report.ledger import tell
    from newslint.suppress.run import read_text
    from newslint.suppress.waivers import waiver_of, with_waivers

    place = meant[0].place
    new = []
    for finding, name, _ in meant:
        if finding.suppressed and finding.suppressed.kind == "waiver":
            tell(finding.suppressed.origin, f"{finding.fingerprint} is waived already: {finding.suppressed.reason}", sys.stdout)
        else:
            new.append(waiver_of(finding, name, reason, until))
    if not new:
        return
    # What was linted took time; read the file only now, so that what others add meanwhile stays.
    text = with_waivers(read_text(place) if Path(place).exists() else "", shown(place), new)
    with opened(shown(place), option="") as out:
        out.write(text)
    if not quiet:
        for waiver in new:
            tell(shown(place), f"{waiver.fingerprint} is waived{f' until {until}' if until else ''}: {waiver.told()}", sys.stdout)
