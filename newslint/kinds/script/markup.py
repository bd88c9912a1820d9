"""Markup and program text written out: entities, escapes, base64, ROT47."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from newslint.kinds.base import Match
from newslint.kinds.checks import Options

if TYPE_CHECKING:
    from newslint.document import Document

_ENTITY = re.compile(r"&(?:amp;(?=[A-Za-z#]))?(?: ?#(?:\d{2,7}|[xX][0-9a-fA-F]{2,6})| ?[A-Za-z]{2,8}\d{0,2})(?: ?;)?")
_BARE_ENTITIES = frozenset("nbsp amp quot lt gt mdash ndash rsquo lsquo rdquo ldquo hellip laquo raquo apos bull shy".split())
_ESCAPE = re.compile(
    r"(?:\\u[0-9a-fA-F]{4})+|(?:\\x[0-9a-fA-F]{2})+|(?<=[\w.,!?;:\"”’)])\\[nrt](?=[\\\s\"“A-Z]|$)|(?<=\s)\\[nrt](?=\\|\s|[A-Z])"
    r"|(?<=[a-z])\\['’](?=[a-z])|\\\""
)
_CODE = re.compile(r"[{}=]|%[sdvq]|\w\(")
_LONG_TOKEN = re.compile(r"(?<!\S)\S{80,}")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{80,}={0,2}")
_ROT47 = re.compile(r"kAm.{10,}?(?:k\^Am|$)", re.M)
_ROT47_TABLE = {point: 33 + (point - 33 + 47) % 94 for point in range(33, 127)}


def entity(document: Document, options: Options) -> Iterable[Match]:
    """Character entities of HTML, whole ("&amp;") or broken ("& nbsp;"), with the character that they stand for.

    `of` says which are meant: `letters`, the degree sign among them, or `marks`, all others; by default both.
    """
    import html
    from html.entities import html5

    text = document.text
    for found in _ENTITY.finditer(text):
        bare = found[0].replace(" ", "")
        name = bare.rstrip(";").rsplit("&", 1)[-1].removeprefix("amp;")
        closed = bare.endswith(";")
        if name.startswith("#"):
            known = closed or len(name) > 4
        elif closed:
            known = f"{name};" in html5
        else:
            known = name in _BARE_ENTITIES and " " not in found[0] and text[found.end() : found.end() + 1] != "="
        before = text[max(0, found.start() - 200) : found.start()]
        address = not before[-1:].isspace() and any(sign in before.split()[-1] for sign in ("://", "?", "=") if before)
        if not known or address:
            continue
        end = found.end() if closed else found.start() + len(found[0].rstrip())
        meant = html.unescape(f"&{name};")
        if options.get("of") not in (None, "letters" if meant.isalpha() or meant in "°ºª" else "marks"):
            continue
        yield Match(found.start(), end, (" " if meant in "\u00a0\u200b\u00ad" else meant,))


def escape(document: Document, options: Options) -> Iterable[Match]:
    """Escapes of program text written out: `\\u2019`, `\\xe2\\x80\\x99`, `\\n`, `\\"`."""
    text = document.text
    for found in _ESCAPE.finditer(text):
        run = found[0]
        # A path such as C:\new or a story about LaTeX holds other backslashes nearby.
        token = text[max(0, found.start() - 60) : found.start()].rsplit(None, 1)[-1:] or [""]
        if (
            ":\\" in token[0]
            or "\\\\" in token[0]
            or (run[1] in "nrt" and _CODE.search(text, max(0, found.start() - 40), found.end() + 40))
        ):
            continue
        yield Match(found.start(), found.end(), _meant_by(run))


def _meant_by(run: str) -> tuple[str, ...]:
    if run[1] in "\"'’":
        return (run[1],)
    if run[1] in "nrt" and len(run) == 2:
        return ("\n" if run[1] != "t" else " ",)
    try:
        if run[1] == "u":
            units = [int(unit, 16) for unit in run.split("\\u")[1:]]
            return (b"".join(unit.to_bytes(2, "big") for unit in units).decode("utf-16-be"),)
        return (bytes(int(value, 16) for value in run.split("\\x")[1:]).decode("utf-8"),)
    except UnicodeDecodeError:
        return ()


def base64_run(document: Document, options: Options) -> Iterable[Match]:
    """A file written out in base64."""
    for token in _LONG_TOKEN.finditer(document.text):
        for found in _BASE64.finditer(token[0]):
            run = found[0]
            mixture: tuple[Callable[[str], bool], ...] = (str.isupper, str.islower, str.isdigit)
            if all(sum(map(kind, run)) * 20 >= len(run) for kind in mixture) and token[0].count("/") * 8 < len(token[0]):
                yield Match(token.start() + found.start(), token.start() + found.end())


def rot47(document: Document, options: Options) -> Iterable[Match]:
    """Paragraphs that a site has scrambled with ROT47, confirmed by decoding."""
    for found in _ROT47.finditer(document.text):
        plain = found[0].translate(_ROT47_TABLE)
        if plain.startswith("<p>") and sum(f" {word} " in plain for word in ("the", "of", "and", "to", "a", "in", "is")) >= 1:
            yield Match(found.start(), found.end(), (" ".join(re.sub(r"<[^<>]{0,200}>", " ", plain).split()),))
