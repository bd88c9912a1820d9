"""The headline, and whether the text below it is about what it says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from newslint.corpus.extract.features import Features, is_running, ordinary_stems, print_of, words_in, words_of_line
from newslint.corpus.facts import Passage, TitleWord
from newslint.corpus.stems import fold, stem
from newslint.document.layout import has_final_mark

if TYPE_CHECKING:
    from newslint.document import Document

FEWEST, MOST, MOST_REPEATED = 4, 25, 40  # words of a headline, and of one that comes again
HEAD = 25  # paragraphs that a headline is looked for in
SHORTEST = 3  # letters of a word that is more than a particle
LONGEST = 400  # code points of a headline with the name of the site
SITE_WORDS = 4  # what the name of a site behind a headline may have
LEAST = 1.2  # the weight of a telling word
SAME_BEGINNING = 5  # letters by which forms of a word are one ("Ukraine", "Ukrainian")
FEWEST_ENDED = 3  # paragraphs that end as sentences do
FITTING = 0.3  # the share of what the headline tells, by weight, that the text tells, too
SUPPORTED = 3  # paragraphs that tell of a word of the headline, as far as they count
REPEATED = 6.0  # what it weighs that a line comes again

_SITE_NAME = re.compile(r"\s(?:[|»•]|[-–—]{1,2})\s+([^|»•–—]+)$")
_TO_READER = re.compile(r"\b(?:[Yy]ou|[Yy]ours?|us|[Oo]urs?)\b")  # "US" is a country


class _Line(NamedTuple):
    """A line that may be the headline, without the name of the site, with the number of its words and the weights of telling ones."""

    start: int
    end: int
    length: int
    words: dict[str, float]


def headline_of(document: Document) -> Passage | None:
    """The headline: of the lines in the head that look like one, the one that tells most, above all of what the text below tells.

    Of those that the text does not tell, one that speaks to the reader is the site's rather than the author's.
    """
    keys = Counter(key_of(bare(document.plain[slice(*span)])) for span in document.paragraphs)
    found = list(_candidates(document, keys))
    if not found:
        return None
    running = [span for span in document.paragraphs if is_running(document, span)]
    # Lines of the site may be long, but seldom end as sentences do; in some texts, nothing does.
    ended = [span for span in running if has_final_mark(document.plain[slice(*span)])]
    prose = set(ended if len(ended) >= FEWEST_ENDED else running)
    text: Counter[str] = Counter()  # in how many paragraphs of prose a word stands
    labels: Counter[str] = Counter()  # and in how many other lines
    for span in document.paragraphs:
        (text if span in prose else labels).update(set(words_in(document.plain[slice(*span)])))

    def rank(line: _Line) -> tuple[bool, bool, float]:
        to_reader = _TO_READER.search(document.plain, line.start, line.end) is not None
        times = keys[key_of(document.plain[line.start : line.end])]
        own = times if (line.start, line.end) in prose else 0
        told = sum(weight for word, weight in line.words.items() if text[word] > own)
        often = sum(weight * min(text[word] - own, SUPPORTED) for word, weight in line.words.items())
        new = sum(weight for word, weight in line.words.items() if labels[word] <= times)
        fits = told > FITTING * sum(line.words.values())
        return fits, not to_reader, (often + new + (REPEATED if times > 1 else 0)) / sqrt(line.length)

    best = max(found, key=rank)
    return Passage(document.text[best.start : best.end], best.start, best.end, document.line_at(best.start) + 1)


def headline_words_in(document: Document, headline: Passage | None) -> tuple[TitleWord, ...]:
    """The names and rarer words of the headline, and whether the rest of the file has them; other forms of a word count as it."""
    if headline is None:
        return ()
    title = key_of(headline.text)
    rest: set[str] = set()
    for start, end in document.paragraphs:
        line = document.plain[start:end]
        if key_of(bare(line)) != title:
            rest.update(words_in(line))
    beginnings = {word[:SAME_BEGINNING] for word in rest}
    words = _telling(document, headline.start, headline.end)
    return tuple(
        sorted(
            TitleWord(print_of(word), round(weight, 1), word in rest or word[:SAME_BEGINNING] in beginnings)
            for word, weight in words.items()
        )
    )


def _candidates(document: Document, keys: Counter[str]) -> Iterator[_Line]:
    """The lines in the head that look like a headline: of some length, no part of a sentence, and more than a name or a date."""
    empty, ordinary = document.knowledge.words("function-words"), ordinary_stems(document.knowledge)
    for start, end in document.paragraphs[:HEAD]:
        line = bare(document.plain[start:end])
        words = words_of_line(line)
        if len(words) < FEWEST or line[0].islower() or line[-1] == ",":
            continue
        if len(words) > (MOST_REPEATED if keys[key_of(line)] > 1 else MOST) or (has_final_mark(line) and line[-1] not in "?!"):
            return
        letters = [word for word in words if word.isalpha() and len(word) >= SHORTEST]
        says = any(word.lower() not in empty and (word.islower() or stem(fold(word)) in ordinary) for word in letters)
        if len(letters) * 2 > len(line.split()) and says:
            yield _Line(start, start + len(line), len(words), _telling(document, start, start + len(line)))


def _telling(document: Document, start: int, end: int) -> dict[str, float]:
    """The names, numbers and rarer words of a line with their weights."""
    words = Features(document.knowledge)
    words.add_passage(document.plain[start:end])
    first = bisect_left(document.mention_starts, start)
    for mention in document.mentions[first : bisect_left(document.mention_starts, end)]:
        # The first word has its capital for its place.
        is_first = mention.start == start and len(mention.words) == 1
        words.add_name(mention.words, bool(mention.honorific), doubtful=mention.headline or is_first)
    return {word: weight for word, weight in words.weighed() if weight >= LEAST and " " not in word}


def bare(line: str) -> str:
    """A line without the name of the site that may stand behind a headline."""
    site = _SITE_NAME.search(line) if len(line) <= LONGEST else None
    if site and len(site[1].split()) <= SITE_WORDS and len(line[: site.start()].split()) >= FEWEST:
        return line[: site.start()].rstrip()
    return line


def key_of(line: str) -> str:
    """What a line says, without marks, capitals and spaces."""
    return " ".join(words_of_line(line.lower()))
