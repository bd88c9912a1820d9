"""Small builders that tests share."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

from newslint.document import Document
from newslint.engine import Engine
from newslint.finding import Finding
from newslint.ruleset.knowledge import Knowledge
from newslint.ruleset.loader import check_rule
from newslint.ruleset.model import Rule, RuleSet
from newslint.ruleset.yamlfile import parse_yaml
from newslint.source import Source

# Git without the settings of the machine or of a git that runs the tests.
GIT_ENVIRONMENT = {
    **{"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
    **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}

GOOD_RULE = """\
code: MT901
name: test-rule
kind: phrase
category: translation
severity: warning
confidence: 0.8
message: '"{match}" is a test'
why: For tests.
phrases: [blue moon]
examples:
  bad:
    - {text: A blue moon rose., match: blue moon}
    - {text: Blue Moon!, match: Blue Moon}
  good:
    - A blue-ish moon rose.
    - The bluemoon bar.
"""


def rule(body: str, knowledge: Knowledge | None = None, **common: Any) -> Rule:
    """A rule from the YAML of its kind; the keys that every rule has are filled in."""
    filled = {
        "code": "MT901",
        "name": "test-rule",
        "category": "translation",
        "severity": "warning",
        "confidence": 0.8,
        "message": "'found {match}'",
        "why": "test",
        **common,
    }
    head = "".join(f"{key}: {value}\n" for key, value in filled.items())
    examples = "examples: {bad: [{text: x, match: x}, {text: x, match: x}], good: [x, x]}\n"
    return check_rule(parse_yaml(head + body + "\n" + examples, "rule.yaml"), Path("rule.yaml"), knowledge or Knowledge())[0]


def document(text: str, knowledge: Knowledge | None = None) -> Document:
    """A document made from a text."""
    return Document(Source.from_text(text, "test.txt"), knowledge or Knowledge())


def findings(text: str, *rules: Rule, knowledge: Knowledge | None = None) -> list[Finding]:
    """What some rules find in a text."""
    return Engine(RuleSet(rules, knowledge or Knowledge())).lint(document(text, knowledge))


def matches(text: str, *rules: Rule, knowledge: Knowledge | None = None) -> list[str]:
    """The matched texts alone."""
    return [finding.match for finding in findings(text, *rules, knowledge=knowledge)]


def git(folder: Path, *arguments: str) -> str:
    """What git prints in a folder."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    command = ["git", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", *arguments]
    done = subprocess.run(
        command, cwd=folder, env={**kept, **GIT_ENVIRONMENT}, capture_output=True, text=True, errors="replace", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(folder: Path, **files: str | None) -> str:
    """Commit all that a folder holds, after writing some texts to NAME.txt; None deletes one. Gives the commit."""
    for name, content in files.items():
        path = folder / f"{name}.txt"
        if content is None:
            path.unlink()
        else:
            path.write_text(content, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "x")
    return git(folder, "rev-parse", "HEAD")
