"""Forms of a text that are easy to search, each code point in its old place."""

from __future__ import annotations

from newslint.source import Span

_SPACES = (
    "\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_APOSTROPHES = "’‘ʼ"
_HYPHENS = "\u2010\u2011"


def plain(text: str, paragraphs: list[Span]) -> str:
    """The text with spaces of every kind, and line ends inside a paragraph, as " "; typographic apostrophes as "'"; non-breaking
    hyphens as "-". The length stays."""
    # Replacing one character after another is far faster than a table or a pattern.
    for before, after in ((_SPACES, " "), (_APOSTROPHES, "'"), (_HYPHENS, "-")):
        for character in before:
            text = text.replace(character, after)
    return _join_lines(text, paragraphs)


def _join_lines(text: str, paragraphs: list[Span]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end in paragraphs:
        if text.find("\n", start, end) >= 0 or text.find("\r", start, end) >= 0:
            pieces += (text[done:start], text[start:end].replace("\n", " ").replace("\r", " "))
            done = end
    return "".join((*pieces, text[done:])) if pieces else text


def fold(text: str) -> str:
    """The text in lower case, at the same length."""
    # The capital dotted I is the only character whose lower case is longer.
    return text.replace("İ", "i").lower()
