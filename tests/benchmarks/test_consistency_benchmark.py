"""The benchmark of the checks across sources: what it writes is what it says it writes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from newslint import load_rules
from newslint.corpus.stems import fold, stem

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks" / "consistency"
QUOTES = str.maketrans("“”‘’", "\"\"''")
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="benchmarks are not part of the source distribution")

Folder = tuple[dict[str, str], list[dict[str, Any]]]


def generated(out: Path, *options: str) -> Folder:
    """The files by name, and the records of the truth."""
    command = [sys.executable, str(FOLDER / "generate.py"), str(out), *options]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    files = {path.name: path.read_text(encoding="utf-8") for path in (out / "files").glob("*.txt")}
    return files, [json.loads(line) for line in (out / "truth.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> None:
    """The modules of the benchmark can be imported."""
    monkeypatch.syspath_prepend(str(FOLDER))


def paragraphs_told(text: str, record: dict[str, Any]) -> Iterator[str]:
    """The paragraphs of an article and its headline, without lines of the site, bylines, datelines and another story's headline."""
    apart = [tuple(span) for span in record["neutral"]]
    for wrong in record["corruptions"]:
        if wrong["kind"] in ("recurring-line", "foreign-headline"):
            apart += [tuple(span) for span in wrong["spans"]]
    apart += [(start, end) for start, end, what, _ in record["marks"] if what == "page-date"]
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip() and not any(start < at + len(line) and at < end for start, end in apart):
            yield line.strip()
        at += len(line)


@pytest.fixture(scope="module", params=["dev", "heldout"])
def mixed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A mixed folder with errors."""
    return generated(tmp_path_factory.mktemp("mixed"), "--mixed", "--stories", "90", "--desk", request.param)


@pytest.fixture(scope="module", params=["dev", "heldout"])
def clean(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Stories without errors."""
    return generated(tmp_path_factory.mktemp("clean"), "--clean", "--stories", "60", "--desk", request.param)


def test_the_same_seed_gives_the_same_folder(tmp_path: Path) -> None:
    options = ("--mixed", "--stories", "12", "--seed", "5")
    assert generated(tmp_path / "a", *options) == generated(tmp_path / "b", *options)
    assert generated(tmp_path / "c", *options[:-1], "6") != generated(tmp_path / "a", *options)


def test_spans_hold_what_the_truth_says(mixed: Folder) -> None:
    files, records = mixed
    assert {record["file"] for record in records} == set(files)
    for record in records:
        text = files[record["file"]]
        for wrong in record["corruptions"]:
            assert wrong["spans"]
            for (start, end), told in zip(wrong["spans"], wrong["texts"], strict=False):
                assert text[start:end] == told
                assert told.strip()
        for start, end, _, _ in record["marks"]:
            assert text[start:end].strip() == text[start:end] != ""


@pytest.mark.usefixtures("modules")
def test_every_kind_of_error_is_there_and_most_can_be_told(mixed: Folder) -> None:
    from corruptions import CODES

    told: dict[str, list[bool]] = defaultdict(list)
    for record in mixed[1]:
        for wrong in record["corruptions"]:
            told[wrong["kind"]].append(wrong["decidable"])
    assert set(told) == set(CODES.values())
    assert all(any(decidable) for decidable in told.values())
    every = [one for kind, decidable in told.items() if kind != "recurring-line" for one in decidable]
    assert sum(every) > 0.7 * len(every)


def test_the_wrong_form_is_not_the_right_one(mixed: Folder) -> None:
    checked = set()
    for record in mixed[1]:
        for wrong in record["corruptions"]:
            if wrong["kind"] in ("garbled-name", "name-variant"):
                assert not any(wrong["right"] in text.split() for text in wrong["texts"])
                checked.add(wrong["kind"])
            elif wrong["kind"] == "office-conflict":
                assert wrong["right"].lower() not in {text.lower() for text in wrong["texts"]}
                checked.add(wrong["kind"])
    assert checked == {"garbled-name", "name-variant", "office-conflict"}


def test_recurring_lines_recur_in_different_stories(mixed: Folder) -> None:
    files, records = mixed
    stories: dict[str, set[int]] = defaultdict(set)
    for record in records:
        for wrong in record["corruptions"]:
            if wrong["kind"] == "recurring-line":
                assert wrong["texts"][0] in files[record["file"]].splitlines()
                stories[wrong["texts"][0]].add(record["story"])
    assert stories
    assert min(len(numbers) for numbers in stories.values()) >= 4


def test_no_paragraph_of_an_article_stands_in_two_stories(mixed: Folder) -> None:
    files, records = mixed
    stories: dict[str, set[int]] = defaultdict(set)
    for record in records:
        for line in paragraphs_told(files[record["file"]], record):
            if len(line) >= 60:
                stories[line].add(record["story"])
    assert stories
    assert not [line for line, numbers in stories.items() if len(numbers) > 1]


@pytest.mark.parametrize("desk", ["dev", "heldout"])
def test_hardly_a_line_differs_from_that_of_another_story_by_its_figures_alone(desk: str, tmp_path: Path) -> None:
    files, records = generated(tmp_path, "--mixed", "--stories", "200", "--files", "200", "--desk", desk)
    stories: dict[str, set[int]] = defaultdict(set)
    for record in records:
        for line in paragraphs_told(files[record["file"]], record):
            stories[re.sub(r"\d+", "0", line.lower())].add(record["story"])
    assert len(stories) > 1000
    assert {line: numbers for line, numbers in stories.items() if len(numbers) > 2} == {}


@pytest.mark.usefixtures("modules")
@pytest.mark.parametrize("desk", ["dev", "heldout"])
def test_translated_quotations_are_as_near_to_the_right_ones_as_real_ones(desk: str) -> None:
    from desk import chosen, load_desk, parse
    from reporter import spoken_text

    rng = Random(1)
    function_words = load_rules().knowledge.words("function-words")

    def said(wording: str) -> str:
        return spoken_text("".join(node if isinstance(node, str) else "Springfield" for node in chosen(parse(wording), rng)))

    def words(text: str) -> set[str]:
        found = {fold(word) for word in re.findall(r"[A-Za-z'’-]+", text)}
        return {word for word in found if len(word) > 2 and word not in function_words}

    shares = []
    for quote in dict.fromkeys(quote for kind in load_desk(desk).kinds.values() for quote in kind.quotes if quote.drift):
        right, drifted = said(quote.text), said(quote.drift)
        assert len(words(right) - words(drifted)) >= 2, (right, drifted)
        stems = [{stem(word) for word in words(text)} for text in (right, drifted)]
        shares.append(len(stems[0] & stems[1]) / min(len(one) for one in stems))
    shares.sort()
    tenth, median, ninetieth = (shares[int(len(shares) * part)] for part in (0.1, 0.5, 0.9))
    assert len(shares) > 50
    assert 0.3 <= tenth <= 0.45
    assert 0.55 <= median <= 0.7
    assert ninetieth >= 0.75
    assert shares[-1] <= 0.9


@pytest.mark.usefixtures("modules")
@pytest.mark.parametrize("desk", ["dev", "heldout"])
def test_one_fact_of_a_kind_of_event_tells_of_its_record_and_each_of_its_wordings_does(desk: str) -> None:
    from desk import load_desk

    told = 0
    for kind in load_desk(desk).kinds.values():
        facts = {key: lines for key, lines in (*kind.facts.items(), *kind.late.items()) if any("{since" in line for line in lines)}
        if not facts:
            continue
        ((key, lines),) = facts.items()
        told += 1
        assert len(lines) >= 4, (kind.name, key)
        assert all("{since" in line for line in lines), (kind.name, key)
        assert not [line for line in (*kind.leads, *kind.headlines, *kind.rises) if "{since" in line], kind.name
    assert told >= 6


@pytest.mark.usefixtures("modules")
@pytest.mark.parametrize("desk", ["dev", "heldout"])
def test_no_wrong_office_is_one_that_the_person_may_have(desk: str) -> None:
    from desk import load_desk

    for kind in load_desk(desk).kinds.values():
        for name, role in kind.roles.items():
            right = {title.lower() for title in (role.title, *role.also, *role.short, *role.second, *role.former)}
            assert not right & {title.lower() for title in role.wrong}, (kind.name, name)
            assert bool(role.wrong) == bool(role.title), (kind.name, name)


def pieces(*parts: tuple[str, ...]) -> Any:
    """A file made of pieces: each with what it tells, its text, and perhaps its trap; "!" before the text if it is corruption 0."""
    from reporter import Mark, Text

    text, marks = "", []
    for what, words, *trap in parts:
        said = words.removeprefix("!")
        marks.append(Mark(len(text), len(text) + len(said), what, "".join(trap), 0 if said != words else -1))
        text += said + " "
    return Text(text, marks)


GARBLED, OFFICE, DRIFT, NUMBER = (
    ("garbled-name", "name:boss", "Roe"),
    ("office-conflict", "office:boss", "Head"),
    ("quote-drift", "quote:0", ""),
    ("number-conflict", "number:dead", "104000", 1.4),
)
BOSS, HEAD, SEAT, POE = ("name:boss", "Roe"), ("office:boss", "Head"), ("office:boss", "Seat", "second-office"), ("name:boss", "!Poe")
SAID, SIMILAR, OTHER = ("quote:0", "The old bridge fell"), ("quote:0", "!Fallen is the old bridge"), ("quote:0", "!A crossing broke down")


@pytest.mark.usefixtures("modules")
@pytest.mark.parametrize(
    ("planned", "wrong", "others", "told"),
    [
        (GARBLED, [HEAD, POE], [[HEAD, BOSS], [BOSS]], True),
        (GARBLED, [POE], [[HEAD, BOSS], [HEAD, BOSS]], False),  # no office
        (GARBLED, [("office:boss", "!Hat"), POE], [[HEAD, BOSS], [HEAD, BOSS]], False),  # another office
        (GARBLED, [HEAD, POE], [[SEAT, BOSS], [BOSS]], False),  # an office that none of the others gives
        (GARBLED, [("office:boss", "Seat and Head", "second-office"), POE], [[SEAT, BOSS], [BOSS]], True),
        (GARBLED, [HEAD, POE], [[HEAD, BOSS]], False),  # one against one
        (OFFICE, [("office:boss", "!Hat"), BOSS], [[HEAD, BOSS], [HEAD, BOSS]], True),
        (OFFICE, [("office:boss", "!Hat")], [[HEAD, BOSS], [HEAD, BOSS]], False),  # nobody's
        (DRIFT, [OTHER, BOSS], [[SAID, BOSS]], True),
        (DRIFT, [OTHER], [[SAID, BOSS]], False),  # neither the speaker nor the words
        (DRIFT, [SIMILAR], [[SAID]], True),
        (DRIFT, [SIMILAR, BOSS], [[("quote:0", "old bridge", "quote-fragment"), BOSS]], False),
        (NUMBER, [("number:dead", "!145,000")], [[("number:dead", "104,000")], [("number:dead", "104,000")]], True),
        (NUMBER, [("number:dead", "!145,000")], [[("number:dead", "100,000", "rounded-number")], [("number:dead", "104,000")]], False),
    ],
)
def test_what_a_careful_reader_can_tell(planned: Any, wrong: Any, others: Any, told: bool) -> None:
    from corruptions import Corruption
    from decidable import Reader

    story: Any = SimpleNamespace(second={"boss": "Seat"}, quotes=[SimpleNamespace(role="boss")])
    texts = [pieces(*wrong), *(pieces(*other) for other in others)]
    reader = Reader(story, [Corruption(*planned)], texts, list(range(len(texts))))
    assert reader.decides(0, reader.planned[0], reader.others(0, reader.planned[0])) is told


@pytest.mark.usefixtures("modules")
def test_copies_tell_no_more_than_what_they_copy() -> None:
    from corruptions import Corruption
    from decidable import Reader

    story: Any = SimpleNamespace(second={}, quotes=[])
    planned = Corruption(*GARBLED)
    texts = [pieces(HEAD, POE), pieces(HEAD, BOSS), pieces(HEAD, BOSS)]
    decided = [Reader(story, [planned], texts, origin).decides(0, planned, [1, 2]) for origin in ([0, 1, 2], [0, 1, 1], [0, 0, 2])]
    assert decided == [True, False, False]


def test_nothing_is_wrong_in_clean_folders(clean: Folder) -> None:
    kinds = {wrong["kind"] for record in clean[1] for wrong in record["corruptions"]}
    assert "copy" in kinds
    assert kinds <= {"copy", "recurring-line"}


def test_clean_sources_agree(clean: Folder) -> None:
    files, records = clean
    forms: dict[tuple[int, str], set[str]] = defaultdict(set)
    for record in records:
        text = files[record["file"]]
        for start, end, what, trap in record["marks"]:
            form = text[start:end].lower().replace("our", "or").replace("defence", "defense")
            if what.startswith("office:") and trap == "":
                forms[record["story"], what].add(form)
            elif what.startswith("name:") and trap in ("", "honorific", "shared-given"):
                forms[record["story"], what].add(" ".join(sorted(form.split())))
            elif what.startswith("number:") and trap == "" and form[0].isdigit():
                forms[record["story"], what].add(form)
    for (_, what), told in forms.items():
        if what.startswith("name:"):
            shortest = set(min(told, key=len).split())
            assert all(shortest <= set(form.split()) for form in told), told
        else:
            assert len(told) == 1, (what, told)
    assert {what.partition(":")[0] for _, what in forms} == {"office", "name", "number"}


def test_copies_share_their_text_and_other_sources_do_not(clean: Folder) -> None:
    files, records = clean
    paragraphs = {name: {line for line in text.splitlines() if len(line) > 60} for name, text in files.items()}
    pairs = 0
    for record in records:
        for other in records:
            if record["story"] != other["story"] or record["file"] >= other["file"]:
                continue
            ids = [{wrong["id"] for wrong in one["corruptions"] if wrong["kind"] == "copy"} for one in (record, other)]
            mine, theirs = ({line.translate(QUOTES) for line in paragraphs[one["file"]]} for one in (record, other))
            shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
            if ids[0] & ids[1]:
                pairs += 1
                assert shared >= 0.5
            else:
                assert shared < 0.5
    assert pairs
