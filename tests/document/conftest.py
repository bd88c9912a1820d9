"""Documents with the knowledge that comes with newslint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newslint.document import Document
from newslint.ruleset.knowledge import Knowledge, load_knowledge
from newslint.source import Source

MakeDocument = Callable[[str], Document]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge([Path(__file__).parents[2] / "rules"])


@pytest.fixture(scope="session")
def document(knowledge: Knowledge) -> MakeDocument:
    return lambda text: Document(Source.from_text(text), knowledge)
