"""Whole words, phrases with alternatives, and the folding that makes phrases and texts comparable."""

from __future__ import annotations

import re
import unicodedata

from newslint.errors import RuleError

EXPANSION_LIMIT = 256
LONGEST_WORD = 40  # in code points, its space included: a text with more of them than this for each word allowed has too many words

# Scripts written without spaces between words: a word's edge cannot be told there. Half-open ranges of code points.
_UNSPACED = ((0x0E00, 0x0F00), (0x1000, 0x10A0), (0x1780, 0x1800), (0x2E80, 0xA000), (0xAC00, 0xD7B0), (0xF900, 0xFB00), (0x20000, 0x30000))
_UNSPACED_LETTER = re.compile("(?=[^\\W\\d_])[" + "".join(f"{chr(low)}-{chr(high - 1)}" for low, high in _UNSPACED) + "]")

APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʹ′＇‛", "'"))


def is_word_char(char: str) -> bool:
    """Whether a character is part of a word whose edges can be told: a letter, digit or combining mark, but not of an unspaced script."""
    if char.isascii():
        return char.isalnum()
    if not (char.isalnum() or unicodedata.category(char)[0] == "M"):
        return False
    point = ord(char)
    return not any(low <= point < high for low, high in _UNSPACED)


def unspaced_letters(text: str) -> int:
    """The number of letters of unspaced scripts; about two of them make a word."""
    return 0 if text.isascii() else len(_UNSPACED_LETTER.findall(text))


def count_words(passage: str) -> float:
    """The number of words between white space; two letters of a script without spaces count as one."""
    return max(len(passage.split()), unspaced_letters(passage) / 2)


def cuts_word(text: str, start: int, end: int) -> bool:
    """Whether the span `start` to `end` of a text begins or ends inside a word."""
    if start >= end:
        return False
    return (start > 0 and is_word_char(text[start]) and is_word_char(text[start - 1])) or (
        end < len(text) and is_word_char(text[end - 1]) and is_word_char(text[end])
    )


def fold_phrase(phrase: str) -> str:
    """A phrase as it is looked for in a document's folded text."""
    return " ".join(phrase.translate(APOSTROPHES).replace("‑", "-").replace("‐", "-").lower().split())


def expand(phrase: str, key: str) -> list[str]:
    """The phrases that `{a,b}` alternatives stand for, in order, each once; braces do not nest.

    Raises:
        RuleError: unbalanced braces, or more than `EXPANSION_LIMIT` phrases.
    """
    expanded = [""]
    rest = phrase
    while rest:
        before, brace, rest = rest.partition("{")
        if "}" in before:
            raise RuleError(f'"{phrase}": a }} without its {{', key)
        choices = [""]
        if brace:
            inner, closing, rest = rest.partition("}")
            if not closing or "{" in inner:
                raise RuleError(f'"{phrase}": a {{ without its }}; braces do not nest', key)
            choices = inner.split(",")
        if len(expanded) * len(choices) > EXPANSION_LIMIT:
            raise RuleError(f'"{phrase}" stands for more than {EXPANSION_LIMIT} phrases; split it', key)
        expanded = [head + before + choice for head in expanded for choice in choices]
    return list(dict.fromkeys(" ".join(entry.split()) for entry in expanded if entry.strip()))


def find_phrase(folded: str, phrase: str, start: int, end: int, *, prefix: bool = False) -> int:
    """The offset of the first whole-word occurrence of a folded phrase within `start` to `end`, or -1.

    With `prefix`, the last word of the phrase may go on.
    """
    at = folded.find(phrase, start, end)
    while at >= 0:
        stop = at + len(phrase)
        if not cuts_word(folded, at, stop) or (prefix and not (at > 0 and is_word_char(folded[at - 1]) and is_word_char(phrase[0]))):
            return at
        at = folded.find(phrase, at + 1, end)
    return -1
