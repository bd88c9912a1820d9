"""Kind `name` and the romanisation of names, through the public interface."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.api import lint_text
from newslint.romanization import plain_form, romanization_of
from newslint.ruleset import load_rules

RULES = load_rules()
ROMANIZATION = romanization_of(RULES.knowledge)


def found(text: str, *codes: str) -> list[str]:
    return [finding.match for finding in lint_text(text, RULES.only(codes))]


@pytest.mark.parametrize(
    "spellings",
    [
        ["Ryabkov", "Riabkov", "Rjabkow", "Rjabkov", "Riabkow"],
        ["Yermak", "Ermak", "Jermak", "Iermak"],
        ["Zelensky", "Zelenskiy", "Zelenskyy", "Selenskyj", "Zelenskij", "Zelenski"],
        ["Shcherbakov", "Chtcherbakov", "Schtscherbakow", "Szczerbakow", "Sjtjerbakov"],
        ["Zhukov", "Joukov", "Schukow", "Żukow", "Zjukov"],
        ["Khodorkovsky", "Chodorkowski", "Khodorkovskiy", "Jodorkovski"],
        ["Chernyshenko", "Tchernychenko", "Tschernyschenko", "Czernyszenko", "Tjernysjenko"],
        ["Sayyed", "Seyyed", "Sayed", "Sayyid", "Seyed"],
        ["Qassem", "Gassem", "Kassem", "Qasem"],
        ["Sedighi", "Sedeiqi", "Sediqi", "Seddiqi"],
        ["Jae-myung", "Jae-myeong"],
        ["Gun-hee", "Kun-hee", "Geon-hee"],
        ["Ing-wen", "Ying-wen"],
        ["Mitsotakis", "Micotakis"],
        ["Kılıçdaroğlu", "Kylychdaroglu", "Kilicdaroglu"],
    ],
)
def test_spellings_of_one_name_go_together(spellings: list[str]) -> None:
    first = spellings[0]
    assert [other for other in spellings[1:] if not ROMANIZATION.same(first, other)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hansen", "Hanson"),
        ("Harris", "Harrison"),
        ("Petrov", "Petrova"),
        ("Grushko", "Grushkin"),
        ("Hassan", "Hussein"),
        ("Jong-un", "Yo-jong"),
        ("Müller", "Möller"),
        ("Ivanov", "Ivanenko"),
        ("Sharapova", "Kuznetsova"),
    ],
)
def test_different_names_do_not(one: str, other: str) -> None:
    assert not ROMANIZATION.same(one, other)


@given(st.from_regex(r"[A-Z][a-z]{4,12}", fullmatch=True), st.sampled_from(["é", "ö", "ı", "š", "ł"]))
def test_marks_alone_make_no_other_spelling(word: str, letter: str) -> None:
    plain = plain_form(letter)
    assert plain_form(word + letter) == plain_form(word + plain)
    text = f"Anna {word}{letter} spoke. Ms {word}{plain} said so."
    assert found(text, "NM005", "NM006") == []


@given(st.from_regex(r"[A-Z][a-z]{3,10}", fullmatch=True))
def test_a_name_is_its_own_spelling(word: str) -> None:
    assert ROMANIZATION.same(word, word) or not ROMANIZATION.keys(word)
    assert plain_form(f"al-{word}") == plain_form(word)


@pytest.mark.parametrize(
    "text",
    [
        # Another person, with a first name of their own.
        "Lena Hansen met Otto Hanson. Mr Hanson said no.",
        "Ian Smith spoke. John Smyth said no, and Smyth left.",
        "Sergei Orlov met Sergey Petrov. Petrov said no.",
        # Wives, families, adjectives.
        "Pavel Orlov spoke; his wife, Orlova, said nothing.",
        "Anton Kovalev sang. The Kovalevs said goodbye.",
        # A list of a squad.
        "Olga Zhukova plays. Team: Ivanova, Jukova, Petrova.",
        # A text about spelling.
        "Oleg Ryabin, also spelled Riabin, spoke. Mr Riabin said so.",
        # Marks and articles.
        "Kemal Kılıçoğlu won. Mr Kilicoglu said so.",
        "Omar al-Sayyed won. Mr Sayyed said so.",
    ],
)
def test_people_with_like_names_are_left_alone(text: str) -> None:
    assert found(text, "NM004", "NM005", "NM006", "NM007", "NM020", "NM022") == []


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("Andrey Ermolov resigned. Andriy Yermolov said it was over.", ["Yermolov"]),
        ("Yermolenko said no. Mr Ermolenko added that it was late.", ["Ermolenko"]),
        ("Kim Gun-hwa sang. Then Kim Kun-hwa danced. Kim Gun-hwa left.", ["Kun-hwa"]),
    ],
)
def test_one_person_in_two_spellings(text: str, matches: list[str]) -> None:
    assert found(text, "NM005") == matches


def test_three_spellings_are_a_warning_and_told_once() -> None:
    text = "Sergei Ryabin spoke first. Then Mr Rjabin said no, and Riabin left."
    assert found(text, "NM006") == ["Rjabin", "Riabin"]
    assert found(text, "NM004", "NM005") == []


def test_many_names_take_no_time_of_their_square() -> None:
    letters = "abcdefghij"
    names = [f"Pavel Kor{a}{b}{c}ov" for a in letters for b in letters for c in letters]
    assert found(" met ".join(names) + ".", "NM005", "NM007", "NM020") is not None


HISTORY = [
    "Khrushchev banged a shoe on the desk, the Soviet delegate recalled.",
    "The Adenauer Foundation paid for the trip.",
    "Mikhail Gorbachev praised the deal. Gorbachev was tired.",
    "As in the days of Brezhnev, nothing moved.",
    "In 1961 Khrushchev wrote back at once.",
    "Jean-Christophe Mitterrand was acquitted.",
    "Ben Thatcher scored, and Thatcher was booked on Saturday.",
    "Lady Thatcher left the hall by a side door.",
    "He was compared with Ceausescu in the tabloids.",
    "From Brezhnev to Gorbachev the queue grew.",
    "The Trotsky museum opens at ten.",
    "Nobody in the party of Stalin and Lenin laughed.",
]


@pytest.mark.parametrize("text", HISTORY)
def test_history_may_name_its_figures(text: str) -> None:
    assert found(text, "NM001", "NM008") == []


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("Laura Khrushchev, who owns the bakery, said sales were up.", "Khrushchev"),
        ("The plant in Honecker makes tyres for lorries.", "Honecker"),
        ("The Adenauer Rovers coach praised his keeper.", "Adenauer"),
        ("Brezhnev's new phone has three cameras, its website says.", "Brezhnev"),
        ("Russia's envoy to NATO, Oleg Gromyko, told reporters on Friday that the talks of 2022 had failed.", "Gromyko"),
    ],
)
def test_names_from_history_in_stories_of_today(text: str, match: str) -> None:
    assert found(text, "NM001", "NM008") in ([match], [match, match])


@given(
    st.sampled_from(["Khrushchev", "Kosygin", "Honecker", "Mitterrand"]),
    st.sampled_from(["Soviet", "in 1950", "a historian said", "late leader"]),
)
def test_one_word_of_history_is_enough(name: str, word: str) -> None:
    assert found(f"The hall, {word}, was full when {name} spoke.", "NM008") == []
