"""Names and what stands before them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newslint.document import Document
from newslint.ruleset.knowledge import Knowledge
from newslint.source import Source

MakeDocument = Callable[[str], Document]


def names(found: Document) -> list[str]:
    """The names as they stand in the text."""
    return [found.text[mention.start : mention.end] for mention in found.mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met Jana Kral and the NATO envoy.", ["Jana Kral", "NATO"]),
        ("He met Wendy R. Sandoval and J. K. Marsh.", ["Wendy R. Sandoval", "J. K. Marsh"]),
        ("He met J.K. Orr and George W. Hale.", ["J.K. Orr", "George W. Hale"]),
        ("He met Elsa von der Heyden and Ludo van den Berg.", ["Elsa von der Heyden", "Ludo van den Berg"]),
        ("He met von der Heyden and de Groot.", ["von der Heyden", "de Groot"]),
        ("He met Omar al-Sabri, al-Sabri's brother and Salim bin Talal.", ["Omar al-Sabri", "al-Sabri", "Salim bin Talal"]),
        ("He met Jean-Luc Mérel, Ana García Núñez and Paul d'Arvor.", ["Jean-Luc Mérel", "Ana García Núñez", "Paul d'Arvor"]),
        ("He met O'Hara, D’Amico and McTavish.", ["O'Hara", "D’Amico", "McTavish"]),
        ("He met Han Jong-su and Lin Mei-ling.", ["Han Jong-su", "Lin Mei-ling"]),
        ("He met José Ortega y Pardo of Smith & Orr.", ["José Ortega y Pardo", "Smith & Orr"]),
        ("He met Şule Çağlar, Łukasz Żak and Đặng Minh.", ["Şule Çağlar", "Łukasz Żak", "Đặng Minh"]),
        ("He met Garci\u0301a and Владимира Орлова.", ["Garci\u0301a", "Владимира Орлова"]),
        ("He left Xi'an for St. Albans and Mt. Hope.", ["Xi'an", "St. Albans", "Mt. Hope"]),
        ("In the U.S. he met U.S. officials.", ["U.S.", "U.S."]),
        ("He drove a BMW in the G7 on COVID-19.", ["BMW", "G7", "COVID-19"]),
    ],
)
def test_runs(text: str, expected: list[str], document: MakeDocument) -> None:
    assert names(document(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This is Hale's pier, and Orr’s boats, and the Harrises' house.", ["Hale", "Orr", "Harrises"]),
        ("HALE'S BOATS SINK", ["HALE", "BOATS SINK"]),
        ("I think Hale'll go; they say Orr'd stay.", ["Hale", "Orr"]),
    ],
)
def test_possessives_and_contractions_are_left_out(text: str, expected: list[str], document: MakeDocument) -> None:
    assert names(document(text)) == expected


@pytest.mark.parametrize(
    ("text", "honorific", "name"),
    [
        ("He met Mr Braun.", "Mr", "Braun"),
        ("He met Mrs. Ana Pires.", "Mrs", "Ana Pires"),
        ("Ms. Holt left.", "Ms", "Holt"),
        ("He met Dr. Ana Pires.", "Dr", "Ana Pires"),
        ("He met Sir Keith Orr.", "Sir", "Keith Orr"),
        ("He met Lord Penrith.", "Lord", "Penrith"),
        ("He met President Ana Pires.", "", "Ana Pires"),
        ("He met Deputy Foreign Minister Ana Pires.", "", "Ana Pires"),
        ("He met Secretary General Ana Pires.", "", "Ana Pires"),
        ("He met Secretary of State Ana Pires.", "", "Ana Pires"),
        ("He met Minister of Defence Ana Pires.", "", "Ana Pires"),
        ("He met Gen. Ana Pires.", "", "Ana Pires"),
        ("He met Ana Pires.", "", "Ana Pires"),
    ],
)
def test_honorifics_and_offices(text: str, honorific: str, name: str, document: MakeDocument) -> None:
    (mention,) = document(text).mentions
    assert (mention.honorific, mention.text) == (honorific, name)
    assert text[mention.start : mention.end] == name


def test_an_office_divides_names(document: MakeDocument) -> None:
    assert names(document("The talks of Peruvian Foreign Minister Ana Pires and UN chief Orr")) == ["Peruvian", "Ana Pires", "UN", "Orr"]


def test_an_office_or_honorific_alone_is_no_name(document: MakeDocument) -> None:
    assert names(document("He asked the Prime Minister, the President and the Dr to go.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "The pier was shut.",
        "However, the pier was shut. They left. Nobody stayed. Officials said so.",
        "It shut on Monday, in October, on May 5 and on Jan. 3.",
        "Negotiations failed. The negotiations took long.",
        "“We left,” he said. “Don’t ask. I’m tired. It’s late.”",
        "Deep-sea worms glow. Co-operation grows.",
        "He said: “Nobody knew.”",
        "The topic: Negotiations. All negotiations take long.",
        "They sold żurek and řepa.",
    ],
)
def test_capitals_that_name_nobody(text: str, document: MakeDocument) -> None:
    assert names(document(text)) == []


def test_months_and_will_are_names_beside_names(document: MakeDocument) -> None:
    assert names(document("Will Harker met Theresa May. Will he go in May?")) == ["Will Harker", "Theresa May"]


def test_a_date_is_no_part_of_a_name(document: MakeDocument) -> None:
    assert names(document("In Oslo April 13 was cold, and so was Jan. 5.")) == ["Oslo"]


def test_weekdays_beside_names_are_left_out(document: MakeDocument) -> None:
    assert names(document("He told Jana Kral Monday that it was shut.")) == ["Jana Kral"]


def test_an_opening_word_counts_when_it_is_a_name_elsewhere(document: MakeDocument) -> None:
    assert names(document("Police played in Oslo.")) == ["Oslo"]
    assert names(document("Police played in Oslo. The band called Police left.")) == ["Police", "Oslo", "Police"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops from Moscow-backed groups and South Korea-based firms", ["Moscow", "South Korea"]),
        ("The pro-Russian and anti-NATO camps", ["Russian", "NATO"]),
        ("The NATO-Russia Council met", ["NATO-Russia Council"]),
        ("The East Oslo-owned firm", ["East Oslo"]),
        ("He had an iPhone Pro and an eBay account", ["Pro"]),
    ],
)
def test_compounds(text: str, expected: list[str], document: MakeDocument) -> None:
    assert names(document(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was led by Wendy R., the envoy. Sandoval agreed.", ["Wendy R", "Sandoval"]),
        ("It was led by Sergei A., the envoy.", ["Sergei A"]),
        ("The chairman, Aleksandr V, who left. Marsh agreed.", ["Aleksandr V", "Marsh"]),
        ("They spoke of Plan B. The pier was shut.", ["Plan B"]),
        ("He left Oslo. Bergen was next.", ["Oslo", "Bergen"]),
        ("He left Oslo.Bergen was next.", ["Oslo", "Bergen"]),
    ],
)
def test_full_stops(text: str, expected: list[str], document: MakeDocument) -> None:
    assert names(document(text)) == expected


def test_function_words_divide_names_in_headlines(document: MakeDocument) -> None:
    found = document("Jana Kral And Pavel Orr To Meet In Oslo").mentions
    assert [mention.text for mention in found] == ["Jana Kral", "Pavel Orr", "Meet", "Oslo"]
    assert all(mention.headline for mention in found)


def test_a_sentence_of_names_is_no_headline(document: MakeDocument) -> None:
    assert not any(mention.headline for mention in document("Jana Kral met Pavel Orr of Oslo Harbour.").mentions)


def test_common_words_of_the_text_are_no_names_in_its_headline(document: MakeDocument) -> None:
    text = "KRAL TO SHUT PIER IN OSLO\n\nJana Kral will shut the pier, she said in Oslo."
    assert names(document(text)) == ["KRAL", "OSLO", "Jana Kral", "Oslo"]


def test_a_name_over_a_line_end() -> None:
    text = (
        "The harbour master of the old town said on Tuesday that it was Jana\nKral’s idea to shut the pier, and that nobody had asked the\n"
        "crews of the boats that lie there for the winter, or those who keep\nthe lights in order."
    )
    (mention,) = [mention for mention in Document(Source.from_text(text), Knowledge()).mentions if mention.text.startswith("Jana")]
    assert text[mention.start : mention.end] == "Jana\nKral"
    assert mention.text == "Jana Kral"
    assert mention.words == ("Jana", "Kral")


def test_names_do_not_run_over_paragraphs(document: MakeDocument) -> None:
    assert names(document("He met Jana\n\nKral said so in Oslo\nBergen was next")) == ["Jana", "Kral", "Oslo", "Bergen"]


def test_text_has_plain_apostrophes(document: MakeDocument) -> None:
    assert [mention.text for mention in document("He met O’Hara.").mentions] == ["O'Hara"]


def test_without_knowledge() -> None:
    found = Document(Source.from_text("Yesterday he met Mr. Wendy R. Sandoval in Oslo."), Knowledge())
    assert names(found) == ["Yesterday", "Mr", "Wendy R. Sandoval", "Oslo"]
