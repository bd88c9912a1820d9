"""Headlines of other stories above a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from newslint.corpus.checks.lines import headline_key, other_stories
from newslint.corpus.extract.features import CERTAIN
from newslint.corpus.votes import Disagreement
from newslint.discovery import shown

if TYPE_CHECKING:
    from newslint.corpus.facts import Facts, TitleWord
    from newslint.corpus.index import Index
    from newslint.corpus.story import Member, Story

STRONG = 3.5  # the weight of a word that can be a name
# What the words weigh together that a text does not have, at least: where another text has them, where there is a name, and else.
LEAST_STRANGE, WITH_NAME, MUCH = 4.0, 5.0, 8.0
OWN = 0.45  # the share of the headline, by weight, that its own text and its siblings may have, where much is strange
# The share that a text of another story has, one that has the line for its own headline, and one that has what has no name.
OTHER, SAME, NAMELESS = 0.75, 0.4, 0.8
AKIN = 0.2  # of what tells the story of a text, by weight: what such a text has as well if it is about the same
# The share that may be known where no such text is, but siblings: of a headline with a name, of one with a word that can be a name, and of
# others, or where there is one sibling only.
NAMED, ALONE, NOTHING = 0.3, 0.2, 0.1
SIBLINGS = 2
TEMPLATE = 2  # other stories whose files have the line: then it hardly is a headline
FEWEST_FEATURES = 10  # a text with fewer is too short to say what it is about


def foreign_headlines(story: Story, index: Index, members: Iterable[int]) -> Iterable[Disagreement]:
    """Headlines whose names and rarer words neither their own text has, nor its siblings; a text of another story may have them."""
    for number in members:
        facts = story.members[number].facts
        words = facts.headline_words
        strange = [word for word in words if not word.below]
        key = headline_key(facts)
        if key is None or len(facts.features) < FEWEST_FEATURES or _weight(strange) < LEAST_STRANGE:
            continue
        siblings = _siblings(story, number)
        known = max([1 - _weight(strange) / _weight(words), *(_coverage(words, sibling.facts) for sibling in siblings)])
        if known > (OWN if _weight(strange) >= MUCH else NOTHING):
            continue
        stories = len(other_stories(key, story, index))
        telling = _is_telling(strange)
        other = _elsewhere(story, number, index, is_template=stories >= TEMPLATE, is_telling=telling)
        if other:
            yield from _told(number, facts, shown(other.path), [other])
            continue
        agreed = stories or any(headline_key(sibling.facts) == key for sibling in siblings)
        if telling and siblings and not agreed and known <= _bearable(strange, len(siblings)):
            yield from _told(number, facts, "", siblings)


def _is_telling(strange: Sequence[TitleWord]) -> bool:
    """Whether words that a text does not have say enough of another story; a pun has no name."""
    return _weight(strange) >= (WITH_NAME if any(word.weight >= CERTAIN for word in strange) else MUCH)


def _bearable(strange: Sequence[TitleWord], siblings: int) -> float:
    """The share of a headline that may be known where no text of another story has its strange words."""
    heaviest = max(word.weight for word in strange)
    if siblings < SIBLINGS or heaviest < STRONG:
        return NOTHING
    return NAMED if heaviest >= CERTAIN else ALONE


def _siblings(story: Story, number: int) -> list[Member]:
    """The other files of the story, one for each independent source."""
    found: dict[int, Member] = {}
    for other, source in enumerate(story.sources):
        if source != story.sources[number]:
            found.setdefault(source, story.members[other])
    return list(found.values())


def _elsewhere(story: Story, number: int, index: Index, *, is_template: bool, is_telling: bool) -> Member | None:
    """A file of another story that has the words of a headline, and else little of what its text is about.

    Best is one that has the line for its own headline; a line that looks like a template is a headline only there.
    """
    facts = story.members[number].facts
    words, key = facts.headline_words, headline_key(facts)
    own = {member.path for member in story.members}
    found = [other for other in index.with_features([word.key for word in words]) if other.path not in own]
    same = [other for other in found if headline_key(other.facts) == key]
    least = OTHER if is_telling else NAMELESS
    candidates = [(other, SAME if is_telling and not is_template else least) for other in same]
    candidates += [(other, least) for other in found if not is_template]
    return next((other for other, share in candidates if _coverage(words, other.facts) >= share and not _is_akin(facts, other.facts)), None)


def _is_akin(facts: Facts, other: Facts) -> bool:
    """Whether a text has a good part of what tells the story of another one."""
    has = dict(other.features)
    return sum(weight for feature, weight in facts.features if feature in has) >= AKIN * sum(weight for _, weight in facts.features)


def _told(number: int, facts: Facts, subject: str, witnesses: Sequence[Member]) -> Iterable[Disagreement]:
    """The headline wherever it stands."""
    key = headline_key(facts)
    places = tuple(sorted(_place(witness) for witness in witnesses))
    for line in facts.lines:
        if line.key == key:
            yield Disagreement("foreign-headline", subject, 1.0, number, line.start, line.end, "", places, len(places), 1)


def _place(member: Member) -> str:
    headline = member.facts.headline
    return f"{shown(member.path)}:{headline.line if headline else 1}"


def _coverage(words: Sequence[TitleWord], facts: Facts) -> float:
    """The share of some words, by weight, that a text has."""
    has = {key for key, _ in facts.features}.union(word.key for word in facts.headline_words if word.below)
    return _weight(word for word in words if word.key in has) / _weight(words)


def _weight(words: Iterable[TitleWord]) -> float:
    return sum(word.weight for word in words)
