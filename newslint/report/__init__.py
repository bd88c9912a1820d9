"""Reports: one module a format, named as the format is and in `FORMATS`, each with a class `Reporter` (see `newslint.report.base`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from newslint.errors import NewslintError, did_you_mean

if TYPE_CHECKING:
    from newslint.report.base import Reporter

FORMATS = ("checkstyle", "full", "github", "gitlab", "html", "json", "jsonl", "junit", "sarif", "text")


def reporter_class(name: str) -> type[Reporter]:
    """The reporter of a format; its module is imported only now.

    Raises:
        NewslintError: there is no such format.
    """
    from importlib import import_module

    if name not in FORMATS:
        hint = did_you_mean(name, FORMATS) or f" Use one of: {', '.join(FORMATS)}."
        raise NewslintError(f'there is no format "{name}".{hint}')
    return cast("type[Reporter]", import_module(f"newslint.report.{name}").Reporter)
