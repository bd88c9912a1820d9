"""`newslint clean`: cleaned copies of files."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from newslint.cli.common import complain
from newslint.cli.files import add_file_options, add_output_options, add_paths, add_selection_options
from newslint.cli.run import Run
from newslint.cli.since import add_since_option, changes_of
from newslint.errors import NewslintError
from newslint.finding import FileResult, Finding

if TYPE_CHECKING:
    from newslint.config import Settings
    from newslint.copies import Copies
    from newslint.report.cleaned import Outcome

_EPILOG = """\
examples:
  newslint clean seeds/ --diff               look first
  newslint clean seeds/ --to cleaned/        copies without junk lines, repeated headlines and debris
  newslint clean seeds/ --to cleaned/ --unsafe --ignore MT    names, offices and quotes mended, too
"""


def add_to(commands: Any, name: str) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        name,
        help="write cleaned copies of files",
        description="Writes copies with the safe fixes applied: junk and repeated headlines removed, debris mended. The files themselves "
        "stay as they are. Beside each copy, a map leads from its offsets back to those of the original.",
        epilog=_EPILOG,
    )
    add_paths(parser, stdin=False)
    copies = parser.add_argument_group("copies")
    copies.add_argument("--to", metavar="DIR", help="the folder that the copies go to")
    copies.add_argument("--diff", action="store_true", help="only show what would be done")
    copies.add_argument("--unsafe", action="store_true", help="also apply unsafe fixes, and suggestions where there is just one")
    add_selection_options(parser)
    output = parser.add_argument_group("output")
    output.add_argument("--format", choices=("text", "json"), default="text", help="a line a file (default), or JSON")
    add_output_options(output)
    add_since_option(add_file_options(parser, stdin=False))
    parser.set_defaults(run=run, options=sorted(parser._option_string_actions))


def run(arguments: argparse.Namespace) -> int:
    """Clean, print what was done, and return the exit code."""
    from newslint.cli.output import opened
    from newslint.copies import Copies

    _check(arguments)
    copies = None if arguments.diff else Copies(arguments.to, arguments.paths or ["."])
    files = Run(arguments, {}, leave_out=copies.holds if copies else None, ledgers=("waiver",))
    problems: list[str] = []
    with opened(arguments.output) as out:
        tell, close = _reporter(arguments, out)

        def each(result: FileResult, settings: Settings | None) -> FileResult:
            if result.source and settings:
                try:
                    tell(_cleaned(result, settings, files, copies, unsafe=arguments.unsafe))
                except NewslintError as error:
                    problems.append(str(error))
            return result

        summary = files.over_files(each, out=out, changes=changes_of(arguments))
        close()
        broken = files.tell_problems(summary)
    for problem in problems:
        complain(problem)
    return 2 if broken or problems else 0


def _check(arguments: argparse.Namespace) -> None:
    if not arguments.to and not arguments.diff:
        raise NewslintError("clean writes copies, and leaves the files as they are: say where with --to DIR, or look first with --diff")
    if "-" in arguments.paths:
        raise NewslintError("clean reads files, not stdin; name files or folders")
    if arguments.diff and arguments.format == "json":
        raise NewslintError("--diff is for people; without it, --format json tells what was done")


def _cleaned(result: FileResult, settings: Settings, files: Run, copies: Copies | None, *, unsafe: bool) -> Outcome:
    from newslint.clean import CleaningError, clean
    from newslint.copies import map_object
    from newslint.discovery import shown
    from newslint.report.cleaned import Outcome

    source = result.source
    assert source is not None

    waived = {finding.fingerprint for finding in result.suppressed}

    def lint(text: str) -> Sequence[Finding]:
        if text is source.text:
            return result.findings
        return [finding for finding in files.findings_in(text, result.path, settings) if finding.fingerprint not in waived]

    place = copies.place_of(result.path) if copies else None
    try:
        cleaned = clean(source.text, lint, unsafe=unsafe)
    except CleaningError as error:
        raise NewslintError(f"{result.path}: {error}") from error
    if copies and place:
        copies.write(place, source, cleaned)
    return Outcome(source, cleaned, shown(str(place)) if place else None, map_object(source, place, cleaned))


def _reporter(arguments: argparse.Namespace, out: TextIO) -> tuple[Callable[[Outcome], None], Callable[[], None]]:
    """What prints an outcome, and what prints the end."""
    from newslint.cli.output import use_color
    from newslint.report.cleaned import Maps, Sums, as_diff

    if arguments.format == "json":
        maps = Maps(out)
        return maps.add, maps.close
    sums = Sums()

    def tell(outcome: Outcome) -> None:
        if arguments.diff:
            as_diff(outcome, out, color=use_color(arguments.color, out))
        line = sums.line(outcome)
        if not arguments.diff and not (arguments.quiet and not outcome.cleaned.changes):
            out.write(line + "\n")

    def close() -> None:
        if not arguments.quiet:
            out.write(sums.total() + "\n")

    return tell, close
