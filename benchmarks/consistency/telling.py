"""A story told by several sources, some of them with something wrong: the files and the truth about them."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from corruptions import WEIGHTS, Corruption, Planner
from decidable import Reader
from desk import Desk
from newsroom import House
from reporter import Article, Piece, View, Writer, put_together
from stories import Story

SIZES = {2: 10, 3: 18, 4: 24, 5: 17, 6: 13, 7: 10, 8: 8}
LEAST_LINE = 30  # characters; shorter paragraphs may stand in several stories
APART = 120  # stories between two that may have the same paragraph but for its figures


class Source(NamedTuple):
    """One telling of a story."""

    house: House
    article: Article
    page_day: date
    copy_of: int  # the index of the source that this one copies, or -1


class Told(NamedTuple):
    """A file and what is known about it."""

    text: str
    truth: dict[str, Any]
    lines: list[tuple[int, int]]  # the spans of the lines of the site


class Wordings:
    """Gives each source of a story another wording of a fact, as long as there are some."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.order: dict[str, list[str]] = {}

    def __call__(self, key: str, lines: list[str], must: bool) -> str | None:
        order = self.order.setdefault(key, [])
        left = [line for line in lines if line not in order]
        if not left and key != "lead" and not must and self.rng.random() < 0.2:
            return None
        if not left:
            order[:] = [line for line in order if line not in lines]
            left = lines
        line = self.rng.choice(left)
        order.append(line)
        return line


def _plan(story: Story, views: list[View], foreign: str, rng: Random) -> list[Corruption]:
    """Put corruptions into the views of one or two sources."""
    planner = Planner(story, rng, foreign)
    found: list[Corruption] = []
    victims = rng.sample(range(len(views)), min(len(views), 1 if rng.random() < 0.6 else 2))
    for victim in victims:
        kinds = list(WEIGHTS)
        for _ in range(rng.choice([1, 1, 2, 2, 3])):
            kind = rng.choices(kinds, [WEIGHTS[one] for one in kinds])[0]
            kinds.remove(kind)
            planned = planner.put(kind, views[victim], len(found))
            if planned is not None:
                found.append(planned)
    return found


def _needs(story: Story, rng: Random) -> list[str]:
    """What a source tells for sure, out of what most sources tell."""
    return [what for what in story.focus if rng.random() < 0.72]


def _filtered(article: Article, story: Story, seen: dict[str, int]) -> Article:
    """The article without paragraphs that stand in another story, or, unless somebody speaks, in another source of this one.

    A paragraph that a story shortly before has with other figures is left out as well: together they would look like a line of a site.
    """
    body = []
    for place, paragraph in enumerate(article.body):
        text = "".join(piece.text for piece in paragraph)
        shape = re.sub(r"\d+", "0", text)
        spoken = any(piece.what.startswith("quote") for piece in paragraph)
        known, like = seen.get(text), seen.get(shape, story.number)
        if len(text) >= LEAST_LINE and known is not None and (known != story.number or not spoken) and place:
            continue
        if 0 < story.number - like < APART and place:
            continue
        if len(text) >= LEAST_LINE:
            seen.setdefault(text, story.number)
        if shape != text:
            seen[shape] = story.number
        body.append(paragraph)
    return article._replace(body=body)


def _copied(source: Source, writer: Writer, wordings: Wordings, rng: Random) -> Article:
    """The article under another headline, between other lines of a site, perhaps with a sentence more or less."""
    own = writer.article(wordings)
    body = list(source.article.body)
    if len(body) > 7 and rng.random() < 0.5:
        del body[rng.randrange(2, len(body))]
    if rng.random() < 0.4:
        key = rng.choice(list(writer.story.kind.late))
        line = wordings(key, writer.story.kind.late[key], True)
        body.append(writer.sentence(line or ""))
    return Article(own.head, body, own.foot)


def tell(story: Story, desk: Desk, houses: list[House], clean: bool, foreign: str, seen: dict[str, int], rng: Random) -> list[Told]:
    """All files of a story.

    Args:
        houses: an outlet for each source.
        clean: nothing is wrong in any of them, though one may be a copy.
        foreign: the headline of another story.
        seen: the paragraphs of all stories so far, as they are and without their figures, with the numbers of their stories.
    """
    views = [View(needs=_needs(story, rng)) for _ in houses]
    corrupt = not clean and len(houses) > 1 and rng.random() < 0.85
    planned = _plan(story, views, foreign, rng) if corrupt else []
    days = [story.day + timedelta(days=rng.choice([0, 0, 0, 1, 1, 1, 2, 3, 4])) for _ in houses]
    wordings = Wordings(rng)
    copies = len(houses) > 1 and rng.random() < (0.07 if clean else 0.16)
    sources: list[Source] = []
    for index, (house, view, day) in enumerate(zip(houses, views, days, strict=True)):
        if view.drift or view.surnames or view.since:
            house = house._replace(translated=rng.random() < 0.5)
        if view.page_date and house.page_date == "none":
            house = house._replace(page_date="top")
        if story.toll and day > story.day and rng.random() < 0.7:
            view.numbers[story.kind.toll] = story.toll, -1
            view.needs.append(f"rise:{story.kind.toll}")
        writer = Writer(story, desk, house, view, day, rng)
        if copies and index == len(houses) - 1 and not _any_wrong(view):
            of = rng.randrange(index)
            sources.append(Source(house, _copied(sources[of], writer, wordings, rng), day, of))
            continue
        article = _filtered(writer.article(wordings), story, seen)
        sources.append(Source(house, article, day, -1))
    texts = [put_together(source.article, source.house) for source in sources]
    origin = [source.copy_of if source.copy_of >= 0 else place for place, source in enumerate(sources)]
    reader = Reader(story, planned, texts, origin)
    return [_told(index, desk, sources, reader) for index in range(len(sources))]


def _any_wrong(view: View) -> bool:
    """Whether something is wrong in this view."""
    return bool(view.surnames or view.offices or view.dates or view.page_date or view.since or view.drift or view.headline) or any(
        wrong >= 0 for _, wrong in view.numbers.values()
    )


def _told(index: int, desk: Desk, sources: list[Source], reader: Reader) -> Told:
    story, source, text = reader.story, sources[index], reader.texts[index]
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for mark in text.marks:
        if mark.wrong >= 0:
            spans[mark.wrong].append((mark.start, mark.end))
    told = []
    for number, places in sorted(spans.items()):
        wrong = reader.planned[number]
        others = reader.others(index, wrong)
        told.append(
            {
                "id": f"{story.number}-{number}",
                "kind": wrong.kind,
                "what": wrong.what,
                "spans": places,
                "texts": [text.text[start:end] for start, end in places],
                "right": wrong.right,
                "others": len(others),
                "independent": reader.independent(index, others),
                "decidable": reader.decides(index, wrong, others),
            }
        )
    group = [place for place, other in enumerate(sources) if other.copy_of == index]
    if source.copy_of >= 0 or group:
        end = len(text.text)
        told.append(
            {
                "id": f"{story.number}-copy-{reader.origin[index]}",
                "kind": "copy",
                "what": "file",
                "spans": [(0, end)],
                "texts": [],
                "right": "",
                "others": 1,
                "independent": 1,
                "decidable": True,
            }
        )
    return Told(
        text.text,
        {
            "story": story.number,
            "event": story.kind.name,
            "desk": desk.name,
            "outlet": source.house.outlet,
            "day": story.day.isoformat(),
            "page_day": source.page_day.isoformat(),
            "sources": len(sources),
            "copy_of": source.copy_of,
            "sequel_of": story.sequel_of,
            "corruptions": told,
            "neutral": [(mark.start, mark.end) for mark in text.marks if mark.what == "neutral"],
            "marks": [(mark.start, mark.end, mark.what, mark.trap) for mark in text.marks if mark.what not in ("neutral", "site-line")],
        },
        [(mark.start, mark.end) for mark in text.marks if mark.what == "site-line"],
    )


def headline_of(story: Story, desk: Desk, house: House, rng: Random) -> str:
    """A headline of a story, for another one to stand under."""
    writer = Writer(story, desk, house, View(), story.day, rng)
    pieces: list[Piece] = writer.headline()
    return "".join(piece.text for piece in pieces)
