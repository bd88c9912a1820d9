"""Kind `block`."""

from __future__ import annotations

from helpers import findings, rule

from newslint.finding import Finding

LABEL = "scope: {line: whole}\nreport: line\nfix: remove-line"
OPENER = rule(
    f"kind: phrase\nphrases: [comments]\n{LABEL}\nsafe: true", code="BP902", name="heading", category="boilerplate", severity="error"
)
REPLY = rule(f"kind: phrase\nphrases: [reply]\n{LABEL}", code="BP903", name="reply", category="boilerplate", severity="info")
THREAD = rule(
    "kind: block\nopener: [BP902]\nfurniture: [BP903]\nreach: 2\nleast: 2\nreport: line\nfix: remove-line",
    code="BP901",
    name="thread",
    category="boilerplate",
    message="'thread of {count}'",
)


def threads(text: str) -> list[Finding]:
    return [finding for finding in findings(text, OPENER, REPLY, THREAD) if finding.code == "BP901"]


def test_a_block_reaches_from_its_opener_to_the_last_furniture() -> None:
    text = "The mill was kept.\n\nComments\n\nI like it.\nReply\nMe too.\nSo there.\n\nReply\nThe end.\n"
    (finding,) = threads(text)
    assert finding.match == text[text.index("Comments") : text.rindex("Reply") + 5]
    assert (finding.message, finding.severity) == ("thread of 6", "error")
    assert finding.fix is not None
    assert finding.fix.applicability == "unsafe", "what readers wrote is not removed unseen"


def test_furniture_out_of_reach_ends_it() -> None:
    assert threads("Comments\nOne.\nReply\nTwo.\nThree.\nFour.\nReply\n") == []
    (finding,) = threads("Comments\nReply\nReply\nTwo.\nThree.\nFour.\nReply\n")
    assert finding.match == "Comments\nReply\nReply"


def test_furniture_without_an_opener_is_no_block() -> None:
    assert threads("Reply\nOne.\nReply\nTwo.\nReply\n") == []


def test_an_opener_inside_a_block_opens_no_other() -> None:
    (finding,) = threads("Comments\nReply\nComments\nReply\nReply\n")
    assert finding.match == "Comments\nReply\nComments\nReply\nReply"


def test_words_inside_a_paragraph_are_neither() -> None:
    comments = rule("kind: phrase\nphrases: [comments]", code="BP902", name="heading", category="boilerplate")
    found = findings("Three hundred people sent comments to the council.\nReply\nReply\n", comments, REPLY, THREAD)
    assert [finding.code for finding in found] == ["BP902", "BP903"]
