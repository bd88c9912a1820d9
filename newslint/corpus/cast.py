"""People of a story, aligned across its files: by their names, and where names differ wholly, by what they are, say and do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from os.path import commonprefix
from typing import TYPE_CHECKING

from newslint.corpus.facts import GENERIC, OCCUPATION, OFFICE, SECOND, TELLS_MOST, VAGUE_KEY, WHOLE
from newslint.corpus.naming import bare_form, given_fits, near, same_given, surname_key, words_of
from newslint.corpus.offices import other_side, same_office, same_side
from newslint.corpus.story import Character

if TYPE_CHECKING:
    from newslint.corpus.facts import Person, Role
    from newslint.corpus.story import Story

MOST_NAMESAKES = 100  # people of one surname who are told apart
MOST_ALIKE = 12  # groups of one key that are compared with each other
NEAR_START, NEAR_END = 2, 3  # letters of which near spellings share one or the other
NAME_START, LONGEST_REST = 3, 3  # letters with which names begin alike, and how many times as long they may be
LEAST_SURE = 0.65  # for names that differ wholly
LEAST_PEERS = 2  # people whom two sources share that tell of one event
LEAST_WITNESSES = 2  # independent sources that have the other name
# The share of the other sources that must have it, and that need have it where likeness is great.
LEAST_SHARE, LEAST_SHARE_SURE, RATHER_SURE = 0.6, 0.3, 0.75

# How much speaks for two names being one person's.
GIVEN, INITIAL = 0.4, 0.2
LIKELY = ({GENERIC}, {GENERIC, OFFICE}, {SECOND, OFFICE})  # kinds of roles that one person is likely to have
SAME_WORDS = 0.15  # one office and quotation, though given names differ
ONE_HOLDER, WELL_KNOWN = 0.55, 0.1  # one office of one country, though given names differ, and more where several know its holder
SOLE_HOLDER = 0.35  # one office that nobody else in the story has, though given names differ
LEAST_KNOWN = 3  # independent sources that tell of such an office's holder
ALIKE_NAMES = 0.1  # surnames that begin alike
SAME_OFFICE, GENERIC_OFFICE, SIDE, OTHER_SIDE, OTHER_OFFICE = 0.4, 0.2, 0.1, -0.4, -0.1
QUOTE, COMPANY = 0.5, 0.5
LEAST_ALONE = 0.25  # of company, where a first name is the only other thing that two people share
LEAST_COMPANY = 2  # words that both have about them
LEAST_QUOTE = 4  # words of a quotation that is compared, and what each of them tells at least
LEAST_TELLING = TELLS_MOST / 2
ALIKE_QUOTES = 0.4
MOST_SURE = 0.95


class _Group:
    """A person in the making."""

    def __init__(self) -> None:
        self.parts: list[tuple[int, Person]] = []
        self.members: set[int] = set()
        self.sources: set[int] = set()
        self.sure = 1.0

    def add(self, member: int, person: Person, source: int) -> None:
        """Take in what a file tells of the person."""
        self.parts.append((member, person))
        self.members.add(member)
        self.sources.add(source)

    def join(self, other: _Group) -> None:
        """Take in all that another group has."""
        self.parts += other.parts
        self.members |= other.members
        self.sources |= other.sources

    @property
    def people(self) -> Iterator[Person]:
        """The person in each file."""
        return (person for _, person in self.parts)

    def fits(self, given: str, aliases: Iterable[str] = ()) -> bool:
        """Whether a given name may be that of the person in every file."""
        return all(given_fits(person.given, given, frozenset((*aliases, *person.aliases))) for person in self.people)


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


def _by_surname(entries: list[tuple[int, Person]], sources: tuple[int, ...]) -> list[_Group]:
    """The people of each surname, told apart by their given names; one without goes to the only one, or to the one of the same office."""
    buckets: dict[str, list[_Group]] = defaultdict(list)
    for member, person in sorted(entries, key=lambda entry: -len(entry[1].given)):
        own = buckets[surname_key(person)]
        fitting = [group for group in own[:MOST_NAMESAKES] if member not in group.members and group.fits(person.given, person.aliases)]
        if len(fitting) > 1:
            fitting = _likeliest(fitting, person)
        if len(fitting) != 1:
            fitting = [_Group()]
            own.append(fitting[0])
        fitting[0].add(member, person, sources[member])
    return [group for own in buckets.values() for group in own]


def _likeliest(groups: list[_Group], person: Person) -> list[_Group]:
    """Of several people of one surname, those of the same given name or, without one, of the same office."""
    if person.given:
        first = bare_form(person.given.split()[0])
        same = [group for group in groups if any(bare_form(known.given.split()[0]) == first for known in group.people if known.given)]
    else:
        same = [group for group in groups if any(_same_office(person, known) for known in group.people)]
    return same or groups


def _same_office(one: Person, other: Person) -> bool:
    return any(same_office(own, its) for own in one.roles for its in other.roles if not own.generic)


def _by_part(groups: list[_Group]) -> Iterator[list[_Group]]:
    """Groups of which one has the surname of the other as a part of its name."""
    buckets: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        for word in sorted({word for person in group.people for word in (surname_key(person), *words_of(person)[1:])}):
            buckets[word].append(group)
    return iter(list(buckets.values()))


def _by_key(groups: list[_Group]) -> Iterator[list[_Group]]:
    """Groups that share what a language's habit makes of their surname."""
    buckets: dict[int, list[_Group]] = defaultdict(list)
    for group in groups:
        for key in sorted({key for person in group.people for key in person.keys}):
            buckets[key].append(group)
    return iter(list(buckets.values()))


def _by_letters(groups: list[_Group]) -> Iterator[list[_Group]]:
    """Groups whose surnames begin alike or end alike."""
    buckets: dict[tuple[bool, str], list[_Group]] = defaultdict(list)
    for group in groups:
        for word in sorted({surname_key(person) for person in group.people}):
            buckets[True, word[:NEAR_START]].append(group)
            buckets[False, word[-NEAR_END:]].append(group)
    return iter(list(buckets.values()))


def _merged(groups: list[_Group], buckets: Iterable[list[_Group]], is_one: Callable[[_Group, _Group], bool]) -> list[_Group]:
    """The groups, those made one that a bucket brings together and that are one person's; larger ones first."""
    leader: dict[int, _Group] = {}

    def leader_of(group: _Group) -> _Group:
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


def _is_part(one: _Group, other: _Group) -> bool:
    """Whether two groups have parts of one long name: "María Menduela", "María Menduela Salas"."""
    if {surname_key(person) for person in one.people} & {surname_key(person) for person in other.people}:
        return False
    return any(
        own.given
        and its.given
        and words_of(own)[0] == words_of(its)[0]
        and (surname_key(own) in words_of(its)[1:] or surname_key(its) in words_of(own)[1:])
        for own in one.people
        for its in other.people
    )


def _is_romanised(one: _Group, other: _Group) -> bool:
    """Whether two groups have romanisations of one name; where vowels tell little, given name or office must be the same, too."""
    if not _given_fit(one, other):
        return False
    shared = {key for person in one.people for key in person.keys} & {key for person in other.people for key in person.keys}
    if {surname_key(person) for person in one.people} & {surname_key(person) for person in other.people}:
        return False
    return any(not key & VAGUE_KEY for key in shared) or (bool(shared) and (_same_given(one, other) or _shares_office(one, other)))


def _is_misspelled(one: _Group, other: _Group) -> bool:
    """Whether two groups have surnames a letter or two apart, and the same given name or office."""
    pairs = [(own, its) for own in one.people for its in other.people if near(own.surname.split()[-1], its.surname.split()[-1])]
    if not pairs or not _given_fit(one, other) or _sides_differ(one, other):
        return False
    if min(len(one.sources), len(other.sources)) > 1 and not _shares_office(one, other):
        return False  # two people, each of whom several know
    if any(_is_woman_of(*sorted((surname_key(own), surname_key(its)), key=len)) for own, its in pairs):
        return any(own.given and bare_form(own.given) == bare_form(its.given) for own, its in pairs)
    return _same_given(one, other) or _shares_office(one, other)


def _is_woman_of(short: str, long: str) -> bool:
    """Whether a surname is the form for women of another: Orlov, Orlova."""
    return long == f"{short}a" or (short[-1] in "iy" and long == f"{short[:-1]}aya")


def _given_fit(one: _Group, other: _Group) -> bool:
    return all(other.fits(person.given, person.aliases) for person in one.people)


def _same_given(one: _Group, other: _Group) -> bool:
    """Whether both have a given name, more than an initial, that fits."""
    return any(
        min(len(own.given.split()[0].rstrip(".")), len(its.given.split()[0].rstrip("."))) > 1 and same_given(own.given, its.given)
        for own in one.people
        for its in other.people
        if own.given and its.given
    )


def _shares_office(one: _Group, other: _Group) -> bool:
    return any(_same_office(own, its) for own in one.people for its in other.people)


def _one_holder(one: _Group, other: _Group) -> bool:
    """Whether both have one office of one country, which only one person has."""
    return any(
        same_office(own, its) and same_side(own, its) and own.rank == WHOLE and not (own.former or its.former)
        for own in _roles(one)
        for its in _roles(other)
    )


def _sides_differ(one: _Group, other: _Group) -> bool:
    """Whether all that they are is of different countries."""
    pairs = [(own, its) for own in _roles(one) for its in _roles(other) if own.side and its.side]
    return bool(pairs) and all(other_side(own, its) for own, its in pairs)


def _roles(group: _Group) -> list[Role]:
    return [role for person in group.people for role in person.roles]


def _by_context(story: Story, groups: list[_Group]) -> list[_Group]:
    """The groups, those of one source joined to those whom most other sources have in their place, the likeliest first, each once."""
    quotes = _quotes_by_speaker(story)
    told_of = [group for group in groups if _is_told_of(group, quotes)]
    common = [group for group in told_of if len(group.sources) >= LEAST_WITNESSES]
    lonely = [group for group in told_of if len(group.sources) == 1]
    company = _Company(story, groups, common)
    holders = Counter(office for group in groups for office in _offices(group))
    namesakes = Counter(first for group in groups for first in _first_names(group))
    found: list[tuple[float, int, int]] = []
    for place, group in enumerate(lonely):
        for number, share in company.missing(*group.sources):
            score = _likeness(group, common[number], quotes, holders, namesakes)
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


def _is_told_of(group: _Group, quotes: dict[tuple[int, str], list[set[str]]]) -> bool:
    """Whether there is more of a person than a surname."""
    return any(person.given or person.roles or (member, surname_key(person)) in quotes for member, person in group.parts)


class _Company:
    """Which sources tell of the same people as others do: of those, most must have a name if another is to be a form of it."""

    def __init__(self, story: Story, groups: list[_Group], common: list[_Group]) -> None:
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


def _likeness(
    one: _Group,
    other: _Group,
    quotes: dict[tuple[int, str], list[set[str]]],
    holders: Counter[tuple[str, str, str]],
    namesakes: Counter[str],
) -> float:
    """How much speaks for two groups with different surnames being one person; `holders` tells how many in the story have each office.

    With another given name, nothing does but an office that one person has at a time, or an office or words that go with a surname that
    begins alike, or an office and words; else, an office, words, or the same company where nobody else has the given name.
    """
    role, quote = _role_likeness(one, other), _quote_likeness(one, other, quotes)
    if not _given_fit(one, other):
        if _one_holder(one, other):
            same = ONE_HOLDER + WELL_KNOWN * (len(other.sources) >= LEAST_KNOWN)
        elif quote and _shares_office(one, other):
            same = SAME_WORDS
        elif _begin_alike(one, other) and role >= GENERIC_OFFICE and (quote or _offices(one) & _offices(other)):
            same = role + ALIKE_NAMES
        elif len(other.sources) >= LEAST_KNOWN and _sole_holder(one, other, holders):
            same = SOLE_HOLDER
        else:
            return 0.0
        return same + quote + _company_likeness(one, other)
    company = _company_likeness(one, other)
    alone = company >= LEAST_ALONE and role >= 0 and _only_namesakes(one, other, namesakes)
    if role >= GENERIC_OFFICE or quote or alone:
        return _given_likeness(one, other) + role + quote + company
    return 0.0  # many have one first name


def _only_namesakes(one: _Group, other: _Group, namesakes: Counter[str]) -> bool:
    """Whether two people with offices, or the like, have a first name that nobody else in the story has."""
    if any(not _roles(group) or any(role.kind == OCCUPATION for role in _roles(group)) for group in (one, other)):
        return False
    return any(namesakes[name] == 2 for name in _first_names(one) & _first_names(other))


def _first_names(group: _Group) -> set[str]:
    """The first names of a person in all files, but for initials."""
    first = {bare_form(person.given.split()[0]) for person in group.people if person.given}
    return {name for name in first if len(name) > 1}


def _sole_holder(one: _Group, other: _Group, holders: Counter[tuple[str, str, str]]) -> bool:
    """Whether both have an office of which no file tells the country, and that nobody else in the story has."""
    if any(role.side for role in (*_roles(one), *_roles(other))):
        return False
    return any(rank == WHOLE and holders[head, rank, domain] == 2 for head, rank, domain in _offices(one) & _offices(other))


def _offices(group: _Group) -> set[tuple[str, str, str]]:
    """The offices of a person that take a whole person, whatever the country: head, rank and domain."""
    return {
        (role.head, role.rank, role.domain) for role in _roles(group) if role.kind in (OFFICE, SECOND) and role.rank and not role.former
    }


def _begin_alike(one: _Group, other: _Group) -> bool:
    """Whether surnames share a good part of their length, from the first letter."""
    names = {surname_key(person) for person in one.people}
    others = {surname_key(person) for person in other.people}
    return any(
        len(shared) >= NAME_START and len(shared) * LONGEST_REST >= max(len(name), len(its))
        for name in names
        for its in others
        for shared in [commonprefix((name, its))]
    )


def _given_likeness(one: _Group, other: _Group) -> float:
    pairs = [(own.given, its.given) for own in one.people for its in other.people if own.given and its.given]
    if any(bare_form(own.split()[0]) == bare_form(its.split()[0]) for own, its in pairs):
        return GIVEN
    return INITIAL if pairs else 0.0


def _role_likeness(one: _Group, other: _Group) -> float:
    """The best that speaks for one office, or what speaks against it."""
    if _sides_differ(one, other):
        return OTHER_SIDE
    best = 0.0
    pairs = [(own, its) for own in _roles(one) for its in _roles(other)]
    for own, its in pairs:
        if same_office(own, its) or (own.kind == its.kind == OCCUPATION and own.passage.text.lower() == its.passage.text.lower()):
            return SAME_OFFICE
        if own.generic and its.generic and own.domain and own.domain == its.domain:
            best = max(best, GENERIC_OFFICE)  # defence lawyer, defence counsel
        if same_side(own, its):
            best = max(best, GENERIC_OFFICE if {own.kind, its.kind} in LIKELY else SIDE)
    others = any(GENERIC not in (own.kind, its.kind) for own, its in pairs)
    return best or (OTHER_OFFICE if others else 0.0)


def _quote_likeness(one: _Group, other: _Group, quotes: dict[tuple[int, str], list[set[str]]]) -> float:
    said = [words for member, person in one.parts for words in quotes.get((member, surname_key(person)), ())]
    others = [words for member, person in other.parts for words in quotes.get((member, surname_key(person)), ())]
    alike = any(len(own & its) >= ALIKE_QUOTES * len(own | its) for own in said for its in others)
    return QUOTE if alike else 0.0


def _company_likeness(one: _Group, other: _Group) -> float:
    """How much of what stands about one stands about the other in some file."""
    best = 0.0
    for own in one.people:
        for its in other.people:
            shared = len(set(own.circle) & set(its.circle))
            if shared >= LEAST_COMPANY:
                best = max(best, COMPANY * shared / min(len(own.circle), len(its.circle)))
    return best


def _quotes_by_speaker(story: Story) -> dict[tuple[int, str], list[set[str]]]:
    """The telling words of longer quotations, by file and speaker."""
    found: dict[tuple[int, str], list[set[str]]] = defaultdict(list)
    for number, member in enumerate(story.members):
        for quotation in member.facts.quotations:
            telling = {word for word, weight in zip(quotation.words, quotation.weights, strict=True) if weight >= LEAST_TELLING}
            if quotation.speaker and len(telling) >= LEAST_QUOTE:
                found[number, bare_form(quotation.speaker)].append(telling)
    return found


def _name(story: Story, group: _Group) -> str:
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
