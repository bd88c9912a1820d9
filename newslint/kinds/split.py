"""Kind `split`: names and sentences cut in two, and sentences fused into one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from newslint.kinds.base import Match
from newslint.kinds.checks import Check, CheckDetector, Options, check_field
from newslint.kinds.cutnames import cut_name, initial
from newslint.kinds.lost_stops import lost_stop
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge

SHORT_FRAGMENT = 6

_LONE_VERB = re.compile(r"[,\s]*(?:(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)\s+)?(?P<verb>[A-Za-z]+)\.[”\"]?")
_VERB_AFTER_STOPPED_QUOTE = re.compile(r"\.[”\"] ([a-z]+\.)(?=\s|$)")
_NAME_THEN_CLAUSE = re.compile(r"([A-Z][a-zà-ÿ]{3,}) the ([a-z]+(?: [a-z]+)?) (have|has|had|are|were|was|is|will|would|[a-z]+ed)\b")


def orphan_attribution(document: Document, options: Options) -> Iterable[Match]:
    """A sentence that is nothing but "NAME said." or "said.", with no quotation that it could belong to before it."""
    verbs = frozenset(options["words"])
    alone = frozenset(options.get("alone", ()))
    text = document.text
    for verb in _VERB_AFTER_STOPPED_QUOTE.finditer(document.plain):
        if verb[1][:-1] in verbs:
            yield Match(verb.start(1), verb.end(1))
    for index, (start, end) in enumerate(document.sentences):
        if end - start > 60:
            continue
        found = _LONE_VERB.fullmatch(text, start, end)
        if not found or found["verb"].lower() not in (verbs if found["name"] else alone):
            continue
        before = _before_in_paragraph(document, index)
        if before.endswith(("?”", '?"', "!”", '!"', "?’", "!’", ",”", ',"', "—”", "…”", ":", ",")):
            continue
        after_stop = before.endswith((".”", '."', ".’", ".'"))
        yield Match(start, end, confidence=0.6 if after_stop else None)


def dangling_word(document: Document, options: Options) -> Iterable[Match]:
    """A sentence that ends in a word which cannot end one, such as "the" or "and"."""
    words = frozenset(options["words"])
    text = document.plain
    for start, end in document.sentences:
        last = text.rfind(" ", start, end) + 1
        word = text[last:end]
        if last > start and word.endswith(".") and word[:-1] in words:
            yield Match(last, end)


def fused_name(document: Document, options: Options) -> Iterable[Match]:
    """A sentence that begins with a name and runs on with a clause of its own: "Ukraine the parties agreed"."""
    ordinary = _ordinary(document)
    inner = {mention.words[0] for mention in document.mentions if not _opens_sentence(document, mention.start)}
    for start, end in document.sentences:
        found = _NAME_THEN_CLAUSE.match(document.plain, start, end)
        if found and found[1] in inner and found[1].lower() not in ordinary:
            yield Match(found.start(), found.end(), fields={"name": found[1]})


def fragment(document: Document, options: Options) -> Iterable[Match]:
    """A short sentence without a subject, begun by a preposition, that closes a quotation opened before it."""
    openers = frozenset(options["words"])
    allowed = tuple(options.get("allow", ()))
    text = document.text
    for index, (start, end) in enumerate(document.sentences):
        words = text[start:end].split()
        if not 2 <= len(words) <= SHORT_FRAGMENT or words[0] not in openers or text[end - 1] not in '”"':
            continue
        if text[start:end].lower().startswith(allowed) or index == 0 or any(mark in text[start : end - 1] for mark in '“"'):
            continue
        if _before_in_paragraph(document, index).endswith("."):
            yield Match(start, end)


def _ordinary(document: Document) -> frozenset[str]:
    return document.knowledge.words("function-words") | document.knowledge.words("not-names") | document.knowledge.words("ordinary-words")


def _before_in_paragraph(document: Document, sentence: int) -> str:
    """The sentence before, if it lies in the same paragraph; otherwise nothing."""
    if sentence == 0:
        return ""
    start, end = document.sentences[sentence - 1]
    same = document.paragraph_at(start) == document.paragraph_at(document.sentences[sentence][0])
    return document.text[start:end] if same else ""


def _opens_sentence(document: Document, offset: int) -> bool:
    return document.sentences[document.sentence_at(offset)][0] == offset


CHECKS: dict[str, Check] = {
    "initial": initial,
    "cut-name": cut_name,
    "lost-stop": lost_stop,
    "orphan-attribution": orphan_attribution,
    "dangling-word": dangling_word,
    "fused-name": fused_name,
    "fragment": fragment,
}

MESSAGE_FIELDS = ("name",)

FIELDS = {
    "check": check_field(CHECKS),
    "words": fields.texts("initial: words before a single letter that are no given names; otherwise: the words that count"),
    "matching": fields.flag("initial: the surname begins with the initial, and may follow a comma"),
    "subjects": fields.texts("lost-stop: words that open a sentence before a verb, such as He"),
    "plurals": fields.texts("lost-stop: subjects before a verb without an ending, such as They"),
    "determiners": fields.texts("lost-stop: words that open a sentence before a noun, such as The"),
    "openers": fields.texts("lost-stop: words that open a sentence before anything, such as However"),
    "after-names": fields.texts("lost-stop: determiners and openers that count after a name, too"),
    "before-nouns": fields.texts("lost-stop: words that count only after a word in small letters and before no function word, such as A"),
    "names": fields.texts("lost-stop: names that keep their article, such as Guardian in The Guardian"),
    "final": fields.texts("lost-stop: function words that may end the sentence before"),
    "verbs": fields.texts("lost-stop: verbs, and adverbs before them, beside those in -ed and -s"),
    "unless-after": fields.texts("lost-stop: words, such as film, after which a title follows"),
    "alone": fields.texts("orphan-attribution: verbs that count without a name, too"),
    "allow": fields.texts("fragment: small-letter openings that are fine"),
}


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The options as they are; all checks but `initial` and `fused-name` need `words`."""
    if options["check"] not in ("initial", "fused-name", "lost-stop") and "words" not in options:
        from newslint.errors import RuleError

        raise RuleError(f'the check {options["check"]} needs "words"', "check")
    places = sorted(knowledge.words("place-names")) if options["check"] == "lost-stop" else []
    return {**{key: options[key] for key in FIELDS if key in options}, "places": places}


class Detector(CheckDetector):
    """Runs one of the checks."""

    CHECKS = CHECKS

    def __init__(self, plan: Options) -> None:
        super().__init__({**plan, "places": frozenset(plan["places"])})
