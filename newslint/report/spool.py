"""Text that has to wait for the end of a run."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile

_IN_MEMORY = 16_000_000
_PIECE = 1 << 16


class Spool:
    """Keeps text, in a temporary file once it is much, and gives it back piece by piece."""

    def __init__(self) -> None:
        # No line end is changed on the way.
        self._file: SpooledTemporaryFile[str] = SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="")  # noqa: SIM115 (closed in pieces)

    def write(self, text: str) -> None:
        """Keep a text without lone surrogates after those before it."""
        self._file.write(text)

    def pieces(self) -> Iterator[str]:
        """All that was kept, once."""
        with self._file as file:
            file.seek(0)
            while piece := file.read(_PIECE):
                yield piece
