"""`newslint lint`, as a process."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_helpers import BAD, OWN, Run

LINES = (
    'bad.txt:1:5: MT950 warning "harbour chancellor" should be "harbour master" [0.60]\n'
    'bad.txt:3:1: BP950 error "Read more below" is a footer [0.90]\n'
)


def test_findings_one_a_line_and_the_sum_on_stderr(run: Run) -> None:
    done = run("lint", *OWN)
    assert (done.returncode, done.stdout) == (1, LINES)
    assert done.stderr == "2 files: 2 findings (1 error, 1 warning)\n"


def test_clean_files(run: Run) -> None:
    done = run("lint", *OWN, "clean.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "1 file: no findings\n")


def test_quiet(run: Run) -> None:
    assert run("lint", *OWN, "--quiet").stderr == ""
    assert run("lint", *OWN, "--quiet").stdout == LINES


@pytest.mark.parametrize(
    ("arguments", "code", "count"),
    [
        ((), 1, 2),
        (("--severity", "warning"), 1, 2),
        (("--severity", "error"), 1, 1),
        (("--min-confidence", "0.7"), 1, 1),
        (("--min-confidence", "1"), 0, 0),
        (("--ignore", "BP"), 1, 2),
        (("--ignore", "BP950"), 0, 1),
        (("--ignore", "own-footer", "--fail-on", "warning"), 1, 1),
        (("--ignore", "own-footer", "--fail-on", "error"), 0, 1),
        (("--exit-zero",), 0, 2),
    ],
)
def test_what_is_shown_and_what_fails(run: Run, arguments: tuple[str, ...], code: int, count: int) -> None:
    done = run("lint", *OWN, *arguments)
    assert (done.returncode, len(done.stdout.splitlines())) == (code, count)


def test_what_is_not_shown_is_not_counted(run: Run) -> None:
    assert run("lint", *OWN, "--severity", "error").stderr == "2 files: 1 finding (1 error)\n"
    assert json.loads(run("lint", *OWN, "--min-confidence", "0.7", "--format", "json").stdout)["summary"]["by_code"] == {"BP950": 1}


def test_selecting_rules(run: Run, folder: Path) -> None:
    (folder / "bad.txt").write_text("Exceedingly late. " + BAD)

    def found(*arguments: str) -> list[str]:
        done = run("lint", "--isolated", "--rules", "house", *arguments, "bad.txt", "--format", "jsonl")
        return [json.loads(line)["code"] for line in done.stdout.splitlines()]

    assert found("--select", "BP950", "--select", "MT95") == ["MT950", "BP950"]
    assert found("--select", "own-calque", "--extend-select", "BP950") == ["MT950", "BP950"]
    assert found("--select", "RD", "--extend-select", "BP950") == ["BP950"]
    assert found("--select", "own-hint") == ["RD950"]
    assert found("--select", "BP950,MT950", "--ignore", "BP9") == ["MT950", "BP950"]


def test_json(run: Run) -> None:
    done = run("lint", *OWN, "--format", "json", "bad.txt", "gone.txt")
    report = json.loads(done.stdout)
    assert done.returncode == 2
    assert report["summary"] == {
        **{"files": 1, "findings": 2, "suppressed": 0, "stale": 0},
        "by_code": {"BP950": 1, "MT950": 1},
        "skipped": ["gone.txt"],
        "languagetool": None,
        "since": None,
    }
    bad, gone = report["results"]
    assert (bad["path"], len(bad["sha256"]), bad["error"]) == ("bad.txt", 64, None)
    assert [finding["code"] for finding in bad["findings"]] == ["MT950", "BP950"]
    for finding in bad["findings"]:
        assert BAD[finding["start"]["offset"] : finding["end"]["offset"]] == finding["match"]
    assert bad["findings"][0]["suggestions"] == ["harbour master"]
    assert gone["error"] == "gone.txt: no such file or folder; check the path" and gone["findings"] == []


def test_full_when_asked_for(run: Run) -> None:
    printed = run("lint", *OWN, "--format", "full", "bad.txt").stdout
    assert "    | The harbour chancellor spoke on Monday.\n    |     ^^^^^^^^^^^^^^^^^^\n    = try: harbour master\n" in printed


def test_html_is_one_page_with_the_text_and_the_reason(run: Run, folder: Path) -> None:
    done = run("lint", *OWN, "--format", "html", "--output", "report.html")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>") and page.endswith("</html>\n")
    assert '<a href="#n1">harbour chancellor</a>' in page and "A word for word translation." in page
    assert run("lint", *OWN, "--format", "html").stdout == page


def test_html_holds_in_a_stream_that_is_not_utf8(run: Run, folder: Path) -> None:
    (folder / "bad.txt").write_text("“The harbour chancellor”", encoding="utf-8")
    page = run("lint", *OWN, "--format", "html", PYTHONIOENCODING="cp1252").stdout
    assert "&#8220;The " in page and page.isascii()


def test_templates_are_loaded_for_html_only(folder: Path) -> None:
    code = (
        "import sys; from newslint.cli.main import main; main(sys.argv[1:]); print({'jinja2', 'newslint.report.html'} & set(sys.modules))"
    )
    for name, loaded in (("text", "set()"), ("html", "{'")):
        command = [sys.executable, "-c", code, "lint", *OWN, "--format", name]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1].startswith(loaded)


def test_statistics(run: Run) -> None:
    done = run("lint", *OWN, "--statistics")
    assert done.stdout.splitlines()[1].split() == ["1", "1", "50%", "BP950", "own-footer"]
    assert done.returncode == 1
    table = json.loads(run("lint", *OWN, "--statistics", "--format", "json").stdout)["statistics"]
    assert [row["code"] for row in table] == ["BP950", "MT950"]
    refused = run("lint", *OWN, "--statistics", "--format", "jsonl")
    assert refused.returncode == 2 and "--format text" in refused.stderr


def test_stdin(run: Run) -> None:
    done = run("lint", *OWN, "-", stdin=BAD)
    assert done.stdout == LINES.replace("bad.txt", "<stdin>")
    done = run("lint", *OWN, "-", "clean.txt", "--stdin-filename", "./wire/page.txt", stdin=BAD.encode("utf-16"))
    assert done.stdout == LINES.replace("bad.txt", "wire/page.txt")
    assert run("lint", "--stdin-filename", "x.txt", "bad.txt").returncode == 2


def test_stdin_obeys_the_settings_of_its_name(run: Run, folder: Path) -> None:
    (folder / "newslint.yaml").write_text("exclude: [/old/]\nper-file: {files: wire/*, severity: error}\n")
    assert len(run("lint", *OWN, "-", "--stdin-filename", "wire/x.txt", stdin=BAD).stdout.splitlines()) == 1
    excluded = run("lint", *OWN, "-", "--stdin-filename", "old/x.txt", stdin=BAD)
    assert (excluded.returncode, excluded.stdout) == (0, "")
    assert run("lint", *OWN, "-", "--stdin-filename", "old/x.txt", "--no-force-exclude", stdin=BAD).returncode == 1


def test_output_file(run: Run, folder: Path) -> None:
    done = run("lint", *OWN, "--output", "report.txt")
    assert (done.stdout, (folder / "report.txt").read_text()) == ("", LINES)
    assert sorted(path.name for path in folder.glob("*.txt")) == ["bad.txt", "clean.txt", "report.txt"]
    assert len(list(folder.glob(".*"))) == 1  # the repository's folder: no temporary file is left
    again = run("lint", *OWN, "--output", "report.txt")
    assert again.stderr == "2 files: 2 findings (1 error, 1 warning)\n"  # the report itself is not linted
    refused = run("lint", *OWN, "--output", "nowhere/report.txt")
    assert refused.returncode == 2 and refused.stderr.startswith("newslint: --output: nowhere/report.txt: cannot be written")


def test_a_run_that_fails_leaves_the_old_report(run: Run, folder: Path) -> None:
    (folder / "report.txt").write_text("old")
    assert run("lint", *OWN, "--output", "report.txt", "--format", "nope").returncode == 2
    assert (folder / "report.txt").read_text() == "old"
    assert len(list(folder.glob(".*"))) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="has no such devices")
def test_output_to_a_device_does_not_replace_it(run: Run) -> None:
    assert run("lint", *OWN, "--output", "/dev/null").returncode == 1
    assert not Path("/dev/null").is_file()
    assert run("lint", *OWN, "--output", "/dev/stdout").stdout == LINES


def test_no_files(run: Run, folder: Path) -> None:
    (folder / "empty").mkdir()
    done = run("lint", *OWN, "empty")
    assert (done.returncode, done.stdout) == (0, "") and "no files to lint" in done.stderr
    assert json.loads(run("lint", *OWN, "empty", "--format", "json").stdout)["summary"]["files"] == 0


def test_globs_are_expanded(run: Run) -> None:
    assert run("lint", *OWN, "b*.txt").stdout == LINES


def test_paths_in_a_sub_folder(run: Run, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "x.txt").write_text(BAD)
    assert run("lint", *OWN, "sub").stdout == LINES.replace("bad.txt", "sub/x.txt")
    assert run("lint", "--rules", "../house", *OWN[2:], cwd="sub").stdout == LINES.replace("bad.txt", "x.txt")


def test_excludes_hold_for_named_files(run: Run, folder: Path) -> None:
    (folder / "newslint.yaml").write_text("exclude: [bad.txt]\n")
    done = run("lint", *OWN, "bad.txt")
    assert (done.returncode, done.stdout) == (0, "") and "no files to lint" in done.stderr
    assert run("lint", *OWN, "bad.txt", "--no-force-exclude").stdout == LINES
    assert run("lint", *OWN, "bad.txt", "--isolated").stdout == LINES
    assert run("lint", *OWN, "--isolated", "--exclude", "*.txt").stdout == ""


def test_config_is_obeyed(run: Run, folder: Path) -> None:
    (folder / "newslint.yaml").write_text(
        "rules: [house]\nselect: [BP950, MT950]\nfail-on: warning\nformat: jsonl\nper-file:\n  - {files: bad.txt, ignore: [BP950]}\n"
    )
    done = run("lint", cwd="house")
    assert (done.returncode, done.stdout) == (0, "")
    done = run("lint", "bad.txt")
    assert done.returncode == 1
    assert [json.loads(line)["code"] for line in done.stdout.splitlines()] == ["MT950"]
    assert [json.loads(line)["code"] for line in run("lint", "--select", "BP950").stdout.splitlines()] == ["BP950"]
    other = folder / "other.yaml"
    other.write_text("rules: [house]\nselect: [BP950]\n")
    assert run("lint", "--config", "other.yaml", "bad.txt").stdout == LINES.splitlines(keepends=True)[1]


def test_a_sub_folder_with_rules_of_its_own(run: Run, folder: Path) -> None:
    (folder / "newslint.yaml").write_text("rules: [house]\nselect: [BP950]\n")
    (folder / "sub").mkdir()
    (folder / "sub" / "newslint.yaml").write_text("rules: [../house]\nselect: [MT950]\n")
    (folder / "sub" / "x.txt").write_text(BAD)
    printed = run("lint").stdout.splitlines()
    assert [line.split()[:2] for line in printed] == [["bad.txt:3:1:", "BP950"], ["sub/x.txt:1:5:", "MT950"]]


# Mistakes: one line each, exit code 2, and whatever can be linted is.


def test_missing_and_unreadable_paths_beside_good_ones(run: Run, folder: Path) -> None:
    unreadable = "/proc/self/mem" if Path("/proc/self/mem").exists() else "clean.txt/x"
    done = run("lint", *OWN, "gone.txt", unreadable, "bad.txt")
    assert (done.returncode, done.stdout) == (2, LINES)
    lines = done.stderr.splitlines()
    assert lines[0] == "newslint: gone.txt: no such file or folder; check the path"
    assert lines[1].startswith(f"newslint: {unreadable}: cannot be read")
    assert lines[2] == "1 file: 2 findings (1 error, 1 warning); 2 paths could not be linted"


def test_exit_zero_does_not_hide_mistakes(run: Run) -> None:
    assert run("lint", *OWN, "--exit-zero", "gone.txt", "bad.txt").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--select", "own-foter"), r'--select: no rule is called "own-foter". Did you mean "own-footer"\?'),
        (("--ignore", "BP999"), r'--ignore: no rule is called "BP999"'),
        (("--rules", "hose"), r'--rules: there is no folder "hose"'),
        (("--config", "gone.yaml"), r"gone.yaml: cannot be read"),
        (("--format", "jsn"), r'there is no format "jsn". Did you mean "json"\?'),
        (("--severity", "bad"), r"--severity.*see \"newslint lint --help\""),
        (("--min-confidence", "2"), r"--min-confidence: must be a number from 0 to 1"),
        (("--exclude", "[z-a]"), r'--exclude: "\[z-a\]" is not a glob pattern'),
        (("--selct", "BP"), r'there is no option "--selct". Did you mean "--select"\?'),
        (("--pack", "nope"), r'no installed pack is called "nope"'),
    ],
)
def test_wrong_options(run: Run, arguments: tuple[str, ...], message: str) -> None:
    done = run("lint", "--rules", "house", *arguments, "clean.txt")
    assert done.returncode == 2 and done.stdout == ""
    assert re.search(f"^newslint: .*{message}", done.stderr)
    assert "Traceback" not in done.stderr


def test_a_broken_rule_is_told_and_the_others_run(run: Run, folder: Path) -> None:
    (folder / "house" / "broken.yaml").write_text("code: BP960\nname: x\nkind: phrse\n")
    done = run("lint", *OWN)
    assert (done.returncode, done.stdout) == (2, LINES)
    assert done.stderr.startswith("newslint: house/broken.yaml:3: ") and 'Did you mean "phrase"?' in done.stderr.splitlines()[0]


def test_a_broken_configuration_stops_only_its_folder(run: Run, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "newslint.yaml").write_text("severity: info\nexclde: [a]\n")
    (folder / "sub" / "x.txt").write_text(BAD)
    done = run("lint", *OWN, "sub/x.txt", "sub", ".")
    assert (done.returncode, done.stdout) == (2, LINES)
    told = [line for line in done.stderr.splitlines() if line.startswith("newslint: ")]
    assert told == ['newslint: sub/newslint.yaml:2: unknown key "exclde" in the configuration. Did you mean "exclude"?']
    done = run("lint", "--rules", "../house", *OWN[2:], "../bad.txt", cwd="sub")
    assert (done.returncode, done.stdout) == (1, LINES.replace("bad.txt", "../bad.txt"))


def test_an_unknown_rule_in_a_configuration_is_told_with_its_place(run: Run, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "newslint.yaml").write_text("\nignore: [own-footr]\n")
    (folder / "sub" / "x.txt").write_text(BAD)
    done = run("lint", *OWN)
    assert (done.returncode, done.stdout) == (2, LINES)
    assert "newslint: sub/newslint.yaml:2: no rule is called" in done.stderr


# Hostile input.

UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.mark.parametrize("form", ["text", "full", "json", "jsonl"])
def test_nothing_of_a_source_steers_the_terminal(run: Run, folder: Path, form: str) -> None:
    evil = "a\x1b]0;owned\x07\u202e.txt"
    text = "\x1b[31mRead\tmore \u202ebelow\u2066\x00\x9b2J and \x1b[8m read more below \x07\r\x08\u2029"
    (folder / evil).write_bytes(text.encode() + b" \xed\xa0\x80\xff")
    done = run("lint", *OWN, "--format", form, "--color", "never", evil, "gone\x1b[2J.txt")
    assert done.returncode == 2 and "BP950" in done.stdout
    assert not UNSAFE.search(done.stdout) and not UNSAFE.search(done.stderr)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_file_names_that_are_not_unicode(run: Run, folder: Path) -> None:
    name = os.fsdecode(b"caf\xe9\n.txt")
    (folder / name).write_text(BAD)
    assert r"caf\udce9\n.txt:3:1: BP950" in run("lint", *OWN).stdout
    report = json.loads(run("lint", *OWN, "--format", "json").stdout)
    assert name in [result["path"] for result in report["results"]]


def test_text_that_the_terminal_cannot_show(run: Run, folder: Path) -> None:
    (folder / "bad.txt").write_text("“Ах” read more below, 日本")
    done = run("lint", *OWN, "--format", "full", "bad.txt", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 1 and r"\u65e5\u672c" in done.stdout


def test_odd_files(run: Run, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "nul.txt").write_bytes(b"\0" * 100)
    (folder / "crlf.txt").write_bytes(BAD.replace("\n", "\r\n").encode())
    (folder / "bom.txt").write_bytes(BAD.encode("utf-8-sig"))
    printed = run("lint", *OWN, "empty.txt", "nul.txt", "crlf.txt", "bom.txt").stdout
    assert "crlf.txt:3:1: BP950" in printed and "bom.txt:3:1: BP950" in printed


# Colours, terminals, pipes, signals.


@pytest.mark.parametrize(
    ("arguments", "env", "colored"),
    [
        ((), {}, False),
        (("--color", "always"), {}, True),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "0"}, False),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colors(run: Run, arguments: tuple[str, ...], env: dict[str, str], colored: bool) -> None:
    assert ("\x1b[" in run("lint", *OWN, *arguments, **env).stdout) is colored


def at_terminal(folder: Path, environment: dict[str, str], *arguments: str, also_stdout: bool, **env: str) -> tuple[int, str, bytes]:
    """Run with stderr, and stdout if wanted, on a terminal of 80 columns; gives the exit code, what the terminal got, and stdout."""
    import pty
    import termios

    main, terminal = pty.openpty()
    termios.tcsetwinsize(terminal, (24, 80)) if hasattr(termios, "tcsetwinsize") else None
    process = subprocess.Popen(
        [sys.executable, "-m", "newslint", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=terminal if also_stdout else subprocess.PIPE,
        stderr=terminal,
        env={**environment, "TERM": "xterm", "COLUMNS": "80", **env},
    )
    os.close(terminal)
    seen = b""
    try:
        while piece := os.read(main, 65536):
            seen += piece
    except OSError:  # the terminal's other end is closed
        pass
    printed = process.stdout.read() if process.stdout else b""
    os.close(main)
    return process.wait(timeout=60), seen.decode(), printed


needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")


@needs_terminal
def test_at_a_terminal_the_full_view_is_shown(folder: Path, environment: dict[str, str]) -> None:
    code, seen, _ = at_terminal(folder, environment, "lint", *OWN, "--color", "never", also_stdout=True)
    assert code == 1
    assert "    = try: harbour master\r\n" in seen and "newslint explain MT950" in seen
    _, seen, _ = at_terminal(folder, environment, "lint", *OWN, also_stdout=True)
    assert "\x1b[1;31m" in seen
    _, seen, _ = at_terminal(folder, environment, "lint", *OWN, also_stdout=True, NO_COLOR="1")
    assert "\x1b[" not in seen


@needs_terminal
def test_a_long_run_shows_progress_on_stderr_only(folder: Path, environment: dict[str, str]) -> None:
    for number in range(120):
        (folder / f"page{number:03}.txt").write_text(BAD)
    code, seen, printed = at_terminal(folder, environment, "lint", *OWN, also_stdout=False)
    assert code == 1 and "122" in seen and "linting" in seen
    assert printed.count(b"\n") == 242 and b"\x1b" not in printed
    _, seen, _ = at_terminal(folder, environment, "lint", *OWN, "--quiet", also_stdout=False)
    assert seen == ""
    code, seen, _ = at_terminal(folder, environment, "lint", *OWN, "--color", "never", also_stdout=True)
    assert code == 1 and seen.count("= try: harbour master\r\n") == 121


@needs_terminal
def test_a_short_run_shows_no_progress(folder: Path, environment: dict[str, str]) -> None:
    _, seen, _ = at_terminal(folder, environment, "lint", *OWN, also_stdout=False)
    assert seen == "2 files: 2 findings (1 error, 1 warning)\r\n"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close otherwise there")
def test_a_closed_pipe_ends_the_run_quietly(folder: Path, environment: dict[str, str]) -> None:
    (folder / "bad.txt").write_text("The harbour chancellor spoke.\n\n" * 5000)
    process = subprocess.Popen(
        [sys.executable, "-m", "newslint", "lint", *OWN, "bad.txt"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert process.stdout and process.stderr
    assert process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [("lint", *OWN), ("rules", "list"), ("config",)])
def test_a_full_disk_is_told_in_one_line(folder: Path, environment: dict[str, str], arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "newslint", *arguments], cwd=folder, stdout=full, stderr=subprocess.PIPE, env=environment, check=False
        )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == b"newslint: the output could not be written: No space left on device"


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_an_interrupt_ends_the_run_quietly(folder: Path, environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "newslint", "lint", *OWN, "bad.txt", "-", "--format", "jsonl"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        # A shell's background processes ignore interrupts, and so would this one.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdin and process.stderr
    # More than a pipe holds: once it is written, the process reads stdin, and once it sleeps, it waits for more.
    process.stdin.write(b"x" * 200_000)
    process.stdin.flush()
    while Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[0] != "S":
        pass
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    assert process.stderr.read() == b""
