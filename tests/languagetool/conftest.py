"""A real LanguageTool: fetched by `make languagetool`, started once for all tests that ask it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from newslint.integrations.languagetool import LanguageTool

FOLDER = "NEWSLINT_TEST_LANGUAGETOOL"  # where this names the folder, a test that cannot run is a failure


@pytest.fixture(scope="session")
def jars() -> Path:
    """The folder with LanguageTool's jars."""
    named = os.environ.get(FOLDER)
    if not named:
        pytest.skip("asks a real LanguageTool; run make languagetool, which needs Java 17 and Maven")
    assert shutil.which("java"), "there is no java on the PATH"
    assert Path(named, "languagetool-server.jar").is_file(), f"there is no LanguageTool in {named}"
    return Path(named)


@pytest.fixture(scope="session")
def address(jars: Path) -> Iterator[str]:
    """The address of a server that runs for the whole session."""
    from newslint.integrations.languagetool import Server

    server = Server(jars)
    try:
        yield server.start()
    finally:
        server.stop()


@pytest.fixture
def tool(address: str) -> Iterator[LanguageTool]:
    """A connection to that server."""
    with LanguageTool(address, seconds=60) as tool:
        yield tool
