"""Surnames of one person that differ across files.

The spellings of a person's surname fall into classes: forms that languages' habits make equal are of one. Every difference is told once:

- between classes, as a garbled name, where one class has two independent sources or more, and more than the other; however far apart the
  two are, nothing but damage explains the other one;
- between classes that are a letter or two apart, as a variant, where neither class has such a majority, since either may be right;
- within the class with most sources, as a variant.

Forms that differ in marks, hyphens or an article alone are one form. Parts of a long name that may stand for it, such as "García" for
"García Márquez", and first names are no surnames.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from newslint.corpus.facts import MARKED
from newslint.corpus.naming import bare_form, heard, near, surname_key, words_of
from newslint.corpus.votes import Claim, Conflict

if TYPE_CHECKING:
    from newslint.corpus.facts import Passage, Person
    from newslint.corpus.story import Character, Story

GARBLED, VARIANT = "garbled-name", "name-variant"
MAJORITY = 2  # independent sources that show which name is right
MOST_MARKED = 2  # for each source with an English spelling, so many may have one of another language


_WORD = re.compile(r"\S+")


class _Form(NamedTuple):
    """A spelling of a surname at one place."""

    member: int
    text: str
    bare: str
    start: int
    end: int
    line: int


class _Class:
    """Spellings of a surname that may be one name."""

    def __init__(self, forms: list[_Form], sources: tuple[int, ...]) -> None:
        self.forms = forms
        self.sources = {sources[form.member] for form in forms}
        self.spellings = {form.bare: form.text for form in forms}

    def is_near(self, other: _Class) -> bool:
        """Whether a spelling of the one is a letter or two away from one of the other."""
        return any(near(one, its) for one in self.spellings.values() for its in other.spellings.values())


def garbled_names(story: Story) -> Iterable[Conflict]:
    """Surnames that no habit explains, against those that most sources have; all mentions in a file are claims."""
    for character, classes in _disputed(story):
        usual, *others = classes
        for other in others:
            if _is_outvoted(usual, other):
                claims = [*_claims(usual, usual), *_claims(other, other)]
                yield Conflict(GARBLED, character.name, tuple(claims), character.sure)


def name_variants(story: Story) -> Iterable[Conflict]:
    """Spellings of one surname where English or the majority prefers another, and near ones of which neither has a majority."""
    for character, classes in _disputed(story):
        usual, *others = classes
        near_ones = [other for other in others if not _is_outvoted(usual, other) and usual.is_near(other)]
        forms = [*usual.forms, *(form for other in near_ones for form in other.forms)]
        if len({form.bare for form in forms}) > 1:
            claims = tuple(Claim(form.member, form.bare, form.text, form.start, form.end, form.line) for form in forms)
            yield Conflict(VARIANT, character.name, claims, character.sure, _english(story, character, forms))


def _is_outvoted(usual: _Class, other: _Class) -> bool:
    return len(usual.sources) >= MAJORITY and len(usual.sources) > len(other.sources)


def _disputed(story: Story) -> Iterator[tuple[Character, list[_Class]]]:
    """The characters whose surname has several spellings, with the classes of these, that with most sources first."""
    for character in story.cast:
        if len(character.parts) > 1 or len(character.parts[0][1].names) > 1:
            forms = list(_forms(story, character))
            if len({form.bare for form in forms}) > 1:
                yield character, _classes(story, character, forms)


def _forms(story: Story, character: Character) -> Iterator[_Form]:
    """The surname in all mentions of a character, but for words that only stand beside the surname, in some file's longer name."""
    usual = _usual(story, character)
    parts = {surname_key(person) for _, person in character.parts}
    beside = {word for _, person in character.parts for word in _beside(person, usual)} - {usual}
    for member, person in character.parts:
        for passage in person.names:
            form = _form(member, (usual, surname_key(person)), parts, passage)
            if form.bare not in beside:
                yield form


def _usual(story: Story, character: Character) -> str:
    """The surname, bare, that most independent sources have, as the last word or another one of a longer name: "García Robles"."""
    votes: dict[str, set[int]] = defaultdict(set)
    for member, person in character.parts:
        for word in {surname_key(person), *words_of(person)[1:]}:
            votes[word].add(story.sources[member])
    last = {surname_key(person) for _, person in character.parts}
    return max(last, key=lambda word: (len(votes[word]), word))


def _beside(person: Person, usual: str) -> tuple[str, ...]:
    """The words of a name that are no surname: those before it, and those behind the one that is usual."""
    words = words_of(person)
    return words if usual in words[1:] else words[:-1]


def _form(member: int, surnames: tuple[str, ...], parts: set[str], passage: Passage) -> _Form:
    """The surname in one mention: one of those that are looked for, or several words that are one in some file ("Smith Jones").

    Where it has none of them, it is the last word.
    """
    words = list(_WORD.finditer(passage.text))
    bare = [bare_form(word[0]) for word in words]
    found = next((surname for surname in surnames if surname in bare), bare[-1])
    first = last = len(words) - 1 - bare[::-1].index(found)
    for length in (2, 3):
        if "".join(bare[-length:]) in parts and length <= len(words):
            first, last = len(words) - length, len(words) - 1
    start, end = words[first].start(), words[last].end()
    return _Form(member, passage.text[start:end], "".join(bare[first : last + 1]), passage.start + start, passage.start + end, passage.line)


def _claims(own: _Class, named: _Class) -> Iterator[Claim]:
    value = min(named.spellings)
    for form in own.forms:
        yield Claim(form.member, value, form.text, form.start, form.end, form.line)


def _classes(story: Story, character: Character, forms: list[_Form]) -> list[_Class]:
    """The spellings in classes, by the keys of the people or by sound, that with most independent sources first."""
    keys: dict[str, set[int]] = defaultdict(set)
    for _, person in character.parts:
        keys[surname_key(person)].update(person.keys)
    groups: list[tuple[set[str], set[int], list[_Form]]] = []
    for bare in sorted({form.bare for form in forms}):
        own = [form for form in forms if form.bare == bare]
        near_groups = [group for group in groups if group[1] & keys[bare] or any(heard(bare) == heard(other) for other in group[0])]
        for group in near_groups[1:]:
            groups.remove(group)
        spellings = {bare}.union(*(group[0] for group in near_groups))
        known = keys[bare].union(*(group[1] for group in near_groups))
        merged = [*own, *(form for group in near_groups for form in group[2])]
        if near_groups:
            groups.remove(near_groups[0])
        groups.append((spellings, known, merged))
    classes = [_Class(sorted(group[2], key=lambda form: (form.member, form.start)), story.sources) for group in groups]
    return sorted(classes, key=lambda found: (-len(found.sources), -len(found.forms), min(found.spellings)))


def _english(story: Story, character: Character, forms: list[_Form]) -> str:
    """The spelling with most sources that English would write, where another is marked as one of another language; else none.

    Where far more sources have the marked one, the marks are those of the person's own language, and the votes count.
    """
    people = [(surname_key(person), person) for _, person in character.parts]
    foreign = {
        bare
        for bare, person in people
        if person.foreign and any(key & MARKED and key in other.keys for known, other in people if known != bare for key in person.keys)
    }
    votes: dict[str, set[int]] = defaultdict(set)
    for form in forms:
        if form.bare not in foreign:
            votes[form.bare].add(story.sources[form.member])
    marked = {story.sources[form.member] for form in forms if form.bare in foreign}
    best = max(votes, key=lambda bare: (len(votes[bare]), bare), default="")
    return best if marked and best and len(marked) <= MOST_MARKED * len(votes[best]) else ""
