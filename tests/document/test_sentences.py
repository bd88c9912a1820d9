"""Where sentences end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newslint.document import Document
from newslint.ruleset.knowledge import Knowledge
from newslint.source import Source

MakeDocument = Callable[[str], Document]


def sentences(found: Document) -> list[str]:
    return [found.text[start:end] for start, end in found.sentences]


# Each text is written with a bar where one sentence ends and the next begins; "|" itself stands for one space, "^" for none.
CASES = [
    # plain ends
    "The pier was shut.|Nobody knew why.|It rained!|Would it open?|Perhaps.",
    "The pier was shut.|\tThe crew left.",
    "Prices rose by 3.5 percent.|They had fallen by 12.25 points in 2014.|Then came $1.2 billion.",
    "He paid $5.|Prices fell in 2014.|12 people came.",
    # abbreviations
    "Mr. Varga met Mrs. Holt and Dr. Ana Pires.|Ms. Pires left.",
    "Gen. Will Harker spoke to Sen. May Lund.|Gov. In Sook Park listened.",
    "U.S. troops and U.N. monitors left.|They had come from the U.S.|The army said so.",
    "The flight lands at 5 p.m. Thursday.|It leaves at 9 a.m. Friday.",
    "It was 5 p.m.|The pier was dark.",
    "Wendy R. Sandoval met George W. Hale.|J. K. Marsh and J.K. Orr wrote it.",
    "The train to St. Petersburg was late.|The one to Mt. Vernon was not.",
    "He lives at No. 10 Harbour Street.|The answer was no.|She went home.",
    "Acme Inc. said it would buy Borel Co. of Lyon.|Analysts from Hale Bros. Ltd. agreed.",
    "Fruit, e.g. Spanish oranges, i.e. Valencias, etc. were sold.|Others were not.",
    "The talks began on Jan. 5 and ended in Sept. 2019.|They went on, cf. Fig. 3 and pp. 12-14.",
    "He holds a Ph.D. from Graz.|He is a Jr. partner.",
    "The firm moved to Washington, D.C. in May.|Hale vs. Orr is the case.",
    "She saw the sun.|Guests sat.|People fell ill.|Doctors came.",
    "THE U.S. AND THE U.K. AGREED ON TUESDAY.|IT RAINED.",
    "“He is with Acme Inc.”|Orr left.",
    # initials at the end of a garbled part
    "It was led by Alexander V, who left.|Marsh said so.",
    # ellipses
    "He waited... and then left.|She stayed…|Nobody spoke.",
    "He waited ... and left.|The rest of it . . . is gone.",
    # questions and exclamations that do not end
    "Yahoo! said it would close.|The Jeopardy! host left.",
    # quotes
    '"Why?" he asked.|"We go."|She left.',
    "“Why?” Orr asked.|“Why?”|The minister said nothing.|“No!”|Orr left.|He said so.",
    "“Why now?” he asked.|“We go.”|He left.",
    '"Where is it?" Ana Pires of the port office asked.|"Gone!" Orr shouted.',
    "'We stay.'|He left.|‘They went,’ she said.",
    "« Nous partons. »|Il est parti.",
    "He said: “We go.|They stay.”|Then he left.",
    "(He left.)|She (of Acme Inc.) stayed.|[It rained.]|All left.",
    "They were warned.[1]|Nobody listened.[12]|It rained.",
    "The port was shut. ”|He left.|“Why",
    "“We go.”^“We stay.”|All left.",
    # marks by themselves
    "It was shut. .|The crew left.",
    "It was shut., He left",
    # lost spaces
    "They came to the border.^The troops left.|The pier.^He stayed.",
    "They left the “border.”^The troops stayed.|Was it right?^Nobody knew.",
    "Read www.example.Com or https://example.org/a.Html today.|Write to j.Orr@example.org now.",
    "It cost 3.Five men left version 2.Beta at Hale.co and Mr.Orr stayed.",
    # garbled: a small letter after a full stop
    "It was over.|it is reported that many left.|the rest stayed.",
    "approx. three of the min. ones",
    # lists
    "1. The port is shut.|2. The pier is open.",
    # other scripts
    "部长说了。^谈判很难！^他们走了吗？^好",
    "“为什么？”他问。^“我们走。”^他走了。",
    "هل أغلق الميناء؟|نعم.|انتهى الأمر",
    "बंदरगाह बंद है।|लोग चले गए॥|बस",
    "Порт закрыт.|Г. Орлов уехал.|Все ушли.",
]


@pytest.mark.parametrize("case", CASES)
def test_boundaries(case: str, document: MakeDocument) -> None:
    expected = case.replace("^", "|").split("|")
    text = case.replace("|", " ").replace("^", "")
    assert sentences(document(text)) == [sentence.strip() for sentence in expected]


def test_a_paragraph_ends_a_sentence(document: MakeDocument) -> None:
    assert sentences(document("Port shut\n\nThe port was shut\nNobody knew why")) == ["Port shut", "The port was shut", "Nobody knew why"]


def test_headlines_are_not_cut_at_abbreviations(document: MakeDocument) -> None:
    assert sentences(document("Hale Jr. To Visit U.S. In May\n\nMr. Hale will go.")) == [
        "Hale Jr. To Visit U.S. In May",
        "Mr. Hale will go.",
    ]


def test_a_sentence_over_a_line_end() -> None:
    text = "The harbour master of the old town said on Tuesday that the\npier would be shut until Mr.\nHale had\nleft. He did not say why."
    found = Document(Source.from_text(text), Knowledge(entries={"abbreviations": [{"before": "name", "words": ["Mr"]}]}))
    assert sentences(found)[-1] == "He did not say why."


def test_without_knowledge() -> None:
    found = Document(Source.from_text("Wendy R. Sandoval left the U.S. embassy. She went home."), Knowledge())
    assert sentences(found) == ["Wendy R. Sandoval left the U.S. embassy.", "She went home."]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u3000"])
def test_no_sentence_of_white_space(text: str, document: MakeDocument) -> None:
    assert document(text).sentences == []


@pytest.mark.parametrize("text", ["***", "...", "?!", "— ”", ".The"])
def test_marks_alone_make_one_sentence(text: str, document: MakeDocument) -> None:
    assert sentences(document(text)) == [text]


def test_sentence_at(document: MakeDocument) -> None:
    found = document("  It rained. It stopped.\n\nAll left.")
    assert [found.sentence_at(offset) for offset in (0, 2, 11, 12, 13, 24, 26, 99)] == [0, 0, 0, 0, 1, 1, 2, 2]
