"""Rules: their schema, loading, knowledge, cache and examples."""

from newslint.ruleset.loader import load_rules
from newslint.ruleset.model import Rule, RuleSet

__all__ = ["Rule", "RuleSet", "load_rules"]
