"""Numbers that other files tell otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import floor, log10
from typing import TYPE_CHECKING

from newslint.corpus.checks.alignment import Alignment, Contexts, Statement, conflicts_among

if TYPE_CHECKING:
    from newslint.corpus.facts import Figure
    from newslint.corpus.story import Story
    from newslint.corpus.votes import Conflict

CHECK = "number-conflict"
CHANGING = "changing"
COUNTED = ("count", "percent", "age")  # kinds whose numbers may be compared whatever they count
LEAST, LEAST_EVEN, MOST = 2.3, 3.3, 4.0
SLIP = 2.0  # what a slip of the pen tells
NO_SLIP = -0.75
EACH_SOURCE, LEAST_SOURCES, MOST_SOURCES = 0.25, 2, 5
LEAST_SHARED = 0.5  # where a unit says little of what is counted
LEAST_OF_ALL = 0.5  # the share of them where something else is counted
MUCH = 3.0  # shared words that leave no doubt
SLACK = {"about": (0.88, 1.12), "over": (1.0, 1.5), "under": (0.67, 1.0)}
LEAST_ROUNDED = 100  # smaller numbers are counted, not rounded
ROUNDED_BY = 0.1
TELLING = 10  # numbers from here on are seldom the same by chance


def number_conflicts(story: Story) -> Iterable[Conflict]:
    """Numbers of one thing that neither hedges nor rounding explain."""
    by_kind: dict[str, list[Statement[Figure]]] = defaultdict(list)
    for member, entry in enumerate(story.members):
        for figure in entry.facts.figures:
            by_kind[figure.kind if figure.kind in COUNTED else figure.noun].append(Statement(member, figure.passage, figure))
    for statements in by_kind.values():
        evidence = _Evidence(statements).of
        alignment = Alignment(
            CHECK,
            lambda figure: (figure.value, figure.hedge),
            says,
            denies,
            related,
            supports,
            evidence,
            lambda figure: figure.noun,
            LEAST,
            LEAST_EVEN,
            MOST,
        )
        yield from conflicts_among(story, statements, alignment)


class _Evidence:
    """Tells whether a number is about what other numbers are about.

    That it is a slip for them tells most; then what is counted, unless a file counts much of it; then the words around them.
    """

    def __init__(self, statements: Sequence[Statement[Figure]]) -> None:
        self._contexts = Contexts((statement.member, statement.fact.context) for statement in statements)
        values: dict[str, set[tuple[int, float]]] = defaultdict(set)
        for member, _, figure in statements:
            values[figure.noun].add((member, figure.value))
        self._rarity = {noun: len({member for member, _ in told}) / len(told) for noun, told in values.items()}

    def of(self, one: Figure, others: Sequence[Figure], sources: int) -> float:
        """The evidence for one number, and others from so many sources."""
        around = {word for other in others for word in other.context}
        nouns = {other.noun for other in others}
        slipped = max(slip(one.value, other.value) for other in others)
        counted = self._rarity[one.noun] if one.noun and one.noun in nouns else 0.0
        shared = self._contexts.weight(around.intersection(one.context))
        if shared < LEAST_SHARED and (one.kind != "count" or not counted):
            return 0.0
        of_all = shared / max(2.0, self._contexts.weight(one.context))
        if not counted and (slipped < 1 or of_all <= LEAST_OF_ALL):
            return 0.0
        further = EACH_SOURCE * (min(MOST_SOURCES, sources) - LEAST_SOURCES)
        return (SLIP * slipped if slipped else NO_SLIP) + counted + min(1.0, shared / MUCH) + of_all + further


def related(one: Figure, other: Figure) -> bool:
    """Whether two numbers that agree may be of one thing, by what is counted and the words around them."""
    return one.noun == other.noun or not {*one.context, one.noun}.isdisjoint((*other.context, other.noun))


def supports(one: Figure, other: Figure) -> bool:
    """The same, or that they are equal and no everyday numbers."""
    return one.value == other.value >= TELLING or related(one, other)


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
    return CHANGING not in (one.hedge, other.hedge) and (low > other_high or other_low > high) and not says(one, other)


def slip(one: float, other: float) -> float:
    """How surely one number is a slip for the other: 1 for two digits swapped, one of several changed, or a power of ten; 0 for no slip."""
    first, second = (f"{value:.10g}" for value in (one, other))
    told, meant = (digits.replace(".", "").strip("0") for digits in (first, second))
    if told == meant:
        return 1.0 if len(told) > 1 else 0.5 if max(one, other) >= 100 else 0.25
    if len(first) != len(second):
        return 0.5 if first.endswith(second) or second.endswith(first) else 0.0
    different = [place for place, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    if len(different) == 2 and different[1] == different[0] + 1 and sorted(first) == sorted(second):
        return 1.0
    if len(different) == 1:
        return 1.0 if len(told) > 2 else 0.5 if len(told) == 2 else 0.0
    return 0.0


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
