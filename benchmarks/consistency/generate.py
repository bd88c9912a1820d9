"""Write a folder of invented news stories told by several sources, and the truth about what is wrong in them.

    python benchmarks/consistency/generate.py OUT [--stories N] [--files N] [--seed S] [--desk dev|heldout] [--clean] [--mixed]

Writes OUT/files/*.txt and OUT/truth.jsonl, one line a file. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from desk import Desk, load_desk
from newsroom import House, make_house
from stories import Story, make_story
from telling import SIZES, Told, headline_of, tell

FILES_AN_OUTLET = 12
SEQUELS, SINGLES = 0.15, 0.22
FORGOTTEN = 60  # stories after which a quotation may come again
KEPT = 40  # stories that may get a sequel
LEAST_FILES = LEAST_STORIES = 4  # from which on a line recurs


def _houses(desk: Desk, stories: int, rng: Random) -> list[House]:
    found: dict[str, House] = {}
    while len(found) < max(9, round(stories * 3.8 / FILES_AN_OUTLET)):
        house = make_house(desk, rng)
        found.setdefault(house.outlet, house)
    return list(found.values())


def _drawn(pool: list[House], size: int, rng: Random) -> list[House]:
    """Different outlets, the first ones of the pool more often than the last."""
    order = sorted(range(len(pool)), key=lambda place: rng.random() ** (place + 3), reverse=True)
    return [pool[place] for place in order[:size]]


def told_stories(desk: Desk, stories: int, seed: str, clean: bool, mixed: bool) -> Iterator[list[Told]]:
    """The files of one story after the other.

    Args:
        mixed: the stories share outlets, and some have a sequel or one source only.
    """
    rng = Random(f"{seed} {desk.name} {mixed}")
    pool = _houses(desk, stories, rng) if mixed else []
    kinds: list[str] = []
    kept: list[Story] = []
    seen: dict[str, int] = {}
    heard: set[str] = set()
    for number in range(stories):
        if number % FORGOTTEN == 0:
            heard.clear()
        if not kinds:
            kinds = rng.sample(sorted(desk.kinds), len(desk.kinds))
        kind = desk.kinds[kinds.pop()]
        before = rng.choice(kept) if mixed and kept and rng.random() < SEQUELS else None
        if before is not None:
            kept.remove(before)
            kind = before.kind
        story = make_story(number, desk, kind, rng, heard, before)
        size = 1 if mixed and rng.random() < SINGLES else rng.choices(list(SIZES), list(SIZES.values()))[0]
        houses = _drawn(pool, size, rng) if mixed else [make_house(desk, rng) for _ in range(size)]
        other = desk.kinds[rng.choice([name for name in desk.kinds if name != kind.name])]
        foreign = headline_of(
            kept[-1] if kept and kept[-1].kind is not kind else make_story(-1, desk, other, rng, set()), desk, houses[0], rng
        )
        yield tell(story, desk, houses, clean, foreign, seen, rng)
        kept = [*kept[-KEPT:], story]


def _recurring(record: dict[str, Any], spans: list[tuple[int, int]], lines: list[str], places: dict[str, list[int]]) -> None:
    """Add the lines of the site to the truth: wrong where they recur, neutral where they do not."""
    for (start, end), line in zip(spans, lines, strict=True):
        numbers = places[line]
        if len(numbers) >= LEAST_FILES and len(set(numbers)) >= LEAST_STORIES:
            record["corruptions"].append(
                {
                    "id": f"line-{hashlib.sha256(line.encode()).hexdigest()[:10]}",
                    "kind": "recurring-line",
                    "what": "site-line",
                    "spans": [(start, end)],
                    "texts": [line],
                    "right": "",
                    "others": len(numbers) - 1,
                    "independent": len(set(numbers)) - 1,
                    "decidable": True,
                }
            )
        else:
            record["neutral"].append((start, end))


def write_folder(out: Path, desk: str, stories: int, seed: str, clean: bool = False, mixed: bool = False, files: int | None = None) -> int:
    """Write the folder.

    Args:
        stories: how many, at most.
        files: how many, at most.

    Returns:
        The number of files.
    """
    (out / "files").mkdir(parents=True, exist_ok=True)
    places: dict[str, list[int]] = defaultdict(list)
    count = 0
    part = out / "truth.part"
    with part.open("w", encoding="utf-8") as truth:
        for number, tellings in enumerate(told_stories(load_desk(desk), stories, seed, clean, mixed)):
            if files is not None and count + len(tellings) > files:
                break
            for index, told in enumerate(tellings):
                name = f"story{number:05}-{index + 1}.txt"
                if mixed:
                    name = hashlib.sha256(f"{seed} {number} {index}".encode()).hexdigest()[:12] + ".txt"
                (out / "files" / name).write_text(told.text, encoding="utf-8", newline="\n")
                lines = [told.text[start:end] for start, end in told.lines]
                for line in lines:
                    places[line].append(number)
                truth.write(json.dumps([{"file": name, **told.truth}, told.lines, lines], ensure_ascii=False) + "\n")
                count += 1
    with part.open(encoding="utf-8") as rows, (out / "truth.jsonl").open("w", encoding="utf-8") as truth:
        for row in rows:
            record, spans, lines = json.loads(row)
            _recurring(record, spans, lines, places)
            truth.write(json.dumps(record, ensure_ascii=False) + "\n")
    part.unlink()
    return count


def main() -> None:
    """Write the folder that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--stories", type=int, default=10)
    parser.add_argument("--files", type=int, help="stop before there are more files than this")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--desk", choices=["dev", "heldout"], default="dev")
    parser.add_argument("--clean", action="store_true", help="nothing is wrong in the files, though some may be copies")
    parser.add_argument("--mixed", action="store_true", help="outlets tell several stories, some stories have sequels or one source only")
    arguments = parser.parse_args()
    count = write_folder(
        arguments.out, arguments.desk, arguments.stories, arguments.seed, arguments.clean, arguments.mixed, arguments.files
    )
    print(f"{count} files in {arguments.out / 'files'}")


if __name__ == "__main__":
    main()
