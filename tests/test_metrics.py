"""Our own metrics, each on passages whose figures can be counted by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from helpers import document
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint import metrics
from newslint.metrics import METRICS, Passage


def passage(text: str) -> Passage:
    whole = document(text)
    return Passage(whole, whole.paragraphs)


@pytest.mark.parametrize(
    ("measure", "text", "value"),
    [
        (metrics.capital_letters, "ABC de 1", 3 / 5),
        (metrics.capital_letters, "12 東京", None),
        (metrics.digits, "Halmor 22 14", 4 / 10),
        (metrics.digits, "…", None),
        (metrics.inner_capitals, "The Mill is Old. It Burns.", 3 / 4),
        (metrics.inner_capitals, "The NATO envoy of Halmor left at 9.", 1 / 5),
        (metrics.inner_capitals, "Rain. Snow.", None),
        (metrics.longest_sentence, "It rained. It went on for a week.", 6),
        (metrics.quotes, "“Go,” he said", 5 / 13),
        (metrics.quotes, "It's 5\" wide", 0),
        (metrics.symbols, "a-b (c) 1", 3 / 7),
        (metrics.symbols, "कि", 0),
        (metrics.type_token_ratio, "The mill, the Mill; the mill!", 2 / 6),
        (metrics.type_token_ratio, "?!", None),
        (metrics.unmarked_lines, "He left.\n“He left!”\nhe left\nHe left:", 2 / 4),
        (metrics.words, "It rained.\n東京都庁", 4),
    ],
)
def test_a_metric_counts_what_it_says(measure: Callable[[Passage], float | None], text: str, value: float | None) -> None:
    assert measure(passage(text)) == (value if value is None else pytest.approx(value))


def test_the_type_token_ratio_does_not_fall_with_length() -> None:
    line = " ".join(f"word{number}" for number in range(50))
    assert metrics.type_token_ratio(passage(f"{line} {line}")) == 0.5
    assert metrics.type_token_ratio(passage(f"{line} " * 40)) == 0.5
    fresh = " ".join(f"new{number}" for number in range(100))
    assert metrics.type_token_ratio(passage(f"{line} {line} {fresh}")) == pytest.approx(0.875, abs=0.005)


def test_only_the_paragraphs_of_the_passage_count() -> None:
    whole = document("ABC DEF.\n\nabc “def” ghi. Jkl mno pqr.\n\n12 34.")
    middle = Passage(whole, whole.paragraphs[1:2])
    assert metrics.capital_letters(middle) == pytest.approx(1 / 18)
    assert metrics.digits(middle) == 0
    assert metrics.longest_sentence(middle) == 3
    assert metrics.quotes(middle) == pytest.approx(5 / 27)
    assert middle.words == 6


def test_a_passage_without_paragraphs_has_no_values() -> None:
    nothing = passage(" \n")
    assert {name: metric.measure(nothing) for name, metric in METRICS.items()} == {**dict.fromkeys(METRICS), "words": 0}


@given(st.text(alphabet=st.sampled_from("aB1 .\n“”\"'-é東ِ́\u200b?!"), max_size=80) | st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_shares_lie_between_none_and_all(text: str) -> None:
    whole = passage(text)
    for name, metric in METRICS.items():
        value = metric.measure(whole)
        assert value is None or value >= 0, name
        assert value is None or value <= 1 or not metric.is_share, name
