"""What the commands that lint files share: their options, the files that are meant, and linting each of them by its own settings."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO

from newslint.cli.common import RuleSets, add_config_options, add_rule_options, complain, flags_of
from newslint.errors import NewslintError, RuleError
from newslint.finding import FileResult, Finding, severity_rank

if TYPE_CHECKING:
    from newslint.changes import Changes
    from newslint.config import Settings
    from newslint.discovery import Found
    from newslint.integrations.languagetool import LanguageTool
    from newslint.report.base import Summary
    from newslint.ruleset import Rule, RuleSet
    from newslint.suppress.run import Ledger, Ledgers
    from newslint.suppress.verdicts import Scope, Verdict

STDIN = "<stdin>"
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


class Run:
    """One run over the files that the arguments name.

    Args:
        arguments: what the command line says.
        flags: what a command's own options say, by configuration key.
        languagetool: what the rules of that kind ask.
        leave_out: says which files to pass over besides.
        ledgers: the kinds of ledger that take findings out, "baseline" and "waiver".
    Raises:
        NewslintError: an option is wrong. What is wrong in a configuration is told with the files that it holds for.

    Attributes:
        here: the settings of the current folder, None if they cannot be read.
        ledgers: those that count for one of the files; None if there are none.
    """

    def __init__(
        self,
        arguments: argparse.Namespace,
        flags: dict[str, Any],
        languagetool: LanguageTool | None = None,
        leave_out: Callable[[str], bool] | None = None,
        ledgers: Collection[str] = (),
    ) -> None:
        from newslint.config import Configs

        self._arguments = arguments
        self._languagetool = languagetool
        self._leave_out = leave_out
        self._kinds = ledgers
        self._exists: dict[str, bool] = {}
        self.ledgers: Ledgers | None = None
        self._flags = _flags(arguments) | flags
        self._configs = Configs(self._flags, config=arguments.config, isolated=arguments.isolated)
        self._rulesets = RuleSets(use_cache=not arguments.no_cache)
        self.here = self._check_command_line()

    def over_files(
        self,
        each: Callable[[FileResult, Settings | None], FileResult],
        *,
        out: TextIO | None = None,
        changes: Changes | None = None,
        targets: Iterable[Found] | None = None,
        in_part: bool = False,
    ) -> Summary:
        """Lint the files one by one; the ledgers come last, if there is something wrong with their entries.

        Args:
            each: takes a result, and the settings that hold for it if they could be read; gives back what of it is shown, and counts.
            out: where `each` prints what it finds; None if it waits for the last file.
            changes: leaves out all other files.
            targets: what is linted in place of all that the arguments name.
            in_part: whether `each` looks at a part of the findings only, so that nothing can be said of the ledgers' entries.
        Returns:
            The sums, with all that went wrong.
        """
        from newslint.cli.progress import Progress
        from newslint.report.base import Tally

        self.ledgers = None
        tally = Tally()
        looked_at: list[str] = []
        wanted = self.targets() if targets is None else targets
        if changes:
            wanted = (found for found in wanted if found.error or changes.hold(found.path))
        with Progress(wanted, quiet=self._arguments.quiet, shared=out is not None and out.isatty()) as progress:
            for found in progress:
                result, settings = self._lint(found)
                if found.error is None:
                    looked_at.append(result.path)
                with progress.hidden() if result.findings or result.suppressed else nullcontext():
                    tally.add(each(result, settings))
        for ledger, verdicts in self.verdicts() if targets is None and not in_part else ():
            result, settings = self._told(ledger, verdicts)
            tally.add(each(result, settings) if result.findings else result, stale=len(verdicts))
        return tally.summary()._replace(
            languagetool=self._languagetool.run if self._languagetool else None,
            since=changes and changes.since(looked_at),
        )

    def tell_problems(self, summary: Summary) -> bool:
        """Say on stderr what went wrong, and whether anything did."""
        problems = [*self._rulesets.problems, *(self.ledgers.problems if self.ledgers else ()), *summary.errors]
        if summary.languagetool and summary.languagetool.problem:
            problems.append(summary.languagetool.told())
        for problem in problems:
            complain(problem)
        if summary.files or problems or self._arguments.quiet:
            return bool(problems)
        if summary.since:
            complain(f"no text files changed since {summary.since.told()}")
        else:
            complain(
                "no files to lint; folders are searched for what include names (*.txt, *.text), without what exclude and .gitignore name"
            )
        return False

    def targets(self) -> Iterator[Found]:
        """What the arguments name: the files to lint, and paths that cannot be."""
        from newslint.discovery import Found, absolute, discover

        arguments = self._arguments
        paths = arguments.paths or ["."]
        if "-" in paths and not self._stdin_excluded():
            yield Found(STDIN)
        # A report that is written among the files must not be linted by the next run.
        own = absolute(arguments.output) if arguments.output else None
        named = [path for path in paths if path != "-"]
        for found in discover(named, self._configs.for_folder, force_exclude=not arguments.no_force_exclude):
            if absolute(found.path) != own and not (self._leave_out and self._leave_out(found.path)):
                yield found

    def sources(self) -> set[str]:
        """The absolute paths of all configuration files, folders of rules and ledgers that were asked for so far."""
        from newslint.discovery import absolute

        ledgers = self.ledgers.places() if self.ledgers else ()

        return {absolute(path) for path in (*self._configs.opened, *self._rulesets.folders(), *ledgers)}

    def findings_in(self, text: str, path: str, settings: Settings) -> list[Finding]:
        """The findings in another text of a file that was linted."""
        from newslint.api import lint_text
        from newslint.project import name_in_project

        return lint_text(text, self._rulesets.chosen(settings), path=name_in_project(path))

    def rule(self, code: str) -> Rule | None:
        """The rule of a code, among those loaded so far."""
        return self._rulesets.rule(code)

    def verdicts(self) -> list[tuple[Ledger, list[Verdict]]]:
        """The ledgers with something wrong, now that all files were linted, and what that is."""
        if self.ledgers is None:
            return []
        today = self.ledgers.today
        judged = [(ledger, ledger.judged(self._scope, partial(self._gone_scope, ledger), today)) for ledger in self.ledgers]
        return [(ledger, verdicts) for ledger, verdicts in judged if verdicts]

    def _check_command_line(self) -> Settings | None:
        from newslint.config import ConfigError, Configs
        from newslint.discovery import absolute
        from newslint.selection import SelectorError

        here = None
        try:
            here = self._configs.for_folder(absolute("."))
            self._rulesets.chosen(here)
        except ConfigError:
            self._rulesets.chosen(Configs(self._flags, isolated=True).for_folder(absolute(".")))
        except SelectorError as error:
            if error.origin.startswith("--"):
                raise
        except RuleError:
            if self._arguments.rules or self._arguments.pack:
                raise
        return here

    def _stdin_excluded(self) -> bool:
        from newslint.discovery import absolute, matches

        name = self._arguments.stdin_filename
        if name is None or self._arguments.no_force_exclude:
            return False
        try:
            return matches(self._configs.for_file(name).exclude, absolute(name))
        except NewslintError:
            return False  # told when it is linted

    def _lint(self, found: Found) -> tuple[FileResult, Settings | None]:
        """Lint one file by its own settings; what goes wrong is told in the result."""
        from newslint.api import lint_bytes, lint_file
        from newslint.discovery import shown
        from newslint.project import name_in_project

        path = found.path
        if found.error is not None:
            return FileResult(path, "", (), found.error), None
        if path == STDIN and self._arguments.stdin_filename:
            path = shown(self._arguments.stdin_filename)
        try:
            settings = self._configs.for_file(path)
            ruleset = self._rulesets.chosen(settings)
        except NewslintError as error:
            return FileResult(path, "", (), str(error)), None
        if found.path == STDIN:
            result = lint_bytes(sys.stdin.buffer.read(), path, ruleset, name=name_in_project(path), grammar=self._languagetool)
        else:
            result = lint_file(path, ruleset, name=name_in_project(path), grammar=self._languagetool)
        if result.error is not None:
            told = result.error if result.error.startswith(path) else f"{path}: {result.error}"
            return result._replace(error=told), settings
        return self._suppressed(result, settings, ruleset), settings

    def _suppressed(self, result: FileResult, settings: Settings, ruleset: RuleSet) -> FileResult:
        """The result without the findings that are accepted."""
        from newslint.project import name_in_project, project_of

        places = {kind: place for kind in self._kinds if (place := self._place(kind, result.path, settings))}
        if not places:
            return result
        if self.ledgers is None:
            from datetime import date

            from newslint.suppress.run import Ledgers

            self.ledgers = Ledgers(date.today().isoformat())
        return self.ledgers.suppressed(result, name_in_project(result.path), project_of(result.path), ruleset, places)

    def _place(self, kind: str, path: str, settings: Settings) -> str | None:
        """The ledger of a kind that counts for a file, absolute; None if there is none."""
        place, named = ledger_place(kind, path, settings)
        if place not in self._exists:
            self._exists[place] = named or os.path.exists(place)
        return place if self._exists[place] else None

    def _told(self, ledger: Ledger, verdicts: list[Verdict]) -> tuple[FileResult, Settings | None]:
        """What is wrong with a ledger's entries, as findings in it."""
        from newslint.api import lint_bytes
        from newslint.discovery import shown
        from newslint.kinds.ledger import KIND
        from newslint.project import name_in_project
        from newslint.suppress.verdicts import Remarks

        path = shown(ledger.place)
        try:
            settings = self._configs.for_file(path)
            ruleset = self._rulesets.chosen(settings)
        except NewslintError as error:
            return FileResult(path, "", (), str(error)), None
        judging = ruleset.only([rule.code for rule in ruleset.rules if rule.kind == KIND])
        return lint_bytes(ledger.data, path, judging, name=name_in_project(path), grammar=Remarks(verdicts)), settings

    def _scope(self, ruleset: RuleSet) -> Scope:
        """What the rules that ran on a file could tell; a broken rule file or a silent LanguageTool leaves some of it open."""
        from newslint.grammar import KIND
        from newslint.suppress.verdicts import Scope

        asked = self._languagetool is not None and not self._languagetool.run.problem
        ran = frozenset(rule.code for rule in ruleset.rules if asked or rule.kind != KIND)
        return Scope(ran, None if self._rulesets.problems else frozenset(rule.code for rule in ruleset.all_rules))

    def _gone_scope(self, ledger: Ledger, name: str) -> Scope | None:
        """The same for a file that is gone, if one of the folders that were searched would have held it."""
        from newslint.discovery import absolute

        path = f"{ledger.root}/{name}"
        folders = (absolute(folder) for folder in self._arguments.paths or ["."] if folder != "-")
        if not any(path.startswith(f"{folder.rstrip('/')}/") for folder in folders):
            return None
        try:
            return self._scope(self._rulesets.chosen(self._configs.for_file(path)))
        except (NewslintError, OSError):  # a ledger may hold names that no file can have
            return None


def ledger_place(kind: str, path: str, settings: Settings) -> tuple[str, bool]:
    """Where the ledger of a kind for a file is (absolute), or would be, and whether the settings name it."""
    from newslint.project import LEDGERS, project_of

    named = {"baseline": settings.baseline, "waiver": settings.waivers}[kind]
    return (named, True) if named else (f"{project_of(path).rstrip('/')}/{LEDGERS[kind]}", False)


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
        "exclude": arguments.exclude,
    }


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
