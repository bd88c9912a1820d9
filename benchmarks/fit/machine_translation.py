"""Fit the scorecard that tells machine-translated news from news translated, or written, by people.

    python benchmarks/fit/machine_translation.py SEGMENTS [--strength NUMBER] [--processes NUMBER]

SEGMENTS is a file of JSON lines with ds, lp, sys, doc (which make a document), text, label (garbled or clean) and split; those of the
splits "dev" and "lm" are used. Human translations of the same content weigh more than news written in English, so that the scorecard
learns how machines write and not what foreign news is about: it sees function words, marks, casing, and findings, no other words.

Needs numpy and scikit-learn. Writes rules/knowledge/translationese.yaml, and prints how the scorecard does on folds that were left out,
blocks of the same content together: the area under the curve, and the score above which 1 % of all clean documents lie.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from newslint.article import Article
from newslint.document import Document
from newslint.engine import Engine
from newslint.measures import Measures, damped
from newslint.ruleset import RuleSet, load_rules
from newslint.source import Source

TABLE = Path(__file__).resolve().parents[2] / "rules" / "knowledge" / "translationese.yaml"
SKIPPED = ("mlqe", "mqm-ted")
LEAST_WORDS = 100
LEAST_DOCUMENTS = 150
MARKS = (",", ";", ":", "-–—", '"“”', "(", "…", "!", "?")
MEASURES = ("capitals", "contractions", "sentence-length", "unknown-words")
FINDINGS = (("MT",), ("NM", "TI"), ("TY",), ("EN",), ("ST",))
SHARES = {"garbled": 1.0, "translated": 0.6, "written": 0.4}

Feature = tuple[str, Any]
Row = tuple[str, str, dict[Feature, float]]  # the kind of document, its block of content, and its features


def documents(segments: Path) -> list[tuple[str, str, str]]:
    """Kind, block of content, and text of each document."""
    parts: dict[tuple[str, ...], list[str]] = defaultdict(list)
    with segments.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["split"] in ("dev", "lm") and row["ds"] not in SKIPPED:
                kind = "garbled" if row["label"] == "garbled" else "written" if row["sys"] == "orig" else "translated"
                parts[kind, f"{row['ds']}|{row['lp']}|{row['doc']}", row["sys"]].append(row["text"])
    found = [(kind, block, "\n\n".join(texts)) for (kind, block, _), texts in parts.items()]
    return [entry for entry in found if len(entry[2].split()) >= LEAST_WORDS]


class Reader:
    """Makes features of texts; one a process."""

    engine: Engine
    ruleset: RuleSet
    candidates: list[str]

    @classmethod
    def start(cls) -> None:
        loaded = load_rules()
        cls.ruleset = RuleSet([rule for rule in loaded.all_rules if rule.kind != "scorecard" and rule.enabled], loaded.knowledge)
        cls.engine = Engine(cls.ruleset)
        cls.candidates = sorted(loaded.knowledge.words("function-words"))

    @classmethod
    def features(cls, entry: tuple[str, str, str]) -> Row:
        kind, block, text = entry
        document = Document(Source.from_text(text, "text"), cls.ruleset.knowledge)
        findings = cls.engine.lint(document)
        measures = Measures(document, Article(document, findings).spans)
        known = frozenset(cls.candidates)
        found: dict[Feature, float] = {("words", word): measures.words(word) for word in known.intersection(measures.tokens)}
        for pair in set(zip(measures.tokens, measures.tokens[1:], strict=False)):
            if pair[0] in known and pair[1] in known:
                found["words", " ".join(pair)] = measures.words(" ".join(pair))
        found.update({("marks", marks): measures.marks(marks) for marks in MARKS})
        found.update({("measure", name): measures.measure(name) for name in MEASURES})
        for beginnings in FINDINGS:
            confidence = sum(finding.confidence for finding in findings if finding.code.startswith(beginnings))
            found["findings", beginnings] = measures.findings(confidence)
        return kind, block, {feature: damped(value) for feature, value in found.items()}


def matrix(rows: list[Row]) -> tuple[list[Feature], Any]:
    """The features that are frequent enough, and their values."""
    seen: dict[Feature, int] = defaultdict(int)
    for _, _, features in rows:
        for feature, value in features.items():
            seen[feature] += value > 0
    names = sorted((feature for feature, count in seen.items() if count >= LEAST_DOCUMENTS), key=str)
    return names, np.array([[features.get(name, 0.0) for name in names] for _, _, features in rows], dtype=np.float32)


def report(kinds: Any, scores: Any) -> None:
    """Print how scores of left-out documents tell the kinds apart."""
    clean, garbled = scores[kinds != "garbled"], scores[kinds == "garbled"]
    for kind in ("translated", "written"):
        others = scores[kinds == kind]
        area = np.mean([np.mean(score > others) + np.mean(score == others) / 2 for score in garbled])
        print(f"area under the curve against {kind}: {area:.3f}")
    balanced = np.concatenate([scores[kinds == "translated"], scores[kinds == "written"][: (kinds == "translated").sum()]])
    for share in (0.005, 0.01, 0.02, 0.05):
        least = np.quantile(balanced, 1 - share)
        told = ", ".join(f"{np.mean(scores[kinds == kind] > least):.3f} of {kind}" for kind in ("garbled", "translated", "written"))
        print(f"score {least:.2f} ({share:.1%} of clean, half of them translated): {told}")
    print(f"{len(garbled)} garbled and {len(clean)} clean documents")


def write(names: Iterable[Feature], usual: Any, spread: Any, weights: Any, bias: float) -> None:
    """Write the table, features of one source together, the heaviest first."""
    rows = [entry for entry in zip(names, usual, spread, weights, strict=True) if abs(entry[3]) >= 0.005]
    rows.sort(key=lambda entry: (entry[0][0], -abs(entry[3])))
    lines = [
        "about: How machine-translated news differs in form from news by people. Fitted by benchmarks/fit/machine_translation.py.",
        "entries:",
        f'  - {{bias: "{bias:.3f}"}}',
    ]
    for (source, value), mean, deviation, weight in rows:
        shown = json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
        lines.append(f'  - {{{source}: {shown}, usual: "{mean:.3f}", spread: "{deviation:.3f}", weight: "{weight:.3f}"}}')
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} features in {TABLE.name}")


def main() -> None:
    """Fit on the segments that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("segments", type=Path)
    parser.add_argument("--strength", type=float, default=0.01, help="the inverse of the penalty on weights")
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    with Pool(arguments.processes, Reader.start) as pool:
        rows = pool.map(Reader.features, documents(arguments.segments), chunksize=32)
    names, values = matrix(rows)
    kinds, blocks = np.array([row[0] for row in rows]), [row[1] for row in rows]
    garbled = kinds == "garbled"
    sample = sum((kinds == kind) * share / (kinds == kind).sum() for kind, share in SHARES.items()) * len(rows) / 2
    usual, spread = values.mean(axis=0), values.std(axis=0)
    standard = np.clip((values - usual) / spread, -4, 4)

    def fitted(part: Any) -> LogisticRegression:
        model = LogisticRegression(l1_ratio=1.0, C=arguments.strength, solver="liblinear", max_iter=300, random_state=1)
        return model.fit(standard[part], garbled[part], sample_weight=sample[part])

    scores = np.zeros(len(rows))
    for train, test in GroupKFold(5).split(standard, garbled, blocks):
        scores[test] = fitted(train).decision_function(standard[test])
    report(kinds, scores)
    model = fitted(np.arange(len(rows)))
    write(names, usual, spread, model.coef_[0], float(model.intercept_[0]))


if __name__ == "__main__":
    main()
