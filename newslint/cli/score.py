"""`newslint score`: which sources are worth how much."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from newslint.cli.files import add_file_options, add_output_options, add_paths, add_score_gate, add_selection_options, has_low_score
from newslint.cli.run import Run
from newslint.cli.since import add_since_option, changes_of
from newslint.finding import FileResult

if TYPE_CHECKING:
    from newslint.config import Settings

_EPILOG = """\
examples:
  newslint score seeds/                      a table, the worst source first
  newslint score --fail-under 60 seeds/      exit with 1 if one is worth less than 60 of 100
  newslint score --format json corpus/       for programs
"""


def add_to(commands: Any, name: str) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        name,
        help="how good the files are, from 0 to 100",
        description="Gives each file a score from 0 to 100, a grade, and the parts that it is the product of; the worst file comes first.",
        epilog=_EPILOG,
    )
    add_paths(parser)
    add_selection_options(parser)
    output = parser.add_argument_group("output")
    output.add_argument("--format", choices=("text", "json"), default="text", help="a table (default), or JSON")
    add_score_gate(output)
    add_output_options(output)
    add_since_option(add_file_options(parser))
    parser.set_defaults(run=run, options=sorted(parser._option_string_actions))


def run(arguments: argparse.Namespace) -> int:
    """Lint, print the scores, and return the exit code."""
    from newslint.cli.output import opened, use_color
    from newslint.report.scores import as_json, as_table

    changes = changes_of(arguments)
    files = Run(arguments, {"fail-under": arguments.fail_under})
    results: list[FileResult] = []
    failed = False

    def each(result: FileResult, settings: Settings | None) -> FileResult:
        nonlocal failed
        results.append(result._replace(findings=(), suppressed=(), source=None))
        failed = failed or (settings is not None and has_low_score(result, settings))
        return result

    with opened(arguments.output) as out:
        summary = files.over_files(each, changes=changes)
        broken = files.tell_problems(summary)
        results.sort(key=lambda result: (101 if result.score is None else result.score.value, result.path))
        if arguments.format == "json":
            as_json(results, out)
        else:
            as_table(results, out, color=use_color(arguments.color, out))
    return 2 if broken else int(failed)
