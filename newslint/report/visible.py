"""Showing text of a source safely, and measuring it as a terminal does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# What could steer a terminal, reorder what is read, or stay unseen: controls, bidirectional and other invisible format characters, line
# and paragraph separators, lone surrogates, noncharacters. The two joiners (U+200C, U+200D) stay: scripts and emoji need them.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f"
    f"{''.join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))}]"
)
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
_LOG_COMMAND = re.compile(r"##(?=\w*\[)")


def visible(text: str) -> str:
    r"""A text with everything that must not reach a terminal written out, such as `\x1b` or `\u202e`."""
    return _UNSAFE.sub(lambda found: _written_out(found[0]), text)


def logged(text: str) -> str:
    r"""A visible text in which a service that keeps logs sees no command, such as `##[add-mask]`: one # is written out, as `#\x23[`."""
    return _LOG_COMMAND.sub(r"#\\x23", visible(text))


def hidden_places(text: str, start: int, end: int) -> Iterator[int]:
    """The offsets, from `start` to `end` (exclusive), of the characters that `visible` writes out."""
    return (found.start() for found in _UNSAFE.finditer(text, start, end))


def _written_out(character: str) -> str:
    number = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def width(text: str) -> int:
    """How many columns a visible text takes: wide characters (CJK, emoji) two, combining marks and joiners none."""
    if text.isascii():
        return len(text)
    from wcwidth import width as columns

    return columns(text, control_codes="ignore")


def clusters(text: str, *, backwards: bool = False) -> Iterable[str]:
    """The characters of a text as readers see them: with their combining marks, joined emoji as one."""
    if text.isascii():
        return reversed(text) if backwards else text
    from wcwidth import iter_graphemes, iter_graphemes_reverse

    return iter_graphemes_reverse(text) if backwards else iter_graphemes(text)
