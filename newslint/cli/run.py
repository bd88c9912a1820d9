"""One run over files: which files are meant, each linted by its own settings, and what is said of the ledgers at the end."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import nullcontext
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TextIO

from newslint.cli.common import RuleSets, complain, flags_of
from newslint.cli.siblings import Surveys, Text
from newslint.errors import NewslintError, RuleError, SourceError
from newslint.finding import FileResult, Finding

if TYPE_CHECKING:
    from newslint.changes import Changes
    from newslint.cli.siblings import EachStory
    from newslint.config import Settings
    from newslint.corpus.index import Index
    from newslint.corpus.story import Story
    from newslint.corpus.votes import Disagreement
    from newslint.discovery import Found
    from newslint.integrations.languagetool import LanguageTool
    from newslint.report.base import Summary
    from newslint.ruleset import Rule, RuleSet
    from newslint.suppress.run import Ledger, Ledgers
    from newslint.suppress.verdicts import Scope, Verdict

STDIN = "<stdin>"


class Run:
    """One run over the files that the arguments name.

    Args:
        arguments: what the command line says.
        flags: what a command's own options say, by configuration key.
        languagetool: what the rules of that kind ask.
        leave_out: says which files to pass over besides.
        ledgers: the kinds of ledger that take findings out, "baseline" and "waiver".
        across: whether the files are compared with each other, and with those of their corpus.
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
        *,
        across: bool = False,
    ) -> None:
        from newslint.config import Configs

        self._arguments = arguments
        self._languagetool = languagetool
        self._leave_out = leave_out
        self._kinds = ledgers
        self._exists: dict[str, bool] = {}
        self._all_siblings = False
        self.ledgers: Ledgers | None = None
        self._flags = _flags(arguments) | flags
        self._configs = Configs(self._flags, config=arguments.config, isolated=arguments.isolated)
        self._rulesets = RuleSets(use_cache=not arguments.no_cache)
        self.here = self._check_command_line()
        self._surveys = Surveys(self._configs.for_file, self._configs.for_folder, self._rulesets.chosen) if across else None

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
        self._all_siblings = self._has_all_siblings(changes)
        tally = Tally()
        looked_at: list[str] = []
        wanted = self.targets() if targets is None else targets
        if changes:
            wanted = (found for found in wanted if found.error or changes.hold(found.path))
        if self._surveys:
            wanted = list(wanted)
            self._surveys.judge(self._texts(wanted), () if targets is None else self._texts(self.targets()))
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

    def over_stories(self, each: EachStory) -> Summary:
        """Take in the files and go through their stories, one after the other.

        Args:
            each: as for `Surveys.over_stories`; it may raise a SourceError.
        Returns:
            The sums of the files, with all that went wrong.
        """
        from newslint.discovery import absolute, shown
        from newslint.report.base import Tally

        assert self._surveys is not None
        tally = Tally()
        left: dict[str, str] = {}
        for found in self.targets():
            if found.error is None:
                left[absolute(found.path)] = found.path
            else:
                tally.add(FileResult(found.path, "", (), found.error))

        def count(story: Story, index: Index, is_told: Callable[[Disagreement], bool]) -> None:
            try:
                each(story, index, is_told)
            except SourceError as error:
                tally.add(FileResult(shown(story.members[0].path), "", (), str(error)))
            for member in story.members:
                if left.pop(member.path, None):
                    tally.add(FileResult(member.path, "", ()))

        self._surveys.over_stories([Text(path) for path in left], count)
        for path in left.values():
            tally.add(FileResult(path, "", (), self._why_left_out(path)))
        return tally.summary()

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
        from newslint.project import name_in_project

        path = self._called(found)
        if found.error is not None:
            return FileResult(path, "", (), found.error), None
        try:
            settings = self._configs.for_file(path)
            ruleset = self._rulesets.chosen(settings)
        except NewslintError as error:
            return FileResult(path, "", (), str(error)), None
        if found.path == STDIN:
            result = lint_bytes(self._stdin, path, ruleset, name=name_in_project(path), grammar=self._languagetool, siblings=self._surveys)
        else:
            result = lint_file(path, ruleset, name=name_in_project(path), grammar=self._languagetool, siblings=self._surveys)
        if result.error is not None:
            told = result.error if result.error.startswith(path) else f"{path}: {result.error}"
            return result._replace(error=told), settings
        return self._suppressed(result, settings, ruleset), settings

    def _why_left_out(self, path: str) -> str:
        """Why a file is part of no story."""
        from newslint.source import Source

        try:
            self._rulesets.chosen(self._configs.for_file(path))
            Source.from_file(path)
        except NewslintError as error:
            return str(error)
        return f"{path}: changed while it was compared; run again"

    def _has_all_siblings(self, changes: Changes | None) -> bool:
        """Whether the files are compared with all that they were compared with when a finding was accepted."""
        if self.here and self.here.corpus:
            return True
        return changes is None and all(os.path.isdir(path) for path in self._arguments.paths)

    def _called(self, found: Found) -> str:
        """What a file is called: the text on stdin may have a name of its own."""
        from newslint.discovery import shown

        named = found.path == STDIN and self._arguments.stdin_filename
        return shown(named) if named else found.path

    def _texts(self, files: Iterable[Found]) -> list[Text]:
        """Files as they are compared with their siblings."""
        from newslint.discovery import absolute

        return [Text(absolute(self._called(found)), self._stdin if found.path == STDIN else None) for found in files if found.error is None]

    @cached_property
    def _stdin(self) -> bytes:
        """What stands on stdin, which can be read only once."""
        return sys.stdin.buffer.read()

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
        """What the rules that ran on a file could tell; broken rules, a silent LanguageTool and missing siblings leave some of it open."""
        from newslint.grammar import KIND as GRAMMAR
        from newslint.kinds.consensus import KIND as CONSENSUS
        from newslint.suppress.verdicts import Scope

        asked = self._languagetool is not None and not self._languagetool.run.problem
        heard = {GRAMMAR: asked, CONSENSUS: self._all_siblings}
        ran = frozenset(rule.code for rule in ruleset.rules if heard.get(rule.kind, True))
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
