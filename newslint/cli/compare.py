"""`newslint compare`: what files say of one event, side by side."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TextIO

from newslint.cli.files import add_file_options, add_output_options, add_paths
from newslint.cli.run import Run
from newslint.errors import NewslintError

if TYPE_CHECKING:
    from newslint.corpus.index import Index
    from newslint.corpus.story import Story
    from newslint.corpus.votes import Disagreement
    from newslint.report.compared import Printer

_EPILOG = """\
examples:
  newslint compare seeds/                                             who is called what, and what differs
  newslint compare --all seeds/                                       what they agree on, too
  newslint compare --format html --output comparison.html corpus/     one page, to look at or to mail
"""


def add_to(commands: Any, name: str) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        name,
        help="what files say of one event, side by side",
        description="Puts side by side what files about one event say: people, their offices, numbers, dates and quotes, by source, and "
        "marks what most of the others contradict. The files of a corpus that the configuration names take part, too.",
        epilog=_EPILOG,
    )
    add_paths(parser, stdin=False)
    parser.add_argument(
        "--all", action="store_true", help="show also what nobody disputes or only one file says, and files without siblings"
    )
    output = parser.add_argument_group("output")
    output.add_argument("--format", choices=("text", "json", "html"), default="text", help="tables (default), JSON, or one HTML page")
    add_output_options(output)
    add_file_options(parser, stdin=False)
    parser.set_defaults(run=run, options=sorted(parser._option_string_actions), select=None, ignore=None, extend_select=None)


def run(arguments: argparse.Namespace) -> int:
    """Compare, print, and return the exit code."""
    from newslint.cli.output import opened
    from newslint.corpus.comparison import compared, in_brief
    from newslint.corpus.consensus import conflicts_in, told_in
    from newslint.corpus.votes import verdicts
    from newslint.discovery import shown
    from newslint.source import Source

    if "-" in arguments.paths:
        raise NewslintError("compare reads files, not stdin; name files or folders")
    files = Run(arguments, {}, across=True)
    with opened(arguments.output) as out:
        printer = _printer(arguments, out)

        def each(story: Story, index: Index, is_told: Callable[[Disagreement], bool]) -> None:
            if len(story.members) == 1 and not arguments.all:
                return
            texts = [Source.from_file(shown(member.path)) for member in story.members]
            judged = [verdict.only(is_told) for verdict in verdicts(story, conflicts_in(story))]
            told = [disagreement for disagreement in told_in(story, index) if is_told(disagreement)]
            comparison = compared(story, [verdict for verdict in judged if verdict.outliers], told, texts)
            printer.story(comparison if arguments.all else in_brief(comparison))

        summary = files.over_stories(each)
        broken = files.tell_problems(summary)
        printer.close(summary)
    return 2 if broken else 0


def _printer(arguments: argparse.Namespace, out: TextIO) -> Printer:
    from newslint.cli.output import columns, use_color

    if arguments.format == "json":
        from newslint.report.compared_json import JsonPrinter

        return JsonPrinter(out)
    if arguments.format == "html":
        from newslint.report.compared_html import HtmlPrinter

        return HtmlPrinter(out)
    from newslint.report.compared import TextPrinter

    return TextPrinter(out, color=use_color(arguments.color, out), width=columns(), quiet=arguments.quiet)
