"""Cleaning: which blocks of a body are the article, and which are boilerplate, and by which rule.

`clean(blocks, rules)` is one pure function; the rules are data, in `rules/*.toml`.
"""

from pipelines.cleaning.cleaner import Cleaned, clean
from pipelines.cleaning.credit import credited_source
from pipelines.cleaning.loading import load_rules
from pipelines.cleaning.rules import CLEANER_VERSION, Rule, RuleSet

__all__ = [
    "CLEANER_VERSION",
    "Cleaned",
    "Rule",
    "RuleSet",
    "clean",
    "credited_source",
    "load_rules",
]
