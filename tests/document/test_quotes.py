"""Quoted speech."""

from __future__ import annotations

import pytest

from newslint.document import Document
from newslint.ruleset.knowledge import Knowledge
from newslint.source import Source


def document(text: str) -> Document:
    return Document(Source.from_text(text), Knowledge())


def quotes(text: str) -> list[str]:
    found = document(text)
    return [text[start:end] for start, end in found.quotes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we go” and left.", ["“we go”"]),
        ('He said "we go" and "we stay".', ['"we go"', '"we stay"']),
        ("« Oui », dit-il. «Non», dit-elle.", ["« Oui »", "«Non»"]),
        ("„Ja“, sagte er. „Nein”, sagte sie. »Doch«, rief er.", ["„Ja“", "„Nein”", "»Doch«"]),
        ("‘We go,’ he said. 'We stay,' she said.", ["‘We go,’", "'We stay,'"]),
        ("他说：“我们走。”她说：「不。」", ["“我们走。”", "「不。」"]),
        ('She said:"No."Then she left.', ['"No."']),
        ("(“Never,” he said.)", ["“Never,”"]),
    ],
)
def test_shapes(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers’ leader doesn’t know; he’s from O’Hara’s unit.",
        "The soldiers' leader doesn't know; he's from O'Hara's unit.",
        "In the ’90s and the '80s, workers' pay fell.",
        "‘Twas late, and 'twas the dockers' turn.",
        "Get 'em out, the dockers' leader said.",
        "They danced to rock 'n' roll.",
        "She is 6'2\" tall and has a 12\" ruler and 5' of rope.",
        'A 6"x4" board',
        "It was late,'he said. The dockers' hall was shut.",
        "The coach of the '06 team and the players' union",
        "The street ”is closed.",
        "He won“, she said, and left”.",
    ],
)
def test_apostrophes_inches_and_stray_marks(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘The dockers’ families left,’ he said.", ["‘The dockers’ families left,’"]),
        ("'Sanctions' were their word.", ["'Sanctions'"]),
        ("'Real' progress on the workers' terms, he said.", ["'Real'"]),
        ("The teachers' union's 'plan B' isn't it.", ["'plan B'"]),
        ("'Don't go,' she said.", ["'Don't go,'"]),
        ("In '98 the '99 plan's 'goal' was set.", ["'goal'"]),
    ],
)
def test_single_quotes_with_apostrophes(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He told me, ‘go,’ and left,” she said.", ["“He told me, ‘go,’ and left,”"]),
        ("‘She said “no” to us,’ he wrote.", ["‘She said “no” to us,’"]),
        ('"He called it “real” today," she said.', ['"He called it “real” today,"']),
        ('“He called it "real" today,” she said.', ['“He called it "real" today,”']),
        ("““Doubled”” marks", ["““Doubled”"]),
    ],
)
def test_inner_quotes_belong_to_the_outer(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # wrong shape, or space on the wrong side
        ("“We need an answer, “he said. And “no” is none.", ["“We need an answer, “", "“no”"]),
        ("“They march on Ostrava, ”he added. “Soon.”", ["“They march on Ostrava, ”", "“Soon.”"]),
        ("“We won“, he said. “Twice.”", ["“We won“", "“Twice.”"]),
        ('"We need it, "he said. "Now."', ['"We need it, "', '"Now."']),
        ('The risk is “real", he said, a "return to war”.', ['“real"', '"return to war”']),
        # lost closing mark
        ("“We go, he said. “They stay.”", ["“We go, he said.", "“They stay.”"]),
        ('"We go, he said. "They stay."', ['"We go, he said.', '"They stay."']),
    ],
)
def test_garbled_marks(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


def test_a_long_quote_opens_anew_in_each_paragraph() -> None:
    text = "He said: “The pier is old.\n\n“It must go.\n\n“It will go,” he added.\n\nShe left."
    assert quotes(text) == ["“The pier is old.", "“It must go.", "“It will go,”"]
    british = "‘The pier is old.\n\n‘It must go,’ he said."
    assert quotes(british) == ["‘The pier is old.", "‘It must go,’"]


@pytest.mark.parametrize("mark", ["“", '"', "«", "„"])
def test_an_open_quote_ends_with_its_paragraph(mark: str) -> None:
    assert quotes(f"He said {mark}we go.\n\nThe pier was shut.") == [f"{mark}we go."]


@pytest.mark.parametrize("text", ["", "“", '"', "''", '""', "“”", "‘’", "x“", " ” "])
def test_marks_without_words(text: str) -> None:
    assert quotes(text) == []


def test_in_quotes() -> None:
    found = document("He said “we go” now.")
    start, end = 8, 15
    assert found.in_quotes(start, end)
    assert found.in_quotes(start + 1, end - 1)
    assert not found.in_quotes(start - 1, end)
    assert not found.in_quotes(start, end + 1)
    assert not found.in_quotes(0, 2)
    assert not found.in_quotes(16, 19)
