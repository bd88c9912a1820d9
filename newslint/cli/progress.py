"""A progress bar on stderr for long runs at a terminal; nothing at all otherwise."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from newslint.discovery import Found

MANY = 50
_INTERVAL = 0.1


class Progress:
    """Passes on what is to be linted, and shows how far it is.

    Args:
        targets: what is to be linted.
        quiet: whether to show nothing.
        shared: whether the results go to the same terminal, so that the bar must give way to them.
    """

    def __init__(self, targets: Iterable[Found], *, quiet: bool, shared: bool) -> None:
        self._targets = targets
        self._shared = shared
        self._bar: Any = None
        if not quiet and sys.stderr.isatty():
            self._targets = found = list(targets)
            if len(found) >= MANY:
                self._bar = _bar()
                self._task = self._bar.add_task("linting", total=len(found))

    def __enter__(self) -> Progress:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def __iter__(self) -> Iterator[Found]:
        if not self._bar:
            yield from self._targets
            return
        shown = monotonic()
        for found in self._targets:
            yield found
            self._bar.advance(self._task)
            if monotonic() - shown > _INTERVAL:
                self._bar.refresh()
                shown = monotonic()

    def hidden(self) -> AbstractContextManager[None]:
        """Takes the bar away while something is printed to the same terminal."""
        return self._hidden() if self._bar and self._shared else nullcontext()

    @contextmanager
    def _hidden(self) -> Iterator[None]:
        self._bar.stop()
        yield
        sys.stdout.flush()
        self._bar.start()


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("linting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False, redirect_stdout=False, redirect_stderr=False)
