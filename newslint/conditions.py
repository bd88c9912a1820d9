"""The conditions under which a match counts: scope, near and unless."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newslint.errors import RuleError
from newslint.words import LONGEST_WORD, expand, find_phrase, fold_phrase

if TYPE_CHECKING:
    from newslint.document import Document

Span = tuple[int, int]


def compile_conditions(options: dict[str, Any]) -> dict[str, Any] | None:
    """The plain form of a rule's `scope`, `near` and `unless`, or None when it has none of them.

    Raises:
        RuleError: a term cannot be read.
    """
    plan: dict[str, Any] = dict(options.get("scope", {}))
    for key in ("near", "unless"):
        if key in options:
            plan[key] = [(entry["within"], _terms(entry["any"], key)) for entry in options[key]]
    return plan or None


def _terms(terms: list[str], key: str) -> list[tuple[str, bool]]:
    folded = []
    for term in terms:
        for phrase in expand(term, key):
            bare = fold_phrase(phrase.removesuffix("*"))
            if not bare:
                raise RuleError(f'"{term}" under {key} is empty', key)
            folded.append((bare, phrase.endswith("*")))
    return folded


def holds(plan: dict[str, Any], document: Document, start: int, end: int) -> bool:
    """Whether a match from `start` to `end` meets all the conditions but `min-count`, which is for the matches together."""
    zones = plan.get("zone")
    if zones and not any(document.in_zone(start, zone) for zone in zones):
        return False
    if "line" in plan and not _at_edges(document.text, document.lines[document.line_at(start)], (start, end), plan["line"]):
        return False
    if "max-words" in plan and not _few_words(document, document.lines[document.line_at(start)], plan["max-words"]):
        return False
    if "sentence" in plan and not _in_sentence(document, start, end, plan["sentence"]):
        return False
    if "quotes" in plan and document.in_quotes(start, end) != (plan["quotes"] == "inside"):
        return False
    if not all(_nearby(document, start, end, within, terms) for within, terms in plan.get("near", ())):
        return False
    return not any(_nearby(document, start, end, within, terms) for within, terms in plan.get("unless", ()))


def _at_edges(text: str, unit: Span, match: Span, where: str) -> bool:
    """Whether only punctuation and space lie between the match and the named edges of the unit; `inside` means neither edge."""
    at_start = not any(text[place].isalnum() for place in range(match[0] - 1, unit[0] - 1, -1))
    at_end = not any(text[place].isalnum() for place in range(match[1], unit[1]))
    return {"whole": at_start and at_end, "start": at_start, "end": at_end, "inside": not at_start and not at_end}[where]


def _few_words(document: Document, line: Span, most: int) -> bool:
    first, last = line
    return last - first <= most * LONGEST_WORD and len(document.text[first:last].split()) <= most


def _in_sentence(document: Document, start: int, end: int, where: str) -> bool:
    if not document.sentences:
        return False
    return _at_edges(document.text, document.sentences[document.sentence_at(start)], (start, end), where)


def _nearby(document: Document, start: int, end: int, within: str, terms: list[tuple[str, bool]]) -> bool:
    if within == "document":
        return any(_elsewhere(document, start, end, term, prefix) for term, prefix in terms)
    first, last = _unit(document, start, within)
    folded = document.folded
    last = max(last, end)
    return any(
        find_phrase(folded, term, first, start, prefix=prefix) >= 0 or find_phrase(folded, term, end, last, prefix=prefix) >= 0
        for term, prefix in terms
    )


def _elsewhere(document: Document, start: int, end: int, term: str, prefix: bool) -> bool:
    """Whether a term stands outside a match; the document is searched once for each term, not for each match."""
    first = document.first_of(term, prefix)
    if first < 0 or first + len(term) <= start or first >= end:
        return first >= 0
    return find_phrase(document.folded, term, end, len(document.folded), prefix=prefix) >= 0


def _unit(document: Document, offset: int, within: str) -> Span:
    if within == "line":
        return document.lines[document.line_at(offset)]
    if within == "sentence":
        return document.sentences[document.sentence_at(offset)]
    return document.blocks[document.block_at(offset)]
