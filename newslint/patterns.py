"""Patterns from YAML: RE2 with Unicode word classes, word lists filled in, and the literals that every match must hold.

RE2 runs in linear time whatever the pattern; nothing from a pack is ever run by Python's `re`, whose parser is only used to read literals
out of a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newslint.errors import RuleError
from newslint.words import APOSTROPHES

if TYPE_CHECKING:
    from newslint.ruleset.knowledge import Knowledge

LENGTH_LIMIT = 4000
MOST_CHOICES = 48  # the most literals that one run of a pattern may stand for

# Signs that are rare enough in prose to gate a pattern alone, and words that are too frequent to gate one well.
RARE = frozenset("[]{}<>|%$€£¥#@*+=~^\\_&…«»„•→©®™")
FREQUENT = frozenset(
    "a after all an and are as at be been but by for from had has have he her his if in into is it its new no not of on one or over said"
    " she so than that the their they this to two up was we were when which while who will with would year years you".split()
)
MEMORY_LIMIT = 8 << 20
GROUP_SIZE = 16  # larger groups make automata of too many states
GROUP_MEMORY = 64 << 20

# Letters, digits and marks of all scripts, by the blocks that hold them: RE2 compiles these few ranges a hundred times faster than the
# Unicode categories, at the price of a few symbols that stand among letters.
_WORD_CLASS = (
    r"0-9A-Za-z_\x{AA}\x{B5}\x{BA}\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{1FFF}\x{2C00}-\x{2DFF}\x{3005}-\x{3007}\x{3040}-\x{D7FF}"
    r"\x{F900}-\x{FDFF}\x{FE70}-\x{FEFE}\x{FF10}-\x{FF19}\x{FF21}-\x{FF3A}\x{FF41}-\x{FF5A}\x{FF66}-\x{FFDC}\x{10000}-\x{10FFFF}"
)
_TOKEN = re.compile(r"\\u([0-9a-fA-F]{4})|\\[pP]\{\^?\w+\}|\\x\{[0-9a-fA-F]+\}|\\.|\[:\^?\w+:\]|[\[\]]|[^\\\[\]]+", re.S)
_LIST = re.compile(r"\{\{([a-z0-9-]+)\}\}")


def translate(pattern: str, knowledge: Knowledge, key: str = "pattern") -> str:
    """A pattern as RE2 gets it: word lists filled in, `\\w` for all scripts, `\\uXXXX` understood, apostrophes straight.

    Raises:
        RuleError: too long, an unknown list, or `\\W` inside a character class.
    """
    if len(pattern) > LENGTH_LIMIT:
        raise RuleError(f"the pattern is longer than {LENGTH_LIMIT:,} characters; use a word list", key)

    def fill(match: re.Match[str]) -> str:
        words = knowledge.words(match[1])
        if not words:
            raise RuleError(f'there is no word list "{match[1]}" under knowledge/', key)
        return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"

    pieces = []
    in_class = False
    for token in _TOKEN.finditer(_LIST.sub(fill, pattern).translate(APOSTROPHES)):
        piece = token[0]
        if token[1]:
            piece = f"\\x{{{token[1]}}}"
        elif piece == r"\w":
            piece = _WORD_CLASS if in_class else f"[{_WORD_CLASS}]"
        elif piece == r"\W":
            if in_class:
                raise RuleError(r"\W cannot stand inside [ ]; write the characters out", key)
            piece = f"[^{_WORD_CLASS}]"
        elif piece == "[":
            in_class = True
        elif piece == "]":
            in_class = False
        pieces.append(piece)
    return "".join(pieces)


@lru_cache(maxsize=8192)
def compiled(pattern: str, ignore_case: bool) -> Any:
    """The RE2 object of a translated pattern.

    Raises:
        RuleError: RE2 refuses the pattern (look-around, back-references, too large).
    """
    import re2

    options = re2.Options()
    options.case_sensitive = not ignore_case
    options.log_errors = False
    options.max_mem = MEMORY_LIMIT
    try:
        return re2.compile(pattern, options=options)
    except re2.error as error:
        reason = error.args[0].decode("utf-8", "replace") if isinstance(error.args[0], bytes) else str(error)
        raise RuleError(f"RE2 refuses the pattern: {reason}") from error


class Screen:
    """Tells which of many patterns match a text, in one pass for each group of them.

    Args:
        patterns: translated patterns, each with whether capitals and small letters are the same.

    A group that RE2 cannot hold is not screened: its patterns count as matching everything.
    """

    def __init__(self, patterns: Sequence[tuple[str, bool]]) -> None:
        self._groups: list[tuple[int, Any]] = []
        self._unscreened: list[int] = []
        for first in range(0, len(patterns), GROUP_SIZE):
            group = patterns[first : first + GROUP_SIZE]
            found = _set_of(group)
            if found is None:
                self._unscreened += range(first, first + len(group))
            else:
                self._groups.append((first, found))

    def matching(self, text: str) -> list[int]:
        """The numbers of the patterns that may match somewhere in a text."""
        encoded = text.encode("utf-8", "surrogatepass")
        numbers = list(self._unscreened)
        for first, group in self._groups:
            numbers += [first + number for number in group.Match(encoded) or ()]
        return numbers


def _set_of(patterns: Sequence[tuple[str, bool]]) -> Any:
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = GROUP_MEMORY
    group = re2.Set.SearchSet(options)
    try:
        for pattern, ignore_case in patterns:
            group.Add(f"(?i:{pattern})" if ignore_case else pattern)
        group.Compile()
    except re2.error:
        return None
    return group


FEW_LITERALS = 12
GATE_LENGTH = 11  # code points


def required(pattern: str) -> tuple[list[str] | None, int]:
    """What every match of a translated pattern has.

    Returns:
        Lower-case literals of which one stands, ignoring case, in every match, or None where there are none; and the least number of
        code points of a match.

    The idea is that of RE2's FilteredRE2 and of Google Code Search: Russ Cox, "Regular Expression Matching with a Trigram Index" (2012).
    """
    try:
        tree = _parse(pattern)
        least = int(tree.getwidth()[0])
    except (re.error, RecursionError, OverflowError, ValueError):
        return None, 1
    best = _required(tree)
    return (sorted(_shortened(best)) if best else None), max(1, least)


def _shortened(literals: set[str]) -> set[str]:
    """Literals cut to their beginnings where there are many: as good a gate, and far fewer for the automaton to be built from."""
    return literals if len(literals) <= FEW_LITERALS else {literal[:GATE_LENGTH] for literal in literals}


def _parse(pattern: str) -> Any:
    try:
        from re import _parser as parser  # type: ignore[attr-defined, unused-ignore]
    except ImportError:  # Python 3.10
        import sre_parse as parser  # type: ignore[no-redef, unused-ignore]

    readable = pattern.replace(f"[^{_WORD_CLASS}]", r"\W").replace(f"[{_WORD_CLASS}]", r"\w").replace(_WORD_CLASS, r"\w")
    readable = re.sub(r"\\[pP]\{\^?\w+\}", r"\\w", readable)
    readable = re.sub(r"\\x\{([0-9a-fA-F]+)\}", lambda match: re.escape(chr(int(match[1], 16))), readable)
    readable = re.sub(r"\(\?i\)", "", readable)
    return parser.parse(readable)


def _required(sequence: Any) -> set[str] | None:
    """The best set of literals for a parsed sequence: the longer its shortest member, the rarer it is in text."""
    candidates: list[set[str]] = []
    run = {""}

    def close() -> None:
        nonlocal run
        if run != {""}:
            candidates.append(run)
        run = {""}

    for operator, argument in sequence:
        name = str(operator)
        choices = _choices(name, argument)
        if choices is not None and len(run) * len(choices) <= MOST_CHOICES:
            run = {head + tail for head in run for tail in choices}
            continue
        close()
        if choices is not None:
            run = set(choices)
        elif name == "SUBPATTERN":
            inner = _required(argument[-1])
            if inner:
                candidates.append(inner)
        elif name == "BRANCH":
            branches = [_required(branch) for branch in argument[1]]
            if all(branches):
                candidates.append(set().union(*(branch for branch in branches if branch)))
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and argument[0] >= 1:
            inner = _required(argument[2])
            if inner:
                candidates.append(inner)
    close()
    usable = [candidate for candidate in candidates if all(len(literal) >= 2 or literal in RARE for literal in candidate)]
    return min(usable, key=_frequency, default=None)


def _frequency(candidate: set[str]) -> float:
    """A rough guess at how often one of the literals is met: each letter makes one rarer, a rare sign more so, a common word does not."""
    return sum(0.05 if set(literal.split()) <= FREQUENT else 4.0 ** -_weight(literal) for literal in candidate)


def _weight(literal: str) -> float:
    return sum(1.0 if char.isalpha() else 0.5 if char in " .,-'" else 2.0 for char in literal)


def _choices(name: str, argument: Any) -> set[str] | None:
    """The few lower-case strings that one parsed item stands for, or None when they are many."""
    if name == "LITERAL":
        return {chr(argument).lower()}
    if name == "AT":
        return {""}
    if name == "IN" and all(str(operator) == "LITERAL" for operator, _ in argument) and len(argument) <= 4:
        return {chr(point).lower() for _, point in argument}
    if name == "SUBPATTERN":
        return _sequence_choices(argument[-1])
    if name == "BRANCH":
        branches = [_sequence_choices(branch) for branch in argument[1]]
        if all(branch is not None for branch in branches):
            union = set().union(*(branch for branch in branches if branch))
            return union if len(union) <= MOST_CHOICES else None
    if name == "MAX_REPEAT" and argument[:2] == (0, 1):
        inner = _sequence_choices(argument[2])
        return None if inner is None or len(inner) > 8 else inner | {""}
    return None


def _sequence_choices(sequence: Any) -> set[str] | None:
    run = {""}
    for operator, argument in sequence:
        choices = _choices(str(operator), argument)
        if choices is None or len(run) * len(choices) > 16:
            return None
        run = {head + tail for head in run for tail in choices}
    return run
