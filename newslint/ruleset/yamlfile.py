"""Reading YAML strictly: plain data only, with the line of every key, and errors that say where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newslint.errors import RuleError

SIZE_LIMIT = 4_000_000
PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value"))


class Mapping(dict[str, Any]):
    """A YAML mapping that knows its own line and that of each key (1-based)."""

    line: int
    lines: dict[str, int]


class Sequence(list[Any]):
    """A YAML list that knows the line of each entry (1-based)."""

    lines: list[int]


def read_yaml(path: Path) -> Any:
    """The content of a YAML file, its mappings and lists as `Mapping` and `Sequence`; None for an empty file.

    Raises:
        RuleError: the file is missing, too large, not UTF-8, or not plain YAML; the text names file and line.
    """
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise RuleError(f"{path}: larger than {SIZE_LIMIT:,} bytes; split it into several files")
        content = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RuleError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}: not UTF-8 (byte {error.start}); save the file as UTF-8") from error
    return parse_yaml(content, str(path))


def parse_yaml(content: str, path: str) -> Any:
    """Like `read_yaml`, for a text; `path` is what errors call it."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(content)
    try:
        node = loader.get_single_node()
        return None if node is None else _plain(node, loader, path, set())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise RuleError(f"{path}:{line}: not valid YAML: {error.problem or error.context}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise RuleError(f"{path}:1: not valid YAML: {str(error).splitlines()[0]}") from error
    finally:
        loader.dispose()


def _plain(node: Any, loader: Any, path: str, seen: set[int]) -> Any:
    import yaml

    line = node.start_mark.line + 1
    if id(node) in seen:
        raise RuleError(f"{path}:{line}: aliases (*name) are not allowed here; write the value out")
    if isinstance(node, yaml.MappingNode):
        seen.add(id(node))
        mapping = Mapping()
        mapping.line, mapping.lines = line, {}
        for key_node, value_node in node.value:
            key = _plain(key_node, loader, path, seen)
            key_line = key_node.start_mark.line + 1
            if not isinstance(key, str):
                raise RuleError(f"{path}:{key_line}: the key {key!r} must be text; put it in quotes")
            if key in mapping:
                raise RuleError(f'{path}:{key_line}: the key "{key}" stands twice; it is first given in line {mapping.lines[key]}')
            mapping[key] = _plain(value_node, loader, path, seen)
            mapping.lines[key] = key_line
        return mapping
    if isinstance(node, yaml.SequenceNode):
        seen.add(id(node))
        sequence = Sequence(_plain(entry, loader, path, seen) for entry in node.value)
        sequence.lines = [entry.start_mark.line + 1 for entry in node.value]
        return sequence
    if node.tag not in PLAIN_TAGS:
        raise RuleError(f'{path}:{line}: the tag "{node.tag}" is not allowed')
    if node.tag == "tag:yaml.org,2002:timestamp":
        return str(node.value)  # as in YAML 1.2: a date is text
    value = loader.construct_object(node)
    if (isinstance(value, bool) and node.value.lower() not in ("true", "false")) or (isinstance(value, int) and ":" in node.value):
        return str(node.value)  # as in YAML 1.2: on, off, yes, no and 1:30 are text
    return value
