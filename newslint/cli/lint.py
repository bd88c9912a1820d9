"""`newslint lint`: find the faults of files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TextIO

from newslint.cli.common import RuleSets, add_config_options, add_rule_options, complain, flags_of
from newslint.errors import NewslintError, RuleError
from newslint.finding import SEVERITIES, FileResult, severity_rank
from newslint.report import formats

if TYPE_CHECKING:
    from newslint.config import Configs, Settings
    from newslint.discovery import Found
    from newslint.report.base import Reporter

STDIN = "<stdin>"

_EPILOG = """\
examples:
  newslint lint seeds/                               all text files of a folder
  newslint lint --severity warning --select MT,NM .  only some rules, and no hints
  newslint lint --statistics --exit-zero corpus/     which rules speak, and how often
  curl -s URL | html2text | newslint lint - --stdin-filename page.txt
"""


def add_to(commands: Any, name: str) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        name,
        help="find the faults of files",
        description="Lints text files: prints what is wrong with them, where, and what is probably meant.",
        epilog=_EPILOG,
    )
    parser.add_argument("paths", metavar="PATH", nargs="*", help='files, folders, globs, or "-" for stdin (default: the current folder)')
    rules = parser.add_argument_group("rules to run (codes, beginnings of codes, names, or ALL; with commas; repeatable)")
    rules.add_argument("--select", metavar="RULES", type=_list, action="extend", help="only these")
    rules.add_argument("--ignore", metavar="RULES", type=_list, action="extend", help="all but these")
    rules.add_argument("--extend-select", metavar="RULES", type=_list, action="extend", help="these besides")
    counts = parser.add_argument_group("findings that count")
    counts.add_argument("--severity", choices=SEVERITIES, help="the least severity shown (default: info)")
    counts.add_argument("--min-confidence", metavar="NUMBER", type=_share, help="the least confidence shown, 0 to 1 (default: 0)")
    counts.add_argument("--fail-on", choices=SEVERITIES, help="the least severity that makes the exit code 1 (default: error)")
    counts.add_argument("--exit-zero", action="store_true", help="exit with 0 even if there are findings")
    output = parser.add_argument_group("output")
    output.add_argument("--format", metavar="NAME", help=f"{', '.join(formats())} (default: full on a terminal, else text)")
    output.add_argument("--statistics", action="store_true", help="count findings by code instead of showing them")
    output.add_argument("--output", metavar="FILE", help="write to this file instead of stdout")
    output.add_argument("--quiet", action="store_true", help="print findings only: no sums and no notes")
    output.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colours (default: auto)")
    files = parser.add_argument_group("files")
    files.add_argument("--exclude", metavar="GLOB", type=_list, action="extend", help="leave these out as well; repeatable")
    files.add_argument("--no-force-exclude", action="store_true", help="lint a file that is named even if it is excluded")
    files.add_argument("--stdin-filename", metavar="PATH", help="what the text on stdin is called, and whose settings hold for it")
    add_rule_options(parser)
    add_config_options(parser)
    parser.set_defaults(run=run, options=sorted(parser._option_string_actions))


def run(arguments: argparse.Namespace) -> int:
    """Lint, print, and return the exit code."""
    from newslint.cli.output import opened
    from newslint.cli.progress import Progress
    from newslint.config import Configs
    from newslint.report.base import Tally

    configs = Configs(_flags(arguments), config=arguments.config, isolated=arguments.isolated)
    rulesets = RuleSets(use_cache=not arguments.no_cache)
    here = _check_command_line(arguments, configs, rulesets)
    tally, failed = Tally(), False
    with opened(arguments.output) as out:
        reporter = _reporter(arguments, here.format if here else None, out)
        with Progress(_targets(arguments, configs), quiet=arguments.quiet, shared=out.isatty()) as progress:
            for found in progress:
                result, settings = _lint(found, arguments, configs, rulesets)
                tally.add(result)
                failed = failed or _fails(result, settings)
                with progress.hidden_for(result):
                    reporter.file(result)
        summary = tally.summary()
        problems = [*rulesets.problems, *summary.errors]
        out.flush()
        for problem in problems:
            complain(problem)
        reporter.close(summary)
    if not summary.files and not problems and not arguments.quiet:
        complain("no files to lint; folders are searched for what include names (*.txt, *.text), without what exclude and .gitignore name")
    return 2 if problems else int(failed and not arguments.exit_zero)


def _flags(arguments: argparse.Namespace) -> dict[str, Any]:
    from newslint.discovery import check_patterns

    if arguments.stdin_filename is not None and "-" not in arguments.paths:
        raise NewslintError('--stdin-filename names the text on stdin; give "-" as the path')
    try:
        check_patterns(arguments.exclude or ())
    except ValueError as error:
        raise NewslintError(f"--exclude: {error}") from error
    return {
        **flags_of(arguments),
        "select": arguments.select,
        "ignore": arguments.ignore,
        "extend-select": arguments.extend_select,
        "severity": arguments.severity,
        "min-confidence": arguments.min_confidence,
        "fail-on": arguments.fail_on,
        "exclude": arguments.exclude,
    }


def _check_command_line(arguments: argparse.Namespace, configs: Configs, rulesets: RuleSets) -> Settings | None:
    """Stop early if an option is wrong. What is wrong in a configuration is told with the files that it holds for.

    Returns:
        The settings of the current folder, None if they cannot be read.
    """
    from newslint.config import ConfigError, Configs
    from newslint.discovery import absolute
    from newslint.selection import SelectorError

    here = None
    try:
        here = configs.for_folder(absolute("."))
        rulesets.chosen(here)
    except ConfigError:
        rulesets.chosen(Configs(_flags(arguments), isolated=True).for_folder(absolute(".")))
    except SelectorError as error:
        if error.origin.startswith("--"):
            raise
    except RuleError:
        if arguments.rules or arguments.pack:
            raise
    return here


def _reporter(arguments: argparse.Namespace, configured: str | None, out: TextIO) -> Reporter:
    from newslint.cli.output import columns, use_color
    from newslint.report import reporter_class
    from newslint.report.base import Options

    name = arguments.format or configured or ("full" if out.isatty() else "text")
    cls: type[Reporter] = reporter_class(name)
    if arguments.statistics:
        from newslint.report.statistics import JsonStatistics, TextStatistics

        if name not in ("text", "full", "json"):
            raise NewslintError(f'--statistics cannot be printed as {name}; use "--format text" or "--format json"')
        cls = JsonStatistics if name == "json" else TextStatistics
    options = Options(
        color=use_color(arguments.color, out),
        width=columns() if name == "full" else Options().width,
        quiet=arguments.quiet,
        notes=sys.stderr,
    )
    return cls(out, options)


def _targets(arguments: argparse.Namespace, configs: Configs) -> Iterator[Found]:
    from newslint.discovery import Found, absolute, discover

    paths = arguments.paths or ["."]
    if "-" in paths and not _stdin_excluded(arguments, configs):
        yield Found(STDIN)
    # A report that is written among the files must not be linted by the next run.
    own = absolute(arguments.output) if arguments.output else None
    named = [path for path in paths if path != "-"]
    for found in discover(named, configs.for_folder, force_exclude=not arguments.no_force_exclude):
        if own is None or absolute(found.path) != own:
            yield found


def _stdin_excluded(arguments: argparse.Namespace, configs: Configs) -> bool:
    from newslint.discovery import absolute, matches

    if arguments.stdin_filename is None or arguments.no_force_exclude:
        return False
    try:
        return matches(configs.for_file(arguments.stdin_filename).exclude, absolute(arguments.stdin_filename))
    except NewslintError:
        return False  # told when it is linted


def _lint(found: Found, arguments: argparse.Namespace, configs: Configs, rulesets: RuleSets) -> tuple[FileResult, Settings | None]:
    """Lint one file by its own settings; what goes wrong is told in the result."""
    from newslint.api import lint_bytes, lint_file
    from newslint.discovery import shown

    path = found.path
    if found.error is not None:
        return FileResult(path, "", (), found.error), None
    if path == STDIN and arguments.stdin_filename:
        path = shown(arguments.stdin_filename)
    try:
        settings = configs.for_file(path)
        ruleset = rulesets.chosen(settings)
    except NewslintError as error:
        return FileResult(path, "", (), str(error)), None
    result = lint_bytes(sys.stdin.buffer.read(), path, ruleset) if found.path == STDIN else lint_file(path, ruleset)
    if result.error is not None:
        told = result.error if result.error.startswith(path) else f"{path}: {result.error}"
        return result._replace(error=told), settings
    least = severity_rank(settings.severity)
    kept = [item for item in result.findings if severity_rank(item.severity) >= least and item.confidence >= settings.min_confidence]
    return result._replace(findings=tuple(kept)), settings


def _fails(result: FileResult, settings: Settings | None) -> bool:
    if settings is None:
        return False
    least = severity_rank(settings.fail_on)
    return any(severity_rank(finding.severity) >= least for finding in result.findings)


def _list(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _share(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f'must be a number from 0 to 1, not "{value}"')
    return number
