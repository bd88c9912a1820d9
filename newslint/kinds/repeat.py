"""Kind `repeat`: what is said twice, from doubled words to repeated headlines, lines and sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.errors import RuleError
from newslint.kinds.base import Match
from newslint.kinds.checks import Check, CheckDetector, Options, check_field
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge

LONGEST_PHRASE = 20  # tokens
LONGEST_LOOP = 4  # tokens
LONGEST_HEADLINE = 40  # words
HEAD_LINES = 12  # how many lines of the head are taken for headlines
BODY_REACH = 5_000  # tokens of the body that a standfirst is compared with
STANDFIRST_SHARE = 0.6
LONGEST_STANDFIRST = 80  # in words

_TOKEN = re.compile(r"\w+(?:['-]\w+)*|\n\s*|[^\w ]")
_CHARACTER_LOOP = re.compile(r"(\w{2,8}?)\1{4,}")
_STUB = re.compile(r"\s*[(\[]\d{1,2}[)\]]$")
_GLUED_STUB = re.compile(r"[\w”\"?!.]([(（]\d{1,2}[)）])$")
_SITE_NAME = re.compile(r"\s(?:[|»•]|[-–—]{1,2})\s(?!.*\s(?:[|»•]|[-–—]{1,2})\s)")
_LABEL = re.compile(r"(?:by|posted|published|updated|written by|reported by|image|photo|source|author|last)\b")
_DIGITS = re.compile(r"\d+")
_EDGES = " \t\u3000.,;:!?…\"'“”‘’«»()[]*-–—|•#>"


class Run(NamedTuple):
    """Each of the tokens `start` to `start + length` is the same as the one `period` places later."""

    start: int
    period: int
    length: int


@lru_cache(maxsize=1)
def _tokens(folded: str) -> list[str]:
    return _TOKEN.findall(folded)


@lru_cache(maxsize=1)
def _offsets(folded: str) -> list[int]:
    return [found.start() for found in _TOKEN.finditer(folded)]


@lru_cache(maxsize=1)
def _runs(folded: str) -> list[Run]:
    """Where up to `LONGEST_PHRASE` tokens are followed at once by the same tokens, in one pass.

    Three tokens in a row that each stood equally far back are the sign; then both copies are compared in full.
    """
    tokens = _tokens(folded)
    last: dict[str, int] = {}
    runs = []
    reached = [0] * (LONGEST_PHRASE + 1)
    previous = count = 0
    for index, token in enumerate(tokens):
        period = index - last.get(token, -LONGEST_PHRASE - 1)
        last[token] = index
        if period > LONGEST_PHRASE:
            previous = 0
            continue
        count = count + 1 if period == previous else 1
        previous = period
        if count == min(period, 3) and index >= reached[period]:
            start, stop = index - period - count + 1, index - period + 1
            while start > 0 and tokens[start - 1] == tokens[start - 1 + period]:
                start -= 1
            while stop + period < len(tokens) and tokens[stop] == tokens[stop + period]:
                stop += 1
            reached[period] = stop + period
            if stop - start >= period:
                runs.append(Run(start, period, stop - start))
    return runs


def _span(folded: str, first: int, last: int) -> tuple[int, int]:
    """Where the tokens `first` to `last` (included) lie in the text."""
    offsets = _offsets(folded)
    return offsets[first], offsets[last] + len(_tokens(folded)[last])


def word(document: Document, options: Options) -> Iterable[Match]:
    """A word written twice ("claimed claimed"); three times only for function words, since "talk talk talk" is a figure of speech."""
    folded, text = document.folded, document.text
    tokens = _tokens(folded)
    allowed, only = options["words"], frozenset(options.get("only", ()))
    verbs = options.get("not-after", [])
    function_words = document.knowledge.words("function-words")
    for run in _runs(folded):
        said = tokens[run.start]
        if (
            run.period != 1
            or said in allowed
            or (only and said not in only)
            or not (len(said) > 1 or said == "a")
            or not said.replace("'", "").isalpha()
        ):
            continue
        # Five times and more is a loop.
        if run.length > 3 or (run.length > 1 and said not in function_words) or (verbs and _ends_with(tokens[run.start - 1], verbs)):
            continue
        start, end = _span(folded, run.start, run.start + run.length)
        first, second = text[start : start + len(said)], text[end - len(said) : end]
        if _may_be_name(first, second, said in function_words) or _joined(text, start, end):
            continue
        yield Match(start, end, (first,))
    if not only:
        yield from _with_its_forms(document, allowed)


def _with_its_forms(document: Document, allowed: frozenset[str]) -> Iterator[Match]:
    """A word before its own genitive or compound, or after a compound that ends in it ("state state's", "34th-minute minute")."""
    folded, text = document.folded, document.text
    for index, (left, right) in enumerate(pairwise(_tokens(folded))):
        if left == right or not ("-" in left or "-" in right or right.endswith("'s")):
            continue
        said = left.rsplit("-", 1)[-1]
        first = right.split("-", 1)[0].removesuffix("'s")
        if said != first or len(said) < 4 or not said.isalpha() or said in allowed:
            continue
        start, end = _span(folded, index, index + 1)
        if text[start:end].islower() and not _joined(text, start, end) and "\n" not in text[start:end]:
            yield Match(start, end, (text[start : start + len(left) - len(said)] + text[end - len(right) : end],))


def _ends_with(said: str, endings: list[str]) -> bool:
    """Whether a word is one of some words, or ends with one of those that begin with a hyphen."""
    return any(said.endswith(ending[1:]) if ending[0] == "-" else said == ending for ending in endings)


def _may_be_name(first: str, second: str, function_word: bool) -> bool:
    """Whether the capitals say that the doubling is meant: "Walla Walla", "NO NO", "starred in In Bruges"."""
    if second.islower():
        return False
    return not function_word or first.islower() or first.isupper()


def _joined(text: str, start: int, end: int) -> bool:
    """Whether the span is part of a longer string, such as an address, a handle or a hyphenated word."""
    return text[start - 1 : start] in _JOINTS or (text[end : end + 1] in _JOINTS_AFTER and text[end + 1 : end + 2].isalnum())


_JOINTS = frozenset("-‑@#/_&+=~\\")
_JOINTS_AFTER = _JOINTS | {"."}


def glued(document: Document, options: Options) -> Iterable[Match]:
    """A token that is one word written twice ("debtdebt")."""
    folded, text = document.folded, document.text
    doubles = {token for token in set(_tokens(folded)) if len(token) >= 8 and _is_double(token)}
    if not doubles:
        return
    allowed = options["words"]
    for index, token in enumerate(_tokens(folded)):
        half = len(token) // 2
        if token not in doubles or token in allowed or token[:half] in allowed:
            continue
        start, end = _span(folded, index, index)
        # "Bingbing" is a name; "AdvertAdvert" is not.
        if (text[start].islower() or text[start + half].isupper()) and not _joined(text, start, end):
            yield Match(start, end, (text[start : start + half],))


def _is_double(token: str) -> bool:
    """Whether a token is one word twice; a half that is itself a repeat ("hahahaha") is a sound, not a word."""
    half = len(token) // 2
    return token[:half] == token[half:] and len(token) % 2 == 0 and token.isalpha() and (token + token).find(token, 1) == half


def phrase(document: Document, options: Options) -> Iterable[Match]:
    """Some words said twice in a row ("on the border on the border")."""
    folded, text = document.folded, document.text
    tokens = _tokens(folded)
    least = options.get("least", 3)
    function_words = document.knowledge.words("function-words")
    for run in _runs(folded):
        unit = tokens[run.start : run.start + run.period]
        # "A rose is a rose is a rose": what goes on into a third beginning is a figure of speech.
        if run.period < least or run.length % run.period or len(set(unit)) == 1 or not all(said[0].isalpha() for said in unit):
            continue
        if run.period == 2 and not function_words.issuperset(unit):
            continue
        start, end = _span(folded, run.start, run.start + run.length + run.period - 1)
        once = text[start : _span(folded, run.start, run.start + run.period - 1)[1]]
        if any(said[0].islower() for said in once.split()) and not _joined(text, start, end):
            yield Match(start, end, (once,))


def loop(document: Document, options: Options) -> Iterable[Match]:
    """A token or a short pattern over and over, as a decoder that got stuck writes it."""
    folded, text = document.folded, document.text
    tokens = _tokens(folded)
    allowed = options["words"]
    times = options.get("times", 5)
    for run in _runs(folded):
        if run.period > LONGEST_LOOP or run.length + run.period < times * run.period:
            continue
        while not tokens[run.start][0].isalnum() and run.length > run.period:
            run = Run(run.start + 1, run.period, run.length - 1)
        unit = tokens[run.start : run.start + run.period]
        words = [said for said in unit if said[0].isalpha()]
        if any(len(said) > 1 for said in words) and not allowed.issuperset(words) and not any(said[0] == "\n" for said in unit):
            start, end = _span(folded, run.start, run.start + run.length + run.period - 1)
            yield Match(start, end, fields={"unit": text[start : _span(folded, run.start, run.start + run.period - 1)[1]]})
    stuck = {token: found for token in set(tokens) if len(token) > 12 and (found := _CHARACTER_LOOP.search(token))}
    for index, token in enumerate(tokens if stuck else ()):
        if token in stuck:
            part = stuck[token][1]
            if part not in allowed and len(set(part)) > 1 and not part.isdigit():
                yield Match(*_span(folded, index, index), fields={"unit": part})


def name(document: Document, options: Options) -> Iterable[Match]:
    """A name written twice ("Redmi Redmi"), where it stands alone `times` times or more elsewhere and is doubled only here."""
    folded, text = document.folded, document.text
    tokens = _tokens(folded)
    times, allowed = options.get("times", 3), options["words"] | document.knowledge.words("function-words")
    if options.get("pairs"):
        yield from _paired_names(document, allowed, frozenset(options.get("again", ())))
        return
    found: dict[str, list[tuple[int, int]]] = {}
    for run in _runs(folded):
        said = tokens[run.start]
        if run.period == 1 and run.length == 1 and len(said) > 2 and said.isalpha() and said not in allowed:
            found.setdefault(said, []).append(_span(folded, run.start, run.start + 1))
    for said, places in found.items():
        if len(places) > 1 or tokens.count(said) - 2 < times:
            continue
        start, end = places[0]
        first, second = text[start : start + len(said)], text[end - len(said) : end]
        # In a line of tags or a headline of names alone, nothing can be told.
        before, after = text[max(0, start - 30) : start].split(), text[end : end + 30].split()
        in_prose = any(words and words[0].islower() for words in (before[-1:], after[:1]))
        if first == second and first[0].isupper() and in_prose and not _joined(text, start, end):
            yield Match(start, end, (first,))


def _paired_names(document: Document, allowed: frozenset[str], again: frozenset[str]) -> Iterator[Match]:
    """Two words of a name written twice in a row, in a line that has small letters, too ("Anna Berg Anna Berg said").

    A word of `again` and any longer word count as well: "in Harlow in Harlow", "the mayor the mayor".
    """
    folded, text = document.folded, document.text
    tokens = _tokens(folded)
    for run in _runs(folded):
        unit = tokens[run.start : run.start + 2]
        if run.period != 2 or run.length != 2 or not all(said.isalpha() for said in unit):
            continue
        joined = unit[0] in again and len(unit[1]) > 3
        if any(len(said) < 2 or said in allowed for said in unit[joined:]):
            continue
        start, end = _span(folded, run.start, run.start + 3)
        words = text[start:end].split()
        beside = (*text[max(0, start - 30) : start].split()[-1:], *text[end : end + 30].split()[:1])
        in_prose = any(said[0].islower() for said in beside)
        names = words[:2] == words[2:] and all(said.istitle() for said in words)
        if in_prose and len(words) == 4 and (joined or names) and not _joined(text, start, end):
            yield Match(start, end, (" ".join(words[:2]),))


_CLAUSE = re.compile(r"[^\n.,;:!?…|•–—()«»“”\"]+")
_SPACED_DASH = re.compile(r"\s+--?\s+")
FAR = 6  # code points between two clauses


def echo(document: Document, options: Options) -> Iterable[Match]:
    """A clause that ends in the words of the one before it, or the other way round ("Berg wins again, the mayor Berg wins again").

    Fewer than `least` words count only if they hold two names or numbers; fewer than `fewest` never do. Two clauses that stand again
    together ("Fire in Harlow: hall closed – Fire in Harlow: hall closed") count, too.
    """
    folded, text = document.folded, document.text
    least, fewest, never = options.get("least", 5), options.get("fewest", 3), options["words"]
    clauses: list[tuple[int, int, list[str]]] = []
    for found in _CLAUSE.finditer(folded):
        for part in _SPACED_DASH.split(found[0]) if " -" in found[0] else (found[0],):
            words = _TOKEN.findall(part)
            if not words or never.intersection(words):
                clauses = []
                continue
            start = folded.index(part.strip(), found.start(), found.end())
            end = start + len(part.strip())
            if clauses and (start - clauses[-1][1] > FAR or "\n" in text[clauses[-1][1] : start]):
                clauses = []
            clauses = [*clauses[-3:], (start, end, words)]
            if len(clauses) < 2:
                continue
            before = clauses[-2][2]
            shared = _shared(before, words)
            if shared and _counts(text[start:end].split()[slice(*shared)], least, fewest, opens=not shared[0]):
                yield Match(start, end)
                continue
            twice = len(clauses) == 4 and words == clauses[1][2] and before == clauses[0][2]
            if twice and _counts(text[clauses[2][0] : end].split(), least, fewest, opens=True):
                yield Match(clauses[2][0], end)


def _shared(before: list[str], words: list[str]) -> tuple[int, int] | None:
    """Where, in a clause, the words of the one before it stand: all of them anywhere, or the last ones at the beginning or the end."""
    if len(before) <= len(words):
        for at in range(len(words) - len(before) + 1):
            if words[at] == before[0] and words[at : at + len(before)] == before:
                return at, at + len(before)
        most = len(before) - 1
    else:
        most = len(words)
    for number in range(most, 1, -1):
        if words[:number] == before[-number:]:
            return 0, number
    return (0, len(words)) if most == len(words) and words == before[-most:] else None


def _counts(words: list[str], least: int, fewest: int, *, opens: bool) -> bool:
    """Whether some words are many, or a few with a name or a number among them, which nobody repeats for the sound of it.

    The capital of a word that `opens` a clause tells nothing.
    """
    telling = any(word[0].isdigit() or (word[0].isupper() and (number or not opens)) for number, word in enumerate(words) if word != "I")
    return len(words) >= least or (len(words) >= fewest and telling)


def coordinate(document: Document, options: Options) -> Iterable[Match]:
    """A noun joined to itself ("the rumors and rumors"), where two words of the source came out as one.

    "Hours and hours" is a figure of speech; after one of `after`, such as "the", it is none. `joints` are the words that join.
    """
    folded, text = document.folded, document.text
    tokens = _tokens(folded)
    after, joints = frozenset(options.get("after", ())), frozenset(options.get("joints", ()))
    least = options.get("least", 5)
    function_words = document.knowledge.words("function-words")
    again = frozenset(options.get("again", ()))
    for index in range(1, len(tokens) - 3 if again else 0):
        if tokens[index + 1] not in joints or tokens[index - 1] not in again or tokens[index - 1] != tokens[index + 2]:
            continue
        said = tokens[index]
        # "For the town and the town to" goes on with a clause of its own.
        infinitive = tokens[index + 4 : index + 6] in (["to", "be"], ["to", "have"], ["to", "do"])
        if said != tokens[index + 3] or infinitive or len(said) < least - 1 or not said.isalpha():
            continue
        if said not in function_words and said not in options["words"]:
            start, end = _span(folded, index - 1, index + 3)
            if text[start:end][-len(said) :].islower() and not _joined(text, start, end):
                yield Match(start, end, (text[start : _span(folded, index - 1, index)[1]],))
    for index in range(1, len(tokens) - 2):
        if tokens[index + 1] not in joints or tokens[index] != tokens[index + 2] or tokens[index - 1] not in after:
            continue
        said = tokens[index]
        if len(said) < least or not said.isalpha() or said in function_words or said in options["words"]:
            continue
        start, end = _span(folded, index, index + 2)
        if text[start].islower() and not _joined(text, start, end):
            yield Match(start, end, (text[start : start + len(said)],))


class Line(NamedTuple):
    """A filled line: its place, its 0-based number, and what it says without case and punctuation at its ends."""

    start: int
    end: int
    number: int
    key: str


@lru_cache(maxsize=1)
def _filled_lines(document: Document) -> list[Line]:
    folded = document.folded
    lines = []
    for number, (start, end) in enumerate(document.lines):
        line = folded[start:end]
        key = line.strip(_EDGES)
        if key:
            bare = line.strip()
            first = start + line.index(bare[0])
            lines.append(Line(first, first + len(bare), number, key))
    return lines


def headline(document: Document, options: Options) -> Iterable[Match]:
    """The headline again: as a caption stub, with the site's name, cut short, or as it was.

    When several lines of the head come again, they are a table of contents, and only the first line counts as the headline.
    """
    from rapidfuzz import fuzz

    similarity, least = options.get("similarity", 92), options.get("least", 5)
    folded = document.folded
    headlines: list[Line] = []
    forms_of: list[list[str]] = []
    repeats: dict[int, list[Line]] = {}
    for place, line in enumerate(_filled_lines(document)):
        if line.end - line.start > LONGEST_HEADLINE * 12:
            continue
        forms = [form for form in _headline_forms(line.key) if least <= form.count(" ") + 1 <= LONGEST_HEADLINE]
        if not forms:
            continue
        cut = folded[line.start : line.end].endswith(("…", "..."))
        for number, known in enumerate(forms_of):
            if any(
                form == other or (cut and other.startswith(form)) or fuzz.ratio(form, other, score_cutoff=similarity)
                for form in forms
                for other in known
            ):
                repeats.setdefault(number, []).append(line)
                break
        else:
            early = place == 0 or document.in_zone(line.start, "head")
            if early and len(headlines) < HEAD_LINES and _like_headline(folded, line):
                headlines.append(line)
                forms_of.append(forms)
    if len(repeats) > 2:
        repeats = {number: lines for number, lines in repeats.items() if number == 0}
    for number, lines in repeats.items():
        for line in lines:
            yield Match(line.start, line.end, fields={"first": str(headlines[number].number + 1)})


def _like_headline(folded: str, line: Line) -> bool:
    return not _LABEL.match(line.key) and not folded[line.start : line.end].endswith((".", ".”", '."', ":", "{", "}", ";"))


def _headline_forms(key: str) -> list[str]:
    """What a line says without a caption number, and without a site's name at its end if it has one."""
    whole = _STUB.sub("", key).strip(_EDGES)
    site = _SITE_NAME.search(whole)
    if site and len(whole[site.end() :].split()) <= 4:
        return [whole, whole[: site.start()].strip(_EDGES)]
    return [whole]


def line(document: Document, options: Options) -> Iterable[Match]:
    """A line that stands several times: `stacked`, with nothing between, or `scattered` over the file, told where it first comes again."""
    times = options.get("times", 3)
    most = options.get("most", 12)
    groups: dict[str, list[Line]] = {}
    previous = ""
    stack: list[Line] = []
    stacks: list[list[Line]] = []
    for entry in _filled_lines(document):
        if entry.key != previous:
            stack = []
            stacks.append(stack)
        stack.append(entry)
        previous = entry.key
        if _worth_telling(document, entry, most):
            groups.setdefault(entry.key, []).append(entry)
    if options.get("place", "stacked") == "stacked":
        for stack in stacks:
            if len(stack) >= times and _worth_telling(document, stack[0], most):
                # In the head and tail a stack is junk as a whole; in the body one of the lines may be meant.
                body = document.in_zone(stack[0].start, "body")
                yield from _repeats(stack[1:] if body else stack, stack[0], len(stack))
        return
    stacked = {entry.number for stack in stacks if len(stack) > 1 for entry in stack[1:]}
    for entries in groups.values():
        apart = [entry for entry in entries if entry.number not in stacked]
        if len(apart) >= times:
            yield from _repeats(apart[1:2], apart[0], len(apart))


def _worth_telling(document: Document, entry: Line, most: int) -> bool:
    """Whether a line is a text of its own: no score, table cell, separator or speaker's label."""
    if entry.key.count(" ") >= most or _DIGITS.match(entry.key) or document.text[entry.end - 1] in ":?":
        return False
    letters = sum(map(str.isalpha, entry.key))
    return letters >= 6 and letters * 10 >= len(entry.key) * 7


def _repeats(entries: list[Line], first: Line, count: int) -> Iterator[Match]:
    for entry in entries:
        yield Match(entry.start, entry.end, fields={"first": str(first.number + 1), "count": str(count)})


def sentence(document: Document, options: Options) -> Iterable[Match]:
    """Sentences that stand a second time in the file; neighbours that are repeated together are told together.

    With `similarity` below 100, those that are told are the ones that differ a little, not those that are the same. `quoted` limits the
    check to sentences that begin with a quote mark, or to the others.
    """
    from rapidfuzz import fuzz

    least, similarity, quoted = options.get("least", 8), options.get("similarity", 100), options.get("quoted")
    folded = document.folded
    keys = []
    seen: dict[Any, int] = {}
    pairs: list[tuple[int, int]] = []
    for index, (start, end) in enumerate(document.sentences):
        if end - start < 4 * least or quoted == (folded[start] not in _OPENING):
            keys.append("")
            continue
        key = folded[start:end].strip(_EDGES)
        keys.append(key)
        words = key.split()
        if len(words) < least or folded[end - 1] not in _SENTENCE_ENDS or (folded[end - 1] in "?!" and _whole_line(document, start, end)):
            continue
        if similarity == 100:
            known = seen.setdefault(key, index)
            if known != index:
                pairs.append((known, index))
            continue
        # Nearly the same: only sentences that begin or end alike are compared, each with the first of its sort.
        for bucket in (("begins", *words[:4]), ("ends", *words[-4:])):
            known = seen.setdefault(bucket, index)
            if known != index and keys[known] != key and _DIGITS.findall(keys[known]) == _DIGITS.findall(key):
                if fuzz.ratio(keys[known], key, score_cutoff=similarity):
                    pairs.append((known, index))
                break
    yield from _joined_pairs(document, pairs)


_OPENING = frozenset("“\"'«„")
_SENTENCE_ENDS = frozenset(".!?…\"”')")


def _whole_line(document: Document, start: int, end: int) -> bool:
    """Whether a span is a line of its own, as a headline is."""
    first, last = document.lines[document.line_at(start)]
    return document.text[first:last].strip() == document.text[start:end]


def _joined_pairs(document: Document, pairs: list[tuple[int, int]]) -> Iterator[Match]:
    """One match for each stretch of neighbouring sentences; `pairs` are (first time, again), by the latter."""
    sentences = document.sentences
    index = 0
    while index < len(pairs):
        last = index
        while last + 1 < len(pairs) and pairs[last + 1] == (pairs[last][0] + 1, pairs[last][1] + 1):
            last += 1
        known, again = pairs[index]
        number = document.line_at(sentences[known][0]) + 1
        yield Match(sentences[again][0], sentences[pairs[last][1]][1], fields={"first": str(number)})
        index = last + 1


def standfirst(document: Document, options: Options) -> Iterable[Match]:
    """A line of the head that the body says again, at least for the better part and for many words in a row.

    A line that stands again as a line is not told: that is a repeated headline.
    """
    least = options.get("least", 10)
    body = ""
    lines = _filled_lines(document)
    keys = Counter(_STUB.sub("", line.key) for line in lines)
    for line in lines:
        if not document.in_zone(line.start, "head"):
            break
        words = [said for said in _TOKEN.findall(line.key) if said[0].isalnum()]
        need = max(least, int(len(words) * STANDFIRST_SHARE))
        if not need <= len(words) <= LONGEST_STANDFIRST or keys[line.key] > 1:
            continue
        if not body:
            start = next((start for start, _ in document.paragraphs if not document.in_zone(start, "head")), len(document.text))
            before = len(_TOKEN.findall(document.folded[:start]))
            tokens = _tokens(document.folded)[before : before + BODY_REACH]
            body = f" {' '.join(said for said in tokens if said[0].isalnum())} "
        if any(f" {' '.join(words[at : at + need])} " in body for at in range(len(words) - need + 1)):
            yield Match(line.start, line.end)


def _words_of(key: str) -> set[str]:
    return {said for said in _TOKEN.findall(key) if said[0].isalnum()}


def _digits(words: set[str]) -> set[str]:
    return {said for said in words if said[0].isdigit()}


def caption(document: Document, options: Options) -> Iterable[Match]:
    """A line that says nearly the same as the line before it: a picture's text given both as its alternative and as its caption."""
    least, most, similarity = options.get("least", 6), options.get("most", 60), options.get("similarity", 90)
    previous: Line | None = None
    for entry in _filled_lines(document):
        length, other = entry.key.count(" ") + 1, previous.key.count(" ") + 1 if previous else 0
        alike = least <= length <= most and least <= other and max(length, other) <= 2 * min(length, other)
        if previous and alike and entry.key != previous.key:
            words, others = _words_of(entry.key), _words_of(previous.key)
            fewer = min(len(words), len(others))
            if len(words & others) * 100 >= similarity * fewer and not (words ^ others) & _digits(words | others):
                yield Match(entry.start, entry.end, fields={"first": str(previous.number + 1)})
        previous = entry


def caption_stub(document: Document, options: Options) -> Iterable[Match]:
    """The number of a picture, glued to the end of the line that served as its text ("no door was closed?(1)")."""
    text = document.text
    least, most = options.get("least", 4), options.get("most", 40)
    for line in _filled_lines(document):
        if text[line.end - 1] in ")）":
            found = _GLUED_STUB.search(text, max(line.start, line.end - 6), line.end)
            if found and least <= len(text[line.start : line.end].split()) <= most:
                yield Match(found.start(1), line.end)


CHECKS: dict[str, Check] = {
    "word": word,
    "glued": glued,
    "phrase": phrase,
    "name": name,
    "coordinate": coordinate,
    "echo": echo,
    "loop": loop,
    "headline": headline,
    "line": line,
    "sentence": sentence,
    "standfirst": standfirst,
    "caption": caption,
    "caption-stub": caption_stub,
}

FIELDS = {
    "check": check_field(CHECKS),
    "words": fields.texts("small-letter words that may be said twice"),
    "lists": fields.texts("names of word lists that hold more of them"),
    "only": fields.texts("word: the only small-letter words that count"),
    "not-after": fields.texts("word: words after which the doubling may be meant; -ed stands for all that end so"),
    "after": fields.texts("coordinate: words before the noun that make it a fault"),
    "again": fields.texts("coordinate: words before the noun that make it a fault if they stand before it both times"),
    "pairs": fields.flag("name: two words of a name, written twice in a row"),
    "fewest": fields.number("echo: words that count if they hold names or numbers", 2, 100, whole=True),
    "joints": fields.texts("coordinate: words that join the two"),
    "least": fields.number("the least number of words; coordinate: of letters", 2, 100, whole=True),
    "most": fields.number("the greatest number of words", 1, 200, whole=True),
    "times": fields.number("how often it must be said", 2, 100, whole=True),
    "similarity": fields.number("how much alike two texts must be, in per cent", 50, 100),
    "quoted": fields.flag("sentence: true for those that begin with a quote mark only, false for the others only"),
    "place": fields.text("stacked: with nothing but blank lines between; scattered: anywhere", choices=("stacked", "scattered")),
}

MESSAGE_FIELDS = ("first", "count", "unit")


def compile(options: Options, knowledge: Knowledge) -> Options:
    """Keep the options of this kind, and put the words of its lists together, in lower case."""
    if "place" in options and options["check"] != "line":
        raise RuleError('only the check "line" has a place', "place")
    words = {*options.get("words", ()), *(word for name in options.get("lists", ()) for word in knowledge.words(name))}
    plan = {key: options[key] for key in FIELDS if key in options and key != "lists"}
    return {**plan, "words": sorted({word.lower() for word in words})}


class Detector(CheckDetector):
    """Runs one of the checks; `words` is a set for them."""

    CHECKS = CHECKS

    def __init__(self, plan: Options) -> None:
        super().__init__({**plan, "words": frozenset(plan["words"])})
