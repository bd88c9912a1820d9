"""Stories as tables."""

from __future__ import annotations

import pytest
from compared_helpers import BODIES, NAMES, NO_FACTS, comparison, conflicts, story, texts

from newslint.corpus.comparison import Column, Comparison, Row, compared, in_brief
from newslint.corpus.story import Member, Story
from newslint.corpus.votes import verdicts
from newslint.errors import SourceError
from newslint.source import Source


def rows(found: Comparison, section: str) -> list[Row]:
    return [row for table in found.tables if table.section == section for row in table.rows]


def told(row: Row) -> list[tuple[str, str, str, int]]:
    """Of each entry its source, text and mark, and how often it is there."""
    return [(NAMES[entry.source][0], entry.text, entry.mark, len(entry.places)) for entry in row.entries]


def test_files_have_labels_and_copies_say_whose_they_are() -> None:
    assert comparison().columns == (
        Column("A", "a.txt", "", "Ferry strikes pier", "May 3, 2024"),
        Column("B", "b.txt", "", "Crash at the pier", ""),
        Column("C", "c.txt", "", "Ferry accident", "May 9, 2025"),
        Column("D", "d.txt", "", "The boot of Nihls Holmes", ""),
        Column("E", "e.txt", "A", "Ferry strikes pier", ""),
    )


def test_labels_go_on_after_z() -> None:
    members = tuple(Member(f"{number:02}.txt", NO_FACTS) for number in range(54))
    found = compared(Story(members, tuple(range(54))), [], [], [Source.from_text("")] * 54)
    assert [column.label for column in found.columns][24:29] == ["Y", "Z", "AA", "AB", "AC"]
    assert found.columns[-1].label == "BB"


def test_a_person_is_a_row_with_all_forms_of_the_name() -> None:
    (row,) = rows(comparison(), "people")
    assert row.subject == "Nils Holm"
    assert told(row) == [
        ("a", "Nils Holm", "majority", 1),
        ("a", "Holm", "majority", 1),
        ("b", "Nils Holm", "majority", 1),
        ("b", "Holm", "majority", 1),
        ("c", "Nils Holm", "majority", 1),
        ("d", "Holmes", "outlier", 2),
        ("d", "Nihls Holmes", "outlier", 1),
        ("e", "Nils Holm", "majority", 1),
    ]
    assert [(remark.check, remark.text, remark.other, remark.evidence, len(remark.places)) for remark in row.remarks] == [
        ("garbled-name", "Nihls Holmes", "Nils Holm", "3 sources against 1", 1),
        ("garbled-name", "Holmes", "Nils Holm", "3 sources against 1", 2),
    ]


@pytest.mark.parametrize("found", [comparison(), in_brief(comparison())])
def test_every_place_holds_the_text_and_is_counted_in_lines_columns_and_code_points(found: Comparison) -> None:
    entries = [entry for table in found.tables for row in table.rows for entry in (*row.entries, *row.remarks)]
    assert len(entries) > 20
    for entry in entries:
        text = BODIES[entry.source]
        for start, end in entry.places:
            assert text[start.offset : end.offset] == entry.text
            assert start.line == text.count("\n", 0, start.offset) + 1
            assert text.split("\n")[start.line - 1][start.column - 1 :].startswith(entry.text)


def test_offices_stand_by_person() -> None:
    (row,) = rows(comparison(), "offices")
    assert row.subject == "Nils Holm"
    assert told(row) == [
        *[(name, "Captain", "majority", 1) for name in "abc"],
        ("d", "boatman", "outlier", 1),
        ("e", "Captain", "majority", 1),
    ]


def test_numbers_in_dispute_come_first_and_the_others_follow_by_what_is_counted() -> None:
    passengers, minutes = rows(comparison(), "numbers")
    assert (passengers.subject, minutes.subject) == ("passengers", "minutes")
    assert ("d", "14 passengers", "outlier", 1) in told(passengers) and len(passengers.entries) == 5
    assert told(minutes) == [("a", "3 minutes", "", 1), ("e", "3 minutes", "", 1)] and minutes.remarks == ()


def test_dates_of_pages_have_a_row_of_their_own_and_weak_evidence_is_doubtful() -> None:
    pages, years = rows(comparison(), "dates")
    assert (pages.subject, told(pages)) == ("page", [("a", "May 3, 2024", "majority", 1), ("c", "May 9, 2025", "doubtful", 1)])
    assert told(years) == [("a", "first crash in two years", "majority", 1), ("c", "first crash in six years", "doubtful", 1)]


def test_conflicts_that_share_a_passage_are_one_row() -> None:
    (row,) = rows(comparison(), "quotes")
    assert row.subject == "Holm"
    assert [(name, mark) for name, _, mark, _ in told(row)] == [("a", "majority"), ("b", "majority"), ("d", "doubtful")]
    assert [(remark.check, remark.source, remark.evidence) for remark in row.remarks] == [
        ("quote-drift", 3, "1 source against 1, weak evidence")
    ]


def test_of_several_things_that_a_check_says_of_the_same_words_the_clearest_counts() -> None:
    together = conflicts()[5]._replace(claims=(*conflicts()[6].claims[:1], *conflicts()[5].claims))
    (row,) = rows(compared(story(), verdicts(story(), [*conflicts()[5:], together]), [], texts()), "quotes")
    assert [remark.evidence for remark in row.remarks] == ["2 sources against 1, weak evidence"]


def test_a_chain_of_conflicts_is_one_row_however_it_grows() -> None:
    found = compared(story(), verdicts(story(), [conflicts()[6], *conflicts()[:4], conflicts()[5]]), [], texts())
    assert len(rows(found, "quotes")) == 1


def test_what_no_row_holds_is_a_note() -> None:
    found = comparison()
    assert [(note.source, note.check, note.text) for note in found.notes] == [(3, "foreign-headline", "The boot of Nihls Holmes")]
    without_people = story()
    without_people.cast = []
    found = compared(without_people, verdicts(story(), conflicts()[:1]), [], texts())
    assert rows(found, "people") == []
    assert [(note.check, note.text, len(note.places)) for note in found.notes] == [
        ("garbled-name", "Nihls Holmes", 1),
        ("garbled-name", "Holmes", 2),
    ]
    assert len(list(found.remarks)) == 2


def test_in_brief_there_is_what_is_in_dispute_and_who_is_shared() -> None:
    found = in_brief(compared(story(), [], [], texts()))
    assert [row.subject for table in found.tables for row in table.rows] == ["Nils Holm", "Nils Holm", "page"]
    assert [row.subject for row in rows(in_brief(comparison()), "numbers")] == ["passengers"]


def test_a_text_that_has_shrunk_is_told() -> None:
    short = [*texts()[:2], Source.from_text("Ferry", "c.txt"), *texts()[3:]]
    with pytest.raises(SourceError, match=r"^c\.txt: changed while it was compared; run again$"):
        compared(story(), [], [], short)


def test_nothing_is_said_of_files_without_facts() -> None:
    members = tuple(Member(name, NO_FACTS) for name in NAMES)
    found = compared(Story(members, (0, 1, 2, 3, 4)), [], [], texts())
    assert all(table.rows == () for table in found.tables) and found.notes == ()
