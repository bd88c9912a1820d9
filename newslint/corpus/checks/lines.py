"""Lines that stand in files of different stories, and so belong to none of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from newslint.corpus.votes import Disagreement
from newslint.discovery import shown

if TYPE_CHECKING:
    from newslint.corpus.facts import Facts, Line
    from newslint.corpus.index import Index, Place
    from newslint.corpus.story import Story

LEAST = 2  # other stories
MOST = 5


def recurring_lines(story: Story, index: Index, members: Iterable[int]) -> Iterable[Disagreement]:
    """Lines that stand in files of other stories as well, one vote for each of these stories; no headlines that fit their texts."""
    elsewhere: dict[int, list[Place]] = {}
    for number in members:
        facts = story.members[number].facts
        found: dict[tuple[int, int], list[Place]] = {}
        for line in facts.lines:
            if line.key not in elsewhere:
                elsewhere[line.key] = other_stories(line.key, story, index)
            places = elsewhere[line.key]
            if len(places) >= LEAST and not _is_headline(line, facts):
                found[line.start, line.end] = max(places, found.get((line.start, line.end), []), key=len)
        for (start, end), places in found.items():
            witnesses = tuple(sorted(f"{shown(place.path)}:{place.line}" for place in places))
            yield Disagreement("recurring-line", "", 1.0, number, start, end, "", witnesses, len(places), 1)


def other_stories(line: int, story: Story, index: Index) -> list[Place]:
    """A place of a line, by its key, in each of some other stories."""
    own = {member.path for member in story.members}
    found: dict[int, Place] = {}
    for place in index.places_of(line):
        if place.path not in own:
            found.setdefault(place.story, place)
        if len(found) == MOST:
            break
    return list(found.values())


def _is_headline(line: Line, facts: Facts) -> bool:
    """Whether a line is the headline of its file, or repeats it, and the text below tells of what it says."""
    if line.key != headline_key(facts):
        return False
    words = facts.headline_words
    return sum(word.weight for word in words if word.below) * 2 > sum(word.weight for word in words)


def headline_key(facts: Facts) -> int | None:
    """The key of a file's headline as a line."""
    if facts.headline is None:
        return None
    return next((line.key for line in facts.lines if line.start == facts.headline.start), None)
