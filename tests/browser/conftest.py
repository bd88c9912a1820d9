"""A real browser, started once for all tests that look at a page, and a watch on what the pages do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

CHROMIUM = "NEWSLINT_TEST_CHROMIUM"  # names the program; then a test that cannot run is a failure
QUIET = ("quic", "background-networking", "component-update", "sync")


class Report(NamedTuple):
    """A page, and what format json says of the same run."""

    page: Path
    json: Path


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium with a profile of its own."""
    program = os.environ.get(CHROMIUM)
    if not program:
        pytest.skip("looks at pages in a real Chromium; run make browser")
    assert shutil.which(program), f"{CHROMIUM} names {program}, which cannot be run"
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--no-first-run", *(f"--disable-{name}" for name in QUIET)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens a page: `opened(path, fragment, **options of the context)`. In the end no page may have asked for more or complained."""
    contexts, complaints, requests, addresses = [], [], [], set()

    def open_page(path: Path, fragment: str = "", **options: Any) -> Any:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: requests.append(request.url.partition("#")[0]))
        addresses.add(path.as_uri())
        page.goto(path.as_uri() + fragment)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
    assert set(requests) == addresses


@pytest.fixture(scope="module")
def lint(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Report]:
    """Runs `newslint lint ARGUMENTS` in a folder, once for each of the two formats."""

    def lint(folder: Path, *arguments: str) -> Report:
        out = tmp_path_factory.mktemp("report")
        reports = Report(out / "report.html", out / "report.json")
        for path in reports:
            command = [
                sys.executable,
                "-m",
                "newslint",
                "lint",
                *arguments,
                "--exit-zero",
                "--format",
                path.suffix[1:],
                "--output",
                str(path),
            ]
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
            assert (done.returncode, done.stderr) == (0, "")
        return reports

    return lint
