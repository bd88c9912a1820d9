"""The page of newslint compare in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from compared_helpers import NAMES, comparison
from test_html_report import CONTRAST

from newslint.corpus.comparison import Comparison, in_brief
from newslint.report.base import Tally
from newslint.report.compared_html import HtmlPrinter

Opened = Callable[..., Any]
HOSTILE = "</script><script>window.hit=1</script><img src=x onerror=window.hit=1>" + "wide" * 60
# The texts of the cells of each row of a table.
CELLS = "(table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.innerText.replace(/\\s+/g, ' ').trim()))"


def hostile(told: Comparison) -> Comparison:
    """The comparison with words that try to run a script and are too wide for any column."""
    columns = tuple(column._replace(path=f"/{HOSTILE}", headline=HOSTILE, page_date=HOSTILE) for column in told.columns)
    tables = tuple(
        table._replace(
            rows=tuple(
                row._replace(subject=HOSTILE, entries=tuple(entry._replace(text=HOSTILE) for entry in row.entries)) for row in table.rows
            )
        )
        for table in told.tables
    )
    return told._replace(columns=columns, tables=tables)


@pytest.fixture(scope="module")
def page(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of three stories, the last of them hostile."""
    path = tmp_path_factory.mktemp("comparison") / "page.html"
    with path.open("w", encoding="utf-8") as out:
        printer = HtmlPrinter(out)
        for told in (comparison(), in_brief(comparison()), hostile(comparison())):
            printer.story(told)
        printer.close(Tally().summary())
    return path


def test_it_shows_the_tables_with_the_sources_as_columns(page: Path, opened: Opened) -> None:
    shown = opened(page, viewport={"width": 1280, "height": 900})
    assert shown.title() == "newslint: 15 files"
    first = shown.locator("#s1")
    assert first.locator("caption").all_inner_texts() == ["People", "Offices", "Numbers", "Dates", "Quotes"]
    sources = first.locator("table.sources").evaluate(CELLS)
    assert [row[:2] for row in sources] == [
        [label, f"{name} (one source with A)" if label == "E" else name] for label, name in zip("ABCDE", NAMES, strict=True)
    ]
    people = first.locator("table.people").evaluate(CELLS)
    assert people[0][0] == "Nils Holm" and people[0][3] == "= majority: Nils Holm 5:9"
    assert people[0][4] == "≠ outlier: Holmes ×2 3:46 ≠ outlier: Nihls Holmes 3:13"
    assert people[1][1].startswith(
        "≠ outlier: D 3:13: Nihls Holmes, others Nils Holm, garbled-name, 3 sources against 1 ≠ outlier: D 3:46, 3:66: "
    )
    assert first.locator("table.quotes thead th").all_inner_texts()[1:] == ["A", "B", "D"]
    assert first.locator("table.quotes .differs").all_inner_texts() == ["In the mist", "could see"]


def test_a_link_leads_to_each_story(page: Path, opened: Opened) -> None:
    shown = opened(page, viewport={"width": 1280, "height": 600})
    links = shown.locator("nav a")
    assert links.count() == 3
    links.nth(1).click()
    assert shown.url.endswith("#s2")
    assert shown.locator("#s2").evaluate("(story) => Math.abs(story.getBoundingClientRect().top) < 100")


@pytest.mark.parametrize("width", [320, 720, 1280])
def test_no_table_is_wider_than_the_window_but_scrolls_in_its_place(page: Path, opened: Opened, width: int) -> None:
    shown = opened(page, viewport={"width": width, "height": 800})
    assert shown.evaluate("() => document.documentElement.scrollWidth") == width
    assert shown.locator("#s1 table.people th[scope=row]").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_are_read_in_light_and_dark(page: Path, opened: Opened, scheme: str) -> None:
    shown = opened(page, color_scheme=scheme)
    wanted = ["#s1 .outlier .sign", "#s1 .doubtful .sign", "#s1 .majority .sign", "#s1 .outlier .entry", "#s1 .doubtful .entry"]
    contrasts = shown.evaluate(CONTRAST, [*wanted, "#s1 .evidence", "#s1 .place", "#s1 .times", "#s1 .differs", "#s1 thead th"])
    assert all(4.5 <= contrast <= 21 for contrast in contrasts.values()), contrasts


def test_nothing_hostile_runs(page: Path, opened: Opened) -> None:
    shown = opened(page)
    assert HOSTILE in shown.locator("#s3 h2").inner_text()
    assert shown.evaluate("() => window.hit") is None
    assert shown.locator("script, img").count() == 0
