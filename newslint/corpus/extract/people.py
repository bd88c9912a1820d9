"""People with their names, roles and company."""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newslint.corpus.extract.features import ordinary_words
from newslint.corpus.extract.roles import ending_before, first_from, leading_at, roles_in
from newslint.corpus.facts import MARKED, VAGUE_KEY, Passage, Person, Role
from newslint.corpus.naming import bare_form, given_fits, near
from newslint.kinds.persons import is_thing, untitled, words_of
from newslint.people.common import without_suffix
from newslint.people.spelling import VAGUE
from newslint.romanization import romanization_of

if TYPE_CHECKING:
    from newslint.corpus.extract.roles import Found
    from newslint.document import Document, Mention
    from newslint.romanization import Romanization
    from newslint.ruleset.knowledge import Knowledge
    from newslint.source import Span

MOST_PEOPLE = 100
MOST_MENTIONS = 3_000  # names of a text that are looked at
MOST_NAMESAKES = 30  # people of one surname who are told apart
MOST_ALIKE = 12  # surnames of one beginning that are compared
MOST_PLACES = 40  # mentions that are kept of one person
OFTEN = 3  # of how many mentions of a single word one shows a person
MOST_ROLES = 8
MOST_COMPANY = 12  # names and words that are kept of the sentences of a person
MOST_BETWEEN = 30  # code points of what stands between a determiner and a role
MOST_SENTENCES = 6
LEAST_COMPANY = 6  # letters of a word that counts as a rarer one

_COMPANY = re.compile(r"[^\W\d_]{4,}")
_BETWEEN = re.compile(r"(?P<apart>, | [–—-] |: )| ")
_APPOSED = re.compile(r"(\w)(?:,| [–—-]| \() (?:the |an? |his |her |its )?$")
_CLOSES = re.compile(r"[,.;:)–—]| [–—-] |$|'s\b")
_TO_ROLE = re.compile(
    r"(?:,? \d\d(?=,))?(?:,? (?P<was>who was|who had been|was|became|who became)|,? (?P<is>who is|who has been|is|who's|now)"
    r"|, (?P<then>then|once)|,| [–—-]| \()(?: ?(?:also|currently|(?P<the>the|an?|his|her|its|their|our))(?= ))? ?"
)
_FOLLOWING = re.compile(r"(?: (?:of|for|in|at|to) (?:[\w'-]+ ?){1,4}?)?,? and (?:now )?(?:the |an? )?|, (?:now )?(?:the |an? )?")
_AND = re.compile(r",? and (?:now )?(?:the |an? )?|, (?:now )?(?:the |an? )?")
_AGE = re.compile(r",? (?:aged )?\d\d[,.]|,? \(\d\d\)")
_PARTICLES = frozenset("Van Von De Del Della Di Da Dos Der Den Ter Ten Bin Ben Al El".split())
_WITH_ARTICLE = re.compile(r" [Aa]l-[^\W\d_A-Z]{3,}(?![\w-])")
_GIVEN_AFTER = re.compile(r"[A-ZÀ-Þ][^\W\d_A-Z]+-[^\W\d_A-Z]+")  # "Jong-un"
_ON_BEHALF = (" for ", " to ")
_PLACED = re.compile(r"(?<![\w'])(?:in|at|near|off|into|across|around|outside|inside|toward|towards) $", re.I)


class _Name(NamedTuple):
    """A name as the text has it.

    Attributes:
        start, end: where it stands, with the end of an office that leads to it; of a name cut in two, its first part with the initial.
        words: the whole of it, without suffix and without a noun before it.
        place: what is kept as the mention: all of the name, or the surname of one cut in two.
    """

    start: int
    end: int
    words: tuple[str, ...]
    honorific: str
    place: Span


class _Draft:
    """A person in the making."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.given, self.surname = _split(words)
        self.forms = {_folded(words)}
        self.names: list[_Name] = []
        self.roles: list[Role] = []
        self.signs = 0  # of a person beside the names
        self.titled = False  # whether an honorific or a role is among them
        self.doubts = 0  # signs of a place or a thing

    @property
    def is_person(self) -> bool:
        """Whether the signs of a person prevail; countries speak, too, but not wherever they are named."""
        if self.given or self.titled:
            return self.signs > self.doubts
        return self.signs > 2 * self.doubts and self.signs * OFTEN >= len(self.names)

    def add(self, name: _Name) -> None:
        """Take in a mention; the fullest given name stays."""
        given, surname = _split(name.words)
        self.forms.add(_folded(name.words))
        if surname == self.surname and len(given) > len(self.given):
            self.given = given
        self.names.append(name)

    def has(self, words: tuple[str, ...]) -> bool:
        """Whether some words may be a form of the name: with a first name that fits, or its end, such as "García Márquez"."""
        given, _ = _split(words)
        end = _folded(words)
        return given_fits(self.given, given) or any(form[-len(end) :] == end for form in self.forms)


def people_in(document: Document) -> tuple[Person, ...]:
    """The people of a document, in the order in which they come up.

    A full name is a person's where an honorific, a role, a verb that only persons do, an age or the surname by itself goes with
    it; a single word only where an honorific, a role or such a verb does.
    """
    roles = roles_in(document)
    names = list(_names_in(document, roles))
    drafts = _drafts(document, names, roles)
    _merge_spellings(drafts, romanization_of(document.knowledge))
    _turn_order(drafts)
    kept = [draft for draft in drafts if draft.names and draft.is_person]
    return tuple(_person(document, draft) for draft in sorted(kept, key=lambda draft: draft.names[0].place)[:MOST_PEOPLE])


def _names_in(document: Document, roles: list[Found]) -> Iterator[_Name]:
    """The names that may be persons', those cut in two joined, in order."""
    from newslint.kinds.cutnames import halves

    lists, ordinary = words_of(document.knowledge), ordinary_words(document.knowledge)
    orphans: dict[int, tuple[int, int, tuple[str, ...]]] = {}
    for cut, orphan in halves(document):
        surname = orphan[1].removesuffix("'s")
        orphans[orphan.start(1)] = cut.start(), cut.end(3), (cut[1], f"{cut[2]}.", surname)
    cuts = {start for start, _, _ in orphans.values()}
    for mention in document.mentions[:MOST_MENTIONS]:
        if mention.start in cuts:
            continue
        if mention.start in orphans:
            first, end, whole = orphans[mention.start]
            yield _Name(first, end, whole, mention.honorific, (mention.start, mention.start + len(whole[-1])))
            continue
        rest = None if mention.headline or _in_role(document, mention, roles) else _without_role(mention, roles)
        if rest is None:
            continue
        rest = _with_article(document, rest)
        words = without_suffix(untitled(lists, rest.words))
        if len(words[-1]) > 1 and not is_thing(lists, document, rest, words):
            start = place = rest.start if words[0] == rest.words[0] else rest.start + rest.text.index(words[0])
            if start > mention.start and len(words) > 2 and words[0] not in lists.names and words[0].lower() in ordinary:
                words = words[1:]  # "Observer Mission Jon Finer"
                place += rest.text.index(words[0])
            yield _Name(start, rest.end, words, rest.honorific, (place, rest.end))


def _in_role(document: Document, mention: Mention, roles: list[Found]) -> bool:
    """Whether a capitalised word is a part of an office, as in "Competition Commissioner".

    Whose son somebody is, is a person, and so is whom a spokesman speaks for, and one whose surname is a profession.
    """
    role = next(ending_before(roles, mention.end), None)
    if role is None or mention.start < role.start or role.end < mention.end:
        return False
    lists = words_of(document.knowledge)
    named = len(mention.words) > 1 and mention.words[0] in lists.names and mention.words[0] not in lists.places
    if named and (mention.start == role.start or document.plain.endswith(_ON_BEHALF, 0, mention.start)):
        return False
    return not document.plain.startswith("'s", mention.end)


def _without_role(mention: Mention, roles: list[Found]) -> Mention | None:
    """A name without the end of an office that was taken for a part of it: "Security Adviser Jon Finer".

    A single word that is left over behind a place or the like belongs to that: "director of Baltic Ferries".
    """
    role = next(ending_before(roles, mention.end), None)
    if not role or role.end <= mention.start or role.end >= mention.end:
        return mention
    rest = mention.text[role.end - mention.start :].lstrip()
    if " " not in rest and role.role.passage.end < role.end:
        return None
    return mention._replace(start=mention.end - len(rest), text=rest)


def _with_article(document: Document, mention: Mention) -> Mention:
    """A name with a surname in small letters behind an article: "Huda al-khatib"."""
    found = _WITH_ARTICLE.match(document.plain, mention.end)
    return mention._replace(end=found.end(), text=mention.text + found[0]) if found else mention


def _split(words: tuple[str, ...]) -> tuple[str, str]:
    """Given names and surname; particles such as "von" belong to the surname."""
    at = len(words) - 1
    while at > 0 and (words[at - 1].islower() or (at > 1 and words[at - 1] in _PARTICLES)):
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(str.lower, words))


def _drafts(document: Document, names: list[_Name], roles: list[Found]) -> list[_Draft]:
    """The people whom the names may name; a surname alone goes to the last one of that surname who was named in full."""
    by_surname: dict[str, list[_Draft]] = defaultdict(list)
    by_part: dict[str, list[_Draft]] = defaultdict(list)
    drafts: list[_Draft] = []
    owners: dict[int, _Draft] = {}
    full = [index for index, name in enumerate(names) if _split(name.words)[0]]
    for index in sorted(full, key=lambda index: (-len(names[index].words), index)):
        words = names[index].words
        own = by_surname[bare_form(words[-1])]
        draft = next((known for known in own[:MOST_NAMESAKES] if known.has(words)), None)
        if draft is None:
            draft = _Draft(words)
            own.append(draft)
            drafts.append(draft)
            for word in words[:-1]:
                by_part[bare_form(word)].append(draft)
        owners[index] = draft
    evidence = _Evidence(document, roles)
    single: dict[str, _Draft] = {}
    last: dict[str, _Draft] = {}
    for index, name in enumerate(names):
        key = bare_form(name.words[-1])
        draft = owners.get(index)
        if draft:
            last[key] = draft
        elif key in by_surname:
            draft = last.get(key, by_surname[key][0])
        elif key in by_part:
            draft = by_part[key][0]
        elif key in single:
            draft = single[key]
        else:
            draft = single[key] = _Draft(name.words)
            drafts.append(draft)
        draft.add(name)
        evidence.weigh(name, draft)
    return drafts


@lru_cache(maxsize=4)
def _lists(knowledge: Knowledge) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Verbs that only persons do, function words, and titles that have a full stop before a name."""
    verbs = knowledge.words("person-verbs") | knowledge.words("verbs-of-speaking") | knowledge.words("quoting-verbs")
    titles = (word.lower() for entry in knowledge.entries("abbreviations") if entry["before"] == "name" for word in entry["words"])
    return verbs, knowledge.words("function-words"), frozenset(titles)


class _Evidence:
    """What stands beside names and shows that they are persons', or that they are not."""

    def __init__(self, document: Document, roles: list[Found]) -> None:
        self._document = document
        self._roles = roles
        self._verbs, self._function_words, self._abbreviations = _lists(document.knowledge)

    def weigh(self, name: _Name, draft: _Draft) -> None:
        """Note for a person what stands beside one mention."""
        plain = self._document.plain
        roles = [*self._before(name), *self._after(name)]
        draft.roles += roles
        aged = bool(draft.given) and _AGE.match(plain, name.end) is not None
        signs = bool(name.honorific) + bool(roles) + self._acts(name) + aged
        alone = bool(draft.given) and len(name.words) == 1
        draft.signs += signs
        draft.titled |= bool(name.honorific or roles)
        if signs or plain.startswith("'s", name.end):
            draft.signs += alone
            return
        before = plain[max(0, name.start - 9) : name.start]
        if _PLACED.search(before) or before.lower().endswith(" the ") or before.lower() == "the ":
            draft.doubts += 1
        else:
            draft.signs += alone

    def _acts(self, name: _Name) -> bool:
        folded = self._document.folded
        after = folded[name.end : name.end + 30].split()[:2]
        if after and (after[0].strip(",.:") in self._verbs or (len(after) > 1 and after[0] == "also" and after[1] in self._verbs)):
            return folded[name.end : name.end + 1] in (" ", ",")
        before = folded[max(0, name.start - 15) : name.start].split()[-1:]
        return bool(before) and before[0] in self._verbs

    def _before(self, name: _Name) -> Iterator[Role]:
        """The roles before a name: "Deputy Minister X", "the US Secretary of State, X, said", and those that stand before these."""
        plain = self._document.plain
        last: Found | None = None
        for role in ending_before(self._roles, name.start):
            if last is None:
                gap = plain[role.end : name.start].rpartition(name.honorific)[0] if name.honorific else plain[role.end : name.start]
                if not self._leads(role, gap, name):
                    return
            else:
                gap = plain[role.end : last.start]
                if not _AND.fullmatch(gap) or (role.role.side and last.role.side and role.role.side != last.role.side):
                    return
                if gap.endswith(("the ", " a ", " an ")) and "and" in gap:
                    return
                if self._is_apposed(role):
                    return
            last = role
            yield role.role

    def _leads(self, role: Found, gap: str, name: _Name) -> bool:
        """Whether a role before a name is that person's."""
        if gap == ". ":
            return self._is_abbreviated(role)
        between = _BETWEEN.fullmatch(gap)
        if not between:
            return False
        if between["apart"] is None:
            return True
        plain = self._document.plain
        if self._is_apposed(role):
            return False
        if len(name.words) > 1 and _CLOSES.match(plain, name.end):
            return True
        sentence = self._document.sentences[self._document.sentence_at(role.start)][0]
        opens = plain[sentence : role.start].lower().strip("\"'“ ") in ("", "the")
        return opens and (self._acts(name) or gap[0] != ",")

    def _is_abbreviated(self, role: Found) -> bool:
        """Whether a full stop behind a role is its own: "Gov. X"."""
        return role.role.passage.text.split()[-1].lower() in self._abbreviations

    def _is_apposed(self, role: Found) -> bool:
        """Whether a role stands behind a name and a comma, as that person's."""
        plain = self._document.plain
        before = plain[max(0, role.start - 40) : role.start]
        found = _APPOSED.search(before)
        if not found:
            return False
        place = role.start - len(before) + found.start() + 1
        index = bisect_left(self._document.mention_starts, place) - 1
        return index >= 0 and self._document.mentions[index].end == place and len(self._document.mentions[index].words) > 1

    def _after(self, name: _Name) -> Iterator[Role]:
        """The roles after a name: "X, Russia's deputy minister and envoy,", "X, who led the U.S. delegation"."""
        plain = self._document.plain
        leading = leading_at(self._document, name.end)
        if leading:
            yield leading
        lead = _TO_ROLE.match(plain, name.end, name.end + 40)
        if not lead:
            return
        earlier = bool(lead["was"] or lead["then"])
        place = lead.end()
        for number in range(3):
            role = self._role_at(place, with_words=bool(lead["the"]) and not number)
            if role is None or self._names_another(role):
                return
            yield role.role._replace(former=True) if earlier else role.role
            following = _FOLLOWING.match(plain, role.end, role.end + 80)
            if not following:
                return
            place = following.end()

    def _role_at(self, place: int, *, with_words: bool) -> Found | None:
        """The role that begins at a place, or, if so wanted, after a few words that say more of it: "party secretary"."""
        role = first_from(self._roles, place)
        if role is None or role.start == place:
            return role
        if not with_words or role.start - place > MOST_BETWEEN:
            return None
        between = self._document.folded[place : role.start].split()
        return role if all(word.replace("-", "").isalpha() and word not in self._function_words for word in between) else None

    def _names_another(self, role: Found) -> bool:
        """Whether a role goes with a name behind it."""
        gap = self._document.plain[role.end : role.end + 1]
        index = bisect_left(self._document.mention_starts, role.end)
        if not (gap == " " or (gap == "." and self._is_abbreviated(role))) or index == len(self._document.mentions):
            return False
        mention = self._document.mentions[index]
        return mention.start - role.end <= (len(mention.honorific) + 3 if mention.honorific else 2)


def _merge_spellings(drafts: list[_Draft], romanization: Romanization) -> None:
    """Give a name that misses the surname of one person by a letter or two, or by a language's habit, to that person.

    The name has no first name, or the same.
    """
    by_start: dict[str, list[_Draft]] = defaultdict(list)
    for draft in sorted(drafts, key=lambda draft: -len(draft.names)):
        if not draft.is_person:
            continue
        word = draft.surname.split()[-1]
        own = by_start[bare_form(word)[:1]]
        others = [
            other
            for other in own[:MOST_ALIKE]
            if draft.given in ("", other.given)
            and (near(word, other.surname.split()[-1]) or romanization.same(word, other.surname.split()[-1], without=VAGUE))
        ]
        if len(others) == 1 and not draft.roles:
            others[0].names += draft.names
            draft.names = []
        elif draft.given:
            own.append(draft)


def _turn_order(drafts: Iterable[_Draft]) -> None:
    """Where only the first word of a name stands by itself, it is the surname: "Xi Jinping", and then "Xi"; so it is in "Kim Jong-un"."""
    for draft in drafts:
        alone = {name.words[0] for name in draft.names if len(name.words) == 1}
        first, *rest = draft.given.split() or [""]
        is_first = first in alone or (not alone and not rest and "-" not in first and _GIVEN_AFTER.fullmatch(draft.surname))
        if is_first and draft.surname not in alone and len(first) > 1 and len(rest) < 2:
            draft.given, draft.surname = " ".join([*rest, draft.surname]), first


def _person(document: Document, draft: _Draft) -> Person:
    names = sorted(draft.names, key=lambda name: name.place)
    surname = draft.surname
    romanization = romanization_of(document.knowledge)
    last = surname.split()[-1]
    return Person(
        draft.given,
        surname,
        tuple(_passage(document, name.place) for name in names[:MOST_PLACES]),
        tuple(sorted(set(draft.roles), key=lambda role: role.passage.start)[:MOST_ROLES]),
        _circle(document, names),
        _aliases(document.knowledge).get(bare_form(draft.given.split()[0]), ()) if draft.given else (),
        tuple(sorted({_hash(key, romanization.marked) for key in romanization.keys(last)})),
        romanization.has_marks(last),
    )


def _hash(key: str, marked: tuple[str, ...]) -> int:
    """A number for a key; its last bits tell marked families and vague ones."""
    number = zlib.crc32(key.encode("utf-8", "surrogatepass")) >> 4 << 2
    return number | (MARKED if key.startswith(marked) else 0) | (VAGUE_KEY if key.startswith(f"{VAGUE} ") else 0)


def _passage(document: Document, place: Span) -> Passage:
    start, end = place
    return Passage(document.text[start:end], start, end, document.line_at(start) + 1)


def _circle(document: Document, names: list[_Name]) -> tuple[str, ...]:
    """Names and longer words of the sentences in which a person stands."""
    own = {word.lower() for name in names for word in name.words}
    function_words = document.knowledge.words("function-words")
    counts: Counter[str] = Counter()
    done: set[int] = set()
    for sentence in (document.sentence_at(at) for name in names for at in (name.start, name.place[0])):
        if sentence in done:
            continue
        done.add(sentence)
        if len(done) > MOST_SENTENCES:
            break
        start, end = document.sentences[sentence]
        end = min(end, start + 1_000)
        for found in _COMPANY.finditer(document.folded, start, end):
            word = found[0]
            named = document.plain[found.start()].isupper()
            if (named or len(word) >= LEAST_COMPANY) and word not in function_words and word not in own:
                counts[word] = max(counts[word], 100 * named + len(word))
    return tuple(sorted(sorted(counts, key=lambda word: (-counts[word], word))[:MOST_COMPANY]))


@lru_cache(maxsize=4)
def _aliases(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Short and long forms of first names, each with the others of its group."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in knowledge.entries("short-names"):
        words = entry["words"]
        for word in words:
            found[word].update(other for other in words if other != word)
    return {word: tuple(sorted(others)) for word, others in found.items()}
