"""Sentences fused inside a line: the full stop is lost, and the next sentence's first word stands with its capital in mid-sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newslint.kinds.base import Match
from newslint.kinds.case import _title_like
from newslint.kinds.checks import Options

if TYPE_CHECKING:
    from newslint.document import Document

LEAST_BEFORE = 6  # words: a shorter beginning of a paragraph is a heading that runs in
LEAST_ANYWHERE = 3  # words: a shorter beginning of a sentence is one, too
LONGEST_HEADING = 10  # words that a heading without a verb may have
MOST_NAMED = 1  # times that "The Aviator" may stand in mid-sentence before it is taken for a name
LONGEST_WORD = 40
NAME_REACH = 2_000  # these three in code points
VERSE_REACH = 300
LONGEST_SENTENCE = 1_000

_CAPITAL = re.compile(r"(?<=[\w%”\"’']) (([A-Z][a-z]*)('[a-z]{1,2})?)(?=(,?) ([^\s,.;:!?]+))")
_WORD_BEFORE = re.compile(r"([\w.'’%-]*[\w%])[”\"’']? $")
_PAST = re.compile(r"[a-z]{2}(?:ed|n't)\W*$")
_PLURAL = re.compile(r"[^suiw]s$")
_VERB = re.compile(r"[a-z]{2,}(?:ed|[^s]s)$|[a-z]+n't$")


def lost_stop(document: Document, options: Options) -> Iterable[Match]:
    """A function word that begins a clause, with a capital inside a sentence, where no name or title runs across it."""
    text = document.plain
    openers = {word: group for group in ("subjects", "determiners", "openers") for word in options.get(group, ())}
    works, verbs = frozenset(options.get("unless-after", ())), frozenset(options.get("verbs", ()))
    clause_words = frozenset(options.get("clause-words", ()))
    knowledge = document.knowledge
    days = {word for entry in knowledge.entries("not-names") if entry["drop"] != "opening" for word in entry["words"]}
    # May and Will may be names.
    names = {word for entry in knowledge.entries("not-names") if entry["drop"] == "alone" for word in entry["words"]}
    function_words = knowledge.words("function-words")
    for found in _CAPITAL.finditer(text):
        _, word, contracted, comma, after = found.groups()
        group = openers.get(word)
        if not group or (comma and word not in options.get("before-comma", ())):
            continue
        at = found.start(1)
        before = _WORD_BEFORE.search(text, max(0, at - LONGEST_WORD), at)
        if not before or before[1].lower() in works or before[1].endswith(("'s", "’s", "s'")) or "." in before[1]:
            continue
        last = before[1]
        if last[-1] == "_" or (last.lower() in function_words and last not in options.get("final", ()) and not _is_name(last, names)):
            continue
        if last[0].isupper() and text.count(f" {last} {word}", max(0, at - NAME_REACH), at + NAME_REACH) > 1:
            continue
        plural = word in options.get("plurals", ()) and _before_plural_verb(after, function_words)
        if contracted and (last[0].isupper() or group == "determiners"):
            continue
        certain = contracted or comma or (plural and group == "subjects")
        if not certain and not (
            _before_verb(after, verbs) if group == "subjects" else _before_noun(document, found, last, function_words, options)
        ):
            continue
        if (
            _heading(document, at, None if after[0].isupper() and after.lower() in days else verbs | clause_words)
            or _title_like(document, at, found.end(1))
            or document.in_quotes(at, at + 1) != document.in_quotes(at - 2, at - 1)
            or _in_verse(document, at, function_words)
        ):
            continue
        yield Match(at, found.end(1))


def _is_name(word: str, names: set[str]) -> bool:
    return word[0].isupper() and word.lower() in names


def _before_verb(after: str, verbs: frozenset[str]) -> bool:
    return after in verbs or _VERB.match(after) is not None


def _before_plural_verb(after: str, function_words: frozenset[str]) -> bool:
    """Whether a word may be a verb in the present, which has no ending after they and we."""
    return after.isalpha() and after.islower() and after not in function_words


def _before_noun(document: Document, found: re.Match[str], last: str, function_words: frozenset[str], options: Options) -> bool:
    """Whether an opener that needs no verb begins a clause: not in "Group A", nor in a title."""
    word, after = found[2], found[5]
    if word in options.get("before-nouns", ()) and (after in function_words or not last.islower() or _PLURAL.search(after)):
        return False
    if not after.islower() and word in options.get("before-names", ()):
        return last.islower()
    if not after.islower():
        return (
            last.islower()
            and last not in function_words
            and after not in options.get("names", ())
            and (
                _known_with_article(document, found.start(), word, after) or after.split("-")[0] in document.knowledge.words("place-names")
            )
        )
    if last.islower():
        return True
    return word in options.get("after-names", ()) if not last[0].isdigit() else len(last) > 2


def _known_with_article(document: Document, at: int, word: str, name: str) -> bool:
    """Whether the text around has the capitalised word after "the" in mid-sentence, so that "The" before it is no part of a title."""
    name = name.removesuffix("'s")
    around = document.plain[max(0, at - NAME_REACH) : at + NAME_REACH]
    named = len(re.findall(rf"[a-z] {re.escape(word)} {re.escape(name)}\b", around))
    return named <= MOST_NAMED and (name.isupper() or re.search(rf"[a-z,] {word.lower()} {re.escape(name)}\b", around) is not None)


def _in_verse(document: Document, at: int, function_words: frozenset[str]) -> bool:
    """Whether a quotation has so many capitals on function words that it is verse, or of an older spelling."""
    if not document.in_quotes(at, at + 1):
        return False
    start, end = document.quotes[bisect_right(document.quotes, (at, len(document.text))) - 1]
    around = _CAPITAL.finditer(document.plain, max(start, at - VERSE_REACH), min(end, at + VERSE_REACH))
    return sum(1 for found in around if found[2].lower() in function_words) > 1


def _heading(document: Document, at: int, tell_a_clause: frozenset[str] | None) -> bool:
    """Whether what stands before is so short that it may be a heading that runs in, or short and without a verb.

    `tell_a_clause`: words that no heading has; None: only the length counts.
    """
    start = document.sentences[document.sentence_at(at)][0]
    line = document.lines[document.line_at(at)][0]
    before = document.plain[max(start, line, at - LONGEST_SENTENCE) : at].split()
    if len(before) < (LEAST_BEFORE if start <= line else LEAST_ANYWHERE):
        return True
    if tell_a_clause is None or len(before) >= LONGEST_HEADING:
        return False
    return not any(word.lower() in tell_a_clause or _PAST.search(word) for word in before)
