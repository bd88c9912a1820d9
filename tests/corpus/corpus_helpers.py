"""Stories and documents for the tests across files."""

from __future__ import annotations

from functools import lru_cache

from newslint import load_rules
from newslint.corpus.facts import Facts, facts_of
from newslint.corpus.story import Member, Story
from newslint.document import Document
from newslint.ruleset.knowledge import Knowledge
from newslint.source import Source

NO_FACTS = Facts(0, None, (), (), (), (), (), (), (), (), ())


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """The knowledge of the built-in rules."""
    return load_rules().knowledge


def document(text: str, path: str = "a.txt") -> Document:
    """A text as the rules see it."""
    return Document(Source.from_text(text, path), knowledge())


def story(*texts: str, sources: tuple[int, ...] | None = None) -> Story:
    """Texts as one story: 0.txt, 1.txt and so on, each an independent source unless told otherwise."""
    members = tuple(Member(f"{number}.txt", facts_of(document(text))) for number, text in enumerate(texts))
    return Story(members, tuple(range(len(texts))) if sources is None else sources)


def empty_story(*sources: int) -> Story:
    """A story of files without facts, by the source that each comes from."""
    return Story(tuple(Member(f"{number}.txt", NO_FACTS) for number in range(len(sources))), sources)
