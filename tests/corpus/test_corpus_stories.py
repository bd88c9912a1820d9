"""Which texts are one story, what is the headline, and what is told of copies, headlines and recurring lines."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from corpus_helpers import document, knowledge, story
from hypothesis import given
from hypothesis import strategies as st

from newslint.corpus.consensus import disagreements_of
from newslint.corpus.extract.headline import headline_of, headline_words_in
from newslint.corpus.facts import facts_of
from newslint.corpus.index import Index
from newslint.corpus.stems import fold, stem
from newslint.corpus.story import sources_of
from newslint.document import Document
from newslint.source import Source


def joined(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())


TALKS = joined("""
Norland and the Coastal League talked for four hours in Brennau on Wednesday, January 12, and parted without a deal. Deputy Foreign
Minister Viktor Mareshko spoke of frank words. League chief Johanna Stolt saw 30 members at the table and significant differences. Some
100,000 troops stand at the border, envoy Laura Finch told reporters. The next meeting is due in Oslin on January 13.
""")
TALKS_TOO = joined("""
BRENNAU - Four hours of talks between Norland and the Coastal League brought no deal on January 12. "We have differences," Johanna Stolt
said, who leads the League of 30 members. For Norland, Viktor Mareshko called the discussion direct. According to Laura Finch, more than
100,000 troops have gathered at the border. On January 13, delegations will meet in Oslin.
""")
TALKS_TRANSLATED = joined("""
The conversations among Norland and Coastal League finished fruitlessly on 12 January in Brennau, Mareshko informed. Stolt pointed out that
30 members sat down. The envoy Finch counts with 100,000 soldiers on the border. Oslin will host on 13 January the continuation.
""")
NEXT_ROUND = joined("""
A second round of talks between Norland and the Coastal League ended in Brennau on February 9 after nine hours. Viktor Mareshko handed over
a draft of 14 pages to Johanna Stolt, whose experts from Tornby will answer by February 21. Of 130,000 troops, a third have left the border
since Sunday, said General Piet Kools. Laura Finch did not attend.
""")
NEXT_ROUND_TOO = joined("""
After nine hours in Brennau, Norland gave the Coastal League a draft of 14 pages on February 9. Viktor Mareshko said he expects an answer by
February 21. Johanna Stolt will ask her experts in Tornby first. General Piet Kools confirmed that a third of the 130,000 troops left the
border on Sunday.
""")
FERRY = joined("""
The ferry Solveig ran aground off Lindholt on Monday with 90 people on board. Captain Olaf Brandt told a radio station that buoys had
drifted in the storm. Two tugs came from Wexdorf, the coast guard said, and nobody was hurt.
""")
OTHER_FERRY = joined("""
The ferry Meridian ran aground off Kap Tern on Friday with 212 people on board. Captain Irma Sund told a radio station that a buoy had been
moved by the storm. Tugs came from Malk, the coast guard said, and three people were hurt.
""")


def stories(texts: Mapping[str, str]) -> list[list[str]]:
    """The files of each story, by their names."""
    index = Index()
    for path, text in texts.items():
        index.put(path, facts_of(document(text, path)))
    return [[member.path for member in found.members] for found in index.stories(texts)]


def told(check: str, texts: Mapping[str, str], *wanted: str) -> dict[str, list[tuple[str, str]]]:
    """What a check tells of files: the passages, and who bears witness."""
    index = Index()
    for path, text in texts.items():
        index.put(path, facts_of(document(text, path)))
    return {
        path: [(texts[path][one.start : one.end], ", ".join(one.witnesses)) for one in found]
        for path, found in disagreements_of(wanted or texts, index, [check])
    }


def test_tellings_of_one_event_are_one_story() -> None:
    texts = {"a.txt": TALKS, "b.txt": TALKS_TOO, "c.txt": TALKS_TRANSLATED, "d.txt": FERRY}
    assert stories(texts) == [["a.txt", "b.txt", "c.txt"], ["d.txt"]]


def test_events_of_one_kind_are_stories_of_their_own() -> None:
    assert stories({"a.txt": FERRY, "b.txt": OTHER_FERRY}) == [["a.txt"], ["b.txt"]]


def test_rounds_of_talks_are_stories_of_their_own() -> None:
    texts = {"a.txt": TALKS, "b.txt": NEXT_ROUND, "c.txt": TALKS_TOO, "d.txt": NEXT_ROUND_TOO, "e.txt": TALKS_TRANSLATED}
    assert stories(texts) == [["a.txt", "c.txt", "e.txt"], ["b.txt", "d.txt"]]


def test_a_headline_of_another_story_does_not_move_a_text() -> None:
    title = "Norland and Coastal League talk in Brennau, Mareshko and Stolt see differences"
    texts = {"a.txt": TALKS, "b.txt": TALKS_TOO, "c.txt": f"{title}\n\n{FERRY}", "d.txt": FERRY.replace("nobody", "no one")}
    assert stories(texts) == [["a.txt", "b.txt"], ["c.txt", "d.txt"]]


def test_junk_around_texts_links_nobody() -> None:
    junk = (
        "\n\nMost read\n\nFinch family wins in Brennau\n\nStolt on Mareshko's border\n\n100,000 see Oslin\n\nCoastal League: 30 members\n"
    )
    assert stories({"a.txt": FERRY + junk, "b.txt": OTHER_FERRY + junk}) == [["a.txt"], ["b.txt"]]


def test_names_are_found_without_lists_of_names_and_places() -> None:
    bare = knowledge()
    for name in ("people", "place-names", "male-names", "female-names", "office-holders", "offices"):
        bare = bare.without(name)
    index = Index()
    for number, text in enumerate((TALKS, TALKS_TOO, TALKS_TRANSLATED, NEXT_ROUND, NEXT_ROUND_TOO, FERRY)):
        index.put(f"{number}.txt", facts_of(Document(Source.from_text(text), bare)))
    assert [len(found.members) for found in index.stories(index.paths())] == [3, 2, 1]


@pytest.mark.parametrize(
    ("forms", "one"),
    [(("bridged", "bridges", "bridging", "bridge"), True), (("city", "cities"), True), (("bus", "busy"), False), (("news", "new"), True)],
)
def test_stems(forms: tuple[str, ...], one: bool) -> None:
    assert (len(set(map(stem, forms))) == 1) is one


@pytest.mark.parametrize(
    ("word", "folded"), [("Łódź's", "lodz"), ("U.S.", "us"), ("Ødegård’s", "odegard"), ("Straße", "strasse"), ("O'Neill", "o'neill")]
)
def test_words_are_folded(word: str, folded: str) -> None:
    assert fold(word) == folded


@given(st.text(max_size=300))
def test_facts_can_be_taken_from_anything(text: str) -> None:
    found = facts_of(document(text))
    assert all(0 <= line.start < line.end <= len(text) for line in found.lines)
    assert found.headline is None or text[found.headline.start : found.headline.end] == found.headline.text
    assert len(found.features) <= 64
    assert {key for key, _ in found.features} == set(dict(found.features))


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("Ferry with 90 people runs aground off Lindholt", 0),
        ("News\n\nFerry with 90 people runs aground off Lindholt\n\nBy Ann Lee\n\nMay 3, 2021 10:14 GMT", 2),
        ("Read more stories like these in the Lindholt pages\n\nSolveig stuck off Lindholt with 90 people\n\nFollow us on all channels", 2),
        ("Shop on sale again for a week\n\nTugs come to the Solveig\n\nTugs come to the Solveig - Daily Post", 2),
        ("Captain Brandt blames drifting buoys - The Daily Post", 0),
        ("Do you have a story for us? Write to the Oslin Chronicle night desk\n\nOld friends meet again after years", 2),
        ("Follow us on Facebook for more\n\nTanker Oriana Sinks Off Malk", 2),
        ("Viktor Mareshko, the mayor of old Malk,\n\nZoo mourns elephant Tuka", 2),
        ("By Ann Lee in Lindholt\n\nMonday, May 3 2021 10:14", None),
        ("", None),
    ],
)
def test_the_headline_is_the_line_that_the_text_is_about(above: str, expected: int | None) -> None:
    found = headline_of(document(f"{above}\n\n{FERRY}\n"))
    lines = above.split("\n")
    assert (found and found.text) == (None if expected is None else lines[expected].partition(" - ")[0])
    assert found is None or found.line == (expected or 0) + 1


def test_words_of_the_headline_stand_below_in_any_form() -> None:
    text = document(f"Norlandish tugs rescue ferries\n\n{FERRY}\n\nNorland sent them.")
    words = headline_words_in(text, headline_of(text))
    assert sorted(word.below for word in words) == [False, True, True, True]  # all but "rescue"


CUT = TALKS.rpartition(" The next")[0]


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        (TALKS, True),
        (f"Talks end\n\nBy Ann Lee\n\n{TALKS.replace('-', '—').replace('spoke of frank words', 'spoke of a frank exchange')}", True),
        (CUT, True),
        (TALKS_TOO, False),
        (TALKS_TRANSLATED, False),
        (f"{FERRY} Johanna Stolt sent her regards.", False),
    ],
)
def test_copies_are_one_source(text: str, copied: bool) -> None:
    found = story(TALKS, text)
    assert sources_of(found.members) == ((0, 0) if copied else (0, 1))


def test_copies_of_copies_are_one_source_and_numbers_have_no_gaps() -> None:
    found = story(TALKS_TOO, TALKS, FERRY, CUT, FERRY)
    assert sources_of(found.members) == (0, 1, 2, 1, 2)


def test_the_later_file_is_the_copy_unless_the_earlier_one_is_a_part_of_it() -> None:
    longer = f"{CUT} {NEXT_ROUND} {FERRY}"
    assert told("copy", {"a.txt": TALKS, "b.txt": TALKS, "c.txt": FERRY}) == {"b.txt": [(TALKS, "a.txt:1")]}
    assert told("copy", {"a.txt": f"Title of the text\n\n{TALKS}", "b.txt": longer}) == {"a.txt": [(TALKS, "b.txt:1")]}


LINE = "You are reading the pocket edition of the morning papers"
EVENTS = {
    "a.txt": TALKS,
    "b.txt": TALKS_TOO,
    "c.txt": FERRY,
    "d.txt": OTHER_FERRY,
    "e.txt": "Greta Holm sold her shop in Wexdorf to Ida Roth.",
}


def test_a_line_of_several_stories_is_told_with_one_witness_for_each() -> None:
    texts = {path: f"{text}\n\n{LINE}\n\nMore to read soon\n\n{LINE}\n" for path, text in EVENTS.items()}
    texts["e.txt"] = texts["e.txt"].replace("More to read soon", "")
    found = told("recurring-line", texts)
    assert found["a.txt"] == [
        (LINE, "c.txt:3, d.txt:3, e.txt:3"),
        ("More to read soon", "c.txt:5, d.txt:5"),
        (LINE, "c.txt:3, d.txt:3, e.txt:3"),
    ]
    assert [passage for passage, _ in found["e.txt"]] == [LINE, LINE]


def test_one_file_is_told_of_what_all_files_are_told_of() -> None:
    texts = {path: f"Norland and League talk in Brennau\n\n{text}\n\n{LINE}\n" for path, text in EVENTS.items()}
    texts["f.txt"] = texts["c.txt"]
    for check in ("copy", "foreign-headline", "recurring-line"):
        every = told(check, texts)
        assert {path: found for text in texts for path, found in told(check, texts, text).items()} == every


def test_numbers_do_not_tell_labels_apart_but_sentences_and_headlines() -> None:
    def with_lines(*lines: str) -> dict[str, list[tuple[str, str]]]:
        places = [path for path in EVENTS if path != "b.txt"]
        return told("recurring-line", {path: f"{line}\n\n{EVENTS[path]}" for path, line in zip(places, lines, strict=True)})

    labels = [f"Seen by {number} of our friends" for number in (311, 4, 27, 95)]
    assert [found[0][0] for found in with_lines(*labels).values()] == labels
    assert with_lines(*(f"Turnout was {number} per cent." for number in (51, 52, 53, 54))) == {}
    assert with_lines(*(f"Captain and {number} people off on tugs" for number in (51, 52, 53, 54))) == {}


def test_a_headline_that_nobody_in_the_story_can_explain_is_told() -> None:
    title = "Zoo in Malk mourns elephant Tuka"
    texts = {"a.txt": f"{title}\n\n{TALKS}", "b.txt": TALKS_TOO, "c.txt": f"Talks on the border end\n\n{TALKS_TRANSLATED}"}
    assert told("foreign-headline", texts) == {"a.txt": [(title, "b.txt:1, c.txt:1")]}
    assert told("foreign-headline", {**texts, "b.txt": f"{title}\n\n{TALKS_TOO}"}) == {}
    texts["d.txt"] = f"The elephant Tuka is dead, and the zoo in Malk mourns. {OTHER_FERRY}"
    assert told("foreign-headline", texts) == {"a.txt": [(title, "d.txt:1")]}
    texts["c.txt"] += (
        "\n\nMareshko sent a wreath for the elephant Tuka to the zoo in Malk, which mourns, and so did the members at the border."
    )
    assert told("foreign-headline", texts) == {}


@pytest.mark.parametrize(("title", "is_told"), [("Farewell to old Tuka", True), ("Farewell to an old friend", False)])
def test_a_short_headline_is_told_by_a_name(title: str, is_told: bool) -> None:
    texts = {"a.txt": f"{title}\n\n{TALKS}", "b.txt": TALKS_TOO, "c.txt": TALKS_TRANSLATED}
    assert bool(told("foreign-headline", texts)) is is_told


def test_a_short_headline_without_a_name_is_told_by_the_text_that_has_all_of_it() -> None:
    title = "Gardeners revive forgotten apples"
    texts = {"a.txt": f"{title}\n\n{TALKS}", "b.txt": "Forgotten apples grow again near Vik, which gardeners revived from old seeds."}
    assert told("foreign-headline", texts) == {"a.txt": [(title, "b.txt:1")]}
    texts["b.txt"] = texts["b.txt"].replace("gardeners", "monks")
    assert told("foreign-headline", texts) == {}


def test_a_headline_that_stands_over_its_own_story_elsewhere_is_told_of_all_others() -> None:
    title = "Zoo in Malk mourns elephant Tuka"
    zoo = "Tuka, the elephant, is dead. Keepers came from Karsk to see her once more, and children left flowers at the gate on Sunday."
    texts = {"a.txt": f"{title}\n\n{TALKS}", "b.txt": f"{title}\n\n{TALKS_TOO}", "c.txt": f"{title}\n\n{zoo}"}
    assert told("foreign-headline", texts) == {path: [(title, "c.txt:1")] for path in ("a.txt", "b.txt")}
    texts["c.txt"] = f"{title}\n\n{OTHER_FERRY}"
    assert told("foreign-headline", texts) == {}


def test_a_text_that_is_about_the_same_is_no_other_story() -> None:
    title = "Zoo in Malk mourns elephant Tuka"
    short = "Keepers wept at the gate, where flowers lay in the rain. Anna Lisse, a vet from Karsk, blamed a virus. Lisse met Piet Holm."
    zoo = f"Tuka, the elephant of the zoo in Malk, is dead; keepers mourn her. {OTHER_FERRY}"
    texts = {"a.txt": f"{title}\n\n{short}", "b.txt": zoo}
    assert told("foreign-headline", texts) == {"a.txt": [(title, "b.txt:1")]}
    texts["b.txt"] += " They wept at the gate, laid flowers in the rain, and cursed the virus."
    assert stories(texts) == [["a.txt"], ["b.txt"]]
    assert told("foreign-headline", texts) == {}


def test_a_line_of_the_site_is_no_headline() -> None:
    title = "Zoo in Malk mourns elephant Tuka"
    texts = {"a.txt": f"{title}\n\n{TALKS}", "b.txt": TALKS_TOO, "c.txt": TALKS_TRANSLATED, "d.txt": FERRY}
    assert "a.txt" in told("foreign-headline", texts)
    texts["d.txt"] = f"{title}\n\n{FERRY}"
    assert told("foreign-headline", texts) == {}
