"""A story as tables: what its files say of the same people, numbers, days and quotations, side by side, and where they disagree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from newslint.errors import SourceError
from newslint.finding import Position

if TYPE_CHECKING:
    from newslint.corpus.facts import Day, Passage
    from newslint.corpus.story import Story
    from newslint.corpus.votes import Disagreement, Verdict
    from newslint.source import Source

PAGE = "page"
TEXT = "text"
NOBODY = "speaker unknown"
OF_PAGES = ("page-date-conflict",)
# The tables, and the checks whose conflicts stand in each.
SECTIONS = {
    "people": ("garbled-name", "name-variant"),
    "offices": ("office-conflict",),
    "numbers": ("number-conflict",),
    "dates": (*OF_PAGES, "date-conflict", "years-since-conflict"),
    "quotes": ("quote-drift",),
}
MARKS = ("", "majority", "doubtful", "outlier")


class Place(NamedTuple):
    """Where something stands; the end is exclusive."""

    start: Position
    end: Position


class Entry(NamedTuple):
    """What one source says, in the same words at one place or more.

    Attributes:
        source: its index.
        text: the words.
        mark: "outlier" where most others say otherwise, "doubtful" where the evidence for that is weak, "majority" where it bears witness
            against an outlier, else empty.
        places: where they stand.
    """

    source: int
    text: str
    mark: str
    places: tuple[Place, ...]


class Remark(NamedTuple):
    """What a check says of an outlier. The first four are as in an entry; the others as in a `Disagreement`."""

    source: int
    text: str
    mark: str
    places: tuple[Place, ...]
    check: str
    subject: str
    other: str
    witnesses: tuple[str, ...]
    evidence: str


class Row(NamedTuple):
    """One thing that sources speak of: its entries in the order of the sources, and what is remarked on them."""

    subject: str
    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]

    @property
    def is_shared(self) -> bool:
        """Whether two sources or more speak of it."""
        return len({entry.source for entry in self.entries}) > 1


class Table(NamedTuple):
    """The rows of a section, those with remarks first."""

    section: str
    rows: tuple[Row, ...]


class Column(NamedTuple):
    """A file of the story.

    Attributes:
        label: what it is called in the tables: A, B, ….
        path: the file, absolute.
        same_as: the label of the first file that is the same source, since one is a copy of the other; empty if it is that file itself.
        headline: its headline; empty where none can be told.
        page_date: the first date of the page as it stands there; empty without one.
    """

    label: str
    path: str
    same_as: str
    headline: str
    page_date: str


class Comparison(NamedTuple):
    """A story as tables; `notes` are the remarks that belong to no row."""

    columns: tuple[Column, ...]
    tables: tuple[Table, ...]
    notes: tuple[Remark, ...]

    @property
    def remarks(self) -> Iterator[Remark]:
        """All remarks, those on the story first."""
        yield from self.notes
        for table in self.tables:
            for row in table.rows:
                yield from row.remarks


def compared(story: Story, judged: Sequence[Verdict], told: Sequence[Disagreement], texts: Sequence[Source]) -> Comparison:
    """Compare the files of a story.

    Args:
        story: what is compared.
        judged: the verdicts on its conflicts.
        told: what else checks say of its files.
        texts: the members' texts, in their order.
    Raises:
        SourceError: a text has changed since its facts were taken from it.
    """
    views = {name: _View(texts, [verdict for verdict in judged if verdict.conflict.check in checks]) for name, checks in SECTIONS.items()}
    tables = tuple(Table(name, _sorted(_ROWS[name](story, view))) for name, view in views.items())
    left_over = [remark for view in views.values() for remark in view.left_over()]
    return Comparison(_columns(story), tables, (*_remarks(texts, told), *left_over))


def in_brief(comparison: Comparison) -> Comparison:
    """Without what needs no look: numbers, days and quotations that nobody disputes, and what only one source speaks of."""

    def keep(section: str, row: Row) -> bool:
        return bool(row.remarks) or (row.is_shared and (section in ("people", "offices") or (section, row.subject) == ("dates", PAGE)))

    tables = tuple(Table(name, tuple(row for row in rows if keep(name, row))) for name, rows in comparison.tables)
    return comparison._replace(tables=tables)


class _Span(NamedTuple):
    """A passage of a member's text."""

    member: int
    start: int
    end: int


class _Fact(NamedTuple):
    """A fact: where it stands, a key that facts about one thing share, and what a row of such facts is called."""

    span: _Span
    key: Hashable
    name: str


class _View:
    """What the verdicts of a section's checks say of passages."""

    def __init__(self, texts: Sequence[Source], told: Sequence[Verdict]) -> None:
        self.texts = texts
        self.verdicts = told
        self._outliers: dict[int, list[Disagreement]] = defaultdict(list)
        self._bearing: dict[int, set[_Span]] = defaultdict(set)
        self._placed: set[Disagreement] = set()
        for verdict in told:
            for outlier in verdict.outliers:
                self._outliers[outlier.member].append(outlier)
            for claim, span in zip(verdict.conflict.claims, _spans(verdict), strict=True):
                if claim.value == verdict.winner:
                    self._bearing[span.member].add(span)

    def row(self, subject: str, spans: Iterable[_Span]) -> Row:
        """A row of what stands in some passages."""
        places: dict[tuple[int, str], dict[_Span, str]] = defaultdict(dict)
        outliers: dict[Disagreement, None] = {}
        for span in spans:
            here = [outlier for outlier in self._outliers[span.member] if _overlap(outlier, span)]
            outliers.update(dict.fromkeys(here))
            places[span.member, _words(self.texts, span)][span] = self._mark(span, here)
        self._placed.update(outliers)
        entries = [
            Entry(member, text, max(marked.values(), key=MARKS.index), tuple(_place(self.texts, span) for span in sorted(marked)))
            for (member, text), marked in places.items()
        ]
        entries.sort(key=lambda entry: (entry.source, -len(entry.places), entry.places))
        return Row(subject, tuple(entries), tuple(_remarks(self.texts, outliers)))

    def left_over(self) -> list[Remark]:
        """The remarks that belong to none of the rows so far."""
        every = [outlier for verdict in self.verdicts for outlier in verdict.outliers]
        return _remarks(self.texts, [outlier for outlier in every if outlier not in self._placed])

    def _mark(self, span: _Span, outliers: Sequence[Disagreement]) -> str:
        if outliers:
            return "outlier" if any(outlier.strong for outlier in outliers) else "doubtful"
        return "majority" if any(_overlap(bearing, span) for bearing in self._bearing[span.member]) else ""


def _people(story: Story, view: _View) -> Iterator[Row]:
    """A row for each person, with all forms of the name."""
    for character in story.cast:
        yield view.row(character.name, [_span(member, name) for member, person in character.parts for name in person.names])


def _offices(story: Story, view: _View) -> Iterator[Row]:
    """A row for each person who has an office somewhere."""
    for character in story.cast:
        spans = [_span(member, role.passage) for member, person in character.parts for role in person.roles]
        if spans:
            yield view.row(character.name, spans)


def _numbers(story: Story, view: _View) -> Iterator[Row]:
    """A row for each dispute, and one for each other thing that is counted."""
    yield from _disputed_and_agreed(
        view,
        [
            _Fact(_span(member, figure.passage), figure.noun, figure.passage.text.split()[-1].rpartition("-")[2])
            for member, entry in enumerate(story.members)
            for figure in entry.facts.figures
            if figure.noun
        ],
    )


def _dates(story: Story, view: _View) -> Iterator[Row]:
    """A row for the dates of the pages, one for each dispute, and one for each other day or time since."""
    pages: list[_Span] = []
    facts: list[_Fact] = []
    for member, entry in enumerate(story.members):
        pages += [_span(member, day.passage) for day in entry.facts.days if day.place == PAGE]
        facts += [_Fact(_span(member, day.passage), _same_day(day), day.passage.text) for day in entry.facts.days if day.place == TEXT]
        facts += [
            _Fact(_span(member, lapse.passage), (lapse.years, lapse.since, lapse.month), lapse.passage.text) for lapse in entry.facts.lapses
        ]
    if pages:
        yield view.row(PAGE, pages)
    yield from _disputed_and_agreed(view, facts)


def _quotes(story: Story, view: _View) -> Iterator[Row]:
    """A row for each dispute, and one for each other sentence that is quoted."""
    yield from _disputed_and_agreed(
        view,
        [
            _Fact(_span(member, quotation.said), " ".join(quotation.said.text.casefold().split()), quotation.speaker or NOBODY)
            for member, entry in enumerate(story.members)
            for quotation in entry.facts.quotations
        ],
    )


_ROWS = {"people": _people, "offices": _offices, "numbers": _numbers, "dates": _dates, "quotes": _quotes}


def _disputed_and_agreed(view: _View, facts: Sequence[_Fact]) -> Iterator[Row]:
    """A row for what the verdicts are about, and one for each key of the other facts."""
    names = {fact.span: fact.name for fact in facts}
    shown: set[_Span] = set()
    for spans in _disputes([verdict for verdict in view.verdicts if verdict.conflict.check not in OF_PAGES]):
        shown.update(spans)
        yield view.row(_usual(names.get(span) or _words(view.texts, span) for span in spans), spans)
    agreed: dict[Hashable, list[_Fact]] = defaultdict(list)
    for fact in facts:
        if fact.span not in shown:
            agreed[fact.key].append(fact)
    for found in agreed.values():
        yield view.row(_usual(fact.name for fact in found), [fact.span for fact in found])


def _disputes(told: Iterable[Verdict]) -> list[list[_Span]]:
    """The passages that verdicts are about, each once; those of verdicts that share a passage are together."""
    dispute_at: dict[_Span, dict[_Span, None]] = {}
    for verdict in told:
        spans = dict.fromkeys(_spans(verdict))
        joined = list({id(found): found for span in spans if (found := dispute_at.get(span))}.values())
        # The largest takes in the others: so a passage moves seldom.
        dispute = max(joined, key=len, default={})
        for other in (*(found for found in joined if found is not dispute), spans):
            dispute.update(other)
            dispute_at.update(dict.fromkeys(other, dispute))
    return [list(dispute) for dispute in {id(found): found for found in dispute_at.values()}.values()]


def _spans(verdict: Verdict) -> list[_Span]:
    return [_Span(claim.member, claim.start, claim.end) for claim in verdict.conflict.claims]


def _columns(story: Story) -> tuple[Column, ...]:
    columns: list[Column] = []
    first: dict[int, str] = {}
    for number, (member, source) in enumerate(zip(story.members, story.sources, strict=True)):
        label = _label(number)
        original = first.setdefault(source, label)
        facts = member.facts
        page_date = next((day.passage.text for day in facts.days if day.place == PAGE), "")
        headline = facts.headline.text if facts.headline else ""
        columns.append(Column(label, member.path, "" if original == label else original, headline, page_date))
    return tuple(columns)


def _label(number: int) -> str:
    """A, B, … Z, AA, AB, …."""
    before, letter = divmod(number, len(ascii_uppercase))
    return (_label(before - 1) if before else "") + ascii_uppercase[letter]


def _remarks(texts: Sequence[Source], outliers: Iterable[Disagreement]) -> list[Remark]:
    """The clearest of what a check says of the same words of one source, with all their places."""
    alike: dict[tuple[int, str, str], dict[_Span, Disagreement]] = defaultdict(dict)
    for outlier in outliers:
        span = _Span(outlier.member, outlier.start, outlier.end)
        same = alike[outlier.member, _words(texts, span), outlier.check]
        same[span] = max(same.get(span, outlier), outlier, key=_clearness)
    remarks = []
    for (member, words, check), found in alike.items():
        clearest = max(found.values(), key=_clearness)
        mark = "outlier" if clearest.strong else "doubtful"
        places = tuple(_place(texts, span) for span in sorted(found))
        told = clearest.subject, clearest.other, clearest.witnesses, clearest.evidence
        remarks.append(Remark(member, words, mark, places, check, *told))
    return remarks


def _clearness(outlier: Disagreement) -> tuple[bool, int]:
    return outlier.strong, outlier.votes - outlier.against


def _sorted(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows with remarks first, then those that most sources speak of, then those that are spoken of most often."""

    def rank(row: Row) -> tuple[bool, int, int]:
        mentions = sum(len(entry.places) for entry in row.entries)
        return not row.remarks, -len({entry.source for entry in row.entries}), -mentions

    return tuple(sorted(rows, key=rank))


def _same_day(day: Day) -> tuple[int, ...]:
    """What tells a day from others: the year is often left out."""
    return (day.month, day.day) if day.month and day.day else (day.year, day.month, day.day, day.weekday)


def _usual(names: Iterable[str]) -> str:
    """The most frequent of some names, the first of these."""
    return Counter(names).most_common(1)[0][0]


def _span(member: int, passage: Passage) -> _Span:
    return _Span(member, passage.start, passage.end)


def _words(texts: Sequence[Source], span: _Span) -> str:
    """What stands there, in one line."""
    return " ".join(texts[span.member].text[span.start : span.end].split())


def _place(texts: Sequence[Source], span: _Span) -> Place:
    source = texts[span.member]
    try:
        return Place(source.position(span.start), source.position(span.end))
    except ValueError as error:
        raise SourceError(f"{source.path}: changed while it was compared; run again") from error


def _overlap(one: Disagreement | _Span, other: _Span) -> bool:
    return one.start < other.end and other.start < one.end
