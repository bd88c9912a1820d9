"""A survey of files: their facts are taken in one by one, and then each is told what it says that its siblings deny."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from newslint.discovery import absolute
from newslint.errors import SourceError

if TYPE_CHECKING:
    from newslint.corpus.votes import Disagreement
    from newslint.ruleset import RuleSet
    from newslint.ruleset.knowledge import Knowledge
    from newslint.source import Source


LEAST = 2  # files that can be compared with each other


class Siblings(Protocol):
    """Whoever knows the files about the same event."""

    def disagreements(self, source: Source) -> Sequence[Disagreement]: ...


class Survey:
    """What some files say that others among them deny.

    Args:
        knowledge: what their facts are extracted with.
        place: the file in which these are kept, as for `newslint.corpus.index.Index`; None to keep them for this object only.

    Attributes:
        index: the facts.
    """

    def __init__(self, knowledge: Knowledge, place: str | None = None) -> None:
        from newslint.corpus.index import Index

        self.index = Index(place)
        self._knowledge = knowledge
        self._digest = knowledge.digest if place else ""
        self._told: dict[str, tuple[str, list[Disagreement]]] = {}

    def take(self, path: str, data: bytes | None = None) -> None:
        """Take in a file, unless it is known and has not changed; one that is gone, or holds no text, is left out.

        Args:
            path: the file, absolute.
            data: its content where it is not what lies at the path.
        """
        size = changed = -1
        if data is None:
            try:
                state = os.stat(path)
                size, changed = state.st_size, state.st_mtime_ns
                if self.index.is_current(path, size, changed, self._digest):
                    return
                with open(path, "rb") as file:
                    data = file.read()
            except OSError:
                self.index.remove([path])
                return
        self._take(path, data, size, changed)

    def _take(self, path: str, data: bytes, size: int, changed: int) -> None:
        from hashlib import sha256

        from newslint.corpus.facts import facts_of
        from newslint.document import Document
        from newslint.source import Source

        content = f"{sha256(data).hexdigest()} {self._digest}"
        facts = self.index.facts_by_content(content)
        try:
            facts = facts or facts_of(Document(Source.from_bytes(data, path), self._knowledge))
        except SourceError:
            self.index.remove([path])
            return
        self.index.put(path, facts, content, size, changed)

    def keep_only(self, paths: Collection[str]) -> None:
        """Forget all files but these."""
        self.index.remove(set(self.index.paths()).difference(paths))

    def judge(self, paths: Iterable[str], checks: Collection[str]) -> None:
        """Compare some of the files (absolute) with their siblings."""
        from newslint.corpus.consensus import disagreements_of

        for path, found in disagreements_of(paths, self.index, checks):
            self._told[path] = (self.index.content_of(path).partition(" ")[0], found)

    def disagreements(self, source: Source) -> Sequence[Disagreement]:
        """What a file says that its siblings deny; nothing where it is no longer what was taken in."""
        digest, found = self._told.get(absolute(source.path), ("", []))
        return found if found and digest == source.data_sha256 else ()


def place_of(corpus: Sequence[str]) -> str:
    """The file in which the facts of a corpus are kept, told by the files and folders that it consists of (absolute)."""
    from hashlib import sha256

    from newslint.ruleset.cache import cache_folder

    named = sha256("\0".join(corpus).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return os.path.join(cache_folder(), f"facts-{named}.db")


# The same rules are asked for file by file.
@lru_cache(maxsize=16)
def plans_across(ruleset: RuleSet) -> dict[str, dict[str, Any]]:
    """The plans of the rules among some that compare files, by their codes."""
    from newslint.kinds.consensus import KIND

    return {rule.code: rule.plan for rule in ruleset.rules if rule.kind == KIND}


def survey_of(paths: Sequence[str], ruleset: RuleSet) -> Survey | None:
    """A survey of some files (absolute) that compares each with the others; None where the rules ask for none, or a file is alone."""
    checks = {plan["check"] for plan in plans_across(ruleset).values()}
    if not checks or len(paths) < LEAST:
        return None
    survey = Survey(ruleset.knowledge)
    for path in paths:
        survey.take(path)
    survey.judge(paths, checks)
    return survey
