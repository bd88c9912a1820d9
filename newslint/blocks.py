"""Joining junk: adjoining lines of boilerplate are one block, and a fault inside a junk line is not worth telling."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from newslint.finding import Edit, Finding, Fix, severity_rank

if TYPE_CHECKING:
    from newslint.document import Document

BRIDGED_LINES = 2
BRIDGED_WORDS = 8
HEADLINE_WORDS = 25


def join_junk(findings: list[Finding], document: Document) -> list[Finding]:
    """Findings with adjoining whole-line boilerplate joined, and other findings inside junk lines left out.

    What the junk tells of the file as a whole, such as a page date that contradicts the story, is kept.

    Lines adjoin when only blank lines, or up to two short or headline-like lines in the tail of the file, stand between them.
    Hints (severity info) are joined with hints only.
    """
    lines = [finding for finding in findings if finding.category == "boilerplate" and _fills_lines(finding, document)]
    if not lines:
        return findings
    inside = {id(finding) for finding in lines}
    hints = [finding for finding in lines if finding.severity == "info"]
    junk = _joined([finding for finding in lines if finding.severity != "info"], document, bridge=True)
    hints = [hint for hint in _joined(hints, document, bridge=False) if not _covered(hint, junk)]
    rest = [
        finding for finding in findings if id(finding) not in inside and (not _covered(finding, junk) or _tells_of_file(finding, document))
    ]
    return [*rest, *junk, *hints]


def _fills_lines(finding: Finding, document: Document) -> bool:
    before = range(finding.start.offset - 1, document.lines[finding.start.line - 1][0] - 1, -1)
    after = range(finding.end.offset, document.lines[finding.end.line - 1][1])
    return all(document.text[place].isspace() for part in (before, after) for place in part)


def _tells_of_file(finding: Finding, document: Document) -> bool:
    return finding.category == "structure" and not _fills_lines(finding, document)


def _covered(finding: Finding, junk: list[Finding]) -> bool:
    place = bisect_right(junk, finding.start.offset, key=lambda block: block.start.offset) - 1
    return place >= 0 and finding.end.offset <= junk[place].end.offset


def _joined(lines: list[Finding], document: Document, *, bridge: bool) -> list[Finding]:
    groups: list[list[Finding]] = []
    reached = 0  # the last line of the group at hand
    for finding in sorted(lines, key=lambda finding: (finding.start.offset, -finding.end.offset)):
        if groups and _adjoin(reached, finding.start.line, document, bridge):
            groups[-1].append(finding)
            reached = max(reached, finding.end.line)
        else:
            groups.append([finding])
            reached = finding.end.line
    return [_block(group, document) for group in groups]


def _adjoin(last: int, first: int, document: Document, bridge: bool) -> bool:
    """Whether the junk lines `last` and `first` (1-based) belong together."""
    between = [document.lines[number] for number in range(last, first - 1)]
    filled = [(start, end) for start, end in between if document.text[start:end].strip()]
    if not filled:
        return True
    if not bridge or len(filled) > BRIDGED_LINES or not document.in_zone(filled[0][0], "tail"):
        return False
    return all(_is_furniture(document, start, end) for start, end in filled)


def _is_furniture(document: Document, start: int, end: int) -> bool:
    """Whether a line between junk lines goes with them: a few words, or something like a headline."""
    line = document.text[start:end].strip()
    words = len(line.split())
    return words <= BRIDGED_WORDS or (words <= HEADLINE_WORDS and line[-1] not in ".!?…:;,”\"’'" and not document.is_prose(start, end))


def _block(group: list[Finding], document: Document) -> Finding:
    strongest = max(group, key=lambda finding: (severity_rank(finding.severity), finding.confidence))
    if len(group) == 1:
        return strongest
    start, end = group[0].start, max((finding.end for finding in group), key=lambda end: end.offset)
    kinds = Counter(finding.name.replace("-", " ") for finding in group)
    count = sum(1 for first, last in document.lines[start.line - 1 : end.line] if document.text[first:last].strip())
    if count == 1:
        return strongest._replace(start=start, end=end, match=document.text[start.offset : end.offset])
    told = ", ".join(f"{name} ×{times}" if times > 1 else name for name, times in kinds.most_common(4))
    more = f" and {len(kinds) - 4} more kinds" if len(kinds) > 4 else ""
    return strongest._replace(
        message=f"block of {count} junk lines: {told}{more}",
        match=document.text[start.offset : end.offset],
        start=start,
        end=end,
        suggestions=(),
        fix=_block_fix(group, document, start.line, end.line),
    )


def _block_fix(group: list[Finding], document: Document, first: int, last: int) -> Fix:
    """Remove the lines `first` to `last` (1-based); safe only when every filled line is itself safe to remove."""
    safe = {number for finding in group if finding.fix and finding.fix.applicability == "safe" for number in _numbers(finding)}
    filled = [number for number in range(first, last + 1) if document.text[slice(*document.lines[number - 1])].strip()]
    end = document.lines[last][0] if last < len(document.lines) else len(document.text)
    return Fix("safe" if all(number in safe for number in filled) else "unsafe", (Edit(document.lines[first - 1][0], end, ""),))


def _numbers(finding: Finding) -> range:
    return range(finding.start.line, finding.end.line + 1)
