"""Cleaned copies: a text with the fixes of its findings applied, and the way back from the copy to the original.

Fixes are applied in rounds, since a mended text reads differently, until nothing is left to mend. A fix that would bring a finding that
the original did not have is left out. Offsets are code points, 0-based, ends exclusive.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from newslint.errors import NewslintError
from newslint.finding import Edit, Finding, severity_rank
from newslint.fingerprint import normalised

MOST_ROUNDS = 12
MOST_TRIALS = 12
MOST_PASSES = 3

Lint = Callable[[str], Sequence[Finding]]
Span = tuple[int, int]


class CleaningError(NewslintError):
    """The fixes of a text undo each other."""


class Run(NamedTuple):
    """`length` code points of the copy, from `start`, that stand in the original from `origin`."""

    start: int
    origin: int
    length: int


class Change(NamedTuple):
    """What was done at one place: the original's `start` to `end` became `content`, which stands in the copy from `at`.

    `findings` are those whose fixes did it; those that came to light in a later round have the places that they had then.
    """

    start: int
    end: int
    at: int
    content: str
    findings: tuple[Finding, ...]


class Cleaned(NamedTuple):
    """A cleaned text.

    `runs` are the parts that are the original's, in order, and `changes` is what lies between them. `kept` are findings of the copy whose
    fixes were left out.
    """

    text: str
    runs: tuple[Run, ...]
    changes: tuple[Change, ...]
    kept: tuple[Finding, ...] = ()

    def original_offset(self, offset: int) -> int:
        """Where a place of the copy is in the original; for one inside a change, where the change begins."""
        return _back(self.runs, offset)


class _Step(NamedTuple):
    """A fix that was applied, and the span of the original that it changed."""

    finding: Finding
    span: Span


class _Draft(NamedTuple):
    text: str
    runs: tuple[Run, ...]
    steps: tuple[_Step, ...] = ()


class _Claim(NamedTuple):
    edit: Edit
    finding: Finding


def clean(text: str, lint: Lint, *, unsafe: bool = False) -> Cleaned:
    """Apply the fixes of the findings in a text, as far as no new finding comes of it. To clean the copy again changes nothing.

    Args:
        text: the original.
        lint: gives the findings in a text.
        unsafe: whether to apply unsafe fixes, too, and suggestions where there is just one; of errors and warnings only.
    Raises:
        CleaningError: the fixes undo each other; the message names their codes.
    """
    draft, kept = _clean(text, lint, unsafe)
    for _ in range(MOST_PASSES):
        if not kept:
            break
        # What was left out for the sake of the original may be safe to apply to the copy.
        again, kept = _clean(draft.text, lint, unsafe)
        if not again.steps:
            break
        steps = (_Step(finding, _origin(draft.runs, span, len(text))) for finding, span in again.steps)
        draft = _Draft(again.text, tuple(_composed(draft.runs, again.runs)), (*draft.steps, *steps))
    return Cleaned(draft.text, draft.runs, tuple(_changes(draft, len(text))), kept)


def _clean(text: str, lint: Lint, unsafe: bool) -> tuple[_Draft, tuple[Finding, ...]]:
    """A draft without new findings, and the findings that are left in it although they could be mended."""
    known = lint(text)
    barred: list[Span] = []  # of the original: what is left as it is
    for _ in range(MOST_TRIALS):
        draft, found = _settled(text, known, lint, unsafe, barred)
        new = _new(found, draft, known, text) if draft.steps else []
        if not new:
            return draft, tuple(finding for finding in found if _edits_of(finding, draft.text, unsafe))
        barred = _united([*barred, *(step.span for finding in new for step in _nearest(finding, draft, len(text)))])
    return _untouched(text), tuple(finding for finding in known if _edits_of(finding, text, unsafe))


def _untouched(text: str) -> _Draft:
    return _Draft(text, (Run(0, 0, len(text)),) if text else ())


def _settled(text: str, known: Sequence[Finding], lint: Lint, unsafe: bool, barred: Sequence[Span]) -> tuple[_Draft, Sequence[Finding]]:
    """Apply fixes outside of the barred spans of the original until there are none; the findings that are left come with the draft."""
    draft, found = _untouched(text), known
    codes: list[str] = []
    for _ in range(MOST_ROUNDS):
        claims = _claims(found, draft, len(text), unsafe, barred)
        if not claims:
            return draft, found
        codes = [*codes, *sorted({claim.finding.code for claim in claims})]
        draft = _applied(claims, draft, len(text))
        found = lint(draft.text)
    turning = ", ".join(sorted({code for code in codes if codes.count(code) > 2}))
    raise CleaningError(f"the fixes of {turning} undo each other; leave one of these rules out with --ignore")


def _claims(found: Iterable[Finding], draft: _Draft, length: int, unsafe: bool, barred: Sequence[Span]) -> list[_Claim]:
    """The edits to make now, in order of place: of fixes that overlap, the one that begins first, and reaches farthest."""
    fixes = [(edits, finding) for finding in found if (edits := _edits_of(finding, draft.text, unsafe))]
    fixes.sort(key=lambda fix: (fix[0][0].start, -fix[0][-1].end))
    claims: list[_Claim] = []
    taken: list[Span] = []
    for edits, finding in fixes:
        spans = [(edit.start, edit.end) for edit in edits]
        origins = [_origin(draft.runs, span, length) for span in spans]
        if not any(_clashes(span, taken) for span in spans) and not any(_clashes(span, barred) for span in origins):
            claims += [_Claim(edit, finding) for edit in edits]
            for span in spans:
                insort(taken, span)
    return sorted(claims, key=lambda claim: claim.edit)


def _clashes(span: Span, spans: Sequence[Span]) -> bool:
    """Whether a span shares a place with one of others, which are in order and share none; an empty one is where its next code point is."""
    place = bisect_right(spans, span)
    return any(_overlap(span, other) for other in spans[max(0, place - 1) : place + 1])


def _edits_of(finding: Finding, text: str, unsafe: bool) -> list[Edit]:
    """The edits that mend a finding, in order; none if it is not to be mended."""
    fix = finding.fix
    edits: tuple[Edit, ...] = ()
    if fix and fix.applicability == "safe":
        edits = fix.edits
    elif unsafe and severity_rank(finding.severity) >= severity_rank("warning"):
        if fix:
            edits = fix.edits
        elif len(finding.suggestions) == 1:
            edits = (Edit(finding.start.offset, finding.end.offset, finding.suggestions[0]),)
    return sorted(edit for edit in edits if text[edit.start : edit.end] != edit.content)


def _tidied(edits: list[Edit], text: str) -> list[Edit]:
    """Edits in order of place, those that remove adjoining lines made one, with the blank lines that would be left over."""
    while True:
        tidied: list[Edit] = []
        for edit in (_with_blank_lines(edit, text) for edit in edits):
            if tidied and not edit.content and not tidied[-1].content and edit.start <= tidied[-1].end:
                edit = Edit(tidied[-1].start, max(tidied.pop().end, edit.end), "")
            tidied.append(edit)
        if tidied == edits:
            return tidied
        edits = tidied


def _with_blank_lines(edit: Edit, text: str) -> Edit:
    """An edit that removes whole lines, with the blank lines that would be left over."""
    start, end = edit.start, edit.end
    if edit.content or not _begins_line(text, start) or not (end == len(text) or _begins_line(text, end)):
        return edit
    after = next((place for place in range(end, len(text)) if not text[place].isspace()), len(text))
    filled = start
    while filled and text[filled - 1].isspace():
        filled -= 1
    if after == len(text):
        return Edit(_line_after(text, filled, start) if filled else 0, after, "")
    if not filled or _line_after(text, filled, start) < start:
        end = max(end, _line_of(text, after))
    return Edit(start, end, "")


def _begins_line(text: str, offset: int) -> bool:
    return offset == 0 or text[offset - 1] in "\n\r"


def _line_of(text: str, offset: int) -> int:
    """Where the line of an offset begins."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _line_after(text: str, offset: int, limit: int) -> int:
    """Where the line after that of an offset begins, at most at `limit`."""
    while offset < limit and text[offset] not in "\n\r":
        offset += 1
    offset += 2 if text[offset : offset + 2] == "\r\n" else 1
    return min(offset, limit)


def _overlap(span: Span, other: Span) -> bool:
    return span[0] < max(other[1], other[0] + 1) and other[0] < max(span[1], span[0] + 1)


def _applied(claims: Sequence[_Claim], draft: _Draft, length: int) -> _Draft:
    pieces: list[str] = []
    runs: list[Run] = []
    at = done = 0
    end = Edit(len(draft.text), len(draft.text), "")
    for edit in [*_tidied([claim.edit for claim in claims], draft.text), end]:
        runs += _moved(draft.runs, (done, edit.start), at)
        pieces += (draft.text[done : edit.start], edit.content)
        at += edit.start - done + len(edit.content)
        done = edit.end
    steps = (_Step(claim.finding, _origin(draft.runs, (claim.edit.start, claim.edit.end), length)) for claim in claims)
    return _Draft("".join(pieces), tuple(_joined(runs)), (*draft.steps, *steps))


def _moved(runs: Sequence[Run], span: Span, at: int) -> Iterator[Run]:
    """What runs hold of a span, for a text where the span begins at `at`."""
    first = max(0, bisect_right(runs, span[0], key=lambda run: run.start) - 1)
    for run in runs[first:]:
        if run.start >= span[1]:
            return
        low, high = max(span[0], run.start), min(span[1], run.start + run.length)
        if low < high:
            yield Run(at + low - span[0], run.origin + low - run.start, high - low)


def _composed(runs: Sequence[Run], later: Sequence[Run]) -> Iterator[Run]:
    """The runs of a copy of a copy."""
    return _joined(part for run in later for part in _moved(runs, (run.origin, run.origin + run.length), run.start))


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs with those joined between which nothing was done."""
    last: Run | None = None
    for run in runs:
        if last and last.start + last.length == run.start and last.origin + last.length == run.origin:
            last = last._replace(length=last.length + run.length)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _back(runs: Sequence[Run], offset: int) -> int:
    place = bisect_right(runs, offset, key=lambda run: run.start) - 1
    return runs[place].origin + min(offset - runs[place].start, runs[place].length) if place >= 0 else 0


def _origin(runs: Sequence[Run], span: Span, length: int) -> Span:
    """The span of the original, which has `length` code points, that a span of the copy stands for."""
    place = bisect_right(runs, span[1] - 1 if span[1] > span[0] else span[1], key=lambda run: run.start) - 1
    start = _back(runs, span[0])
    if place >= 0 and span[1] <= runs[place].start + runs[place].length:
        return start, max(start, runs[place].origin + span[1] - runs[place].start)
    return start, runs[place + 1].origin if place + 1 < len(runs) else length


def _united(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that share a place made one."""
    united: list[Span] = []
    for span in sorted(spans):
        if united and _overlap(span, united[-1]):
            span = (united[-1][0], max(span[1], united.pop()[1]))
        united.append(span)
    return united


def _new(found: Sequence[Finding], draft: _Draft, known: Sequence[Finding], text: str) -> list[Finding]:
    """The findings in a draft that the original had not: neither with the same match, nor at the same place, be it in a block of junk."""

    def kind(finding: Finding) -> str:
        return finding.category if finding.category == "boilerplate" else finding.code

    matches = {(finding.code, normalised(finding.match)) for finding in known}
    of_file = {finding.code for finding in known if finding.start.offset == _top(text)}
    places: dict[str, list[Span]] = defaultdict(list)
    for finding in known:
        places[kind(finding)].append((finding.start.offset, finding.end.offset))
    places = defaultdict(list, {kind: _united(spans) for kind, spans in places.items()})

    def told(finding: Finding) -> bool:
        return (
            (finding.code, normalised(finding.match)) in matches
            or (finding.code in of_file and finding.start.offset == _top(draft.text))
            or _clashes(_origin(draft.runs, (finding.start.offset, finding.end.offset), len(text)), places[kind(finding)])
        )

    return [finding for finding in found if not told(finding)]


def _top(text: str) -> int:
    """Where the first word stands; what is said of a whole file is told there."""
    return len(text) - len(text.lstrip())


def _nearest(finding: Finding, draft: _Draft, length: int) -> list[_Step]:
    """The steps nearest to a finding in a draft."""
    start, end = _origin(draft.runs, (finding.start.offset, finding.end.offset), length)

    def distance(step: _Step) -> int:
        return max(0, step.span[0] - end, start - step.span[1])

    least = min(map(distance, draft.steps))
    return [step for step in draft.steps if distance(step) == least]


def _changes(draft: _Draft, length: int) -> Iterator[Change]:
    edges = [Run(0, 0, 0), *draft.runs, Run(len(draft.text), length, 0)]
    for before, after in pairwise(edges):
        at, start = before.start + before.length, before.origin + before.length
        if at < after.start or start < after.origin:
            span = (start, after.origin)
            findings = tuple(step.finding for step in draft.steps if _overlap(step.span, span) or step.span[1] == start)
            yield Change(start, after.origin, at, draft.text[at : after.start], findings)
