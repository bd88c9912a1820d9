"""Quote marks that are turned, mixed, foreign or never closed, and speech after a dash."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newslint.kinds.base import Match
from newslint.kinds.checks import Options
from newslint.kinds.punctuation.text import STOPS, WORD, word_after, word_before

if TYPE_CHECKING:
    from newslint.document import Document

LONGEST_QUOTE = 300  # code points between a mark and its partner
_QUOTE_MARK = re.compile(r"[\"“”„]")
_WRONG_SINGLE = re.compile(r"(?<=[a-z.,!?])‘(?=[\s,.;:!?]|$)|(?<=[a-z]{3})‘(?=(?:s|re|ve|ll)(?![a-z]))")
_FOREIGN_PAIR = re.compile(
    r"«[^«»\n]{1,300}»|»[^«»\n]{1,300}«|„[^„“”\"\n]{1,300}[“”\"]|‹[^‹›\n]{1,300}›|‚[^‚‘’\n]{1,200}[‘’]"
    r"|“[^“”«»\n]{1,300}»|«[^«»“”\n]{1,300}[”\"]|“[^“”«»\n]{1,300}«(?=[\s.,;:!?]|$)"
)
_FOREIGN_HALF = re.compile(r"(?<!\w)[«„](?P<after>[A-Za-z]+)|(?P<before>[A-Za-z]+[,.!?]?)»(?!\w)")
_DIALOGUE = re.compile(r"[-–—] ?[“\"]?[A-Z]")
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|you|You|me|us)\b")


def quote_direction(document: Document, options: Options) -> Iterable[Match]:
    """A quote mark of the wrong shape, or on the wrong side of a space (`answer, “he said`, `Ukraine, ”he added`, `won“,`).

    `form` says which are meant: `turned`, the wrong shape, or `spaced`, where moving the space is all that is needed; by default both.
    """
    form = options.get("form")
    for match in _misdirected(document, options):
        moved = "".join(document.text[match.start : match.end].split()) == "".join("".join(match.suggestions[:1]).split())
        if form in (None, "spaced" if moved else "turned"):
            yield match


def _misdirected(document: Document, options: Options) -> Iterator[Match]:
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
            before = word_before(text, at - 1 if text[at - 1] in ".,!?" else at)
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
        elif (
            spaced
            and following.isalpha()
            and wants_closing
            and (_attribution(text, at + 1, end, verbs) or (depth > 0 and at > last_closing and _follows_quote(text, start, at, verbs)))
        ):
            yield _turned(text, start, at, closing=True)
            depth = max(0, depth - 1)
            continue
        elif following == " " and (spaced or not previous or previous in "([—–"):
            word = word_after(text, at + 2)
            if word:
                yield Match(at, at + 2 + len(word), (f"“{word}",))
        depth += 1


def _follows_quote(text: str, start: int, at: int, verbs: frozenset[str]) -> bool:
    """Whether what stands before a mark is the end of what somebody says, with its comma, and not "he said,"."""
    return text[at - 2] == "," and text[at + 1].isupper() and word_before(text, at - 2).word not in verbs


def _straight(text: str, start: int, end: int, marks: list[int], verbs: frozenset[str]) -> Iterator[Match]:
    straight = [at for at in marks if text[at] == '"' and not text[max(start, at - 1) : at].isdigit()]
    even = len(straight) % 2 == 0
    for number, at in enumerate(straight):
        previous, following = text[at - 1 : at] if at > start else "", text[at + 1 : at + 2] if at + 1 < end else ""
        if not previous.isspace():
            continue
        if number % 2:
            opening = straight[number - 1]
            if not (text[opening + 1].isalnum() or text[opening + 1] in "[(‘'…$£€"):
                continue
            if following.isalpha() and text[at - 2] in ",.!?" and _attribution(text, at + 1, end, verbs):
                yield _turned(text, start, at, closing=True)
            elif (following in (",", ".", ";", "!", "?") and following and _alone(text, at + 1)) or (
                following == " " and even and text[at - 2].isalnum() and _opens(text, start, opening) and at - opening <= LONGEST_QUOTE
            ):
                before = _word_and_marks_before(text, start, at - 1)
                yield Match(before, at + 1, (f'{text[before : at - 1]}"',))
        elif number + 1 == len(straight) and following.isalpha() and text[at - 2] in ",.!?" and _attribution(text, at + 1, end, verbs):
            yield _turned(text, start, at, closing=True)  # what it closes was opened in an earlier paragraph
        elif following == " " and number + 1 < len(straight):
            word = word_after(text, at + 2)
            if word and text[straight[number + 1] - 1].isspace():
                last = straight[number + 1]
                if even and last - at <= LONGEST_QUOTE:
                    yield Match(at, last + 1, (f'"{text[at + 1 : last].strip()}"',))
            elif word:
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
    after = word_after(text, at + 1)
    left = text[before : at - 1]
    mended = f"{left}{mark} {after}" if closing else f"{left} {mark}{after}"
    return Match(before, at + 1 + len(after), (mended,))


def _word_and_marks_before(text: str, start: int, end: int) -> int:
    """Where the word begins that stands before an offset, with or without a mark between."""
    at = end
    while at > start and end - at < 3 and text[at - 1] in ".,;:!?…)’'":
        at -= 1
    return max(start, word_before(text, at).start)


_SUBJECT = re.compile(r"(?:he|she|they|it|we|I|who|the|a|an|his|her|their|its|one|[A-Z][\w'’-]+) ")
_CLAUSE_END = re.compile(r"[!?;:\"“”]|(?<!Mr)(?<!Ms)(?<!Mrs)(?<!Dr)(?<! [A-Z])\.")
LONGEST_SUBJECT = 12  # words from the beginning of an attribution to its verb


def _attribution(text: str, at: int, end: int, verbs: frozenset[str]) -> bool:
    """Whether an attribution such as "he said", "added Ms Holm" or "the head of the port, Ana Holm, told" begins at an offset.

    After a full stop, a capital may begin the next sentence of the quotation; then only a name with its verb at once counts.
    """
    if word_after(text, at) in verbs:
        return True
    if not _SUBJECT.match(text, at, end):
        return False
    close = _CLAUSE_END.search(text, at, min(end, at + 120))
    words = WORD.findall(text, at, close.start() if close else min(end, at + 120))
    verb = next((number for number, word in enumerate(words[:LONGEST_SUBJECT]) if number and word in verbs), 0)
    if text[at - 3] != "," and text[at].isupper():
        return 0 < verb <= 2 and all(word[0].isupper() and len(word) > 1 for word in words[:verb])
    return verb > 0 and word_before(text, at - 3).word not in verbs


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
        common = sum(1 for said in WORD.findall(outside) if said in words)
        # A passage of the other language, or a link such as "Next »", has few English words around it.
        if common >= 2 and common * 10 >= len(outside.split()):
            opening, closing = ("‘", "’") if found[0][0] in "‚‹" else ("“", "”")
            yield Match(found.start(), found.end(), (f"{opening}{inner.strip()}{closing}",))


def foreign_half(document: Document, options: Options) -> Iterable[Match]:
    """A single guillemet or low quote mark at a word of an English paragraph, without its partner."""
    text = document.text
    for start, end in document.paragraphs:
        if not any(mark in text[start:end] for mark in "«»„"):
            continue
        paired = [found.span() for found in _FOREIGN_PAIR.finditer(text, start, end)]
        common = sum(1 for said in WORD.findall(document.folded, start, min(end, start + 800)) if said in options["words"])
        if common < 4:
            continue
        for found in _FOREIGN_HALF.finditer(text, start, end):
            if not any(first <= found.start() < last for first, last in paired):
                yield Match(*found.span(), (f"“{found['after']}" if found["after"] else f"{found['before']}”",))


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
        word = word_after(text, opened + 1)
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


def stray_quote(document: Document, options: Options) -> Iterable[Match]:
    """A curly mark that closes what nothing opened, or opens a quotation again inside one that goes on ("It is over. “We won,” he said").

    `signs` says which: `unopened`, `reopened`.
    """
    text = document.text
    wanted = options.get("signs", ["unopened", "reopened"])
    carried = False
    for start, end in document.paragraphs:
        opened = -1
        if text[start] in '“"':
            carried = False
        for found in _QUOTE_MARK.finditer(text, start, end):
            at, mark = found.start(), found[0]
            if mark == '"' or mark == "„":
                opened, carried = -1, True  # marks of two sorts: nothing can be told
                break
            if mark == "“":
                inner = text[opened + 1 : at] if opened >= 0 else ""
                if (
                    opened >= 0
                    and "reopened" in wanted
                    and inner[-2:-1] in tuple(STOPS)
                    and inner[-1:] == " "
                    and text[at + 1 : at + 2].isupper()
                ):
                    yield Match(at, at + 1 + len(word_after(text, at + 1)))
                opened = at
                continue
            if opened < 0 and not carried and "unopened" in wanted and not text[at - 1 : at].isspace() and not text[at - 1 : at].isdigit():
                before = _word_and_marks_before(text, start, at)
                yield Match(before, at + 1)
            opened, carried = -1, False
        else:
            carried = carried or opened >= 0


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
