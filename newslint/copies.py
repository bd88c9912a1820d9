"""Where cleaned copies go, and writing them: each is there as a whole or not at all, and the sources are never written to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newslint import __version__
from newslint.atomic import replaced
from newslint.discovery import absolute, has_wildcard, shown
from newslint.errors import NewslintError

if TYPE_CHECKING:
    from newslint.clean import Change, Cleaned
    from newslint.source import Source

MAP_SUFFIX = ".map.json"


class Copies:
    """The copies of a run.

    Args:
        folder: where they go.
        paths: what the user named: a file goes by its path below the folder or the fixed part of the pattern that means it, and by its
            name alone if it was named itself.
    Raises:
        NewslintError: the folder cannot be one for copies of these paths.
    """

    def __init__(self, folder: str, paths: Sequence[str]) -> None:
        self._folder = Path(folder)
        self._real = self._folder.resolve()
        self._tops = sorted((_top(path) for path in paths), key=len, reverse=True)
        self._sources: dict[Path, str] = {}
        if self._folder.exists() and not self._folder.is_dir():
            raise NewslintError(f"--to: {folder} is not a folder; name one that is to hold the copies")
        for path in paths:
            if self.holds(path):
                raise NewslintError(f"--to: {path} lies in {folder}, where the copies go; name another folder for them")

    def holds(self, path: str) -> bool:
        """Whether a file or folder lies where the copies go, or is that folder itself."""
        return Path(path).resolve().is_relative_to(self._real)

    def place_of(self, path: str) -> Path:
        """Where the copy of a file goes.

        Raises:
            NewslintError: another file's copy has that place, or something that is no copy.
        """
        full = absolute(path)
        top = next((top for top in self._tops if full.startswith(f"{top.rstrip('/')}/")), full.rpartition("/")[0])
        place = self._folder / full[len(top.rstrip("/")) + 1 :]
        other = self._sources.setdefault(place, path)
        if other != path:
            raise NewslintError(f"{path}: its copy would be {shown(str(place))}, and so would that of {other}; clean them one by one")
        if place.exists() and not map_of(place).exists():
            raise NewslintError(
                f"{path}: its copy would replace {shown(str(place))}, which is none: it has no {MAP_SUFFIX} beside it; take it away first"
            )
        return place

    def write(self, place: Path, source: Source, cleaned: Cleaned) -> None:
        """Write a copy in UTF-8 and, before it, its map.

        Raises:
            NewslintError: they cannot be written.
        """
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with replaced(map_of(place)) as file:
                file.write(json.dumps(map_object(source, place, cleaned), indent=1) + "\n")
            with replaced(place) as file:
                file.write(cleaned.text)
        except OSError as error:
            raise NewslintError(f"{shown(str(place))}: cannot be written: {error.strerror or error}") from error


def map_of(place: Path) -> Path:
    """The offset map beside a copy."""
    return place.with_name(place.name + MAP_SUFFIX)


def map_object(source: Source, place: Path | None, cleaned: Cleaned) -> dict[str, Any]:
    """What was done to a source, and the way back from its copy: keys as in the documented schema. Without a place, nothing was written."""
    return {
        "schema_version": 1,
        "tool": {"name": "newslint", "version": __version__},
        "offset_unit": "unicode_codepoint",
        "original": {"path": source.path, "sha256": source.data_sha256, "encoding": source.encoding},
        "copy": {
            "path": shown(str(place)) if place else None,
            "sha256": hashlib.sha256(cleaned.text.encode()).hexdigest(),
            "encoding": "utf-8",
        },
        "runs": [run._asdict() for run in cleaned.runs],
        "changes": [_change_object(change, source) for change in cleaned.changes],
        "kept": [{"code": finding.code, "fingerprint": finding.fingerprint} for finding in cleaned.kept],
    }


def _change_object(change: Change, source: Source) -> dict[str, Any]:
    return {
        "start": change.start,
        "end": change.end,
        "line": source.position(change.start).line,
        "at": change.at,
        "removed": source.text[change.start : change.end],
        "content": change.content,
        "findings": [{"code": finding.code, "fingerprint": finding.fingerprint} for finding in change.findings],
    }


def _top(path: str) -> str:
    """The folder that files found by a path are relative to (absolute, with `/`)."""
    parts = Path(path).parts
    if Path(path).is_dir():
        return absolute(path)
    fixed = next((index for index, part in enumerate(parts) if has_wildcard(part)), len(parts) - 1)
    return absolute(str(Path(*parts[:fixed]))) if fixed else absolute(".")
