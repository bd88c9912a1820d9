"""The project that a file belongs to, and what the file is called in it, whatever folder newslint runs in."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from newslint.discovery import absolute, is_repository, parent_of, shown

LEDGERS = {"baseline": ".newslint-baseline.json", "waiver": ".newslint-waivers.yaml"}
MARKS = (*LEDGERS.values(), "newslint.yaml", ".newslint.yaml")


def root_of(folder: str) -> str | None:
    """The root of the project that a folder (absolute, with `/`) lies in.

    That is the nearest git repository going up; without one, the nearest folder with a file of newslint's. None if there is neither.
    """
    return _nearest_repository(folder) or _nearest_marked(folder)


def project_of(path: str) -> str:
    """The root of the project that a file belongs to, absolute; without a project, the current folder."""
    return root_of(parent_of(absolute(path))) or absolute(".")


def name_in_project(path: str) -> str:
    """The path of a file from its project's root, with `/`; without a project, as it is printed."""
    full = absolute(path)
    root = root_of(parent_of(full))
    return shown(path) if root is None else full[len(root.rstrip("/")) + 1 :]


def forget() -> None:
    """Look for projects anew: files that mark them have come or gone."""
    _nearest_repository.cache_clear()
    _nearest_marked.cache_clear()


@lru_cache(maxsize=4096)
def _nearest_repository(folder: str) -> str | None:
    if is_repository(folder):
        return folder
    above = parent_of(folder)
    return None if above == folder else _nearest_repository(above)


@lru_cache(maxsize=4096)
def _nearest_marked(folder: str) -> str | None:
    if any(Path(folder, name).is_file() for name in MARKS):
        return folder
    above = parent_of(folder)
    return None if above == folder else _nearest_marked(above)
