"""What of a document is article, and how much of it is junk, by the wording of junk in it."""

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
HINT = 0.5  # how much of a line is junk if a hint says so
HEADING_WORDS = 30  # what a headline, a standfirst, a byline and a dateline may have without being junk
MOST_LABELS = 3.0  # how many words of labels are taken for junk for each word that is junk by its wording


class Article:
    """The paragraphs of running text, without those that are junk.

    Labels, headlines and captions are no part of an article, and whether a line is one does not depend on its neighbours: so an article
    stays the same whether or not a line of junk is removed. Text that is junk only by the company it keeps is neither article nor junk.

    Args:
        document: whose article it is.
        findings: what the rules found that need no others.
        judged: findings that judge a line by what is around it.

    Attributes:
        spans: its paragraphs, in code points of the document's text.
        words: how many words they have.
        junk_words: about how many words of the file are junk: the lines that wording gives away, and labels beside them.
    """

    def __init__(self, document: Document, findings: Iterable[Finding], judged: Iterable[Finding] = ()) -> None:
        self.spans: list[Span] = []
        self.words = self.junk_words = labels = 0.0
        worded, doubted = _junk(document, findings), _junk(document, judged)
        for span, share, doubt in zip(document.paragraphs, worded, doubted, strict=True):
            size = count_words(document.plain[slice(*span)])
            self.junk_words += share * size
            if share >= WHOLE:
                continue
            if size < LONG and not document.is_text(*span):
                labels += (1 - share) * size
            elif doubt < WHOLE:
                self.spans.append(span)
                self.words += (1 - share) * size
        self.junk_words += min(max(0.0, labels - HEADING_WORDS), MOST_LABELS * self.junk_words)

    @property
    def junk_share(self) -> float:
        """The share of the junk among the words of junk and article together; 0 where there are none of either."""
        return self.junk_words / (self.junk_words + self.words) if self.junk_words else 0.0


def _junk(document: Document, findings: Iterable[Finding]) -> list[float]:
    """For each paragraph the share of it that is junk."""
    junk = [0.0] * len(document.paragraphs)
    for finding in findings:
        if finding.category == "boilerplate":
            likely = HINT if finding.severity == "info" else 1.0
            for number, share in covered(document, finding):
                junk[number] = max(junk[number], likely * share)
    return junk


def covered(document: Document, finding: Finding) -> Iterator[tuple[int, float]]:
    """The paragraphs that a finding lies in, by number, each with the share of it that the finding covers."""
    first, last = finding.start.offset, finding.end.offset
    for number in range(document.paragraph_at(first), document.paragraph_at(last - 1) + 1):
        start, end = document.paragraphs[number]
        if first < end and start < last:
            yield number, (min(end, last) - max(start, first)) / (end - start)
