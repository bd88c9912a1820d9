"""Kind `punctuation`: marks that are doubled, lost, misplaced or of another language, and words that lost the space between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newslint.errors import RuleError
from newslint.kinds.base import Match
from newslint.kinds.checks import Check, CheckDetector, Options, check_field
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge

STOPS = ".!?"
CLOSERS = "\"”’')]»"
LONGEST_QUOTE = 300  # code points between a mark and its partner
HABIT = 0.5  # the share from which a way of writing is the document's own
MIN_PROSE_WORDS = 12
PROSE_LENGTH = 60  # code points; nothing shorter has so many words
LONG_SENTENCE_WORDS = 20  # a line of so many words is no heading

_MARKS = re.compile(r"[.,;:!?…](?:[\"”']? ?[.,;:!?…])+")
_TWO_DOTS = re.compile(r"\.\.(?![.\w/…])")
_SPACED_MARK = re.compile(r" +[,.;!?]")
_BARE_STOP = re.compile(r"[.!?](?=[A-Z](?:[a-z']| ))")
_BARE_COMMA = re.compile(r"[,;](?=[A-Za-z]{2})")
_GLUED_CLOCK = re.compile(
    r":\d\d(?: ?[AaPp]\.?[Mm]\.?(?:\d+|[A-Z][a-z]+)"
    r"|(?: ?[AaPp][Mm])? ?(?:IST|GMT|UTC|EST|EDT|CET|CEST|PST|PDT|BST|WIB|PKT)(?:[A-Z][a-z]+|\d{2,})|[+-]\d{1,2}:\d\d\d{4})"
)
_GLUED_AGE = re.compile(r" ago[A-Za-z]+")
_AGE = re.compile(r"\d{1,3} (?:second|minute|hour|day|week|month|year)s?$")
_WIDE_MARKS = {"，": ",", "。": ".", "；": ";", "：": ":", "！": "!", "？": "?", "、": ","}
_FOREIGN_STOP = re.compile(r"([A-Za-z]+)([，。；：！？、])([A-Za-z]*)")
_QUOTE_THEN_WORD = re.compile(r"[\"“”’](?=[^\W\d_]{2})")
_BARE_BRACKET = re.compile(r" \((?:[A-Z]{2,}|[^()\n]{0,60}[ \d][^()\n]{0,60})\)(?=[a-z]{3})")
_QUOTE_MARK = re.compile(r"[\"“”„]")
_WRONG_SINGLE = re.compile(r"(?<=[a-z.,!?])‘(?=[\s,.;:!?]|$)")
_FOREIGN_PAIR = re.compile(
    r"«[^«»\n]{1,300}»|»[^«»\n]{1,300}«|„[^„“”\"\n]{1,300}[“”\"]|‹[^‹›\n]{1,300}›|‚[^‚‘’\n]{1,200}[‘’]"
    r"|“[^“”«»\n]{1,300}»|«[^«»“”\n]{1,300}[”\"]"
)
_INNER_CAPITAL = re.compile(r"[a-z][A-Z](?=[a-z])")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ADDRESS = re.compile(r"[@/\\=_&#<>{}|~]|www\.|https?:")
_CODE = re.compile(r"[{}=<>]|\w\[\w|\(\)|//|\w_\w|\w\([\w\"']|\w\.\w+\(")
_CREDIT = re.compile(r"\b(?:photo|photograph|image|picture|credit|courtesy|getty|reuters|afp|shutterstock|via)\b", re.I)
_DIALOGUE = re.compile(r"[-–—] ?[“\"]?[A-Z]")
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|you|You|me|us)\b")
_EXCERPT_END = re.compile(r"(?:\[\s?(?:…|\.\.\.|&hellip;)\s?\]|\(\s?(?:…|\.\.\.)\s?\))[ .]*$")


class _Place(NamedTuple):
    """A word and where it begins."""

    word: str
    start: int


def _word_before(text: str, end: int) -> _Place:
    """The word that ends at an offset, with the full stops, apostrophes and hyphens inside it."""
    start = end
    while start > 0 and end - start < 40 and (text[start - 1].isalnum() or text[start - 1] in ".'’-$€£%"):
        start -= 1
    return _Place(text[start:end], start)


def _word_after(text: str, start: int) -> str:
    found = _WORD.match(text, start, start + 60)
    return found[0] if found else ""


def _token_around(text: str, offset: int) -> str:
    """The characters around an offset up to the next white space, not more than 80 on each side."""
    before = text[max(0, offset - 80) : offset].rsplit(None, 1)
    after = text[offset : offset + 80].split(None, 1)
    left = "" if text[offset - 1 : offset].isspace() or not before else before[-1]
    right = "" if text[offset : offset + 1].isspace() or not after else after[0]
    return left + right


def _in_code(text: str, offset: int) -> bool:
    """Whether the characters around an offset look like a program."""
    return bool(_CODE.search(text, max(0, offset - 60), offset + 60))


def _abbreviated(word: str, abbreviations: frozenset[str]) -> bool:
    """Whether a full stop after a word may belong to the word: "Wash", "a.m", "J", "etc"."""
    if word[:1].isdigit():
        return not word.isdigit() or len(word) != 4  # "14st." is a measure, a year is not
    bare = word.lower()
    last = bare.rsplit(".", 1)[-1].rsplit("-", 1)[-1]
    if len(last) <= 1 or "." in bare.strip(".") or bare in abbreviations or word in abbreviations:
        return True
    # Shortened names of states, months and ranks: "Calif.", "Minn.", "Messrs." is in the list.
    return word[:1].isupper() and len(word) <= 5


def doubled_stop(document: Document, options: Options) -> Iterable[Match]:
    """Two marks where one belongs ("border. .", "team.,", "there,,"), also around a closing quote (".” .")."""
    plain = document.plain
    abbreviations = options["words"]
    for found in _MARKS.finditer(plain):
        run = found[0]
        marks = [char for char in run if char in ".,;:!?…"]
        before = _word_before(plain, found.start())
        if _of_entity(plain, before.start) or _in_code(plain, found.start()) or "‘" in document.text[found.start() : found.end()]:
            continue
        previous, following = plain[found.start() - 1 : found.start()], plain[found.end() : found.end() + 1]
        if following == "[" or not _wrong_together(run, marks, before.word, previous, following, abbreviations):
            continue
        goes_on = plain[found.end() : found.end() + 4].lstrip(" \"”'“")[:1].islower()
        kept = next((mark for mark in marks if mark in (",;:" if goes_on else STOPS)), marks[-1])
        quote = next((char for char in run if char in "\"”'"), "")
        if quote == "'":
            quote = document.text[found.start() + run.index("'")]
        word = document.text[before.start : found.start()]
        yield Match(before.start, found.end(), (word + kept + quote,))


def _of_entity(text: str, start: int) -> bool:
    """Whether the word that begins at an offset is part of an entity such as "&quot;", which has a semicolon of its own."""
    return text[start - 1 : start] in ("&", "#") or text[max(0, start - 2) : start] == "& "


def _wrong_together(run: str, marks: list[str], word: str, previous: str, following: str, abbreviations: frozenset[str]) -> bool:
    quoted = any(char in "\"”'" for char in run)
    if len(marks) > 2 or "…" in marks or not (previous.isalnum() or previous in CLOSERS + "%") or not previous:
        return False
    first, second = marks
    if following.isalnum() and (run[-1] in ".:" or " " not in run):
        return False  # a number, an address, a table
    if first == second == ".":
        return (" " in run or quoted) and not (quoted and _abbreviated(word, abbreviations))
    if first == ".":
        if quoted and second != ",":
            return False
        return bool(word) and not _abbreviated(word, abbreviations) and (len(word) > 3 or quoted)
    if first in "!?":
        return second in ".;" and not quoted and len(word) > 2 and word.islower()
    if first == second == ":" or (quoted and first != ","):
        return False
    return not (quoted and second in "!?:;")


def two_dots(document: Document, options: Options) -> Iterable[Match]:
    """Two full stops in a row: a slip for one, or for an ellipsis."""
    text = document.text
    for found in _TWO_DOTS.finditer(text):
        before = _word_before(text, found.start())
        if before.word and before.word[-1].isalnum() and not _ADDRESS.search(_token_around(text, found.start())):
            goes_on = text[found.end() : found.end() + 2].strip()[:1].islower()
            yield Match(before.start, found.end(), (before.word + ("…" if goes_on else "."),))


def space_before(document: Document, options: Options) -> Iterable[Match]:
    """A space before a mark, unless that is how the whole document is written."""
    plain = document.plain
    skipped = options["words"]
    found = [entry for entry in _SPACED_MARK.finditer(plain) if _misplaced(plain, entry)]
    if not found:
        return
    french = _habit(plain, ";!?")
    tokenised = _habit(plain, ",") or _habit(plain, ".")
    for entry in found:
        mark = entry[0][-1]
        before = _word_before(plain, entry.start())
        start = before.start if before.word else entry.start() - 1
        if _in_code(plain, entry.start()) or (french and mark in ";!?") or before.word.lower() in skipped:
            continue
        yield Match(start, entry.end(), (document.text[start : entry.start()] + mark,))
        if tokenised:
            return  # the whole file was cut into tokens: one finding says it all


def _misplaced(plain: str, entry: re.Match[str]) -> bool:
    previous, following = plain[entry.start() - 1 : entry.start()], plain[entry.end() : entry.end() + 1]
    mark = entry[0][-1]
    if not previous or not (previous.isalnum() or previous in "\"”’')]%"):
        return False
    if previous in "\"”’'" and plain[entry.start() - 2 : entry.start() - 1] in (".", ",", "!", "?", " "):
        return False  # told as a doubled stop or a misplaced quote
    if mark == ".":
        if plain[entry.end() : entry.end() + 2] == " .":
            return False  # an ellipsis with spaces
        return not (following.isalnum() or following in (".", "/", "…", "-", "_"))
    if mark == ",":
        return following != "," and not (following.isdigit() and previous.isdigit())
    return following not in (")", "-", "(", "=") and not following.isalnum()


def _habit(plain: str, marks: str) -> bool:
    """Whether the document mostly sets a space before these marks."""
    spaced = sum(plain.count(f" {mark}") for mark in marks)
    return spaced >= 3 and spaced >= HABIT * sum(plain.count(mark) for mark in marks)


def no_space_after(document: Document, options: Options) -> Iterable[Match]:
    """No space after a full stop, comma, semicolon, bracket or quote ("jack.The", "Ukraine,he", "deputies”she")."""
    text = document.text
    abbreviations = options["words"]
    function_words = document.knowledge.words("function-words")
    for found in _BARE_STOP.finditer(text):
        before, after = _word_before(text, found.start()), _word_after(text, found.end())
        if _lost_after_stop(text, found, before.word, after, abbreviations, function_words):
            yield _spaced_out(text, before.start, found.end(), after)
    for found in _BARE_COMMA.finditer(text):
        before, after = _word_before(text, found.start()), _word_after(text, found.end())
        if _lost_after_comma(text, found, before.word, after) and not _of_entity(text, before.start):
            yield _spaced_out(text, before.start, found.end(), after)
    yield from _around_quotes(text)
    for found in _BARE_BRACKET.finditer(text):
        yield _spaced_out(text, found.start() + 1, found.end(), _word_after(text, found.end()))


def _spaced_out(text: str, start: int, cut: int, after: str) -> Match:
    return Match(start, cut + len(after), (f"{text[start:cut]} {after}",))


def _lost_after_stop(
    text: str, found: re.Match[str], before: str, after: str, abbreviations: frozenset[str], function_words: frozenset[str]
) -> bool:
    bare = before.lstrip("$€£'’-")
    if not after or _ADDRESS.search(_token_around(text, found.start())) or _in_code(text, found.start()):
        return False
    opens_sentence = after.lower() in function_words
    if bare.isdigit():
        line_start = text[max(0, found.start() - len(before) - 1) : found.start() - len(before)] in ("", "\n")
        return opens_sentence and len(bare) > 1 and found[0] == "." and not line_start
    if len(bare) < 2 or not bare.replace("'", "").replace("’", "").replace("-", "").isalpha():
        return False
    if bare[-1].isupper() or bare[0].isupper():
        if len(bare) < 3 or {bare, bare.lower()} & abbreviations or len(after) < 2:
            return False
        name = found[0] == "." and len(bare) > 3 and bare[1:].islower() and len(after) > 2
        return opens_sentence or (
            name and after.lower() not in _DOMAINS and not re.match(r"\.\w", text[found.end() + len(after) : found.end() + len(after) + 2])
        )
    return bare not in abbreviations and after.lower() not in _DOMAINS and (len(after) > 1 or opens_sentence)


# What stands after the dot in names of sites and files.
_DOMAINS = frozenset(
    (
        *(
            "app",
            "biz",
            "blog",
            "club",
            "co",
            "com",
            "edu",
            "eu",
            "fm",
            "gov",
            "info",
            "io",
            "life",
            "live",
            "media",
            "net",
            "news",
            "online",
        ),
        *(
            "org",
            "pro",
            "ru",
            "shop",
            "site",
            "space",
            "store",
            "tech",
            "today",
            "tv",
            "uk",
            "us",
            "world",
            "html",
            "jpg",
            "js",
            "pdf",
            "png",
        ),
    )
)


def _lost_after_comma(text: str, found: re.Match[str], before: str, after: str) -> bool:
    token = _token_around(text, found.start())
    if _ADDRESS.search(token) or "(" in token or "[" in token or token.count(",") + token.count(";") > 2:
        return False
    bare = before.strip("$€£%'’-.")
    if len(before) < 2 or not bare.replace("-", "").replace("'", "").replace("’", "").replace(".", "").isalnum() or len(after) < 2:
        return False
    if before.endswith(".") or (bare.isupper() and after.isupper()) or (found[0] == "," and bare.isdigit() and not after.islower()):
        return False
    # Comma-separated values: most commas nearby stand without a space.
    nearby = text[max(0, found.start() - 200) : found.end() + 200]
    return nearby.count(",") <= 2 or nearby.count(", ") * 2 >= nearby.count(",")


def _around_quotes(text: str) -> Iterator[Match]:
    for found in _QUOTE_THEN_WORD.finditer(text):
        at, mark = found.start(), found[0]
        previous = text[at - 1 : at]
        marked = previous in (".", ",", "!", "?", ":", ";")
        if not marked and (mark in '"’' or not previous.isalnum()):
            continue
        after = _word_after(text, found.end())
        if after in ("es", "ed", "ing") or (marked and not text[at - 2 : at - 1].isalpha()) or _ADDRESS.search(_token_around(text, at)):
            continue
        before = _word_before(text, at - 1 if marked else at)
        if mark == "“":
            if marked or previous.islower():
                yield Match(before.start, found.end() + len(after), (f"{text[before.start : at]} {mark}{after}",))
        elif mark == "”" or (previous in STOPS and after[0].isupper()) or (mark == '"' and after[0].islower() and previous != ":"):
            yield _spaced_out(text, before.start, found.end(), after)


def quote_direction(document: Document, options: Options) -> Iterable[Match]:
    """A quote mark of the wrong shape or on the wrong side of a space (`answer, “he said`, `Ukraine, ”he added`, `won“,`)."""
    text = document.text
    if "“" in text or "”" in text or '"' in text:
        verbs = options["words"]
        for start, end in document.paragraphs:
            marks = [found.start() for found in _QUOTE_MARK.finditer(text, start, end)]
            if marks:
                yield from _curly(text, start, end, marks, verbs)
                yield from _straight(text, start, end, marks, verbs)
    if "‘" in text:
        for found in _WRONG_SINGLE.finditer(text):
            at = found.start()
            before = _word_before(text, at - 1 if text[at - 1] in ".,!?" else at)
            yield Match(before.start, at + 1, (f"{text[before.start : at]}’",))


def _curly(text: str, start: int, end: int, marks: list[int], verbs: frozenset[str]) -> Iterator[Match]:
    depth = 0
    last_closing = text.rfind("”", start, end)
    german = "„" in text[start:end]
    for at in marks:
        mark = text[at]
        if mark not in "“”":
            continue
        previous, following = text[at - 1 : at] if at > start else "", text[at + 1 : at + 2] if at + 1 < end else ""
        spaced = previous.isspace()
        if mark == "”":
            if spaced and following.isalnum():
                yield _turned(text, start, at, closing=depth > 0)
            elif spaced and text[at - 2] not in '“"' and _ends(following):
                before = _word_and_marks_before(text, start, at - 1)
                yield Match(before, at + 1, (f"{text[before : at - 1]}”",))
            depth = max(0, depth - 1)
            continue
        wants_closing = depth > 0 or at > last_closing
        if german and not spaced and previous:
            pass  # „…“ is told as foreign quote marks
        elif (previous.isalnum() or previous in (",", ".", "!", "?", "…")) and _ends(following):
            before = _word_and_marks_before(text, start, at)
            yield Match(before, at + 1, (f"{text[before:at]}”",))
            depth = max(0, depth - 1)
            continue
        elif spaced and following in (".", ",", ";", "!", "?") and following and _alone(text, at + 1):
            before = _word_and_marks_before(text, start, at - 1)
            yield Match(before, at + 1, (f"{text[before : at - 1]}”",))
            depth = max(0, depth - 1)
            continue
        elif spaced and following.isalpha() and wants_closing and _attribution(text, at + 1, end, verbs):
            yield _turned(text, start, at, closing=True)
            depth = max(0, depth - 1)
            continue
        elif following == " " and (spaced or not previous or previous in "([—–"):
            word = _word_after(text, at + 2)
            if word:
                yield Match(at, at + 2 + len(word), (f"“{word}",))
        depth += 1


def _straight(text: str, start: int, end: int, marks: list[int], verbs: frozenset[str]) -> Iterator[Match]:
    straight = [at for at in marks if text[at] == '"' and not text[max(start, at - 1) : at].isdigit()]
    for number, at in enumerate(straight):
        previous, following = text[at - 1 : at] if at > start else "", text[at + 1 : at + 2] if at + 1 < end else ""
        if not previous.isspace():
            continue
        if number % 2:
            opening = straight[number - 1]
            if not text[opening + 1].isalnum():
                continue
            if following.isalpha() and text[at - 2] in ",.!?" and _attribution(text, at + 1, end, verbs):
                yield _turned(text, start, at, closing=True)
            elif following in (",", ".", ";", "!", "?") and following and _alone(text, at + 1):
                before = _word_and_marks_before(text, start, at - 1)
                yield Match(before, at + 1, (f'{text[before : at - 1]}"',))
        elif number + 1 == len(straight) and following.isalpha() and text[at - 2] in ",.!?" and _attribution(text, at + 1, end, verbs):
            yield _turned(text, start, at, closing=True)  # what it closes was opened in an earlier paragraph
        elif following == " " and number + 1 < len(straight) and not text[straight[number + 1] - 1].isspace():
            word = _word_after(text, at + 2)
            if word:
                yield Match(at, at + 2 + len(word), (f'"{word}',))


def _ends(following: str) -> bool:
    """Whether what follows a mark is what follows the end of a word: nothing, space, or a mark."""
    return not following or following.isspace() or following in ",.;:!?)]"


def _alone(text: str, at: int) -> bool:
    """Whether the mark at an offset is neither part of an ellipsis or a name such as ".NET" nor itself what is quoted."""
    return not (text[at + 1 : at + 2].isalnum() or text[at + 1 : at + 2] in ("”", '"', ".", "’"))


def _turned(text: str, start: int, at: int, *, closing: bool) -> Match:
    """A mark with the space on the wrong side, told with its neighbours; what it should be depends on what it should do."""
    mark = text[at] if text[at] == '"' else "”" if closing else "“"
    before = _word_and_marks_before(text, start, at - 1)
    after = _word_after(text, at + 1)
    left = text[before : at - 1]
    mended = f"{left}{mark} {after}" if closing else f"{left} {mark}{after}"
    return Match(before, at + 1 + len(after), (mended,))


def _word_and_marks_before(text: str, start: int, end: int) -> int:
    """Where the word begins that stands before an offset, with or without a mark between."""
    at = end
    while at > start and end - at < 3 and text[at - 1] in ".,;:!?…)’'":
        at -= 1
    return max(start, _word_before(text, at).start)


_SUBJECT = re.compile(
    r"(?:(?:he|she|they|it|we|I|who)|(?:the|a|an|his|her|their|its|one) [A-Za-z]+(?: [A-Za-z]+){0,3}?|(?:Mr|Mrs|Ms|Dr)\.? [A-Z][\w'’-]+"
    r"|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}) (?:(?:later|also|then|further|once|had|[a-z]+ly) )?(?P<verb>[a-z]+)\b"
)


def _attribution(text: str, at: int, end: int, verbs: frozenset[str]) -> bool:
    """Whether an attribution such as "he said" or "added Ms Holm" begins at an offset."""
    subject = _SUBJECT.match(text, at, min(end, at + 80))
    return (subject["verb"] if subject else _word_after(text, at)) in verbs


def quote_mixed(document: Document, options: Options) -> Iterable[Match]:
    """A quotation that opens with a curly mark and closes with a straight one, or the other way round."""
    text = document.text
    if '"' not in text or not ("“" in text or "”" in text):
        return
    for start, end in document.paragraphs:
        opened = -1
        for found in _QUOTE_MARK.finditer(text, start, end):
            at, mark = found.start(), found[0]
            if mark == "“" or (mark == '"' and _opens(text, start, at)):
                opened = at
                continue
            pair = {text[opened], mark} if opened >= 0 else set()
            if pair in ({"“", '"'}, {"”", '"'}) and at - opened <= LONGEST_QUOTE and not text[at - 1].isdigit():
                yield Match(opened, at + 1, (f"“{text[opened + 1 : at]}”",))
            opened = -1


def quote_foreign(document: Document, options: Options) -> Iterable[Match]:
    """Quote marks of another language in an English paragraph, or of two languages in one pair."""
    text = document.text
    words = options["words"]
    for found in _FOREIGN_PAIR.finditer(text):
        inner = found[0][1:-1]
        if not any("a" <= char <= "z" for char in inner.lower()):
            continue
        start, end = document.paragraphs[document.paragraph_at(found.start())]
        outside = (
            document.folded[max(start, found.start() - 400) : found.start()]
            + " "
            + document.folded[found.end() : min(end, found.end() + 400)]
        )
        common = sum(1 for said in _WORD.findall(outside) if said in words)
        # A passage of the other language, or a link such as "Next »", has few English words around it.
        if common >= 2 and common * 10 >= len(outside.split()):
            opening, closing = ("‘", "’") if found[0][0] in "‚‹" else ("“", "”")
            yield Match(found.start(), found.end(), (f"{opening}{inner.strip()}{closing}",))


def unclosed_quote(document: Document, options: Options) -> Iterable[Match]:
    """A quotation that neither its paragraph nor the next ones close, and that the next paragraph does not take up again."""
    text = document.text
    paragraphs = document.paragraphs
    for index, (start, end) in enumerate(paragraphs):
        opened = -1
        for found in _QUOTE_MARK.finditer(text, start, end):
            at, mark = found.start(), found[0]
            if mark in "“„":
                opened = -1 if mark == "“" and opened >= 0 and text[opened] == "„" else at
            elif mark == '"' and opened < 0 and _opens(text, start, at):
                opened = at
            else:
                opened = -1
        if opened < 0 or not document.is_prose(start, end):
            continue
        word = _word_after(text, opened + 1)
        shifted = text[max(start, opened - 2) : opened] == ", " and word.islower()  # told as a mark of the wrong shape
        if word and not shifted and not _taken_up(text, paragraphs[index + 1 : index + 4]):
            yield Match(opened, opened + 1 + len(word))


def _opens(text: str, start: int, at: int) -> bool:
    """Whether a straight mark stands where an opening one does."""
    return (at == start or text[at - 1] in " (\u00a0—–") and text[at + 1 : at + 2].isalnum()


def _taken_up(text: str, following: list[tuple[int, int]]) -> bool:
    """Whether the next of these paragraphs begins with a quote mark, or the first mark in them closes a quotation."""
    if following and text[following[0][0]] in "“\"„”‘'":
        return True
    for start, end in following:
        found = _QUOTE_MARK.search(text, start, end)
        if found:
            return found[0] == "”" or (found[0] == '"' and not _opens(text, start, found.start()))
    return False


def final(document: Document, options: Options) -> Iterable[Match]:
    """Paragraphs of prose that lack their final mark, where other paragraphs have one, or several lack it.

    `least` and `most` say for how many such paragraphs the rule is meant, `share` for what part of all paragraphs of prose.
    """
    text = document.text
    lost: list[tuple[int, int]] = []
    short: list[tuple[int, int]] = []
    proper = 0
    introduced = False
    for start, end in document.paragraphs:
        after_colon, introduced = introduced, text[end - 1] == ":"
        bare_end = start + len(text[start:end].rstrip(CLOSERS))
        if bare_end == start or not text[bare_end - 1].isalnum() or text[end - 1] in ")]":
            proper += end - start > PROSE_LENGTH
        elif end - start > PROSE_LENGTH and not after_colon and not document.in_zone(start, "head"):
            kind = _sentences_of(document, start, bare_end)
            if kind and _ends_openly(document, options, start, bare_end):
                (lost if kind == "prose" else short).append((start, end))
    if lost:
        said = Counter(text[start:end] for start, end in document.paragraphs)
        lost = [(start, end) for start, end in lost if said[text[start:end]] == 1]  # what is said twice is a headline or a caption
    if len(lost) >= 3:
        # Where losing it is the rule, shorter paragraphs have lost theirs as well.
        lost = sorted(lost + short)
    if not options.get("least", 1) <= len(lost) <= options.get("most", 10_000) or (proper < 2 and len(lost) < 3):
        return
    if len(lost) < options.get("share", 0) * (len(lost) + proper):
        return
    for start, end in lost:
        bare_end = start + len(text[start:end].rstrip(CLOSERS))
        first = max(start, _word_before(text, bare_end).start)
        yield Match(first, end, (f"{text[first:bare_end]}.{text[bare_end:end]}",))


def _sentences_of(document: Document, start: int, end: int) -> str:
    """Whether a paragraph reads as sentences: "prose" when surely so, "short" when it might be a heading, else nothing."""
    text = document.text
    words = text[start:end].split()
    if len(words) < MIN_PROSE_WORDS or not (text[start].isalpha() or text[start] in "“\"‘'"):
        return ""
    if sum(1 for said in words if said[0].isupper()) * 2 >= len(words):
        return ""
    return "prose" if document.is_prose(start, end) or len(words) >= LONG_SENTENCE_WORDS else "short"


def _ends_openly(document: Document, options: Options, start: int, end: int) -> bool:
    """Whether a paragraph ends with an ordinary word: no address, no credit, and no word such as "the" after which it breaks off."""
    words = document.text[start:end][-120:].split()
    last = words[-1].lower()
    return not (_ADDRESS.search(last) or "." in last or last in options["words"] or _CREDIT.search(" ".join(words[-6:])))


def truncated(document: Document, options: Options) -> Iterable[Match]:
    """A file whose last paragraph of prose breaks off. `signs` says by what that is told.

    `bracket`: an ellipsis in brackets; `ellipsis`: a bare one; `open`: a comma, a hyphen or a function word at the end.
    """
    text = document.text
    last = next(((start, end) for start, end in reversed(document.paragraphs) if _sentences_of(document, start, end) == "prose"), None)
    if last is None:
        return
    start, end = last
    signs = options.get("signs", ["bracket", "open"])
    excerpt = _EXCERPT_END.search(text, max(start, end - 20), end)
    if excerpt:
        if "bracket" in signs:
            yield Match(excerpt.start(), end)
        return
    tail = text[max(start, end - 3) : end]
    if tail.endswith(("…", "...")):
        if "ellipsis" in signs and text[end - 4 : end - 3] != ".":
            yield Match(end - (1 if tail.endswith("…") else 3), end)
        return
    if "open" not in signs or end - start < 80:
        return
    before = _word_before(text, end)
    if before.word in options["words"]:
        yield Match(before.start, end)
    elif text[end - 1] in ",-–—" and text[end - 2].isalnum():
        yield Match(_word_before(text, end - 1).start, end)


def dash_dialogue(document: Document, options: Options) -> Iterable[Match]:
    """Paragraphs that speak after a dash, as many languages print dialogue."""
    text = document.text
    verbs = options["words"]
    for start, end in document.paragraphs:
        if text[start] not in "-–—" or not _DIALOGUE.match(text, start, end) or text[end - 1] not in '.!?…”"':
            continue
        parts = re.split(r" [-–—] ", text[start:end])
        attributed = any(verbs.intersection(part.split()[:3]) for part in parts[1:])
        if attributed or (_FIRST_PERSON.search(text, start, end) and len(text[start:end].split()) >= 5):
            yield Match(start, start + 1)


def fused(document: Document, options: Options) -> Iterable[Match]:
    """Two words run together at a capital.

    `pair` says which: `opener`, a small-letter word before a word that opens sentences ("pipelineThe"); `small`, a small-letter word
    before another ("filesSearch"); `capital`, two capitalised words that both stand on their own elsewhere ("OhioKilling").
    """
    text = document.text
    wanted = options["pair"]
    openers = document.knowledge.words("function-words") | frozenset(options.get("openers", ()))
    if not _inner_capitals_at(text):
        return
    brands = options["words"]
    tokens = list(_inner_capitals(text, brands, tuple(options.get("prefixes", ()))))
    counts = Counter(left + right for _, left, right in tokens)
    own = frozenset(_WORD.findall(text)) if wanted == "capital" and tokens else frozenset()
    for start, left, right in tokens:
        opens = right.lower() in openers and len(right) > 1
        pair = "capital" if not left.islower() else "opener" if opens else "small"
        # What is written so twice is meant so.
        if pair != wanted or counts[left + right] > 1 or (pair == "small" and (len(left) < 4 or len(right) < 3)):
            continue
        if pair != "capital" or (left in own and (opens or right in own or right.lower() in own)):
            yield Match(start, start + len(left + right), (f"{left}. {right}" if opens else f"{left} {right}",))


@lru_cache(maxsize=1)
def _inner_capitals_at(text: str) -> list[int]:
    """Where a capital stands between small letters."""
    return [found.start() + 1 for found in _INNER_CAPITAL.finditer(text)]


def _inner_capitals(text: str, brands: frozenset[str], prefixes: tuple[str, ...]) -> Iterator[tuple[int, str, str]]:
    """Words with one capital inside: where they begin, and their two parts; brands, names, handles and addresses are left out."""
    for cut in _inner_capitals_at(text):
        start = cut
        while start > 0 and cut - start < 40 and text[start - 1].isalpha():
            start -= 1
        left, right = text[start:cut], re.split("['’]", _word_after(text, cut), maxsplit=1)[0]
        if len(left) < 3 or not left[1:].islower() or not right[1:].islower() or left in prefixes or (left + right).lower() in brands:
            continue
        around = _token_around(text, cut)
        if not _ADDRESS.search(around) and not re.search(r"\.\w", around) and not _in_code(text, cut):
            yield start, left, right


def glued_clock(document: Document, options: Options) -> Iterable[Match]:
    """A time of day, or the age of a post, that runs into what follows ("9:16 PM21 days ago", "PM ISTQuote")."""
    text = document.text
    for found in _GLUED_CLOCK.finditer(text):
        hour = len(text[max(0, found.start() - 2) : found.start()]) - len(
            text[max(0, found.start() - 2) : found.start()].rstrip("0123456789")
        )
        if hour:
            yield Match(found.start() - hour, found.end())
    for found in _GLUED_AGE.finditer(text):
        age = _AGE.search(text, max(0, found.start() - 12), found.start())
        if age:
            yield Match(age.start(), found.end())


def foreign_stop(document: Document, options: Options) -> Iterable[Match]:
    """A full-width mark of Chinese or Japanese type after a Latin word."""
    for found in _FOREIGN_STOP.finditer(document.text):
        mark = _WIDE_MARKS[found[2]]
        yield Match(found.start(), found.end(), (f"{found[1]}{mark} {found[3]}".rstrip(),))


CHECKS: dict[str, Check] = {
    "doubled-stop": doubled_stop,
    "two-dots": two_dots,
    "space-before": space_before,
    "no-space-after": no_space_after,
    "quote-direction": quote_direction,
    "quote-mixed": quote_mixed,
    "quote-foreign": quote_foreign,
    "unclosed-quote": unclosed_quote,
    "final": final,
    "truncated": truncated,
    "foreign-stop": foreign_stop,
    "glued-clock": glued_clock,
    "dash-dialogue": dash_dialogue,
    "fused": fused,
}

# A check with marks of its own is called only for documents that hold one.
_FACTORS = {
    "two-dots": [".."],
    "space-before": [" ,", " .", " ;", " !", " ?"],
    "foreign-stop": [*_WIDE_MARKS],
    "quote-mixed": ['"'],
    "quote-foreign": ["«", "»", "„", "‚", "‹"],
}

FIELDS = {
    "check": check_field(CHECKS),
    "words": fields.texts(
        "doubled-stop, no-space-after: abbreviations; quote-direction, dash-dialogue: verbs of saying; fused: brands; others: see there"
    ),
    "lists": fields.texts("names of word lists that hold more of them"),
    "openers": fields.texts("fused: small-letter words that open sentences, beside the function words"),
    "prefixes": fields.texts("fused: what may stand before an inner capital, such as Mc"),
    "pair": fields.text("fused: which words are run together", choices=("opener", "small", "capital")),
    "least": fields.number("final: the least number of paragraphs that lack their mark", 1, 1000, whole=True),
    "most": fields.number("final: the greatest number of them", 1, 1000, whole=True),
    "share": fields.number("final: the least share of the paragraphs of prose that lack their mark", 0, 1),
    "signs": fields.texts("truncated: by what the end is told", choices=("bracket", "ellipsis", "open")),
}

MESSAGE_FIELDS = ()


def compile(options: Options, knowledge: Knowledge) -> Options:
    """Keep the options of this kind, put the words of its lists together, and add what gates the check."""
    check = options["check"]
    if (check == "fused") != ("pair" in options):
        raise RuleError('the check "fused", and no other, needs a pair', "pair")
    words = {*options.get("words", ()), *(word for name in options.get("lists", ()) for word in knowledge.words(name))}
    if check in ("doubled-stop", "no-space-after"):
        words.update(word for entry in knowledge.entries("abbreviations") for word in entry["words"])
    elif check == "fused":
        words = {word.lower() for word in words}
    plan = {key: options[key] for key in FIELDS if key in options and key != "lists"}
    plan["words"] = sorted(words)
    if check in _FACTORS:
        plan["factors"] = _FACTORS[check]
    return plan


class Detector(CheckDetector):
    """Runs one of the checks; `words` is a set for them."""

    CHECKS = CHECKS

    def __init__(self, plan: Options) -> None:
        super().__init__({**plan, "words": frozenset(plan["words"])})
