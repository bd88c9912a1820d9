"""Direct speech and who speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from newslint.corpus.facts import TELLS_MOST
from newslint.corpus.stems import fold, stem

if TYPE_CHECKING:
    from newslint.corpus.facts import Person, Quotation
    from newslint.document import Document, Mention
    from newslint.ruleset.knowledge import Knowledge
    from newslint.source import Span

MOST_QUOTATIONS = 100
LEAST_WORDS = 4  # shorter parts are quoted for their wording alone
LEAST_TELLING = TELLS_MOST  # together
MOST_USUAL = 1.2  # the weight, as features have it, of words that are rare
SMALL, LONG = 0.3, 4  # the share of a rare word that function words tell, those of so many letters most
NAMED = 0.5  # and names, which the whole story tells of
REACH = 160  # code points between a quote and the report of who says it
MOST_WORDS_TO_VERB = 12  # behind a quote
MOST_PARAGRAPHS = 2  # between a pronoun and the last quote of whom it means

_MARKS = "\"'“”„‘’«»「」『』 \t\n\r"
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+(?:[.,]\d+)*")
_PRONOUNS = frozenset({"he", "she", "they", "who"})
_RELATIVE = "who"
_ACCORDING = "according"


def quotations_in(document: Document, people: Sequence[Person]) -> tuple[Quotation, ...]:
    """The sentences of direct speech that are long enough to be compared, with their speakers.

    Args:
        people: the people of the document, whose names come before others where several may be the speaker's.
    """
    from newslint.corpus.facts import Passage, Quotation

    speakers = _Speakers(document, people)
    words = _words_of(document.knowledge)
    found: list[Quotation] = []
    for quote in document.quotes:
        speaker = speakers.of(quote)
        for start, end in _sentences(document, quote):
            said = words.of(document.plain[start:end])
            if len(said) >= LEAST_WORDS and sum(weight for _, weight in said) >= LEAST_TELLING:
                passage = Passage(document.text[start:end], start, end, document.line_at(start) + 1)
                found.append(Quotation(passage, speaker, *zip(*said, strict=True)))
        if len(found) >= MOST_QUOTATIONS:
            break
    return tuple(found[:MOST_QUOTATIONS])


class _Words:
    """The words of sentences with their weights."""

    def __init__(self, knowledge: Knowledge) -> None:
        from newslint.corpus.extract.content import stemmer_of
        from newslint.corpus.extract.features import usual_weights

        self._stem = stemmer_of(knowledge).stem
        self._usual = usual_weights(knowledge)
        self._small = knowledge.words("function-words")

    def of(self, sentence: str) -> list[tuple[str, int]]:
        """The stems of a sentence's words and numbers, each with what it tells."""
        return [self._weighed(found[0], named=found.start() > 0 and found[0][0].isupper()) for found in _TOKEN.finditer(sentence)]

    def _weighed(self, token: str, *, named: bool) -> tuple[str, int]:
        folded = fold(token)
        word = self._stem(folded) or stem(folded)
        if folded in self._small:
            share = SMALL * min(1.0, len(folded) / LONG)
        else:
            share = min(1.0, self._usual.get(stem(folded), MOST_USUAL) / MOST_USUAL) * (NAMED if named else 1.0)
        return word, round(TELLS_MOST * share)


def _sentences(document: Document, quote: Span) -> list[Span]:
    """The sentences of a quote without its marks."""
    text, (start, end) = document.text, quote
    found = []
    for index in range(document.sentence_at(start), len(document.sentences)):
        first, last = document.sentences[index]
        if first >= end:
            break
        first, last = max(first, start), min(last, end)
        while first < last and text[first] in _MARKS:
            first += 1
        while last > first and text[last - 1] in _MARKS:
            last -= 1
        if first < last:
            found.append((first, last))
    return found


class _Speakers:
    """Tells whose the quotes of a document are; asked for each in turn, since a pronoun means the last speaker."""

    def __init__(self, document: Document, people: Sequence[Person]) -> None:
        self._document = document
        self._verbs = _verbs(document.knowledge)
        surnames = {name.text.split()[-1] for person in people for name in person.names}
        places, no_persons = document.knowledge.words("place-names"), document.knowledge.words("no-person-words")

        def may_be_person(text: str) -> bool:
            return text not in places and not text.replace(".", "").isupper() and no_persons.isdisjoint(text.lower().split())

        names = [mention for mention in document.mentions if not mention.headline]
        known = [mention for mention in names if mention.words[-1] in surnames]
        likely = [mention for mention in names if may_be_person(mention.text)]
        # Known people come before names that may be a person's.
        self._names = [(found, [mention.start for mention in found]) for found in (known, likely)]
        self._last = ""
        self._last_paragraph = -1

    def of(self, quote: Span) -> str:
        """The surname of the speaker of a quote, "" where nothing tells."""
        document = self._document
        paragraph = document.paragraph_at(quote[0])
        speaker, distance = self._named(quote, paragraph), MOST_PARAGRAPHS
        if speaker is None:
            speaker, distance = "", 1
        if not speaker and paragraph - self._last_paragraph <= distance:
            speaker = self._last
        if speaker:
            self._last, self._last_paragraph = speaker, paragraph
        return speaker

    def _named(self, quote: Span, paragraph: int) -> str | None:
        """The name in the report of a quote; "" where a pronoun stands in its place and nothing tells whose, None without a report."""
        start, end = quote
        document = self._document
        first = document.sentences[document.sentence_at(start)][0]
        last = document.sentences[document.sentence_at(end - 1)][1]
        if first == start and paragraph and document.plain.endswith(":", 0, document.paragraphs[paragraph - 1][1]):
            first = document.sentences[document.sentence_at(document.paragraphs[paragraph - 1][1] - 1)][0]
        quotes = document.quotes
        place = bisect_left(quotes, quote)
        following = quotes[place + 1][0] if place + 1 < len(quotes) else len(document.text)
        previous = quotes[place - 1][1] if place else 0
        behind = self._behind(end, min(last, end + REACH, following))
        opening = max(first, start - REACH, previous)
        before = self._before(opening, start)
        if before is None and document.plain[opening:start].rstrip().endswith(":"):
            subject = self._name(opening, start)
            before = subject.words[-1] if subject else None
        order = (behind, before) if first == start or document.plain[end - 2 : end - 1] == "," else (before, behind)
        return next((name for name in order if name is not None), None)

    def _behind(self, first: int, last: int) -> str | None:
        """Who is named behind a quote: "..." said Orr, "..." Orr said, "..." she said."""
        words = self._words(first, last)
        for place, (start, end, word) in enumerate(words[:MOST_WORDS_TO_VERB]):
            if word in self._verbs:
                if any(words[at][2] in _PRONOUNS for at in (place - 1, place + 1) if 0 <= at < len(words)):
                    return self._meant(first)
                name = self._name(first, start, last=True) or self._name(end, last)
                return name.words[-1] if name else None
        return None

    def _before(self, first: int, last: int) -> str | None:
        """Who is named before a quote: Orr said: "...", he said that "...", according to Orr, "..."."""
        words = self._words(first, last)
        for place in reversed(range(len(words))):
            start, end, word = words[place]
            if word == _ACCORDING:
                name = self._name(end, last)
            elif word in self._verbs:
                pronoun = next((words[at] for at in (place - 1, place - 2) if at >= 0 and words[at][2] in _PRONOUNS), None)
                if pronoun and pronoun[2] != _RELATIVE:
                    return self._meant(pronoun[0])
                name = self._name(first, start, last=True)
            else:
                continue
            if name:
                return name.words[-1]
        return None

    def _meant(self, pronoun: int) -> str:
        """Whom a pronoun means: the last person named before it in its sentence, or the first one in the sentence before."""
        document = self._document
        index = document.sentence_at(pronoun)
        first = document.sentences[index][0]
        name = self._name(first, pronoun, last=True)
        while name is None and index and document.paragraph_at(first) - document.paragraph_at(document.sentences[index - 1][0]) <= 1:
            index -= 1
            name = self._name(*document.sentences[index])
            if (
                document.in_quotes(*document.sentences[index])
                or document.paragraph_at(document.sentences[index][0]) <= self._last_paragraph
            ):
                break
        return name.words[-1] if name else ""

    def _words(self, first: int, last: int) -> list[tuple[int, int, str]]:
        return [(*word.span(), word[0]) for word in _WORD.finditer(self._document.folded, first, last)]

    def _name(self, first: int, end: int, *, last: bool = False) -> Mention | None:
        """The first or last person's name that stands between two offsets, outside quotes."""
        for names, starts in self._names:
            inside = names[bisect_left(starts, first) : bisect_left(starts, end)]
            for name in reversed(inside) if last else inside:
                if not self._document.in_quotes(name.start, name.end):
                    return name
        return None


@lru_cache(maxsize=4)
def _verbs(knowledge: Knowledge) -> frozenset[str]:
    return knowledge.words("verbs-of-speaking") | knowledge.words("quoting-verbs")


@lru_cache(maxsize=4)
def _words_of(knowledge: Knowledge) -> _Words:
    return _Words(knowledge)
