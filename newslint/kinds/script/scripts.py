"""Which letters belong to which script, and whether a text is mostly Latin."""

from __future__ import annotations

import re

MOSTLY = 0.7  # the share of Latin letters from which a text counts as Latin

# Ranges of code points, as they stand in a character class.
_SCRIPTS = {
    "Greek": r"\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": r"\u0400-\u052f\u1c80-\u1c88\u2de0-\u2dff\ua640-\ua69f",
    "Armenian": r"\u0530-\u058f",
    "Hebrew": r"\u0590-\u05ff",
    "Arabic": r"\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Indic": r"\u0900-\u0dff",
    "Thai": r"\u0e00-\u0e7f",
    "Georgian": r"\u10a0-\u10ff",
    "Korean": r"\u1100-\u115e\u1161-\u11ff\u3131-\u3163\uac00-\ud7a3",
    "Japanese": r"\u3041-\u30fa\u30fc-\u30ff",
    "Chinese": r"\u3400-\u9fff\uf900-\ufaff",
}
FOREIGN = "".join(_SCRIPTS.values())
LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
FOREIGN_LETTER = re.compile(f"[{FOREIGN}]")
LATIN_LETTER = re.compile(f"[{LATIN}]")
SCRIPT_OF = {name: re.compile(f"[{ranges}]") for name, ranges in _SCRIPTS.items()}


def grown(text: str, start: int, end: int) -> tuple[int, int]:
    """A span with the letters and digits that adjoin it, so that a whole word is told."""
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    return start, grown_right(text, end)


def grown_right(text: str, end: int) -> int:
    while end < len(text) and text[end].isalnum():
        end += 1
    return end


def latin(text: str) -> bool:
    """Whether a text is mostly in Latin letters."""
    foreign = len(FOREIGN_LETTER.findall(text))
    return foreign == 0 or foreign < (1 - MOSTLY) * (foreign + len(LATIN_LETTER.findall(text)))
