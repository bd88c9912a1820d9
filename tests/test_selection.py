"""Selecting rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.selection import SelectorError, Selectors, apply_selectors


class Rule(NamedTuple):
    code: str
    name: str
    enabled: bool = True


RULES = [
    Rule("BP001", "ad-slot"),
    Rule("BP002", "cookie-line"),
    Rule("BP102", "ticker"),
    Rule("MT101", "calque"),
    Rule("MT201", "spun-synonym"),
    Rule("NM003", "garbled-name"),
    Rule("RD001", "long-sentences", enabled=False),
]


def one_layer(select: list[str] | None = None, ignore: Iterable[str] = (), extend_select: Iterable[str] = ()) -> list[Rule]:
    """The rules that one layer of selectors leaves; without `select` it takes all of them."""
    return apply_selectors(RULES, [Selectors(None if select is None else tuple(select), tuple(ignore), tuple(extend_select))])


def codes(**arguments: list[str]) -> list[str]:
    return [rule.code for rule in one_layer(**arguments)]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, ["BP001", "BP002", "BP102", "MT101", "MT201", "NM003"]),
        ({"select": ["ALL"]}, ["BP001", "BP002", "BP102", "MT101", "MT201", "NM003"]),
        ({"select": []}, []),
        ({"select": ["BP"]}, ["BP001", "BP002", "BP102"]),
        ({"select": ["BP0"]}, ["BP001", "BP002"]),
        ({"select": ["BP00"]}, ["BP001", "BP002"]),
        ({"select": ["bp001"]}, ["BP001"]),
        ({"select": ["garbled-name"]}, ["NM003"]),
        ({"ignore": ["BP"]}, ["MT101", "MT201", "NM003"]),
        ({"ignore": ["ticker", "MT"]}, ["BP001", "BP002", "NM003"]),
        ({"select": ["MT"], "ignore": ["MT2"]}, ["MT101"]),
        ({"select": ["MT2"], "ignore": ["MT"]}, ["MT201"]),
        ({"select": ["MT101"], "ignore": ["MT101"]}, []),
        ({"select": ["calque"], "ignore": ["MT1"]}, ["MT101"]),
        ({"select": ["MT"], "extend_select": ["NM003"]}, ["MT101", "MT201", "NM003"]),
        ({"ignore": ["BP"], "extend_select": ["BP1"]}, ["BP102", "MT101", "MT201", "NM003"]),
        ({"ignore": ["ALL"]}, []),
    ],
)
def test_select(arguments: dict[str, list[str]], expected: list[str]) -> None:
    assert codes(**arguments) == expected


@pytest.mark.parametrize("selector", ["RD001", "long-sentences", "rd001"])
def test_a_rule_that_is_off_runs_when_wholly_named(selector: str) -> None:
    assert "RD001" in codes(extend_select=[selector])
    assert codes(select=[selector]) == ["RD001"]


@pytest.mark.parametrize("selector", ["RD", "RD0", "ALL"])
def test_a_rule_that_is_off_stays_off_when_only_its_group_is_named(selector: str) -> None:
    assert "RD001" not in codes(extend_select=[selector])


@pytest.mark.parametrize(
    ("selector", "hint"),
    [
        ("garbled-nmae", 'Did you mean "garbled-name"'),
        ("MT1O1", 'Did you mean "MT101"'),
        ("boilerplate", 'Did you mean "BP"'),
        ("B", "no rule"),
        ("BP9", "no rule"),
        ("QQ", "no rule"),
        ("", "no rule"),
        ("MT1011", "no rule"),
    ],
)
@pytest.mark.parametrize("key", ["select", "ignore", "extend_select"])
def test_an_unknown_selector_is_refused(selector: str, hint: str, key: str) -> None:
    with pytest.raises(SelectorError, match=hint):
        codes(**{key: [selector]})


def test_ignoring_a_category_without_rules_is_no_mistake_but_selecting_it_is() -> None:
    assert codes(ignore=["LT"]) == codes()
    with pytest.raises(SelectorError):
        codes(select=["LT"])


def test_a_later_layer_wins() -> None:
    def after(*layers: Selectors) -> list[str]:
        return [rule.code for rule in apply_selectors(RULES, layers)]

    config = Selectors(select=("MT", "BP"), ignore=("BP001",))
    assert after(config) == ["BP002", "BP102", "MT101", "MT201"]
    assert after(config, Selectors(extend_select=("BP0",))) == ["BP001", "BP002", "BP102", "MT101", "MT201"]
    assert after(config, Selectors(ignore=("MT",))) == ["BP002", "BP102"]
    assert after(config, Selectors(select=("NM",))) == ["NM003"]
    assert after(Selectors(extend_select=("RD001",)), Selectors(ignore=("RD",))) == after()


def test_an_error_tells_where_the_selector_was_given() -> None:
    with pytest.raises(SelectorError, match=r"^newslint.yaml:3: ") as caught:
        apply_selectors(RULES, [Selectors(ignore=("nope",), origins=(("ignore", "newslint.yaml:3"),))])
    assert caught.value.origin == "newslint.yaml:3"


selectors = st.lists(st.sampled_from(["ALL", "BP", "BP0", "BP001", "MT", "MT1", "calque", "NM003", "RD", "RD001"]), max_size=4)


@given(selectors, selectors, selectors)
def test_the_result_is_ordered_and_what_is_wholly_ignored_never_runs(select: list[str], ignore: list[str], extend: list[str]) -> None:
    chosen = one_layer(select, ignore, extend)
    assert chosen == [rule for rule in RULES if rule in chosen]
    assert not {rule.code for rule in chosen} & set(ignore)
    assert len(chosen) <= len(one_layer([*select, *extend]))
