"""Forms of a text that keep its length."""

from __future__ import annotations

import pytest

from newslint.document import Document
from newslint.ruleset.knowledge import Knowledge
from newslint.source import Source


def document(text: str) -> Document:
    return Document(Source.from_text(text), Knowledge())


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a\tb\xa0c\u2009d\u3000e\u202ff\x0bg", "a b c d e f g"),
        ("don’t ‘we’ Xiʼan", "don't 'we' Xi'an"),
        ("re\u2010build re\u2011build – — -", "re-build re-build – — -"),
        ('“a” «b» "c"', '“a” «b» "c"'),
        ("a\nb\r\nc\rd", "a\nb\r\nc\rd"),
        ("zero\u200bwidth\ufeff", "zero\u200bwidth\ufeff"),
        ("", ""),
    ],
)
def test_plain(text: str, plain: str) -> None:
    assert document(text).plain == plain


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_inside_a_paragraph_become_spaces(line_end: str) -> None:
    first = "The harbour of the old town was shut on Tuesday after a storm"
    second = "that had torn the roof off the customs house and sunk three of"
    third = "the boats."
    last = "All left."
    text = line_end.join([first, second, third, "", last])
    space = " " * len(line_end)
    assert document(text).plain == space.join([first, second, third]) + line_end * 2 + last


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("The PIER", "the pier"),
        ("ÉCOLE Straße ΟΔΟΣ Ёж", "école straße οδος ёж"),
        ("İSTANBUL Işık", "istanbul işık"),
        ("O’HARA\xa0LEFT", "o'hara left"),
        ("ﬁnd ǅungla", "ﬁnd ǆungla"),
    ],
)
def test_folded(text: str, folded: str) -> None:
    assert document(text).folded == folded
