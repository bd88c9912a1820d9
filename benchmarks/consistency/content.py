"""How much two quotations have in common: the share of content words."""

from __future__ import annotations

import re

_FUNCTION_WORDS = frozenset(
    "a about above after again against all also always am an and any anybody anyone are around as at away be because been before "
    "being both but by can cannot could did do does doing done down each either else even ever every few for from get gets getting "
    "go goes going got had has have having he her here him his how however i if in instead into is it its itself just last least "
    "let like many may me might more most much must my myself neither never no nobody none nor not nothing now of off on once one "
    "only onto or other others our out over own per quite rather shall she should since so some somebody someone something still "
    "such than that the their them then there these they thing this those though through till to too toward under until up upon us "
    "very was we well were what when where whether which while who whoever whom whose why will with within without would yes yet "
    "you your".split()
)
_ENDINGS = ("ations", "ation", "ingly", "ings", "ing", "edly", "ied", "ies", "ed", "es", "ly", "er", "en", "s", "e", "y")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
SHORTEST = 3  # letters of a content word, and of what an ending leaves


def content_words(text: str) -> set[str]:
    """The words of a text that are no function words, without their endings."""
    words = {word for word in _WORD.findall(re.sub(r"['’]\w+", "", text.lower())) if len(word) >= SHORTEST and word not in _FUNCTION_WORDS}
    return {_stem(word) for word in words}


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word


def shared_content(one: str, other: str) -> float:
    """The share of content words that two texts have in common, relative to the one with fewer; 0 where one has none."""
    words = content_words(one), content_words(other)
    return len(words[0] & words[1]) / (min(map(len, words)) or 1)
