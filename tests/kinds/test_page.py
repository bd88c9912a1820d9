"""Kind `page`: the kind itself, and our rules of that kind on invented pages."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml
from helpers import document, findings, rule

from newslint import load_rules
from newslint.engine import Engine
from newslint.errors import RuleError
from newslint.finding import Finding
from newslint.kinds.base import first_line
from newslint.source import Source

PAGES = yaml.safe_load(Path(__file__).with_name("pages.yaml").read_text(encoding="utf-8"))
AD = rule("kind: phrase\nphrases: [advertisement]\nreport: line\nscope: {line: whole}", code="BP901", name="ad", category="boilerplate")
GLUED = rule("kind: phrase\nphrases: [share on]", code="BP902", name="share", category="boilerplate", severity="error")
HINT = rule("kind: phrase\nphrases: [by jane doe]\nreport: line", code="BP903", name="byline", category="boilerplate", severity="info")
BODY = "kind: page\njunk: [BP]\n"
PROSE = "The northern port was closed on Monday, since the ice had come early, and no ship could leave it before the week was over."


def judge(body: str, **common: str) -> object:
    message = "'{share} in {lines}, {words} left'"
    return rule(BODY + body, code="ST901", name="page", category="structure", **{"message": message, **common})


def judged(text: str, body: str) -> list[Finding]:
    return [found for found in findings(text, judge(body), AD, GLUED, HINT) if found.code == "ST901"]


def told(text: str, body: str) -> list[str]:
    return [f"{found.severity}: {found.message}" for found in judged(text, body)]


def test_junk_counts_by_the_words_of_its_paragraphs() -> None:
    text = f"\n  Advertisement \n\n{PROSE}\n\nAdvertisement\n"
    (finding,) = judged(text, "least-share: 0.05")
    assert (finding.match, finding.start.line, finding.start.column, finding.end.column) == ("Advertisement", 2, 3, 16)
    assert finding.message == "8% in 2, 24 left"
    assert judged(text, "least-share: 0.1") == []
    assert judged(text, "least-share: 0.05\nleast-lines: 3") == []


def test_hints_and_other_codes_do_not_count() -> None:
    assert judged("By Jane Doe\n", "least-share: 0.1") == []
    assert judged("A blue moon rose\n", "least-share: 0.1") == []


def test_an_error_makes_junk_of_its_short_paragraph_only() -> None:
    assert told("Share on the wall of a friend\n", "least-share: 1") == ["warning: 100% in 1, 0 left"]
    assert told(f"{PROSE} {PROSE} {PROSE} Share on the wall.\n", "least-share: 0.1") == []


def test_bare_files_are_errors() -> None:
    body = "least-share: 0.3\nbare: 3"
    assert told("Advertisement\nfour words are left\n", "least-share: 0.1\nbare: 3") == ["warning: 20% in 1, 0 left"]
    assert told("Advertisement\ntwo words\n", body) == ["error: 33% in 1, 0 left"]


def test_wording_counts_outside_speech_and_must_fill_a_good_part_of_a_long_paragraph() -> None:
    body = "wording: ['no such page']\nmost-prose: 10"
    assert told("Sorry, no such page\n", body) == ["warning: 100% in 1, 0 left"]
    assert told("“There is no such page,” she said.\n", body) == []
    assert told("There is no such pagelet here\n", body) == []
    assert told(f"{PROSE} {PROSE} {PROSE} There is no such page.\n", body) == []
    assert told(f"There is no such page.\n{PROSE}\n", body) == []
    assert told("no such page\n" * 2, body + "\nleast-wording: 3") == []


def test_little_may_follow_the_wording() -> None:
    body = "wording: ['pay to read']\nmost-prose: 60\nmost-after: 10"
    assert told(f"{PROSE}\npay to read\nAll for a crown, today.\n", body) == ["warning: 9% in 1, 29 left"]
    assert told(f"pay to read\n{PROSE}\n", body) == []


HEADLINES = "Ferry runs aground off the island\nCouncil votes to keep the mill\nStrike goes into its third week\n"


def test_headlines_their_labels_and_teasers_make_a_list() -> None:
    body = "least-headlines: 3\nwording: ['^more$']\nmost-prose: 0\nleast-share: 1"
    assert told("News\n" + HEADLINES + "more\n", body) == ["warning: 100% in 5, 0 left"]
    teasers = "".join(f"{line}\nThe mayor said so on Monday.\nmore\n" for line in HEADLINES.splitlines())
    assert told(teasers, body) == ["warning: 100% in 9, 0 left"]
    assert told(HEADLINES + "more\nThe mayor said so on Monday.\n", body) == [], "one lone sentence is text"
    assert told(teasers + "The mayor said so on Monday.\nThe clerk said so, too, on Monday.\n", body) == []
    assert told(HEADLINES, body) == [], "the wording is needed"


@pytest.mark.parametrize(
    "line",
    [
        "Too short here",
        "it begins with a small letter",
        "It ends in a comma, as verses do,",
        "It ends as a sentence does.",
        "Brandt, Timo, Halmor, Mill Lane",
        "Halmor 12 Dorvik 14 draw",
        "Anna Lind Timo Brandt Joan Pike",
        "One two three four five six seven eight nine ten eleven twelve more words than any headline on earth would ever have",
    ],
)
def test_what_is_no_headline(line: str) -> None:
    assert told(f"{line}\nmore\n", "least-headlines: 1\nwording: ['^more$']") == []


@pytest.mark.parametrize("text", ["", "\n \n", " "])
def test_an_empty_document_is_no_page(text: str) -> None:
    assert judged(text, "least-share: 0.1") == []
    with pytest.raises(ValueError, match="no first line"):
        first_line(document(text))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("least-lines: 3", "or else every file is such a page"),
        ("least-share: 0.5\nmost-after: 3", "give some"),
        ("least-share: 0.5\nwording-share: 0.5", "give some"),
        ("wording: ['x*']", "matches the empty text"),
        ("wording: ['(?=x)']", "RE2 refuses"),
        ("least-share: 2", "from 0 to 1"),
    ],
)
def test_keys_that_make_no_sense_are_told(body: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        judge(body)


@cache
def _ours() -> Engine:
    rules = load_rules()
    return Engine(rules.only([rule.code for rule in rules.rules if rule.category == "boilerplate" or rule.kind == "page"]))


def kinds_of(text: str) -> dict[str, Finding]:
    """Our findings about a page as a whole, by their codes."""
    from newslint.document import Document

    engine = _ours()
    found = engine.lint(Document(Source.from_text(text, "page.txt"), engine.ruleset.knowledge))
    return {finding.code: finding for finding in found if finding.code.startswith("ST04")}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in PAGES.items() if code.startswith("ST") for text in texts])
def test_a_page_of_each_sort_is_told_at_its_first_line(code: str, text: str) -> None:
    found = kinds_of(text)
    assert code in found
    assert found[code].match == text.split("\n")[0]
    assert found[code].start.offset == 0
    assert set(found) <= {code, "ST040"}, "an article is replaced by one thing only"


@pytest.mark.parametrize("text", PAGES["silent"])
def test_whole_articles_are_no_such_pages(text: str) -> None:
    assert kinds_of(text) == {}


@pytest.mark.parametrize("text", PAGES["among-junk"])
def test_a_short_article_among_junk_is_still_one(text: str) -> None:
    assert set(kinds_of(text)) <= {"ST040"}


def test_there_are_enough_pages_to_judge_by() -> None:
    assert min(len(texts) for code, texts in PAGES.items() if code.startswith("ST")) >= 12
    assert len(PAGES["silent"]) >= 40
