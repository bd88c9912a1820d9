"""Waiting until files change, and telling which did."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from newslint.discovery import parent_of
from newslint.errors import NewslintError

if TYPE_CHECKING:
    from watchfiles.main import FileChange

# Milliseconds: how long one watcher waits before the other is asked, and how long it gathers changes that do not end.
_LOOK = 100
_PATIENCE = 400

Stamp = tuple[int, int, int]


def stamps(paths: Iterable[str]) -> dict[str, Stamp]:
    """What tells one version of each file from the next: its time, size and number; files that are missing are left out."""
    found = {}
    for path in paths:
        try:
            state = os.stat(path)
        except OSError:
            continue
        found[path] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return found


def differences(before: Mapping[str, Stamp], now: Mapping[str, Stamp]) -> tuple[list[str], list[str]]:
    """The files that are new or changed, and those that are gone."""
    return [path for path, stamp in now.items() if before.get(path) != stamp], [path for path in before if path not in now]


class Watcher:
    """Watches files and folders from the moment it is made until its context is left.

    Args:
        paths: absolute, with `/`; folders are watched with all that lies in them. Those that are missing may come later.
    Raises:
        NewslintError: they cannot be watched.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = frozenset(paths)
        self._roots = frozenset(filter(os.path.isdir, self._paths))
        self._open = ExitStack()
        self._inside = self._started(self._roots, recursive=True)
        self._beside = self._started(filter(os.path.isdir, {parent_of(path) for path in self._paths}), recursive=False)

    def __enter__(self) -> Watcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def wait(self) -> set[str]:
        """The paths that change next: absolute, with `/`."""
        changed: set[str] = set()
        while not changed:
            changed = _paths(next(self._inside, ())) | (_paths(next(self._beside, ())) & self._paths)
        return changed

    def stale_after(self, path: str) -> bool:
        """Whether a change at a path means that a folder came, went or gave place to another, which only a new watcher sees."""
        return path in self._roots or (path in self._paths and os.path.isdir(path))

    def _started(self, folders: Iterable[str], *, recursive: bool) -> Iterator[Iterable[FileChange]]:
        from watchfiles import watch

        if not (existing := sorted(folders)):
            return iter(())
        watcher = watch(
            *existing,
            watch_filter=None,
            debounce=_PATIENCE,
            recursive=recursive,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )
        try:
            next(watcher)  # which starts it
        except (OSError, RuntimeError, ValueError) as error:
            raise NewslintError(f"--watch: {', '.join(existing)}: cannot be watched: {error}") from error
        return self._open.enter_context(closing(watcher))


def _paths(changes: Iterable[FileChange]) -> set[str]:
    return {path.replace(os.sep, "/") for _, path in changes}
