"""Roles: offices, titles and other things that people are, wherever a text has one, and what they come to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newslint.corpus.facts import GENERIC, OCCUPATION, WHOLE, Passage, Role
from newslint.corpus.stems import stem

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Entry, Knowledge

TABLE = "role-words"
LEADER = "leader"  # what those are who lead something
MOST_ROLES = 400  # that a text is searched for
REACH = 100  # code points before a head, and behind it, in which its office stands
MOST_WORDS = 8  # of an office before its head
MOST_SKIPPED = 2  # nouns between a head and a rank
LONGEST_SIDE = 24  # code points

_TOKEN = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"'s?$")
# "of state", "for the interior", "of foreign and defence affairs", "to the alliance"
_BEHIND = re.compile(
    r"( of| for| to| at| in| on)(?: the)? (?P<first>[\w.'-]+)(?: (?!and )(?P<unit>[\w'-]+))?(?:,? and (?:the )?(?P<second>[\w'-]+))?"
)
_NO_NOUN = ("ed", "ing", "ly")
# "of bags", "of contests", where nothing else follows that the word may belong to
_UNKNOWN_DOMAIN = re.compile(r" of(?: the)? (?P<word>[a-z]{4,})(?=[,.;:)\n]| (?:of|in|for|and|who|is|was|has|said)\b| [A-ZÀ-Þ]|$)")
_UNKNOWN_DOMAIN_IN_TITLE = re.compile(r" of(?: the)? (?P<word>[A-ZÀ-Þ][a-z]{3,})(?=[,.;:)\n]| [A-ZÀ-Þ])")
_NEXT = re.compile(r" (?:of |for )?([A-ZÀ-Þ][\w'-]+)")
_TO_COMMA = re.compile(r"(?: [A-ZÀ-Þ][\w'-]+){1,4}(?=,)")  # more words of a name that another name follows behind a comma
_TWO = re.compile(r" [A-ZÀ-Þ][\w'-]+(?![\w'-]| [A-ZÀ-Þ])")
_WHO = re.compile(r"\.?,? who (\w+)((?: (?:[\w'-]+|(?:[A-Z]\.)+)){1,5})")


class Found(NamedTuple):
    """A role where it stands.

    Attributes:
        start, end: the whole of it, with side and what comes behind.
        role: what it is; its passage is the office alone.
    """

    start: int
    end: int
    role: Role


class _Head(NamedTuple):
    means: str
    kind: str
    deputies: str
    full: bool
    open: bool
    rank: str
    domain: str


class _Words(NamedTuple):
    """The words of roles, by what they are."""

    heads: dict[str, _Head]
    ranks: dict[str, str]
    domains: dict[str, str]
    plain: frozenset[str]
    units: frozenset[str]
    earlier: frozenset[str]
    sides: dict[str, str]
    endings: tuple[str, ...]
    leading: frozenset[str]
    bodies: frozenset[str]
    things: frozenset[str]
    function_words: frozenset[str]
    verbs: frozenset[str]
    offices: frozenset[str]
    pattern: re.Pattern[str]


@lru_cache(maxsize=4)
def _words_of(knowledge: Knowledge) -> _Words:
    entries = knowledge.entries(TABLE)
    heads = {word: _head(entry) for entry in entries if entry["part"] == "head" for word in entry["words"]}
    return _Words(
        heads,
        _meanings(entries, "rank"),
        _meanings(entries, "domain"),
        _listed(entries, "plain"),
        _listed(entries, "unit"),
        _listed(entries, "earlier"),
        _sides(knowledge),
        tuple(sorted(_listed(entries, "ending"))),
        _listed(entries, "leading"),
        _listed(entries, "body"),
        knowledge.words("no-person-words"),
        knowledge.words("function-words"),
        knowledge.words("person-verbs") | knowledge.words("verbs-of-speaking") | knowledge.words("quoting-verbs"),
        knowledge.words(TABLE) - knowledge.words("no-person-words"),
        _pattern(heads),
    )


def _head(entry: Entry) -> _Head:
    kind = str(entry["kind"])
    return _Head(
        str(entry["means"]),
        kind,
        str(entry.get("deputies", kind)),
        "full" in entry,
        "open" in entry,
        str(entry.get("rank", "")),
        str(entry.get("domain", "")),
    )


def _meanings(entries: Iterable[Entry], part: str) -> dict[str, str]:
    return {word: str(entry["means"]) for entry in entries if entry["part"] == part for word in entry["words"]}


def _listed(entries: Iterable[Entry], part: str) -> frozenset[str]:
    return frozenset(word for entry in entries if entry["part"] == part for word in entry["words"])


def _domain(words: _Words, word: str) -> str:
    """What a word of a domain means, be it in the singular or plural; empty for any other word."""
    return words.domains.get(word) or words.domains.get(word.removesuffix("s"), "")


def _sides(knowledge: Knowledge) -> dict[str, str]:
    """Countries by their names and adjectives, in lower case without full stops."""
    return {
        word.lower().replace(".", ""): str(entry["country"])
        for entry in knowledge.entries("countries-of-offices")
        for key in ("adjectives", "names")
        for word in entry.get(key, ())
    }


def _pattern(heads: Iterable[str]) -> re.Pattern[str]:
    """The heads, the longest first, by their first letters, which is quicker."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(heads, key=lambda word: (-len(word), word)):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    choices = "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in sorted(by_letter.items()))
    return re.compile(rf"(?<![\w'])(?:{choices or '(?!)'})(?![\w'])")


def roles_in(document: Document) -> list[Found]:
    """The roles of a document, in order of place; none overlaps another."""
    words = _words_of(document.knowledge)
    found: list[Found] = []
    floor = 0
    for head in words.pattern.finditer(document.folded):
        if head.start() < floor:
            continue  # in what belongs to the last one: "spokesman for the minister"
        role = _role(document, words, head)
        while found and found[-1].end > role.start:
            found.pop()  # "deputy" in "deputy minister"
        found.append(role)
        floor = role.end
        if len(found) >= MOST_ROLES:
            break
    return found


def _role(document: Document, words: _Words, head: re.Match[str]) -> Found:
    known = words.heads[head[0]]
    before = _Before(document, words, head.start(), known)
    behind = _Behind(document, words, head.end(), known, is_whose=bool(before.side or before.body) and not before.domains)
    domains = sorted({*before.domains, *behind.domains, known.domain} - {"", " "})
    rank = before.rank or known.rank
    kind = GENERIC if behind.body else known.deputies if rank else known.kind
    if not rank and (known.full or (domains and known.kind not in (GENERIC, OCCUPATION))):
        rank = WHOLE
    start, end = before.office_start, behind.office
    passage = Passage(document.text[start:end], start, end, document.line_at(start) + 1)
    role = Role(passage, rank, known.means, " ".join(domains), before.side or behind.side, kind, before.earlier, before.body)
    return Found(before.start, behind.whole, role)


class _Before:
    """What stands before a head and belongs to it, read from right to left."""

    def __init__(self, document: Document, words: _Words, head: int, known: _Head) -> None:
        self.start = self.office_start = head
        self.rank = self.side = self.body = ""
        self.domains: list[str] = []
        self.earlier = False
        self._words, self._known, self._head = words, known, head
        self._unknown: list[tuple[int, str]] = []
        self._is_acronym = False  # the first word of what stands before the head
        self._joined = False  # by "and" to the last domain
        self._skipped = 0
        sentence = document.sentences[document.sentence_at(head)][0]
        floor = max(sentence, head - REACH)
        plain = document.plain
        capital = plain[head].isupper()
        tokens = list(_TOKEN.finditer(plain, floor, head))[-MOST_WORDS:]
        if floor > sentence and tokens and not plain[floor - 1].isspace():
            tokens = tokens[1:]  # its beginning is cut off
        for token in reversed(tokens):
            if not self._take(plain, token, capital):
                break
        self._settle()

    def _take(self, plain: str, token: re.Match[str], capital: bool) -> bool:
        """Add a word; False where it does not belong to the office any more."""
        raw = token[0].lstrip("(\"“'‘—–-")
        start = token.end() - len(raw)
        text = raw.rstrip("-")
        folded = text.lower()
        if not text or text[-1] in ',;:!?)"”' or (text[-1] == "." and "." not in text[:-1]):
            return False
        words = self._words
        is_acronym = text.isupper() and len(text) > 1 and not plain[self._head : self._head + 2].isupper()  # "US", unlike "us" or "THE"
        is_function_word = folded in words.function_words and not is_acronym
        bare = _POSSESSIVE.sub("", folded).replace(".", "")
        if folded != bare and "." not in folded:  # "Russia's"
            return self._take_side(bare, start, text[0].isupper())
        before, hyphen, after = folded.partition("-")
        if hyphen and before in words.earlier:  # "ex-minister", "then-Foreign Minister"
            self.earlier = True
            folded = after
        if folded in words.earlier or not folded:
            self.earlier = True
            self.start = start
            return raw == token[0]
        if not self.side and not self._unknown:
            if self._joined and not _domain(words, folded):
                return False
            self._joined = folded == "and" and bool(self.domains)
            if self._joined:
                return True
            if is_function_word and not self._is_under(text, capital):
                return False
            if folded in words.ranks:
                self.rank = words.ranks[folded] if self.rank in ("", WHOLE) else self.rank
                return self._extend(start)
            if not self._skipped and (domain := _domain(words, folded)):
                self.domains.append(domain)
                return self._extend(start)
            if not self._skipped and (folded in words.plain or folded in words.units):
                return self._extend(start)
        if bare in words.sides:
            return self._take_side(bare, start, True)
        if self._unknown and not self.side and folded in words.ranks and text[0].isupper() == capital:  # "Deputy Election Commissioner"
            self.rank = words.ranks[folded]
            return self._extend(start)
        if self.side and text[0].isupper() and folded in words.things and token.end() + 1 == self.start:  # "New Zealand's"
            self.side = words.sides.get(f"{folded} {self.side}", f"{folded} {self.side}")[:LONGEST_SIDE]
            self.start = start
            return False
        if not text[0].isupper() or len(self._unknown) > 2 or self.side or is_function_word:
            return not capital and not is_function_word and self._skip(folded)
        self._is_acronym = is_acronym
        self._unknown.append((start, bare))
        self.start = start
        return raw == token[0]

    def _skip(self, word: str) -> bool:
        """Pass over a noun or two in small letters, before which a rank or the like may stand: "a former hospital director"."""
        self._skipped += 1
        is_noun = word.isalpha() and not word.endswith(_NO_NOUN) and word not in self._words.verbs
        return is_noun and self._skipped <= MOST_SKIPPED and not (self.side or self._unknown or self._joined)

    def _is_under(self, text: str, capital: bool) -> bool:
        """Whether a function word is a rank: "Under Secretary", unlike "under Secretary Finch"."""
        return self._known.open and self.office_start == self._head and text[0].isupper() == capital

    def _take_side(self, word: str, start: int, is_name: bool) -> bool:
        if self.side or not is_name or (self._skipped and not (self.rank or self.earlier)):
            return False
        self.side = self._words.sides.get(word, word)[:LONGEST_SIDE]
        self.start = start
        return True

    def _extend(self, start: int) -> bool:
        self.start = self.office_start = start
        return True

    def _settle(self) -> None:
        """Say what the unknown words with capitals are: the domain, between a side and the head, or the side itself."""
        if not self._unknown:
            return
        last_start, last = self._unknown[0]
        others = self._unknown[1:]
        adjectival = last.endswith(self._words.endings)
        if self._known.open and (others or self.side) and not (self.rank or self.domains or adjectival):
            self.domains.append(stem(last))
            self.office_start = last_start
            others, last = others[1:], others[0][1] if others else ""
        named = " ".join([*(word for _, word in reversed(others)), last])[:LONGEST_SIDE]
        if not self.side and (adjectival or self._is_acronym or (self._known.open and (self.rank or self.domains))):
            self.side = named
        else:
            self.body = named


class _Behind:
    """What follows a head and belongs to it: where all of it ends, where the office ends, its domains and its side.

    Attributes:
        body: whether it is an office of a body that comes and goes, such as a delegation.
    """

    def __init__(self, document: Document, words: _Words, end: int, known: _Head, *, is_whose: bool) -> None:
        self.whole = self.office = end
        self.domains: list[str] = []
        self.side = ""
        self.body = False
        self._plain = plain = document.plain
        if plain.startswith(("-elect", " elect"), end):
            self.whole = self.office = end + len(" elect")
        if known.open:
            self._take_unknown_domain(words, is_whose=is_whose)
        for _ in range(3):
            found = _BEHIND.match(plain, self.whole, min(len(plain), self.whole + REACH))
            if not found or not (self._take_domains(words, found, known) or self._take_side(words, found)):
                break

    def _take_unknown_domain(self, words: _Words, *, is_whose: bool) -> None:
        """Add "of bags"; where a side stands before the head, "of Bags" as well, since it is no side then."""
        pattern = _UNKNOWN_DOMAIN_IN_TITLE if is_whose else None
        found = _UNKNOWN_DOMAIN.match(self._plain, self.whole) or (pattern and pattern.match(self._plain, self.whole))
        if not found:
            return
        word = found["word"].lower()
        if word not in words.function_words and word not in words.units and word not in words.bodies and not _domain(words, word):
            self.domains = [stem(word)]
            self.whole = self.office = found.end()

    def _take_domains(self, words: _Words, found: re.Match[str], known: _Head) -> bool:
        """Add "of state", "for foreign affairs and trade"; after "of state", "for defence" says more."""
        if self.side or found[1] not in (" of", " for"):
            return False
        domains = [_domain(words, word.lower().rstrip(".")) for word in (found["first"], found["second"] or "")]
        if not domains[0] and found["unit"] and found["unit"].lower() in words.units:
            domains[0] = stem(found["first"].lower()) if known.open else " "
        if not domains[0]:
            return False
        is_unit = (found["unit"] or "").lower() in words.units
        end = found.end("unit") if is_unit else found.end("first") - found["first"].endswith(".")
        if domains[1] and (is_unit or not found["unit"]):
            end = found.end("second")
        else:
            domains.pop()
        if found[1] == " for" or not self.domains:
            self.domains = domains
        self.whole = self.office = end
        return True

    def _take_side(self, words: _Words, found: re.Match[str]) -> bool:
        """Add "of Ukraine", "to the Vatican", "of the Russian delegation", "of the Farmers' Party"; not "for President Orr"."""
        first = found["first"].lower()
        if self.side or not found["first"][:1].isupper() or found[1] == " on" or first in words.offices:
            return False
        self.whole = found.end("first")
        goes_on = first in words.things and _TWO.match(self._plain, self.whole) is not None  # "New Zealand", not "Party Jan Berg"
        more = _NEXT.match(self._plain, self.whole)
        while more and more[1].lower() not in words.offices and (more[1].lower() in words.things or goes_on):
            self.whole, goes_on = more.end(), False
            more = _NEXT.match(self._plain, self.whole)
        closed = _TO_COMMA.match(self._plain, self.whole)
        if closed:
            self.whole = closed.end()
        self.side = _side_of(words, self._plain[found.start("first") : self.whole])
        if found["unit"] and found["unit"] in words.bodies:
            self.body = True
            self.whole = found.end("unit")
        return True


def _side_of(words: _Words, text: str) -> str:
    bare = _POSSESSIVE.sub("", text.lower()).replace(".", "")
    return words.sides.get(bare, bare)[:LONGEST_SIDE]


def first_from(roles: list[Found], place: int) -> Found | None:
    """The first role that begins at a place or behind it."""
    index = bisect_left(roles, (place,))
    return roles[index] if index < len(roles) else None


def ending_before(roles: list[Found], place: int) -> Iterator[Found]:
    """The roles before a place, the nearest first."""
    index = bisect_left(roles, (place,))
    while index:
        index -= 1
        yield roles[index]


def leading_at(document: Document, place: int) -> Role | None:
    """The role that ", who led the U.S. delegation" gives the name that ends at a place."""
    found = _WHO.match(document.plain, place)
    words = _words_of(document.knowledge)
    if not found or found[1] not in words.leading:
        return None
    named = (word for word in found[2].split() if word[0].isupper())
    side = _side_of(words, next(named, ""))
    start, end = found.start(1), found.end(1)
    passage = Passage(document.text[start:end], start, end, document.line_at(start) + 1)
    return Role(passage, "", LEADER, "", side, GENERIC, False)
