"""Format sarif: a SARIF 2.1.0 log of one run, for code scanning and viewers."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO
from urllib.parse import quote

from newslint import __version__
from newslint.discovery import absolute
from newslint.finding import FileResult, Finding, Fix, Suppression
from newslint.fingerprint import VERSION
from newslint.homepage import HOMEPAGE, rule_url
from newslint.report.base import Options, Summary, by_place, last_line, project_path
from newslint.report.json import dumps
from newslint.report.visible import visible
from newslint.report.worst import Worst, badness

if TYPE_CHECKING:
    from newslint.ruleset import Rule
    from newslint.source import Source

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 25_000  # GitHub refuses a run with more
ROOT = "%SRCROOT%"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
PRECISIONS = ((0.9, "very-high"), (0.75, "high"), (0.5, "medium"), (0.0, "low"))


class _Artifact(NamedTuple):
    """A file with findings, as the log describes it."""

    location: dict[str, str]
    sha256: str
    score: int | None


class _Result(NamedTuple):
    """A finding, its file, and the line and column where it ends."""

    finding: Finding
    artifact: _Artifact
    end: tuple[int, int]


class Reporter:
    """Prints one log. The worst findings come first, so all that may be told is held until the end."""

    def __init__(self, out: TextIO, options: Options) -> None:
        self._out = out
        self._options = options
        self._worst: Worst[_Result] = Worst(MOST_RESULTS)
        self._notifications: list[dict[str, Any]] = []

    def file(self, result: FileResult) -> None:
        """Keep the findings of a file, or why it could not be linted."""
        if result.error is not None:
            location = {"physicalLocation": {"artifactLocation": _location(result.path)}}
            self._notifications.append({**_notification("error", "not-linted", result.error), "locations": [location]})
            return
        artifact = _Artifact(_location(project_path(result)), result.sha256, result.score.value if result.score else None)
        for finding in by_place((*result.findings, *result.suppressed)):
            rank = (finding.suppressed is None, *badness(finding))
            self._worst.add(rank, _Result(finding, artifact, _end(finding, result.source)))

    def close(self, summary: Summary) -> None:
        """Print the log."""
        results = self._worst.items()
        codes = sorted({result.finding.code for result in results})
        names = {result.finding.code: result.finding.name for result in results}
        artifacts = {result.artifact.location["uri"]: result.artifact for result in results}
        run = {
            "tool": {
                "driver": {
                    "name": "newslint",
                    "version": __version__,
                    "semanticVersion": __version__,
                    "informationUri": HOMEPAGE,
                    "rules": [_rule(code, names[code], self._options.rule(code)) for code in codes],
                }
            },
            "invocations": [self._invocation(summary)],
            "columnKind": "unicodeCodePoints",
            "artifacts": [_artifact(artifact) for artifact in artifacts.values()],
        }
        rule_index = {code: index for index, code in enumerate(codes)}
        artifact_index = {uri: index for index, uri in enumerate(artifacts)}
        told = any(result.finding.suppressed for result in results)
        self._out.write(dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": []})[:-2] + dumps(run)[:-1] + ', "results": [')
        separator = "\n"
        for result in results:
            finding, location = result.finding, result.artifact.location
            place = {**location, "index": artifact_index[location["uri"]]}
            entry = {"ruleId": finding.code, "ruleIndex": rule_index[finding.code], **_result(result, place)}
            if told:
                entry["suppressions"] = _suppressions(finding.suppressed)
            self._out.write(separator + dumps(entry))
            separator = ",\n"
        self._out.write("]}]}\n")

    def _invocation(self, summary: Summary) -> dict[str, Any]:
        notifications = list(self._notifications)
        if summary.languagetool and summary.languagetool.problem:
            notifications.append(_notification("error", "languagetool", summary.languagetool.told()))
        successful = not notifications
        if self._worst.left_out:
            told = f"{self._worst.left_out:,} more findings are left out: a run holds {MOST_RESULTS:,}, the worst."
            notifications.append(_notification("warning", "results-left-out", told))
        return {"executionSuccessful": successful, "toolExecutionNotifications": notifications}


def _rule(code: str, name: str, rule: Rule | None) -> dict[str, Any]:
    """What the log says of a rule; of one that is not known, no more than its name."""
    short = name.replace("-", " ").capitalize() + "."
    told: dict[str, Any] = {"id": code, "name": name, "shortDescription": {"text": short}}
    if rule is None:
        return {**told, "fullDescription": {"text": short}, "help": {"text": short}}
    url = rule_url(rule)
    text, markdown = _message(rule.why), _markdown(rule.why)
    precision = next(precision for least, precision in PRECISIONS if rule.confidence >= least)
    return {
        **told,
        "fullDescription": {"text": text},
        "help": {"text": f"{text}\n{url}", "markdown": f"{markdown}\n\n[{code}]({url})"} if url else {"text": text, "markdown": markdown},
        **({"helpUri": url} if url else {}),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"category": rule.category, "tags": [rule.category], "precision": precision},
    }


def _artifact(artifact: _Artifact) -> dict[str, Any]:
    properties = {} if artifact.score is None else {"properties": {"score": artifact.score}}
    return {"location": artifact.location, "hashes": {"sha-256": artifact.sha256}, **properties}


def _result(result: _Result, location: dict[str, Any]) -> dict[str, Any]:
    finding = result.finding
    region = {
        "startLine": finding.start.line,
        "startColumn": finding.start.column,
        "endLine": result.end[0],
        "endColumn": result.end[1],
        "charOffset": finding.start.offset,
        "charLength": finding.end.offset - finding.start.offset,
        "snippet": {"text": finding.match},
    }
    properties: dict[str, Any] = {"confidence": finding.confidence}
    if finding.suggestions:
        properties["suggestions"] = finding.suggestions
    told = {
        "level": LEVELS[finding.severity],
        "rank": round(finding.confidence * 100, 1),
        "message": {"text": _message(finding.message)},
        "locations": [{"physicalLocation": {"artifactLocation": location, "region": region}}],
        "partialFingerprints": {f"newslint/v{VERSION}": finding.fingerprint},
        "properties": properties,
    }
    return {**told, "fixes": [_fix(finding.fix, location)]} if finding.fix else told


def _fix(fix: Fix, location: dict[str, Any]) -> dict[str, Any]:
    told = "This may be applied unseen." if fix.applicability == "safe" else "A proposal: read it before it is applied."
    replacements = [
        {
            "deletedRegion": {"charOffset": edit.start, "charLength": edit.end - edit.start},
            **({"insertedContent": {"text": edit.content}} if edit.content else {}),
        }
        for edit in fix.edits
    ]
    return {"description": {"text": told}, "artifactChanges": [{"artifactLocation": location, "replacements": replacements}]}


def _suppressions(suppressed: Suppression | None) -> list[dict[str, Any]]:
    if suppressed is None:
        return []
    justification = suppressed.reason or f"It is in the {suppressed.kind}."
    return [{"kind": "external", "status": "accepted", "justification": visible(justification), "properties": suppressed._asdict()}]


def _notification(level: str, name: str, text: str) -> dict[str, Any]:
    return {"level": level, "descriptor": {"id": name}, "message": {"text": _message(text)}}


def _location(path: str) -> dict[str, str]:
    """Where a file is: under the root of its project, or else on this machine, since SARIF allows no `..`."""
    raw = os.fsencode(path)
    if not os.path.isabs(path) and path.split("/")[0] != "..":
        return {"uri": quote(raw), "uriBaseId": ROOT}
    full = quote(os.fsencode(absolute(path)), safe="/:")
    return {"uri": f"file://{full}" if full.startswith("/") else f"file:///{full}"}


def _end(finding: Finding, source: Source | None) -> tuple[int, int]:
    """The line that holds the last character of a finding, and the column after it; a line end belongs to the line before it."""
    line = last_line(finding)
    if line == finding.end.line or source is None:
        return finding.end.line, finding.end.column
    return line, finding.end.offset - source.lines[line - 1][0] + 1


def _message(text: str) -> str:
    """Text as a plain message of SARIF, where `[…](…)` would be a link."""
    return _braced(visible(text)).replace("](", r"\](")


def _markdown(text: str) -> str:
    """Text as a message in Markdown."""
    return re.sub(r"([\\`*_\[\]<>&#|~!])", r"\\\1", _braced(visible(text)))


def _braced(text: str) -> str:
    """Braces are doubled, since `{0}` would be a place to fill."""
    return text.replace("{", "{{").replace("}", "}}")
