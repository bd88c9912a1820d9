"""What of a document is article, and what junk, by the findings of category boilerplate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newslint.words import count_words

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.finding import Finding
    from newslint.source import Span

WHOLE = 0.7  # the share of a paragraph that a finding covers when it is about the paragraph
LONG = 20  # a paragraph of so many words is text even if its final mark is lost


class Article:
    """The paragraphs of running text that no finding takes for junk.

    Labels, headlines and captions are no part of it, so that it stays the same whether or not they are removed.

    Attributes:
        spans: the paragraphs, in code points of the document's text.
        words: how many words they have.
        junk_words: how many words warnings and errors take for junk; hints are neither junk nor article.
    """

    def __init__(self, document: Document, findings: Iterable[Finding]) -> None:
        hinted, junk = [0.0] * len(document.paragraphs), [0.0] * len(document.paragraphs)
        for finding in findings:
            if finding.category == "boilerplate":
                for number, share in covered(document, finding):
                    hinted[number] = max(hinted[number], share)
                    if finding.severity != "info":
                        junk[number] = max(junk[number], share)
        self.spans: list[Span] = []
        self.words = self.junk_words = 0.0
        for span, hint, share in zip(document.paragraphs, hinted, junk, strict=True):
            words = count_words(document.plain[slice(*span)]) if share or hint < WHOLE else 0.0
            self.junk_words += share * words
            if hint < WHOLE and (words >= LONG or document.is_text(*span)):
                self.spans.append(span)
                self.words += (1 - share) * words

    @property
    def junk_share(self) -> float:
        """The share of the junk among the words of junk and article together; 0 where there are none of either."""
        return self.junk_words / (self.junk_words + self.words) if self.junk_words else 0.0


def covered(document: Document, finding: Finding) -> Iterator[tuple[int, float]]:
    """The paragraphs that a finding lies in, by number, each with the share of it that the finding covers."""
    first, last = finding.start.offset, finding.end.offset
    for number in range(document.paragraph_at(first), document.paragraph_at(last - 1) + 1):
        start, end = document.paragraphs[number]
        if first < end and start < last:
            yield number, (min(end, last) - max(start, first)) / (end - start)
