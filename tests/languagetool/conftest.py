"""A real LanguageTool: fetched by `make languagetool`, started once for all tests that ask it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from newslint.integrations.languagetool import LanguageTool

REQUIRED = "NEWSLINT_TEST_LANGUAGETOOL"  # its folder; where this is set, no test is skipped


def _missing() -> str:
    if shutil.which("java") is None:
        return "there is no java on the PATH"
    if not (_folder() / "languagetool-server.jar").is_file():
        return f"there is no LanguageTool in {_folder()}; run make languagetool"
    return ""


def _folder() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get(REQUIRED) or Path(cache, "newslint", "LanguageTool-6.6"))


@pytest.fixture(scope="session")
def jars() -> Path:
    """The folder with LanguageTool's jars."""
    pytest.importorskip("language_tool_python", reason="language-tool-python is not installed")
    missing = _missing()
    if missing and REQUIRED in os.environ:
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    return _folder()


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
