"""Kind `office`: titles of offices, written by halves or contradicting each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.errors import RuleError
from newslint.kinds.base import Hit, Match
from newslint.kinds.checks import Check, CheckDetector, Options
from newslint.people.holders import factors_of, wrong_holder
from newslint.ruleset import fields
from newslint.words import cuts_word

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge

# What stands between an office and a name; a country's name may stand before the person's: "minister of health of Peru Ana Rojas".
_BEFORE_NAME = re.compile(r"(?:(?P<of> of (?:the )?)|, |,? )(?:(?:Mr|Mrs|Ms|Dr)\.? )?(?=[A-Z][\w'’-]+)")
# ", the Russian " and the like, up to an office.
_BEHIND_COMMA = re.compile(r", (?:the )?(?:[A-Z][\w.]+(?:'s)? ){0,2}$")


def half_capital(document: Document, options: Options) -> Iterable[Match]:
    """A title of which only the first half has its capital: "Deputy Secretary of state Miller".

    The head of the title counts when it does not open its sentence, or follows a capitalised modifier such as Deputy.
    """
    heads = "|".join(re.escape(word) for word in options["heads"])
    domains = "|".join(re.escape(word) for word in options["domains"])
    modifiers = "|".join(re.escape(word) for word in options.get("modifiers", ()))
    title = re.compile(rf"\b(?:(?P<modifier>{modifiers}) )?(?P<head>{heads}) (?P<rest>(?:of|for) (?:the )?(?:{domains}))\b")
    for found in title.finditer(document.plain):
        opens = document.sentences[document.sentence_at(found.start())][0] == found.start()
        if opens and not found["modifier"]:
            continue
        head = found[0][: found.start("rest") - found.start()]
        yield Match(found.start(), found.end(), (head + _capitalised(found["rest"]),))


def _capitalised(phrase: str) -> str:
    return " ".join(word if word in ("of", "for", "the", "and") else word[:1].upper() + word[1:] for word in phrase.split())


class _Held(NamedTuple):
    """An office that the text gives somebody: where it stands, and the family and usual form of each table entry that it may be."""

    start: int
    end: int
    offices: tuple[tuple[str, str], ...]


def conflict(document: Document, options: Options, hits: Sequence[Hit]) -> Iterable[Match]:
    """One person with different offices of the same family in one document; the rarer ones are reported.

    The table gives entries of `family` and `forms`: forms of one entry mean one office, entries of one family exclude each other. `least`
    is the number of different offices that it takes.
    """
    entries: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry in document.knowledge.entries(options["table"]):
        for form in entry["forms"]:
            entries[form].append((str(entry["family"]), str(entry["forms"][0])))
    held: dict[str, list[_Held]] = defaultdict(list)
    given: dict[str, set[str]] = defaultdict(set)
    for mention in document.mentions:
        if len(mention.words) > 1:
            given[mention.words[-1]].add(mention.words[0])
    for start, end, form, person in _titles(document, options, hits):
        if len(given[person]) < 2:
            held[person].append(_Held(start, end, tuple(entries[form])))
    for person, places in held.items():
        told: set[int] = set()
        for family in sorted({name for place in places for name, _ in place.offices}):
            own = [(place, office) for place in places for name, office in place.offices if name == family]
            counts = Counter(office for _, office in own)
            if not options.get("least", 2) <= len(counts) <= options.get("most", len(counts)):
                continue
            usual = counts.most_common(1)[0][0]
            for place, office in own:
                if office != usual and place.start not in told:
                    told.add(place.start)
                    yield Match(place.start, place.end, (usual,), {"person": person, "other": usual})


def _titles(document: Document, options: Options, hits: Sequence[Hit]) -> Iterator[tuple[int, int, str, str]]:
    """The offices beside names, before them or behind a comma: where each stands, its form, and the surname."""
    excuses = frozenset((*options.get("excuses", ()), *options.get("deputies", ())))
    by_start = {mention.start: mention for mention in document.mentions}
    by_end = {mention.end: mention for mention in document.mentions}
    plain = document.plain
    last = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        start, end = hit.start, hit.end
        if start < last or cuts_word(plain, start, end):
            continue  # the end of a longer office, or of another word
        last = end
        name = _BEFORE_NAME.match(plain, end)
        mention = by_start.get(name.end()) if name else None
        if name and mention and name["of"] and len(mention.words) < 3:
            mention = None  # a country by itself
        if not mention and plain[end : end + 1] not in (",", ".", ";"):
            continue
        sentence = document.sentences[document.sentence_at(start)][0]
        if not mention:
            behind = _BEHIND_COMMA.search(plain, max(sentence, start - 40), start)
            mention = by_end.get(behind.start()) if behind else None
        before = document.folded[max(sentence, start - 30) : start].replace("-", " ").split()
        if mention and excuses.isdisjoint(before[-2:]):
            yield start, end, options["factors"][hit.factor], mention.words[-1]


CHECKS: dict[str, Check] = {"half-capital": half_capital}

# These look at the places of their factors.
PlacedCheck = Callable[["Document", Options, Sequence[Hit]], Iterable[Match]]
PLACED: dict[str, PlacedCheck] = {"conflict": conflict, "holder": wrong_holder}

MESSAGE_FIELDS = ("person", "other")

FIELDS = {
    "check": fields.text("what to look for", choices=(*CHECKS, *PLACED), required=True),
    "heads": fields.texts("half-capital: capitalised first words of titles, such as Secretary"),
    "domains": fields.texts("half-capital: small-letter rests of titles, such as state"),
    "modifiers": fields.texts("half-capital: words before the head, such as Deputy"),
    "table": fields.text("conflict: the knowledge table of offices, with family and forms"),
    "excuses": fields.texts("conflict, holder: words before a title, such as former, that explain a second office or an earlier holder"),
    "deputies": fields.texts("conflict: words before a title that make it another, such as deputy"),
    "least": fields.number("conflict: the least number of different offices", 2, 10, whole=True),
    "most": fields.number("conflict: the largest number of different offices", 2, 10, whole=True),
    "until": fields.number("holder: the last year for which the table is complete", 2000, 2100, whole=True),
    "evidence": fields.text(
        "holder: never (default) had the office, had it in another era, is known in an other-office only, or is a misspelled holder",
        choices=("never", "era", "other-office", "misspelled"),
    ),
}

NEEDED = {"half-capital": ("heads", "domains"), "conflict": ("table",), "holder": ("until", "excuses")}


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The options as they are, with literals that gate the check."""
    for key in NEEDED[options["check"]]:
        if key not in options:
            raise RuleError(f'the check {options["check"]} needs "{key}"', "check")
    plan = {key: options[key] for key in FIELDS if key in options}
    if options["check"] == "half-capital":
        plan["factors"] = [word.lower() for word in options["heads"]]
    elif options["check"] == "holder":
        plan["factors"] = list(factors_of(knowledge, options["until"]))
    else:
        plan["factors"] = sorted({form for entry in knowledge.entries(options["table"]) for form in entry["forms"]})
    return plan


class Detector(CheckDetector):
    """Runs one of the checks."""

    CHECKS = CHECKS

    def __init__(self, plan: Options) -> None:
        self._placed = PLACED.get(plan["check"])
        self.gated_only = self._placed is None
        if self._placed is None:
            super().__init__(plan)
        else:
            self._plan = plan
            self.factors = plan["factors"]

    def detect(self, document: Document, hits: Sequence[Hit]) -> Iterable[Match]:
        return super().detect(document, hits) if self._placed is None else self._placed(document, self._plan, hits)
