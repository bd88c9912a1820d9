"""Which files to lint: paths as people give them in, files in a stable order out.

A folder is searched for `*.txt` and `*.text`, or what the configuration includes. Whatever .gitignore files or the configuration's
`exclude` name is left out, and so are names that begin with a dot, virtual environments and links to folders; to name a file or folder
is to ask for it all the same, though `exclude` holds for it too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from os.path import normpath, relpath
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from newslint.errors import NewslintError

SUFFIXES = (".txt", ".text")

DEFAULT_INCLUDE = tuple(f"*{suffix}" for suffix in SUFFIXES)
_WILDCARD = re.compile(r"[*?]|\[[^\]]+\]")


class Found(NamedTuple):
    """A file to lint, or a path that cannot be.

    `path` is printed and opened: relative to the current folder where it lies inside, with `/`.
    `error` is one line, path included, that says why it cannot be linted.
    """

    path: str
    error: str | None = None


class Globs(NamedTuple):
    """Patterns in the manner of .gitignore, relative to the folder `base` (absolute, with `/`).

    Those without a slash mean names at any depth, and of files outside the folder too.
    """

    base: str
    patterns: tuple[str, ...]

    def match(self, path: str, *, folder: bool = False) -> bool | None:
        """What the last pattern that fits says of an absolute path: True, False (it begins with `!`), or None if none fits."""
        if self.patterns == DEFAULT_INCLUDE:
            return path.endswith(SUFFIXES) or None
        relative = _relative(path, self.base) + ("/" if folder else "")
        # Names that are not valid Unicode carry lone surrogates, which the matcher refuses.
        relative = relative.encode("utf-8", "replace").decode()
        decision: bool | None = _spec(self.patterns).check_file(relative).include
        return decision


class Filters(Protocol):
    """What discovery needs of the settings that hold in a folder."""

    @property
    def include(self) -> tuple[Globs, ...]: ...

    @property
    def exclude(self) -> tuple[Globs, ...]: ...


class NoFilters(NamedTuple):
    """The settings of discovery without any configuration."""

    include: tuple[Globs, ...] = (Globs("/", DEFAULT_INCLUDE),)
    exclude: tuple[Globs, ...] = ()


def discover(
    paths: Iterable[str], filters_for: Callable[[str], Filters] = lambda folder: NoFilters(), *, force_exclude: bool = True
) -> Iterator[Found]:
    """The files that some paths mean, each once: in the order of the paths, and sorted within a folder.

    Args:
        paths: files, folders, or glob patterns with `*`, `?`, `[…]` and `**`.
        filters_for: gives the settings that hold in a folder (absolute, with `/`); a NewslintError that it raises is told once for
            that folder, whose files are left out.
        force_exclude: whether `exclude` also holds for files that are named.
    """
    seen: set[str] = set()
    for name in paths:
        for path in _expand(name):
            for found in _named(path, filters_for, force_exclude):
                full = absolute(found.path)
                if full not in seen:
                    seen.add(full)
                    yield found


def shown(path: str) -> str:
    """A path as it is printed: relative to the current folder where it lies inside, else as given; always with `/`."""
    path = normpath(path)
    here = os.getcwd()
    if path == here:
        path = "."
    elif path.startswith(here + os.sep):
        path = path[len(here) + 1 :]
    return path.replace(os.sep, "/")


def absolute(path: str) -> str:
    """A path made absolute without looking at links, with `/`."""
    return normpath(os.path.join(os.getcwd(), path)).replace(os.sep, "/")


def parent_of(path: str) -> str:
    """The folder that holds an absolute path; the root holds itself."""
    head = path.rpartition("/")[0]
    return f"{head}/" if not head or head.endswith(":") else head


def check_patterns(patterns: Iterable[str]) -> None:
    """Refuse a pattern that cannot be used.

    Raises:
        ValueError: the text names the pattern.
    """
    for pattern in patterns:
        try:
            _spec((pattern,))
        except (ValueError, re.error) as error:
            raise ValueError(f'"{pattern}" is not a glob pattern') from error


def matches(globs: Iterable[Globs], path: str, *, folder: bool = False) -> bool:
    """Whether an absolute path is meant by some globs, the later ones deciding."""
    decisions = [glob.match(path, folder=folder) for glob in globs]
    return next((decision for decision in reversed(decisions) if decision is not None), False)


def _named(path: str, filters_for: Callable[[str], Filters], force_exclude: bool) -> Iterator[Found]:
    if not path:
        yield Found(path, "an empty path was given; name a file or a folder")
        return
    full = absolute(path)
    target = Path(full)
    try:
        is_folder = target.is_dir()
        if not is_folder:
            target.lstat()
    except OSError as error:
        told = "no such file or folder; check the path" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
        yield Found(shown(path), f"{shown(path)}: {told}")
        return
    try:
        filters = filters_for(full if is_folder else parent_of(full))
    except NewslintError as error:
        yield Found(shown(path), str(error))
        return
    excluded = matches(filters.exclude, full, folder=is_folder)
    if excluded and force_exclude:
        return
    if is_folder:
        yield from _walk(path, full, filters_for, use_exclude=not excluded)
    else:
        yield Found(shown(path))


def _walk(named: str, top: str, filters_for: Callable[[str], Filters], *, use_exclude: bool) -> Iterator[Found]:
    """The files under a folder, depth first, sorted as their paths are."""
    ignored = _GitIgnore(top)
    pending: list[tuple[str, bool]] = [(top, True)]
    while pending:
        path, is_folder = pending.pop()
        place = shown(named + path[len(top) :])
        if not is_folder:
            yield Found(place)
            continue
        try:
            filters = filters_for(path)
            with os.scandir(path) as listing:
                entries = [(entry.name, entry.is_dir(follow_symlinks=False), entry) for entry in listing]
        except NewslintError as error:
            yield Found(place, str(error))
            continue
        except OSError as error:
            yield Found(place, f"{place}: cannot be read: {error.strerror}; check its permissions")
            continue
        if path != top and any(name == "pyvenv.cfg" for name, _, _ in entries):
            continue
        prefix = path if path.endswith("/") else f"{path}/"
        wanted = [
            (prefix + name, folder)
            for name, folder, entry in entries
            if not name.startswith(".")
            and (folder or (matches(filters.include, prefix + name) and _is_file(entry)))
            and not (use_exclude and matches(filters.exclude, prefix + name, folder=folder))
            and not ignored(prefix + name, folder=folder)
        ]
        pending += sorted(wanted, key=lambda found: found[0] + "/" * found[1], reverse=True)


class _GitIgnore:
    """Tells what git would ignore under a folder, by the .gitignore files there and, in a repository, above."""

    def __init__(self, top: str) -> None:
        self._globs: dict[str, tuple[Globs, ...]] = {}
        above = _up_to_repository(top)
        for folder in reversed(above):
            globs = self._globs.get(parent_of(folder), ())
            # A named folder is searched even if it is ignored itself; then only its own files count.
            if matches(globs, folder, folder=True):
                globs = ()
            self._globs[folder] = globs + _own_gitignore(folder)

    def __call__(self, path: str, *, folder: bool) -> bool:
        return matches(self._of(parent_of(path)), path, folder=folder)

    def _of(self, folder: str) -> tuple[Globs, ...]:
        if folder not in self._globs:
            self._globs[folder] = self._of(parent_of(folder)) + _own_gitignore(folder)
        return self._globs[folder]


def _up_to_repository(folder: str) -> list[str]:
    """A folder and those above it up to the repository root; the folder alone when it is in no repository."""
    above = [folder, *(str(parent).replace(os.sep, "/") for parent in Path(folder).parents)]
    for index, place in enumerate(above):
        if is_repository(place):
            return above[: index + 1]
    return [folder]


def is_repository(folder: str) -> bool:
    """Whether a folder is the root of a git repository or of a work tree."""
    return Path(folder, ".git").exists()


def _own_gitignore(folder: str) -> tuple[Globs, ...]:
    try:
        content = Path(folder, ".gitignore").read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ()
    patterns = []
    for line in content.splitlines():
        try:
            check_patterns([line])
        except ValueError:
            continue  # git passes over such a line too
        patterns.append(line)
    return (Globs(folder, tuple(patterns)),)


def has_wildcard(part: str) -> bool:
    """Whether a part of a path may be a pattern."""
    return bool(_WILDCARD.search(part))


def _expand(name: str) -> Iterator[str]:
    """The paths that a glob pattern means; a path that exists, or holds no wildcard, means itself."""
    parts = Path(name).parts
    first = next((index for index, part in enumerate(parts) if has_wildcard(part)), None)
    if first is None or _exists(name):
        yield name
        return
    paths = list(_glob(str(Path(*parts[:first])), parts[first:]))
    # Brackets alone are more often part of a name than a pattern.
    yield from paths if paths or "*" in name or "?" in name else [name]


def _glob(folder: str, parts: tuple[str, ...]) -> Iterator[str]:
    from fnmatch import fnmatchcase

    part, rest = parts[0], parts[1:]
    if part == "**":
        if rest:
            yield from _glob(folder, rest)
        else:
            yield folder
            return
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") and not part.startswith("."):
            continue
        path = str(Path(folder, entry.name))
        if part == "**":
            if entry.is_dir(follow_symlinks=False):
                yield from _glob(path, parts)
        elif fnmatchcase(entry.name, part):
            if not rest:
                yield path
            elif entry.is_dir():
                yield from _glob(path, rest)


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except OSError:
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link that leads to itself
        return False


def _relative(path: str, base: str) -> str:
    prefix = base if base.endswith("/") else f"{base}/"
    if path.startswith(prefix):
        return path[len(prefix) :]
    try:
        return relpath(path, base).replace(os.sep, "/")
    except ValueError:  # another drive
        return path


@lru_cache(maxsize=256)
def _spec(patterns: tuple[str, ...]) -> Any:
    # Imported late: it is slow to load and most runs have no patterns.
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)
