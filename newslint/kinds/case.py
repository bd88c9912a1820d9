"""Kind `case`: capitals that were lost, and capitals that stand where none belongs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from newslint.kinds.base import Match
from newslint.kinds.checks import Check, CheckDetector, Options, check_field
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge

MIN_WORDS = 5
TITLE_CASE_SHARE = 0.5
FOLLOWING_WORDS = 4
LONGEST_WORD = 60  # these two in code points
NAME_REACH = 20_000

_FIRST_WORD = re.compile(r"[^\W\d_][^\W\d_'’]*")
_OPEN_QUOTE = re.compile(r":\s*[“\"„«]\s*([^\W\d_]+)")
_STOP_THEN_SMALL = re.compile(r"\b([^\W\d_]{4,})\.[\"”]? ([^\W\d_]+)\b")
_WORD_BEFORE = re.compile(r"\s")
_INNER_CAPITAL = re.compile(r"(?<=[^\s“\"‘(]) ([A-Z][a-z]+)(?= (\S+))")


def paragraph_start(document: Document, options: Options) -> Iterable[Match]:
    """Paragraphs of prose that begin with a small letter, where the paragraph before does not run on into them."""
    text = document.text
    allowed = _words(document, options)
    previous_end = ""
    for start, end in document.paragraphs:
        ending, previous_end = previous_end, text[end - 1]
        if not text[start].islower() or ending in _RUNS_ON:
            continue
        word = _FIRST_WORD.match(text, start, end)
        if not word or word[0] in allowed or not _ordinary(text, word, end):
            continue
        if len(text[start : min(end, start + 400)].split()) >= MIN_WORDS:
            yield Match(word.start(), word.end())


_RUNS_ON = frozenset(",;:-–—(")


def _ordinary(text: str, word: re.Match[str], end: int) -> bool:
    """Whether the word is a plain small-letter word: no brand such as iPhone, no address, no list letter."""
    after = text[word.end() : word.end() + 1]
    return word[0].islower() and (word.end() == end or after in " ,") and (len(word[0]) > 1 or word[0] in ("a", "i"))


def quote_start(document: Document, options: Options) -> Iterable[Match]:
    """Quoted sentences after a verb of saying and a colon that begin with a small letter."""
    text = document.text
    verbs = frozenset(options.get("words", ()))
    for found in _OPEN_QUOTE.finditer(text):
        word = found[1]
        if not word.islower() or text[found.end() : found.end() + 1] not in (" ", ",", "'", "’"):
            continue
        before = document.folded[max(0, found.start() - 60) : found.start()].split()
        quoted = text[found.start(1) : found.start(1) + 300]
        closing = min((at for at in (quoted.find(mark) for mark in '”"»') if at > 0), default=len(quoted))
        if verbs.intersection(before[-6:]) and len(quoted[:closing].split()) >= MIN_WORDS:
            yield Match(found.start(1), found.end(1))


def sentence_start(document: Document, options: Options) -> Iterable[Match]:
    """A full stop after an ordinary word, and a small-letter word of the list after it."""
    words = _words(document, options)
    abbreviations = {word.lower() for word in document.knowledge.words("abbreviations")}
    for found in _STOP_THEN_SMALL.finditer(document.plain):
        before, after = found[1], found[2]
        if after in words and before.islower() and before not in abbreviations:
            yield Match(found.start(2), found.end(2))


def stray_capital(document: Document, options: Options) -> Iterable[Match]:
    """Ordinary words with a capital inside a sentence, where neither a name nor a title runs across them.

    Function words count before any word but after a small-letter word, a number or an acronym only; other ordinary words count only
    between small-letter words.
    """
    text = document.plain
    function_words = document.knowledge.words("function-words")
    listed = _words(document, options)
    works = frozenset(options.get("unless-after", ()))
    dates = {word for entry in document.knowledge.entries("not-names") if entry["drop"] != "opening" for word in entry["words"]}
    for found in _INNER_CAPITAL.finditer(text):
        word, after = found.groups()
        before = _WORD_BEFORE.split(text[max(0, found.start() - LONGEST_WORD) : found.start()])[-1]
        comma, before = before.endswith(","), before.removesuffix(",").lstrip("(")
        small = word.lower()
        is_function = small in function_words
        if not (is_function or small in listed) or before[-1:] in _ENDS_PART or before.lower() in works or before in function_words:
            continue
        after_name = comma and after.islower() and small in listed
        after_date = is_function and (before.lower() in dates or _bare_number(before))
        if not (before.islower() or after_name or after_date) or (comma and not after.islower()):
            continue
        if small in options.get("never", ()) or (not is_function and not after.islower()):
            continue
        if is_function and not after.islower() and small not in options.get("before-names", ()):
            continue
        at = found.start(1)
        if not _title_like(document, at, found.end(1)) and not _named_so(text, at, word, after):
            yield Match(at, found.end(1))


_ENDS_PART = tuple(".!?:;…—–-/*•|“”\"'‘’)")


def _bare_number(word: str) -> bool:
    return word.isdigit() and len(word) == 4


def _named_so(text: str, at: int, word: str, after: str) -> bool:
    """Whether word and follower stand together, capitalised, more than twice in the text around: then they are a name."""
    return text.count(f" {word} {after}", max(0, at - NAME_REACH), at + NAME_REACH) > 2


def _title_like(document: Document, start: int, end: int) -> bool:
    """Whether the line is in title case, or goes on with capitals and the small words of titles only: then capitals tell nothing."""
    first, last = document.lines[document.line_at(start)]
    words = [word for word in document.text[max(first, start - 300) : min(last, end + 300)].split() if word[0].isalpha()]
    if sum(1 for word in words if word[0].isupper()) > TITLE_CASE_SHARE * len(words):
        return True
    small = document.knowledge.words("title-small-words")
    following = document.plain[end : min(last, end + 60)].split()[:FOLLOWING_WORDS]
    return all(word[0].isupper() or word.strip(",.;:") in small for word in following)


def _words(document: Document, options: Options) -> frozenset[str]:
    listed: frozenset[str] = frozenset(options.get("words", ()))
    for name in options.get("lists", ()):
        listed |= document.knowledge.words(name)
    return listed


CHECKS: dict[str, Check] = {
    "paragraph-start": paragraph_start,
    "quote-start": quote_start,
    "sentence-start": sentence_start,
    "stray-capital": stray_capital,
}

FIELDS = {
    "check": check_field(CHECKS),
    "words": fields.texts("paragraph-start: small-letter words that may begin a paragraph; otherwise: the words that count"),
    "lists": fields.texts("knowledge lists added to words"),
    "unless-after": fields.texts("stray-capital: words, such as film, after which a title follows"),
    "before-names": fields.texts("stray-capital: function words that count before a capitalised word, too"),
    "never": fields.texts("stray-capital: words that never count"),
}


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The options as they are."""
    return {key: options[key] for key in FIELDS if key in options}


class Detector(CheckDetector):
    """Runs one of the checks."""

    CHECKS = CHECKS
