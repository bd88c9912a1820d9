"""What newslint compare prints, as text, JSON and HTML. To write the golden files anew: UPDATE_GOLDEN=1 pytest tests/report"""

from __future__ import annotations

import io
import json
import os
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import html5lib
import jsonschema
import pytest
from compared_helpers import comparison
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint import __version__
from newslint.corpus.comparison import Column, Comparison, Entry, Place, Remark, Row, Table, in_brief
from newslint.finding import FileResult, Position
from newslint.report.base import Tally
from newslint.report.compared import Printer, TextPrinter
from newslint.report.compared_html import HtmlPrinter, differing
from newslint.report.compared_json import JsonPrinter
from newslint.report.html import PARTS
from newslint.report.visible import width

GOLDEN = Path(__file__).parent.parent / "golden"
SCHEMA = Path(__file__).parents[2] / "schemas" / "comparison.schema.json"
HOSTILE = [
    *("</script><script>window.hit = 1</script>", '"><img src=x onerror="window.hit = 1">', "{{ 7 * 7 }} {% raw %}", "&lt;b&gt; &amp;amp;"),
    *("\u2028\u202etxt\u202c", "a\x00b\x1b[31m\x9b2J", "\ud800\udcff", "##[add-mask]"),
]


def printed(
    printer: str, *stories: Comparison, columns: int = 100, color: bool = False, quiet: bool = False, errors: tuple[str, ...] = ()
) -> str:
    out = io.StringIO()
    made: Printer = {"html": HtmlPrinter, "json": JsonPrinter}.get(
        printer, lambda to: TextPrinter(to, color=color, width=columns, quiet=quiet)
    )(out)
    for story in stories:
        made.story(story)
    tally = Tally()
    for error in errors:
        tally.add(FileResult(error, "", (), f"{error}: cannot be read"))
    made.close(tally.summary())
    return out.getvalue()


CASES = {
    "compared": lambda: printed("text", comparison(), in_brief(comparison())),
    "compared-narrow": lambda: printed("text", comparison(), columns=60),
    "compared-color": lambda: printed("text", in_brief(comparison()), color=True),
    "compared-json": lambda: printed("json", comparison(), errors=("gone.txt",)),
    "compared-html": lambda: printed("html", comparison(), in_brief(comparison()), errors=("gone.txt",)),
}


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str) -> None:
    content = CASES[name]().replace(f'"{__version__}"', '"VERSION"').replace(f"newslint {__version__}", "newslint VERSION")
    for part in ("style.css", "compared.css"):
        content = content.replace((PARTS / part).read_text(), part.upper())
    content = re.sub(r"sha256-[^&]*", "sha256-…", content)
    golden = GOLDEN / f"{name}.golden"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(content.encode())
    assert content.encode() == golden.read_bytes()


def test_json_fits_its_schema() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for stories in ((), (comparison(),), (comparison(), in_brief(comparison()))):
        content = json.loads(printed("json", *stories, errors=("gone.txt",)))
        jsonschema.validate(content, schema)
        assert (len(content["stories"]), content["skipped"]) == (len(stories), ["gone.txt"])


def hostile(words: str, sources: int = 2) -> Comparison:
    """A story all of whose words are these."""
    places = (Place(Position(1, 1, 0), Position(1, 2, 1)),)
    entries = tuple(Entry(source, words, mark, places) for source, mark in zip(range(sources), ("majority", "outlier", ""), strict=False))
    remark = Remark(1, words, "outlier", places, "quote-drift", words, words + "x", (words,), "3 sources against 1")
    tables = tuple(Table(name, (Row(words, entries, (remark,)),)) for name in ("people", "offices", "numbers", "dates", "quotes"))
    columns = tuple(Column("ABC"[number], f"/{words}/{number}", "" if number else "A", words, words) for number in range(sources))
    return Comparison(columns, tables, (remark,))


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("columns", [40, 100])
def test_nothing_hostile_reaches_the_terminal(words: str, columns: int) -> None:
    content = printed("text", hostile(words), columns=columns)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", content)
    colored = printed("text", hostile(words), columns=columns, color=True)
    assert re.sub("\x1b\\[[0-9;]*m", "", colored) == content


def parsed(content: str) -> html5lib.treebuilders.base.Node:
    """The page as a browser reads it; html5lib raises an error if it is not valid."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(content)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_in_the_page(words: str) -> None:
    content = printed("html", hostile(words), hostile(words), errors=(words,))
    root = parsed(content)
    assert {element.tag for element in root.iter()} <= {
        element.tag for element in parsed(printed("html", hostile("x"), hostile("y"), errors=("z",))).iter()
    }
    assert not list(root.iter("script")) and not [link for link in root.iter("a") if not (link.get("href") or "").startswith("#")]
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", content)


def test_words_without_any_width_are_printed_too() -> None:
    assert "people" in printed("text", hostile("\u0301"), hostile(""))


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1, max_size=80), st.integers(20, 140), st.integers(2, 3))
def test_any_words_fit_into_the_terminal_and_make_a_valid_page(words: str, columns: int, sources: int) -> None:
    lines = printed("text", hostile(words, sources), columns=columns, quiet=True).splitlines()
    # A path is never cut, so that it can be copied.
    assert all(width(line) <= max(columns, 24) for line in lines if not line.startswith(("  A  ", "  B  ", "  C  ")))
    parsed(printed("html", hostile(words, sources)))


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    root = parsed(printed("html", comparison()))
    (policy,) = [meta.get("content") or "" for meta in root.iter("meta") if meta.get("http-equiv")]
    (style,) = root.iter("style")
    digest = b64encode(sha256((style.text or "").encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'") and "script-src" not in policy
    assert all(element.tag not in ("script", "link", "img", "iframe", "object") and not element.get("style") for element in root.iter())


def test_every_sign_of_the_page_has_words() -> None:
    root = parsed(printed("html", comparison()))
    marked = [item for item in root.iter("li") if (item.get("class") or "") in ("outlier", "doubtful", "majority")]
    assert len(marked) > 20
    legend, marked = marked[:3], marked[3:]
    assert all(f"{item.get('class')}:" in "".join(item.itertext()) for item in marked)
    assert [item.get("class") for item in legend] == ["outlier", "doubtful", "majority"]


@pytest.mark.parametrize(
    ("text", "usual", "differs"),
    [
        ("We saw nothing.", "we saw nothing", []),
        ("We heard nothing at all", "We saw nothing", ["heard", "at all"]),
        ("nothing", "We saw nothing", []),
        ("other words", "We saw nothing", ["other words"]),
        ("a – b", "a b", ["–"]),
        ("word " * 500, "word", []),
    ],
)
def test_words_that_differ(text: str, usual: str, differs: list[str]) -> None:
    found = differing(text, usual)
    assert [words.text for words in found if words.differs] == differs
    assert " ".join(words.text for words in found) == (text if len(text) > 1000 else " ".join(text.split()))


def test_quiet_leaves_out_the_sums_and_a_run_without_stories_has_none() -> None:
    loud, quiet = printed("text", comparison()), printed("text", comparison(), quiet=True)
    assert loud.startswith(quiet) and loud[len(quiet) :].splitlines()[-1] == "1 story in 5 files: 8 disagreements, 4 with weak evidence"
    assert printed("text") == "0 stories in 0 files: 0 disagreements\n"
    assert printed("text", quiet=True) == ""
