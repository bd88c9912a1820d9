"""Kind `office` through the public interface."""

from __future__ import annotations

import pytest

from newslint.api import lint_text
from newslint.people.holders import COUNTRIES, FORMS, HOLDERS
from newslint.ruleset import load_rules

RULES = load_rules()


def found(text: str, *codes: str) -> list[tuple[str, str]]:
    return [(finding.match, finding.suggestions[0] if finding.suggestions else "") for finding in lint_text(text, RULES.only(codes))]


def test_the_tables_fit_each_other() -> None:
    forms = {entry["office"] for entry in RULES.knowledge.entries(FORMS)}
    countries = {entry["country"] for entry in RULES.knowledge.entries(COUNTRIES)}
    for entry in RULES.knowledge.entries(HOLDERS):
        assert entry["office"] in forms, entry
        assert entry["country"] in countries, entry
        assert 1970 <= int(str(entry["from"])) <= int(str(entry.get("to", 2100))), entry


TERMS = [
    (entry, form)
    for entry in RULES.knowledge.entries(HOLDERS)
    for form in next(other["forms"] for other in RULES.knowledge.entries(FORMS) if other["office"] == entry["office"])[:1]
]


@pytest.mark.parametrize("written", ["{adjective} {form} {holder} spoke in {year}.", "{name}'s {form}, {holder}, spoke in {year}."])
def test_holders_are_never_told_in_their_years(written: str) -> None:
    countries = {entry["country"]: entry for entry in RULES.knowledge.entries(COUNTRIES)}
    for entry, form in TERMS:
        country = countries[entry["country"]]
        values = {
            "form": form,
            "holder": entry["holder"],
            "year": entry["from"],
            "adjective": country["adjectives"][0],
            "name": country["names"][0],
        }
        assert found(written.format(**values), "NM009", "NM021", "NM023", "TI004") == [], entry


@pytest.mark.parametrize(
    "text",
    [
        "The former French president Luc Martin, who died in 2019, was fond of cats.",
        "French President's adviser Luc Martin spoke in 2019.",
        "In 2019 the French president, Angela Merkel, and the Dutch prime minister met.",
        "In 2019, acting Ukrainian Defence Minister Oleh Petrenko spoke.",
        "The US president-elect, Adam Hollow, will take the oath in 2019, the novel says.",
        "In 2019 the Russian Premier League champion lost.",
        "The French president of the club, Luc Martin, spoke in 2019.",
        "In 1958, French President Luc Martin was a boy; it is 2019 now.",
    ],
)
def test_other_holders_are_left_alone(text: str) -> None:
    assert found(text, "NM009", "NM021", "NM023", "TI004") == []


@pytest.mark.parametrize(
    ("text", "code", "match", "suggestion"),
    [
        ("French President Marc Dragon spoke in 2018.", "NM009", "Marc Dragon", "Emmanuel Macron"),
        ("Pedro Whistle, the Spanish prime minister, spoke in May 2020.", "NM009", "Pedro Whistle", "Pedro Sánchez"),
        ("The US Secretary of State, Condoleezza Rice, spoke in 2022.", "NM021", "Condoleezza Rice", "Antony Blinken"),
        ("German Chancellor Angela Mirkel spoke.", "NM023", "Mirkel", "Merkel"),
        ("U.S. Secretary of State Kurt Campbell spoke.", "TI004", "U.S. Secretary of State", "Deputy Secretary of State"),
    ],
)
def test_wrong_holders(text: str, code: str, match: str, suggestion: str) -> None:
    assert found(text, code) == [(match, suggestion)]


def test_offices_of_two_people_of_one_surname_are_no_conflict() -> None:
    text = "Deputy Foreign Minister Ana Ruiz spoke. Foreign Minister Luis Ruiz said Foreign Minister Ruiz agrees."
    assert found(text, "TI002", "TI003") == []


def test_an_office_behind_a_name_counts() -> None:
    text = "Ana Ruiz, the Peruvian deputy health minister, spoke. Deputy Health Minister Ruiz left. Health Minister Ruiz was tired."
    assert found(text, "TI002") == [("Health Minister", "deputy health minister")]
