"""Measure the checks across sources on large corpora: time and memory, how they grow, one file more, and a run that is killed.

    python benchmarks/scale/measure.py [--sizes 5000,50000] [--kills 5] [--keep DIR]

Generates corpora of invented stories (benchmarks/consistency), in folders of 2,000 files, and runs `newslint lint --select CS` on them as
a user does, with the index of the corpus in a cache of its own. Prints CPU seconds and peak memory of whole processes. See README.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "consistency"))

from generate import write_folder

FILES_A_STORY = 3.5  # at least, on average
FILES_A_FOLDER = 2_000
KILLED_WITHIN = 0.9  # of the time that a whole run takes


class Cost(NamedTuple):
    """What a process took: seconds of CPU, seconds on the clock, peak memory in MB; and what it printed."""

    cpu: float
    wall: float
    memory: float
    printed: bytes


class Corpus:
    """A corpus of invented stories in a folder of its own, and the cache of its index."""

    def __init__(self, root: Path, size: int) -> None:
        self._root = root
        self.cache = root / "cache"
        write_folder(root, "dev", round(size / FILES_A_STORY), f"scale {size}", mixed=True, files=size)
        files = sorted((root / "files").glob("*.txt"))
        for number, path in enumerate(files):
            folder = root / "files" / f"{number // FILES_A_FOLDER:03}"
            folder.mkdir(exist_ok=True)
            path.rename(folder / path.name)
        self.count = len(files)
        (root / "newslint.yaml").write_text("corpus: [files]\n", encoding="utf-8")

    def start(self, path: str, cache: Path, *options: str) -> subprocess.Popen[bytes]:
        """Start linting a path of the corpus."""
        command = [
            sys.executable,
            "-m",
            "newslint",
            "lint",
            "--select",
            "CS",
            "--exit-zero",
            "--quiet",
            "--format",
            "jsonl",
            *options,
            path,
        ]
        return subprocess.Popen(command, cwd=self._root, env={**os.environ, "NEWSLINT_CACHE_DIR": str(cache)}, stdout=subprocess.PIPE)

    def lint(self, path: str = "files", cache: Path | None = None, *options: str) -> Cost:
        """Lint a path of the corpus, and say what that took."""
        begun = time.monotonic()
        with self.start(path, cache or self.cache, *options) as process:
            assert process.stdout
            printed = process.stdout.read()
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"newslint failed on {self._root / path}")
        memory = used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
        return Cost(used.ru_utime + used.ru_stime, time.monotonic() - begun, memory, printed)

    def add_file(self) -> str:
        """Write a file more, which tells of a story that there is; gives its path."""
        told = min((self._root / "files" / "000").glob("*.txt"))
        path = Path("files", "000", "one-file-more.txt")
        text = told.read_text(encoding="utf-8")
        (self._root / path).write_text(f"{text}\nThe line that makes this file another one.\n", encoding="utf-8")
        return str(path)


def say(what: str, cost: Cost, note: str = "") -> None:
    """Print a line of figures."""
    print(f"  {what:34}{cost.cpu:9.2f} s CPU{cost.wall:9.2f} s{cost.memory:8.0f} MB  {note}", flush=True)


def measure(corpus: Corpus) -> Cost:
    """Print what it takes to index and check a corpus, to check it again, and to check one file more."""
    print(f"{corpus.count} files")
    alone = "newslint.yaml", corpus.cache, "--isolated"
    corpus.lint(*alone)  # compiles the rules
    say("start-up, a file without corpus", corpus.lint(*alone))
    first = corpus.lint()
    say("index and check", first, f"{first.cpu / corpus.count * 1000:.1f} ms a file, {first.printed.count(b'CS0')} findings")
    again = corpus.lint()
    say("check again", again, "the same findings" if again.printed == first.printed else "OTHER FINDINGS")
    say("one file more", corpus.lint(corpus.add_file()))
    index = sum(path.stat().st_size for path in corpus.cache.glob("facts-*"))
    print(f"  the index has {index / 2**20:.0f} MB on disk", flush=True)
    return first


def kill(corpus: Corpus, kills: int, whole: Cost, rng: Random) -> None:
    """Kill runs on a fresh cache at random moments, and see that the next one comes to the same as a run that nobody disturbed."""
    with tempfile.TemporaryDirectory() as scratch:
        cache, undisturbed = Path(scratch, "killed"), Path(scratch, "undisturbed")
        for folder in (cache, undisturbed):
            shutil.copytree(corpus.cache, folder, ignore=shutil.ignore_patterns("facts-*"))
        for _ in range(kills):
            process = corpus.start("files", cache)
            time.sleep(rng.uniform(0.02, KILLED_WITHIN) * whole.wall / kills * 2)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            for path in cache.glob("facts-*.db"):
                with sqlite3.connect(path) as database:
                    ((state,),) = database.execute("PRAGMA integrity_check").fetchall()[:1]
                    ((known,),) = database.execute("SELECT count(*) FROM files").fetchall()
                print(f"  killed after {known} files; integrity: {state}", flush=True)
        rest = corpus.lint(cache=cache)
        fresh = corpus.lint(cache=undisturbed)
        say("going on", rest, "the same findings" if rest.printed == fresh.printed else "OTHER FINDINGS")


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="5000,50000", help="numbers of files, with commas, the least first")
    parser.add_argument("--kills", type=int, default=5, help="how often a run over the least is killed")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the corpora here")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root = arguments.keep or Path(scratch)
        before: Cost | None = None
        for size in map(int, arguments.sizes.split(",")):
            corpus = Corpus(root / str(size), size)
            cost = measure(corpus)
            if before is None:
                kill(corpus, arguments.kills, cost, Random(size))
            else:
                print(f"  {cost.cpu / before.cpu:.1f} times the CPU time of the size before")
            before = cost


if __name__ == "__main__":
    main()
