"""People of a document: names, roles and what shows that they are persons."""

from __future__ import annotations

import pytest
from corpus_helpers import document, knowledge
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.corpus.extract.people import MOST_PEOPLE, MOST_PLACES, people_in
from newslint.corpus.facts import Person, Role, facts_of, from_json, to_json
from newslint.document import Document
from newslint.ruleset.knowledge import Knowledge
from newslint.source import Source

LISTS_OF_NAMES = (
    "people historical-figures office-holders offices office-forms countries-of-offices deputy-secretaries-of-state male-names female-names"
    " place-names things-named-after-people present-day brands-with-inner-capital"
).split()


def people(text: str) -> dict[str, Person]:
    return {person.name: person for person in people_in(document(text))}


def mentions(text: str, name: str) -> list[str]:
    return [passage.text for passage in people(text)[name].names]


def roles(text: str, name: str) -> list[str]:
    return [role.passage.text for role in people(text)[name].roles]


def role(text: str) -> Role:
    (person,) = people_in(document(text))
    (found,) = person.roles
    return found


def without_names() -> Knowledge:
    bare = knowledge()
    for name in LISTS_OF_NAMES:
        bare = bare.without(name)
    return bare


def test_full_name_surname_and_honorific_are_one_person() -> None:
    text = "Anton Lisse said no. Lisse left. Mr Lisse was tired, Mr. Lisse’s aide said."
    assert mentions(text, "Anton Lisse") == ["Anton Lisse", "Lisse", "Lisse", "Lisse"]


def test_passages_stand_where_they_say() -> None:
    text = "Karsk\n\nEnvoy Anton Lisse, Norland’s deputy foreign minister, spoke.\nLisse left."
    (person,) = people_in(document(text))
    found = [*person.names, *(role.passage for role in person.roles)]
    assert [(passage.text, passage.line) for passage in found] == [
        ("Anton Lisse", 3),
        ("Lisse", 4),
        ("Envoy", 3),
        ("deputy foreign minister", 3),
    ]
    assert all(text[passage.start : passage.end] == passage.text for passage in found)


@pytest.mark.parametrize(
    "text",
    [
        "Anton V., who led the Norland side. Lisse, denied it.",
        "Anton V, who was the envoy of Norland in Oslo from 2012 to 2018. Lisse – was expected at noon.",
        "Anton V., Under Secretary of State, led the delegation to the talks. Lisse called it sound.",
        "Anton V., who led the delegation of Norland to the talks in Oslo, Lisse called it sound.",
    ],
)
def test_halves_of_a_cut_name_are_joined(text: str) -> None:
    person = people(text)["Anton V. Lisse"]
    assert [passage.text for passage in person.names] == ["Lisse"]
    assert person.roles


def test_role_of_a_cut_name_is_kept() -> None:
    found = people("Anton V., Under Secretary of State, led the delegation to the talks. Lisse called it sound.")["Anton V. Lisse"].roles
    assert [(role.passage.text, role.rank) for role in found] == [("Under Secretary of State", "under")]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Norland Deputy Foreign Minister Anton Lisse left.", "Anton Lisse", ["Deputy Foreign Minister"]),
        ("The US Under Secretary of State, Anton Lisse, left.", "Anton Lisse", ["Under Secretary of State"]),
        ("The envoy of Norland, Vice Chancellor Anton Lisse, left.", "Anton Lisse", ["envoy", "Vice Chancellor"]),
        ("Anton Lisse, Norland's permanent representative to the council, left.", "Anton Lisse", ["permanent representative"]),
        ("Anton Lisse, the mayor of Vik and leader of the Liberals, left.", "Anton Lisse", ["mayor", "leader"]),
        ("Anton Lisse, a former mayor of the town and now minister of trade, left.", "Anton Lisse", ["mayor", "minister of trade"]),
        ("Anton Lisse – the deputy minister – left.", "Anton Lisse", ["deputy minister"]),
        ("Anton Lisse (the deputy minister) left.", "Anton Lisse", ["deputy minister"]),
        ("Anton Lisse said no. Lisse, the deputy minister, left.", "Anton Lisse", ["deputy minister"]),
        ("Anton Lisse is the foreign minister of Norland.", "Anton Lisse", ["foreign minister"]),
        ("Anton Lisse, who led the Norland delegation, left.", "Anton Lisse", ["led"]),
        ("Minister of Foreign Affairs and Trade Anton Lisse left.", "Anton Lisse", ["Minister of Foreign Affairs and Trade"]),
        ("Secretary of State for Defence Anton Lisse left.", "Anton Lisse", ["Secretary of State for Defence"]),
        ("Amber Lines Chairman of the Board Anton Lisse said no.", "Anton Lisse", ["Chairman"]),
        ("Anton Lisse, the party secretary of Norland, left.", "Anton Lisse", ["party secretary"]),
        ("Norland's deputy election commissioner, Anton Lisse, left.", "Anton Lisse", ["deputy election commissioner"]),
        ("Norland’s minister of bags, Anton Lisse, left.", "Anton Lisse", ["minister of bags"]),
        ("The deputy told commissioner Anton Lisse all.", "Anton Lisse", ["commissioner"]),
        ("Anton Lisse, 34, a teacher from Vik, left.", "Anton Lisse", ["teacher"]),
    ],
)
def test_roles_beside_a_name(text: str, name: str, expected: list[str]) -> None:
    assert roles(text, name) == expected


@pytest.mark.parametrize(
    "text",
    [
        "After meeting the deputy minister, Anton Lisse said he was glad.",
        "A spokesman for the minister told Anton Lisse so, Lisse said.",
        "Anton Lisse, the man who shot the mayor, fled, Lisse said.",
        "Anton Lisse, Deputy Minister Piet Holm and others spoke. Lisse left.",
    ],
)
def test_roles_of_others_are_not_taken(text: str) -> None:
    assert people(text)["Anton Lisse"].roles == ()


def test_spokesman_for_a_president_is_not_the_president() -> None:
    text = "A spokesman for French President Anton Lisse said no, and Anton Lisse left."
    assert roles(text, "Anton Lisse") == ["President"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vice Foreign Minister", "Deputy Minister of Foreign Affairs"),
        ("Defence Secretary", "Minister of Defense"),
        ("Secretary of State", "Foreign Minister"),
        ("Undersecretary of State", "Under-Secretary of State"),
        ("Premier", "Prime Minister"),
        ("Spokeswoman", "Press Secretary"),
        ("Vice-President", "Vice President"),
        ("Chairwoman", "Chairman"),
        ("CEO", "Managing Director"),
        ("MP", "Member of Parliament"),
    ],
)
def test_words_for_one_office_come_to_the_same(one: str, other: str) -> None:
    first, second = (role(f"{title} Anton Lisse left.") for title in (one, other))
    assert (first.rank, first.head, first.domain) == (second.rank, second.head, second.domain)


def test_what_a_role_comes_to() -> None:
    found = role("Former Russian Deputy Foreign Minister Anton Lisse left.")
    assert found[1:] == ("deputy", "minister", "foreign", "russia", "office", True, "")
    found = role("Serbian Rescue Commander Anton Lisse left.")
    assert (found.side, found.body, found.rank) == ("serbia", "rescue", "whole")
    assert role("Anton Lisse, a former hospital director, left.").former
    assert role("New Zealand's opposition leader, Anton Lisse, left.").side == "new zealand"
    assert role("The head of the Norland delegation, Anton Lisse, left.").generic


@pytest.mark.parametrize(
    "text",
    [
        "In New York, the New York Times said so. New York was cold.",
        "The White House said no. The White House is closed, a man at the White House said.",
        "They met in Lindholt. Lindholt said it was glad, and near Lindholt a bridge fell.",
        "The Baltic Ferries ship sank. The managing director of Baltic Ferries, who was not named, left.",
        "NATO said no. The UN agreed.",
        "Tarland, the Compact’s largest member, sent an envoy. Tarland is large.",
        "WHO IS ANTON LISSE AND WHY DOES HE SPEAK",
    ],
)
def test_places_and_organisations_are_no_people(text: str) -> None:
    assert people(text) == {}


def test_words_of_an_office_are_no_name() -> None:
    text = "Competition Commissioner Lisse left. U.S. Deputy National Security Adviser Piet Holm stayed."
    assert list(people(text)) == ["Lisse", "Piet Holm"]


@pytest.mark.parametrize(
    "text",
    [
        "A group under Head of the Observer Mission Laura Holm is here.",
        "The mayor of Vik, Laura Pilot, opened the bridge.",
        "A spokesman for Laura Holm, the president of Norway, said no.",
    ],
)
def test_name_beside_the_words_of_an_office(text: str) -> None:
    (person,) = people_in(document(text))
    assert [name.text for name in person.names] == [person.name]
    assert person.given == "Laura"


@pytest.mark.parametrize(
    ("text", "given_name", "surname"),
    [
        ("President Xi Weiming came. Xi said he was glad.", "Weiming", "Xi"),
        ("Crown Prince Omar bin Rashid came. Bin Rashid said no.", "Omar", "bin Rashid"),
        ("President Jan Van der Holm came. Van der Holm said no.", "Jan", "Van der Holm"),
        ("The writer Manuel García Robles came. García Robles said no. Robles left.", "Manuel García", "Robles"),
        ("President Park Yu-na came.", "Yu-na", "Park"),
        ("President Yu-na Park came.", "Yu-na", "Park"),
        ("Opposition Leader Huda al-hadithi came. Hadithi said no.", "Huda", "al-hadithi"),
    ],
)
def test_names_in_other_orders_and_of_several_words(text: str, given_name: str, surname: str) -> None:
    (person,) = people_in(document(text))
    assert (person.given, person.surname, len(person.names)) == (given_name, surname, text.count(".") - text.count("Mr."))


def test_two_people_of_one_surname_stay_apart() -> None:
    text = "Anna Lisse said yes. Paul Lisse said no. Lisse left. Anna Lisse stayed, and Lisse said so."
    found = people(text)
    assert [len(found[name].names) for name in ("Anna Lisse", "Paul Lisse")] == [3, 2]


def test_misspelled_surname_belongs_to_the_person() -> None:
    text = "Anton Grishkov said no. Mr Grishkin left. Grishkov smiled."
    assert mentions(text, "Anton Grishkov") == ["Anton Grishkov", "Grishkin", "Grishkov"]


def test_company_are_names_and_longer_words_of_the_sentences() -> None:
    (person,) = people_in(document("Anton Lisse said the treaty with Karsavia was unusually fair. It rained in Vik."))
    assert person.circle == ("karsavia", "treaty", "unusually")


def test_short_forms_of_a_first_name_are_kept() -> None:
    assert "william" in people("Bill Lisse said no.")["Bill Lisse"].aliases


def test_works_without_lists_of_names() -> None:
    text = "Norland Deputy Foreign Minister Anton Lisse met Elena Duarte, the U.S. envoy. Lisse said no. It rained in Vik. Vik said yes."
    found = people_in(Document(Source.from_text(text, "a.txt"), without_names()))
    assert [(person.name, person.roles[0].passage.text) for person in found] == [
        ("Anton Lisse", "Deputy Foreign Minister"),
        ("Elena Duarte", "envoy"),
    ]


def test_people_survive_json() -> None:
    facts = facts_of(document("Former Energy Minister Sergueï Riabtchenko said no. Anton V., who led the Norland side. Lisse, denied it."))
    assert len(facts.people) == 2
    assert from_json(to_json(facts)) == facts


def test_counts_are_bounded() -> None:
    names = " ".join(f"{first}on Lis{second}e said no." for first in "ABCDEFGHIJKLMNOPRSTV" for second in "abcdefghij")
    found = people_in(document(f"{names} Anon Lisae spoke. " + "Mr Lisae left. " * 100))
    assert len(found) == MOST_PEOPLE
    assert max(len(person.names) for person in found) == MOST_PLACES


WORDS = st.sampled_from(
    "Anton Lisse V. V, Mr the Deputy Foreign Minister of and – , . ( ) 's who led Norland US U.S. said in New Zealand former ex- then- "
    "Secretary-General chief to for Xi Van der “ ” \n\n".split(" ")
)


@settings(max_examples=80, deadline=None)
@given(st.lists(WORDS, max_size=60))
def test_any_text_gives_passages_of_it(words: list[str]) -> None:
    text = " ".join(words)
    for person in people_in(document(text)):
        assert person.surname
        for passage in (*person.names, *(role.passage for role in person.roles)):
            assert text[passage.start : passage.end] == passage.text
