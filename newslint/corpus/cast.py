"""People of a story, aligned across its files: by their names, and where names differ wholly, by what they are, say and do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from newslint.corpus.facts import VAGUE_KEY
from newslint.corpus.group import Group, given_fit, share_given, share_office, sides_differ
from newslint.corpus.likeness import Likeness
from newslint.corpus.naming import bare_form, near, surname_key, words_of
from newslint.corpus.story import Character

if TYPE_CHECKING:
    from newslint.corpus.facts import Person
    from newslint.corpus.story import Story

MOST_NAMESAKES = 100  # people of one surname who are told apart
MOST_ALIKE = 12  # groups of one key that are compared with each other
NEAR_START, NEAR_END = 2, 3  # letters of which near spellings share one or the other
LEAST_PEERS = 2  # people whom two sources share that tell of one event
LEAST_WITNESSES = 2  # independent sources that have the other name
LEAST_SURE, MOST_SURE = 0.65, 0.95  # for names that differ wholly
# The share of the other sources that must have it, and that need have it where likeness is great.
LEAST_SHARE, LEAST_SHARE_SURE, RATHER_SURE = 0.6, 0.3, 0.75


def cast_of(story: Story) -> list[Character]:
    """The people of a story.

    Those of one surname are one where their given names fit; spellings that languages' habits make equal, and those a letter or two apart
    with the same given name or office, are one as well. A person of one source alone is taken for one whom most other sources have, but
    not this one, where given name, office, quotations and company speak for it: `sure` says how much.
    """
    groups = _by_surname(_in_one_order(story), story.sources)
    groups = _merged(groups, _by_part(groups), _is_part)
    groups = _merged(groups, _by_key(groups), _is_romanised)
    groups = _merged(groups, _by_letters(groups), _is_misspelled)
    groups = _by_context(story, groups)
    return [Character(_name(story, group), tuple(sorted(group.parts, key=lambda part: part[0])), group.sure) for group in groups]


def _in_one_order(story: Story) -> list[tuple[int, Person]]:
    """All people, the surname of one name the same one in all files: "Xi Jinping" and "Jinping Xi".

    A name that ends in what others have as a given name behind the surname is taken for one in that order: "Castro Jinping".
    """
    entries = [(number, person) for number, member in enumerate(story.members) for person in member.facts.people]
    surnames: dict[tuple[str, ...], dict[str, list[Person]]] = defaultdict(lambda: defaultdict(list))
    for _, person in entries:
        if person.given:
            surnames[tuple(sorted(words_of(person)))][surname_key(person)].append(person)
    later = {bare_form(person.given) for _, person in entries if _surname_is_first(person)}
    turned = []
    for number, person in entries:
        own = surnames.get(tuple(sorted(words_of(person))), {}) if person.given else {}
        usual = max(own, key=lambda key: (_times_alone(own, key), _times_last(own[key]), key)) if own else surname_key(person)
        if surname_key(person) != usual:
            like = own[usual][0]
            person = person._replace(given=like.given, surname=like.surname, keys=like.keys, foreign=like.foreign)
        elif usual in later and len(person.given.split()) == 1 and sum(map(len, own.values())) == 1:
            person = person._replace(given=person.surname, surname=person.given, keys=(), foreign=False)
        turned.append((number, person))
    return turned


def _times_alone(people: dict[str, list[Person]], surname: str) -> int:
    """In how many files a word of a name stands alone, as a surname does."""
    return sum(any(bare_form(name.text) == surname for name in person.names) for own in people.values() for person in own)


def _times_last(people: list[Person]) -> int:
    """In how many files a surname ends the name."""
    return sum(not _surname_is_first(person) for person in people)


def _surname_is_first(person: Person) -> bool:
    """Whether a file has the surname before the given name: "Xi Jinping"."""
    return bool(person.given) and any(name.text.startswith(f"{person.surname} {person.given}") for name in person.names)


def _by_surname(entries: list[tuple[int, Person]], sources: tuple[int, ...]) -> list[Group]:
    """The people of each surname, told apart by their given names; one without goes to the only one, or to the one of the same office."""
    buckets: dict[str, list[Group]] = defaultdict(list)
    for member, person in sorted(entries, key=lambda entry: -len(entry[1].given)):
        own = buckets[surname_key(person)]
        fitting = [group for group in own[:MOST_NAMESAKES] if member not in group.members and group.fits(person.given, person.aliases)]
        if len(fitting) > 1:
            fitting = _likeliest(fitting, person)
        if len(fitting) != 1:
            fitting = [Group()]
            own.append(fitting[0])
        fitting[0].add(member, person, sources[member])
    return [group for own in buckets.values() for group in own]


def _likeliest(groups: list[Group], person: Person) -> list[Group]:
    """Of several people of one surname, those of the same given name or, without one, of the same office."""
    if person.given:
        first = bare_form(person.given.split()[0])
        same = [group for group in groups if any(bare_form(known.given.split()[0]) == first for known in group.people if known.given)]
    else:
        same = [group for group in groups if share_office(person.roles, group.roles)]
    return same or groups


def _by_part(groups: list[Group]) -> Iterator[list[Group]]:
    """Groups of which one has the surname of the other as a part of its name."""
    buckets: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for word in sorted({word for person in group.people for word in (surname_key(person), *words_of(person)[1:])}):
            buckets[word].append(group)
    return iter(list(buckets.values()))


def _by_key(groups: list[Group]) -> Iterator[list[Group]]:
    """Groups that share what a language's habit makes of their surname."""
    buckets: dict[int, list[Group]] = defaultdict(list)
    for group in groups:
        for key in sorted({key for person in group.people for key in person.keys}):
            buckets[key].append(group)
    return iter(list(buckets.values()))


def _by_letters(groups: list[Group]) -> Iterator[list[Group]]:
    """Groups whose surnames begin alike or end alike."""
    buckets: dict[tuple[bool, str], list[Group]] = defaultdict(list)
    for group in groups:
        for word in sorted(group.surnames):
            buckets[True, word[:NEAR_START]].append(group)
            buckets[False, word[-NEAR_END:]].append(group)
    return iter(list(buckets.values()))


def _merged(groups: list[Group], buckets: Iterable[list[Group]], is_one: Callable[[Group, Group], bool]) -> list[Group]:
    """The groups, those made one that a bucket brings together and that are one person's; larger ones first."""
    leader: dict[int, Group] = {}

    def leader_of(group: Group) -> Group:
        while id(group) in leader:
            group = leader[id(group)]
        return group

    for bucket in buckets:
        ranked = sorted(bucket, key=lambda group: -len(group.members))[:MOST_ALIKE]
        for index, one in enumerate(ranked):
            for other in ranked[index + 1 :]:
                first, second = leader_of(one), leader_of(other)
                if first is not second and first.members.isdisjoint(second.members) and is_one(first, second):
                    first.join(second)
                    leader[id(second)] = first
    return [group for group in groups if id(group) not in leader]


def _is_part(one: Group, other: Group) -> bool:
    """Whether two groups have parts of one long name: "María Menduela", "María Menduela Salas"."""
    if one.surnames & other.surnames:
        return False
    return any(
        own.given
        and its.given
        and words_of(own)[0] == words_of(its)[0]
        and (surname_key(own) in words_of(its)[1:] or surname_key(its) in words_of(own)[1:])
        for own in one.people
        for its in other.people
    )


def _is_romanised(one: Group, other: Group) -> bool:
    """Whether two groups have romanisations of one name; where vowels tell little, given name or office must be the same, too."""
    if not given_fit(one, other):
        return False
    shared = {key for person in one.people for key in person.keys} & {key for person in other.people for key in person.keys}
    if one.surnames & other.surnames:
        return False
    return any(not key & VAGUE_KEY for key in shared) or (
        bool(shared) and (share_given(one, other) or share_office(one.roles, other.roles))
    )


def _is_misspelled(one: Group, other: Group) -> bool:
    """Whether two groups have surnames a letter or two apart, and the same given name or office."""
    pairs = [(own, its) for own in one.people for its in other.people if near(own.surname.split()[-1], its.surname.split()[-1])]
    if not pairs or not given_fit(one, other) or sides_differ(one, other):
        return False
    if min(len(one.sources), len(other.sources)) > 1 and not share_office(one.roles, other.roles):
        return False  # two people, each of whom several know
    if any(_is_woman_of(*sorted((surname_key(own), surname_key(its)), key=len)) for own, its in pairs):
        return any(own.given and bare_form(own.given) == bare_form(its.given) for own, its in pairs)
    return share_given(one, other) or share_office(one.roles, other.roles)


def _is_woman_of(short: str, long: str) -> bool:
    """Whether a surname is the form for women of another: Orlov, Orlova."""
    return long == f"{short}a" or (short[-1] in "iy" and long == f"{short[:-1]}aya")


def _by_context(story: Story, groups: list[Group]) -> list[Group]:
    """The groups, those of one source joined to those whom most other sources have in their place, the likeliest first, each once."""
    likeness = Likeness(story, groups)
    told_of = [group for group in groups if likeness.is_told_of(group)]
    common = [group for group in told_of if len(group.sources) >= LEAST_WITNESSES]
    lonely = [group for group in told_of if len(group.sources) == 1]
    company = _Company(story, groups, common)
    found: list[tuple[float, int, int]] = []
    for place, group in enumerate(lonely):
        for number, share in company.missing(*group.sources):
            score = likeness.of(group, common[number])
            if score >= (LEAST_SURE if share >= LEAST_SHARE else RATHER_SURE):
                found.append((-score, place, number))
    taken: set[int] = set()
    joined: set[int] = set()
    for score, place, number in sorted(found):
        if place not in joined and number not in taken:
            joined.add(place)
            taken.add(number)
            common[number].join(lonely[place])
            common[number].sure = min(-score, MOST_SURE)
    gone = {id(lonely[place]) for place in joined}
    return [group for group in groups if id(group) not in gone]


class _Company:
    """Which sources tell of the same people as others do: of those, most must have a name if another is to be a form of it."""

    def __init__(self, story: Story, groups: list[Group], common: list[Group]) -> None:
        self._every = set(story.sources)
        self._common = common
        self._shared: dict[int, Counter[int]] = defaultdict(Counter)
        for group in groups:
            if len(group.sources) > 1:
                for source in group.sources:
                    self._shared[source].update(group.sources)
        self._missing: dict[int, list[tuple[int, float]]] = {}

    def missing(self, source: int) -> list[tuple[int, float]]:
        """The numbers of those whom a source does not tell of, but many of the sources that are nearest to it, with the share of these."""
        if source not in self._missing:
            shared = self._shared[source]
            own = {source}
            peers = {other for other, count in shared.items() if count >= LEAST_PEERS} - own or set(shared) - own or self._every - own
            shares = ((number, len(group.sources & peers) / len(peers), group) for number, group in enumerate(self._common))
            self._missing[source] = [
                (number, share) for number, share, group in shares if share >= LEAST_SHARE_SURE and source not in group.sources
            ]
        return self._missing[source]


def _name(story: Story, group: Group) -> str:
    """The surname that most independent sources have, with the fullest name of theirs."""
    votes: dict[str, set[int]] = defaultdict(set)
    for member, person in group.parts:
        votes[surname_key(person)].add(story.sources[member])
    usual = max(votes, key=lambda key: (len(votes[key]), key))
    names: Counter[str] = Counter()
    for person in group.people:
        if surname_key(person) == usual:
            names.update([name.text for name in person.names if " " in name.text] or [person.name])
    return max(names, key=lambda name: (len(name.split()), names[name], name))
