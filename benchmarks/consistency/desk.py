"""The desks: for each kind of event its people, numbers, wordings and quotations, read from desks/*.yaml.

A wording is text with choices, "[near|close to]", and slots, "{killed}" or "{minister.his}". In a quotation, "~word" may be left out and
"<some words>" may be quoted by themselves.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

FOLDER = Path(__file__).parent / "desks"
_TOKEN = re.compile(r"\{([a-z_0-9]+)(?:\.([a-zA-Z_0-9]+))?\}|([\[\]|])")

# American spelling to British; applied to wordings, quotations and titles alike.
_BRITISH = {
    "harbor": "harbour",
    "labor": "labour",
    "neighbor": "neighbour",
    "defense": "defence",
    "center": "centre",
    "theater": "theatre",
    "organiz": "organis",
    "recogniz": "recognis",
    "apologiz": "apologis",
    "criticiz": "criticis",
    "realiz": "realis",
    "emphasiz": "emphasis",
    "authoriz": "authoris",
    "favor": "favour",
    "honor": "honour",
    "rumor": "rumour",
    "color": "colour",
    "behavior": "behaviour",
    "traveler": "traveller",
    "canceled": "cancelled",
    "kilometer": "kilometre",
    " meters": " metres",
    "program ": "programme ",
    " percent": " per cent",
    "counselor": "counsellor",
}
_AMERICAN = re.compile(r"\{[^}]*\}|" + "|".join(_BRITISH), re.IGNORECASE)  # a slot, to be left alone, or a word


class Slot(NamedTuple):
    """A place that a fact of the story fills."""

    name: str
    part: str = ""


Node = Any  # str, Slot, or a list of alternatives, each a tuple of nodes


def british(text: str) -> str:
    """The text in British spelling."""

    def spelled(match: re.Match[str]) -> str:
        found = match[0]
        if found[0] == "{":
            return found
        wanted = _BRITISH[found.lower()]
        return wanted.capitalize() if found[0].isupper() else wanted

    return _AMERICAN.sub(spelled, text)


@cache
def parse(text: str) -> tuple[Node, ...]:
    """The nodes of a wording."""
    stack: list[list[list[Node]]] = [[[]]]
    at = 0
    for match in _TOKEN.finditer(text):
        if match.start() > at:
            stack[-1][-1].append(text[at : match.start()])
        at = match.end()
        if match[1]:
            stack[-1][-1].append(Slot(match[1], match[2] or ""))
        elif match[3] == "[":
            stack.append([[]])
        elif match[3] == "|" and len(stack) > 1:
            stack[-1].append([])
        elif match[3] == "]" and len(stack) > 1:
            alternatives = [tuple(nodes) for nodes in stack.pop()]
            stack[-1][-1].append(alternatives)
        else:
            raise ValueError(f"bracket without its partner in: {text}")
    if len(stack) > 1:
        raise ValueError(f"bracket without its partner in: {text}")
    stack[-1][-1].append(text[at:])
    return tuple(stack[0][0])


def chosen(nodes: tuple[Node, ...], rng: Random) -> list[str | Slot]:
    """The nodes with one alternative of each choice."""
    found: list[str | Slot] = []
    for node in nodes:
        if isinstance(node, list):
            found += chosen(rng.choice(node), rng)
        elif node:
            found.append(node)
    return found


class Role(NamedTuple):
    """Who somebody is."""

    title: str  # "Transport Minister", or "" for people without an office
    also: list[str]  # the same office in other words
    short: list[str]  # "the minister"
    wrong: list[str]  # what a bad translation makes of the title
    second: list[str]  # other offices the same person may hold
    former: list[str]
    plain: str  # "a passenger", for people without an office
    who: str  # "led the delegation"
    place: str  # the slot of their country, or ""
    many: int


class Quote(NamedTuple):
    """Something that is said."""

    role: str
    text: str
    drift: str
    similar: str


class Kind(NamedTuple):
    """A kind of event."""

    name: str
    roles: dict[str, Role]
    things: dict[str, str]
    numbers: dict[str, str]
    dates: dict[str, str]
    toll: str
    headlines: list[str]
    leads: list[str]
    rises: list[str]
    facts: dict[str, list[str]]
    late: dict[str, list[str]]
    quotes: list[Quote]


class Desk(NamedTuple):
    """All that one desk writes with."""

    name: str
    kinds: dict[str, Kind]
    words: dict[str, str]
    after: list[str]
    before: list[str]
    parts: list[str]
    openers: list[str]  # "Meanwhile,"
    tails: list[str]  # ", officials said"
    lines: list[str]


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _role(entry: dict[str, Any]) -> Role:
    lists = {key: list(entry.get(key, [])) for key in ("also", "short", "wrong", "second", "former")}
    texts = {key: entry.get(key, "") for key in ("title", "plain", "who")}
    return Role(**lists, **texts, place=entry.get("place", "country"), many=entry.get("many", 1))


def _quotes(text: str | None) -> list[Quote]:
    found: list[dict[str, str]] = []
    for line in _lines(text):
        key, _, said = line.partition(": ")
        if key in ("drift", "similar"):
            found[-1][key] = said
        else:
            found.append({"role": key, "text": said, "drift": "", "similar": ""})
    return [Quote(**entry) for entry in found]


def _kind(name: str, entry: dict[str, Any], common: dict[str, Any]) -> Kind:
    return Kind(
        name=name,
        roles={role: _role(row) for role, row in {**entry["roles"], **common["roles"]}.items()},
        things=entry.get("things", {}),
        numbers={**entry["numbers"], **common["numbers"]},
        dates={**entry.get("dates", {}), **common["dates"]},
        toll=entry.get("toll", ""),
        headlines=_lines(entry["headlines"]),
        leads=_lines(entry["leads"]),
        rises=_lines(entry.get("rises")),
        facts={fact: _lines(text) for fact, text in entry["facts"].items()},
        late={fact: _lines(text) for fact, text in {**entry["late"], **common["late"]}.items()},
        quotes=_quotes(entry["quotes"]) + _quotes(common["quotes"]),
    )


@cache
def load_desk(name: str) -> Desk:
    """The desk of that name: "dev" or "heldout"."""
    common = yaml.safe_load((FOLDER / name / "common.yaml").read_text(encoding="utf-8"))
    paths = sorted(path for path in (FOLDER / name).glob("*.yaml") if path.stem != "common")
    kinds = {path.stem: _kind(path.stem, yaml.safe_load(path.read_text(encoding="utf-8")), common) for path in paths}
    speech = common["speech"]
    lists = {key: _lines(speech[key]) for key in ("after", "before", "parts")}
    lists |= {key: _lines(common[key]) for key in ("openers", "tails", "lines")}
    return Desk(name, kinds, common["words"], **lists)
