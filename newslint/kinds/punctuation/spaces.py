"""Spaces lost after a mark, between two words, or after a clock."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from newslint.kinds.base import Match
from newslint.kinds.checks import Options
from newslint.kinds.punctuation.text import ADDRESS, STOPS, WORD, in_code, of_entity, token_around, word_after, word_before

if TYPE_CHECKING:
    from newslint.document import Document

_BARE_STOP = re.compile(r"[.!?](?=[A-Z](?:[a-z']| ))")
_BARE_COMMA = re.compile(r"[,;](?=[A-Za-z]{2})")
_GLUED_CLOCK = re.compile(
    r":\d\d(?: ?[AaPp]\.?[Mm]\.?(?:\d+|[A-Z][a-z]+)"
    r"|(?: ?[AaPp][Mm])? ?(?:IST|GMT|UTC|EST|EDT|CET|CEST|PST|PDT|BST|WIB|PKT)(?:[A-Z][a-z]+|\d{2,})|[+-]\d{1,2}:\d\d\d{4})"
)
_GLUED_AGE = re.compile(r" ago[A-Za-z]+")
_AGE = re.compile(r"\d{1,3} (?:second|minute|hour|day|week|month|year)s?$")
_QUOTE_THEN_WORD = re.compile(r"[\"“”’](?=[^\W\d_]{2})")
_BARE_BRACKET = re.compile(r" \((?:[A-Z]{2,}|[^()\n]{0,60}[ \d][^()\n]{0,60})\)(?=[a-z]{3})")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z](?=[a-z])")

# What stands after the dot in names of sites and files.
_DOMAINS = frozenset(
    "app biz blog club co com edu eu fm gov info io life live media net news online "
    "org pro ru shop site space store tech today tv uk us world html jpg js pdf png".split()
)


def no_space_after(document: Document, options: Options) -> Iterable[Match]:
    """No space after a full stop, comma, semicolon, bracket or quote ("jack.The", "Ukraine,he", "deputies”she")."""
    text = document.text
    abbreviations = options["words"]
    function_words = document.knowledge.words("function-words")
    for found in _BARE_STOP.finditer(text):
        before, after = word_before(text, found.start()), word_after(text, found.end())
        if _lost_after_stop(text, found, before.word, after, abbreviations, function_words):
            yield _spaced_out(text, before.start, found.end(), after)
    for found in _BARE_COMMA.finditer(text):
        before, after = word_before(text, found.start()), word_after(text, found.end())
        if _lost_after_comma(text, found, before.word, after) and not of_entity(text, before.start):
            yield _spaced_out(text, before.start, found.end(), after)
    yield from _around_quotes(text)
    for found in _BARE_BRACKET.finditer(text):
        yield _spaced_out(text, found.start() + 1, found.end(), word_after(text, found.end()))


def _spaced_out(text: str, start: int, cut: int, after: str) -> Match:
    return Match(start, cut + len(after), (f"{text[start:cut]} {after}",))


def _lost_after_stop(
    text: str, found: re.Match[str], before: str, after: str, abbreviations: frozenset[str], function_words: frozenset[str]
) -> bool:
    bare = before.lstrip("$€£'’-")
    if not after or ADDRESS.search(token_around(text, found.start())) or in_code(text, found.start()):
        return False
    opens_sentence = after.lower() in function_words
    if bare.isdigit():
        line_start = text[max(0, found.start() - len(before) - 1) : found.start() - len(before)] in ("", "\n")
        return opens_sentence and len(bare) > 1 and found[0] == "." and not line_start
    if len(bare) < 2 or not bare.replace("'", "").replace("’", "").replace("-", "").isalpha():
        return False
    if bare[-1].isupper() or bare[0].isupper():
        if len(bare) < 3 or {bare, bare.lower()} & abbreviations or len(after) < 2:
            return False
        name = found[0] == "." and len(bare) > 3 and bare[1:].islower() and len(after) > 2
        return opens_sentence or (
            name and after.lower() not in _DOMAINS and not re.match(r"\.\w", text[found.end() + len(after) : found.end() + len(after) + 2])
        )
    return bare not in abbreviations and after.lower() not in _DOMAINS and (len(after) > 1 or opens_sentence)


def _lost_after_comma(text: str, found: re.Match[str], before: str, after: str) -> bool:
    token = token_around(text, found.start())
    if ADDRESS.search(token) or "(" in token or "[" in token or token.count(",") + token.count(";") > 2:
        return False
    bare = before.strip("$€£%'’-.")
    if len(before) < 2 or not bare.replace("-", "").replace("'", "").replace("’", "").replace(".", "").isalnum() or len(after) < 2:
        return False
    if before.endswith(".") or (bare.isupper() and after.isupper()) or (found[0] == "," and bare.isdigit() and not after.islower()):
        return False
    # Comma-separated values: most commas nearby stand without a space.
    nearby = text[max(0, found.start() - 200) : found.end() + 200]
    return nearby.count(",") <= 2 or nearby.count(", ") * 2 >= nearby.count(",")


def _around_quotes(text: str) -> Iterator[Match]:
    for found in _QUOTE_THEN_WORD.finditer(text):
        at, mark = found.start(), found[0]
        previous = text[at - 1 : at]
        marked = previous in (".", ",", "!", "?", ":", ";")
        if not marked and (mark in '"’' or not previous.isalnum()):
            continue
        after = word_after(text, found.end())
        if after in ("es", "ed", "ing") or (marked and not text[at - 2 : at - 1].isalpha()) or ADDRESS.search(token_around(text, at)):
            continue
        before = word_before(text, at - 1 if marked else at)
        if mark == "“":
            if marked or previous.islower():
                yield Match(before.start, found.end() + len(after), (f"{text[before.start : at]} {mark}{after}",))
        elif mark == "”" or (previous in STOPS and after[0].isupper()) or (mark == '"' and after[0].islower() and previous != ":"):
            yield _spaced_out(text, before.start, found.end(), after)


def fused(document: Document, options: Options) -> Iterable[Match]:
    """Two words run together at a capital.

    `pair` says which: `opener`, a small-letter word before a word that opens sentences ("pipelineThe"); `name`, a capitalised one before
    such a word ("EuropeHaving"); `small`, a small-letter word before another ("filesSearch"); `capital`, two capitalised words that both
    stand on their own elsewhere ("OhioKilling").
    """
    text = document.text
    wanted = options["pair"]
    function_words = document.knowledge.words("function-words")
    openers = function_words | frozenset(options.get("openers", ()))
    if not _inner_capitals_at(text):
        return
    tokens = list(_inner_capitals(text, options["words"], tuple(options.get("prefixes", ()))))
    counts = Counter(left + right for _, left, right in tokens)
    own = frozenset(WORD.findall(text)) if wanted in ("capital", "name") and tokens else frozenset()
    enders = document.knowledge.words("sentence-enders")
    endings = tuple(word[1:] for word in openers if word[0] == "-")
    for start, left, right in tokens:
        end = start + len(left + right)
        opens = len(right) > 1 and (right.lower() in openers or (right.endswith(endings) and len(right) > 5 and _goes_on(document, end)))
        # What is written so twice is meant so.
        if counts[left + right] > 1:
            continue
        if left.islower():
            pair = "opener" if opens else "small"
            # A function word that ends a sentence may be short ("himThe"); before other words, short ones are prefixes.
            if len(left) < 3 and (left not in function_words or not opens):
                continue
            fits = pair == "opener" or (len(left) >= 4 and len(right) >= 3)
        else:
            sure = len(left) >= 3 and ((opens and _opens_surely(document, end, right)) or left in enders)
            pair = "name" if sure else "capital"
            fits = sure or (len(left) >= 3 and left in own and (opens or right in own or right.lower() in own))
        if fits and pair == wanted:
            yield Match(start, end, (f"{left}. {right}" if opens else f"{left} {right}",))


def _opens_surely(document: Document, end: int, right: str) -> bool:
    """Whether a word that may open a sentence does so here: some end the names of firms, too ("PlugIn")."""
    text = document.text
    if right.lower() not in document.knowledge.words("brand-endings") or text[end : end + 1] in ("'", "’"):
        return True
    return _goes_on(document, end)


def _goes_on(document: Document, end: int) -> bool:
    """Whether a word or figure follows that stands after the opening of a sentence."""
    after = document.text[end : end + 30].split()
    following = after[0].strip(",.;:") if after and document.text[end] == " " else ""
    return following in document.knowledge.words("words-after-openers") or following.isdigit()


@lru_cache(maxsize=1)
def _inner_capitals_at(text: str) -> list[int]:
    """Where a capital stands between small letters."""
    return [found.start() + 1 for found in _INNER_CAPITAL.finditer(text)]


def _inner_capitals(text: str, brands: frozenset[str], prefixes: tuple[str, ...]) -> Iterator[tuple[int, str, str]]:
    """Words with one capital inside: where they begin, and their two parts; brands, names, handles and addresses are left out."""
    for cut in _inner_capitals_at(text):
        start = cut
        while start > 0 and cut - start < 40 and text[start - 1].isalpha():
            start -= 1
        left, right = text[start:cut], re.split("['’]", word_after(text, cut), maxsplit=1)[0]
        if len(left) < 2 or not left[1:].islower() or not right[1:].islower() or left in prefixes or (left + right).lower() in brands:
            continue
        around = token_around(text, cut)
        if not ADDRESS.search(around) and not re.search(r"\.\w", around) and not in_code(text, cut):
            yield start, left, right


def glued_clock(document: Document, options: Options) -> Iterable[Match]:
    """A time of day, or the age of a post, that runs into what follows ("9:16 PM21 days ago", "PM ISTQuote")."""
    text = document.text
    for found in _GLUED_CLOCK.finditer(text):
        hour = len(text[max(0, found.start() - 2) : found.start()]) - len(
            text[max(0, found.start() - 2) : found.start()].rstrip("0123456789")
        )
        if hour:
            yield Match(found.start() - hour, found.end())
    for found in _GLUED_AGE.finditer(text):
        age = _AGE.search(text, max(0, found.start() - 12), found.start())
        if age:
            yield Match(age.start(), found.end())
