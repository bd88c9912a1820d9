"""Words as they are compared across texts: folded, without accents and the commonest English endings."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take for others with an accent.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"})
_VOWEL = re.compile("[aeiouy]")
_DOUBLED = re.compile(r"([bdfgmnprt])\1$")
_LEAST = 3  # letters that an ending leaves


def fold(word: str) -> str:
    """A word in lower case, without accents, full stops and the possessive 's."""
    word = word.lower()
    if not word.isascii():
        word = "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char)).translate(_LETTERS)
    return word.replace(".", "").removesuffix("'s").rstrip("'")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A folded word without the endings of plurals and verb forms: "bridged", "bridges" and "bridging" come to one."""
    if word.endswith("ies") and len(word) > _LEAST + 2:
        return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > _LEAST:
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _LEAST and _VOWEL.search(rest):
            return _DOUBLED.sub(r"\1", rest).removesuffix("e")
    return word[:-1] if word.endswith("e") and len(word) > _LEAST else word
