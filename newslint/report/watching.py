"""What `--watch` says between the reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from newslint.report.base import listed
from newslint.report.visible import visible


def tell(paths: Sequence[str], what: str, out: TextIO) -> None:
    """Print a line that names some files and says what became of them."""
    out.write(f"— {visible(listed(paths))} {what}\n")
    out.flush()
