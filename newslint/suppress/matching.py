"""Which entry of a ledger accepts which finding.

A changed passage is never accepted, a moved one always: line numbers play no part. An entry accepts one finding: the one that
1. has its fingerprint; or else
2. would have it under the entry's path, if that file is gone: it was renamed; or else
3. would have it but for the words on one side, if these were part of another entry's passage, which was changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from newslint.document.folding import plain
from newslint.finding import Context, Finding
from newslint.fingerprint import fingerprint, normalised
from newslint.suppress.entry import Entry, shortened


class Index:
    """The entries of a ledger, ready to be looked up."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.by_fingerprint: dict[str, Entry] = {}
        self.by_path: dict[str, list[Entry]] = defaultdict(list)
        self.by_content: dict[tuple[str, str, Context | None], list[Entry]] = defaultdict(list)
        self.by_match: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in entries:
            self.by_fingerprint[entry.fingerprint] = entry
            self.by_path[entry.path].append(entry)
            self.by_content[entry.code, entry.match if entry.context else "", entry.context].append(entry)
            if entry.context:
                self.by_match[entry.code, entry.match].append(entry)


def accepted(
    findings: Sequence[Finding], name: str, index: Index, met: Collection[str], gone: Callable[[str], bool]
) -> Iterator[tuple[Finding, Entry]]:
    """The findings of a file that a ledger accepts, each with the entry that accepts it.

    Args:
        findings: all of the file.
        name: what the file is called in its project.
        index: the ledger's entries.
        met: the fingerprints of entries that have accepted a finding of another file.
        gone: whether a file of the project, by its name, is there no longer.
    """
    used: set[str] = set()
    left = list(findings)

    def free(entry: Entry) -> bool:
        return entry.fingerprint not in used and entry.fingerprint not in met

    def same(finding: Finding) -> Iterator[Entry]:
        entry = index.by_fingerprint.get(finding.fingerprint)
        if entry and entry.code == finding.code:  # an entry that is not what it seems accepts nothing
            yield entry

    def renamed(finding: Finding) -> Iterator[Entry]:
        alike = index.by_content.get((finding.code, shortened(normalised(finding.match)), finding.context), ())
        for entry in (*alike, *index.by_content.get((finding.code, "", None), ())):
            if entry.path != name and _is(finding, entry) and gone(entry.path):
                yield entry

    def beside_a_change(finding: Finding) -> Iterator[Entry]:
        for entry in index.by_match.get((finding.code, shortened(normalised(finding.match))), ()):
            if entry.path == name or gone(entry.path):
                others = [other for other in index.by_path[entry.path] if other is not entry and free(other)]
                if _changed_beside(finding, entry, others):
                    yield entry

    for way in (same, renamed, beside_a_change):
        still: list[Finding] = []
        for finding in left:
            entry = next(filter(free, way(finding)), None)
            if entry is None:
                still.append(finding)
            else:
                used.add(entry.fingerprint)
                yield finding, entry
        left = still


def _is(finding: Finding, entry: Entry) -> bool:
    """Whether a finding has an entry's fingerprint, in a file of the entry's path and with the entry's words around it, if it knows any."""
    return fingerprint(finding._replace(context=entry.context or finding.context), entry.path) == entry.fingerprint


def _changed_beside(finding: Finding, entry: Entry, others: Iterable[Entry]) -> bool:
    """Whether all that a finding lacks to be an entry's are words on one side, and these because another passage was changed."""
    old, new = entry.context or Context(), finding.context
    if (old.before == new.before) == (old.after == new.after) or not _is(finding, entry):
        return False
    own = _squeezed(entry.match)
    if old.after == new.after:
        before, now = _squeezed(old.before), _squeezed(new.before)
        return any(
            _holds_changed(before, now, _squeezed(other.match), _squeezed(other.context.after), own) for other in others if other.context
        )
    after, now = _squeezed(old.after)[::-1], _squeezed(new.after)[::-1]
    return any(
        _holds_changed(after, now, _squeezed(other.match)[::-1], _squeezed(other.context.before)[::-1], own[::-1])
        for other in others
        if other.context
    )


def _holds_changed(old: str, new: str, passage: str, behind: str, own: str) -> bool:
    """Whether the words before a finding held the end of a passage, which was changed, and that alone between it and the finding.

    Args:
        old: the words before the finding as they were.
        new: as they are.
        passage: the other passage.
        behind: the words behind it, as they were: first those between the two, then the finding's own.
        own: the finding's own.
    """
    for length in range(len(behind) + 1):
        between, rest = behind[:length], behind[length:]
        if not (old.endswith(between) and new.endswith(between) and (own.startswith(rest) or rest.startswith(own))):
            continue
        left = old[: len(old) - length]
        common = left if passage.endswith(left) else passage if left.endswith(passage) else ""
        if behind and common and not new.endswith(common + between):
            return True
    return False


def _squeezed(text: str) -> str:
    """A text without spaces and differences that the context of a finding does not know."""
    return "".join(plain(text, []).casefold().split())
