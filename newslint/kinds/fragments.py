"""Sentences that are no sentences: an attribution, a verb or a phrase left over from one that was cut."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newslint.kinds.base import Match
from newslint.kinds.checks import Options

if TYPE_CHECKING:
    from newslint.document import Document

SHORT_FRAGMENT = 6
LONGEST_ATTRIBUTION = 60

_LONE_VERB = re.compile(r"[,\s]*(?:(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})\s+)?(?P<verb>[A-Za-z]+)\.[”\"]?")
_VERB_AFTER_QUOTE = re.compile(r"[.,!?][”\"],? (([a-z]+(?: [a-z]+){0,2})\.)(?=\s|$)")
_LONE_WORD = re.compile(r"([a-z]{4,})\.")
_SAID_TWICE = re.compile(r"\b([A-Z][\w'’-]+|he|she|they|who) ([a-z]{3,}),? (?:He|She|They|It) ([a-z]{3,})\b")
_BEFORE_QUOTE_ENDS = ("?”", '?"', "!”", '!"', "?’", "!’", ",”", ',"', "—”", "…”", ":", ",")


def orphan_attribution(document: Document, options: Options) -> Iterable[Match]:
    """A sentence that is nothing but "NAME said." or "said.", with no quotation that it could belong to before it."""
    verbs = frozenset(options["words"])
    alone = frozenset(options.get("alone", ()))
    text = document.text
    for verb in _VERB_AFTER_QUOTE.finditer(document.plain):
        if verb[2] in verbs:
            yield Match(verb.start(1), verb.end(1))
    for index, (start, end) in enumerate(document.sentences):
        if end - start > LONGEST_ATTRIBUTION:
            continue
        found = _LONE_VERB.fullmatch(text, start, end)
        if not found or found["verb"].lower() not in (verbs if found["name"] else alone):
            continue
        if found["name"] and found["name"].split()[0].lower() in options.get("no-names", ()):
            continue
        before = before_in_paragraph(document, index)
        if before.endswith(_BEFORE_QUOTE_ENDS):
            continue
        after_stop = before.endswith((".”", '."', ".’", ".'"))
        yield Match(start, end, confidence=0.6 if after_stop else None)


def dangling_word(document: Document, options: Options) -> Iterable[Match]:
    """A sentence that ends in a word which cannot end one, such as "the" or "and"."""
    words = frozenset(options["words"])
    text = document.plain
    for start, end in document.sentences:
        last = text.rfind(" ", start, end) + 1
        word = text[last:end]
        if last > start and word.endswith(".") and word[:-1] in words:
            yield Match(last, end)


def fragment(document: Document, options: Options) -> Iterable[Match]:
    """A short sentence without a subject, begun by a preposition, that closes a quotation opened before it."""
    openers = frozenset(options["words"])
    allowed = tuple(options.get("allow", ()))
    text = document.text
    for index, (start, end) in enumerate(document.sentences):
        words = text[start:end].split()
        if not 2 <= len(words) <= SHORT_FRAGMENT or words[0] not in openers or text[end - 1] not in '”"':
            continue
        if text[start:end].lower().startswith(allowed) or index == 0 or any(mark in text[start : end - 1] for mark in '“"'):
            continue
        if before_in_paragraph(document, index).endswith("."):
            yield Match(start, end)


def lone_word(document: Document, options: Options) -> Iterable[Match]:
    """A sentence that is one word in small letters: "lies."."""
    text = document.plain
    known = document.knowledge.words("abbreviations")
    for index, (start, end) in enumerate(document.sentences):
        found = _LONE_WORD.fullmatch(text, start, end)
        if found and found[1] not in known and before_in_paragraph(document, index).endswith((".", ".”", '."')):
            yield Match(start, end)


def said_twice(document: Document, options: Options) -> Iterable[Match]:
    """A subject and verb, and at once a pronoun and the same verb again: "Petrov reported He reported"."""
    for found in _SAID_TWICE.finditer(document.plain):
        if found[2] == found[3]:
            yield Match(found.start(), found.end())


def before_in_paragraph(document: Document, sentence: int) -> str:
    """The sentence before, if it lies in the same paragraph; otherwise nothing."""
    if sentence == 0:
        return ""
    start, end = document.sentences[sentence - 1]
    same = document.paragraph_at(start) == document.paragraph_at(document.sentences[sentence][0])
    return document.text[start:end] if same else ""
