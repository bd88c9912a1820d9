"""Running the examples of rules: what each must find, to the letter, and where it must be silent."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.finding import Finding
from newslint.grammar import KIND as GRAMMAR
from newslint.grammar import Checker, wanted_by
from newslint.kinds.consensus import KIND as CONSENSUS
from newslint.kinds.ledger import KIND as LEDGER
from newslint.kinds.ledger import STALE_BASELINE
from newslint.ruleset.availability import hindrance
from newslint.ruleset.knowledge import Knowledge
from newslint.ruleset.model import Rule, RuleSet
from newslint.ruleset.schema import kind_module
from newslint.ruleset.yamlfile import Mapping
from newslint.words import cuts_word

if TYPE_CHECKING:
    from newslint.corpus.votes import Disagreement
    from newslint.engine import Engine


EXAMPLE = "example.txt"

# What the examples of rules of kind `ledger` are judged by: the file that was linted, a folder without files, and the day.
STORY = "story.txt"
NOWHERE = "/dev/null"
TODAY = "2026-07-01"


class ExampleResult(NamedTuple):
    """How one example came out.

    `number` counts from 1; `line` is the example's line in its file, 1-based. `skipped` says why the rule cannot run here, and so the
    example could not be tried.
    """

    rule: Rule
    kind: str
    number: int
    ok: bool
    message: str
    line: int
    skipped: str = ""


def run_examples(
    rule: Rule,
    examples: dict[str, Any],
    entry: Mapping,
    knowledge: Knowledge,
    others: Collection[Rule] = (),
    *,
    grammar: Checker | None = None,
) -> Iterator[ExampleResult]:
    """Run the examples of one rule, as if it had all the support that it needs.

    Args:
        entry: its YAML, for the line numbers.
        others: further rules, which run beside it only if it draws its conclusion from what they find; for kind `ledger`, those whose
            findings the entries are about.
        grammar: what rules of kind `languagetool` ask; without it, their examples are skipped.
    """
    from newslint.engine import Engine

    rule = rule._replace(support=None)
    asks = rule.kind == GRAMMAR
    concludes = hasattr(kind_module(rule.kind).Detector, "conclude") and not asks and rule.kind != CONSENSUS
    beside = [other for other in others if other.code != rule.code] if concludes else []
    skipped = "it asks LanguageTool; name that with --languagetool" if asks and grammar is None else hindrance(rule)
    ruleset = RuleSet([rule, *beside], knowledge, [rule.code, *(other.code for other in beside if other.enabled)])
    engine = None if skipped else Engine(ruleset)
    for kind in ("bad", "good"):
        for index, example in enumerate(examples[kind]):
            line = entry["examples"][kind].lines[index]
            if engine is None:
                yield ExampleResult(rule, kind, index + 1, True, "", line, skipped)
                continue
            checker = _judge(rule, example, others, knowledge) if rule.kind == LEDGER else grammar
            siblings = example.get("beside", ()) if rule.kind == CONSENSUS else ()
            findings = [
                finding for finding in _findings(engine, example["text"], knowledge, checker, siblings) if finding.code == rule.code
            ]
            message = _silent(findings) if kind == "good" else _exact(example, findings)
            yield ExampleResult(rule, kind, index + 1, not message, message, line)


def _findings(engine: Engine, text: str, knowledge: Knowledge, grammar: Checker | None, siblings: Sequence[str]) -> list[Finding]:
    from newslint.document import Document
    from newslint.source import Source

    source = Source.from_text(text, EXAMPLE)
    remarks = grammar.remarks(source, wanted_by(engine.ruleset.rules)) if grammar else ()
    return engine.lint(Document(source, knowledge, remarks, _disagreements(text, siblings, knowledge) if siblings else ()))


def _disagreements(text: str, siblings: Sequence[str], knowledge: Knowledge) -> Sequence[Disagreement]:
    """What the siblings of an example, called `beside-1.txt` and so on, deny of it."""
    from newslint.corpus.consensus import disagreements_of
    from newslint.corpus.facts import facts_of
    from newslint.corpus.index import Index
    from newslint.document import Document
    from newslint.source import Source

    index = Index()
    for path, content in ((EXAMPLE, text), *((f"beside-{number}.txt", sibling) for number, sibling in enumerate(siblings, 1))):
        index.put(path, facts_of(Document(Source.from_text(content, path), knowledge)))
    return dict(disagreements_of([EXAMPLE], index)).get(EXAMPLE, ())


def _judge(rule: Rule, example: dict[str, Any], others: Collection[Rule], knowledge: Knowledge) -> Checker:
    """What there is to say of a ledger, the example's text, when the one file that was linted is the text beside it."""
    from newslint.api import lint_bytes
    from newslint.suppress.entry import BASELINE, WAIVER
    from newslint.suppress.run import Ledger
    from newslint.suppress.verdicts import Remarks, Scope

    kind = BASELINE if rule.plan["state"] == STALE_BASELINE else WAIVER
    ledger = Ledger(kind, "the example", example["text"].encode(), NOWHERE)
    meant = {entry.code for entry in ledger.entries}
    ruleset = RuleSet([other for other in others if other.code in meant], knowledge)
    ledger.meet(lint_bytes("".join(example.get("beside", ())).encode(), STORY, ruleset), STORY, ruleset)
    codes = frozenset(other.code for other in others)
    scope = Scope(codes, codes)
    return Remarks(ledger.judged(lambda ruleset: scope, lambda name: scope, TODAY))


def _silent(findings: list[Finding]) -> str:
    if not findings:
        return ""
    first = findings[0]
    return f'a good example has a finding: "{first.match}" at offset {first.start.offset}'


def _exact(example: dict[str, Any], findings: list[Finding]) -> str:
    expected = example.get("matches") or ([example["match"]] if "match" in example else [])
    if not expected:
        return "a bad example needs match or matches: the exact text of what is found"
    spans = []
    for number, match in enumerate(expected):
        at = example["at"][number] if number < len(example.get("at", ())) else 1 + expected[:number].count(match)
        start = _occurrence(example["text"], match, at)
        if start < 0:
            return f'the text does not hold "{match}"' + (f" {at} times" if at > 1 else "")
        spans.append((start, start + len(match)))
    found = [(finding.start.offset, finding.end.offset) for finding in findings]
    if found != sorted(spans):
        told = ", ".join(f'"{finding.match}" at {finding.start.offset}' for finding in findings) or "nothing"
        wanted = ", ".join(f'"{example["text"][start:end]}" at {start}' for start, end in sorted(spans))
        return f"expected {wanted}; found {told}"
    suggestion = example.get("suggestion")
    offered = findings[0].suggestions[:1]
    if suggestion is not None and offered != (suggestion,):
        return f'expected the suggestion "{suggestion}"; found {f"{chr(34)}{offered[0]}{chr(34)}" if offered else "none"}'
    return ""


def _occurrence(text: str, part: str, number: int) -> int:
    """The offset of the `number`-th occurrence of a part that cuts no word, or of any occurrence where all cut one; -1 without it."""
    places = []
    at = text.find(part)
    while at >= 0:
        places.append(at)
        at = text.find(part, at + 1)
    whole = [at for at in places if not cuts_word(text, at, at + len(part))]
    return next(iter((whole or places)[number - 1 : number]), -1)
