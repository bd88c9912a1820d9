"""Paragraphs, hard wrapping, blocks, prose and zones."""

from __future__ import annotations

import pytest

from newslint.document import Document
from newslint.ruleset.knowledge import Knowledge
from newslint.source import Source


def document(text: str) -> Document:
    return Document(Source.from_text(text), Knowledge())


def paragraphs(text: str) -> list[str]:
    found = document(text)
    return [" ".join(found.text[start:end].split()) for start, end in found.paragraphs]


WIRE = """HARBOUR SHUT AFTER STORM

OSTRAVA, Jan 9 - The harbour of the old town was shut on Tuesday
after a storm that had torn the roof off the customs house and sunk
three of the boats that lie there for the winter, the harbour master
said.

"Nobody was hurt," she told reporters who had come to the pier to
see what the storm had left. She said that the ferries would go
again on Friday.

The town has asked for help. (Reporting by Ana Pires)
"""

WIRE_PARAGRAPHS = [
    "HARBOUR SHUT AFTER STORM",
    "OSTRAVA, Jan 9 - The harbour of the old town was shut on Tuesday after a storm that had torn the roof off the customs house and sunk "
    "three of the boats that lie there for the winter, the harbour master said.",
    '"Nobody was hurt," she told reporters who had come to the pier to see what the storm had left. She said that the ferries would go '
    "again on Friday.",
    "The town has asked for help. (Reporting by Ana Pires)",
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_hard_wrapped_text(line_end: str) -> None:
    assert paragraphs(WIRE.replace("\n", line_end)) == WIRE_PARAGRAPHS


def test_hard_wrapped_with_lost_blank_lines() -> None:
    assert paragraphs(WIRE.replace("\n\n", "\n")) == WIRE_PARAGRAPHS


def test_hard_wrapped_with_indented_paragraphs() -> None:
    head, *rest = WIRE.split("\n\n")
    assert paragraphs("\n".join([head, *(f"    {paragraph}" for paragraph in rest)])) == WIRE_PARAGRAPHS


def test_an_indented_line_opens_a_paragraph_even_after_a_full_line() -> None:
    first = (
        "   The harbour of the old town was shut on Tuesday after a storm\nthat had sunk three boats, and is to stay so until the summer.\n"
    )
    second = "   Ferries sail from the pier of the new town instead, which the\nstorm had spared."
    assert paragraphs(first + second) == [" ".join(first.split()), " ".join(second.split())]


def test_hard_wrapped_and_indented_throughout() -> None:
    assert paragraphs("\n".join(f"   {line}" for line in WIRE.split("\n"))) == WIRE_PARAGRAPHS


def test_a_single_hard_wrapped_paragraph() -> None:
    text = "The harbour of the old town was shut on Tuesday after a storm\nthat had sunk three of the boats."
    assert paragraphs(text) == [text.replace("\n", " ")]


def test_headlines_in_a_hard_wrapped_text_stay_apart() -> None:
    links = ["Mayor wants a new customs house by spring", "Ferries to sail again", "What the winter storm has cost the town"]
    links += ["Harbour master says nobody was hurt there", "Read more"]
    assert paragraphs(WIRE + "\n" + "\n".join(links)) == [*WIRE_PARAGRAPHS, *links]


@pytest.mark.parametrize(
    "lines",
    [
        # headlines
        [
            "Mayor wants a new customs house by the end of spring",
            "Ferries to sail again on Friday after the winter storm",
            "What the storm has cost the old town and its fishers so far",
            "Harbour master: nobody was hurt when the roof came off",
        ],
        # headlines of which some begin with a small letter
        [
            "iPhone stolen from the customs house in the night of the storm",
            "Ferries to sail again on Friday after the winter storm has gone by",
            "eBay sellers offer pieces of the roof that the storm tore off",
            "Mayor: no",
            "Harbour master says that nobody was hurt when the roof came off",
        ],
        # garbled paragraphs without full stops and capitals, a line each
        [
            "the harbour of the old town was shut on Tuesday",
            "it is reported that the storm had torn the roof off the customs house and sunk three of the boats that lie there for the "
            "winter, and that the harbour master had told reporters at the pier that nobody was hurt",
            "on the other hand, the ferries will go again on Friday",
        ],
        # headlines of like length, of which a few begin with a small letter
        [
            "iPhone stolen from customs house in the night of the storm",
            "Ferries to sail again on Friday after the storm has gone by",
            "eBay sellers offer pieces of the roof that the storm took",
            "Harbour master: nobody was hurt when the roof came off, but",
            "iPad owners wait for parts that sank with the boat on Monday",
            "Mayor wants a new customs house by the end of this spring",
            "Town asks for help after the storm that sank three boats",
            "Fishers of the old town say that they were never warned",
            "Storm was the worst in forty years, weather office reports",
            "Schools of the town are to stay shut for another two days",
            "Pier to be rebuilt in stone, if the council finds the money",
            "What we know of the storm that hit the old town on Monday",
            "Who pays for the boats that sank in the harbour this time?",
        ],
        # garbled lines of any length, without full stops and capitals
        [
            "the harbour of the old town was shut on Tuesday",
            "it is reported that the storm had torn the roof off the customs house and sunk three boats",
            "on the other hand, the ferries go again on Friday",
            "for the fishers, the mayor said at the pier that there is going to be help from the state soon",
            "he also stressed that nobody at all was hurt",
            "it was previously reported that the pier is old, and that the town had no money to rebuild it",
        ],
        # headlines with their ages
        [
            "El alcalde promete reabrir el viejo molino antes del verano",
            "hace 2 horas",
            "Dos muertos al hundirse un transbordador frente a Noruega",
            "hace 3 horas",
            "Diez recetas para un fin de semana de lluvia en la ciudad",
            "hace 5 horas",
        ],
        # short lines
        ["salt", "one egg", "two plums, cut", "a spoon of butter", "some flour"],
        # prose, a line each
        [
            "The harbour was shut on Tuesday after a storm had sunk three boats.",
            "Nobody was hurt, she told reporters at the pier.",
            "He left.",
        ],
    ],
)
def test_lines_that_are_paragraphs(lines: list[str]) -> None:
    assert paragraphs("\n".join(lines)) == lines


def test_paragraphs_are_trimmed() -> None:
    text = " \n\t The pier. \u3000\r\n\r\n\xa0Shut.\n "
    assert [text[start:end] for start, end in document(text).paragraphs] == ["The pier.", "Shut."]
    assert document(" \n\n").paragraphs == []


def test_blocks_are_cut_at_white_space() -> None:
    text = "Short.\n" + "word " * 9000
    found = document(text)
    blocks = [text[start:end] for start, end in found.blocks]
    assert blocks[0] == "Short."
    assert len(blocks) == 4
    assert " ".join(blocks[1:]) == text.split("\n")[1].strip()
    assert all(len(block) <= 20_000 and block == block.strip() for block in blocks)


def test_blocks_without_white_space() -> None:
    found = document("x" * 50_000)
    assert [end - start for start, end in found.blocks] == [20_000, 20_000, 10_000]


PROSE = "The harbour of the old town was shut on Tuesday after a storm that had torn the roof off the customs house by the pier."
LONG_PROSE = " ".join([PROSE] * 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PROSE, True),
        (PROSE[:-1], False),
        (PROSE[:-1] + '." And', True),
        ("The pier was shut.", False),
        ("word " * 19 + "end.", True),
        ("word " * 18 + "end.", False),
        ("Home News Sport Weather " * 8, False),
        ("港口星期四关闭，市长说，这是一个艰难的决定，但没有别的办法。", True),
        ("", False),
    ],
)
def test_is_prose(text: str, expected: bool) -> None:
    assert document(text).is_prose(0, len(text)) is expected


def zones(paragraphs: list[str]) -> list[str]:
    """For each paragraph, the first letters of the zones that it lies in."""
    text = "\n\n".join(paragraphs)
    found = document(text)
    return ["".join(zone[0] for zone in ("head", "body", "tail") if found.in_zone(start, zone)) for start, _ in found.paragraphs]


def test_zones_lie_around_the_prose() -> None:
    assert zones(["Home", "Harbour shut", PROSE, "Why it matters", PROSE, "Share", "Tags"]) == ["h", "h", "b", "b", "b", "t", "t"]


def test_the_zone_of_every_offset() -> None:
    text = f"Home\n\n{PROSE}\n\nShare"
    found = document(text)
    first, last = text.index(PROSE), text.index(PROSE) + len(PROSE)
    told = [[zone for zone in ("head", "body", "tail") if found.in_zone(offset, zone)] for offset in range(len(text) + 1)]
    assert told == [["head"]] * first + [["body"]] * (last - first) + [["tail"]] * (len(text) + 1 - last)


def test_without_prose_all_is_head_and_tail() -> None:
    assert zones(["Home", "News", "Share"]) == ["ht"] * 3
    assert document("").in_zone(0, "head")
    assert document("").in_zone(0, "tail")


def test_the_last_three_paragraphs_of_a_longer_text_are_tail() -> None:
    assert zones([PROSE] * 9) == ["b"] * 6 + ["t"] * 3
    assert zones([PROSE] * 8) == ["b"] * 8


def test_long_prose_is_no_tail() -> None:
    assert zones([PROSE] * 6 + [LONG_PROSE, PROSE, "Share"]) == ["b"] * 7 + ["t"] * 2
    assert zones([PROSE] * 8 + [LONG_PROSE]) == ["b"] * 9
    assert zones([PROSE] * 8 + ["word " * 59 + "end."]) == ["b"] * 9
    assert zones([PROSE] * 8 + ["word " * 58 + "end."]) == ["b"] * 6 + ["t"] * 3


def test_unknown_zone() -> None:
    with pytest.raises(ValueError, match="foot"):
        document("a").in_zone(0, "foot")
