"""What stands in a baseline and in a waiver file, and what is refused there."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from newslint.errors import NewslintError
from newslint.finding import Context, Finding, Position
from newslint.suppress.baseline import baseline_text, read_baseline
from newslint.suppress.entry import Entry
from newslint.suppress.waivers import holds, read_waivers, waiver_of, waivers_schema, with_waivers

ONE = Entry("0123456789abcdef", "a.txt", "MT001", "the the", Context("nets", "sails."), line=2)
TWO = Entry("fedcba9876543210", "a.txt", "MT001", "the the", Context("nets", "sails.", 1), line=3)
GOLDEN = """\
{"version": 1, "findings": [
{"fingerprint": "0123456789abcdef", "path": "a.txt", "code": "MT001", "match": "the the", "before": "nets", "after": "sails."},
{"fingerprint": "fedcba9876543210", "path": "a.txt", "code": "MT001", "match": "the the", "before": "nets", "after": "sails.", "earlier": 1}
]}
"""

any_text = st.text(st.characters(exclude_categories=()), max_size=20)
fingerprints = st.text("0123456789abcdef", min_size=16, max_size=16)


def test_a_baseline_has_one_sorted_entry_a_line() -> None:
    assert baseline_text([TWO, ONE]) == GOLDEN
    assert read_baseline(GOLDEN, "b.json") == [ONE, TWO]
    assert read_baseline(baseline_text([]), "b.json") == []


@given(
    st.lists(
        st.builds(
            Entry,
            fingerprints,
            any_text.filter(str.strip),
            st.just("MT001"),
            any_text,
            st.builds(Context, any_text, any_text, st.integers(0, 9)),
            *(st.none(), st.none(), st.just(0)),
        ),
        unique_by=lambda entry: entry.fingerprint,
        max_size=4,
    )
)
def test_a_baseline_is_read_as_it_was_written_in_plain_ascii(entries: list[Entry]) -> None:
    text = baseline_text(entries)
    assert text.isascii() and all(ord(character) >= 0x20 or character == "\n" for character in text)
    read = read_baseline(text, "b.json")
    assert sorted(entry._replace(line=0) for entry in read) == sorted(entries)
    assert baseline_text(read) == text


def test_lines_are_known_whatever_a_formatter_did() -> None:
    pretty = json.dumps(json.loads(GOLDEN), indent=2)
    assert [entry.line for entry in read_baseline(pretty, "b.json")] == [
        number for number, line in enumerate(pretty.splitlines(), 1) if line == "    {"
    ]


def test_an_entry_from_both_sides_of_a_merge_counts_once() -> None:
    lines = GOLDEN.splitlines()
    assert read_baseline("\n".join([lines[0], lines[1], *lines[1:]]), "b.json") == [ONE, TWO._replace(line=4)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "b.json:1: not valid JSON"),
        (GOLDEN.replace('"},\n', '"}\n'), "b.json:3: not valid JSON"),
        (GOLDEN.replace("]}", "<<<<<<< ours\n]}"), "b.json:4: a merge has left its marks"),
        (GOLDEN.replace('"version": 1', '"version": 2'), "b.json:1: not a baseline of version 1"),
        ("[]", "b.json:1: not a baseline of version 1"),
        ('{"version": 1, "findings": {}}', "b.json:1: not a baseline of version 1"),
        ("[" * 100_000, "b.json:1: not a baseline"),
        (
            GOLDEN.replace(', "before": "nets", "after": "sails.", "e', ', "after": "sails.", "e'),
            'b.json:3: the entry lacks the key "before"',
        ),
        (GOLDEN.replace("fedcba9876543210", "FEDC"), 'b.json:3: "fingerprint" must be 16 hexadecimal digits'),
        (GOLDEN.replace('"earlier"', '"erlier"'), 'b.json:3: unknown key "erlier" in the entry. Did you mean "earlier"?'),
        (GOLDEN.replace('"code": "MT001"', '"code": 1'), 'b.json:2: "code" must be a code such as MT101'),
        ('{"version": 1, "findings": [\n3]}', 'b.json:1: "the entry" must be a mapping'),
    ],
)
def test_a_broken_baseline_is_told_with_its_line(content: str, message: str) -> None:
    with pytest.raises(NewslintError, match=f"^{re.escape(message)}") as error:
        read_baseline(content, "b.json")
    assert "\n" not in str(error.value)


WAIVERS = """\
# Agreed with the desk.
- fingerprint: 0123456789abcdef
  path: seeds/a.txt
  code: MT001
  match: the the
  reason: quoted
  until: 2027-01-31  # the agency answers by then

# Another one.
- fingerprint: "1111111111111111"
  path: seeds/b.txt
  code: BP001
  match: ''
  reason: >
    it is a
    headline
"""


def finding(match: str, fingerprint: str = "fedcba9876543210") -> Finding:
    place = Position(1, 1, 0)
    return Finding("MT001", "x", "translation", "error", 0.9, "", match, place, place, fingerprint=fingerprint)


def test_waivers_are_read() -> None:
    assert read_waivers(WAIVERS, "w.yaml") == [
        Entry("0123456789abcdef", "seeds/a.txt", "MT001", "the the", None, "quoted", "2027-01-31", 2),
        Entry("1111111111111111", "seeds/b.txt", "BP001", "", None, "it is a headline", None, 10),
    ]
    assert read_waivers("# nothing yet\n", "w.yaml") == []
    jsonschema.validate(yaml.load(WAIVERS, yaml.BaseLoader), waivers_schema())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  reason: quoted\n", "", 'w.yaml:2: the waiver lacks the key "reason"'),
        ("reason: quoted", "reason: ' '", "w.yaml:6: \"reason\" must be text, not ' '"),
        ("until: 2027-01-31", "until: 2027-02-30", "w.yaml:7: \"until\" must be a day such as 2027-01-31, not '2027-02-30'"),
        ("until: 2027-01-31", "until: soon", 'w.yaml:7: "until" must be a day'),
        ("until: 2027-01-31", "until: 20270131", 'w.yaml:7: "until" must be a day'),
        ("reason: quoted", "raeson: quoted", 'w.yaml:6: unknown key "raeson" in the waiver. Did you mean "reason"?'),
        ("1111111111111111", "0123456789abcdef", "w.yaml:10: 0123456789abcdef is waived already in line 2"),
        ('"1111111111111111"', "1111111111111111", 'w.yaml:10: "fingerprint" must be 16 hexadecimal digits in quotes'),
        ("- fingerprint: 0123456789abcdef\n", "- {}\n- fingerprint: 0123456789abcdef\n", "w.yaml:2: the waiver lacks the key"),
        ("- fingerprint: 0123456789abcdef\n", "- a text\n- fingerprint: 0123456789abcdef\n", 'w.yaml:2: "the waiver" must be a mapping'),
        ("match: the the", "match: &a the the", None),
        ("match: the the", "match: !!binary eA==", "w.yaml:5: the tag"),
        (WAIVERS, "fingerprint: 0123456789abcdef\n", "w.yaml:1: waivers are a list"),
        (WAIVERS, "- [", "w.yaml:2: not valid YAML"),
    ],
)
def test_a_broken_waiver_is_told_with_its_line(old: str, new: str, message: str | None) -> None:
    assert old in WAIVERS
    content = WAIVERS.replace(old, new)
    if message is None:
        assert read_waivers(content, "w.yaml")
        return
    with pytest.raises(NewslintError, match=f"^{re.escape(message)}") as error:
        read_waivers(content, "w.yaml")
    assert "\n" not in str(error.value)


def test_the_last_day_of_a_waiver_counts() -> None:
    (first, second) = read_waivers(WAIVERS, "w.yaml")
    assert [holds(first, day) for day in ("2026-12-31", "2027-01-31", "2027-02-01")] == [True, True, False]
    assert holds(second, "9999-12-31")


def test_a_waiver_is_added_at_the_end_and_all_else_stays() -> None:
    added = with_waivers(WAIVERS, "w.yaml", [waiver_of(finding("a  b"), "seeds/c.txt", "so it is", "2030-01-31")])
    assert added == WAIVERS + (
        "- fingerprint: fedcba9876543210\n  path: seeds/c.txt\n  code: MT001\n  match: a b\n  reason: so it is\n  until: '2030-01-31'\n"
    )
    indented = "".join(f"  {line}" for line in WAIVERS.splitlines(keepends=True)).rstrip("\n")
    assert with_waivers(indented, "w.yaml", [waiver_of(finding("a"), "c.txt", "so")]).startswith(f"{indented}\n  - fingerprint: fedc")


def test_a_waiver_of_the_same_finding_is_replaced_and_comments_stay() -> None:
    again = waiver_of(finding("the the", "0123456789abcdef"), "seeds/a.txt", "still quoted")
    text = with_waivers(WAIVERS, "w.yaml", [again])
    assert [entry.reason for entry in read_waivers(text, "w.yaml")] == ["it is a headline", "still quoted"]
    assert text.startswith("# Agreed with the desk.\n\n# Another one.\n")


@pytest.mark.parametrize("content", ["[]\n", "- {fingerprint: 0123456789abcdef, path: a, code: MT001, match: a, reason: b}\n...\n"])
def test_a_file_that_cannot_be_added_to_is_told(content: str) -> None:
    with pytest.raises(NewslintError, match=r"^w\.yaml:1: cannot be added to; begin each waiver on a line of its own"):
        with_waivers(content, "w.yaml", [waiver_of(finding("a"), "c.txt", "so")])


@given(any_text, any_text.filter(str.strip), any_text.filter(str.strip))
def test_whatever_a_source_holds_is_written_safely(match: str, name: str, reason: str) -> None:
    match = match.encode("utf-8", "replace").decode()
    waiver = waiver_of(finding(match), name, reason)
    text = with_waivers(WAIVERS, "w.yaml", [waiver])
    assert text.startswith(WAIVERS) and len(text.split("\n")) == len(WAIVERS.split("\n")) + 5
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
    assert read_waivers(text, "w.yaml")[-1]._replace(line=0) == waiver
