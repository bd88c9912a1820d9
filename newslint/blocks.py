"""Joining junk: adjoining lines of boilerplate are one block, and a fault inside a junk line is not worth telling."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from newslint.finding import Edit, Finding, Fix, severity_rank

if TYPE_CHECKING:
    from newslint.document import Document

SURE = 0.95  # from which mean confidence on a block is removed unseen


def join_junk(findings: list[Finding], document: Document) -> list[Finding]:
    """Findings with adjoining whole-line boilerplate joined, and other findings inside junk lines left out.

    What the junk tells of the file as a whole, such as a page date that contradicts the story, is kept.

    Lines adjoin when only blank lines stand between them. Errors are joined with errors and with as many warnings next to them, which they
    support; other warnings with warnings; and hints (severity info) with hints.
    """
    lines = [finding for finding in findings if finding.category == "boilerplate" and _fills_lines(finding, document)]
    if not lines:
        return findings
    inside = {id(finding) for finding in lines}
    hints = [finding for finding in lines if finding.severity == "info"]
    junk = _joined([finding for finding in lines if finding.severity != "info"], document)
    hints = _joined([hint for hint in hints if not _covered(hint, junk)], document)
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


def _joined(lines: list[Finding], document: Document) -> list[Finding]:
    ordered = sorted(lines, key=lambda finding: (finding.start.offset, -finding.end.offset))
    reached = accumulate((finding.end.line for finding in ordered), max)
    adjoins = [_adjoin(last, below.start.line, document) for last, below in zip(reached, ordered[1:], strict=False)]
    errors = [finding.severity == "error" for finding in ordered]
    backed = [
        error or (place > 0 and adjoins[place - 1] and errors[place - 1]) or (place < len(adjoins) and adjoins[place] and errors[place + 1])
        for place, error in enumerate(errors)
    ]
    groups: list[list[Finding]] = []
    ends = 0  # the offset that the group at hand reaches
    for place, finding in enumerate(ordered):
        alike = place > 0 and adjoins[place - 1] and backed[place - 1] == backed[place]
        inside = finding.start.offset < ends
        if groups and (inside or (alike and not _is_block(groups[-1][0], document) and not _is_block(finding, document))):
            groups[-1].append(finding)
        else:
            groups.append([finding])
        ends = max(ends, finding.end.offset)
    return [_block(part, document) for group in groups for part in _parts(group, document)]


def _parts(group: list[Finding], document: Document) -> list[list[Finding]]:
    """A group as it is, if half of it are errors or one finding spans it; or else its errors and its warnings by themselves."""
    errors = sum(finding.severity == "error" for finding in group)
    if 2 * errors >= len(group) or not errors or _is_block(group[0], document):
        return [group]
    return [list(part) for _, part in groupby(group, key=lambda finding: finding.severity == "error")]


def _is_block(finding: Finding, document: Document) -> bool:
    """Whether a rule already tells of several paragraphs as one thing: it is told by itself, with all that lies inside."""
    return document.paragraph_at(finding.start.offset) != document.paragraph_at(finding.end.offset - 1)


def _adjoin(last: int, first: int, document: Document) -> bool:
    """Whether nothing but blank lines stands between the lines `last` and `first` (1-based)."""
    return not any(document.text[start:end].strip() for start, end in document.lines[last : first - 1])


def _block(group: list[Finding], document: Document) -> Finding:
    strongest = max(group, key=lambda finding: (severity_rank(finding.severity), finding.confidence))
    if len(group) == 1:
        return strongest
    start, end = group[0].start, max((finding.end for finding in group), key=lambda end: end.offset)
    whole = next((finding for finding in group if (finding.start, finding.end) == (start, end)), None)
    if whole and start.line < end.line:
        fix = _block_fix(group, document, start.line, end.line)
        return whole._replace(severity=strongest.severity, fix=fix, parts=tuple(group))
    kinds = Counter(finding.name.replace("-", " ") for finding in group)
    count = sum(1 for first, last in document.lines[start.line - 1 : end.line] if document.text[first:last].strip())
    if count == 1:
        return strongest._replace(start=start, end=end, match=document.text[start.offset : end.offset])
    told = ", ".join(f"{name} ×{times}" if times > 1 else name for name, times in kinds.most_common(4))
    more = f" and {len(kinds) - 4} more kinds" if len(kinds) > 4 else ""
    return strongest._replace(
        confidence=round(sum(finding.confidence for finding in group) / len(group), 2),
        message=f"block of {count} junk lines: {told}{more}",
        match=document.text[start.offset : end.offset],
        start=start,
        end=end,
        suggestions=(),
        fix=_block_fix(group, document, start.line, end.line),
        parts=tuple(group),
    )


def _block_fix(group: list[Finding], document: Document, first: int, last: int) -> Fix:
    """Remove the lines `first` to `last` (1-based).

    It is safe when the findings are sure on average, and every filled line is safe to remove by itself, or else, beside as many that are,
    some rule's to remove and no sentence.
    """
    sure = sum(finding.confidence for finding in group) >= SURE * len(group)
    safe = {number for finding in group if finding.fix and finding.fix.applicability == "safe" for number in _numbers(finding)}
    removable = {number for finding in group if finding.fix for number in _numbers(finding)}
    filled = [number for number in range(first, last + 1) if document.text[slice(*document.lines[number - 1])].strip()]
    doubtful = [number for number in filled if number not in safe]
    clear = all(number in removable and not document.is_text(*document.lines[number - 1]) for number in doubtful)
    end = document.lines[last][0] if last < len(document.lines) else len(document.text)
    applicability = "safe" if sure and clear and 2 * len(doubtful) <= len(filled) else "unsafe"
    return Fix(applicability, (Edit(document.lines[first - 1][0], end, ""),))


def _numbers(finding: Finding) -> range:
    return range(finding.start.line, finding.end.line + 1)
