"""Readability formulas, computed by textstat, which is imported only when one is asked for: that takes longer than linting a page.

Those that count syllables look words up in the pronouncing dictionary of NLTK. textstat would download it; here it is used only where
it is installed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from newslint.words import unspaced_letters

LONGEST = 200_000  # code points that are measured: more would not change a mean, but take time and memory

# The names of metrics, and what textstat calls them.
PLAIN = {
    "automated-readability-index": "automated_readability_index",
    "coleman-liau-index": "coleman_liau_index",
    "letters-per-word": "avg_letter_per_word",
    "lix": "lix",
    "mcalpine-eflaw": "mcalpine_eflaw",
    "rix": "rix",
    "words-per-sentence": "words_per_sentence",
}
SYLLABIC = {
    "dale-chall": "dale_chall_readability_score",
    "flesch-kincaid-grade": "flesch_kincaid_grade",
    "flesch-reading-ease": "flesch_reading_ease",
    "gunning-fog": "gunning_fog",
    "linsear-write": "linsear_write_formula",
    "smog-index": "smog_index",
    "syllables-per-word": "avg_syllables_per_word",
}
FORMULAS = {**PLAIN, **SYLLABIC}

_DICTIONARY = "corpora/cmudict"
_KEPT = frozenset({"get_cmudict", "get_pyphen", "get_lang_easy_words"})  # textstat's caches of data, not of texts


def measure(name: str, text: str) -> float | None:
    """The value of a formula for a text; of a long one, for its first `LONGEST` code points.

    Args:
        name: one of `FORMULAS`.
        text: what is measured; the formulas are made for English.
    Returns:
        None where the words of the text cannot be told for want of spaces, or its syllables for want of the dictionary.
    Raises:
        KeyError: there is no such formula.
    """
    method = FORMULAS[name]
    text = text[:LONGEST]
    if unspaced_letters(text) / 2 > len(text.split()) or missing(name):
        return None
    try:
        return float(getattr(_textstat(), method)(text))
    finally:
        _forget()


def missing(name: str) -> str:
    """What a formula lacks on this machine, and how to get it; empty if nothing. Never downloads anything."""
    if name not in SYLLABIC:
        return ""
    import nltk.data

    try:
        # The very look-up that textstat makes before it downloads.
        nltk.data.find(_DICTIONARY)
        _textstat().syllable_count("a")
    except Exception as error:  # whatever NLTK finds wrong with its data must not end a run
        what = "is not installed" if isinstance(error, LookupError) else f"cannot be read ({' '.join(str(error).split())[:80]})"
        return f'it counts syllables, and the dictionary cmudict of NLTK {what}; run "{_python()} -m nltk.downloader cmudict"'
    return ""


def _python() -> str:
    return sys.executable or "python"


@lru_cache(maxsize=1)
def _textstat() -> Any:
    """An instance of our own, so that nobody else's language or rounding counts."""
    from textstat.textstat import textstatistics

    return textstatistics()


@lru_cache(maxsize=1)
def _clearing() -> list[Callable[[], None]]:
    """What empties each of the caches in which textstat keeps the texts that it has measured."""
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("textstat.")]
    caches = {id(entry): entry for module in modules for entry in vars(module).values() if hasattr(entry, "cache_clear")}
    return [entry.cache_clear for entry in caches.values() if getattr(entry, "__name__", "") not in _KEPT]


def _forget() -> None:
    """Let go of all texts: textstat would keep 128 in each of its caches, and Pyphen every word it has ever seen."""
    import pyphen

    for clear in _clearing():
        clear()
    for dictionary in getattr(pyphen, "hdcache", {}).values():
        getattr(dictionary, "cache", {}).clear()
