"""Holders of offices: somebody in an office that another had in the years of the story."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.kinds.base import Hit, Match
from newslint.people.common import Around, inflected, listed, surname_span, unit_of
from newslint.romanization import plain_form, romanization_of
from newslint.words import cuts_word, fold_phrase

if TYPE_CHECKING:
    from newslint.document import Document, Mention
    from newslint.ruleset.knowledge import Knowledge
    from newslint.source import Span

ARABIC = "arabic"  # the family of habits in the table of romanisations
HOLDERS, FORMS, COUNTRIES = "office-holders", "office-forms", "countries-of-offices"
ALIKE = 60  # in per cent: surnames as near as this may be misspellings of each other, which other checks tell
OFFICES_KNOWN_SINCE = 2002  # without years, offices whose holders are known from later on do not count
SHORTEST_MISSPELLED, LONG_NAME = 5, 7  # in letters; from the second on, two of them may be wrong
SLACK = 2  # years by which a term may be missed: texts look back and ahead
CLOSING = frozenset(",.;:)")

_YEAR = re.compile(r"\b(19\d\d|20[0-4]\d)\b")


class _Term(NamedTuple):
    """A holder of an office, and the years from and to which."""

    holder: str
    first: int
    last: int


class _Office(NamedTuple):
    """An office as some words of the text name it."""

    country: str
    name: str
    terms: tuple[_Term, ...]


@lru_cache(maxsize=4)
def phrases_of(knowledge: Knowledge, until: int) -> dict[str, _Office]:
    """All ways to name an office of the tables with its country, in lower case."""
    forms = {str(entry["office"]): listed(entry, "forms") for entry in knowledge.entries(FORMS)}
    terms: dict[tuple[str, str], list[_Term]] = defaultdict(list)
    for entry in knowledge.entries(HOLDERS):
        term = _Term(str(entry["holder"]), int(str(entry["from"])), int(str(entry.get("to", until))))
        terms[str(entry["country"]), str(entry["office"])].append(term)
    countries = {str(entry["country"]): entry for entry in knowledge.entries(COUNTRIES)}
    phrases: dict[str, _Office] = {}
    for (country, office), held in terms.items():
        for form in forms[office]:
            value = _Office(country, form, tuple(held))
            before = [*listed(countries[country], "adjectives"), *(f"{name}'s" for name in listed(countries[country], "names"))]
            after = [f"{the}{name}" for name in listed(countries[country], "names") for the in ("", "the ")]
            for phrase in (*(f"{name} {form}" for name in before), *(f"{form} of {name}" for name in after)):
                phrases.setdefault(fold_phrase(phrase), value)
    return phrases


def wrong_holder(document: Document, options: dict[str, Any], hits: Sequence[Hit]) -> Iterable[Match]:
    """Somebody in an office whose holders of these years are known, and who is none of them: "Russia's envoy to NATO, Nikita Orlov".

    The story's years are all that the document names; they must lie within those that the table knows. A document without years counts
    when it names a holder of the office as well. `excuses` are words before the office, such as former. With `evidence: era`, only
    those are told who had the office once, years before the first that the story names. With `evidence: other-office`, the office itself
    is told, where the table knows the person, by both names, in another office of the country only. With `misspelled`, the surname
    is told where it misses a holder's by a letter or two. For both, years do not count.
    """
    offices = phrases_of(document.knowledge, options["until"])
    factors = options["factors"]
    years = [int(found) for found in _YEAR.findall(document.text)]
    evidence = options.get("evidence", "never")
    surnames = {mention.words[-1] for mention in document.mentions}
    looks_back = Around(document, document.knowledge.words("history-words"))
    told_years: dict[Span, int] = {}
    known: dict[tuple[str, tuple[_Term, ...]], list[_Term]] = {}
    for hit in hits:
        start, end = hit.start, hit.end
        if cuts_word(document.folded, start, end) or not document.plain[start].isupper():
            continue
        office = offices[factors[hit.factor]]
        found = None if _is_excused(document, start, options["excuses"]) else _named(document, start, end)
        if not found:
            continue
        mention, apposed = found
        if mention.words[0].lower() in document.knowledge.words("things-named-after-people"):
            continue  # "Russian Premier League"
        place = (mention.text, office.terms)
        if place not in known:
            known[place] = [term for term in office.terms if _is_holder(document, mention, term.holder)]
        held = known[place]
        listed_too = apposed and mention.start != document.sentences[document.sentence_at(mention.start)][0]
        if listed_too and not held and plain_form(mention.words[-1]) in _all_holders(document.knowledge):
            continue  # "with Angela Merkel, the French president, and others"
        if evidence == "misspelled":
            right = _misspelled(document, mention, office)
            if right and not apposed:
                yield Match(*surname_span(mention), (right.split()[-1],), {"person": right, "other": office.name})
            continue
        if evidence == "other-office":
            others = _other_offices(document, mention, office, options["until"])
            if others and not held and min(term.first for term in office.terms) <= OFFICES_KNOWN_SINCE:
                yield Match(
                    start, end, (_in_case(document.text[start:end], others[0]),), {"person": mention.text, "other": " or ".join(others)}
                )
            continue
        era = evidence == "era"
        if bool(held) != era:
            continue
        paragraph = unit_of(document, mention.start)
        if paragraph not in told_years:
            told_years[paragraph] = min(map(int, _YEAR.findall(document.text, *paragraph)), default=options["until"])
        if told_years[paragraph] < min(term.first for term in office.terms):
            continue
        if not _covers(office, years, surnames, options["until"], needs_years=era):
            continue
        latest = max(years, default=options["until"])
        then = [term.holder for term in office.terms if term.first <= latest <= term.last] or [office.terms[-1].holder]
        if not era or (all(term.last + SLACK < min(years) for term in held) and not looks_back.holds(paragraph)):
            yield Match(mention.start, mention.end, (then[-1],), {"person": " or ".join(dict.fromkeys(then)), "other": office.name})


def _is_excused(document: Document, start: int, excuses: Iterable[str]) -> bool:
    sentence, _ = document.sentences[document.sentence_at(start)]
    before = re.split(r"[\s,-]+", document.folded[max(sentence, start - 40) : start].strip(" -"))
    return not set(excuses).isdisjoint(before[-3:])


def _named(document: Document, start: int, end: int) -> tuple[Mention, bool] | None:
    """The name beside an office, and whether a comma stands between."""
    plain = document.plain
    if plain[end : end + 2] == "'s" or plain[end : end + 1] == "-":
        return None
    for gap in (" ", ", "):
        if plain.startswith(gap, end):
            mention = _mention_from(document, end + len(gap))
            if mention and _goes_with(document, mention, gap):
                return mention, gap == ", "
            if mention:
                return None
    if plain[end : end + 1] in CLOSING:
        for gap in (", ", ", the "):
            mention = _mention_to(document, start - len(gap)) if plain.endswith(gap, 0, start) else None
            if mention and len(mention.words) > 1:
                return mention, True
    return None


def _goes_with(document: Document, mention: Mention, gap: str) -> bool:
    """Whether a name after an office is that of its holder, and not the next in a list, part of a longer name or "Bush's son"."""
    after = document.plain[mention.end : mention.end + 2]
    if after == "'s":
        return gap == " "
    return mention.words[0][0].isupper() and (gap == " " or after[:1] in CLOSING)


def _mention_from(document: Document, start: int) -> Mention | None:
    place = bisect_left(document.mention_starts, start)
    if place < len(document.mentions):
        mention = document.mentions[place]
        honorific = f"{mention.honorific} " if mention.honorific else ""
        if mention.start - start <= len(honorific) + 1 and not mention.headline:
            return mention
    return None


def _mention_to(document: Document, end: int) -> Mention | None:
    place = bisect_left(document.mention_starts, end) - 1
    return document.mentions[place] if place >= 0 and document.mentions[place].end == end else None


def _is_holder(document: Document, mention: Mention, holder: str) -> bool:
    """Whether a name may be a holder's, by any part of it but the first name, in any romanisation, or misspelled."""
    from rapidfuzz.fuzz import ratio

    words = mention.words[1:] or mention.words
    joined = plain_form("".join(words))
    for part in holder.split():
        form = plain_form(part)
        if len(form) > 3 and form in joined:
            return True
        if any(_is_spelling(document, word, part) or ratio(plain_form(word), form) >= ALIKE for word in words):
            return True
    return ratio(plain_form("".join(mention.words)), plain_form(holder.replace(" ", ""))) >= ALIKE


def _is_spelling(document: Document, word: str, name: str, *, without: str = "") -> bool:
    return plain_form(word) == plain_form(name) or romanization_of(document.knowledge).same(word, name, without=without)


@lru_cache(maxsize=4)
def _all_holders(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(plain_form(str(entry["holder"]).split()[-1]) for entry in knowledge.entries(HOLDERS))


def _misspelled(document: Document, mention: Mention, office: _Office) -> str:
    """The holder of an office whose surname a name only misses by a letter or two; "" if there is none, or if it is a spelling in use."""
    from rapidfuzz.distance import DamerauLevenshtein

    word = mention.words[-1]
    form = plain_form(word)
    if len(form) < SHORTEST_MISSPELLED or form in _spellings_in_use(document.knowledge):
        return ""
    # Vowels say little in names from Arabic letters, but are not to be confused in others.
    without = "" if office.country in _countries_with(document.knowledge, ARABIC) else ARABIC
    if any(_is_spelling(document, word, part, without=without) for term in office.terms for part in term.holder.split()):
        return ""
    limit = 1 if len(form) < LONG_NAME else 2
    for term in reversed(office.terms):
        own = plain_form(term.holder.split()[-1])
        if own[0] == form[0] and not inflected(form, own) and DamerauLevenshtein.distance(form, own, score_cutoff=limit) <= limit:
            return term.holder
    return ""


@lru_cache(maxsize=4)
def _countries_with(knowledge: Knowledge, family: str) -> frozenset[str]:
    return frozenset(str(entry["country"]) for entry in knowledge.entries(COUNTRIES) if entry.get("names-from") == family)


@lru_cache(maxsize=4)
def _spellings_in_use(knowledge: Knowledge) -> frozenset[str]:
    """All spellings of the table of people, those of other languages too."""
    return frozenset(
        plain_form(form) for entry in knowledge.entries("people") for key in ("surname", "forms", "variants") for form in listed(entry, key)
    )


def _other_offices(document: Document, mention: Mention, office: _Office, until: int) -> list[str]:
    """The offices of a country that the table knows somebody in, the last first."""
    if len(mention.words) < 2:
        return []
    romanization = romanization_of(document.knowledge)
    first, last = mention.words[0], mention.words[-1]
    found = []
    for other in _offices_of(document.knowledge, until, office.country):
        for term in other.terms:
            words = term.holder.split()
            if plain_form(words[-1]) == plain_form(last) and (
                plain_form(words[0]) == plain_form(first) or romanization.same(words[0], first)
            ):
                found.append((term.last, other.name))
    return list(dict.fromkeys(name for _, name in sorted(found, reverse=True)))


@lru_cache(maxsize=256)
def _offices_of(knowledge: Knowledge, until: int, country: str) -> tuple[_Office, ...]:
    """The offices of a country, each by its usual form, which comes first."""
    found: dict[tuple[_Term, ...], _Office] = {}
    for office in phrases_of(knowledge, until).values():
        if office.country == country:
            found.setdefault(office.terms, office)
    return tuple(found.values())


def _in_case(written: str, office: str) -> str:
    """An office with capitals where the text has them."""
    return (
        " ".join(word if word in ("of", "the") else word.capitalize() for word in office.split())
        if written.split()[-1][0].isupper()
        else office
    )


def _covers(office: _Office, years: list[int], surnames: set[str], until: int, *, needs_years: bool) -> bool:
    """Whether the table knows who had an office in the years of the story."""
    if years:
        return min(term.first for term in office.terms) <= max(years) <= until
    return not needs_years and any(term.holder.split()[-1] in surnames for term in office.terms if term.last == until)


def factors_of(knowledge: Knowledge, until: int) -> Iterator[str]:
    """The literals that gate the check."""
    yield from sorted(phrases_of(knowledge, until))
