"""What a careful reader could tell: whether the other files of a story show that something in one of them is wrong."""

from __future__ import annotations

from typing import NamedTuple

from content import shared_content
from corruptions import Corruption
from reporter import Mark, Text
from stories import Story

# How many other sources must have the right form, so that a careful reader can tell.
LEAST_OTHERS = {"name-variant": 1, "quote-drift": 1, "years-since-conflict": 1, "foreign-headline": 1}
SAME_WORDS = 0.5  # share of content words from which on a quotation is recognised without its speaker
ROUND = 1.5  # times the true figure; "more than 100,000" does not contradict what is less than that
_VAGUE = ("quote-fragment", "weekday-only", "relative-date", "generic-role")


class Reader(NamedTuple):
    """Somebody who has all files of a story: what went wrong in them, and for each file the one that it copies, or itself."""

    story: Story
    planned: list[Corruption]
    texts: list[Text]
    origin: list[int]

    def others(self, index: int, wrong: Corruption) -> list[int]:
        """The files besides that one that have the right form."""
        places = [place for place in range(len(self.texts)) if place != index]
        if wrong.kind == "foreign-headline":
            return places
        return [place for place in places if any(_supports(mark, wrong) for mark in self.texts[place].marks)]

    def independent(self, index: int, places: list[int]) -> int:
        """How many of these files copy neither each other nor that one."""
        return len({self.origin[place] for place in places} - {self.origin[index]})

    def decides(self, index: int, wrong: Corruption, others: list[int]) -> bool:
        """Whether the others show that this is wrong in that file."""
        if self.independent(index, others) < LEAST_OTHERS.get(wrong.kind, 2):
            return False
        subject = wrong.what.partition(":")[2]
        if wrong.kind == "garbled-name":  # nothing but a common office tells who is meant
            offices = self._offices(index, subject)
            return self.independent(index, [place for place in others if offices & self._offices(place, subject)]) > 0
        if wrong.kind == "office-conflict":
            return self._names(index, subject)
        if wrong.kind == "quote-drift":
            return self.independent(index, [place for place in others if self._same_statement(index, place, int(subject))]) > 0
        return True

    def _names(self, index: int, role: str) -> bool:
        """Whether somebody can be recognised by the name in that file."""
        marks = [mark for mark in self.texts[index].marks if mark.what == f"name:{role}"]
        return any(mark.wrong < 0 or self.planned[mark.wrong].kind == "name-variant" for mark in marks)

    def _offices(self, index: int, role: str) -> set[str]:
        """Which of somebody's offices that file gives rightly: the "first", the "second" or both."""
        text, marks = self.texts[index]
        second = self.story.second.get(role, "").lower()
        found = set()
        for title in (text[mark.start : mark.end].lower() for mark in marks if mark.what == f"office:{role}" and mark.wrong < 0):
            if second and title.startswith(second):
                found.add("second")
            if not second or title != second:
                found.add("first")
        return found

    def _same_statement(self, index: int, place: int, number: int) -> bool:
        """Whether a quotation in two files is recognised as one: by its speaker, or where a file does not name them by its words."""
        role = self.story.quotes[number].role
        if self._names(index, role) and self._names(place, role):
            return True
        return shared_content(self._said(index, number), self._said(place, number)) >= SAME_WORDS

    def _said(self, index: int, number: int) -> str:
        text, marks = self.texts[index]
        parts = [mark for mark in marks if mark.what == f"quote:{number}" and mark.trap not in _VAGUE]
        return " ".join(text[mark.start : mark.end] for mark in parts)


def _supports(mark: Mark, wrong: Corruption) -> bool:
    """Whether a piece of a file gives the right form of a fact."""
    if mark.what != wrong.what or mark.wrong >= 0 or mark.trap in _VAGUE:
        return False
    return mark.trap != "rounded-number" or not 1 < wrong.times < ROUND
