"""`newslint lint --watch`, as a process, in a folder whose files change."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cli_helpers import BAD, CLEAN, OWN, Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends signals")

DEADLINE = 60.0
FOOTER = "Read more below\n"


class Watched:
    """A newslint that watches. What it prints is kept line by line; both streams go to one pipe."""

    def __init__(self, folder: Path, environment: dict[str, str], *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "newslint", "lint", "--watch", *arguments],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            # A shell's background processes ignore interrupts, and so would this one.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self._lines: list[str] = []
        self._news = threading.Condition()
        self._read = 0
        threading.Thread(target=self._keep, daemon=True).start()

    def _keep(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            with self._news:
                self._lines.append(line.rstrip("\n"))
                self._news.notify_all()

    def until(self, last: str) -> list[str]:
        """The lines printed since the last call, up to the first that begins with `last`."""
        with self._news:

            def place() -> int | None:
                return next((index for index in range(self._read, len(self._lines)) if self._lines[index].startswith(last)), None)

            found = self._news.wait_for(lambda: place() is not None, DEADLINE) and place()
            assert isinstance(found, int), f'no line begins with "{last}" in {self._lines[self._read :]}'
            start, self._read = self._read, found + 1
            return self._lines[start : self._read]

    def stop(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(DEADLINE)

    def rest(self) -> list[str]:
        return self._lines[self._read :]


Start = Callable[..., Watched]


@pytest.fixture
def start(folder: Path, environment: dict[str, str]) -> Iterator[Start]:
    """Starts `newslint lint --watch ARGUMENTS` in `folder`; the process ends with the test."""
    started: list[Watched] = []

    def start(*arguments: str) -> Watched:
        started.append(Watched(folder, environment, *arguments))
        return started[-1]

    yield start
    for each in started:
        each.process.kill()
        each.process.wait()


def test_what_changes_is_linted_again(start: Start, folder: Path) -> None:
    watched = start(*OWN)
    assert watched.until("2 files") == [
        'bad.txt:1:5: MT950 warning "harbour chancellor" should be "harbour master" [0.60]',
        'bad.txt:3:1: BP950 error "Read more below" is a footer [0.90]',
        "2 files: 2 findings (1 error, 1 warning)",
    ]
    (folder / "clean.txt").write_text(CLEAN + FOOTER)
    assert watched.until("1 file") == [
        "— clean.txt changed",
        'clean.txt:2:1: BP950 error "Read more below" is a footer [0.90]',
        "1 file: 1 finding (1 error)",
    ]
    # As editors save: a new file takes the old one's place.
    (folder / "new.tmp").write_text(CLEAN)
    (folder / "new.tmp").replace(folder / "bad.txt")
    assert watched.until("1 file") == ["— bad.txt changed", "1 file: no findings"]
    (folder / "ignored.md").write_text(FOOTER)
    (folder / "wire").mkdir()
    (folder / "wire" / "one.txt").write_text(FOOTER)
    assert watched.until("1 file")[0] == "— wire/one.txt changed"
    (folder / "wire").rename(folder / "cable")
    assert watched.until("1 file")[:2] == ["— wire/one.txt gone", "— cable/one.txt changed"]
    (folder / "bad.txt").unlink()
    assert watched.until("— bad.txt") == ["— bad.txt gone"]
    assert watched.stop(signal.SIGINT) == 130
    assert watched.rest() == []


def test_settings_and_rules_that_change(start: Start, folder: Path) -> None:
    (folder / "clean.txt").unlink()
    watched = start(*OWN)
    watched.until("1 file")
    config = folder / "newslint.yaml"
    config.write_text("severity: error\n")
    assert watched.until("1 file") == [
        "— newslint.yaml changed: everything is linted anew",
        'bad.txt:3:1: BP950 error "Read more below" is a footer [0.90]',
        "1 file: 1 finding (1 error)",
    ]
    config.write_text("severity: [error\n")
    assert watched.until("0 files")[1].startswith("newslint: newslint.yaml:2: ")
    config.write_text("format: nonsense\n")
    assert watched.until("newslint:")[-1].startswith('newslint: there is no format "nonsense".')
    config.write_text("severity: warning\n")
    assert watched.until("1 file")[-1] == "1 file: 2 findings (1 error, 1 warning)"
    rules = folder / "house" / "own.yaml"
    rules.write_text(rules.read_text().replace("is a footer", "is a tail"))
    assert watched.until("1 file") == [
        "— house/own.yaml changed: everything is linted anew",
        'bad.txt:1:5: MT950 warning "harbour chancellor" should be "harbour master" [0.60]',
        'bad.txt:3:1: BP950 error "Read more below" is a tail [0.90]',
        "1 file: 2 findings (1 error, 1 warning)",
    ]
    rules.rename(folder / "own.yaml")
    (folder / "house").rmdir()
    assert watched.until("newslint: --rules")[-1] == 'newslint: --rules: there is no folder "house"; check the path'
    (folder / "house").mkdir()
    (folder / "own.yaml").rename(rules)
    assert watched.until("1 file")[-1] == "1 file: 2 findings (1 error, 1 warning)"
    assert watched.stop(signal.SIGTERM) == -signal.SIGTERM
    assert watched.rest() == []


def test_named_files_and_what_they_extend(start: Start, folder: Path) -> None:
    (folder / "wire").mkdir()
    (folder / "wire" / "page.txt").write_text(BAD)
    (folder / "base").mkdir()
    base = folder / "base" / "house.yaml"
    base.write_text("severity: {}\n")
    (folder / "newslint.yaml").write_text("extends: base/house.yaml\n")
    watched = start(*OWN, "--quiet", "--format", "full", "wire/page.txt", "wire/gone.txt")
    problems = [watched.until("newslint:")[-1], watched.until("newslint:")[-1]]
    assert sorted(problems)[0].startswith("newslint: base/house.yaml:1: ")
    assert sorted(problems)[1] == "newslint: wire/gone.txt: no such file or folder; check the path"
    base.write_text("severity: error\n")
    assert watched.until("  3:1")[-1].startswith("  3:1 error BP950 own-footer [0.90] ")
    (folder / "bad.txt").write_text(FOOTER)
    (folder / "wire" / "gone.txt").write_text(FOOTER)
    printed = watched.until("wire/gone.txt score")
    assert not [line for line in printed if line.startswith(("bad.txt", "—"))]
    watched.until("  1:1")
    assert watched.stop(signal.SIGINT) == 130


def test_a_folder_that_gives_place_to_another(start: Start, folder: Path) -> None:
    (folder / "wire").mkdir()
    (folder / "wire" / "page.txt").write_text(CLEAN)
    watched = start(*OWN, "wire")
    watched.until("1 file")
    (folder / "wire").rename(folder / "old")
    assert watched.until("0 files")[:2] == [
        "— wire changed: everything is linted anew",
        "newslint: wire: no such file or folder; check the path",
    ]
    (folder / "wire").mkdir()
    watched.until("0 files")
    (folder / "old" / "page.txt").write_text(FOOTER)
    (folder / "wire" / "page.txt").write_text(FOOTER)
    assert watched.until("1 file")[:2] == [
        "— wire/page.txt changed",
        'wire/page.txt:1:1: BP950 error "Read more below" is a footer [0.90]',
    ]


def test_output_into_a_watched_file_does_not_feed_itself(folder: Path, environment: dict[str, str], start: Start) -> None:
    with (folder / "out.txt").open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "newslint", "lint", "--watch", *OWN], cwd=folder, env=environment, stdout=out, stderr=out
        )
    try:
        other = start(*OWN, "out.txt")  # tells when something has been printed
        other.until("1 file")
        (folder / "clean.txt").write_text(FOOTER)
        while "clean.txt:1:1" not in (folder / "out.txt").read_text():
            other.until("— out.txt changed")
        (folder / "bad.txt").unlink()
        while "bad.txt gone" not in (folder / "out.txt").read_text():
            other.until("— out.txt changed")
        assert "out.txt changed" not in (folder / "out.txt").read_text()
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--output", "x.txt"), "leave out --output"),
        (("-",), 'the path "-"'),
        (("--format", "json"), "--watch cannot print json"),
        (("--rules", "nowhere"), "there is no folder"),
        (("--since", "main"), "--since"),
    ],
)
def test_what_cannot_be_watched_is_refused_at_once(run: Run, folder: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run("lint", *OWN, "--watch", *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert told in done.stderr
    assert not os.path.exists(folder / "x.txt")


def test_the_baseline_counts_in_every_round(start: Start, folder: Path, run: Run) -> None:
    assert run("baseline", "create", *OWN, "bad.txt").returncode == 0
    watched = start(*OWN, "--format", "text", "bad.txt")
    assert watched.until("1 file:") == ["1 file: no findings; 2 suppressed"]
    (folder / "bad.txt").write_text(BAD + "\nThe harbour chancellor left.\n")
    assert watched.until("1 file:")[-1] == "1 file: 1 finding (1 warning); 2 suppressed"
    (folder / ".newslint-baseline.json").unlink()
    assert watched.until("1 file:")[-1] == "1 file: 3 findings (1 error, 2 warnings)"
