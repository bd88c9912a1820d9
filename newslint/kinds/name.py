"""Kind `name`: names of people that were damaged, romanised by another language's rules, or swapped for a more famous one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from newslint.errors import RuleError
from newslint.kinds.base import Match
from newslint.kinds.checks import Check, CheckDetector, Options, check_field
from newslint.ruleset import fields
from newslint.words import find_phrase, fold_phrase

if TYPE_CHECKING:
    from newslint.document import Document, Mention
    from newslint.ruleset.knowledge import Entry, Knowledge

MIN_LENGTH = 5  # shorter surnames are near too many others
YEARS_AFTER_DEATH = 8

_YEAR = re.compile(r"\b(19[5-9]\d|20[0-4]\d)\b")


def anachronism(document: Document, options: Options) -> Iterable[Match]:
    """A historical figure, dead for years, who takes part in a story of today.

    Entries have `surname`, `given` (first names), `died` (a year) and `context` (words that show that history is meant). The story's year
    is the latest year that the document names. Without a word of history in the paragraph, the sentence must show somebody acting today;
    without one in the whole document, the name alone is enough.
    """
    years = [int(found) for found in _YEAR.findall(document.text)]
    story = max(years, default=0)
    active = options.get("words", ())
    figures = {str(entry["surname"]): entry for entry in document.knowledge.entries(options["table"])}
    for mention in document.mentions:
        entry = figures.get(mention.words[-1])
        if not entry or story < int(str(entry["died"])) + YEARS_AFTER_DEATH:
            continue
        history = [*_listed(entry, "context"), *_listed(entry, "given")]
        if mention.words[0] in _listed(entry, "given") or _near(document, mention, history, _unit(document, mention)):
            continue
        sentence = document.sentences[document.sentence_at(mention.start)]
        if _near(document, mention, active, sentence) or not _near(document, mention, history, (0, len(document.text))):
            start = mention.end - len(mention.words[-1])
            yield Match(
                start, mention.end, fields={"person": f"{_listed(entry, 'given')[0]} {entry['surname']}", "died": str(entry["died"])}
            )


def damaged(document: Document, options: Options) -> Iterable[Match]:
    """A surname one or two letters away from that of a person whom its context shows to be meant.

    Entries have `surname`, `given` (first names), `forms` (other spellings that are right) and `context` (words around the person). The
    context is the first name beside or near the surname, or one of the context words in the same paragraph.
    """
    entries = document.knowledge.entries(options["table"])
    known = _known_surnames(document, options)
    for mention, entry in _suspects(document, entries, known):
        near_given = _listed(entry, "given") + _listed(entry, "given-forms")
        first = mention.words[0] if len(mention.words) > 1 else ""
        if first and first not in near_given and not (len(first) <= 2 and any(name.startswith(first[0]) for name in near_given)):
            continue
        unit = _unit(document, mention)
        has_given = bool(first) or _near(document, mention, near_given, unit)
        has_context = _near(document, mention, _listed(entry, "context"), unit)
        if has_context and (has_given or options.get("context") == "enough"):
            start = mention.end - len(mention.words[-1])
            suggestion = str(entry["surname"])
            yield Match(start, mention.end, (suggestion,), {"person": f"{_listed(entry, 'given')[0]} {suggestion}"})


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
        (surname, entry) for surname, entry in surnames if abs(len(surname) - len(word)) <= limit and not _inflected(word, surname)
    ]
    if not candidates:
        return None
    from rapidfuzz.distance import DamerauLevenshtein

    near = (entry for surname, entry in candidates if DamerauLevenshtein.distance(word, surname, score_cutoff=limit) <= limit)
    return next(near, None)


def _known_surnames(document: Document, options: Options) -> frozenset[str]:
    known: set[str] = set()
    for entry in document.knowledge.entries(options["table"]):
        known.update((str(entry["surname"]), *_listed(entry, "forms"), *_listed(entry, "variants")))
    return frozenset(known)


def variant(document: Document, options: Options) -> Iterable[Match]:
    """A surname in the romanisation of another language than English: entries as for `damaged`, with `variants`."""
    variants = {form: entry for entry in document.knowledge.entries(options["table"]) for form in _listed(entry, "variants")}
    for mention in document.mentions:
        entry = variants.get(mention.words[-1])
        if entry:
            start = mention.end - len(mention.words[-1])
            given = mention.words[0] in _listed(entry, "given")
            if given or (len(mention.words) == 1 and _near(document, mention, _listed(entry, "context"), (0, len(document.text)))):
                yield Match(start, mention.end, (str(entry["surname"]),), {"person": f"{_listed(entry, 'given')[0]} {entry['surname']}"})


def inconsistent(document: Document, options: Options) -> Iterable[Match]:
    """One first name with surnames that differ by a letter or two: the rarer spellings of what the document shows to be one person."""
    from rapidfuzz.distance import DamerauLevenshtein

    by_given: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in document.mentions:
        if len(mention.words) >= 2 and len(mention.words[-1]) >= MIN_LENGTH and mention.words[-1].isalpha():
            by_given[" ".join(mention.words[:-1])][mention.words[-1]].append(mention)
    for given, surnames in by_given.items():
        ranked = sorted(surnames, key=lambda surname: (-len(surnames[surname]), surnames[surname][0].start))
        for index, rare in enumerate(ranked):
            for usual in ranked[:index]:
                limit = 1 if min(len(rare), len(usual)) < 7 else 2
                close = DamerauLevenshtein.distance(rare, usual, score_cutoff=limit) <= limit
                if close and not _inflected(rare, usual):
                    for mention in surnames[rare]:
                        yield Match(mention.start, mention.end, (f"{given} {usual}",), {"other": f"{given} {usual}"})
                    break


def _inflected(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or one[0] != other[0]


def _listed(entry: Entry, key: str) -> list[str]:
    value = entry.get(key, [])
    return [value] if isinstance(value, str) else list(value)


def _unit(document: Document, mention: Mention) -> tuple[int, int]:
    return document.blocks[document.block_at(mention.start)]


def _near(document: Document, mention: Mention, terms: Iterable[str], unit: tuple[int, int]) -> bool:
    """Whether a term stands in the unit, outside the mention itself."""
    first, last = unit
    folded = document.folded
    for term in terms:
        phrase, prefix = fold_phrase(term.removesuffix("*")), term.endswith("*")
        if (
            find_phrase(folded, phrase, first, mention.start, prefix=prefix) >= 0
            or find_phrase(folded, phrase, mention.end, last, prefix=prefix) >= 0
        ):
            return True
    return False


CHECKS: dict[str, Check] = {"anachronism": anachronism, "damaged": damaged, "variant": variant, "inconsistent": inconsistent}

MESSAGE_FIELDS = ("person", "died", "other")

FIELDS = {
    "check": check_field(CHECKS),
    "table": fields.text("the knowledge table of people"),
    "words": fields.texts("anachronism: words that show somebody acting today, such as told reporters"),
    "context": fields.text("damaged: both (default) first name and context word, or context words alone", choices=("both", "enough")),
}


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The options as they are; the table must exist. The surnames gate the checks whose names are written out in the table."""
    check = options["check"]
    plan = {key: options[key] for key in FIELDS if key in options}
    if check == "inconsistent":
        return plan
    if "table" not in options or not knowledge.entries(options["table"]):
        raise RuleError(f'the check {check} needs a "table" under knowledge/', "check")
    needed = {"surname", "given", *({"died"} if check == "anachronism" else ())}
    for entry in knowledge.entries(options["table"]):
        missing = sorted(needed - entry.keys())
        if missing:
            raise RuleError(f'the entry {dict(entry)} of table {options["table"]} lacks "{missing[0]}"', "table")
    column = {"anachronism": "surname", "variant": "variants"}.get(check)
    if column:
        plan["factors"] = sorted({form.lower() for entry in knowledge.entries(options["table"]) for form in _listed(entry, column)})
    return plan


class Detector(CheckDetector):
    """Runs one of the checks."""

    CHECKS = CHECKS
