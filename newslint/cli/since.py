"""The options about what has changed; git is not asked without them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from newslint.errors import NewslintError

if TYPE_CHECKING:
    from newslint.changes import Changes


def add_since_option(group: Any) -> None:
    """Add the option that leaves unchanged files out."""
    group.add_argument(
        "--since", metavar="REF", help="only files that have changed since HEAD and this commit parted, uncommitted changes included"
    )


def add_added_lines_option(group: Any) -> None:
    """Add the option that leaves findings on unchanged lines out."""
    group.add_argument("--added-lines-only", action="store_true", help="only findings that touch a line that is new since --since")


def changes_of(arguments: argparse.Namespace, *, lines: bool = False) -> Changes | None:
    """What has changed since the commit that the arguments name; None if they name none.

    Args:
        arguments: what the command line says.
        lines: whether it matters which lines are new.
    Raises:
        NewslintError: they ask for what cannot be told.
    """
    if arguments.since is None:
        if lines:
            raise NewslintError("--added-lines-only needs --since, which says since when")
        return None
    if "-" in arguments.paths:
        raise NewslintError('--since is about files; leave it out, or the path "-"')
    from newslint.changes import changes_since

    return changes_since(arguments.since, lines=lines)
