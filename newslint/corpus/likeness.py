"""How much speaks for two people with different surnames being one: given name, office, words and company."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newslint.corpus.facts import GENERIC, OCCUPATION, OFFICE, SECOND, TELLS_MOST, WHOLE
from newslint.corpus.group import given_fit, share_office, sides_differ
from newslint.corpus.naming import bare_form, begin_alike, surname_key
from newslint.corpus.offices import same_office, same_side

if TYPE_CHECKING:
    from newslint.corpus.group import Group
    from newslint.corpus.story import Story

GIVEN, INITIAL = 0.4, 0.2
SAME_OFFICE, GENERIC_OFFICE, SIDE, OTHER_SIDE, OTHER_OFFICE = 0.4, 0.2, 0.1, -0.4, -0.1
QUOTE, COMPANY = 0.5, 0.5
LIKELY = ({GENERIC}, {GENERIC, OFFICE}, {SECOND, OFFICE})  # kinds of roles that one person is likely to have
LEAST_COMPANY = 2  # words that both have about them
LEAST_ALONE = 0.25  # of company, where a first name is the only other thing that two people share
LEAST_QUOTE = 4  # words of a quotation that is compared, and what each of them tells at least
LEAST_TELLING = TELLS_MOST / 2
ALIKE_QUOTES = 0.4

# Where given names differ.
ONE_HOLDER, WELL_KNOWN = 0.55, 0.1  # one office of one country, and more where several sources know its holder
SOLE_HOLDER = 0.35  # one office that nobody else in the story has, where several sources know its holder
LEAST_KNOWN = 3  # independent sources that are several
SAME_WORDS = 0.15  # one office, and a quotation
ALIKE_NAMES = 0.1  # surnames that begin alike, and an office or a quotation


class Likeness:
    """How alike people of a story are.

    Args:
        groups: all people of the story.
    """

    def __init__(self, story: Story, groups: Iterable[Group]) -> None:
        groups = list(groups)
        self._quotes = _quotes_by_speaker(story)
        self._holders = Counter(office for group in groups for office in _offices(group))
        self._namesakes = Counter(name for group in groups for name in _first_names(group))

    def is_told_of(self, group: Group) -> bool:
        """Whether there is more of a person than a surname."""
        return any(person.given or person.roles or (member, surname_key(person)) in self._quotes for member, person in group.parts)

    def of(self, one: Group, other: Group) -> float:
        """How much speaks for a person of one source being one whom others have: 0 for nothing, 1 and more for much.

        With another given name, nothing does but an office that one person has at a time, or a quotation and an office, or either of them
        and a surname that begins alike; else, an office, a quotation, or the company of one who alone has the given name.
        """
        role, quote = _role_likeness(one, other), self._quote_likeness(one, other)
        if not given_fit(one, other):
            same = self._in_spite_of_given(one, other, role, quote)
            return same + quote + _company_likeness(one, other) if same else 0.0
        told = role >= GENERIC_OFFICE or bool(quote)
        if not told and (role < 0 or not self._are_only_namesakes(one, other)):
            return 0.0  # many have one first name
        company = _company_likeness(one, other)
        return _given_likeness(one, other) + role + quote + company if told or company >= LEAST_ALONE else 0.0

    def _in_spite_of_given(self, one: Group, other: Group, role: float, quote: float) -> float:
        """What office and surname say of people with different given names."""
        well_known = len(other.sources) >= LEAST_KNOWN
        if _is_one_holder(one, other):
            return ONE_HOLDER + WELL_KNOWN * well_known
        if quote and share_office(one.roles, other.roles):
            return SAME_WORDS
        if any(begin_alike(own, its) for own in one.surnames for its in other.surnames) and role >= GENERIC_OFFICE:
            return role + ALIKE_NAMES if quote or _offices(one) & _offices(other) else 0.0
        return SOLE_HOLDER if well_known and self._are_sole_holder(one, other) else 0.0

    def _are_sole_holder(self, one: Group, other: Group) -> bool:
        """Whether both have an office of which no file tells the country, and that nobody else in the story has."""
        if any(role.side for role in (*one.roles, *other.roles)):
            return False
        return any(office[1] == WHOLE and self._holders[office] == len((one, other)) for office in _offices(one) & _offices(other))

    def _are_only_namesakes(self, one: Group, other: Group) -> bool:
        """Whether two people with offices, or the like, have a first name that nobody else in the story has."""
        if any(not group.roles or any(role.kind == OCCUPATION for role in group.roles) for group in (one, other)):
            return False
        return any(self._namesakes[name] == len((one, other)) for name in _first_names(one) & _first_names(other))

    def _quote_likeness(self, one: Group, other: Group) -> float:
        said = [words for member, person in one.parts for words in self._quotes.get((member, surname_key(person)), ())]
        others = [words for member, person in other.parts for words in self._quotes.get((member, surname_key(person)), ())]
        alike = any(len(own & its) >= ALIKE_QUOTES * len(own | its) for own in said for its in others)
        return QUOTE if alike else 0.0


def _is_one_holder(one: Group, other: Group) -> bool:
    """Whether both have one office of one country, which only one person has."""
    return any(
        same_office(own, its) and same_side(own, its) and own.rank == WHOLE and not (own.former or its.former)
        for own in one.roles
        for its in other.roles
    )


def _offices(group: Group) -> set[tuple[str, str, str]]:
    """The offices of a person that take a whole person, whatever the country: head, rank and domain."""
    roles = (role for role in group.roles if role.kind in (OFFICE, SECOND) and role.rank and not role.former)
    return {(role.head, role.rank, role.domain) for role in roles}


def _first_names(group: Group) -> set[str]:
    """The first names of a person in all files, but for initials."""
    first = {bare_form(person.given.split()[0]) for person in group.people if person.given}
    return {name for name in first if len(name) > 1}


def _given_likeness(one: Group, other: Group) -> float:
    pairs = [(own.given, its.given) for own in one.people for its in other.people if own.given and its.given]
    if any(bare_form(own.split()[0]) == bare_form(its.split()[0]) for own, its in pairs):
        return GIVEN
    return INITIAL if pairs else 0.0


def _role_likeness(one: Group, other: Group) -> float:
    """The best that speaks for one office, or what speaks against it; what fits any office does not."""
    if sides_differ(one, other):
        return OTHER_SIDE
    best = 0.0
    pairs = [(own, its) for own in one.roles for its in other.roles]
    for own, its in pairs:
        if same_office(own, its) or (own.kind == its.kind == OCCUPATION and own.passage.text.lower() == its.passage.text.lower()):
            return SAME_OFFICE
        if own.generic and its.generic and own.domain and own.domain == its.domain:
            best = max(best, GENERIC_OFFICE)  # defence lawyer, defence counsel
        if same_side(own, its):
            best = max(best, GENERIC_OFFICE if {own.kind, its.kind} in LIKELY else SIDE)
    others = any(GENERIC not in (own.kind, its.kind) for own, its in pairs)
    return best or (OTHER_OFFICE if others else 0.0)


def _company_likeness(one: Group, other: Group) -> float:
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
