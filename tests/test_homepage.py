"""Each rule of ours has a place in docs/rules.md, and findings name it."""

from __future__ import annotations

import re
from pathlib import Path

from helpers import GOOD_RULE

from newslint import lint_text, load_rules
from newslint.homepage import rule_url


def test_each_rule_of_ours_has_the_place_that_its_url_names(root: Path) -> None:
    places = re.findall(r'<a id="(\w+)"></a>(\w+) \|', (root / "docs" / "rules.md").read_text(encoding="utf-8"))
    rules = load_rules().all_rules
    assert sorted(code for _, code in places) == [rule.code for rule in rules]
    urls = {rule.code: rule_url(rule) for rule in rules}
    assert {code: url.partition("/docs/rules.md#")[2] for code, url in urls.items()} == {code: place for place, code in places}
    assert len(set(urls.values())) == len(rules)


def test_rules_of_others_have_none(tmp_path: Path) -> None:
    (tmp_path / "moon.yaml").write_text(GOOD_RULE, encoding="utf-8")
    rules = load_rules(tmp_path)
    found = {finding.code: finding.url for finding in lint_text("Advertisement\n\nA blue moon rose over the harbour.\n", rules)}
    assert found["MT901"] is None
    assert found["BP001"] == rule_url(next(rule for rule in rules.rules if rule.code == "BP001"))
