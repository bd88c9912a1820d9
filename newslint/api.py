"""The Python interface: what the command line itself uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from newslint.errors import SourceError
from newslint.finding import FileResult, Finding
from newslint.ruleset import RuleSet, load_rules

if TYPE_CHECKING:
    from os import PathLike

    from newslint.clean import Cleaned
    from newslint.corpus.survey import Siblings
    from newslint.grammar import Checker
    from newslint.source import Source

__all__ = ["clean_text", "lint_bytes", "lint_file", "lint_paths", "lint_text", "load_rules"]


def lint_text(text: str, ruleset: RuleSet | None = None, *, path: str = "<text>", grammar: Checker | None = None) -> list[Finding]:
    """The findings in a text.

    Args:
        text: what to lint; offsets in the findings are code points of it.
        ruleset: the rules; by default the built-in ones.
        path: what the text is called; fingerprints depend on it.
        grammar: what rules of kind `languagetool` ask, such as `newslint.integrations.languagetool.LanguageTool`; they are silent without.
    """
    from newslint.source import Source

    return list(_lint(Source.from_text(text, path), _built_in() if ruleset is None else ruleset, grammar).findings)


def clean_text(text: str, ruleset: RuleSet | None = None, *, path: str = "<text>", unsafe: bool = False) -> Cleaned:
    """A text with the fixes of its findings applied, and the way back to the original.

    Args:
        text: the original.
        ruleset: the rules; by default the built-in ones.
        path: what the text is called.
        unsafe: whether to apply unsafe fixes, too, and suggestions where there is just one; of errors and warnings only.
    Raises:
        CleaningError: the fixes of some rules undo each other.
    """
    from newslint.clean import clean

    return clean(text, lambda draft: lint_text(draft, ruleset, path=path), unsafe=unsafe)


def lint_bytes(
    data: bytes,
    path: str,
    ruleset: RuleSet | None = None,
    *,
    name: str | None = None,
    grammar: Checker | None = None,
    siblings: Siblings | None = None,
) -> FileResult:
    """Lint the bytes of a file, whatever their encoding; what cannot be linted is told in the result's `error`.

    Args:
        data: the bytes.
        path: what the file is called in the result.
        ruleset: the rules; by default the built-in ones.
        name: what fingerprints call the file; by default its path.
        grammar: as for `lint_text`.
        siblings: whoever knows the files about the same event, such as `newslint.corpus.survey.Survey`; rules of kind `consensus` are
            silent without.
    """
    from newslint.source import Source

    try:
        return _lint(Source.from_bytes(data, path, name), _built_in() if ruleset is None else ruleset, grammar, siblings)
    except SourceError as error:
        return FileResult(path, "", (), str(error))


def lint_file(
    path: str | PathLike[str],
    ruleset: RuleSet | None = None,
    *,
    name: str | None = None,
    grammar: Checker | None = None,
    siblings: Siblings | None = None,
) -> FileResult:
    """Lint one file; what cannot be read is told in the result's `error`. The arguments are those of `lint_bytes`."""
    import os

    from newslint.source import Source

    shown = os.fspath(path)
    try:
        return _lint(Source.from_file(shown, name), _built_in() if ruleset is None else ruleset, grammar, siblings)
    except SourceError as error:
        return FileResult(shown, "", (), str(error))


def lint_paths(
    paths: Iterable[str | PathLike[str]], ruleset: RuleSet | None = None, *, grammar: Checker | None = None
) -> Iterator[FileResult]:
    """Lint files and folders, one result a file, in a stable order; folders are searched for text files.

    The files are read twice: first to compare them with each other. A path that does not exist gives a result with an `error`.
    """
    import os

    from newslint.corpus.survey import survey_of
    from newslint.discovery import absolute, discover

    rules = _built_in() if ruleset is None else ruleset
    files = list(discover([os.fspath(path) for path in paths]))
    siblings = survey_of([absolute(found.path) for found in files if not found.error], rules)
    for found in files:
        if found.error:
            yield FileResult(found.path, "", (), found.error)
        else:
            yield lint_file(found.path, rules, grammar=grammar, siblings=siblings)


@lru_cache(maxsize=1)
def _built_in() -> RuleSet:
    return load_rules()


def _lint(source: Source, ruleset: RuleSet, grammar: Checker | None, siblings: Siblings | None = None) -> FileResult:
    from newslint.document import Document
    from newslint.engine import examine
    from newslint.grammar import wanted_by

    remarks = grammar.remarks(source, wanted_by(ruleset.rules)) if grammar else ()
    disagreements = siblings.disagreements(source) if siblings else ()
    found, score = examine(Document(source, ruleset.knowledge, remarks, disagreements), ruleset)
    return FileResult(source.path, source.data_sha256, tuple(found), None, source, score)
