"""Spellings of people's names: damaged, in another language's romanisation, or several for one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newslint.kinds.base import Match
from newslint.kinds.checks import Options
from newslint.people.common import MIN_LENGTH, inflected, listed, near, surname_span, unit_of

if TYPE_CHECKING:
    from newslint.document import Document, Mention
    from newslint.ruleset.knowledge import Entry


def damaged(document: Document, options: Options) -> Iterable[Match]:
    """A surname one or two letters away from that of a person whom its context shows to be meant.

    Entries have `surname`, `given` (first names), `forms` (other spellings that are right) and `context` (words around the person). The
    context is the first name beside or near the surname, or one of the context words in the same paragraph.
    """
    entries = document.knowledge.entries(options["table"])
    known = _known_surnames(document, options)
    for mention, entry in _suspects(document, entries, known):
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


def _suspects(document: Document, entries: list[Entry], known: frozenset[str]) -> Iterator[tuple[Mention, Entry]]:
    surnames: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for entry in entries:
        surname = str(entry["surname"])
        surnames[surname[0]].append((surname, entry))
    seen: dict[str, Entry | None] = {}
    for mention in document.mentions:
        word = mention.words[-1]
        if word not in seen:
            seen[word] = None if len(word) < MIN_LENGTH or word in known else _nearest(word, surnames[word[0]])
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


def _known_surnames(document: Document, options: Options) -> frozenset[str]:
    known: set[str] = set()
    for entry in document.knowledge.entries(options["table"]):
        known.update((str(entry["surname"]), *listed(entry, "forms"), *listed(entry, "variants")))
    return frozenset(known)


def variant(document: Document, options: Options) -> Iterable[Match]:
    """A surname in the romanisation of another language than English: entries as for `damaged`, with `variants`."""
    variants = {form: entry for entry in document.knowledge.entries(options["table"]) for form in listed(entry, "variants")}
    for mention in document.mentions:
        entry = variants.get(mention.words[-1])
        if entry:
            given = mention.words[0] in listed(entry, "given")
            if given or (
                len(mention.words) == 1 and near(document, (mention.start, mention.end), listed(entry, "context"), (0, len(document.text)))
            ):
                yield Match(*surname_span(mention), (str(entry["surname"]),), {"person": f"{listed(entry, 'given')[0]} {entry['surname']}"})
