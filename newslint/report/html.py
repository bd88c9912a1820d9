"""Format html: one page that needs nothing but itself, with each text and its findings marked in place.

No text or name gets into it but through the templates, which escape what they are given and write out what must not be seen raw. Should
that ever fail, the page's policy lets nothing load, and no script or style run but the two whose hashes it names.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from posixpath import commonpath
from typing import Any, NamedTuple, TextIO
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from newslint import __version__
from newslint.finding import SEVERITIES, FileResult, Finding, Score
from newslint.report.base import Options, Summary, by_place
from newslint.report.layout import ELLIPSIS
from newslint.report.scores import STYLES
from newslint.report.segments import Piece, pieces, segments
from newslint.report.spool import Spool
from newslint.report.visible import visible

PARTS = Path(__file__).parent / "html_parts"
MOST_BARS = 12
_MOST_SHOWN = 80  # characters of what an edit takes out or puts in
_WORST_FIRST = SEVERITIES[::-1]


class Entry(NamedTuple):
    """A finding as the page lists it. `mark` is the number of the mark where it begins; `edits` say what its fix replaces by what."""

    number: int
    mark: int
    finding: Finding
    edits: list[tuple[str, str]]


class Mark(NamedTuple):
    """A stretch of a text: what is shown of it, and the numbers of its findings, the shortest first.

    `number` is set where findings begin: that of the first of these. `looks` are the classes that style it.
    """

    pieces: list[Piece]
    findings: list[int]
    number: int | None
    looks: str


class Row(NamedTuple):
    """A file in the table; `number` is that of its text in the page, None for a file without findings."""

    path: str
    number: int | None
    score: Score | None
    counts: Mapping[str, int]


class Bar(NamedTuple):
    """A bar of a chart, and the state of the page that shows just its findings.

    `parts` say for each severity its count, and where its part of the bar begins and how long it is, in percent. The bar of all others has
    neither: it would dwarf the rest.
    """

    label: str
    name: str
    link: str
    total: int
    parts: list[tuple[str, int, float, float]]


class Reporter:
    """Prints one HTML page. The sums stand before the texts, so these wait in a temporary file once they are many."""

    def __init__(self, out: TextIO, options: Options) -> None:
        self._out = out
        self._options = options
        self._templates = templates()
        self._texts = Spool()
        self._rows: list[Row] = []
        self._counts: Counter[tuple[str, str, str]] = Counter()
        self._codes: dict[str, Finding] = {}
        self._next = 1

    def file(self, result: FileResult) -> None:
        """Keep a file's row and, if it has findings, its text."""
        if result.error is not None:
            return
        found = by_place((*result.findings, *result.suppressed))
        row = Row(
            result.path,
            len(self._rows) + 1 if found else None,
            result.score,
            Counter(finding.severity for finding in result.findings),
        )
        self._rows.append(row)
        self._counts.update((finding.category, finding.code, finding.severity) for finding in result.findings)
        self._codes.update((finding.code, finding) for finding in found)
        if found:
            text = result.source.text if result.source else ""
            template = self._templates.get_template("file.html")
            self._texts.write(template.render(row=row, marks=_marks(text, found, self._next), entries=_entries(text, found, self._next)))
            self._next += len(found)

    def close(self, summary: Summary) -> None:
        """Print the page."""
        style, script = ((PARTS / name).read_text(encoding="ascii") for name in ("style.css", "script.js"))
        page = self._templates.get_template("page.html").generate(
            title=title_of([*(row.path for row in self._rows), *summary.skipped]),
            version=__version__,
            summary=summary,
            severities=_WORST_FIRST,
            charts=self._charts(summary),
            rows=sorted(self._rows, key=lambda row: (row.score.value if row.score else 101, row.path)),
            score_parts=list(dict.fromkeys(part for row in self._rows if row.score for part in row.score.parts)),
            codes=[(finding, self._options.rule(code)) for code, finding in sorted(self._codes.items())],
            show_suppressed=self._options.show_suppressed,
            texts=map(Markup, self._texts.pieces()),
            style=Markup(style),
            script=Markup(script),
            policy=policy(style, script),
        )
        write = writer(self._out)
        for piece in page:
            write(piece)

    def _charts(self, summary: Summary) -> list[tuple[str, list[Bar]]]:
        by_category: defaultdict[str, Counter[str]] = defaultdict(Counter)
        by_code: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for (category, code, severity), count in self._counts.items():
            by_category[category][severity] += count
            by_code[code][severity] += count
        return [("category", _bars(by_category, {}, "category")), ("code", _bars(by_code, summary.names, "code"))]


def templates() -> Environment:
    """The parts of a page; they escape what they are given, and write out what must not be seen raw."""
    environment = Environment(
        loader=FileSystemLoader(PARTS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    environment.filters["style_of"] = _style_of
    environment.filters["text"] = Markup.escape  # whatever has to be written out is told apart in a Piece
    return environment


def _entries(text: str, found: Sequence[Finding], first: int) -> list[Entry]:
    """The findings of a file, numbered from `first` on; those with one beginning share its mark."""
    marks: dict[int, int] = {}
    entries = []
    for number, finding in enumerate(found, first):
        edits = [(_cut(text[edit.start : edit.end]), _cut(edit.content)) for edit in finding.fix.edits] if finding.fix else []
        entries.append(Entry(number, marks.setdefault(finding.start.offset, number), finding, edits))
    return entries


def _marks(text: str, found: Sequence[Finding], first: int) -> list[Mark]:
    """A text cut into what carries the same findings."""
    marks = []
    for start, end, here in segments(len(text), [(finding.start.offset, finding.end.offset) for finding in found]):
        begins = min((first + index for index in here if found[index].start.offset == start), default=None)
        looks = _looks([found[index] for index in here])
        marks.append(Mark(list(pieces(text, start, end)), [first + index for index in here], begins, looks))
    return marks


def _looks(findings: Sequence[Finding]) -> str:
    """The classes of a mark: the worst severity on it, and whether there are several findings."""
    told = [finding.severity for finding in findings if not finding.suppressed]
    worst = max(told, key=SEVERITIES.index, default="suppressed")
    return f"{worst} several" if len(findings) > 1 else worst


def _bars(counts: Mapping[str, Counter[str]], names: Mapping[str, str], key: str) -> list[Bar]:
    """The bars of a chart, the longest first; those after the first `MOST_BARS` are joined into one row."""
    order = sorted(counts, key=lambda label: (-counts[label].total(), label))
    rest = order[MOST_BARS:] if len(order) > MOST_BARS + 1 else []
    longest = counts[order[0]].total() if order else 0
    bars = [
        Bar(label, names.get(label, ""), f"{key}={quote(label)}", counts[label].total(), _parts(counts[label], longest))
        for label in order[: len(order) - len(rest)]
    ]
    return [*bars, Bar("all others", f"{len(rest)} codes", "", sum(counts[label].total() for label in rest), [])] if rest else bars


def _parts(counts: Counter[str], longest: int) -> list[tuple[str, int, float, float]]:
    parts, before = [], 0
    for severity in _WORST_FIRST:
        if counts[severity]:
            parts.append((severity, counts[severity], round(100 * before / longest, 2), round(100 * counts[severity] / longest, 2)))
            before += counts[severity]
    return parts


def title_of(paths: Sequence[str]) -> str:
    """What was linted: the file, the folder that all files lie in, or how many there are."""
    try:
        common = commonpath(paths)
    except ValueError:  # none at all, or some absolute and some not
        common = ""
    return common or f"{len(paths)} files"


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN // 2]}{ELLIPSIS}{text[-_MOST_SHOWN // 2 :]}"


def _style_of(score: Score) -> str:
    return next((style for below, style in STYLES if score.value < below), "good")


def policy(style: str, script: str = "") -> str:
    """The Content-Security-Policy of a page with one style and at most one script."""
    only = {"style-src": style, "script-src": script}
    hashes = [f"{kind} 'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'" for kind, code in only.items() if code]
    return "; ".join(["default-src 'none'", *hashes, "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'"])


def writer(out: TextIO) -> Callable[[str], Any]:
    """Writes to a stream; in one that is not UTF-8, other characters than ASCII become references."""
    encoding = (out.encoding or "utf-8").lower().replace("_", "-")
    if encoding in ("utf-8", "utf8"):
        return out.write
    return lambda text: out.write(text.encode("ascii", "xmlcharrefreplace").decode("ascii"))
