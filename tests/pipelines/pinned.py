"""`python -m tests.pipelines.pinned`: notes by which rules and words the cleaner's version cleans."""

import json
from hashlib import sha256
from pathlib import Path

from pipelines.cleaning import CLEANER_VERSION, load_rules
from pipelines.cleaning.lexicon import FILE as LEXICON
from pipelines.cleaning.rules import PATTERNS, expand

NOTE = Path(__file__).parents[1] / "data" / "cleaner.json"


def known() -> dict[str, object]:
    """The version of the cleaner with a hash of all that its built-in rules, vocabulary and lexicon can do."""
    rules = load_rules()
    vocabulary = [expand(f"<{name}>", rules.vocabulary) for name in PATTERNS]
    effects = repr(([rule.effect for rule in rules.rules], vocabulary)).encode()
    return {"version": CLEANER_VERSION, "rules": sha256(effects + LEXICON.read_bytes()).hexdigest()}


if __name__ == "__main__":
    NOTE.write_text(json.dumps(known(), indent=2) + "\n", encoding="utf-8")
