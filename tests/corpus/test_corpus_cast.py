"""People of a story, aligned across its files, and what the checks of names and offices make of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from corpus_helpers import story

from newslint import load_rules
from newslint.corpus.cast import cast_of
from newslint.corpus.checks.names import garbled_names, name_variants
from newslint.corpus.checks.offices import office_conflicts
from newslint.corpus.index import Index
from newslint.corpus.story import Story
from newslint.corpus.votes import Disagreement, decide
from newslint.engine import Engine
from newslint.ruleset import RuleSet
from newslint.source import Source

NO = "Norland Deputy Foreign Minister Anton Mareshko called the talks on the Skaden Strait useful. Mareshko left Lindholt."
AGAIN = "In Lindholt, Deputy Foreign Minister Anton Mareshko of Norland spoke of useful talks on the Skaden Strait."


def cast(*texts: str) -> list[tuple[str, int]]:
    """The characters that several files tell of, with the number of these."""
    return sorted((character.name, len(character.parts)) for character in cast_of(story(*texts)) if len(character.parts) > 1)


def told(told_by: Story, texts: tuple[str, ...]) -> list[tuple[str, int, str, str]]:
    """What is told: the check, the number of the file, the words there, and what the others have."""
    conflicts = [*garbled_names(told_by), *name_variants(told_by), *office_conflicts(told_by)]
    return [(one.check, one.member, texts[one.member][one.start : one.end], one.other) for one in decide(told_by, conflicts)]


def outliers(*texts: str) -> list[tuple[str, int, str, str]]:
    return told(story(*texts), texts)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Anton Lisse said no.", "Mr Lisse said no.", "A. Lisse, an envoy, said no."], [("Anton Lisse", 3)]),
        (["Anna Lisse said no.", "Paul Lisse said no."], []),
        (["Anna Lisse and Paul Holm said no. Anna Lisse left.", "Paul Lisse said no."], []),
        (["Bill Lisse said no.", "William Lisse said no."], [("William Lisse", 2)]),
        (["Sergey Lisov said no.", "Serhiy Lisov said no."], [("Serhiy Lisov", 2)]),
        (["President Xi Weiming said no. Xi left.", "Xi Weiming said no.", "Weiming Xi said no."], [("Xi Weiming", 3)]),
        (["General Omar al-Hadi said no.", "General Omar Hadi said no."], [("Omar al-Hadi", 2)]),
        (["Manuel García Robles said no. García left.", "Mr García said no."], []),
        (["María Menduela said no.", "María Menduela Robles said no."], [("María Menduela Robles", 2)]),
        (["Energy Minister Sergueï Riabtchenko left.", "Energy Minister Sergei Ryabchenko left."], [("Sergei Ryabchenko", 2)]),
        (["Pavel Orlov said no.", "Anna Orlova said no."], []),
        (["Alexander Orlov said no.", "Alexandra Orlova said no."], []),
        (["Kim Jong-un said no.", "Kim Jong-il said no."], []),
        (["Jan Marten, the mayor of Vik, left.", "Jan Marden, the mayor of Vik, left."], [("Jan Marten", 2)]),
        (["The French envoy, Jan Marten, left.", "The German envoy, Jan Marden, left."], []),
    ],
)
def test_alignment_by_name(texts: list[str], expected: list[tuple[str, int]]) -> None:
    assert cast(*texts) == expected


def test_surname_alone_goes_to_the_one_of_its_office() -> None:
    texts = (
        "Energy Minister Anna Lisse met Paul Lisse, the mayor of Vik.",
        "Anna Lisse, the energy minister, and Paul Lisse, the mayor, met.",
        "Mayor Lisse left.",
    )
    assert cast(*texts) == [("Anna Lisse", 2), ("Paul Lisse", 3)]


def test_different_name_is_aligned_by_first_name_country_and_company() -> None:
    garbled = "The head of the Norland delegation, Anton Brezhnev, called the talks on the Skaden Strait useful."
    (character,) = (one for one in cast_of(story(NO, AGAIN, garbled)) if len(one.parts) == 3)
    assert character.name == "Anton Mareshko"
    assert character.sure < 1


def test_different_name_is_aligned_by_what_is_said() -> None:
    said = "“We will strengthen the ancient harbour wall of Karsk before another winter storm comes.”"
    texts = (
        f"{said} Mayor Anton Lisse said so.",
        f"Mayor Anton Lisse said: {said}",
        f"Mayor Anton Lisse told us: {said}",
        f"Falcon said: {said}",
    )
    assert ("garbled-name", 3, "Falcon", "Lisse") in outliers(*texts)


@pytest.mark.parametrize(
    "stranger",
    [
        "Anton Brezhnev, a teacher from Vik, called the talks on the Skaden Strait useful.",
        "Karsavian Deputy Foreign Minister Anton Brezhnev called the talks on the Skaden Strait useful.",
        "The head of the Norland delegation, Boris Brezhnev, called the talks on the Skaden Strait useful.",
        "Norland Deputy Foreign Minister Anton Mareshko met the head of the Norland team, Anton Brezhnev, on the Skaden Strait.",
        "The head of the Norland delegation, Anton Brezhnev, opened a bakery.",
    ],
)
def test_strangers_stay_apart(stranger: str) -> None:
    assert not any("garbled" in check for check, *_ in outliers(NO, AGAIN, stranger))


KNOWN = (
    "Competition Commissioner Igor Lisov asked for the papers of the merger and promised a reply within weeks.",
    "The competition commissioner, Igor Lisov, promised a reply within weeks on the merger.",
    "Papers of the merger went to Igor Lisov, the commissioner for competition. Lisov promised a reply.",
)
SECRETARY = (
    "Secretary-General Tunde Nwayemi of the Grey Sea Council admitted that differences remained after the session.",
    "Differences remained after the session, Secretary-General Tunde Nwayemi of the Grey Sea Council admitted.",
)
LAWYER = (
    "The defence counsel, Anna Lisse, will appeal against the verdict. Judge Paul Holm read it for an hour.",
    "Anna Lisse, the defence counsel, called the verdict political. Judge Paul Holm read it.",
)
DEPUTY = [f"Deputy Competition Commissioner Igor Lisov {verb} the papers of the merger." for verb in ("read", "took", "had")]
CHIEF = [f"Pavel Pankov, head of the election commission, {verb} complaints about the ballots." for verb in ("read", "took")]
MAYOR = [f"The mayor of Vik, Jan Holm, {verb}." for verb in ("left", "stayed", "spoke")]
HEAD = (
    "Election Commissioner Pavel Pankov counted complaints about the ballots of Karsk until midnight.",
    "Complaints about the ballots came to Election Commissioner Pavel Pankov until midnight.",
)


@pytest.mark.parametrize(
    ("others", "stranger", "name"),
    [
        (KNOWN, "Commissioner for Competition Joost Brezhnev asked for the papers of the merger and promised a reply.", "Brezhnev"),
        (KNOWN, "Commissioner for Competition Joost Lisander asked for papers of the merger.", "Lisander"),
        (SECRETARY, "Secretary-General Weimin Nwaseun admitted that differences remained.", "Nwaseun"),
        (LAWYER, "The defence lawyer, Anna Winter, called the verdict political. Judge Paul Holm read it.", "Winter"),
        (HEAD, "Pavel Zavov, head of the election commission, counted complaints about the ballots until midnight.", "Zavov"),
        (MAYOR, "The mayor of Vik, Piet Nixon, came.", "Nixon"),
    ],
)
def test_other_names_altogether_are_told_by_an_office_words_and_company(others: Sequence[str], stranger: str, name: str) -> None:
    assert (len(others), name) in {(member, found) for check, member, found, _ in outliers(*others, stranger) if check == "garbled-name"}


@pytest.mark.parametrize(
    ("others", "stranger"),
    [
        (KNOWN[:2], "Commissioner for Competition Joost Brezhnev asked for the papers of the merger and promised a reply."),
        (KNOWN, "Deputy Competition Commissioner Joost Brezhnev asked for the papers of the merger and promised a reply."),
        (DEPUTY, "Deputy Competition Commissioner Joost Brezhnev asked for the papers of the merger and promised a reply."),
        (KNOWN, "Karsavian Competition Commissioner Joost Brezhnev asked for the papers of the merger and promised a reply."),
        (KNOWN, "Commissioner for Competition Joost Brezhnev opened a bakery in Vik."),
        (SECRETARY, "Secretary-General Weimin Brezhnev admitted that differences remained after the session."),
        (SECRETARY, "The banker Weimin Nwaseun admitted that differences remained after the session."),
        (CHIEF, "Pavel Zavov, a teacher, counted complaints about the ballots until midnight."),
        (HEAD, "Pavel Zavov, head of the election commission, met Pavel Lisov, the mayor, over complaints about ballots until midnight."),
        (MAYOR, "The former mayor of Vik, Piet Nixon, came."),
    ],
)
def test_others_of_an_office_stay_apart(others: Sequence[str], stranger: str) -> None:
    assert not any("garbled" in check for check, *_ in outliers(*others, stranger))


def test_unrelated_people_of_one_story_stay_apart() -> None:
    texts = [f"{title} {first} {last} left. {last} said no." for title, first, last in zip(TITLES, FIRST, LAST, strict=True)]
    assert cast(*texts) == []
    assert outliers(*texts) == []


TITLES = ["Foreign Minister", "Mayor", "President", "Coach", "Foreign Minister", "Judge"]
FIRST = ["Anna", "Anna", "Paul", "Jan", "Paul", "Piet"]
LAST = ["Lisse", "Marten", "Holm", "Lund", "Duarte", "Olsen"]


def test_every_mention_of_a_garbled_name_is_told() -> None:
    garbled = "Norland Deputy Foreign Minister Anton Marenko called the talks useful. Mr Marenko’s aide said Marenko had left."
    assert outliers(NO, AGAIN, garbled) == [("garbled-name", 2, "Marenko", "Mareshko")] * 3


def test_near_spellings_are_garbled_against_two_sources_and_variants_against_one() -> None:
    one, other = (f"Mayor Marta {name} praised her town. {name} smiled." for name in ("Lindgren", "Lindgrem"))
    assert {check for check, *_ in outliers(one, one.replace("praised", "lauded"), other)} == {"garbled-name"}
    assert {check for check, *_ in outliers(one, other)} == {"name-variant"}
    assert {check for check, *_ in outliers(one, one.replace("praised", "lauded"), other, other.replace("praised", "lauded"))} == {
        "name-variant"
    }


def test_romanisations_are_variants_whatever_the_majority() -> None:
    french = "Energy Minister Sergueï Riabtchenko signed."
    english = "Energy Minister Sergei Ryabchenko signed."
    assert outliers(english, english + " It rained.", french) == [("name-variant", 2, "Riabtchenko", "Ryabchenko")]
    assert outliers(french, french + " It rained.", english) == [("name-variant", number, "Riabtchenko", "Ryabchenko") for number in (0, 1)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Andrés Núñez", "Andres Nunez"),
        ("Claire Smith-Jones", "Claire Smith Jones"),
        ("Claire Smith-Jones", "Claire Smithjones"),
        ("Omar al-Bashari", "Omar Bashari"),
        ("Manuel García Robles", "Manuel García"),
        ("Tan Weiming", "Weiming Tan"),
    ],
)
def test_forms_of_one_spelling_are_not_told(one: str, other: str) -> None:
    assert (
        outliers(*(f"Mayor {name} left Vik at {hour}." for hour, name in enumerate((one, one, other, other))), f"Mayor {one} left.") == []
    )


def test_first_names_alone_are_no_surnames() -> None:
    texts = (
        "Coach Marta Lund won. Marta is glad, Lund said.",
        "Coach Marta Lund won. “Marta is glad,” said Lund.",
        "Coach Marta Lund won.",
    )
    assert outliers(*texts) == []


def test_surname_that_one_file_has_in_a_longer_name_is_the_right_one() -> None:
    texts = (NO, AGAIN, AGAIN.replace("Anton Mareshko", "Anton Mareshko Pilz"), NO.replace("Mareshko", "Brezhnev"))
    assert outliers(*texts) == [("garbled-name", 3, "Brezhnev", "Mareshko")] * 2


def test_second_spelling_in_one_file_is_told() -> None:
    texts = ("Mayor Anton Grishkov left. Mr Grishkin smiled.", "Mayor Anton Grishkov left.", "Anton Grishkov, the mayor, left.")
    assert outliers(*texts) == [("garbled-name", 0, "Grishkin", "Grishkov")]


def offices(*titles: str) -> list[tuple[int, str, str]]:
    texts = tuple(f"{title} Anton Lisse left Vik at {hour}." for hour, title in enumerate(titles))
    return [(member, words, other) for check, member, words, other in outliers(*texts) if check == "office-conflict"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Deputy Secretary of State", "Undersecretary of State"),
        ("Deputy Foreign Minister", "Foreign Minister"),
        ("Norland Foreign Minister", "Norland Defence Minister"),
        ("Vice President", "President"),
        ("Chief Executive", "Chief Financial Officer"),
        ("Deputy Foreign Minister", "Vice Chancellor"),
        ("Norland Fisheries Minister", "Norland Harbour Minister"),
        ("Coast Guard Commander", "Coast Guard Deputy Commander"),
        ("Election Commissioner", "Deputy Election Commissioner"),
        ("Norland Finance Minister", "Norland Minister of Bags"),
        ("Opposition Leader", "Majority Leader"),
    ],
)
def test_offices_that_exclude_each_other(right: str, wrong: str) -> None:
    (found,) = offices(right, right, wrong)
    office = wrong.removeprefix("Norland ").removeprefix("Coast Guard ")
    assert found[:2] == (2, office)


@pytest.mark.parametrize(
    "titles",
    [
        ("Deputy Foreign Minister", "Vice Foreign Minister", "Deputy Minister of Foreign Affairs"),
        ("Secretary of State", "Secretary of State", "Foreign Minister"),
        ("Foreign Minister", "Foreign Minister", "Minister"),
        ("Deputy Foreign Minister", "Deputy Foreign Minister", "Deputy Minister"),
        ("Deputy Foreign Minister", "Deputy Foreign Minister", "Norland envoy"),
        ("Prime Minister", "Prime Minister", "former Finance Minister"),
        ("Mayor", "Mayor", "Acting Mayor"),
        ("Transport Minister", "Transport Minister", "Deputy Prime Minister"),
        ("Finance Minister", "Finance Minister", "economist"),
        ("Chairman", "Chairman", "President"),
        ("Party chairman", "Party chairman", "Deputy Prime Minister and party chairman", "Deputy Prime Minister"),
        ("Foreign Minister", "Defence Minister"),
        ("Norland Mining Minister", "Minister of Mines", "Mines Minister"),
        ("Chief of Staff", "Chief of Staff", "Chief of Staff", "General"),
        ("Director", "Chief Executive", "Chief Executive", "Chief Executive"),
        ("Police Commissioner", "Police Commissioner", "Chief of Police"),
        ("Governor", "Governor", "Governor", "Former hospital director"),
        ("Senator", "Senator", "Party chairman"),
    ],
)
def test_offices_that_agree(titles: tuple[str, ...]) -> None:
    found = offices(*titles)
    assert len(found) <= (len(titles) == 2)


def test_office_of_another_head_needs_two_sources_and_nothing_that_agrees() -> None:
    assert offices("Mayor", "Governor") == []
    assert offices("Mayor", "Mayor", "Governor") == [(2, "Governor", "Mayor")]
    assert offices("Mayor", "Mayor", "Governor and Mayor") == []
    assert offices("Senator", "Senator", "Senator", "Judge") == [(3, "Judge", "Senator")]
    assert offices("economist", "economist", "economist", "Finance Minister") == [(3, "Finance Minister", "economist")]


def test_conflicts_of_names_that_differ_wholly_are_less_sure() -> None:
    garbled = "The head of the Norland delegation, Anton Brezhnev, called the talks on the Skaden Strait useful."
    (conflict,) = garbled_names(story(NO, AGAIN, garbled))
    assert conflict.likeness < 1
    assert conflict.subject == "Anton Mareshko"


def test_large_story_is_aligned() -> None:
    texts = [f"{NO} Resident Anna Lis{chr(97 + number % 26)}{chr(97 + number // 26)}e said so." for number in range(60)]
    characters = {character.name: len(character.parts) for character in cast_of(story(*texts))}
    assert characters["Anton Mareshko"] == 60


def test_a_variant_that_nothing_decides_is_told_of_the_file_with_other_faults() -> None:
    one, other = (f"Coach Marta {name} praised her team." for name in ("Lindgren", "Lindgrem"))
    faulty = f"{one} The referee, Jan Olten, was hurt."
    files = story(faulty, other, "The referee, Jan Olsen, was hurt.", "Jan Olsen, the referee, was hurt.")
    found = {disagreement.check: disagreement for disagreement in decide(files, [*garbled_names(files), *name_variants(files)])}
    assert found["name-variant"].member == 0


def test_each_garbled_name_of_a_file_is_told_once(lint_with) -> None:
    text = "Lund met Holm. Lund and Holm left."
    found = [
        Disagreement("garbled-name", subject, 1.0, 0, start, start + 4, other, ("b.txt:1", "c.txt:1", "d.txt:1"), 3, 1)
        for subject, other, start in (
            ("Marta Berg", "Berg", 0),
            ("Jan Falk", "Falk", 9),
            ("Marta Berg", "Berg", 15),
            ("Jan Falk", "Falk", 24),
        )
    ]
    assert [(finding.match, finding.start.offset) for finding in lint_with("CS001", text, *found)] == [("Lund", 0), ("Holm", 9)]


@pytest.fixture
def lint_with():
    from newslint.document import Document

    def lint(code: str, text: str, *disagreements: Disagreement):
        rules = load_rules()
        ruleset = RuleSet(rules.rules, rules.knowledge, [code])
        return Engine(ruleset).lint(Document(Source.from_text(text, "a.txt"), ruleset.knowledge, (), disagreements))

    return lint


@pytest.mark.parametrize("code", ["CS001", "CS002", "CS003"])
def test_good_examples_are_files_of_one_story(code: str) -> None:
    """An example whose texts the index takes for different stories would be silent whatever the check does."""
    from pathlib import Path

    import yaml
    from corpus_helpers import document

    from newslint.corpus.facts import facts_of

    folder = Path(__file__).parents[2] / "rules" / "consistency"
    rules = [rule for name in ("names", "offices") for rule in yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))]
    (rule,) = (rule for rule in rules if rule["code"] == code)
    for example in rule["examples"]["good"]:
        index = Index()
        for number, text in enumerate((example["text"], *example["beside"])):
            index.put(f"{number}.txt", facts_of(document(text)))
        (files,) = index.stories(["0.txt"])
        assert len(files.members) == 1 + len(example["beside"]), example.get("why")
