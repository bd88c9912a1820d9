"""A cache of validated rules, so that a run need not parse YAML.

One file for each combination of rule files, modules of newslint, and versions of newslint and Python. A cache that is missing, damaged or
cannot be written only costs time: it is never an error.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Iterable
from typing import Any

from newslint import __version__

FORMAT = 2


def cache_folder() -> str:
    """Where caches are kept: $NEWSLINT_CACHE_DIR, or `newslint` in the user's cache folder."""
    named = os.environ.get("NEWSLINT_CACHE_DIR")
    if named:
        return named
    base = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else os.environ.get("XDG_CACHE_HOME")
    return os.path.join(base or os.path.join(os.path.expanduser("~"), ".cache"), "newslint")


def key_of(contents: Iterable[tuple[str, bytes]]) -> str:
    """The cache key of some files, given as (path, content)."""
    digest = hashlib.sha256(f"{FORMAT} {__version__} {sys.version} {marshal.version} {_code_state()}".encode())
    for path, content in contents:
        digest.update(f"\0{path}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.hexdigest()[:32]


def _code_state() -> list[tuple[str, int, int]]:
    """Names, sizes and times of the modules that make plans of rules, so that a changed module never meets an old plan."""
    package = os.path.dirname(os.path.dirname(__file__))
    states = []
    for folder, _, names in os.walk(package):
        for name in names:
            if name.endswith(".py"):
                state = os.stat(os.path.join(folder, name))
                states.append((name, state.st_size, state.st_mtime_ns))
    return sorted(states)


def load(key: str) -> Any:
    """The plain data stored under a key, or None."""
    try:
        with open(os.path.join(cache_folder(), f"rules-{key}"), "rb") as file:
            content = file.read()
        if hashlib.sha256(content[32:]).digest() != content[:32]:
            return None
        return marshal.loads(content[32:])
    except (OSError, ValueError, EOFError, TypeError):
        return None


def store(key: str, data: Any) -> None:
    """Store plain data (dict, list, tuple, str, numbers, None) under a key."""
    import tempfile

    folder = cache_folder()
    payload = marshal.dumps(data)
    try:
        os.makedirs(folder, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix="tmp-")
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(payload).digest() + payload)
        os.replace(temporary, os.path.join(folder, f"rules-{key}"))
    except OSError:
        return
