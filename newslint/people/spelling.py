"""Spellings of people's names: damaged, or in another language's romanisation, told from a table of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newslint.kinds.base import Match
from newslint.kinds.checks import Options
from newslint.people.common import MIN_LENGTH, inflected, listed, near, surname_span, unit_of
from newslint.romanization import plain_form, romanization_of

if TYPE_CHECKING:
    from newslint.document import Document, Mention
    from newslint.romanization import Romanization
    from newslint.ruleset.knowledge import Entry, Knowledge

VAGUE = "arabic"  # a family of habits that tells vowels too little apart for names known from a table


def damaged(document: Document, options: Options) -> Iterable[Match]:
    """A surname one or two letters away from that of a person whom its context shows to be meant.

    Entries have `surname`, `given` (first names), `forms` (other spellings that are right) and `context` (words around the person). The
    context is the first name beside or near the surname, or one of the context words in the same paragraph.
    """
    for mention, entry in _suspects(document, options["table"]):
        near_given = listed(entry, "given") + listed(entry, "given-forms")
        first = mention.words[0] if len(mention.words) > 1 else ""
        if first and first not in near_given and not (len(first) <= 2 and any(name.startswith(first[0]) for name in near_given)):
            continue
        unit = unit_of(document, mention.start)
        has_given = bool(first) or near(document, (mention.start, mention.end), near_given, unit)
        has_context = near(document, (mention.start, mention.end), listed(entry, "context"), unit)
        if has_context and (has_given or options.get("context") == "enough"):
            suggestion = str(entry["surname"])
            yield Match(*surname_span(mention), (suggestion,), {"person": f"{listed(entry, 'given')[0]} {suggestion}"})


def _suspects(document: Document, table: str) -> Iterator[tuple[Mention, Entry]]:
    """Names that are near one of the table, and neither a right spelling of it nor another language's."""
    known = _known_surnames(document.knowledge, table)
    people = _people(document.knowledge, table)
    romanization = romanization_of(document.knowledge)
    surnames: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for entry in document.knowledge.entries(table):
        surname = str(entry["surname"])
        surnames[surname[0]].append((surname, entry))
    seen: dict[str, Entry | None] = {}
    for mention in document.mentions:
        word = mention.words[-1]
        if word not in seen:
            seen[word] = None if len(word) < MIN_LENGTH or plain_form(word) in known else _nearest(word, surnames[word[0]])
            if seen[word] and people.romanised(romanization, word):
                seen[word] = None
        entry_found = seen[word]
        if entry_found is not None:
            yield mention, entry_found


def _nearest(word: str, surnames: list[tuple[str, Entry]]) -> Entry | None:
    """The entry whose surname is a letter or two away from a word, but not another form of it."""
    limit = 1 if len(word) < 9 else 2
    candidates = [
        (surname, entry) for surname, entry in surnames if abs(len(surname) - len(word)) <= limit and not inflected(word, surname)
    ]
    if not candidates:
        return None
    from rapidfuzz.distance import DamerauLevenshtein

    near = (entry for surname, entry in candidates if DamerauLevenshtein.distance(word, surname, score_cutoff=limit) <= limit)
    return next(near, None)


@lru_cache(maxsize=4)
def _known_surnames(knowledge: Knowledge, table: str) -> frozenset[str]:
    """All spellings of the surnames, the right ones and those of other languages, without marks."""
    return frozenset(
        plain_form(form) for entry in knowledge.entries(table) for key in ("surname", "forms", "variants") for form in listed(entry, key)
    )


def variant(document: Document, options: Options) -> Iterable[Match]:
    """A surname in the romanisation of another language than English: entries as for `damaged`.

    It is one of the entry's `variants`, or one that the table of romanisations makes equal to the surname, the first name beside it.
    """
    table = _people(document.knowledge, options["table"])
    romanization = romanization_of(document.knowledge)
    seen: dict[str, Entry | None] = {}
    for mention in document.mentions:
        word = mention.words[-1]
        listed_entry = table.variants.get(word)
        if word not in seen:
            seen[word] = listed_entry or table.romanised(romanization, word)
        entry = seen[word]
        if not entry:
            continue
        given = any(
            word == own or romanization.same(word, own, without=VAGUE) for word in mention.words[:-1] for own in listed(entry, "given")
        )
        alone = listed_entry is not None and len(mention.words) == 1
        if given or (alone and near(document, (mention.start, mention.end), listed(entry, "context"), (0, len(document.text)))):
            yield Match(*surname_span(mention), (str(entry["surname"]),), {"person": f"{listed(entry, 'given')[0]} {entry['surname']}"})


class _People(NamedTuple):
    """A table of people, to be looked up by spelling."""

    variants: dict[str, Entry]
    right: frozenset[str]
    keys: dict[str, Entry]

    def romanised(self, romanization: Romanization, word: str) -> Entry | None:
        """The entry whose surname another habit may write like this."""
        if len(word) < MIN_LENGTH or plain_form(word) in self.right:
            return None
        return next((self.keys[key] for key in sorted(romanization.keys(word)) if key in self.keys), None)


@lru_cache(maxsize=4)
def _people(knowledge: Knowledge, table: str) -> _People:
    romanization = romanization_of(knowledge)
    variants, keys = {}, {}
    for entry in knowledge.entries(table):
        variants.update(dict.fromkeys(listed(entry, "variants"), entry))
        for form in (str(entry["surname"]), *listed(entry, "forms")):
            keys.update({key: entry for key in romanization.keys(form) if not key.startswith(f"{VAGUE} ")})
    right = frozenset(plain_form(form) for entry in knowledge.entries(table) for key in ("surname", "forms") for form in listed(entry, key))
    return _People(variants, right, keys)
