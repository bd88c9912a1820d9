"""Numbers that other files tell otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import floor, log10
from typing import TYPE_CHECKING, NamedTuple

from newslint.corpus.checks.alignment import MINE, Alignment, Contexts, Statement, conflicts_among
from newslint.corpus.checks.dating import MOST_DAYS, page_day

if TYPE_CHECKING:
    from newslint.corpus.facts import Figure
    from newslint.corpus.story import Story
    from newslint.corpus.votes import Conflict

CHECK = "number-conflict"
CHANGING, MOVED = "changing", "moved"
COUNTED = ("count", "percent", "age")  # kinds whose numbers may be compared whatever they count
UNITS = ("unit", "age")

# What tells that a number is about the same as others that deny it, and from which sum on that is sure enough.
LEAST, LEAST_EVEN, MOST = 1.5, 2.8, 3.8
SLIP = 2.0  # it is a slip of the pen for another
SAME_NOUN = 0.4  # it counts the same
ONLY_NOUN = 0.9  # and nothing else in the story is counted by that noun
EACH_COUNTING, MOST_COUNTING = 0.06, 4  # so many sources count that by it
SHARED, MUCH = 0.2, 3.0  # the same words are around it; so much of them leaves no doubt
OF_ALL, LEAST_OF_ALL = 0.45, 2.0  # the share of its words that are the same
LEAST_SHARE = 0.55  # of them where something else is counted
FEW, ENOUGH_SOURCES = -0.7, 3  # it is small, as many numbers are, unless so many sources say the other in the same words
UNIT = -0.9  # it is an age, or days, metres and the like, of which texts give many
NEAR, NEARLY = -0.6, 1.2  # they are so near that either may be right at its time
FAR = 10.0  # what is so many times the other, and no slip for it, is something else
DOUBT, UNKNOWN = -2.2, 0.25  # no other source has any other number of the file; what is assumed where it has none

ROUND_SLIP, ONE_DIGIT = 0.5, 0.25  # slips that may be chance: a power of ten between rounded numbers, another digit before zeros
SAME_EVENT = 2  # numbers in common, and half of the file's, that tell more than the dates of the pages

SLACK = {"about": (0.88, 1.12), "over": (1.0, 1.5), "under": (0.67, 1.0)}
LEAST_ROUNDED = 100  # smaller numbers are counted, not rounded
ROUNDED_BY = 0.1
TELLING = 10  # numbers from here on are seldom the same by chance


class Told(NamedTuple):
    """A number that a file gives: its source, how many of the file's numbers other sources have, and how many others they do not."""

    figure: Figure
    source: int
    agreed: int
    alone: int


def number_conflicts(story: Story) -> Iterable[Conflict]:
    """Numbers of one thing that neither hedges nor rounding explain."""
    common = _Common(story)
    by_kind: dict[str, list[Statement[Told]]] = defaultdict(list)
    for member in range(len(story.members)):
        for told in common.told(member):
            figure = told.figure
            by_kind[figure.kind if figure.kind in COUNTED else figure.noun].append(Statement(member, figure.passage, told))
    found: list[Conflict] = []
    for statements in by_kind.values():
        alignment = Alignment(
            CHECK,
            lambda told: (told.figure.value, told.figure.hedge),
            lambda one, other: says(one.figure, other.figure),
            lambda one, other: denies(one.figure, other.figure),
            lambda one, other: related(one.figure, other.figure),
            lambda one, other: supports(one.figure, other.figure),
            _Evidence(statements).of,
            lambda told: told.figure.noun,
            LEAST,
            LEAST_EVEN,
            MOST,
        )
        found += (conflict for conflict in conflicts_among(story, statements, alignment, ()) if common.are_of_one_event(conflict))
    return found


class _Common:
    """Which numbers of a story's files other sources have, too."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._days = [page_day(entry.facts) for entry in story.members]
        near: dict[tuple[str, int], list[tuple[int, Figure]]] = defaultdict(list)
        for entry, source in zip(story.members, story.sources, strict=True):
            for figure in entry.facts.figures:
                if figure.value >= TELLING:
                    near[figure.kind, _order(figure.value)].append((source, figure))
        # For each file, the sources that have a number of it, by its value and noun.
        self._sources: list[dict[tuple[float, str], set[int]]] = []
        for entry, own in zip(story.members, story.sources, strict=True):
            sources: dict[tuple[float, str], set[int]] = defaultdict(set)
            for figure in entry.facts.figures:
                if figure.value >= TELLING:
                    having = sources[figure.value, figure.noun]
                    for order in range(_order(figure.value) - 1, _order(figure.value) + 2):
                        for source, other in near.get((figure.kind, order), ()):
                            if source != own and source not in having and says(figure, other) and supports(figure, other):
                                having.add(source)
            self._sources.append(sources)

    def told(self, member: int) -> Iterator[Told]:
        """The numbers of a file. What something rose or fell to is a number that changes, wherever the file gives it."""
        figures = self._story.members[member].facts.figures
        moved = {figure.value for figure in figures if figure.hedge == MOVED}
        alone = {number for number, sources in self._sources[member].items() if not sources}
        agreed = len(self._sources[member]) - len(alone)
        for figure in figures:
            hedge = MOVED if figure.value in moved else figure.hedge
            yield Told(figure._replace(hedge=hedge), self._story.sources[member], agreed, len(alone - {(figure.value, figure.noun)}))

    def are_of_one_event(self, conflict: Conflict) -> bool:
        """Whether the files of a conflict are dated alike, or have several numbers in common: there may be wrong dates, and sequels."""
        outlier = next(claim.member for claim in conflict.claims if claim.value == MINE)
        witnesses = {claim.member for claim in conflict.claims if claim.value != MINE}
        day, days = self._days[outlier], [day for member in witnesses if (day := self._days[member]) is not None]
        if not days or (day is not None and any(abs(day - other) <= MOST_DAYS for other in days)):
            return True
        sources = {self._story.sources[member] for member in witnesses}
        common = sum(not sources.isdisjoint(having) for having in self._sources[outlier].values())
        return common >= (SAME_EVENT if day is not None else 0) and 2 * common >= len(self._sources[outlier]) - 1


def _order(value: float) -> int:
    """The order of magnitude of a number, so that those that may be one after rounding are of one order or of two that are neighbours."""
    return round(log10(value) / log10(1 + ROUNDED_BY))


class _Evidence:
    """Tells whether a number is about what other numbers are about.

    That it is a slip for one of them tells most; then what is counted, above all if nothing else is counted by that noun; then the words
    around them. A file whose other numbers are in no other source may be about something else altogether.
    """

    def __init__(self, statements: Sequence[Statement[Told]]) -> None:
        self._contexts = Contexts((told.source, told.figure.context) for _, _, told in statements)
        self._counting: dict[str, dict[float, set[int]]] = defaultdict(lambda: defaultdict(set))
        for _, _, told in statements:
            self._counting[told.figure.noun][told.figure.value].add(told.source)

    def of(self, one: Told, others: Sequence[Told], sources: int) -> float:
        """The evidence for one number, and others from so many sources."""
        figure = one.figure
        if any(says(figure, other.figure) for other in others):
            return 0.0
        counted = self._counted(figure, others)
        shared = self._contexts.weight({word for other in others for word in other.figure.context}.intersection(figure.context))
        of_all = shared / max(LEAST_OF_ALL, self._contexts.weight(figure.context))
        apart = min(_ratio(figure.value, other.figure.value) for other in others)
        if not counted and (of_all < LEAST_SHARE or apart > FAR):
            return 0.0
        slipped = max(slip(figure, other.figure) for other in others)
        if slipped < 1 and (not counted or (not slipped and apart > FAR)):
            return 0.0
        found = SLIP * slipped + counted + SHARED * min(1.0, shared / MUCH) + OF_ALL * of_all
        found += (
            FEW * (figure.value < TELLING and (sources < ENOUGH_SOURCES or shared < MUCH))
            + UNIT * (figure.kind in UNITS)
            + NEAR * (apart < NEARLY)
        )
        return found + DOUBT * (one.alone + UNKNOWN) / (one.alone + one.agreed + 1)

    def _counted(self, figure: Figure, others: Sequence[Told]) -> float:
        """What it tells that a number counts what others do: more if nothing else is counted so, and by many sources."""
        values = {other.figure.value for other in others if other.figure.noun == figure.noun}
        if not values or not figure.noun:
            return 0.0
        counting = self._counting[figure.noun]
        pairs = sum(map(len, counting.values())) - len(counting[figure.value])
        share = sum(len(counting[value]) for value in values) / pairs
        witnesses = len(set().union(*(counting[value] for value in values)))
        return SAME_NOUN + ONLY_NOUN * share + EACH_COUNTING * min(MOST_COUNTING, witnesses)


def related(one: Figure, other: Figure) -> bool:
    """Whether two numbers that agree may be of one thing, by what is counted and the words around them.

    More is wanted where the same may be by chance: where they are only near, or small and count different things.
    """
    shared = len({*one.context, one.noun} & {*other.context, other.noun})
    sure = one.value == other.value and (one.value >= TELLING or one.noun == other.noun)
    return shared >= (1 if sure else 2)


def supports(one: Figure, other: Figure) -> bool:
    """The same, or that they are equal and no everyday numbers."""
    return (one.value == other.value and is_telling(one.value)) or related(one, other)


def is_telling(value: float) -> bool:
    """Whether a number is seldom the same by chance: it has two digits or more besides zeros at its end."""
    return value >= TELLING and value / _step(value) >= TELLING


def says(one: Figure, other: Figure) -> bool:
    """Whether two numbers are one: equal, or nearly so where one is hedged or rounded."""
    if one.value == other.value:
        return True
    if abs(one.value - other.value) > ROUNDED_BY * max(one.value, other.value):
        return False
    low, high = _range(one)
    other_low, other_high = _range(other)
    return (low <= other_high and other_low <= high) or _rounds(one, other) or _rounds(other, one)


def denies(one: Figure, other: Figure) -> bool:
    """Whether two numbers cannot be one, whatever their hedges leave open; a changing one may have been another."""
    low, high = _range(one)
    other_low, other_high = _range(other)
    return {CHANGING, MOVED}.isdisjoint((one.hedge, other.hedge)) and (low > other_high or other_low > high) and not says(one, other)


def slip(one: Figure, other: Figure) -> float:
    """How surely one number is a slip for the other: 1 for two digits swapped, one of several changed, or a power of ten; 0 for no slip.

    Of a rounded number only its power of ten can be told.
    """
    less, more = sorted((one, other), key=lambda figure: figure.value)
    rounded = less.value > 0 and any(says(less._replace(value=less.value * power), more) for power in _powers(less.value))
    return max(_slip(one.value, other.value), ROUND_SLIP if rounded else 0.0)


def _slip(one: float, other: float) -> float:
    first, second = (f"{value:.6f}".rstrip("0").rstrip(".") for value in (one, other))
    told, meant = (digits.replace(".", "").strip("0") for digits in (first, second))
    if told == meant:
        less, more = sorted((one, other))
        return 1.0 if len(told) > 1 and any(abs(more - power * less) < 0.5 for power in _powers(less)) else 0.0
    if len(first) != len(second):
        return 0.5 if first.endswith(second) or second.endswith(first) else 0.0
    different = [place for place, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    if len(different) == 2 and different[1] == different[0] + 1 and sorted(first) == sorted(second):
        return 1.0
    if len(different) == 1:
        return 1.0 if len(told) > 2 else 0.5 if len(told) == 2 else ONE_DIGIT if one >= TELLING else 0.0
    return 0.0


def _powers(less: float) -> Sequence[float]:
    """The powers of ten by which a number may be too small: by a zero, or as a thousand for a million."""
    return (10.0, 1000.0) if less >= 1000 else (10.0,)


def _ratio(one: float, other: float) -> float:
    """How many times the lesser of two numbers the greater is."""
    less, more = sorted((one, other))
    return more / less if less > 0 else FAR


def _range(figure: Figure) -> tuple[float, float]:
    low, high = SLACK.get(figure.hedge, (1.0, 1.0))
    return figure.value * low, figure.value * high


def _rounds(rounded: Figure, exact: Figure) -> bool:
    """Whether a number is another one, rounded to the digits that it has before its zeros."""
    if rounded.value < LEAST_ROUNDED and not rounded.hedge and rounded.value == int(rounded.value) and exact.value == int(exact.value):
        return False
    step = _step(rounded.value)
    return step > _step(exact.value) and abs(rounded.value - exact.value) < step


def _step(value: float) -> float:
    """The place of the last digit that is no zero: 100 for 1,200 and 0.1 for 3.2."""
    step = 10.0 ** (floor(log10(value)) + 1) if value > 0 else 1.0
    for _ in range(8):
        if abs(value / step - round(value / step)) < 1e-6:
            break
        step /= 10
    return step
