"""A block of junk that has grown is told as the accepted block and the new lines."""

from __future__ import annotations

from helpers import document, findings, rule
from hypothesis import given
from hypothesis import strategies as st

from newslint.finding import Finding
from newslint.fingerprint import fingerprint
from newslint.suppress.entry import entry_of
from newslint.suppress.grown import parted

NAME = "test.txt"
AD = rule(
    "kind: pattern\npattern: '(?i)advertisement|sponsored \\w+'\nscope: {line: whole}\nreport: line",
    code="BP901",
    name="ad-slot",
    category="boilerplate",
    severity="error",
)
AGE = rule(
    "kind: pattern\npattern: '\\d+ minutes ago'\nscope: {line: whole}\nreport: line", code="BP902", name="age", category="boilerplate"
)
LINES = st.lists(st.sampled_from(["Advertisement", "sponsored link", "Sponsored post"]), min_size=2, max_size=5)
STORY = "The northern port was closed on Monday, since the ice had come early, they said.\n\n"


def block(lines: list[str], joint: str = "\n") -> Finding:
    """The one finding in a text of a story and junk lines."""
    (found,) = findings(STORY + joint.join(lines) + "\n", AD)
    return found


@given(LINES, st.lists(st.just("Sponsored news"), min_size=1, max_size=2), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_new_lines_before_and_after_are_told_by_themselves(lines: list[str], new: list[str], joint: str) -> None:
    entry = entry_of(block(lines, joint), NAME)
    text = STORY + joint.join([*new, *lines, *new]) + "\n"
    (grown,) = findings(text, AD)
    parts = parted(grown, [entry], NAME)
    assert [part.match for part in parts] == [*new, block(lines, joint).match, *new]
    (accepted,) = [part for part in parts if part.fingerprint == entry.fingerprint]
    assert accepted.code == entry.code
    source = document(text).source
    for part in parts:
        assert text[part.start.offset : part.end.offset] == part.match
        assert (part.start, part.end) == (source.position(part.start.offset), source.position(part.end.offset))
        assert part.fingerprint == fingerprint(part, NAME)


def test_a_line_within_or_a_changed_line_reopens_the_block() -> None:
    entry = entry_of(block(["Advertisement", "Sponsored post"]), NAME)
    for lines in (["Advertisement", "Sponsored news", "Sponsored post"], ["Advertisement", "Sponsored news"], ["Sponsored post"] * 2):
        changed = block(lines)
        assert parted(changed, [entry], NAME) == (changed,)


def test_two_accepted_blocks_that_meet_stay_accepted() -> None:
    entries = [entry_of(block(lines), NAME) for lines in (["Advertisement", "Sponsored post"], ["Sponsored link", "Sponsored news"])]
    met = block(["Advertisement", "Sponsored post", "Sponsored link", "Sponsored news"])
    assert [part.fingerprint for part in parted(met, entries, NAME)] == [entry.fingerprint for entry in entries]


def test_of_several_findings_on_a_new_line_the_worst_is_told() -> None:
    (old,) = findings(f"{STORY}Advertisement\nSponsored post\n", AD, AGE)
    grown, *_ = findings(f"{STORY}Advertisement\nSponsored post\n3 minutes ago\n", AD, AGE)
    parts = parted(grown, [entry_of(old, NAME)], NAME)
    assert [(part.code, part.severity, part.match) for part in parts] == [
        ("BP901", "error", "Advertisement\nSponsored post"),
        ("BP902", "warning", "3 minutes ago"),
    ]


def test_other_findings_stay_as_they_are() -> None:
    (single,) = findings(f"{STORY}Advertisement\n", AD)
    assert parted(single, [entry_of(block(["Advertisement", "Sponsored post"]), NAME)], NAME) == (single,)
