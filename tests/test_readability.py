"""Readability formulas: their values, and that nothing is ever downloaded or kept."""

from __future__ import annotations

import socket
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import rule

from newslint import lint_text, readability
from newslint.ruleset.examples import run_examples
from newslint.ruleset.knowledge import Knowledge
from newslint.ruleset.loader import builtin_folder, check_rule, read_rules
from newslint.ruleset.model import RuleSet

TEXT = "The mill is old. It burns every winter. Nobody remembers the first fire."
# Thirteen words in three sentences, 57 letters, one word of more than six letters.


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    import nltk

    def refuse(*arguments: object, **named: object) -> None:
        raise AssertionError("something was downloaded")

    monkeypatch.setattr(nltk, "download", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def no_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    import nltk.data

    monkeypatch.setattr(nltk.data, "path", [])


@pytest.fixture
def dictionary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A pronouncing dictionary of two words, in which "mill" has three syllables."""
    import nltk.corpus
    import nltk.data
    from textstat.backend.utils._get_cmudict import get_cmudict

    folder = tmp_path / "corpora" / "cmudict"
    folder.mkdir(parents=True)
    for place in (tmp_path, folder.parent, folder):
        place.chmod(0o755)  # NLTK reads no data that others may write
    (folder / "cmudict").write_text("MILL 1 M IH1 L AH0 L AH0\nCAT 1 K AE1 T\n", encoding="ascii")
    (folder / "cmudict").chmod(0o644)
    monkeypatch.setattr(nltk.data, "path", [str(tmp_path)])
    yield folder
    get_cmudict.cache_clear()
    if hasattr(nltk.corpus.cmudict, "_unload"):
        nltk.corpus.cmudict._unload()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("words-per-sentence", 13 / 3),
        ("letters-per-word", 57 / 13),
        ("lix", 13 / 3 + 100 * 1 / 13),
        ("rix", 1 / 3),
        ("mcalpine-eflaw", (13 + 5) / 3),
        ("automated-readability-index", 4.71 * 60 / 13 + 0.5 * 13 / 3 - 21.43),
        ("coleman-liau-index", 5.8 * 57 / 13 - 29.6 * 3 / 13 - 15.8),
    ],
)
def test_formulas_of_letters_words_and_sentences(name: str, value: float) -> None:
    assert readability.measure(name, TEXT) == pytest.approx(value)


@pytest.mark.parametrize("name", sorted(readability.PLAIN))
@pytest.mark.parametrize("text", ["." * 500, "a" * 500, "'s" * 200, " \n", "", "-- ** --"])
def test_formulas_bear_any_text(name: str, text: str) -> None:
    assert isinstance(readability.measure(name, text), float)


def test_texts_without_spaces_are_not_measured() -> None:
    assert readability.measure("lix", "港口因为冰封而关闭。没有船能够离开。") is None


def test_only_the_beginning_of_a_long_text_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readability, "LONGEST", len(TEXT))
    assert readability.measure("lix", TEXT + " incomprehensibilities" * 9) == readability.measure("lix", TEXT)


def test_texts_are_not_kept(dictionary: Path) -> None:
    def measure_all(mark: str) -> None:
        for number in range(8):
            text = " ".join(f"{mark}{number}x{word} mill" for word in range(400)) + "."
            for name in ("lix", "coleman-liau-index", "flesch-reading-ease"):
                readability.measure(name, text)

    measure_all("a")
    tracemalloc.start()
    try:
        measure_all("b")
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 50_000, "a text has 5,000 code points, and each is cut in many pieces"


@pytest.mark.usefixtures("no_dictionary")
@pytest.mark.parametrize("name", sorted(readability.SYLLABIC))
def test_without_the_dictionary_no_syllables_are_counted(name: str) -> None:
    assert readability.measure(name, TEXT) is None
    assert "cmudict of NLTK is not installed; run" in readability.missing(name)
    assert readability.missing("lix") == ""


def test_with_the_dictionary_syllables_are_counted(dictionary: Path) -> None:
    assert readability.missing("syllables-per-word") == ""
    assert readability.measure("syllables-per-word", "mill cat mill cat") == 2
    assert readability.measure("flesch-kincaid-grade", "Mill cat mill cat.") == pytest.approx(0.39 * 4 + 11.8 * 2 - 15.59)
    assert all(isinstance(readability.measure(name, TEXT), float) for name in readability.SYLLABIC)


def test_a_damaged_dictionary_is_told(dictionary: Path) -> None:
    (dictionary / "cmudict").unlink()
    assert readability.missing("smog-index") != ""
    assert readability.measure("smog-index", TEXT) is None


def test_our_rules_that_count_syllables_keep_their_examples(dictionary: Path) -> None:
    """Where the dictionary lacks a word, as this one nearly always does, the hyphens of Pyphen tell its syllables."""
    path = builtin_folder() / "readability" / "formulas.yaml"
    entries = [entry for entry in read_rules(path) if entry["metric"] in readability.SYLLABIC]
    assert len(entries) >= 2
    for entry in entries:
        checked, examples = check_rule(entry, path, Knowledge())
        results = list(run_examples(checked, examples, entry, Knowledge()))
        assert [result.message for result in results if not result.ok or result.skipped] == []


@pytest.mark.usefixtures("no_dictionary")
def test_from_python_a_rule_that_cannot_run_is_silent_and_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    common = {"category": "readability", "name": "never-runs"}
    hindered = rule("kind: metric\nmetric: smog-index\nmost: 1\nleast-words: 1", code="RD951", **common)
    other = rule("kind: metric\nmetric: rix\nmost: 0\nleast-words: 1\nof: file", code="RD952", **{**common, "name": "runs"})
    for _ in range(2):
        assert [finding.code for finding in lint_text(TEXT, RuleSet([hindered, other], Knowledge()))] == ["RD952"]
    (record,) = [record for record in caplog.records if record.name == "newslint"]
    assert record.levelname == "WARNING"
    assert record.getMessage().startswith("RD951 never-runs cannot run here: it counts syllables")
