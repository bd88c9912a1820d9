"""Names of historical figures in stories of today, where a garbled name of somebody else belongs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from newslint.kinds.base import Match
from newslint.kinds.checks import Options
from newslint.people.common import Around, listed, near, surname_span, unit_of

if TYPE_CHECKING:
    from newslint.document import Document, Mention
    from newslint.ruleset.knowledge import Entry

YEARS_AFTER_DEATH = 8
YEARS_AFTER_OFFICE = 20
THIS_CENTURY = 2000
SHORT_TEXT = 1500  # in code points: a text of a paragraph or two, which has no room to tell of history elsewhere

_YEAR = re.compile(r"\b(1[5-9]\d\d|20[0-4]\d)(?=s?\b)")
_LATE_YEAR = re.compile(r"\b(19[5-9]\d|20[0-4]\d)\b")


def anachronism(document: Document, options: Options) -> Iterable[Match]:
    """A historical figure, dead for years, who takes part in a story of today.

    Entries have `surname`, `given` (first names), `died` (a year) and `context` (words that show that history is meant). The story's year
    is the latest year that the document names. Without a word of history in the paragraph, the sentence must show somebody acting today;
    without one in the whole document, the name alone is enough.
    """
    years = [int(found) for found in _LATE_YEAR.findall(document.text)]
    story = max(years, default=0)
    active = options.get("words", ())
    figures = {
        str(entry["surname"]): entry
        for entry in document.knowledge.entries(options["table"])
        if story >= int(str(entry["died"])) + YEARS_AFTER_DEATH and "common" not in entry
    }
    everything = (0, len(document.text))
    looks_back = Around(document, document.knowledge.words("history-words"))
    acts = Around(document, active)
    told: dict[str, Around] = {}
    for mention in document.mentions if figures else ():
        entry = figures.get(mention.words[-1])
        if not entry or mention.words[0] in listed(entry, "given"):
            continue
        history = told.setdefault(mention.words[-1], Around(document, [*listed(entry, "context"), *listed(entry, "given")]))
        unit = unit_of(document, mention.start)
        if history.holds(unit) or looks_back.holds(unit):
            continue
        if acts.holds(document.sentences[document.sentence_at(mention.start)]) or not history.holds(everything):
            yield Match(*surname_span(mention), fields=_fields(entry))


class _Occurrence(NamedTuple):
    """A figure's surname where it stands, with the name that it is part of: the words before and after it."""

    entry: Entry
    start: int
    end: int
    before: tuple[str, ...]
    after: tuple[str, ...]


def out_of_place(document: Document, options: Options) -> Iterable[Match]:
    """A historical figure's surname in a text without any history, told by what stands around it; needs no year.

    Beside the keys of `anachronism`, entries have `until`, the last year of a leading part. With `common`, a surname of many people, more
    evidence is needed; with `first-name`, nobody's first name counts. Evidence is a place that no such name has (the end or beginning of
    somebody else's name, after "in" or "at"), somebody who acts today, or a text that words and years show to be of this century. A text
    of a paragraph needs none.
    """
    found = list(_occurrences(document, options["table"], document.knowledge.words("things-named-after-people")))
    surnames = {str(occurrence.entry["surname"]) for occurrence in found}
    if len(surnames) != 1:
        return
    entry = found[0].entry
    if any(_is_own(occurrence, entry) for occurrence in found):
        return
    common = "common" in entry
    if "first-name" in entry and any(occurrence.after for occurrence in found):
        return
    if common and any(len(occurrence.before) == 1 for occurrence in found):
        return
    everything = (0, len(document.text))
    if Around(document, [*listed(entry, "context"), *listed(entry, "given")]).holds(everything):
        return
    short = len(document.text) <= SHORT_TEXT
    recent = _is_recent(document, entry)
    looks_back = Around(document, document.knowledge.words("history-words"))
    acts = Around(document, options.get("words", ()))
    until = int(str(entry["until"]))
    own_time = {unit for unit in document.blocks if any(int(found) <= until for found in _YEAR.findall(document.text, *unit))}
    for occurrence in found:
        unit = unit_of(document, occurrence.start)
        if (own_time if short else unit in own_time) or looks_back.holds(everything if short else unit):
            continue
        if _is_compared(document, occurrence, options.get("excuses", ())):
            continue
        strange = _is_strange_place(document, occurrence, options, common)
        acting = acts.holds(document.sentences[document.sentence_at(occurrence.start)])
        evidence = strange + recent + acting
        if evidence >= 2 or (strange and not common) or (short and (evidence or not common)):
            yield Match(occurrence.start, occurrence.end, fields=_fields(entry), confidence=(0.6, 0.75, 0.85, 0.9)[evidence])


def _fields(entry: Entry) -> dict[str, str]:
    return {
        "person": f"{listed(entry, 'given')[0]} {entry['surname']}",
        "died": str(entry["died"]),
        "until": str(entry.get("until", entry["died"])),
    }


def _occurrences(document: Document, table: str, things: frozenset[str]) -> Iterator[_Occurrence]:
    """Where the figures' surnames stand, but for those that are part of a foundation's or a street's name."""
    figures = {form: entry for entry in document.knowledge.entries(table) for form in (str(entry["surname"]), *listed(entry, "forms"))}
    for mention in document.mentions:
        words = mention.words
        for number, word in enumerate(words):
            entry = figures.get(word)
            if entry is None:
                continue
            after = words[number + 1 :]
            rest = after[0] if after else _word_after(document, mention)
            if rest.lower() not in things:
                start = _start_of(document, mention, number)
                yield _Occurrence(entry, start, start + len(word), words[:number], after)


def _start_of(document: Document, mention: Mention, number: int) -> int:
    """Where a word of a name begins; the spaces between the words may be several."""
    at = mention.start
    for word in mention.words[:number]:
        at = document.plain.find(word, at) + len(word)
    return document.plain.find(mention.words[number], at)


def _word_after(document: Document, mention: Mention) -> str:
    rest = document.plain[mention.end : mention.end + 30].removeprefix("'s").lstrip(" -")
    return re.split(r"\W", rest, maxsplit=1)[0]


def _is_own(occurrence: _Occurrence, entry: Entry) -> bool:
    """Whether the figure's own first name stands before the surname."""
    given = {name.lower() for name in listed(entry, "given")}
    return any(part.lower() in given for word in occurrence.before for part in (word, *word.split("-")))


def _is_strange_place(document: Document, occurrence: _Occurrence, options: Options, common: bool) -> bool:
    """Whether the surname stands where no such name can: within another name, or where a place or a thing belongs."""
    if (occurrence.before or occurrence.after) and not common:
        return True
    if document.plain.startswith("'s", occurrence.end):
        return False
    previous = document.folded[max(0, occurrence.start - 15) : occurrence.start].split()
    return not occurrence.before and bool(previous) and previous[-1] in options.get("places", ())


def _is_compared(document: Document, occurrence: _Occurrence, excuses: Iterable[str]) -> bool:
    """Whether a word before the name shows that somebody is measured by the figure: "no Gorbachev", "since Brezhnev"."""
    previous = document.folded[max(0, occurrence.start - 15) : occurrence.start].split()
    return not occurrence.before and bool(previous) and previous[-1].strip("\"'“‘(") in excuses


def _is_recent(document: Document, entry: Entry) -> bool:
    """Whether years or words show a text of this century, long after the figure's time."""
    years = [int(found) for found in _YEAR.findall(document.text)]
    least = max(THIS_CENTURY, int(str(entry["until"])) + YEARS_AFTER_OFFICE)
    if max(years, default=0) >= least:
        return True
    return least <= 2010 and near(document, (0, 0), document.knowledge.words("present-day"), (0, len(document.text)))
