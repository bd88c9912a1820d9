"""Keeping the worst of many."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import Generic, TypeVar

from newslint.finding import Finding, severity_rank

Item = TypeVar("Item")


class Worst(Generic[Item]):
    """The worst so many of all that is added; it never holds more.

    Args:
        most: how many to keep.

    Attributes:
        left_out: how many were added and are not kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._added = 0
        self._heap: list[tuple[Sequence[float], int, Item]] = []

    def add(self, badness: Sequence[float], item: Item) -> None:
        """Add one; of two that are equally bad, the earlier counts as worse."""
        self._added += 1
        entry = (badness, -self._added, item)
        if len(self._heap) < self._most:
            heapq.heappush(self._heap, entry)
        else:
            heapq.heappushpop(self._heap, entry)

    @property
    def left_out(self) -> int:
        return self._added - len(self._heap)

    def items(self) -> list[Item]:
        """What is kept, the worst first."""
        return [item for _, _, item in sorted(self._heap, reverse=True)]


def badness(finding: Finding) -> tuple[int, float]:
    """What findings are ranked by: severity, then confidence."""
    return severity_rank(finding.severity), finding.confidence
