"""Blocks of junk that have grown: an accepted block stays accepted when further lines join it, and these are told by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from newslint.finding import Context, Finding, Position, severity_rank
from newslint.fingerprint import fingerprint, normalised
from newslint.suppress.entry import Entry, shortened

_LINE = re.compile(r"[^\r\n]+")
_SURE = 30  # code points with which an entry's match surely begins as the passage does


def parted(block: Finding, entries: Iterable[Entry], name: str) -> tuple[Finding, ...]:
    """A block as the blocks that entries accept and the findings of its other lines; as it is, if none accepts a part of it.

    Args:
        block: any finding; one without parts stays as it is.
        entries: those of the file that accept no other finding.
        name: what the file is called in its project.
    """
    if not block.parts:
        return (block,)
    lines = [(found.start(), found.end()) for found in _LINE.finditer(block.match) if found[0].strip()]
    known: dict[int, Finding] = {}
    free = set(range(len(lines)))
    for entry in entries:
        for first, last, part in _places(block, entry, lines, name):
            if free.issuperset(range(first, last + 1)):
                free.difference_update(range(first, last + 1))
                known[first] = part
                break
    if not known:
        return (block,)
    return tuple(sorted((*known.values(), *_others(block, [lines[number] for number in sorted(free)], name)), key=_place))


def _places(block: Finding, entry: Entry, lines: Sequence[tuple[int, int]], name: str) -> Iterator[tuple[int, int, Finding]]:
    """Where in a block the passage of an entry stands: its first and last filled line, and the finding that it was."""
    for first, (start, end) in enumerate(lines):
        if not entry.match.startswith(normalised(block.match[start:end])[:_SURE]):
            continue
        for last in range(first, len(lines)):
            part = _part(block, entry, start, lines[last][1])
            if shortened(normalised(part.match)) == entry.match and fingerprint(part, name) == entry.fingerprint:
                yield first, last, part


def _part(block: Finding, entry: Entry, start: int, end: int) -> Finding:
    """The finding of an entry in a block, `start` to `end` (exclusive) of its match."""
    text = block.match[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    names = {part.code: part.name for part in block.parts}
    return block._replace(
        code=entry.code,
        name=names.get(entry.code, block.name),
        match=block.match[start:end],
        start=_position(block, start),
        end=_position(block, end),
        fix=None,
        fingerprint=entry.fingerprint,
        context=entry.context or Context(),
        parts=(),
    )


def _position(block: Finding, offset: int) -> Position:
    before = block.match[:offset].replace("\r\n", "\n\n").replace("\r", "\n")
    ends = block.match[:offset].count("\n") + block.match[:offset].count("\r") - block.match[:offset].count("\r\n")
    column = offset - before.rfind("\n") if ends else block.start.column + offset
    return Position(block.start.line + ends, column, block.start.offset + offset)


def _others(block: Finding, lines: Iterable[tuple[int, int]], name: str) -> Iterator[Finding]:
    """The worst finding of each line."""
    for start, end in lines:
        first, last = block.start.offset + start, block.start.offset + end
        inside = [part for part in block.parts if first <= part.start.offset < last]
        if inside:
            worst = max(inside, key=lambda part: (severity_rank(part.severity), part.confidence))
            yield worst._replace(fingerprint=fingerprint(worst, name))


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start.offset, finding.end.offset, finding.code
