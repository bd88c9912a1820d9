"""Where output goes, in which colours and how wide."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from newslint.errors import NewslintError


@contextmanager
def opened(name: str | None) -> Iterator[TextIO]:
    """A stream to write to: stdout, or a file that is replaced in one step once all is written.

    Raises:
        NewslintError: the file cannot be written.
    """
    if name is None:
        yield sys.stdout
        return
    # A pipe or a device cannot be replaced by a file; a link stays, and the file that it leads to is replaced.
    direct = Path(name).exists() and not Path(name).is_file()
    path = Path(name) if direct else Path(name).resolve()
    target = path if direct else path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        file = target.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise NewslintError(f"--output: {name}: cannot be written: {error.strerror}") from error
    try:
        with file:
            yield file
        if not direct:
            target.replace(path)
    except BaseException:
        if not direct:
            target.unlink(missing_ok=True)
        raise


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
