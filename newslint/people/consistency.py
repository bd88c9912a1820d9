"""One person under several spellings in one document, told by the document itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from newslint.kinds.base import Match
from newslint.kinds.checks import Options
from newslint.people.common import MIN_LENGTH, inflected, is_close, surname_span
from newslint.romanization import Romanization, plain_form, romanization_of

if TYPE_CHECKING:
    from newslint.document import Document, Mention

MOST_ALIKE = 12  # names of one notation, or one beginning, that are compared with each other
BEGINNING = 3
UNMISTAKABLE = 6  # shorter surnames may be other words, and need something that shows a person
ALIKE_GIVEN = 75  # in per cent


def inconsistent(document: Document, options: Options) -> Iterable[Match]:
    """One first name with surnames that differ by a letter or two: the rarer spellings of what the document shows to be one person.

    Spellings that are romanisations of each other are left to the check `romanised`.
    """
    romanization = romanization_of(document.knowledge)
    by_given: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in document.mentions:
        if len(mention.words) >= 2 and len(mention.words[-1]) >= MIN_LENGTH and mention.words[-1].isalpha():
            by_given[" ".join(mention.words[:-1])][mention.words[-1]].append(mention)
    for given, surnames in by_given.items():
        ranked = sorted(surnames, key=lambda surname: (-len(surnames[surname]), surnames[surname][0].start))
        for index, rare in enumerate(ranked):
            for usual in ranked[:index][:MOST_ALIKE]:
                if is_close(rare, usual) and not inflected(rare, usual) and not romanization.same(rare, usual):
                    for mention in surnames[rare]:
                        yield Match(mention.start, mention.end, (f"{given} {usual}",), {"other": f"{given} {usual}"})
                    break


class _Names:
    """The names of a document by surname: with first names, and alone."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.full: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
        self.bare: dict[str, list[Mention]] = defaultdict(list)
        self.first_words: set[str] = set()
        for mention in document.mentions:
            words = self._without_opening(mention.words)
            if len(words) > 1:
                self.full[words[-1]][words[0]].append(mention)
                self.first_words.update(words[:-1])
            else:
                self.bare[words[0]].append(mention)

    def _without_opening(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words of a name but for a first one that only opens its sentence, as in "Later Pavel Orlov"."""
        return words[1:] if len(words) > 2 and words[0].lower() in self._no_names else words

    def surnames(self) -> Iterator[str]:
        """The words that may be surnames, those that stand with a first name before the others."""
        for word in (*self.full, *(word for word in self.bare if word not in self.full)):
            if len(word) >= MIN_LENGTH and word.replace("-", "").replace("'", "").isalpha() and not word.isupper():
                yield word

    def mentions(self, surname: str) -> list[Mention]:
        """All places of a surname, in no order."""
        full = self.full.get(surname, {})
        return [*(mention for group in full.values() for mention in group), *self.bare.get(surname, ())]

    def is_alone(self, surname: str) -> bool:
        """Whether a word only stands by itself, and not in a list of names."""
        return surname not in self.full and surname not in self.first_words and not any(map(self._is_listed, self.bare[surname]))

    def is_person(self, surname: str) -> bool:
        """Whether something shows that a surname is a person's: a first name that people bear, a title, or a verb of speaking."""
        given = self.full.get(surname, {})
        return any(name in self._given_names for name in given) or any(
            self.acts(mention) or self.has_office(mention) for mention in self.mentions(surname)
        )

    def is_given(self, word: str) -> bool:
        """Whether a word is a first name that people bear."""
        return word in self._given_names

    def acts(self, mention: Mention) -> bool:
        """Whether a name has Mr or the like before it, or a verb of speaking at its side."""
        if mention.honorific:
            return True
        folded = self.document.folded
        after = folded[mention.end : mention.end + 25].split()[:2]
        before = folded[max(0, mention.start - 15) : mention.start].split()[-1:]
        return any(word.strip(",.:") in self._verbs for word in (*after, *before))

    def has_office(self, mention: Mention) -> bool:
        """Whether an office stands before a name, so that the name is introduced by it."""
        before = self.document.folded[max(0, mention.start - 25) : mention.start].split()
        return bool(before) and before[-1].strip(".,") in self._titles and not mention.honorific

    def _is_listed(self, mention: Mention) -> bool:
        plain = self.document.plain
        return plain[max(0, mention.start - 2) : mention.start] in (", ", "; ") and plain[mention.end : mention.end + 1] in (",", ";", "(")

    @cached_property
    def _verbs(self) -> frozenset[str]:
        return self.document.knowledge.words("verbs-of-speaking")

    @cached_property
    def _no_names(self) -> frozenset[str]:
        return self.document.knowledge.words("not-names")

    @cached_property
    def _given_names(self) -> frozenset[str]:
        return self.document.knowledge.words("male-names") | self.document.knowledge.words("female-names")

    @cached_property
    def _titles(self) -> frozenset[str]:
        return self.document.knowledge.words("honorifics")


# The checks of one document run one after the other.
@lru_cache(maxsize=1)
def _names(document: Document) -> _Names:
    return _Names(document)


def romanised(document: Document, options: Options) -> Iterable[Match]:
    """One person in the romanisations of several languages; needs no list of people.

    Spellings go together when two habits of the table `romanization` make them equal, and either the first names are the same, or one
    spelling only stands by itself, as the name of somebody does who was introduced before. Two spellings are `weak` evidence; three, or one
    that English would not use, are `strong`.
    """
    names = _names(document)
    romanization = romanization_of(document.knowledge)
    known = {plain_form(str(entry["surname"])) for entry in document.knowledge.entries(options.get("table", ""))}
    for spellings in _clusters_of(document):
        ranked = sorted(spellings, key=lambda word: (-len(names.mentions(word)), min(names.mentions(word)).start))
        forms = {plain_form(word) for word in ranked}
        foreign = {word for word in ranked if romanization.is_foreign(word, ranked)}
        strong = len(forms) > 2 or 0 < len(foreign) < len(ranked)
        if strong != (options.get("evidence", "weak") == "strong"):
            continue
        usual = next(
            (word for word in ranked if plain_form(word) in known), next((word for word in ranked if word not in foreign), ranked[0])
        )
        for word in ranked:
            if plain_form(word) != plain_form(usual):
                for mention in names.mentions(word):
                    yield Match(*surname_span(mention), (usual,), {"other": usual, "person": _full_name(names, ranked, usual)})


def _full_name(names: _Names, spellings: Iterable[str], surname: str) -> str:
    given = next((given for word in spellings if word in names.full for given in names.full[word]), "")
    return f"{given} {surname}".strip()


# Two rules ask for them, one for the weak and one for the strong evidence.
@lru_cache(maxsize=1)
def _clusters_of(document: Document) -> list[list[str]]:
    return list(_clusters(_names(document), romanization_of(document.knowledge)))


def _clusters(names: _Names, romanization: Romanization) -> Iterator[list[str]]:
    """Groups of at least two spellings of what the document shows to be one person."""
    buckets: dict[str, list[str]] = defaultdict(list)
    for word in names.surnames():
        for key in romanization.keys(word):
            buckets[key].append(word)
    leader: dict[str, str] = {}
    for words in buckets.values():
        for index, other in enumerate(words[:MOST_ALIKE]):
            for one in words[:index]:
                if plain_form(one) != plain_form(other) and _is_one_person(names, romanization, one, other):
                    leader[_leader(leader, other)] = _leader(leader, one)
    groups: dict[str, list[str]] = defaultdict(list)
    for word in names.surnames():
        groups[_leader(leader, word)].append(word)
    yield from (group for group in groups.values() if len(group) > 1)


def _leader(leader: dict[str, str], word: str) -> str:
    while leader.get(word, word) != word:
        word = leader[word]
    return word


def _is_one_person(names: _Names, romanization: Romanization, one: str, other: str) -> bool:
    """Whether two spellings are one person's; `one` comes first in the order of `surnames`."""
    first = names.full.get(one, {})
    second = names.full.get(other, {})
    if first and second:
        return any(_is_same_given(romanization, given, own) for given in first for own in second)
    if not names.is_alone(other):
        return False
    if first:
        usual, *rest = first
        sure = min(len(one), len(other)) >= UNMISTAKABLE or names.is_person(one) or names.is_person(other)
        return sure and all(romanization.same(usual, given) for given in rest)
    return names.is_alone(one) and names.is_person(one) and names.is_person(other)


def _is_same_given(romanization: Romanization, one: str, other: str) -> bool:
    """Whether two first names before spellings of one surname are those of one person; "Andrey" and "Andriy" are."""
    from rapidfuzz.fuzz import ratio

    if one == other or romanization.same(one, other):
        return True
    return one[0] == other[0] and min(len(one), len(other)) >= MIN_LENGTH and ratio(one, other) >= ALIKE_GIVEN


def changed(document: Document, options: Options) -> Iterable[Match]:
    """Somebody who was introduced as one and acts on as another: "Alexander Grushko ... Mr Grushkin said".

    The second name begins like the first, is a letter or two away, has Mr or a verb of speaking with it, and nowhere a first name or an
    office of its own.
    """
    names = _names(document)
    romanization = romanization_of(document.knowledge)
    introduced: dict[str, list[str]] = defaultdict(list)
    for surname in names.surnames():
        if surname in names.full and names.is_person(surname):
            introduced[surname[:BEGINNING]].append(surname)
    for word in names.surnames():
        if word not in names.bare or not names.is_alone(word):
            continue
        near = [
            name
            for name in introduced[word[:BEGINNING]][:MOST_ALIKE]
            if is_close(word, name) and not inflected(word, name) and not romanization.same(word, name)
        ]
        if len(near) != 1 or any(map(names.has_office, names.bare[word])):
            continue
        if any(map(names.acts, names.bare[word])):
            for mention in names.bare[word]:
                yield Match(mention.start, mention.end, (near[0],), {"other": near[0], "person": _full_name(names, near, near[0])})


def given_names(document: Document, options: Options) -> Iterable[Match]:
    """One surname with two romanisations of one first name: "Sergei Petrenko", and further on "Sergey Petrenko".

    With `evidence: strong`, first names are told that are no romanisations of each other, but a letter or two apart.
    """
    names = _names(document)
    romanization = romanization_of(document.knowledge)
    near = options.get("evidence") == "strong"
    for surname in names.full:
        given = {name: found for name, found in names.full[surname].items() if name.isalpha()}
        if len(given) < 2 or not names.is_person(surname):
            continue
        ranked = sorted(given, key=lambda name: (-len(given[name]), given[name][0].start))[:MOST_ALIKE]
        for index, rare in enumerate(ranked):
            for usual in ranked[:index]:
                if plain_form(rare) == plain_form(usual):
                    continue
                same = romanization.same(rare, usual)
                if (near and not same and _is_near_given(names, rare, usual)) or (same and not near):
                    for mention in given[rare]:
                        start = mention.start + document.plain[mention.start : mention.end].index(rare)
                        yield Match(start, start + len(rare), (usual,), {"other": usual, "person": f"{usual} {surname}"})
                    break


def _is_near_given(names: _Names, rare: str, usual: str) -> bool:
    """Whether a first name is a damaged form of another, and none that people bear."""
    return min(len(rare), len(usual)) >= MIN_LENGTH and is_close(rare, usual) and not inflected(rare, usual) and not names.is_given(rare)
