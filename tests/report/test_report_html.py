"""Format html without a browser: it is valid, holds everything, and escapes it. What it does in one is tested in tests/browser."""

from __future__ import annotations

import io
import os
import re
from base64 import b64encode
from hashlib import sha256
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_report_formats import GOLDEN, finding, render, result, run

from newslint import __version__, load_rules
from newslint.finding import Edit, FileResult, Fix, Score, Suppression
from newslint.report import reporter_class
from newslint.report.base import Options, Tally, by_place
from newslint.report.html import MOST_BARS, PARTS
from newslint.report.visible import visible

Reporter = reporter_class("html")
HOSTILE = [
    *("<script>window.hit = 1</script>", "</script><script>window.hit = 1</script>", "<!-- <script>", "--> ]]>", "</pre></style></title>"),
    *('"><img src=x onerror="window.hit = 1">', "' onmouseover='window.hit = 1' x='", "&lt;b&gt; &amp;amp; &#60;"),
    *("{{ 7 * 7 }} {% raw %} {# x #} ${7*7}", "javascript:window.hit=1", "\u2028\u2029\u202etxt\u202c", "a\x00b\x1b[31m", "\ud800\udcff"),
]


def page(results: list[FileResult], options: Options | None = None) -> str:
    return render(Reporter, options or Options(), results)


def parsed(printed: str) -> Element:
    """The page as a browser reads it.

    Raises:
        html5lib.html5parser.ParseError: it is not valid.
    """
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(printed)


def text_of(element: Element) -> str:
    return "".join(element.itertext())


def of_class(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if name in (element.get("class") or "").split()]


def raw(element: Element) -> str:
    """The text of a source that an element shows."""
    own = chr(int(element.get("data-character", ""))) if element.tag == "b" else element.text or ""
    return own + "".join(raw(child) + (child.tail or "") for child in element)


def test_golden() -> None:
    printed = page(run()).replace(f"newslint {__version__}", "newslint VERSION")
    for name in ("style.css", "script.js"):
        printed = printed.replace((PARTS / name).read_text(), name.upper())
    printed = re.sub(r"sha256-[^&]*", "sha256-…", printed)
    golden = GOLDEN / "html.golden"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(printed.encode())
    assert printed.encode() == golden.read_bytes()


def test_it_is_valid_and_its_marks_are_the_matches() -> None:
    results = run()
    root = parsed(page(results))
    for each, section in zip([each for each in results if each.findings], of_class(root, "file"), strict=True):
        (shown,) = of_class(section, "text")
        assert each.source and raw(shown) == each.source.text
        for found, item in zip(by_place(each.findings), of_class(section, "finding"), strict=True):
            number = item.get("data-number")
            marks = [mark for mark in shown.iter("mark") if number in (mark.get("data-findings") or "").split()]
            assert "".join(map(raw, marks)) == each.source.text[found.start.offset : found.end.offset]
            assert text_of(of_class(item, "message")[0]) == visible(found.message)
            assert text_of(of_class(item, "place")[0]) == f"{found.start.line}:{found.start.column}"


def test_a_text_stands_in_it_once_and_only_if_it_has_findings() -> None:
    text = "Once upon a harbour, Gruschkow spoke.\n"
    printed = page([result("a.txt", text, finding(text, "harbour"), finding(text, "harbour, Gruschkow")), result("b.txt", "Quiet.\n")])
    assert printed.count("Once upon a ") == 1
    assert "Quiet" not in printed
    (row,) = [row for row in parsed(printed).iter("tr") if "b.txt" in text_of(row)]
    assert not list(row.iter("a"))


def test_a_mark_looks_like_the_worst_that_is_not_suppressed() -> None:
    text = "abcdef"
    waived = finding(text, "def", suppressed=Suppression("waiver", ".newslint-waivers.yaml:3", "a <b>name</b>", "2027-01-31"))
    told = (finding(text, "abc", severity="info"), finding(text, "bcd", severity="warning", code="MT100"))
    root = parsed(page([result("a.txt", text, *told)._replace(suppressed=(waived,))]))
    assert [(text_of(mark), mark.get("class")) for mark in root.iter("mark")] == [
        *(("a", "info"), ("bc", "warning several"), ("d", "warning several"), ("ef", "suppressed")),
    ]
    (reason,) = of_class(root, "why-suppressed")
    assert text_of(reason) == "Waived until 2027-01-31: a <b>name</b> (.newslint-waivers.yaml:3)"
    assert "1 suppressed" in " ".join(text_of(of_class(root, "sums")[0]).split())


@pytest.mark.parametrize(("shows", "checked"), [(False, None), (True, "")])
def test_the_switch_for_suppressed_findings_begins_as_asked(shows: bool, checked: str | None) -> None:
    waived = finding("abc", "abc", suppressed=Suppression("baseline", ".newslint-baseline.json"))
    root = parsed(page([result("a.txt", "abc")._replace(suppressed=(waived,))], Options(show_suppressed=shows)))
    (switch,) = [box for box in root.iter("input") if box.get("name") == "suppressed"]
    assert switch.get("checked") == checked


def test_a_finding_tells_all_about_itself() -> None:
    rule = load_rules().all_rules[0]
    told = finding(
        *("say yes now", "yes"),
        code=rule.code,
        suggestions=("no", "perhaps"),
        fix=Fix("unsafe", (Edit(4, 7, "no"), Edit(7, 11, ""))),
        url="https://example.org/rules#a&b",
    )
    root = parsed(page([result("a.txt", "say yes now", told)], Options(rule=lambda code: rule if code == rule.code else None)))
    (item,) = of_class(root, "finding")
    words = " ".join(text_of(item).split())
    for part in (rule.code, "garbled-name", "error", "1:5", "92%", "0123456789abcdef", "Perhaps: no, perhaps"):
        assert part in words
    assert "Fix (unsafe): no for yes; remove now" in words.replace("Fix (unsafe)", "Fix (unsafe):")
    assert [link.get("href") for link in item.iter("a")] == ["#m1", "https://example.org/rules#a&b"]
    assert [text_of(why) for why in of_class(root, "why")] == [rule.why]


def test_a_chart_joins_what_is_seldom_and_counts_all() -> None:
    text = "x" * 40
    told = [finding(text, "x", code=f"MT{100 + number}") for number in range(MOST_BARS + 5) for _ in range(number + 1)]
    root = parsed(page([result("a.txt", text, *told)]))
    rows = [[" ".join(text_of(cell).split()) for cell in row] for row in of_class(root, "chart")[1].iter("tr")][1:]
    assert rows[0] == [f"MT{104 + MOST_BARS} garbled-name", "", str(MOST_BARS + 5)]
    assert rows[-1] == ["all others 5 codes", "", "15"]
    assert sum(int(row[-1]) for row in rows) == len(told)


def test_files_stand_the_worst_first() -> None:
    def scored(path: str, value: int | None) -> FileResult:
        return FileResult(path, "", (), score=None if value is None else Score(value, "X", {"junk": None}))

    root = parsed(page([scored("b", 70), scored("none", None), scored("a", 70), scored("worst", 3)]))
    (table,) = of_class(root, "files")
    assert [text_of(row[0]).strip() for row in table.iter("tr")] == ["File", "worst", "a", "b", "none"]


@pytest.mark.parametrize(
    ("paths", "title"),
    [
        *((["seeds/a.txt", "seeds/b/c.txt"], "seeds"), (["seeds/a.txt"], "seeds/a.txt"), (["a.txt", "b.txt"], "2 files")),
        *((["/x/a", "b"], "2 files"), ([], "0 files")),
    ],
)
def test_the_title_says_what_was_linted(paths: list[str], title: str) -> None:
    root = parsed(page([FileResult(path, "", ()) for path in paths]))
    assert [text_of(heading) for heading in root.iter("h1")] == [title]


def test_what_could_not_be_read_is_told() -> None:
    assert [text_of(item) for item in of_class(parsed(page(run())), "errors")[0]] == [
        "seeds/gone.txt: no such file or folder; check the path"
    ]


def test_nothing_loads_and_only_its_own_script_runs() -> None:
    root = parsed(page(run()))
    (policy,) = [meta.get("content") or "" for meta in root.iter("meta") if meta.get("http-equiv")]
    (style,), (script,) = root.iter("style"), root.iter("script")
    for kind, element in (("style", style), ("script", script)):
        digest = b64encode(sha256((element.text or "").encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy
    for element in root.iter():
        assert element.tag not in ("link", "img", "iframe", "object", "embed", "base")
        assert not element.get("src") and not element.get("style")
        assert not [name for name in element.keys() if isinstance(name, str) and name.startswith("on")]  # noqa: SIM118 (an Element)
    for file in PARTS.iterdir():
        assert not re.search(r"url\(|@import|(inner|outer)HTML|insertAdjacentHTML|document\.write|eval\(|fetch\(", file.read_text("utf-8"))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text_wherever_it_comes_from(hostile: str) -> None:
    text = f"Before {hostile} after\n"
    told = finding(
        *(text, hostile),
        message=hostile,
        suggestions=(hostile,),
        fix=Fix("safe", (Edit(7, 7 + len(hostile), hostile),)),
        suppressed=Suppression("waiver", hostile, hostile, hostile),
        url=hostile,
    )
    harmless = page([result("a/x.txt", "Before x after\n", finding("Before x after\n", "x", url="x"))])
    rule = load_rules().all_rules[0]._replace(why=hostile)
    shown = result(f"a/{hostile}.txt", text, told._replace(suppressed=None))._replace(suppressed=(told,))
    failed = FileResult(hostile, "", (), f"{hostile}: {hostile}")
    printed = page([shown, failed], Options(rule=lambda code: rule))
    root = parsed(printed)
    assert {element.tag for element in root.iter()} <= {element.tag for element in parsed(harmless).iter()} | set(
        "bdi ul ins del strong input b".split()
    )
    assert len(list(root.iter("script"))) == 1
    assert not [link for link in root.iter("a") if not (link.get("href") or "").startswith("#")]
    assert raw(of_class(root, "text")[0]) == re.sub("[\ud800-\udfff]", "\ufffd", text)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", printed)


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1), st.text(st.characters()))
def test_any_text_and_any_path_give_a_valid_page(text: str, path: str) -> None:
    shown = result(path, text)
    assert shown.source
    clean = shown.source.text
    root = parsed(page([shown._replace(findings=(finding(clean, clean[-1], message=path), finding(clean, clean, severity="info")))]))
    assert raw(of_class(root, "text")[0]) == clean.replace("\r\n", "\n").replace("\r", "\n")


def test_a_stream_that_is_not_utf8_gets_references() -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", newline="")
    text = "“Grushko” said 日本"
    reporter = Reporter(out, Options())
    reporter.file(result("a.txt", text, finding(text, "日本")))
    reporter.close(Tally().summary())
    out.flush()
    printed = out.buffer.getvalue()  # type: ignore[attr-defined]
    assert printed.isascii()
    assert raw(of_class(parsed(printed.decode("ascii")), "text")[0]) == text


def test_the_parts_are_ascii_so_that_their_hashes_hold_in_any_encoding() -> None:
    for name in ("style.css", "script.js"):
        assert (PARTS / name).read_bytes().isascii()


def test_two_runs_print_the_same() -> None:
    assert page(run()) == page(run())
