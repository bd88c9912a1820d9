"""Kind `case`: capitals that were lost, and capitals that stand where none belongs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from newslint.errors import RuleError
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
    """Paragraphs of prose that begin with a small letter, where the paragraph before does not run on into them.

    After a paragraph without a final mark, other than the first, which is the headline, it is a hint only: a sentence may have been broken
    in two there.
    """
    text = document.text
    allowed = _words(document, options)
    before = (0, 0)
    first = document.paragraphs[0][0] if document.paragraphs else 0
    for start, end in document.paragraphs:
        (previous, stop), before = before, (start, end)
        ending = text[stop - 1 : stop]
        if not text[start].islower() or ending in _RUNS_ON:
            continue
        word = _FIRST_WORD.match(text, start, end)
        if not word or word[0] in allowed or not _ordinary(text, word, end):
            continue
        if len(text[start : min(end, start + 400)].split()) >= MIN_WORDS:
            broken = ending.isalnum() and previous > first
            yield Match(word.start(), word.end(), severity="info" if broken else None)


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


def plain_capital(document: Document, options: Options) -> Iterable[Match]:
    """A capital on an ordinary word inside a sentence, where neither a name nor a title explains it.

    A word of the list `never` counts unless a name is joined to it ("Agency for the Assessment and Application of …"). One of the list
    `seldom` counts after one of the words `after`, such as auxiliaries, and where there is no other capital around it. A word that has
    its capital more than once in the text is taken for a name.
    """
    text = document.plain
    never, seldom = (document.knowledge.words(options[key]) for key in ("never-list", "seldom-list"))
    function_words = document.knowledge.words("function-words")
    works, after, links = (frozenset(options.get(key, ())) for key in ("unless-after", "after", "links"))
    for found in _PLAIN_CAPITAL.finditer(text):
        small = found[1].lower()
        if small not in never and small not in seldom:
            continue
        before, following = _clause_around(document, found.start(1), found.end(1))
        if not before or not before[-1][0].islower() or before[-1] in works:
            continue
        follower = following[0] if following and text[found.end(1) : found.end(1) + 1] == " " else ""
        if follower and not follower[0].islower():
            continue
        linked = before[-1] in links
        joined = follower in links and _has_capital(following[:3])
        noun_like = linked and (not follower or follower in function_words)
        if small in never:
            counts = not joined and not (linked and _has_capital(before[-3:]))
        else:
            counts = not noun_like and not _has_capital(before[-4:]) and not _has_capital(following[:3])
        counts = counts or (before[-1] in after and not joined)
        if counts and not _often_capital(text, found[1]) and not _in_headline(document, found.start(1)):
            yield Match(found.start(1), found.end(1), (small,))


_PLAIN_CAPITAL = re.compile(r"(?<=[a-z]) ([A-Z][a-z]{3,})(?=[ ,.;:?!)]|'s\b|$)", re.M)
_CLAUSE_MARK = re.compile(r"[.!?:;—–“”\"(]|,(?= [\"“])")
_NEAR_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CLAUSE_REACH = 90
_HEADLINE_WORDS = 16


def _clause_around(document: Document, start: int, end: int) -> tuple[list[str], list[str]]:
    """The words before and after a word, in its line, as far as the next marks that end a part of a sentence."""
    first, last = document.lines[document.line_at(start)]
    text = document.plain
    before = _CLAUSE_MARK.split(text[max(first, start - _CLAUSE_REACH) : start])[-1]
    after = _CLAUSE_MARK.split(text[end : min(last, end + _CLAUSE_REACH)], maxsplit=1)[0]
    return _NEAR_WORD.findall(before), _NEAR_WORD.findall(after)


def _has_capital(words: list[str]) -> bool:
    return any(word[0].isupper() or word[0].isdigit() for word in words)


def _often_capital(text: str, word: str) -> bool:
    """Whether the word stands with its capital inside a sentence more than once."""
    at = text.find(f" {word}")
    times = 0
    while at > 0 and times < 2:
        times += text[at - 1].islower() or text[at - 1] == ","
        at = text.find(f" {word}", at + 1)
    return times > 1


def _in_headline(document: Document, at: int) -> bool:
    """Whether the line of an offset is in title case, or short and without a final mark."""
    first, last = document.lines[document.line_at(at)]
    line = document.plain[first : min(last, first + 600)]
    words = [word for word in line.split() if word[0].isalpha()]
    unfinished = document.plain[first:last].rstrip()[-1:] not in _FINAL_MARKS
    return sum(word[0].isupper() for word in words) * 2 > len(words) or (unfinished and len(words) < _HEADLINE_WORDS)


_FINAL_MARKS = frozenset(".!?…\"”'’)")
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
    "plain-capital": plain_capital,
}

FIELDS = {
    "check": check_field(CHECKS),
    "words": fields.texts("paragraph-start: small-letter words that may begin a paragraph; otherwise: the words that count"),
    "lists": fields.texts("knowledge lists added to words"),
    "unless-after": fields.texts("stray-capital, plain-capital: words, such as film, after which a title follows"),
    "never-list": fields.text("plain-capital: the knowledge list of words that are never written with a capital"),
    "seldom-list": fields.text("plain-capital: the knowledge list of words that are seldom written so"),
    "after": fields.texts("plain-capital: words, such as auxiliaries, after which no name stands"),
    "links": fields.texts("plain-capital: words, such as of, that join the parts of a name"),
    "before-names": fields.texts("stray-capital: function words that count before a capitalised word, too"),
    "never": fields.texts("stray-capital: words that never count"),
}


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The options as they are.

    Raises:
        RuleError: a plain-capital rule lacks one of its lists.
    """
    for key in ("never-list", "seldom-list"):
        if options["check"] == "plain-capital" and not knowledge.words(options.get(key, "")):
            raise RuleError(f'the check plain-capital needs "{key}", the name of a list under knowledge/', "check")
    return {key: options[key] for key in FIELDS if key in options}


class Detector(CheckDetector):
    """Runs one of the checks."""

    CHECKS = CHECKS
