"""Fit the scorecard that tells site junk from the lines of an article.

    python benchmarks/fit/junk_lines.py PAGES SEGMENTS [--folds NUMBER]

PAGES is a folder with docs.jsonl.gz (JSON lines with id, source, host, split, lang, lines, labels, head, lo and hi: C marks a line of the
article, B junk, anything else is neither) and kept/*.json (for each extractor the lines that it keeps, a string of 0 and 1 for each id).
News pages of the split "dev" are used, each in four views: the lines around the article, those that some extractor keeps, the article by
itself, and the article with little junk, so that a clean file stays clean. SEGMENTS is a file of JSON lines with ds, lp, doc (which make a
document), text, label and split; the clean ones of the split "lm" are edited news without junk, with its line-ups and tables. So are the
traps in tests/clean.

Needs numpy and lightgbm. Rewrites the cards of rules/boilerplate/knowledge/junk-lines.yaml, and prints how they do on folds that were left
out, the pages of one site together: recall at a precision, the score from which it is reached, and the share of the article that is then
flagged, as a mean over documents.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from newslint.document import Document
from newslint.engine import Engine
from newslint.line_measures import NAMES, LineMeasures
from newslint.ruleset import load_rules
from newslint.source import Source

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "rules" / "boilerplate" / "knowledge" / "junk-lines.yaml"
TRAPS = ROOT / "tests" / "clean"
RULE = "BP300"
MIXED = ("wcxb",)  # sources that are no news
MEASURES = (*NAMES, *(f"{name}[{offset:+d}]" for name in ("words", "capitals") for offset in (-1, 1)), "final-mark[+1]")
VIEWS = {
    "window": 0.5,
    "leak": 0.5,
    "window-forgotten": 0.5,
    "leak-forgotten": 0.5,
    "clean": 0.5,
    "light": 0.5,
    "edited": 0.25,
    "traps": 1.0,
}
FORGOTTEN = {"window-forgotten": 0.5, "leak-forgotten": 0.5, "light": 0.5}
LIGHTEST = 0.3  # the most junk that the light view keeps
LONGEST_ARTICLE = 300  # lines; longer ones are lists and are not measured
ROUNDS = 200
LEAST_STEP = 0.001  # "more than nothing", which the trees write as a number next to 0
PARAMETERS = {
    "objective": "binary",
    "num_leaves": 6,
    "learning_rate": 0.08,
    "min_data_in_leaf": 80,
    "lambda_l2": 20,
    "feature_fraction": 0.4,
    "max_bin": 63,
    "use_missing": False,
    "boost_from_average": False,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "seed": 1,
    "verbose": -1,
}

Page = dict[str, Any]


class View:
    """One view of a page: the measures and the label of each of its lines."""

    def __init__(self, page: Page, name: str, numbers: list[int], reader: Reader) -> None:
        self.page, self.name = page, name
        lines = [page["lines"][number] for number in numbers]
        rows, kept = reader.measures(lines, FORGOTTEN.get(name, 0.0), random.Random(f"{page['id']} {name}"))
        labels = [page["labels"][numbers[index]] for index in kept]
        scored = np.array([label in "BC" for label in labels], dtype=bool)
        self.rows = np.array(rows, dtype=np.float64).reshape(len(rows), len(MEASURES))[scored]
        self.junk = np.array([label == "B" for label in labels], dtype=bool)[scored]


class Reader:
    """Measures lines, with the wording rules of today."""

    def __init__(self) -> None:
        rules = load_rules()
        wording = [rule.code for rule in rules.rules if rule.category == "boilerplate" and rule.kind != "scorecard"]
        self._ruleset = rules.only(wording)
        self._engine = Engine(self._ruleset)
        (self._openers,) = (rule.plan["openers"] for rule in rules.rules if rule.code == RULE)

    def measures(self, lines: list[str], forgotten: float, chance: random.Random) -> tuple[list[tuple[float, ...]], list[int]]:
        """The measures of the lines that hold anything, and their numbers, as if a share of the wording were not known."""
        document = Document(Source.from_text("\n".join(lines) + "\n", "page"), self._ruleset.knowledge)
        signs = [sign for sign in self._engine.signs(document) if chance.random() >= forgotten]
        measures = LineMeasures(document, signs, self._openers)
        return measures.rows(MEASURES), [document.line_at(start) for start, _ in measures.spans]


def pages(folder: Path) -> tuple[list[Page], list[dict[str, str]]]:
    """The pages to fit on, and what each extractor keeps."""
    with gzip.open(folder / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = [page for page in map(json.loads, lines) if page["split"] == "dev" and page["source"] not in MIXED]
    return found, [json.loads(path.read_text(encoding="utf-8")) for path in sorted((folder / "kept").glob("*.json"))]


def traps() -> list[Page]:
    """The clean texts of the tests as pages that are all article."""
    return [_clean(path.name, path.read_text(encoding="utf-8").splitlines()) for path in sorted(TRAPS.glob("*.txt"))]


def _clean(name: str, lines: list[str]) -> Page:
    return {"id": name, "host": name, "lang": "en", "lines": lines, "labels": "C" * len(lines)}


def edited(segments: Path) -> list[Page]:
    """Edited news as pages that are all article."""
    parts: dict[str, list[str]] = defaultdict(list)
    with segments.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["split"] == "lm" and row["label"] == "clean":
                parts[f"{row['ds']} {row['lp']} {row['doc']}"].append(row["text"])
    return [_clean(name, lines) for name, lines in parts.items()]


def numbers(page: Page, view: str, kept: list[dict[str, str]]) -> list[int]:
    """Which lines of a page a view has."""
    view = view.removesuffix("-forgotten")
    count = len(page["lines"])
    window = range(max(0, min(page["head"], page["lo"]) - 5), min(count, page["hi"] + 16))
    if view == "window":
        return list(window)
    if view == "leak":
        return [number for number in range(count) if any(lines.get(page["id"], "")[number : number + 1] == "1" for lines in kept)]
    if view == "clean":
        return [number for number in range(count) if page["labels"][number] == "C"]
    chance = random.Random(page["id"])
    share = chance.random() * LIGHTEST
    return [number for number in window if page["labels"][number] in "C?" or chance.random() < share]


def fitted(views: Iterable[View]) -> tuple[lightgbm.Booster, float]:
    """The trees, and the bias before them."""
    chosen = list(views)
    rows, junk = np.concatenate([view.rows for view in chosen]), np.concatenate([view.junk for view in chosen])
    weight = np.concatenate([np.full(len(view.junk), VIEWS[view.name]) for view in chosen])
    share = float(np.average(junk, weights=weight))
    bias = round(math.log(share / (1 - share)), 3)
    data = lightgbm.Dataset(rows, junk.astype(int), weight=weight, init_score=np.full(len(junk), bias), params=PARAMETERS)
    return lightgbm.train(PARAMETERS, data, ROUNDS), bias


def fold(page: Page, folds: int) -> int:
    """The fold of a page, the same for all pages of a site."""
    return int(hashlib.sha256(page["host"].encode()).hexdigest(), 16) % folds


def left_out(views: list[View], folds: int) -> dict[int, Any]:
    """The scores of each view by trees that saw no page of its site."""
    scores: dict[int, Any] = {}
    for number in range(folds):
        model, bias = fitted(view for view in views if fold(view.page, folds) != number)
        for view in views:
            if fold(view.page, folds) == number and len(view.junk):
                scores[id(view)] = bias + model.predict(view.rows, raw_score=True)
    return scores


def report(views: list[View], scores: dict[int, Any]) -> None:
    """Print recall and the article's share that is flagged, by view and language."""
    for name in VIEWS:
        of_view = [view for view in views if view.name == name and id(view) in scores]
        of_view = [view for view in of_view if view.page["labels"].count("C") <= LONGEST_ARTICLE]
        told: dict[str, Callable[[Page], bool]] = {
            "all": lambda page: True,
            "en": lambda page: page["lang"] == "en",
            "other": lambda page: page["lang"] != "en",
        }
        for language, wanted in told.items():
            chosen = [view for view in of_view if wanted(view.page)]
            if chosen:
                print(f"{name:6} {language:5} {len(chosen):3} pages: {_figures(chosen, scores)}")


def _figures(views: list[View], scores: dict[int, Any]) -> str:
    score = np.concatenate([scores[id(view)] for view in views])
    junk = np.concatenate([view.junk for view in views])
    if not junk.any():
        return ", ".join(f"{(score >= least).sum()} of {len(score)} lines score {least} or more" for least in (0.0, 1.0, 1.5, 2.5))
    order = np.argsort(-score, kind="stable")
    true = np.cumsum(junk[order])
    precision, recall = true / np.arange(1, len(order) + 1), true / junk.sum()
    told = []
    for wanted in (0.98, 0.95):
        places = np.flatnonzero(precision >= wanted)
        if len(places):
            least = score[order][places[-1]]
            flagged = np.mean([np.mean(scores[id(view)][~view.junk] >= least) for view in views if not view.junk.all()])
            told.append(f"precision {wanted}: recall {recall[places[-1]]:.3f} from {least:.2f}, article flagged {flagged:.1%}")
    best = 2 * precision * recall / (precision + recall)
    return "; ".join([*told, f"best F1 {best.max():.3f}"])


def card(node: dict[str, Any]) -> str:
    """A tree as the table writes it."""
    if "leaf_value" in node:
        return f"{node['leaf_value']:.3f}"
    branches = (node["left_child"], node["right_child"])
    left, right = (card(branch) if "leaf_value" in branch else f"({card(branch)})" for branch in branches)
    limit = node["threshold"]
    if 0 < abs(limit) < LEAST_STEP:
        limit = math.copysign(LEAST_STEP, limit)
    return f"{MEASURES[node['split_feature']]} < {limit:.4g} ? {left} : {right}"


def write(model: lightgbm.Booster, bias: float) -> None:
    """Put new cards into the table; how measures are told stays."""
    kept = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if "bias:" not in line and "card:" not in line]
    cards = [card(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]
    lines = [*kept, f'  - {{bias: "{bias:.3f}"}}', *(f'  - card: "{text}"' for text in cards)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    asked = sorted({name for name, gain in zip(MEASURES, model.feature_importance("gain"), strict=True) if gain})
    print(f"{len(cards)} cards, {TABLE.stat().st_size / 1000:.0f} kB; measures: {', '.join(asked)}")


def main() -> None:
    """Fit on the pages that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("segments", type=Path)
    parser.add_argument("--folds", type=int, default=10)
    arguments = parser.parse_args()
    found, kept = pages(arguments.pages)
    reader = Reader()
    views = [View(page, name, numbers(page, name, kept), reader) for page in found for name in VIEWS if name not in ("edited", "traps")]
    for name, clean in (("edited", edited(arguments.segments)), ("traps", traps())):
        views += [View(page, name, list(range(len(page["lines"]))), reader) for page in clean]
    report(views, left_out(views, arguments.folds))
    write(*fitted(views))


if __name__ == "__main__":
    main()
