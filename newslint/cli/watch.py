"""`newslint lint --watch`: lint again what changes, until interrupted."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from newslint.cli.common import complain
from newslint.errors import NewslintError

if TYPE_CHECKING:
    from newslint.cli.run import Run
    from newslint.discovery import Found
    from newslint.watching import Stamp, Watcher

FORMATS = ("full", "text")


def add_watch_option(group: Any) -> None:
    """Add the option."""
    group.add_argument("--watch", action="store_true", help="lint again whatever changes, until interrupted (formats full and text)")


class Watch:
    """Lints all files, then those that change, and all of them anew whenever settings or rules do.

    Args:
        arguments: what the command line says.
        load: reads the settings.
        lint: lints some files and prints what it finds; all of them for None.
    Raises:
        NewslintError: an option is wrong.
    """

    def __init__(
        self, arguments: argparse.Namespace, load: Callable[[], Run], lint: Callable[[Run, Sequence[Found] | None], object]
    ) -> None:
        if arguments.output is not None or "-" in arguments.paths:
            raise NewslintError('--watch prints what it finds in files to stdout; leave out --output, and the path "-"')
        self._paths = arguments.paths or ["."]
        self._notes = None if arguments.quiet else sys.stderr
        self._load = load
        self._lint = lint

    def run(self) -> NoReturn:
        """Go on until interrupted.

        Raises:
            NewslintError: the files cannot be linted at all. What goes wrong later is told, and watching goes on.
        """
        from newslint.watching import Watcher

        files = self._load()
        begun = False
        while True:
            with Watcher(self._places(files)) as watcher:
                known = _stamps(files)
                try:
                    self._lint(files, None)
                except NewslintError as error:
                    if not begun:
                        raise
                    complain(str(error))
                begun = True
                files = self._follow(files, watcher, known)

    def _follow(self, files: Run, watcher: Watcher, known: Mapping[str, Stamp]) -> Run:
        """Lint what changes until all has to be linted anew; returns what with."""
        from newslint.discovery import Found, shown
        from newslint.project import forget
        from newslint.watching import differences

        while True:
            paths = watcher.wait()
            try:
                if causes := [shown(path) for path in sorted(paths) if _is_setting(path, files) or watcher.stale_after(path)]:
                    self._tell(causes, "changed: everything is linted anew")
                    forget()
                    return self._load()
                now = _stamps(files)
                changed, gone = differences(known, now)
                known = now
                changed = [path for path in changed if not _is_output(path)]
                self._tell(gone, "gone")
                self._tell(changed, "changed")
                if changed:
                    self._lint(files, [Found(path) for path in changed])
            except NewslintError as error:
                complain(str(error))

    def _tell(self, paths: Sequence[str], what: str) -> None:
        from newslint.report.watching import tell

        if paths and self._notes:
            tell(paths, what, self._notes)

    def _places(self, files: Run) -> set[str]:
        """What may change: what is named or stands in named folders, the rules, and all that may say how to lint, now or later."""
        from pathlib import Path

        from newslint.discovery import absolute

        named = {absolute(path) for path in self._paths}
        targets = {absolute(found.path) for found in files.targets()}
        single = {path for path in targets if not any(path.startswith(f"{folder}/") for folder in named)}
        folders = {folder for path in named | single for folder in (Path(path), *Path(path).parents)}
        settings = {Path(folder, name).as_posix() for folder in folders for name in _setting_names()}
        return named | single | files.sources() | settings


def _stamps(files: Run) -> dict[str, Stamp]:
    from newslint.watching import stamps

    return stamps(found.path for found in files.targets() if found.error is None)


def _is_output(path: str) -> bool:
    """Whether a file is what newslint itself prints to: linting it would never end."""
    try:
        return any(os.path.samestat(os.stat(path), os.fstat(stream)) for stream in (1, 2))
    except OSError:
        return False


def _is_setting(path: str, files: Run) -> bool:
    """Whether an absolute path is that of a file that says how to lint."""
    if path.rpartition("/")[2] in _setting_names():
        return True
    return any(path == source or (path.startswith(f"{source}/") and path.endswith((".yaml", ".yml"))) for source in files.sources())


def _setting_names() -> tuple[str, ...]:
    from newslint.config import FILE_NAMES
    from newslint.project import MARKS

    return (*FILE_NAMES, *MARKS, ".gitignore")
