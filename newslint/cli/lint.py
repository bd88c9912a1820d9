"""`newslint lint`: find the faults of files."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

from newslint.cli.common import complain
from newslint.cli.files import (
    add_file_options,
    add_ledger_options,
    add_output_options,
    add_paths,
    add_score_gate,
    add_selection_options,
    has_low_score,
    number,
    shown_by,
)
from newslint.cli.grammar import add_languagetool_options, languagetool_of
from newslint.cli.run import Run
from newslint.cli.since import add_added_lines_option, add_since_option, changes_of
from newslint.cli.watch import FORMATS as WATCHED
from newslint.cli.watch import Watch, add_watch_option
from newslint.errors import NewslintError
from newslint.finding import CATEGORIES, SEVERITIES, FileResult, severity_rank
from newslint.report import FORMATS

if TYPE_CHECKING:
    from newslint.config import Settings
    from newslint.discovery import Found
    from newslint.report.base import Reporter

_EPILOG = """\
examples:
  newslint lint seeds/                               all text files of a folder
  newslint lint --severity warning --select MT,NM .  only some rules, and no hints
  newslint lint --statistics --exit-zero corpus/     which rules speak, and how often
  newslint lint --since origin/main                  only what has changed since this branch left main
  newslint lint --fail-under 60 seeds/               fail if a source is worth less than 60 of 100
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
    add_paths(parser)
    add_selection_options(parser)
    counts = parser.add_argument_group("findings that count")
    counts.add_argument("--severity", choices=SEVERITIES, help="the least severity shown (default: info)")
    counts.add_argument("--min-confidence", metavar="NUMBER", type=number(0, 1), help="the least confidence shown, 0 to 1 (default: 0)")
    counts.add_argument("--fail-on", choices=SEVERITIES, help="the least severity that makes the exit code 1 (default: error)")
    add_added_lines_option(counts)
    add_score_gate(counts)
    counts.add_argument("--exit-zero", action="store_true", help="exit with 0 even if there are findings")
    ledgers = add_ledger_options(parser)
    ledgers.add_argument("--no-baseline", action="store_true", help="take no account of a baseline")
    ledgers.add_argument("--no-waivers", action="store_true", help="take no account of waivers")
    ledgers.add_argument("--show-suppressed", action="store_true", help="show the findings that these take out, too")
    ledgers.add_argument(
        "--strict-baseline", action="store_true", help="the exit code is 1 if an entry of theirs accepts nothing any more or has expired"
    )
    output = parser.add_argument_group("output")
    output.add_argument(
        "--format", metavar="NAME", help=f"{', '.join(FORMATS)} (default: full on a terminal, github in GitHub Actions, else text)"
    )
    add_watch_option(output)
    output.add_argument("--statistics", action="store_true", help="count findings by code instead of showing them")
    add_output_options(output)
    add_languagetool_options(parser)
    add_since_option(add_file_options(parser))
    parser.set_defaults(run=run, options=sorted(parser._option_string_actions))


def run(arguments: argparse.Namespace) -> int:
    """Lint, print, and return the exit code."""
    from newslint.cli.output import opened

    flags = {
        "severity": arguments.severity,
        "min-confidence": arguments.min_confidence,
        "fail-on": arguments.fail_on,
        "fail-under": arguments.fail_under,
        "baseline": arguments.baseline,
        "waivers": arguments.waivers,
    }
    off = {"baseline": arguments.no_baseline, "waiver": arguments.no_waivers}
    ledgers = [kind for kind in off if not off[kind]]
    with languagetool_of(arguments) as languagetool, opened(arguments.output) as out:

        def load() -> Run:
            return Run(arguments, flags, languagetool, ledgers=ledgers, across=True)

        def lint(files: Run, targets: Sequence[Found] | None = None) -> int:
            return _lint(arguments, files, out, targets)

        if arguments.watch:
            Watch(arguments, load, lint).run()
        return lint(load())


def _lint(arguments: argparse.Namespace, files: Run, out: TextIO, targets: Sequence[Found] | None) -> int:
    """Lint and print some files, or all for None; the exit code that they deserve."""
    changes = changes_of(arguments, lines=arguments.added_lines_only)
    verdict = Verdict()
    reporter = _reporter(arguments, files, out)

    def each(result: FileResult, settings: Settings | None) -> FileResult:
        if changes and arguments.added_lines_only:
            result = changes.only_added(result)
        shown = result if settings is None else shown_by(result, settings)
        verdict.add(shown, settings)
        reporter.file(shown)
        return shown

    summary = files.over_files(each, out=out, changes=changes, targets=targets, in_part=arguments.added_lines_only)
    out.flush()
    broken = files.tell_problems(summary)
    reporter.close(summary)
    out.flush()
    if arguments.strict_baseline:
        verdict.add_stale(summary.stale)
    verdict.tell(quiet=arguments.quiet)
    if arguments.languagetool is None and targets is None and files.here and _asks_for_grammar(files.here) and not arguments.quiet:
        complain("the rules LT find nothing without LanguageTool; name a server or a folder with --languagetool")
    return 2 if broken else int(verdict.failed and not arguments.exit_zero)


class Verdict:
    """Whether the files pass.

    Attributes:
        failed: whether one of them has a finding that counts or too low a score, or an entry of a ledger that must not be there is.
    """

    def __init__(self) -> None:
        self.failed = False
        self._low: list[str] = []
        self._stale = 0

    def add(self, result: FileResult, settings: Settings | None) -> None:
        """Judge one result by the settings of its file."""
        if settings is None:
            return
        least = severity_rank(settings.fail_on)
        low = has_low_score(result, settings)
        self.failed = self.failed or low or any(severity_rank(finding.severity) >= least for finding in result.findings)
        if low and result.score:
            self._low.append(f"{result.path} ({result.score.value}, wanted {settings.fail_under:g})")

    def add_stale(self, number: int) -> None:
        """Count entries of ledgers that accept nothing any more or have expired, none of which must be there."""
        self._stale = number
        self.failed = self.failed or number > 0

    def tell(self, *, quiet: bool) -> None:
        """Say what makes the run fail besides findings: files whose score is too low, and entries of ledgers."""
        if self._stale and not quiet:
            complain(f"--strict-baseline: stale or expired entries: {self._stale:,}; see NL001 to NL003")
        if self._low and not quiet:
            from newslint.report.base import listed

            complain(f"too low a score: {listed(self._low)}")


def _reporter(arguments: argparse.Namespace, files: Run, out: TextIO) -> Reporter:
    from newslint.cli.output import columns, use_color
    from newslint.report import reporter_class
    from newslint.report.base import Options

    configured = files.here.format if files.here else None
    name = arguments.format or configured or _default_format(arguments, out)
    cls: type[Reporter] = reporter_class(name)
    if arguments.watch and name not in WATCHED:
        raise NewslintError(f'--watch cannot print {name}; use "--format text" or "--format full"')
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
        rule=files.rule,
        job_summary=os.environ.get("GITHUB_STEP_SUMMARY") or None,
        show_suppressed=arguments.show_suppressed,
    )
    return cls(out, options)


def _default_format(arguments: argparse.Namespace, out: TextIO) -> str:
    if out.isatty():
        return "full"
    # GitHub reads annotations in the log only.
    in_log = os.environ.get("GITHUB_ACTIONS") == "true" and not (arguments.output or arguments.statistics or arguments.watch)
    return "github" if in_log else "text"


def _asks_for_grammar(settings: Settings) -> bool:
    """Whether rules of LanguageTool are selected by name, and not just with all others."""
    selected = [name for layer in settings.selectors for name in (*(layer.select or ()), *layer.extend_select)]
    return any(name.upper().startswith(CATEGORIES["grammar"]) for name in selected)
