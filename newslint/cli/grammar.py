"""The options about LanguageTool, which no command asks unless they are given."""

from __future__ import annotations

import argparse
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from newslint.cli.files import number

if TYPE_CHECKING:
    from newslint.integrations.languagetool import LanguageTool


def add_languagetool_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say where LanguageTool is."""
    group = parser.add_argument_group("LanguageTool (needs the extra newslint[languagetool]; never asked without --languagetool)")
    group.add_argument("--languagetool", metavar="URL|DIR", help="ask this server, or one started from the jars in this folder")
    group.add_argument(
        "--languagetool-seconds",
        metavar="NUMBER",
        type=number(0.01, 86_400),
        default=30.0,
        help="the time for each file (default: 30)",
    )


def languagetool_of(arguments: argparse.Namespace) -> AbstractContextManager[LanguageTool | None]:
    """What the arguments say is to be asked, stopped on leaving the context; None without --languagetool.

    Raises:
        NewslintError: it cannot be used.
    """
    if arguments.languagetool is None:
        return nullcontext()
    from newslint.integrations.languagetool import LanguageTool

    return LanguageTool(arguments.languagetool, seconds=arguments.languagetool_seconds)
