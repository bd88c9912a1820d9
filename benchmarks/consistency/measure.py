"""Measure the checks across sources on invented stories: what they find of what is wrong, and what they say of what is right.

    python benchmarks/consistency/measure.py [--desk dev|heldout|both] [--folders KIND,...] [--scale NUMBER] [--show N] [--keep DIR]

Generates folders, runs `newslint lint --format json --select CS --isolated` on each, and prints recall and precision by kind, the false
alarms by what they fall on, and the findings in clean files. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from corruptions import CODES
from generate import write_folder

NAMES = ("garbled-name", "name-variant")  # each counts as the other
CONTEXT = 60  # characters shown on either side


class Folder(NamedTuple):
    """A folder to generate."""

    kind: str
    stories: int
    files: int | None
    mixed: bool
    clean: bool
    many: int  # how many of them at scale 1


FOLDERS = (
    Folder("single", 1, None, False, False, 60),
    Folder("mixed-20", 30, 20, True, False, 12),
    Folder("mixed-200", 200, 200, True, False, 2),
    Folder("clean-single", 1, None, False, True, 30),
    Folder("clean-200", 200, 200, True, True, 2),
)


class Finding(NamedTuple):
    """A finding of newslint: code, place and message."""

    code: str
    start: int
    end: int
    message: str

    @property
    def kind(self) -> str:
        """The kind of corruption that it claims."""
        return CODES.get(self.code, self.code)


class Example(NamedTuple):
    """Something to show: a false alarm or a miss."""

    file: str
    kind: str
    start: int
    end: int
    note: str
    context: str


class Tally:
    """The counts of one kind of folder."""

    def __init__(self) -> None:
        self.files = 0
        self.truths: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.undecided: Counter[str] = Counter()
        self.confused: Counter[tuple[str, str]] = Counter()
        self.alarms: Counter[tuple[str, str]] = Counter()
        self.sequels: Counter[str] = Counter()
        self.false: list[Example] = []
        self.missed: list[Example] = []

    def add(self, other: Tally) -> None:
        """Add the counts of another one."""
        self.files += other.files
        for name in ("truths", "found", "findings", "right", "undecided", "confused", "alarms", "sequels"):
            getattr(self, name).update(getattr(other, name))
        self.false += other.false
        self.missed += other.missed


def lint(folder: Path) -> dict[str, list[Finding]]:
    """The findings in each file of a folder, by the file's name."""
    command = [sys.executable, "-m", "newslint", "lint", "--format", "json", "--select", "CS", "--isolated", "--exit-zero", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if run.returncode != 0:
        raise SystemExit(f"newslint failed on {folder}: {run.stderr.strip()}")
    found = {}
    for result in json.loads(run.stdout)["results"]:
        found[Path(result["path"]).name] = [
            Finding(row["code"], row["start"]["offset"], row["end"]["offset"], row["message"]) for row in result["findings"]
        ]
    return found


def _touches(finding: Finding, spans: list[list[int]]) -> bool:
    return any(finding.start < end and start < max(finding.end, finding.start + 1) for start, end in spans)


def _fits(claimed: str, true: str) -> bool:
    return claimed == true or (claimed in NAMES and true in NAMES)


def fallen_on(finding: Finding, record: dict[str, Any]) -> str:
    """What a false alarm falls on: another corruption, a trap, a plain fact, or other text."""
    for wrong in record["corruptions"]:
        if wrong["kind"] != "copy" and _touches(finding, wrong["spans"]):
            return f"wrong kind: {wrong['kind']}"
    plain = ""
    for start, end, what, trap in record["marks"]:
        if _touches(finding, [[start, end]]):
            if trap:
                return trap
            plain = plain or f"plain {what.partition(':')[0]}"
    return plain or "other text"


def mirrored(records: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """For each file, the corruptions of others that it alone stands against, with where it has the right form as their spans.

    One against one, nothing says which of the two is wrong: that they differ is right wherever it is told.
    """
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        for wrong in record["corruptions"]:
            if wrong["decidable"] and wrong["independent"] == 1 and wrong["kind"] not in ("copy", "foreign-headline", "recurring-line"):
                for other in records:
                    spans = [[start, end] for start, end, what, _ in other["marks"] if what == wrong["what"]]
                    if other["story"] == record["story"] and other is not record and spans:
                        found[other["file"]].append({**wrong, "file": record["file"], "spans": spans})
    return found


def judge(records: list[dict[str, Any]], findings: dict[str, list[Finding]], texts: Path) -> Tally:
    """Compare the findings in a folder with the truth about it."""
    tally = Tally()
    tally.files = len(records)
    told: dict[tuple[str, str], bool] = defaultdict(bool)
    misses: dict[tuple[str, str], Example] = {}
    mirrors = mirrored(records)
    for record in records:
        file, found = record["file"], findings.get(record["file"], [])
        text = (texts / file).read_text(encoding="utf-8")

        def shown(kind: str, start: int, end: int, note: str, text: str = text, file: str = file) -> Example:
            before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
            middle = text[start:end] if end - start < 160 else text[start : start + 160] + "…"
            return Example(file, kind, start, end, note, f"{before}>>{middle}<<{after}".replace("\n", "⏎"))

        for wrong in record["corruptions"]:
            if not wrong["decidable"]:
                continue
            key = (wrong["kind"], wrong["id"] if wrong["kind"] == "copy" else f"{file} {wrong['id']}")
            told[key] |= any(_fits(finding.kind, wrong["kind"]) and _touches(finding, wrong["spans"]) for finding in found)
            start, end = wrong["spans"][0]
            misses.setdefault(key, shown(wrong["kind"], start, end, f"right: {wrong['right']}, others: {wrong['independent']}"))
        for wrong in mirrors[file]:
            told[wrong["kind"], f"{wrong['file']} {wrong['id']}"] |= any(
                _fits(finding.kind, wrong["kind"]) and _touches(finding, wrong["spans"]) for finding in found
            )
        for finding in found:
            if finding.kind == "recurring-line" and _touches(finding, record["neutral"]):
                continue
            tally.findings[finding.kind] += 1
            known = [*record["corruptions"], *mirrors[file]]
            fits = [wrong for wrong in known if _fits(finding.kind, wrong["kind"]) and _touches(finding, wrong["spans"])]
            sure = [wrong for wrong in fits if wrong["decidable"]]
            if sure:
                tally.right[finding.kind] += 1
                if all(wrong["kind"] != finding.kind for wrong in sure):
                    tally.confused[finding.kind, sure[0]["kind"]] += 1
            elif fits:
                tally.undecided[finding.kind] += 1
            else:
                on = fallen_on(finding, record)
                tally.alarms[finding.kind, on] += 1
                tally.sequels[finding.kind] += record["sequel_of"] is not None
                tally.false.append(shown(finding.kind, finding.start, finding.end, f"on {on}: {finding.message}"))
    for key, hit in told.items():
        tally.truths[key[0]] += 1
        tally.found[key[0]] += hit
        if not hit:
            tally.missed.append(misses[key])
    return tally


def measured(desk: str, folder: Folder, seed: str, place: Path) -> Tally:
    """Generate a folder and measure it."""
    write_folder(place, desk, folder.stories, seed, folder.clean, folder.mixed, folder.files)
    records = [json.loads(line) for line in (place / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    return judge(records, lint(place / "files"), place / "files")


def share(part: int, whole: int) -> str:
    """A share as a percentage, or a dash."""
    return f"{part / whole:6.1%}" if whole else "     -"


def table(tally: Tally) -> Iterator[str]:
    """The lines of recall and precision by kind."""
    yield f"  {'kind':22}{'truths':>8}{'found':>8}{'recall':>8}{'findings':>10}{'right':>8}{'unsure':>8}{'precision':>11}"
    for kind in CODES.values():
        counted = tally.findings[kind] - tally.undecided[kind]
        if tally.truths[kind] or tally.findings[kind]:
            yield (
                f"  {kind:22}{tally.truths[kind]:8}{tally.found[kind]:8}{share(tally.found[kind], tally.truths[kind]):>8}"
                f"{tally.findings[kind]:10}{tally.right[kind]:8}{tally.undecided[kind]:8}{share(tally.right[kind], counted):>11}"
            )
    for (claimed, true), count in tally.confused.most_common():
        yield f"  {claimed} said for {true}: {count}"


def alarms(tally: Tally) -> Iterator[str]:
    """The lines of false alarms by what they fall on."""
    for (kind, on), count in tally.alarms.most_common():
        yield f"  {count:5}  {kind:22} on {on}"
    if sum(tally.sequels.values()):
        yield f"  in sequels: {', '.join(f'{kind} {count}' for kind, count in tally.sequels.most_common() if count)}"


def report(desk: str, tallies: dict[str, Tally], show: int) -> None:
    """Print what was measured for one desk."""
    every = Tally()
    clean = Tally()
    for kind, tally in tallies.items():
        every.add(tally)
        if kind.startswith("clean"):
            clean.add(tally)
    for kind, tally in {**tallies, "all folders": every}.items():
        print(f"\n{desk}, {kind}: {tally.files} files")
        print("\n".join(table(tally)))
    print(f"\n{desk}, false alarms by what they fall on")
    print("\n".join(alarms(every)))
    print(f"\n{desk}, findings in 100 clean files (copies and recurring lines that are right left out)")
    for kind in CODES.values():
        wrong = sum(count for (claimed, _), count in clean.alarms.items() if claimed == kind)
        print(f"  {kind:22}{100 * wrong / max(1, clean.files):8.2f}")
    for title, examples in (("false alarms", every.false), ("misses", every.missed)):
        for kind in CODES.values():
            for example in [one for one in examples if one.kind == kind][:show]:
                print(f"\n{title}: {kind} {example.file} {example.start}-{example.end} ({example.note})\n    {example.context}")


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--desk", choices=["dev", "heldout", "both"], default="dev")
    parser.add_argument("--folders", default=",".join(folder.kind for folder in FOLDERS), help="the kinds of folders, with commas")
    parser.add_argument("--scale", type=float, default=1.0, help="how many folders, as a multiple of the usual number")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N false alarms and N misses of each kind")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the folders here")
    arguments = parser.parse_args()
    wanted = [folder for folder in FOLDERS if folder.kind in arguments.folders.split(",")]
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(arguments.processes) as pool:
        root = arguments.keep or Path(scratch)
        for desk in ("dev", "heldout") if arguments.desk == "both" else (arguments.desk,):
            tallies: dict[str, Tally] = {}
            for folder in wanted:
                tasks = []
                for turn in range(max(1, round(folder.many * arguments.scale))):
                    name = f"{folder.kind}-{turn}"
                    tasks.append(pool.submit(measured, desk, folder, f"{arguments.seed} {name}", root / desk / name))
                tallies[folder.kind] = Tally()
                for task in tasks:
                    tallies[folder.kind].add(task.result())
            report(desk, tallies, arguments.show)


if __name__ == "__main__":
    main()
