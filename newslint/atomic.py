"""Files that are replaced in one step: whatever happens, there is the old content or the new one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def replaced(path: Path, errors: str = "strict") -> Iterator[TextIO]:
    r"""A stream, UTF-8 with line ends as they are written, whose content becomes that of a file when the context ends well.

    Args:
        path: the file; where it is a link, the file that it leads to is replaced.
        errors: what to do with lone surrogates, as for `open`.
    Raises:
        OSError: the file cannot be written.
    """
    path = path.resolve()
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("w", encoding="utf-8", errors=errors, newline="") as file:
            yield file
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
