"""The checks across the files of a story, and what they come to for each file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newslint.corpus.index import Index
    from newslint.corpus.story import Story
    from newslint.corpus.votes import Conflict, Disagreement

# Checks whose conflicts are put to the vote: a function of a story.
VOTED = {
    "garbled-name": "names:garbled_names",
    "name-variant": "names:name_variants",
    "office-conflict": "offices:office_conflicts",
    "number-conflict": "figures:number_conflicts",
    "date-conflict": "days:date_conflicts",
    "page-date-conflict": "days:page_date_conflicts",
    "years-since-conflict": "days:years_since_conflicts",
    "quote-drift": "quotations:quote_drift",
}
# Checks that know the outlier themselves: a function of a story, the index, and the members that it is about.
TOLD = {
    "copy": "copies:copies",
    "foreign-headline": "headlines:foreign_headlines",
    "recurring-line": "lines:recurring_lines",
}
CHECKS = (*VOTED, *TOLD)


def conflicts_in(story: Story, checks: Collection[str] = CHECKS) -> list[Conflict]:
    """The conflicts of a story that are put to the vote, those of each check in turn."""
    found: list[Conflict] = []
    for name, place in VOTED.items():
        if name in checks:
            found += _function(place)(story)
    return found


def told_in(story: Story, index: Index, checks: Collection[str] = CHECKS, members: Collection[int] | None = None) -> list[Disagreement]:
    """What the checks say of some members that need no vote, or of all."""
    found: list[Disagreement] = []
    for name, place in TOLD.items():
        if name in checks:
            found += _function(place)(story, index, range(len(story.members)) if members is None else members)
    return found


def disagreements_of(paths: Iterable[str], index: Index, checks: Collection[str] = CHECKS) -> Iterator[tuple[str, list[Disagreement]]]:
    """What files say that their siblings deny.

    Args:
        paths: files of the index, as it calls them.
        index: where their siblings are looked up.
        checks: the names of the checks that are wanted.
    Returns:
        Each file of which there is something to say, with that, sorted by place; story by story.
    """
    from newslint.corpus.votes import decide

    wanted = frozenset(paths)
    for story in index.stories(wanted):
        members = [number for number, member in enumerate(story.members) if member.path in wanted]
        by_member: dict[int, list[Disagreement]] = defaultdict(list)
        for disagreement in (*decide(story, conflicts_in(story, checks)), *told_in(story, index, checks, members)):
            by_member[disagreement.member].append(disagreement)
        for member in members:
            if found := by_member.get(member):
                yield story.members[member].path, sorted(found, key=lambda entry: (entry.start, entry.end, entry.check))


def _function(place: str) -> Callable[..., Iterable[Any]]:
    module, _, name = place.partition(":")
    function: Callable[..., Iterable[Any]] = getattr(import_module(f"newslint.corpus.checks.{module}"), name)
    return function
