"""Where output goes, in which colours and how wide."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from newslint.atomic import replaced
from newslint.errors import NewslintError

_ERRORS = "backslashreplace"  # what a source holds may be no valid Unicode


@contextmanager
def opened(name: str | None, option: str = "--output: ") -> Iterator[TextIO]:
    """A stream to write to: stdout, or a file that is replaced in one step once all is written.

    Args:
        name: the file; None for stdout.
        option: what the error begins with.
    Raises:
        NewslintError: the file cannot be written.
    """
    if name is None:
        yield sys.stdout
        return
    path = Path(name)
    # A pipe or a device cannot be replaced by a file.
    direct = path.exists() and not path.is_file()
    with ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("w", encoding="utf-8", errors=_ERRORS) if direct else replaced(path, _ERRORS))
        except OSError as error:
            raise NewslintError(f"{option}{name}: cannot be written: {error.strerror}") from error
        yield file


def use_color(choice: str, out: TextIO) -> bool:
    """Whether to use colours: as chosen ("always", "never"), else by NO_COLOR, FORCE_COLOR and the kind of output."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return out.isatty() and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """The width of the terminal; 100 where there is none."""
    from shutil import get_terminal_size

    return get_terminal_size((100, 24)).columns
