"""Files that are copies of others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from newslint.corpus.story import COPIED, LEAST_COPIED
from newslint.corpus.votes import Disagreement
from newslint.discovery import shown

if TYPE_CHECKING:
    from newslint.corpus.facts import Facts, Line
    from newslint.corpus.index import Index
    from newslint.corpus.story import Member, Story


def copies(story: Story, index: Index, members: Iterable[int]) -> Iterable[Disagreement]:
    """Files most of whose text is another file's: the later one by path, or the one that is only a part of the other."""
    by_source: defaultdict[int, list[int]] = defaultdict(list)
    for number, source in enumerate(story.sources):
        by_source[source].append(number)
    for number in members:
        yield from _copied(story.members, number, by_source[story.sources[number]])


def _copied(members: Sequence[Member], number: int, numbers: Sequence[int]) -> Iterable[Disagreement]:
    """What there is to say of a file, given all those of its source."""
    facts = members[number].facts
    for other in numbers:
        original = members[other].facts
        share = _share(facts, original)
        if other == number or share < COPIED or (other > number and _share(original, facts) >= COPIED):
            continue
        place, first = _opening(facts), _opening(original)
        if place:
            path = shown(members[other].path)
            witness = f"{path}:{first.line if first else 1}"
            yield Disagreement("copy", path, share, number, place.start, place.end, "", (witness,), 1, 1)
        return


def _share(facts: Facts, other: Facts) -> float:
    """The share of a text's sentences that another has, too; 0 if too few are shared."""
    own = set(facts.sentences)
    shared = len(own.intersection(other.sentences))
    return shared / len(own) if shared >= LEAST_COPIED else 0.0


def _opening(facts: Facts) -> Line | None:
    """The first line of prose."""
    return next((line for line in facts.lines if line.prose), None)
