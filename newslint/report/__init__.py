"""Reports: one module a format, named as the format is, each with a class `Reporter` (see `newslint.report.base`)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast

from newslint.errors import NewslintError, did_you_mean

if TYPE_CHECKING:
    from newslint.report.base import Reporter

HELPERS = (
    "__init__",
    "base",
    "cleaned",
    "jobsummary",
    "layout",
    "ledger",
    "markup",
    "schema",
    "scores",
    "segments",
    "spool",
    "statistics",
    "visible",
    "watching",
    "worst",
)


def formats() -> list[str]:
    """The names of all formats: every module of this package but the helpers."""
    names = (entry.name.removesuffix(".py") for folder in __path__ for entry in os.scandir(folder) if entry.name.endswith(".py"))
    return sorted(name for name in names if name not in HELPERS)


def reporter_class(name: str) -> type[Reporter]:
    """The reporter of a format; its module is imported only now.

    Raises:
        NewslintError: there is no such format.
    """
    from importlib import import_module

    if name not in formats():
        hint = did_you_mean(name, formats()) or f" Use one of: {', '.join(formats())}."
        raise NewslintError(f'there is no format "{name}".{hint}')
    return cast("type[Reporter]", import_module(f"newslint.report.{name}").Reporter)
