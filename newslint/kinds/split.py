"""Kind `split`: names and sentences cut in two, and sentences fused into one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from newslint.kinds.base import Match
from newslint.kinds.checks import Check, CheckDetector, Options, check_field
from newslint.kinds.cutnames import cut_name, initial
from newslint.kinds.fragments import dangling_word, fragment, lone_word, orphan_attribution, said_twice
from newslint.kinds.lost_stops import lost_stop
from newslint.ruleset import fields

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.ruleset.knowledge import Knowledge

_NAME_THEN_CLAUSE = re.compile(r"([A-Z][a-zà-ÿ]{3,}) the ([a-z]+(?: [a-z]+)?) (have|has|had|are|were|was|is|will|would|[a-z]+ed)\b")


def fused_name(document: Document, options: Options) -> Iterable[Match]:
    """A sentence that begins with a name and runs on with a clause of its own: "Ukraine the parties agreed"."""
    ordinary = _ordinary(document)
    inner = {mention.words[0] for mention in document.mentions if not _opens_sentence(document, mention.start)}
    for start, end in document.sentences:
        found = _NAME_THEN_CLAUSE.match(document.plain, start, end)
        if found and found[1] in inner and found[1].lower() not in ordinary:
            yield Match(found.start(), found.end(), fields={"name": found[1]})


def _ordinary(document: Document) -> frozenset[str]:
    return document.knowledge.words("function-words") | document.knowledge.words("not-names") | document.knowledge.words("ordinary-words")


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
    "lone-word": lone_word,
    "said-twice": said_twice,
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
    "before-names": fields.texts("lost-stop: openers, such as But, that count before a name, too"),
    "before-comma": fields.texts("lost-stop: openers, such as However, that count before a comma, too"),
    "clause-words": fields.texts("lost-stop: words beside the verbs that show that no heading stands before"),
    "names": fields.texts("lost-stop: names that keep their article, such as Guardian in The Guardian"),
    "final": fields.texts("lost-stop: function words that may end the sentence before"),
    "verbs": fields.texts("lost-stop: verbs, and adverbs before them, beside those in -ed and -s"),
    "unless-after": fields.texts("lost-stop: words, such as film, after which a title follows"),
    "alone": fields.texts("orphan-attribution: verbs that count without a name, too"),
    "no-names": fields.texts("orphan-attribution: words before the verb that are no names"),
    "allow": fields.texts("fragment: small-letter openings that are fine"),
}


_WITHOUT_WORDS = ("initial", "fused-name", "lost-stop", "lone-word", "said-twice")


def compile(options: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The options as they are; most checks need `words`."""
    if options["check"] not in _WITHOUT_WORDS and "words" not in options:
        from newslint.errors import RuleError

        raise RuleError(f'the check {options["check"]} needs "words"', "check")
    return {key: options[key] for key in FIELDS if key in options}


class Detector(CheckDetector):
    """Runs one of the checks."""

    CHECKS = CHECKS
