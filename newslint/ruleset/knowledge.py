"""Knowledge files: word lists and tables that rules and the document's analysis refer to by name.

A file `knowledge/NAME.yaml` in a pack holds `about` (one line) and either `words` (a list of texts, or one text of words with white space
between them, which long lists are read faster from) or `entries` (a list of mappings from text to text or list of texts). Files of the
same name in several packs are added up.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from newslint.errors import RuleError
from newslint.ruleset.yamlfile import Mapping, read_yaml

Entry = dict[str, str | list[str]]


class Knowledge:
    """The word lists and tables of all packs."""

    def __init__(self, words: dict[str, list[str]] | None = None, entries: dict[str, list[Entry]] | None = None) -> None:
        self._words = words or {}
        self._entries = entries or {}
        self._sets: dict[str, frozenset[str]] = {}

    def words(self, name: str) -> frozenset[str]:
        """The word list `name`, or all that stands under `words` in the table of that name; empty when no pack has either."""
        if name not in self._sets:
            tabled = (word for entry in self._entries.get(name, ()) for word in entry.get("words", ()))
            self._sets[name] = frozenset([*self._words.get(name, ()), *tabled])
        return self._sets[name]

    def entries(self, name: str) -> list[Entry]:
        """The table `name`; empty when no pack has one."""
        return self._entries.get(name, [])

    def names(self) -> list[str]:
        """The names of all lists and tables, sorted."""
        return sorted({*self._words, *self._entries})

    @cached_property
    def digest(self) -> str:
        """What tells this knowledge from any other: a hash of all its lists and tables, in hex."""
        import json
        from hashlib import sha256

        return sha256(json.dumps(self.to_plain(), ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:32]

    def without(self, name: str) -> Knowledge:
        """The same but for the list or table `name`."""
        words, entries = dict(self._words), dict(self._entries)
        words.pop(name, None)
        entries.pop(name, None)
        return Knowledge(words, entries)

    def to_plain(self) -> dict[str, Any]:
        """Plain data for the cache."""
        return {"words": self._words, "entries": self._entries}


def knowledge_files(folders: Iterable[Path]) -> list[Path]:
    """The knowledge files of some pack folders, sorted within each folder."""
    return [path for folder in folders for path in sorted(folder.rglob("knowledge/*.yaml"))]


def load_knowledge(folders: Iterable[Path], problems: list[str] | None = None) -> Knowledge:
    """Read the knowledge files under the given pack folders.

    Args:
        folders: pack folders; those that do not exist have no knowledge.
        problems: when given, a file that cannot be used is told here and left out, instead of ending the reading.
    Raises:
        RuleError: a file is not as described above; the text names file and line.
    """
    words: dict[str, list[str]] = {}
    entries: dict[str, list[Entry]] = {}
    for path in knowledge_files(folders):
        try:
            _add(path, words, entries)
        except RuleError as error:
            if problems is None:
                raise
            problems.append(str(error))
    return Knowledge(words, entries)


def _add(path: Path, words: dict[str, list[str]], entries: dict[str, list[Entry]]) -> None:
    content = read_yaml(path)
    if not isinstance(content, Mapping):
        raise RuleError(f"{path}:1: a knowledge file is a mapping with the keys about and words, or about and entries")
    for key, line in content.lines.items():
        if key not in ("about", "words", "entries"):
            raise RuleError(f'{path}:{line}: unknown key "{key}"; a knowledge file has about and words, or about and entries')
    if ("words" in content) == ("entries" in content) or not isinstance(content.get("about"), str):
        raise RuleError(f"{path}:1: a knowledge file has about and words, or about and entries")
    name = path.stem
    if name in (entries if "words" in content else words):
        raise RuleError(f'{path}:1: "{name}" is a word list in one pack and a table in another; rename one of them')
    if "words" in content:
        words.setdefault(name, []).extend(_checked(path, content, "words", str))
    else:
        entries.setdefault(name, []).extend(_checked(path, content, "entries", dict))


def _checked(path: Path, content: Mapping, key: str, kind: type) -> list[Any]:
    values = content[key]
    if kind is str and isinstance(values, str) and values.strip():
        return values.split()
    if not isinstance(values, list):
        raise RuleError(f'{path}:{content.lines[key]}: "{key}" must be a list')
    lines: list[int] = values.lines  # type: ignore[attr-defined]
    for value, line in zip(values, lines, strict=True):
        if not isinstance(value, kind) or not value:
            noun = "text" if kind is str else "a mapping"
            raise RuleError(
                f"{path}:{line}: each of the {key} must be {noun}, not {value!r}; put it in quotes if YAML reads it as something else"
            )
    if kind is str:
        return list(values)
    return [{key: list(entry) if isinstance(entry, list) else entry for key, entry in value.items()} for value in values]
