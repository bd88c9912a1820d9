"""What the commands that lint files share: their options, and which findings are shown and count."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from newslint.cli.common import add_config_options, add_rule_options
from newslint.errors import NewslintError
from newslint.finding import FileResult, Finding, severity_rank

if TYPE_CHECKING:
    from newslint.config import Settings

OWN = "newslint"  # the category of what newslint says of its own files, which nobody can accept


def add_paths(parser: argparse.ArgumentParser, *, stdin: bool = True) -> None:
    """Add the files to lint, and perhaps a text on stdin."""
    what = 'files, folders, globs, or "-" for stdin' if stdin else "files, folders or globs"
    parser.add_argument("paths", metavar="PATH", nargs="*", help=f"{what} (default: the current folder)")
    parser.set_defaults(late="paths")


def add_selection_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which rules run."""
    rules = parser.add_argument_group("rules to run (codes, beginnings of codes, names, or ALL; with commas; repeatable)")
    rules.add_argument("--select", metavar="RULES", type=words, action="extend", help="only these")
    rules.add_argument("--ignore", metavar="RULES", type=words, action="extend", help="all but these")
    rules.add_argument("--extend-select", metavar="RULES", type=words, action="extend", help="these besides")


def add_output_options(group: Any) -> None:
    """Add the options for all kinds of output."""
    group.add_argument("--output", metavar="FILE", help="write to this file instead of stdout")
    group.add_argument("--quiet", action="store_true", help="print results only: no sums and no notes")
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colours (default: auto)")


def add_score_gate(group: Any) -> None:
    """Add the option that makes a low score fail."""
    group.add_argument(
        "--fail-under", metavar="NUMBER", type=number(0, 100), help="the exit code is 1 if a file has a lower score, 0 to 100 (default: 0)"
    )


def refuse_stdin(arguments: argparse.Namespace) -> None:
    """Refuse "-" among the paths.

    Raises:
        NewslintError: it is one of them.
    """
    if "-" in arguments.paths:
        raise NewslintError("what is read from stdin cannot be accepted once and for all; name files or folders")


def shown_by(result: FileResult, settings: Settings) -> FileResult:
    """The result with the findings that are severe and sure enough; its score is that of all of them."""
    least = severity_rank(settings.severity)

    def kept(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return tuple(item for item in findings if severity_rank(item.severity) >= least and item.confidence >= settings.min_confidence)

    return result._replace(findings=kept(result.findings), suppressed=kept(result.suppressed))


def has_low_score(result: FileResult, settings: Settings) -> bool:
    """Whether a file's score is lower than its settings ask for."""
    return result.score is not None and result.score.value < settings.fail_under


def add_ledger_options(parser: argparse.ArgumentParser) -> Any:
    """Add the options that say which findings people have accepted."""
    group = parser.add_argument_group("accepted findings")
    group.add_argument("--baseline", metavar="FILE", help="the baseline (default: .newslint-baseline.json in the project's root)")
    group.add_argument("--waivers", metavar="FILE", help="the waivers (default: .newslint-waivers.yaml in the project's root)")
    return group


def add_file_options(parser: argparse.ArgumentParser, *, stdin: bool = True) -> Any:
    """Add the options that say which files are meant, then those for rules and configuration; gives the group of the first."""
    parser.set_defaults(stdin_filename=None)
    files = parser.add_argument_group("files")
    files.add_argument("--exclude", metavar="GLOB", type=words, action="extend", help="leave these out as well; repeatable")
    files.add_argument("--no-force-exclude", action="store_true", help="lint a file that is named even if it is excluded")
    if stdin:
        files.add_argument("--stdin-filename", metavar="PATH", help="what the text on stdin is called, and whose settings hold for it")
    add_rule_options(parser)
    add_config_options(parser)
    return files


def words(value: str) -> list[str]:
    """The parts of an option's value between commas."""
    return [part.strip() for part in value.split(",") if part.strip()]


def number(low: float, high: float) -> Callable[[str], float]:
    """A check for an option's value: a number from `low` to `high`."""

    def check(value: str) -> float:
        try:
            given = float(value)
        except ValueError:
            given = low - 1
        if not low <= given <= high:
            raise argparse.ArgumentTypeError(f'must be a number from {low:g} to {high:g}, not "{value}"')
        return given

    return check
