"""Every format against its golden file in tests/golden/. To write these anew: UPDATE_GOLDEN=1 pytest tests/report"""

from __future__ import annotations

import io
import json
import os
from importlib import import_module
from pathlib import Path

import pytest
from helpers import rule

from newslint import __version__, report
from newslint.errors import NewslintError
from newslint.finding import Edit, FileResult, Finding, Fix, Position, Score, Suppression
from newslint.report import FORMATS, reporter_class
from newslint.report.base import Options, Summary, Tally, headline
from newslint.report.statistics import JsonStatistics, TextStatistics
from newslint.ruleset.loader import builtin_folder
from newslint.source import Source

GOLDEN = Path(__file__).parent.parent / "golden"
LONG = (
    "Delegates from nineteen river provinces, who had argued since the early morning over dredging quotas, heard the deputy "
    "harbour minister Tomas Gruschkow promise that no barge would be turned away before the spring floods had been measured twice."
)


def finding(text: str, match: str, **changes: object) -> Finding:
    """A finding on the first occurrence of `match`."""
    start = text.index(match)

    def position(offset: int) -> Position:
        before = text[:offset]
        return Position(before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1, offset)

    values: dict[str, object] = {
        "code": "NM003",
        "name": "garbled-name",
        "category": "names",
        "severity": "error",
        "confidence": 0.92,
        "message": f'"{match}" is probably somebody else',
        "match": match,
        "start": position(start),
        "end": position(start + len(match)),
        "fingerprint": "0123456789abcdef",
    }
    return Finding(**{**values, **changes})  # type: ignore[arg-type]


def result(path: str, text: str, *findings: Finding) -> FileResult:
    score = Score(41, "D", {"translation": 50, "boilerplate": 82, "consistency": None})
    return FileResult(path, "5e" * 32, findings, None, Source.from_text(text, path), score)


def run() -> list[FileResult]:
    """A run with a bit of everything."""
    ticker = "Talks resume on Monday.\n\nMOST READ\nFerry stuck again\nMayor sells boat\nWeather: fog\n"
    cjk = "代表团说 「ＡＢＣ公司」 cafe\u0301 Gruschkow 否认。"
    hostile = "Quiet\x1b[31m red \u202etxt.exe\u202c \ud83d Gruschkow\x07 end"
    return [
        result(
            "seeds/a.txt",
            LONG,
            finding(LONG, "measured twice", code="MT101", name="calque", category="translation", severity="info", confidence=0.4),
            finding(LONG, "Gruschkow", suggestions=("Grushko", "Gruschko")),
        ),
        result(
            "seeds/b.txt",
            ticker,
            finding(
                ticker,
                "MOST READ\nFerry stuck again\nMayor sells boat\nWeather: fog",
                code="BP040",
                name="most-read",
                category="boilerplate",
                severity="warning",
                message="a list of other stories",
                fix=Fix("safe", (Edit(25, 82, ""),)),
            ),
        ),
        FileResult("seeds/clean.txt", "c1" * 32, ()),
        result("seeds/日本.txt", cjk, finding(cjk, "Gruschkow"), finding(cjk, "cafe\u0301", code="TY009", name="mark", severity="info")),
        result("seeds/evil\x1b]0;owned\x07\n\udcff.txt", hostile, finding(hostile, "\ud83d Gruschkow\x07", suggestions=("a\u2066b",))),
        FileResult("seeds/gone.txt", "", (), "seeds/gone.txt: no such file or folder; check the path"),
    ]


def render(cls: type, options: Options, results: list[FileResult]) -> str:
    out, tally = io.StringIO(), Tally()
    reporter = cls(out, options._replace(notes=out))
    for each in results:
        tally.add(each)
        reporter.file(each)
    reporter.close(tally.summary())
    return out.getvalue()


GARBLED_NAME = rule(
    "kind: phrase\nphrases: [x]", code="NM003", name="garbled-name", category="names", why="'Who is <him>? A [name] was *lost*.'"
)._replace(path=str(builtin_folder() / "names" / "garbled.yaml"))
KNOWN = Options(rule=lambda code: GARBLED_NAME if code == "NM003" else None)

CASES = {
    "text": (reporter_class("text"), Options()),
    "text-color": (reporter_class("text"), Options(color=True)),
    "full": (reporter_class("full"), KNOWN._replace(width=80)),
    "full-narrow": (reporter_class("full"), KNOWN._replace(width=40)),
    "full-color": (reporter_class("full"), KNOWN._replace(width=80, color=True)),
    "json": (reporter_class("json"), Options()),
    "jsonl": (reporter_class("jsonl"), Options()),
    "statistics": (TextStatistics, Options()),
    "statistics-json": (JsonStatistics, Options()),
    "sarif": (reporter_class("sarif"), KNOWN),
    "github": (reporter_class("github"), KNOWN),
    "gitlab": (reporter_class("gitlab"), KNOWN),
    "junit": (reporter_class("junit"), KNOWN),
    "checkstyle": (reporter_class("checkstyle"), KNOWN),
}


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str) -> None:
    cls, options = CASES[name]
    printed = render(cls, options, run()).replace(f'"{__version__}"', '"VERSION"')
    golden = GOLDEN / f"{name}.golden"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(printed.encode())
    assert printed.encode() == golden.read_bytes()


@pytest.mark.parametrize("name", CASES)
def test_nothing_unsafe_is_printed(name: str) -> None:
    cls, options = CASES[name]
    printed = render(cls, options._replace(color=False), run())
    unsafe = set(range(0x20)) - {0x0A} | set(range(0x7F, 0xA0)) | set(range(0x202A, 0x202F)) | set(range(0x2066, 0x206A))
    assert not [character for character in printed if ord(character) in unsafe or "\ud800" <= character <= "\udfff"]


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_is_ascii_and_keeps_every_character(name: str) -> None:
    printed = render(*CASES[name], run())
    assert printed.isascii()
    last = json.loads(printed)["results"][-2]["findings"][0] if name == "json" else json.loads(printed.splitlines()[-1])
    assert last["match"] == "\ud83d Gruschkow\x07"


def test_json_keeps_the_documented_order_of_keys() -> None:
    printed = json.loads(render(*CASES["json"], run()))
    assert list(printed) == ["schema_version", "tool", "offset_unit", "summary", "results"]
    assert list(printed["summary"]) == ["files", "findings", "suppressed", "stale", "by_code", "skipped", "languagetool", "since"]
    assert list(printed["results"][0]) == ["path", "sha256", "score", "error", "findings"]
    assert list(printed["results"][0]["findings"][0]) == [
        *("code", "name", "category", "severity", "confidence", "message", "match", "start", "end"),
        *("suggestions", "fix", "fingerprint", "url", "suppressed"),
    ]
    assert printed["results"][1]["findings"][0]["fix"] == {"applicability": "safe", "edits": [{"start": 25, "end": 82, "content": ""}]}
    assert printed["summary"]["skipped"] == ["seeds/gone.txt"]
    assert printed["results"][-1]["error"]


def test_jsonl_is_streamed() -> None:
    out = io.StringIO()
    reporter = reporter_class("jsonl")(out, Options())
    reporter.file(run()[1])
    assert json.loads(out.getvalue())["path"] == "seeds/b.txt"


def test_json_of_a_run_without_files() -> None:
    assert json.loads(render(*CASES["json"], []))["results"] == []


@pytest.mark.parametrize("name", ["text", "full", "statistics"])
def test_quiet_leaves_the_sum_out(name: str) -> None:
    cls, options = CASES[name]
    assert "6 findings (" in render(cls, options, run())
    assert "findings (" not in render(cls, options._replace(quiet=True), run())


def test_findings_are_printed_in_the_order_of_their_places() -> None:
    lines = render(*CASES["text"], run()[:1]).splitlines()
    assert [line.split()[1] for line in lines[:2]] == ["NM003", "MT101"]


def test_summary_of_no_findings() -> None:
    assert render(*CASES["text"], [FileResult("a.txt", "", ())]) == "1 file: no findings\n"


def suppressed_run() -> list[FileResult]:
    text = "He saw the the nets and the the sails."
    waived = Suppression("waiver", ".newslint-waivers.yaml:3", "quoted \x1b[31m", "2030-01-31")
    hidden = (
        finding(text, "the the", suppressed=waived),
        finding(text, "the sails", suppressed=Suppression("baseline", ".newslint-baseline.json:2")),
    )
    return [result("a.txt", text, finding(text, "nets"))._replace(suppressed=hidden)]


@pytest.mark.parametrize("name", ["text", "full"])
def test_suppressed_findings_are_shown_to_people_who_ask(name: str) -> None:
    cls, options = CASES[name]
    printed = render(cls, options._replace(show_suppressed=True), suppressed_run())
    places = [printed.index(note) for note in (r"(waived until 2030-01-31: quoted \x1b[31m)", '"nets"', "(in the baseline)")]
    assert places == sorted(places) and "\x1b" not in printed
    assert "1 file: 1 finding (1 error); 2 suppressed\n" in printed
    assert "waived" not in render(cls, options, suppressed_run())


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_programs_always_get_suppressed_findings(name: str) -> None:
    printed = render(*CASES[name], suppressed_run())
    rows = json.loads(printed)["results"][0]["findings"] if name == "json" else list(map(json.loads, printed.splitlines()))
    assert [row["suppressed"] and row["suppressed"]["kind"] for row in rows] == ["waiver", None, "baseline"]


def test_a_ledger_is_no_file_that_was_linted() -> None:
    tally = Tally()
    tally.add(result("a.txt", "fine"))
    tally.add(result("ledger", "x", finding("x", "x", code="NL001", severity="warning")), stale=3)
    assert headline(tally.summary()) == "1 file: 1 finding (1 warning); 3 stale"


def test_share_counts_files_once() -> None:
    twice = finding("a b a", "a"), finding("a b a", "b")
    rows = json.loads(render(*CASES["statistics-json"], [result("x", "a b a", *twice), result("y", "fine")]))["statistics"]
    assert rows == [{"code": "NM003", "name": "garbled-name", "count": 2, "files": 1, "share": 0.5}]


def test_an_unknown_format_is_told_with_the_nearest() -> None:
    with pytest.raises(NewslintError, match='Did you mean "json"'):
        reporter_class("jsn")


def test_every_module_with_a_reporter_is_a_format() -> None:
    modules = sorted(path.stem for path in Path(report.__file__).parent.glob("*.py"))
    assert [name for name in modules if hasattr(import_module(f"newslint.report.{name}"), "Reporter") and name != "base"] == list(FORMATS)


def test_a_passage_is_left_out_when_the_line_is_not_known() -> None:
    bare = FileResult("a.txt", "", (finding("Gruschkow", "Gruschkow"),))
    assert "^" not in render(*CASES["full"], [bare])


def test_summary_has_what_programs_need() -> None:
    tally = Tally()
    for each in run():
        tally.add(each)
    summary: Summary = tally.summary()
    assert (summary.files, summary.findings, summary.skipped) == (5, 6, ("seeds/gone.txt",))
    assert summary.by_code == {"BP040": 1, "MT101": 1, "NM003": 3, "TY009": 1}
    assert list(summary.by_code) == sorted(summary.by_code)
