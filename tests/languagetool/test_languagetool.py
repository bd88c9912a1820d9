"""Kind `languagetool` and its server, against a real LanguageTool; servers that misbehave are small ones of our own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from helpers import rule

from newslint.api import lint_text, load_rules
from newslint.errors import NewslintError, RuleError
from newslint.finding import Finding
from newslint.grammar import Remark, Wanted
from newslint.integrations.languagetool import MOST_AT_ONCE, LanguageTool
from newslint.ruleset.examples import run_examples
from newslint.ruleset.knowledge import Knowledge
from newslint.ruleset.loader import builtin_folder, check_rule, load_knowledge, read_rules
from newslint.ruleset.model import RuleSet
from newslint.source import Source

PAGE = builtin_folder() / "grammar" / "languagetool.yaml"
WEEKDAY = Wanted("en-US", ("IN_WEEKDAY",), ())
TEXT = "He said in Monday that the boat is lost.\n"
MISTAKE = "Read the 😀 “he said in Monday” twice.\n"


def only(*codes: str) -> RuleSet:
    return load_rules().only(codes)


def found(text: str, tool: LanguageTool, *codes: str) -> list[Finding]:
    return lint_text(text, only(*codes), grammar=tool)


def remarks(tool: LanguageTool, text: str, wanted: Wanted = WEEKDAY) -> list[tuple[int, int, str]]:
    return [(remark.start, remark.end, remark.rule) for remark in tool.remarks(Source.from_text(text, "a.txt"), [wanted])]


def test_examples_of_the_rules(tool: LanguageTool) -> None:
    knowledge: Knowledge = load_knowledge([builtin_folder()])
    failures = [
        f"{result.rule.code}, line {result.line}: {result.message}"
        for entry in read_rules(PAGE)
        for given, examples in [check_rule(entry, PAGE, knowledge)]
        for result in run_examples(given, examples, entry, knowledge, grammar=tool)
        if not result.ok or result.skipped
    ]
    assert failures == [] and tool.run.problem == ""


def test_a_finding_has_the_span_the_suggestion_and_the_words_of_languagetool(tool: LanguageTool) -> None:
    (finding,) = found(TEXT, tool, "LT006")
    assert (finding.code, finding.category, finding.severity) == ("LT006", "grammar", "warning")
    assert (finding.start.offset, finding.end.offset, finding.match) == (8, 17, "in Monday")
    assert finding.suggestions == ("on Monday",) and "preposition" in finding.message
    assert finding.fix and finding.fix.applicability == "unsafe"
    assert tool.run == ("6.6", 1, 0, "") and tool.run.told() == "LanguageTool 6.6 checked 1 file"


@pytest.mark.parametrize("before", ["", "𝒜🙂é ", "🙂" * 50 + "\n\n", "\r\n\r\n", "日本語。 "])
@pytest.mark.parametrize("inside", ["in Monday", "in  Monday"])
def test_places_are_code_points_whatever_stands_before(tool: LanguageTool, before: str, inside: str) -> None:
    text = f"{before}He said {inside} that 🙂 it was lost.\n"
    start = text.index(inside)
    assert remarks(tool, text) == [(start, start + len(inside), "IN_WEEKDAY")]


def test_a_place_with_a_wide_character_inside(tool: LanguageTool) -> None:
    text = "🙂 The boat ( with the 🙂 was lost .\n"
    for start, end, _ in remarks(tool, text, Wanted("en-US", (), ("TYPOGRAPHY",))):
        assert 0 <= start < end <= len(text)
    assert {text[start:end] for start, end, _ in remarks(tool, text, Wanted("en-US", ("COMMA_PARENTHESIS_WHITESPACE",), ()))} >= {" ."}


def test_only_what_is_wanted_comes_back(tool: LanguageTool) -> None:
    text = "He said in Monday that teh boat boat is lost .\n"
    assert {name for _, _, name in remarks(tool, text)} == {"IN_WEEKDAY"}
    assert len({name for _, _, name in remarks(tool, text, Wanted("en-US", (), ("TYPOS", "GRAMMAR")))}) > 1


def test_a_long_text_goes_in_pieces_and_keeps_its_places(tool: LanguageTool) -> None:
    filler = "The boat left the harbour.\n" * (MOST_AT_ONCE // 27 + 5)
    text = f"🙂\n{filler}{TEXT}{filler}{TEXT}"
    places = [start for start, _, _ in remarks(tool, text)]
    first = text.index("in Monday")
    assert places == [first, text.index("in Monday", first + 1)]


def test_what_another_rule_tells_is_not_told_again(tool: LanguageTool) -> None:
    own = rule("kind: phrase\nphrases: [said in Monday]", code="MT901")
    (lt006,) = only("LT006").rules
    assert [finding.code for finding in lint_text(TEXT, RuleSet([own, lt006], Knowledge()), grammar=tool)] == ["MT901"]


def test_a_rule_passes_on_only_remarks_of_its_own_language() -> None:
    class Known:
        def remarks(self, source: Source, wanted: Sequence[Wanted]) -> list[Remark]:
            return [Remark(8, 17, entry.language, "IN_WEEKDAY", "GRAMMAR", "m") for entry in wanted if entry.language == "en-US"]

    rules = {
        language: rule(f"kind: languagetool\nrules: [IN_WEEKDAY]\nlanguage: {language}", code=code, name=code.lower())
        for language, code in (("en-US", "MT901"), ("en-GB", "MT902"))
    }
    found = lint_text(TEXT, RuleSet(list(rules.values()), Knowledge()), grammar=Known())
    assert [finding.code for finding in found] == ["MT901"]


def test_without_languagetool_the_rules_are_silent() -> None:
    assert lint_text(TEXT, only("LT006")) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("kind: languagetool", "give rules or categories"),
        ("kind: languagetool\nrules: [in_weekday]", "no id of LanguageTool"),
        ("kind: languagetool\nrules: [IN_WEEKDAY]\nlanguage: English", "no language code"),
    ],
)
def test_wrong_keys(body: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        rule(body)


def run(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_COLOR": "1", **environment}
    command = [sys.executable, "-m", "newslint", *arguments]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", timeout=300)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT + "\nAdvertisement\n")
    (tmp_path / "b.txt").write_text("The boat is lost.\n")
    return tmp_path


OWN = ("--select", "LT,BP001", "--format", "text")


def test_a_server_of_our_own_runs_once_and_is_gone_afterwards(jars: Path, folder: Path) -> None:
    before = servers_of(jars)
    done = run("lint", *OWN, "--languagetool", str(jars), folder=folder)
    assert done.returncode == 1, done.stderr
    assert [line.split()[1] for line in done.stdout.splitlines()] == ["LT006", "BP001"]
    assert done.stderr.splitlines() == ["2 files: 2 findings (1 error, 1 warning)", "LanguageTool 6.6 checked 2 files"]
    assert servers_of(jars) == before


def test_json_says_what_languagetool_did(address: str, folder: Path) -> None:
    done = run("lint", "--select", "LT", "--format", "json", "--languagetool", address, folder=folder)
    assert json.loads(done.stdout)["summary"]["languagetool"] == {"version": "6.6", "checked": 2, "unchecked": 0, "problem": ""}
    done = run("lint", "--select", "BP001", "--format", "json", folder=folder)
    assert json.loads(done.stdout)["summary"]["languagetool"] is None


def test_rules_test_asks_languagetool_too(address: str, folder: Path) -> None:
    done = run("rules", "test", str(PAGE), "--languagetool", address, folder=folder)
    assert (done.returncode, done.stdout) == (0, "7 rules, 28 examples: all pass\n")
    assert "7 rules skipped" in run("rules", "test", str(PAGE), folder=folder).stdout


@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_server_ends_with_a_run_that_is_killed(jars: Path, folder: Path, way: signal.Signals) -> None:
    for number in range(40):
        (folder / f"c{number}.txt").write_text(TEXT * 3000)
    command = [sys.executable, "-m", "newslint", "lint", *OWN, "--languagetool", str(jars), "--output", "report.txt"]
    before = servers_of(jars)
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)
    wait_for(lambda: servers_of(jars) > before)
    process.send_signal(way)
    process.wait(60)
    wait_for(lambda: servers_of(jars) == before)
    assert not (folder / "report.txt").exists()


def servers_of(jars: Path) -> set[str]:
    """The process numbers of the servers that were started from a folder."""
    listed = subprocess.run(["ps", "-eww", "-o", "pid,args"], capture_output=True, text=True, check=True).stdout.splitlines()
    return {line.split()[0] for line in listed if str(jars) in line and "HTTPServer" in line and "keeper" not in line}


def wait_for(met: Callable[[], bool], seconds: float = 60) -> None:
    latest = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < latest, "waited in vain"
        time.sleep(0.1)


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


Answer = Callable[[BaseHTTPRequestHandler, int], None]
INFO = {"software": {"name": "LanguageTool", "version": "0.1"}}
LANGUAGES = [{"name": "English", "code": "en", "longCode": "en-US"}]


@pytest.fixture(autouse=True)
def _package() -> None:
    pytest.importorskip("language_tool_python", reason="language-tool-python is not installed")


class Quiet(ThreadingHTTPServer):
    """A server that does not complain of clients that went away."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        pass


@contextmanager
def pretender(check: Answer, info: object = INFO) -> Iterator[str]:
    """A server that greets like LanguageTool and then answers checks as it likes; `check` gets the number of the request, from 1."""
    count = 0

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            say(self, info if self.path.endswith("info") else LANGUAGES)

        def do_POST(self) -> None:
            nonlocal count
            count += 1
            self.rfile.read(int(self.headers["Content-Length"]))
            check(self, count)

        def log_message(self, *_: object) -> None:
            pass

    server = Quiet(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def say(handler: BaseHTTPRequestHandler, value: object) -> None:
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def remark(offset: int, length: int) -> dict[str, object]:
    return {
        **{"message": "m", "offset": offset, "length": length, "replacements": [], "sentence": "s", "context": {"text": "s", "offset": 0}},
        "rule": {"id": "IN_WEEKDAY", "issueType": "grammar", "category": {"id": "GRAMMAR"}},
    }


def hang(handler: BaseHTTPRequestHandler, number: int) -> None:
    time.sleep(5)


def break_off(handler: BaseHTTPRequestHandler, number: int) -> None:
    if number == 1:
        say(handler, {"matches": []})
    else:
        handler.connection.shutdown(socket.SHUT_RDWR)


NONSENSE = {
    "no JSON": b"<html>busy</html>",
    "another object": {"results": []},
    "a list": [1, 2],
    "nothing": b"",
    "no text at all": b"\xff\xfe\x00",
    "a remark without a place": {"matches": [{"message": "m"}]},
    "a place behind the end": {"matches": [remark(10_000, 5)]},
    "a place before the beginning": {"matches": [remark(-3, 5)]},
    "an empty place": {"matches": [remark(3, 0)]},
}


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_costs_nothing_but_the_remarks(name: str) -> None:
    with pretender(lambda handler, _: say(handler, NONSENSE[name])) as address, LanguageTool(address) as tool:
        for path in ("a.txt", "b.txt"):
            (finding,) = lint_text(f"{TEXT}\nAdvertisement\n", only("LT006", "BP001"), path=path, grammar=tool)
            assert finding.code == "BP001"
    assert tool.run.told().startswith("LanguageTool 0.1 checked 0 files and left out 2: it failed at a.txt: ")
    assert tool.run.told().endswith("it was asked no more") and "\n" not in tool.run.told()


def test_nonsense_is_told_once(folder: Path) -> None:
    with pretender(lambda handler, _: say(handler, NONSENSE["no JSON"])) as address:
        done = run("lint", *OWN, "--languagetool", address, folder=folder)
    assert done.returncode == 2 and "BP001" in done.stdout and "Traceback" not in done.stderr
    (told,) = (line for line in done.stderr.splitlines() if "LanguageTool" in line)
    assert told.startswith("newslint: LanguageTool 0.1 checked 0 files and left out 2: it failed at a.txt: ")


def test_a_server_that_dies_half_way(folder: Path) -> None:
    with pretender(break_off) as address:
        done = run("lint", *OWN, "--languagetool", address, folder=folder)
    assert done.returncode == 2 and "BP001" in done.stdout
    assert f"checked 1 file and left out 1: it failed at b.txt: {address} does not answer" in done.stderr


def test_a_slow_server_costs_the_time_and_is_given_up(folder: Path) -> None:
    for name in "cdef":
        (folder / f"{name}.txt").write_text("A text.\n")
    with pretender(hang) as address:
        done = run("lint", *OWN, "--languagetool", address, "--languagetool-seconds", "0.2", folder=folder)
    assert done.returncode == 2 and "BP001" in done.stdout
    assert "left out 6: it needed more than 0.2 seconds for c.txt; it was asked no more" in done.stderr


def test_a_server_that_was_slow_once_is_asked_again(folder: Path) -> None:
    def slow_at_first(handler: BaseHTTPRequestHandler, number: int) -> None:
        if number == 1:
            hang(handler, number)
        say(handler, {"matches": []})

    with pretender(slow_at_first) as address:
        done = run("lint", *OWN, "--languagetool", address, "--languagetool-seconds", "1", folder=folder)
    assert "checked 1 file and left out 1: it needed more than 1 seconds for a.txt" in done.stderr


def test_no_server_and_no_languagetool(folder: Path) -> None:
    address = f"http://127.0.0.1:{closed_port()}"
    done = run("lint", *OWN, "--languagetool", address, folder=folder)
    assert done.returncode == 2 and "BP001" in done.stdout
    assert f"newslint: LanguageTool did not run: {address} does not answer; start the server, or mend the address" in done.stderr
    with pretender(hang, info={"software": {"name": "Other", "version": "1"}}) as other:
        assert f"LanguageTool did not run: {other} is Other" in run("lint", *OWN, "--languagetool", other, folder=folder).stderr
    with pytest.raises(NewslintError, match="neither the address"):
        LanguageTool(str(folder))
    done = run("lint", "--languagetool", "nowhere", folder=folder)
    assert done.returncode == 2 and "neither the address" in done.stderr and "Traceback" not in done.stderr


def test_a_server_that_never_says_a_word() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"http://127.0.0.1:{mute.getsockname()[1]}"
        with LanguageTool(address, seconds=0.2) as tool:
            assert [remarks(tool, TEXT) for _ in range(3)] == [[], [], []]
        assert tool.run.told() == f"LanguageTool did not run: {address} does not answer within 0.2 seconds"


def test_a_jar_that_java_cannot_start_and_no_java(jars: Path, folder: Path) -> None:
    (folder / "jars").mkdir()
    (folder / "jars" / "languagetool-server.jar").write_bytes(b"no jar")
    done = run("lint", *OWN, "--languagetool", "jars", folder=folder)
    assert done.returncode == 2 and "BP001" in done.stdout
    assert "newslint: LanguageTool did not run: Java could not start it from jars: Error: " in done.stderr
    done = run("lint", *OWN, "--languagetool", "jars", folder=folder, PATH=str(folder))
    assert 'LanguageTool did not run: there is no program "java"' in done.stderr


def test_a_proxy_is_not_told_what_a_server_on_this_machine_is_asked(address: str, folder: Path) -> None:
    proxy = f"http://127.0.0.1:{closed_port()}"
    done = run("lint", *OWN, "--languagetool", address, folder=folder, http_proxy=proxy, HTTP_PROXY=proxy)
    assert "LanguageTool 6.6 checked 2 files" in done.stderr


def test_a_default_run_neither_imports_nor_asks_it(folder: Path) -> None:
    code = (
        "import sys; from newslint.cli.main import main; main(['lint', '--exit-zero', '--isolated', '.']);"
        "print([name for name in sys.modules if name in ('language_tool_python', 'requests', 'newslint.integrations.languagetool')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_rules_selected_by_name_without_it_are_told(folder: Path) -> None:
    done = run("lint", "--select", "LT", folder=folder)
    assert done.returncode == 0 and "newslint: the rules LT find nothing without LanguageTool" in done.stderr
    assert "LanguageTool" not in run("lint", "--select", "BP001", folder=folder).stderr


def test_the_package_is_an_extra(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "language_tool_python", None)
    with pytest.raises(NewslintError, match=r'pip install "newslint\[languagetool\]"'):
        LanguageTool("http://127.0.0.1:1")
