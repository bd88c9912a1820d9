"""The HTML report in a real browser. The pages are made by the real program."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest

from newslint.finding import FileResult, Finding, Position, Suppression
from newslint.report import reporter_class
from newslint.report.base import Options, Tally
from newslint.source import Source

Opened = Callable[..., Any]
Found = dict[str, Any]

# For each finding, in order: its number, what its marks show of the source, whether it is seen.
MARKED = """() => {
  const raw = (node) => node.nodeType === 3 ? node.data
    : node.dataset.character ? String.fromCodePoint(node.dataset.character) : [...node.childNodes].map(raw).join("");
  const marks = [...document.querySelectorAll("mark")];
  return [...document.querySelectorAll("li.finding")].map((item) => [
    item.dataset.number,
    marks.filter((mark) => mark.dataset.findings.split(" ").includes(item.dataset.number)).map(raw).join(""),
  ]);
}"""
SHOWN = """() => [...document.querySelectorAll("li.finding")].filter((item) => item.checkVisibility()).map((item) =>
  [item.closest("section").dataset.file, item.dataset.code, item.querySelector(".place").textContent])"""
# The least contrast of text and what lies under it, for each selector.
CONTRAST = """(selectors) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const mixed = (...colors) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const color of colors) { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (color) => {
    const [r, g, b] = color.map((part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (element) => {
    const under = [];
    for (let each = element; each; each = each.parentElement) under.unshift(getComputedStyle(each).backgroundColor);
    const [a, b] = [mixed("white", ...under, getComputedStyle(element).color), mixed("white", ...under)].map(luminance);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  return Object.fromEntries(selectors.map((selector) =>
    [selector, Math.min(...[...document.querySelectorAll(selector)].slice(0, 50).map(contrast))]));
}"""


class Case(NamedTuple):
    page: Path
    findings: list[Found]

    def where(self, keep: Callable[[Found], bool]) -> list[list[str]]:
        """The findings that the page must show, as SHOWN tells them."""
        return [place_of(found) for found in self.findings if keep(found)]


def case(report: Any) -> Case:
    results = json.loads(report.json.read_text())["results"]
    return Case(report.page, [{"file": each["path"], **found} for each in results for found in each["findings"]])


def place_of(found: Found) -> list[str]:
    return [found["file"], found["code"], f"{found['start']['line']}:{found['start']['column']}"]


def count(page: Any) -> str:
    return str(page.locator("#count").text_content())


@pytest.fixture(scope="module")
def seeds(browser: Any, lint: Callable[..., Any], root: Path) -> Case:
    """The report of the sample corpus."""
    return case(lint(root, "--isolated", "seeds"))


def test_it_opens_without_a_word_and_the_marks_are_the_matches(seeds: Case, opened: Opened) -> None:
    page = opened(seeds.page)
    assert page.title() == "newslint: seeds"
    assert count(page) == f"{len(seeds.findings)} of {len(seeds.findings)} findings"
    assert len(seeds.findings) > 100
    marked = page.evaluate(MARKED)
    assert [text for _, text in marked] == [found["match"] for found in seeds.findings]


def has_text(word: str) -> Callable[[Found], bool]:
    keys = ("code", "name", "message", "match")
    return lambda found: word in "\n".join([*(found[key] for key in keys), *found["suggestions"]]).lower()


SPUN = "seeds/harbour-talks-spun.txt"
FILTERS: dict[str, tuple[Callable[[Any], object], str, Callable[[Found], bool]]] = {
    "severity": (lambda page: page.uncheck("[value=info]"), "severity=error,warning", lambda found: found["severity"] != "info"),
    "category": (lambda page: page.select_option("[name=category]", "names"), "category=names", lambda found: found["category"] == "names"),
    "code": (lambda page: page.select_option("[name=code]", "TY101"), "code=TY101", lambda found: found["code"] == "TY101"),
    "file": (lambda page: page.select_option("[name=file]", SPUN), f"file={quote(SPUN)}", lambda found: found["file"] == SPUN),
    "confidence": (lambda page: page.fill("[name=confidence]", "95"), "confidence=95", lambda found: found["confidence"] >= 0.95),
    "text": (lambda page: page.fill("[name=text]", " Brezhnev"), "text=brezhnev", has_text("brezhnev")),
    "text of a suggestion": (lambda page: page.fill("[name=text]", "signed."), "text=signed.", has_text("signed.")),
    "nothing": (lambda page: page.fill("[name=text]", "no such word"), "text=no+such+word", lambda found: False),
}


def test_each_filter_shows_exactly_what_it_says_and_can_be_linked(seeds: Case, opened: Opened) -> None:
    page, linked = opened(seeds.page), opened(seeds.page)
    everything = seeds.where(lambda found: True)
    for name, (act, fragment, keep) in FILTERS.items():
        wanted = seeds.where(keep)
        assert len(wanted) < len(everything)
        act(page)
        assert page.evaluate(SHOWN) == wanted, name
        assert count(page) == f"{len(wanted)} of {len(everything)} findings"
        assert page.locator("section.file:visible").count() == len({file for file, *_ in wanted})
        linked.goto(f"{seeds.page.as_uri()}#{fragment}")
        assert linked.evaluate(SHOWN) == wanted, name
        copied = page.url.partition("#")[2]
        page.click("[type=reset]")
        page.wait_for_function("() => !location.hash")
        assert page.evaluate(SHOWN) == everything
        linked.goto(f"{seeds.page.as_uri()}#{copied}")
        assert linked.evaluate(SHOWN) == wanted, copied


def test_filters_add_up_and_a_mark_looks_like_what_is_left_on_it(seeds: Case, opened: Opened) -> None:
    page = opened(seeds.page, "#severity=warning,info&confidence=80&category=translation")
    wanted = seeds.where(lambda found: found["severity"] != "error" and found["confidence"] >= 0.8 and found["category"] == "translation")
    assert wanted and page.evaluate(SHOWN) == wanted
    assert page.locator("mark.error").count() == 0
    seen = set(page.evaluate("() => [...document.querySelectorAll('li.finding:not([hidden])')].map((item) => item.dataset.number)"))
    for looks, numbers in page.evaluate(
        "() => [...document.querySelectorAll('mark')].map((mark) => [mark.className, mark.dataset.findings])"
    ):
        assert (looks == "off") != bool(seen & set(numbers.split()))


def test_a_bar_and_a_sum_filter_when_they_are_clicked(seeds: Case, opened: Opened) -> None:
    page = opened(seeds.page)
    page.click("table.chart >> text=TY101")
    assert page.evaluate(SHOWN) == seeds.where(lambda found: found["code"] == "TY101")
    page.click(".sums >> text=errors")
    assert page.evaluate(SHOWN) == seeds.where(lambda found: found["severity"] == "error")
    page.go_back()
    page.wait_for_function("() => location.hash.includes('TY101')")
    assert page.evaluate(SHOWN) == seeds.where(lambda found: found["code"] == "TY101")
    page.click(f"table.files >> text={SPUN}")
    assert page.locator(f"section[data-file='{SPUN}']").is_visible()


def test_the_keys_walk_through_all_that_is_shown(seeds: Case, opened: Opened) -> None:
    page = opened(seeds.page, "#severity=error")
    wanted = seeds.where(lambda found: found["severity"] == "error")
    told = """() => {
      const [panel, focused] = [document.getElementById("panel"), document.activeElement.closest("mark")];
      const box = focused.getClientRects()[0];
      const covered = document.elementFromPoint(box.left + 2, box.top + 2);
      return [panel.checkVisibility(), focused.contains(covered), panel.querySelector(".code").textContent,
        panel.querySelector(".place").textContent, panel.querySelector(".why").textContent !== ""];
    }"""
    for _, code, place in wanted:
        page.keyboard.press("j")
        assert page.evaluate(told) == [True, True, code, place, True]
    page.keyboard.press("n")
    assert page.evaluate(told)[2:4] == wanted[0][1:]
    for key, at in (("k", -1), ("p", -2)):
        page.keyboard.press(key)
        assert page.evaluate(told)[2:4] == wanted[at][1:]
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    page.keyboard.press("/")
    page.keyboard.type("jn")
    assert page.input_value("[name=text]") == "jn"


def test_tab_goes_from_mark_to_mark_and_skips_what_is_filtered_out(seeds: Case, opened: Opened) -> None:
    page = opened(seeds.page, f"#file={quote(SPUN)}&severity=error")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    stops = page.evaluate(
        "() => [...document.querySelectorAll('.text a')].filter((a) => a.tabIndex === 0 && a.checkVisibility()).map((a) => a.hash)"
    )
    beginnings = {(found["start"]["offset"]) for found in seeds.findings if found["file"] == SPUN and found["severity"] == "error"}
    assert len(stops) == len(beginnings) > 5
    page.locator(f"a[href='{stops[0]}']").focus()
    for stop in stops[1:]:
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.hash") == stop
        assert page.locator("#panel").is_visible()


def test_pointing_at_a_mark_tells_all_that_is_on_it(seeds: Case, opened: Opened) -> None:
    page = opened(seeds.page)
    mark = page.locator("mark.several").first
    numbers = mark.get_attribute("data-findings").split()
    mark.scroll_into_view_if_needed()
    mark.hover()
    panel = page.locator("#panel")
    panel.wait_for()
    assert sorted(panel.locator("article").evaluate_all("(all) => all.map((each) => each.dataset.number)")) == sorted(numbers)
    for number in numbers:
        found = seeds.findings[int(number) - 1]
        words = " ".join(panel.locator(f"[data-number='{number}']").inner_text().split())
        for part in (found["code"], found["name"], found["severity"], found["fingerprint"], f"{found['confidence']:.0%}"):
            assert part in words
    page.mouse.move(0, 0)
    panel.wait_for(state="hidden")


def test_a_click_in_the_list_goes_to_the_passage(seeds: Case, opened: Opened) -> None:
    page = opened(seeds.page)
    last = page.locator("li.finding .kind a").last
    last.click()
    mark = page.locator("mark.current").first
    assert mark.evaluate("(mark) => { const box = mark.getBoundingClientRect(); return box.top > 0 && box.top < innerHeight; }")
    assert page.locator("#panel .code").first.text_content() == seeds.findings[-1]["code"]
    page.click("#close")
    assert page.locator("#panel").is_hidden()


def test_the_table_of_files_is_sorted_by_its_titles(seeds: Case, opened: Opened) -> None:
    page = opened(seeds.page)
    values = "(n) => [...document.querySelectorAll('table.files tbody tr')].map((row) => row.cells[n].textContent.trim())"
    scores = [int(re.sub(r"\D", "", text)) for text in page.evaluate(values, 1)]
    assert scores == sorted(scores) and len(set(scores)) > 3
    page.click("table.files >> text=Score")
    assert [int(re.sub(r"\D", "", text)) for text in page.evaluate(values, 1)] == scores[::-1]
    page.click("table.files >> text=File")
    assert page.evaluate(values, 0) == sorted(page.evaluate(values, 0))
    assert page.locator("[aria-sort]").text_content() == "File"


READ = (
    *("body", "h1", "h3", ".note", ".text", ".sums .error b", ".sums .warning b", ".sums .info b", "table.files td.part", ".score"),
    *("mark.error", "mark.warning", "mark.info", "mark.off", ".severity", ".kind a", ".name", ".place", ".message", ".codes .why", "a"),
    *("#panel .why", "#panel .more dd", ".finding.current .severity", ".finding.current .name", "#filters label", "#filters button"),
)


def test_dark_and_light_differ_and_both_can_be_read(seeds: Case, opened: Opened) -> None:
    papers = set()
    for scheme in ("light", "dark"):
        page = opened(seeds.page, color_scheme=scheme)
        page.keyboard.press("j")
        by_system = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        page.select_option("[name=category]", "typography")
        page.keyboard.press("Escape")
        page.locator("#next").click()
        least = page.evaluate(CONTRAST, READ)
        assert {selector: ratio for selector, ratio in least.items() if not 4.5 <= ratio <= 21} == {}
        page.click("#theme")
        switched = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        assert switched != by_system
        papers |= {by_system, switched}
        page.reload()
        assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == switched
    assert len(papers) == 2


def test_severities_differ_in_more_than_colour(seeds: Case, opened: Opened) -> None:
    page = opened(seeds.page)
    styles = [
        page.locator(f"mark.{name}").first.evaluate("(mark) => getComputedStyle(mark).textDecorationStyle")
        for name in ("error", "warning", "info")
    ]
    assert len(set(styles)) == 3


def test_all_of_it_is_printed(seeds: Case, opened: Opened) -> None:
    page = opened(seeds.page)
    page.keyboard.press("j")
    page.emulate_media(media="print")
    assert page.locator(".scripted:visible, #panel:visible, .skip:visible").count() == 0
    hidden = """() => [...document.querySelectorAll("h1, h2, h3, .text, mark, li.finding, .list .more, table.files tr, .codes .why")]
      .filter((each) => !each.checkVisibility({ contentVisibilityAuto: true })).length"""
    clipped = """() => [...document.querySelectorAll(".scroller, .list, .text, .file")].filter((each) =>
      each.scrollHeight > each.clientHeight + 2 || each.scrollWidth > each.clientWidth + 2).length"""
    assert (page.evaluate(hidden), page.evaluate(clipped)) == (0, 0)


@pytest.mark.parametrize("width", [360, 700, 1024])
def test_a_narrow_window_shows_all_without_scrolling_sideways(seeds: Case, opened: Opened, width: int) -> None:
    page = opened(seeds.page, viewport={"width": width, "height": 700})
    assert page.evaluate("() => document.documentElement.scrollWidth") == width
    page.keyboard.press("j")
    box = page.locator("#panel").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    if page.locator("#more").is_visible():
        page.click("#more")
    page.select_option("[name=code]", "TY101")
    assert page.evaluate(SHOWN) == seeds.where(lambda found: found["code"] == "TY101")


def test_without_javascript_all_is_there(seeds: Case, opened: Opened) -> None:
    page = opened(seeds.page, java_script_enabled=False)
    assert page.locator("li.finding:visible").count() == len(seeds.findings)
    assert page.locator(".more:visible").count() == len(seeds.findings)
    assert page.locator(".text:visible").count() == len({found["file"] for found in seeds.findings})
    assert page.locator(".scripted:visible").count() == 0
    assert page.locator("noscript").is_visible()
    page.locator("li.finding .kind a").last.click()
    assert page.url.endswith("#" + str(page.locator("mark[id]").last.get_attribute("id")))


def test_suppressed_findings_show_when_asked(tmp_path: Path, opened: Opened) -> None:
    def told(start: int, end: int, suppressed: Suppression | None = None) -> Finding:
        places = (Position(1, start + 1, start), Position(1, end + 1, end))
        return Finding("NM003", "garbled-name", "names", "error", 0.9, "wrong", text[start:end], *places, suppressed=suppressed)

    text = "Gruschko spoke, and Grusko left."
    waived = told(20, 26, Suppression("waiver", ".newslint-waivers.yaml:1", "his brother", "2027-01-31"))
    shown = FileResult("a.txt", "", (told(0, 8),), source=Source.from_text(text), suppressed=(waived,))
    hidden = FileResult("b.txt", "", (), source=Source.from_text(text), suppressed=(waived,))
    tally = Tally()
    with (tmp_path / "report.html").open("w", encoding="utf-8") as out:
        reporter = reporter_class("html")(out, Options())
        for result in (shown, hidden):
            tally.add(result)
            reporter.file(result)
        reporter.close(tally.summary())
    page = opened(tmp_path / "report.html")
    assert (count(page), page.locator(".text:visible").count()) == ("1 of 1 finding", 1)
    assert page.locator("mark").evaluate_all("(all) => all.map((mark) => mark.className)") == ["error", "off", "off"]
    page.check("[name=suppressed]")
    assert (count(page), page.locator(".text:visible").count()) == ("3 of 3 findings", 2)
    assert page.locator("mark").evaluate_all("(all) => all.map((mark) => mark.className)") == ["error", "suppressed", "suppressed"]
    assert page.locator(".tally").all_text_contents() == ["1 error", "no findings but suppressed ones"]
    assert page.url.endswith("#suppressed=1")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert "Waived until 2027-01-31: his brother" in page.locator("#panel").inner_text()


HOSTILE_RULES = r"""
- code: BP950
  name: hostile
  kind: phrase
  category: boilerplate
  severity: error
  confidence: 0.9
  message: '</script><script>window.hit=1</script> {match} {{{{7*7}}}} <img src=x onerror="window.hit=1"> javascript:window.hit=1'
  why: '"><script>window.hit=1</script><img src=x onerror=window.hit=1> {% raw %} ${7*7}'
  phrases: ['window.hit', onerror, evil]
  examples:
    bad: [{text: window.hit, match: window.hit}, {text: evil, match: evil}]
    good: [fine, good]
"""
HOSTILE_TEXT = (
    '<script>window.hit=1</script>\r\n"><img src=x onerror=window.hit=1>\r\n</pre></section><script>window.hit=1</script>\r\n'
    "{{7*7}} evil {% include 'x' %} <!-- evil --> javascript:evil()\r\n\u202eevil\u202c \u200fnul\x00evil\x1b[31m \u2028evil\ufffe\r\n"
    "שלום evil עולם\r\n<svg onload=evil> &lt;evil&gt; &#x3c;evil <a href='javascript:evil'>\r\n"
)
HOSTILE_NAMES = [
    *(b"<img src=x onerror=window.hit=1>.txt", b"'\"><script>window.hit=1<.txt", "\u202etxt.evil".encode() + b".txt", b"\xff\xfe.txt"),
    *(b"{{7*7}}&amp;.txt", b"javascript:window.hit=1.txt"),
]


@pytest.fixture(scope="module")
def hostile(browser: Any, lint: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The report of a corpus, file names and a rule that try to run a script."""
    if sys.platform != "linux":
        pytest.skip("other systems refuse such names")
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "house").mkdir()
    (folder / "house" / "own.yaml").write_text(HOSTILE_RULES, encoding="utf-8")
    (folder / "texts").mkdir()
    for name in HOSTILE_NAMES:
        Path(os.fsdecode(os.fsencode(folder / "texts") + b"/" + name)).write_bytes(HOSTILE_TEXT.encode())
    return case(lint(folder, "--rules", "house", "--select", "BP950", "texts"))


def test_nothing_hostile_runs_or_loads_and_all_of_it_is_read_as_it_stands(hostile: Case, opened: Opened) -> None:
    page = opened(hostile.page)
    assert len(hostile.findings) == len(HOSTILE_NAMES) * len(re.findall(r"window\.hit|onerror|evil", HOSTILE_TEXT))
    assert [text for _, text in page.evaluate(MARKED)] == [found["match"] for found in hostile.findings]
    for _ in range(3):
        page.keyboard.press("j")
    words = page.locator("#panel").inner_text()
    assert '</script><script>window.hit=1</script> window.hit {{7*7}} <img src=x onerror="window.hit=1"> javascript:window.hit=1' in words
    assert '"><script>window.hit=1</script><img src=x onerror=window.hit=1> {% raw %} ${7*7}' in words
    assert "{% include 'x' %} <!-- evil --> javascript:evil()\n" in page.locator(".text").first.inner_text()
    assert "\\u202eevil\\u202c \\u200fnul\\x00evil\\x1b[31m \\u2028evil\\ufffe\n" in page.locator(".text").first.inner_text()
    titles = page.locator("h3").all_text_contents()
    for name in ("<img src=x onerror=window.hit=1>.txt", r"\u202etxt.evil.txt", r"\udcff\udcfe.txt", "{{7*7}}&amp;.txt"):
        assert f"texts/{name}" in titles
        page.select_option("[name=file]", f"texts/{name}")
        assert page.locator("h3:visible").all_inner_texts() == [f"texts/{name}"]
        copied = page.url.partition("#")[2]
        page.goto(f"{hostile.page.as_uri()}#{copied}")
        assert page.locator("h3:visible").all_inner_texts() == [f"texts/{name}"]
    for fragment in (
        "file=<img src=x onerror=window.hit=1>",
        "text=</script><script>window.hit=1</script>",
        "severity=<b>",
        "<script>",
        "%00%ff",
    ):
        page.goto(f"{hostile.page.as_uri()}#{fragment}")
    assert page.evaluate("() => window.hit") is None


def test_the_policy_stops_what_would_get_past_the_escaping(seeds: Case, browser: Any, tmp_path: Path) -> None:
    injected = "<script>window.hit=1</script><img src=x onerror=window.hit=1><svg onload=window.hit=1></svg><b style='position:fixed'>x</b>"
    injected += "<iframe srcdoc='<script>parent.hit=1</script>'></iframe><form action=x></form><base href=//x/><style>b{top:9px}</style>"
    before, anchor, after = seeds.page.read_text(encoding="utf-8").partition("<main>")
    (tmp_path / "report.html").write_text(before + anchor + injected + after, encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    loaded: list[str] = []
    page.on("requestfinished", lambda request: loaded.append(request.url))
    page.goto((tmp_path / "report.html").as_uri())
    styled = page.locator("main > b").evaluate("(b) => [getComputedStyle(b).position, getComputedStyle(b).top]")
    assert (page.evaluate("() => window.hit"), styled) == (None, ["static", "auto"])
    assert {url for url in loaded if not url.startswith("about:")} == {(tmp_path / "report.html").as_uri()}
    assert count(page) == f"{len(seeds.findings)} of {len(seeds.findings)} findings"  # its own script ran
    context.close()


def test_two_thousand_findings_in_two_hundred_files(browser: Any, lint: Callable[..., Any], tmp_path: Path, opened: Opened) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "own.yaml").write_text(HOSTILE_RULES, encoding="utf-8")
    prose = "The harbour council met on Tuesday, and nobody who came before noon wanted to speak of the bridge. " * 3
    for number in range(200):
        (tmp_path / f"{number:03}.txt").write_text(f"{prose}\n\n{prose} evil {prose}\n\n" * 10, encoding="utf-8")
    many = case(lint(tmp_path, "--rules", "house", "--select", "BP950", "."))
    page = opened(many.page)
    assert count(page) == "2,000 of 2,000 findings"
    page.select_option("[name=file]", "117.txt")
    assert (count(page), page.locator("li.finding:visible").count()) == ("10 of 2,000 findings", 10)
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    assert page.locator("mark.current").text_content() == "evil"
