"""The formats that services read: sarif, github, gitlab, junit and checkstyle, read back as the services do."""

from __future__ import annotations

import io
import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

import pytest
from helpers import rule
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml
from markdown_it import MarkdownIt

from newslint.errors import NewslintError
from newslint.finding import Edit, FileResult, Finding, Fix, Score, Suppression
from newslint.integrations.languagetool import Run
from newslint.report import reporter_class
from newslint.report.base import Options, Tally
from newslint.report.visible import logged, visible
from newslint.ruleset.loader import builtin_folder
from newslint.source import Source

RULE = rule("kind: phrase\nphrases: [x]", code="NM003", name="garbled-name", category="names")
OURS = RULE._replace(path=str(builtin_folder() / "names" / "garbled.yaml"))
COUNTED = re.compile(r"(\d+) (errors?|warnings?|info)")

# Text.

NASTY = ["\r\n", "\r", "\n", "::", "##[add-mask]", "##vso[x]", "%0A", "%", ",", "]]>", "<b>", "&amp;", "`", "|", "](x)", "{0}", "@me", "\\"]
NASTY += ["\x00", "\x1b[31m", "\x85", "\u2028", "\u202e", "\ufffe", "\uffff", "\ufeff", "😀", "e\u0301", "“", " ", "::stop-commands::x"]
text = st.lists(st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=6)), max_size=8).map("".join)
names = st.binary(max_size=12).map(os.fsdecode)  # as the system gives them, whatever bytes they are


@st.composite
def runs(draw: st.DrawFn) -> list[FileResult]:
    """Results as the engine gives them, in which all text is hostile."""
    results = []
    for path in draw(st.lists(st.one_of(names, text), max_size=3)):
        path = f"{len(results)}{path}"
        source = Source.from_text(draw(text), path)
        findings = []
        for number in range(draw(st.integers(0, 3))):
            start, end = sorted(draw(st.tuples(*[st.integers(0, len(source.text))] * 2)))
            edits = (Edit(start, end, draw(text)),)
            findings.append(
                Finding(
                    *("NM003", "garbled-name", "names", draw(st.sampled_from(["error", "warning", "info"]))),
                    *(draw(st.sampled_from([0.3, 0.92, 1.0])), draw(text), source.text[start:end]),
                    *(source.position(start), source.position(end)),
                    fix=draw(st.sampled_from([None, Fix("unsafe", edits)])),
                    fingerprint=f"{number:016x}",
                    suppressed=draw(st.sampled_from([None, None, Suppression("waiver", "w:1", path)])),
                )
            )
        told = tuple(finding for finding in findings if not finding.suppressed)
        hidden = tuple(finding for finding in findings if finding.suppressed)
        results.append(FileResult(path, "5e" * 32, told, None, source, Score(41, "D", {}), hidden))
    if draw(st.booleans()):
        results.append(FileResult("gone.txt", "", (), f"gone.txt: {draw(text)}"))
    return results


KNOWN = Options(rule=lambda code: OURS)
MANY = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


def render(name: str, results: list[FileResult], options: Options = KNOWN) -> str:
    out, tally = io.StringIO(), Tally()
    reporter = reporter_class(name)(out, options)
    for result in results:
        tally.add(result)
        reporter.file(result)
    reporter.close(tally.summary())
    return out.getvalue()


def one(content: str, start: int = 0, end: int | None = None, *, path: str = "a.txt", **changes: object) -> FileResult:
    """The result for a text with one finding from `start` to `end`."""
    source = Source.from_text(content, path)
    end = len(content) if end is None else end
    place = {"match": content[start:end], "start": source.position(start), "end": source.position(end)}
    kept = {"code": "NM003", "name": "garbled-name", "category": "names", "severity": "error", "confidence": 0.9, "message": "wrong"}
    found = Finding(**{**kept, **place, "fingerprint": "0" * 16, **changes})  # type: ignore[arg-type]
    hidden = (found,) if found.suppressed else ()
    return FileResult(path, "5e" * 32, () if hidden else (found,), None, source, Score(41, "D", {}), hidden)


def findings(results: list[FileResult]) -> list[Finding]:
    return [finding for result in results for finding in result.findings]


def both(results: list[FileResult]) -> list[Finding]:
    return [*findings(results), *(finding for result in results for finding in result.suppressed)]


# sarif

URI = re.compile(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+")


def log_of(results: list[FileResult], **options: object) -> dict:
    validate = pytest.importorskip("sarif_kit.validate", reason="needs Python 3.11")
    log = json.loads(render("sarif", results, Options(**{"rule": lambda code: OURS, **options})))
    assert validate.validation_errors(log) == []
    return log["runs"][0]


def region_of(result: FileResult) -> dict:
    (told,) = log_of([result])["results"]
    return told["locations"][0]["physicalLocation"]["region"]


def uri_of(path: str) -> dict:
    (told,) = log_of([one("x", path=path)])["results"]
    return told["locations"][0]["physicalLocation"]["artifactLocation"]


@MANY
@given(runs())
def test_sarif_is_valid_and_tells_every_finding_with_its_exact_place(results: list[FileResult]) -> None:
    run = log_of(results)
    assert len(run["results"]) == len(both(results))
    texts = {os.fsencode(result.path): result.source for result in results if result.source}
    for told in run["results"]:
        place = told["locations"][0]["physicalLocation"]
        assert URI.fullmatch(place["artifactLocation"]["uri"])
        assert run["artifacts"][place["artifactLocation"]["index"]]["location"]["uri"] == place["artifactLocation"]["uri"]
        assert run["tool"]["driver"]["rules"][told["ruleIndex"]]["id"] == told["ruleId"]
        source, region = texts[unquote_to_bytes(place["artifactLocation"]["uri"])], place["region"]
        start, end = region["charOffset"], region["charOffset"] + region["charLength"]
        starts = [first for first, _ in source.lines] + [len(source.text)]
        assert starts[region["startLine"] - 1] + region["startColumn"] - 1 == start
        assert starts[region["endLine"] - 1] + region["endColumn"] - 1 == end
        assert source.text[start:end] == region["snippet"]["text"]
        assert not re.search(r"(?<!\{)(\{\{)*\{\d", told["message"]["text"])


def test_sarif_applies_fixes_to_the_characters_of_the_file() -> None:
    result = one("😀\r\nloanloan due", 3, 11, fix=Fix("safe", (Edit(3, 11, "loan"), Edit(11, 12, ""))))
    (told,) = log_of([result])["results"]
    (change,) = told["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {"deletedRegion": {"charOffset": 3, "charLength": 8}, "insertedContent": {"text": "loan"}},
        {"deletedRegion": {"charOffset": 11, "charLength": 1}},
    ]


@pytest.mark.parametrize(
    ("content", "start", "end", "place"),
    [
        ("😀 x", 2, 3, (1, 3, 1, 4)),
        ("ab\ncd\n", 0, 3, (1, 1, 1, 4)),
        ("ab\r\ncd", 0, 4, (1, 1, 1, 5)),
        ("ab\ncd\n", 0, 6, (1, 1, 2, 4)),
        ("ab\n\n", 2, 3, (1, 3, 1, 4)),
        ("", 0, 0, (1, 1, 1, 1)),
        ("ab\n", 3, 3, (2, 1, 2, 1)),
    ],
)
def test_sarif_counts_a_line_end_with_its_line(content: str, start: int, end: int, place: tuple[int, ...]) -> None:
    region = region_of(one(content, start, end))
    assert (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) == place


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("my seeds/100% sure#1?.txt", "my%20seeds/100%25%20sure%231%3F.txt"),
        ("a:b.txt", "a%3Ab.txt"),
        ("日本.txt", "%E6%97%A5%E6%9C%AC.txt"),
        ("<stdin>", "%3Cstdin%3E"),
        ("..hidden/a.txt", "..hidden/a.txt"),
    ],
)
def test_sarif_tells_files_of_the_project_from_its_root(path: str, uri: str) -> None:
    assert uri_of(path) == {"uri": uri, "uriBaseId": "%SRCROOT%", "index": 0}


@pytest.mark.skipif(os.name == "nt", reason="other paths there")
def test_sarif_tells_other_files_by_their_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert uri_of("/data/a b.txt") == {"uri": "file:///data/a%20b.txt", "index": 0}
    assert uri_of("../a.txt") == {"uri": f"file://{tmp_path.parent}/a.txt", "index": 0}
    assert uri_of(os.fsdecode(b"caf\xe9.txt"))["uri"] == "caf%E9.txt"


def test_sarif_says_what_is_suppressed_of_all_or_of_none() -> None:
    waived = one("x", suppressed=Suppression("waiver", ".newslint-waivers.yaml:3", "it is a \x1bname", "2027-01-31"), path="b.txt")
    known = one("x", suppressed=Suppression("baseline", ".newslint-baseline.json"), severity="info", path="c.txt")
    plain = one("x", severity="info", confidence=0.1)
    first, *others = log_of([waived, known, plain])["results"]
    assert (first["level"], first["suppressions"]) == ("note", [])
    assert [told["suppressions"][0]["justification"] for told in others] == [r"it is a \x1bname", "It is in the baseline."]
    assert {(told["suppressions"][0]["kind"], told["suppressions"][0]["status"]) for told in others} == {("external", "accepted")}
    assert others[0]["suppressions"][0]["properties"]["origin"] == ".newslint-waivers.yaml:3"
    assert "suppressions" not in log_of([plain])["results"][0]


def test_sarif_keeps_the_worst_and_says_how_many_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newslint.report.sarif.MOST_RESULTS", 3)
    levels = [("info", 0.9), ("error", 0.5), ("warning", 0.8), ("error", 0.9), ("warning", 0.7)]
    results = [one("x", severity=severity, confidence=confidence, path=f"{confidence}") for severity, confidence in levels]
    run = log_of(results)
    assert [(told["level"], told["rank"]) for told in run["results"]] == [("error", 90.0), ("error", 50.0), ("warning", 80.0)]
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["level"] == "warning" and notification["message"]["text"].startswith("2 more findings are left out")
    assert run["invocations"][0]["executionSuccessful"] is True


def test_sarif_tells_what_could_not_be_linted() -> None:
    (invocation,) = log_of([FileResult("a b.txt", "", (), "a b.txt: cannot be read: {0}")])["invocations"]
    (notification,) = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is False
    assert notification["message"]["text"] == "a b.txt: cannot be read: {{0}}"
    assert notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.txt"


def test_sarif_tells_that_languagetool_was_not_heard() -> None:
    out = io.StringIO()
    reporter_class("sarif")(out, Options()).close(Tally().summary()._replace(languagetool=Run(problem="it is gone")))
    (invocation,) = json.loads(out.getvalue())["runs"][0]["invocations"]
    (notification,) = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is False and "it is gone" in notification["message"]["text"]


def test_sarif_tells_of_rules_what_is_known() -> None:
    (ours,) = log_of([one("x")])["tool"]["driver"]["rules"]
    assert ours["helpUri"].endswith("/docs/rules.md#nm003")
    assert ours["properties"] == {"category": "names", "tags": ["names"], "precision": "high"}
    (theirs,) = log_of([one("x")], rule=lambda code: RULE)["tool"]["driver"]["rules"]
    assert "helpUri" not in theirs and theirs["help"] == {"text": "test", "markdown": "test"}
    (unknown,) = log_of([one("x")], rule=lambda code: None)["tool"]["driver"]["rules"]
    assert unknown["shortDescription"] == {"text": "Garbled name."}


@pytest.mark.parametrize(("confidence", "precision"), [(1, "very-high"), (0.9, "very-high"), (0.89, "high"), (0.5, "medium"), (0.1, "low")])
def test_sarif_tells_the_precision_by_the_confidence(confidence: float, precision: str) -> None:
    (told,) = log_of([one("x")], rule=lambda code: OURS._replace(confidence=confidence))["tool"]["driver"]["rules"]
    assert told["properties"]["precision"] == precision


def test_sarif_makes_no_links_and_no_markdown_of_text() -> None:
    result = one("x", message="see [this](https://evil.example) and {0}")
    run = log_of([result], rule=lambda code: OURS._replace(why="<img src=x> *a* [b](c) `d` {e}"))
    assert run["results"][0]["message"]["text"] == r"see [this\](https://evil.example) and {{0}}"
    (paragraph, link) = run["tool"]["driver"]["rules"][0]["help"]["markdown"].replace("{{", "{").replace("}}", "}").split("\n\n")
    assert MarkdownIt().render(paragraph) == "<p>&lt;img src=x&gt; *a* [b](c) `d` {e}</p>\n"
    assert link.startswith("[NM003](https://")


# github: what the runner makes of a line, by the documented syntax


def commands(log: str) -> list[tuple[str, dict[str, str], str]]:
    """The workflow commands in a log: name, properties and message."""
    found = []
    for line in re.split(r"[\r\n]", log):
        if parsed := re.match(r"\s*::([\w-]+)(?: (.*?))?::(.*)", line):
            name, properties, message = parsed.groups()
            pairs = [pair.split("=", 1) for pair in properties.split(",")] if properties else []
            found.append((name, {key: unescaped(value) for key, value in pairs}, unescaped(message)))
        else:
            assert not line.lstrip().startswith("::"), line
        assert not re.search(r"##\w*\[", line), line
    return found


def unescaped(value: str) -> str:
    for written, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        value = value.replace(written, meant)
    return value


@MANY
@given(runs())
def test_github_annotates_every_finding_and_nothing_forges_a_command(results: list[FileResult]) -> None:
    log = render("github", results)
    told = [command for command in commands(log) if command[0] not in ("group", "endgroup")]
    expected = [
        (
            {"error": "error", "warning": "warning", "info": "notice"}[finding.severity],
            {"file": logged(result.path), "line": str(finding.start.line), "title": "NM003 garbled-name"},
            logged(finding.message),
        )
        for result in results
        for finding in result.findings
    ]
    expected += [("error", {"file": result.path, "title": "newslint"}, logged(result.error)) for result in results if result.error]
    assert sorted(map(repr, expected)) == sorted(
        repr((name, {key: properties[key] for key in ("file", "line", "title") if key in properties}, message))
        for name, properties, message in told
    )
    listed = [line for line in log.splitlines() if not line.startswith("::")]
    assert len(listed) == len(findings(results)) and all(line.startswith("- ") for line in listed)


def test_github_shows_the_worst_of_each_level_and_counts_the_rest() -> None:
    results = [
        one("x", severity=severity, confidence=number / 100, path=f"{number}.txt")
        for severity in ("info", "error")
        for number in range(1, 16)
    ]
    results.append(FileResult("gone.txt", "", (), "gone.txt: no such file"))
    told = [command for command in commands(render("github", results)) if command[0] in ("error", "notice")]
    errors = [properties["file"] for name, properties, _ in told if name == "error"]
    assert errors == ["gone.txt", *(f"{number}.txt" for number in range(15, 6, -1))]
    *notices, (_, properties, rest) = [command for command in told if command[0] == "notice"]
    assert len(notices) == 9 and properties == {"title": "newslint"}
    assert {kind: int(number) for number, kind in COUNTED.findall(rest)} == {"errors": 6, "info": 6}


def test_github_gives_columns_in_one_line_only() -> None:
    (_, first, _) = commands(render("github", [one("ab cd", 3, 5)]))[2]
    assert first == {"file": "a.txt", "line": "1", "endLine": "1", "col": "4", "endColumn": "6", "title": "NM003 garbled-name"}
    (_, second, _) = commands(render("github", [one("ab\ncd\n", 0, 6)]))[2]
    assert second == {"file": "a.txt", "line": "1", "endLine": "2", "title": "NM003 garbled-name"}


def test_github_without_findings_prints_only_the_sum() -> None:
    notes = io.StringIO()
    assert render("github", [FileResult("a.txt", "", ())], Options(notes=notes)) == ""
    assert notes.getvalue() == "1 file: no findings\n"


class Page(HTMLParser):
    """The elements of a page, and the text of each cell."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.cells: list[str] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        assert all(name == "href" and value.startswith("https://github.com/newslint/") for name, value in attributes)
        if tag == "td":
            self.cells.append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag != "td"

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.cells[-1] += data


def summary_of(results: list[FileResult], path: Path) -> Page:
    path.unlink(missing_ok=True)
    path.write_text("Before", encoding="utf-8")
    render("github", results, Options(rule=lambda code: OURS, job_summary=str(path)))
    content = path.read_text(encoding="utf-8")
    assert content.startswith("Before\n") and content.endswith("\n\n")
    page = Page()
    page.feed(MarkdownIt().render(f"{content}after *it*"))
    assert page.rawdata == "" and page.elements <= set("p h3 h4 table tr th td code a br em".split())
    assert "em" in page.elements  # Markdown goes on after the summary
    return page


@MANY
@given(results=runs())
def test_a_job_summary_shows_hostile_text_as_it_is(results: list[FileResult], tmp_path_factory: pytest.TempPathFactory) -> None:
    page = summary_of(results, tmp_path_factory.getbasetemp() / "summary.md")
    shown = {visible(finding.message) for finding in findings(results)} | {visible(result.path) for result in results if result.findings}
    assert shown <= set(page.cells)


def test_a_job_summary_tells_files_rules_and_what_was_not_linted(tmp_path: Path) -> None:
    gone = FileResult("gone.txt", "", (), "gone.txt: no such file")
    page = summary_of([one("x"), one("y", path="b.txt", severity="info"), gone], tmp_path / "summary.md")
    assert page.cells == [
        "gone.txt: no such file",
        *("error", "NM003", "a.txt:1:1", "wrong"),
        *("info", "NM003", "b.txt:1:1", "wrong"),
        *("a.txt", "1", "41 (D)"),
        *("b.txt", "1", "41 (D)"),
        *("NM003", "garbled-name", "2", "2"),
    ]


def test_a_job_summary_stays_small_whatever_it_tells(tmp_path: Path) -> None:
    evil = "\U000e0041😀<&" * 400
    results = [one("x", path=f"{number}{evil}", message=evil) for number in range(200)]
    results += [FileResult(f"{number}{evil}", "", (), f"{number}{evil}: no") for number in range(200)]
    summary_of(results, tmp_path / "summary.md")
    content = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert len(content) < 2**20 * 3 // 4 and content.count("and 150 more") == 3


def test_a_job_summary_that_cannot_be_written_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(NewslintError, match=r"GITHUB_STEP_SUMMARY: .*cannot be written"):
        render("github", [], Options(job_summary=str(tmp_path)))


# gitlab


@MANY
@given(runs())
def test_gitlab_tells_every_finding_with_a_fingerprint_of_its_own(results: list[FileResult]) -> None:
    report = json.loads(render("gitlab", results))
    assert len({issue["fingerprint"] for issue in report}) == len(report) == len(findings(results))
    for issue in report:
        assert list(issue) == ["description", "check_name", "fingerprint", "severity", "location"]
        assert issue["location"]["lines"]["begin"] <= issue["location"]["lines"]["end"]
        json.dumps(issue, ensure_ascii=False).encode()


def test_gitlab_severities_and_lines() -> None:
    results = [one("ab\ncd\n", 0, 6, severity=severity, path=severity) for severity in ("error", "warning", "info")]
    report = json.loads(render("gitlab", results))
    assert [issue["severity"] for issue in report] == ["major", "minor", "info"]
    assert report[0]["location"] == {"path": "error", "lines": {"begin": 1, "end": 2}}
    assert [issue["fingerprint"] for issue in report] == ["0" * 16, "0" * 16 + "-2", "0" * 16 + "-3"]


def test_files_are_called_by_their_names_in_the_project() -> None:
    result = one("x")
    result = result._replace(source=Source.from_bytes(b"x", "a.txt", "seeds/a.txt"))
    assert json.loads(render("gitlab", [result]))[0]["location"]["path"] == "seeds/a.txt"
    assert commands(render("github", [result]))[2][1]["file"] == "seeds/a.txt"
    assert log_of([result])["artifacts"][0]["location"]["uri"] == "seeds/a.txt"


# junit and checkstyle


@MANY
@given(runs())
def test_junit_has_a_test_for_every_finding_and_for_every_clean_file(results: list[FileResult]) -> None:
    report = JUnitXml.fromstring(render("junit", results).encode())
    suites = list(report)
    assert [suite.name for suite in suites] == [visible(result.path) for result in results]
    for suite, result in zip(suites, results, strict=True):
        failed = [case for case in suite if case.is_failure]
        assert len(failed) == suite.failures == len(result.findings)
        assert len([case for case in suite if case.is_skipped]) == suite.skipped == len(result.suppressed)
        assert len([case for case in suite if case.is_error]) == suite.errors == (result.error is not None)
        assert len(list(suite)) == suite.tests == max(1, len(result.findings) + len(result.suppressed))
        assert sorted(case.result[0].message for case in failed) == sorted(visible(finding.message) for finding in result.findings)


@MANY
@given(runs())
def test_checkstyle_has_an_element_for_every_finding(results: list[FileResult]) -> None:
    root = ElementTree.fromstring(render("checkstyle", results))
    assert [file.get("name") for file in root] == [visible(result.path) for result in results]
    for file, result in zip(root, results, strict=True):
        expected = [visible(finding.message) for finding in result.findings] or ([visible(result.error)] if result.error else [])
        assert sorted(error.get("message") for error in file) == sorted(expected)


# What services see of a log


@pytest.mark.parametrize("told", ["##[add-mask]x", "###[error]x", "##vso[task.setvariable]x", "##[a]##[b]"])
def test_a_command_in_a_text_is_written_out(told: str) -> None:
    shown = logged(f"seeds {told}")
    assert not re.search(r"##\w*\[", shown) and shown.replace(r"\x23", "#") == f"seeds {told}"


def test_other_marks_stay_as_they_are() -> None:
    assert logged("## heading [1] #[x] ##") == "## heading [1] #[x] ##"
