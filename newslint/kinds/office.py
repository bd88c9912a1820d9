"""Kind `office`: titles of offices, written by halves or contradicting each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from newslint.errors import RuleError
from newslint.kinds.base import Hit, Match
from newslint.kinds.checks import Check, CheckDetector, Options
from newslint.people.holders import factors_of, wrong_holder
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge

_CAPITALISED = r"[A-Z][\w'’-]+"


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


def conflict(document: Document, options: Options) -> Iterable[Match]:
    """One person with two different offices of the same family in one document; the rarer one is reported.

    The table gives entries of `family` and `forms`: forms of one entry mean one office, entries of one family exclude each other.
    """
    offices = {form: entry for entry in document.knowledge.entries(options["table"]) for form in entry["forms"]}
    forms = sorted(offices, key=lambda form: (-len(form), form))
    if not forms:
        return
    titles = re.compile(rf"\b(?:({'|'.join(re.escape(form) for form in forms)}))\b", re.I)
    excuses = frozenset(options.get("excuses", ()))
    held: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    mentions = {mention.start: mention for mention in document.mentions}
    plain = document.plain
    for found in titles.finditer(plain):
        entry = offices[found[1].lower()]
        sentence = document.sentences[document.sentence_at(found.start())][0]
        before = plain[max(sentence, found.start() - 30) : found.start()].lower().replace("-", " ").split()
        if excuses.intersection(before[-2:]) or (before and before[-1] in ("deputy", "vice", "assistant", "under")):
            continue
        name = re.compile(rf"(?:, |,? )(?=({_CAPITALISED}))").match(plain, found.end())
        mention = mentions.get(name.end()) if name else None
        if mention:
            person = mention.words[-1]
            held[person].append((found.start(), found.end(), str(entry["family"]), str(entry["forms"][0])))
    for person, places in held.items():
        for family in sorted({place[2] for place in places}):
            own = [place for place in places if place[2] == family]
            counts = Counter(place[3] for place in own)
            if len(counts) != 2:
                continue
            (usual, most), (other, least) = counts.most_common()
            if most == least:
                usual, other = own[0][3], next(place[3] for place in own if place[3] != own[0][3])
            for start, end, _, office in own:
                if office == other:
                    yield Match(start, end, (usual,), {"person": person, "other": usual})


CHECKS: dict[str, Check] = {"half-capital": half_capital, "conflict": conflict}

HOLDER = "holder"  # looks at the places of its factors, unlike the other checks

MESSAGE_FIELDS = ("person", "other")

FIELDS = {
    "check": fields.text("what to look for", choices=(*CHECKS, HOLDER), required=True),
    "heads": fields.texts("half-capital: capitalised first words of titles, such as Secretary"),
    "domains": fields.texts("half-capital: small-letter rests of titles, such as state"),
    "modifiers": fields.texts("half-capital: words before the head, such as Deputy"),
    "table": fields.text("conflict: the knowledge table of offices, with family and forms"),
    "excuses": fields.texts("conflict, holder: words before a title, such as former, that explain a second office or an earlier holder"),
    "until": fields.number("holder: the last year for which the table is complete", 2000, 2100, whole=True),
    "evidence": fields.text("holder: never (default) had the office, or had it in another era", choices=("never", "era")),
}

NEEDED = {"half-capital": ("heads", "domains"), "conflict": ("table",), HOLDER: ("until", "excuses")}


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The options as they are, with literals that gate the check."""
    for key in NEEDED[options["check"]]:
        if key not in options:
            raise RuleError(f'the check {options["check"]} needs "{key}"', "check")
    plan = {key: options[key] for key in FIELDS if key in options}
    if options["check"] == "half-capital":
        plan["factors"] = [word.lower() for word in options["heads"]]
    elif options["check"] == HOLDER:
        plan["factors"] = list(factors_of(knowledge, options["until"]))
    else:
        plan["factors"] = sorted({form for entry in knowledge.entries(options["table"]) for form in entry["forms"]})
    return plan


class Detector(CheckDetector):
    """Runs one of the checks."""

    CHECKS = CHECKS

    def __init__(self, plan: Options) -> None:
        self.gated_only = plan["check"] != HOLDER
        if self.gated_only:
            super().__init__(plan)
        else:
            self._plan = plan
            self.factors = plan["factors"]

    def detect(self, document: Document, hits: Sequence[Hit]) -> Iterable[Match]:
        if self.gated_only:
            return super().detect(document, hits)
        return wrong_holder(document, self._plan, hits)
