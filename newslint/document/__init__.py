"""What the rules see of a text: its lines, paragraphs, sentences, quotes, names and zones, each found once, when first asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from newslint.document import folding, layout, names, quotes, sentences
from newslint.document.names import Grammar, Lists, Mention
from newslint.document.sentences import Abbreviations
from newslint.words import find_phrase

if TYPE_CHECKING:
    from newslint.corpus.votes import Disagreement
    from newslint.grammar import Remark
    from newslint.ruleset.knowledge import Knowledge
    from newslint.source import Source, Span

__all__ = ["Document", "Mention"]


class Document:
    """A lazy view of a source. Offsets are code points of `text`; spans are (start, end) with the end excluded.

    Attributes:
        source: where the text comes from.
        knowledge: the word lists that sentences and names are found with; all of them may be empty.
        text: the text itself.
        remarks: what a grammar checker said of it, sorted by place.
        disagreements: what it says and files about the same event deny, sorted by place.
    """

    def __init__(
        self, source: Source, knowledge: Knowledge, remarks: Sequence[Remark] = (), disagreements: Sequence[Disagreement] = ()
    ) -> None:
        self.source = source
        self.knowledge = knowledge
        self.text = source.text
        self.remarks = remarks
        self.disagreements = disagreements
        self._first: dict[tuple[str, bool], int] = {}

    @property
    def lines(self) -> list[Span]:
        """All lines, empty ones too, without their line ends."""
        return self.source.lines

    @cached_property
    def paragraphs(self) -> list[Span]:
        """The paragraphs, trimmed and never empty: a line each, or the lines of a block where the text is hard-wrapped."""
        return layout.paragraphs(self.text)

    @cached_property
    def blocks(self) -> list[Span]:
        """The paragraphs, those over 20,000 code points cut at white space."""
        return layout.blocks(self.text, self.paragraphs)

    @cached_property
    def words_of_lines(self) -> list[int]:
        """For each of the `blocks` the number of words between its white space; 0 for one of several lines, whose lines may have fewer."""
        text = self.text
        return [0 if "\n" in text[start:end] or "\r" in text[start:end] else len(text[start:end].split()) for start, end in self.blocks]

    @cached_property
    def plain(self) -> str:
        """The text at the same length, with plain spaces, apostrophes and hyphens, and paragraphs without line ends inside."""
        return folding.plain(self.text, self.paragraphs)

    @cached_property
    def folded(self) -> str:
        """`plain` in lower case, at the same length."""
        return folding.fold(self.plain)

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences, trimmed, with the quotes and brackets that they close. Together they hold all but white space."""
        return sentences.split(self.text, self.paragraphs, _abbreviations(self.knowledge))

    @cached_property
    def quotes(self) -> list[Span]:
        """Quoted speech with its quote marks; an inner quote is part of the outer one."""
        return quotes.find(self.text, self.paragraphs)

    @cached_property
    def mentions(self) -> list[Mention]:
        """The names, honorifics and offices before them left out."""
        return names.find(self.plain, self.lines, self.sentences, _grammar(self.knowledge))

    def first_of(self, term: str, prefix: bool) -> int:
        """Where a folded term stands first as a whole word, or with `prefix` as the beginning of one; -1 if nowhere."""
        key = term, prefix
        if key not in self._first:
            self._first[key] = find_phrase(self.folded, term, 0, len(self.folded), prefix=prefix)
        return self._first[key]

    def line_at(self, offset: int) -> int:
        """The index in `lines` of the last line that begins at or before the offset; 0 if there is none."""
        return _index(self._line_starts, offset)

    def paragraph_at(self, offset: int) -> int:
        """The index in `paragraphs` of the last one that begins at or before the offset; 0 if there is none."""
        return _index(self._paragraph_starts, offset)

    def block_at(self, offset: int) -> int:
        """The index in `blocks` of the last one that begins at or before the offset; 0 if there is none."""
        return _index(self._block_starts, offset)

    def sentence_at(self, offset: int) -> int:
        """The index in `sentences` of the last one that begins at or before the offset; 0 if there is none."""
        return _index(self._sentence_starts, offset)

    def in_zone(self, offset: int, zone: str) -> bool:
        """Whether the offset lies in the "head", "body" or "tail".

        The head reaches up to the first paragraph of prose. The tail follows the last one, and holds the last three paragraphs of a
        text with more than eight, as far as they are no long prose. A text without prose is head and tail throughout.

        Raises:
            ValueError: there is no such zone.
        """
        head_end, tail_start = self._zones
        if zone == "head":
            return offset < head_end
        if zone == "tail":
            return offset >= tail_start
        if zone == "body":
            return head_end <= offset < tail_start
        raise ValueError(f'there is no zone "{zone}"')

    def is_prose(self, start: int, end: int) -> bool:
        """Whether a span reads as prose: some twenty words or more, and the end of a sentence."""
        return layout.is_prose(self.text[start:end])

    def is_text(self, start: int, end: int) -> bool:
        """Whether a span is prose, or a shorter sentence with its final mark; less than five words are a label."""
        return layout.is_text(self.plain[start:end])

    def in_quotes(self, start: int, end: int) -> bool:
        """Whether a span lies within one quote; the quote marks count as within."""
        place = bisect_right(self._quote_starts, start) - 1
        return place >= 0 and end <= self.quotes[place][1]

    @cached_property
    def _zones(self) -> tuple[int, int]:
        return layout.zones(self.text, self.paragraphs)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [start for start, _ in self.lines]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [start for start, _ in self.paragraphs]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [start for start, _ in self.blocks]

    @cached_property
    def mention_starts(self) -> list[int]:
        """The start of each of the mentions."""
        return [mention.start for mention in self.mentions]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [start for start, _ in self.quotes]


def _index(starts: list[int], offset: int) -> int:
    return max(0, bisect_right(starts, offset) - 1)


# Many documents are checked with one knowledge.
@lru_cache(maxsize=4)
def _abbreviations(knowledge: Knowledge) -> Abbreviations:
    return Abbreviations.of(knowledge)


@lru_cache(maxsize=4)
def _grammar(knowledge: Knowledge) -> Grammar:
    return Grammar(Lists.of(knowledge))
