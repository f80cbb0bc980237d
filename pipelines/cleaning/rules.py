"""Rules as data: loads `rules/*.toml`, checks it, and tells which rules a line meets.

A rule speaks of a family of leftovers (a portal's app advert, a credit line), never of one post. Its patterns are
regular expressions against the folded line; `<name>` in a pattern stands for the vocabulary of that name.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from rentspider.pages import Block

CLEANER_VERSION = 1
"""Raised with every change of rules or cleaner that changes what is kept."""

Place = Literal["head", "tail", "anywhere"]
PATTERNS = ("leaning", "slight", "headline", "own", "said", "figures", "phone", "public", "portal")
"""Vocabularies that the scores ask for."""
_FOLDER = Path(__file__).with_name("rules")
_NAME = re.compile(r"<([a-z_]+)>")


@dataclass(frozen=True)
class Rule:
    """One rule: what it looks for, where it holds, and examples that the tests run."""

    id: str
    kind: str
    """What the line is: contact, ad, portal, disclaimer, source_line, lead, related, editor, follow, theme."""
    places: frozenset[Place]
    reason: str
    pattern: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    """What a line that the pattern means must not have."""
    marks: re.Pattern[str] | None
    """For class names and ids of the elements around a line, each matched whole."""
    longest: int
    """Folded lines with more characters are not meant."""
    strong: bool
    """A weak rule is a hint among others; a strong one is as good as certain at its place."""
    opens: bool
    """In the tail, a list of headlines may follow such a line."""
    positive: tuple[str, ...]
    negative: tuple[str, ...]

    def meets(self, block: Block, folded: str) -> bool:
        """Whether the rule speaks of this line, wherever it stands."""
        if len(folded) > self.longest:
            return False
        return self.speaks_of(folded) or bool(self.marks and any(map(self.marks.fullmatch, block.marks)))

    def speaks_of(self, folded: str) -> bool:
        """Whether the words of a line are meant, whatever its markup."""
        if self.pattern is None or len(folded) > self.longest or not self.pattern.search(folded):
            return False
        return self.unless is None or not self.unless.search(folded)


class RuleSet:
    """The rules of one cleaner version, by the place where they hold."""

    def __init__(self, rules: tuple[Rule, ...], vocabulary: Mapping[str, Any]) -> None:
        self.rules = rules
        self._patterns = {name: re.compile(expand(f"<{name}>", vocabulary), re.IGNORECASE) for name in PATTERNS}
        self._marking = tuple(rule for rule in rules if rule.marks)
        self._candidates: dict[tuple[Place, int], tuple[Rule, ...]] = {}

    def met(self, block: Block, folded: str, place: Place) -> list[Rule]:
        """The rules that a line meets at a place; those for anywhere hold at every place."""
        met = [rule for rule in self._at(place, len(folded)) if rule.speaks_of(folded)]
        if block.marks:
            met += [rule for rule in self._marking if rule not in met and rule.meets(block, folded)]
        return met

    def _at(self, place: Place, length: int) -> tuple[Rule, ...]:
        """The rules that can speak of a line of some length at a place; most lines are too long for most rules."""
        if (place, length) not in self._candidates:
            self._candidates[place, length] = tuple(
                rule for rule in self.rules if rule.places & {place, "anywhere"} and length <= rule.longest
            )
        return self._candidates[place, length]

    def count(self, name: Literal["leaning", "slight", "headline"], folded: str) -> int:
        """How many different words of a vocabulary a line has."""
        return len(set(self._patterns[name].findall(folded)))

    def has(self, name: Literal["own", "said", "figures", "phone", "public", "portal"], folded: str) -> bool:
        """Whether a line has one of the small patterns of the vocabulary."""
        return self._patterns[name].search(folded) is not None


@cache
def load_rules(folder: Path = _FOLDER) -> RuleSet:
    """The rules of a folder of TOML files.

    Raises:
        ValueError: a file breaks the form; the message names it and the rule.
    """
    vocabulary = tomllib.loads((folder / "vocabulary.toml").read_text(encoding="utf-8"))
    files = sorted(path for path in folder.glob("*.toml") if path.name != "vocabulary.toml")
    rules = tuple(rule for path in files for rule in _read(path, vocabulary))
    ids = [rule.id for rule in rules]
    if doubled := {name for name in ids if ids.count(name) > 1}:
        raise ValueError(f"rule ids used twice in {folder}: {', '.join(sorted(doubled))}")
    return RuleSet(rules, vocabulary)


def _read(path: Path, vocabulary: Mapping[str, Any]) -> Iterator[Rule]:
    for data in tomllib.loads(path.read_text(encoding="utf-8"))["rule"]:
        try:
            yield _rule(data, vocabulary)
        except (KeyError, TypeError, re.error) as error:
            raise ValueError(f"{path}: rule {data.get('id', '(no id)')}: {error}") from error


def _rule(data: dict[str, Any], vocabulary: Mapping[str, Any]) -> Rule:
    patterns = [expand(pattern, vocabulary) for pattern in data.get("patterns", ())]
    return Rule(
        id=data["id"],
        kind=data["kind"],
        places=frozenset(data["places"]),
        reason=data["reason"],
        pattern=re.compile("|".join(patterns), re.IGNORECASE) if patterns else None,
        unless=re.compile(expand(data["unless"], vocabulary)) if "unless" in data else None,
        marks=re.compile("|".join(data["marks"])) if "marks" in data else None,
        longest=data.get("longest", 60),
        strong=data.get("strong", True),
        opens=data.get("opens", False),
        positive=tuple(data["positive"]),
        negative=tuple(data["negative"]),
    )


def expand(pattern: str, vocabulary: Mapping[str, Any]) -> str:
    """A pattern with each `<name>` replaced by its vocabulary: a list of words, or a pattern of its own."""

    def words(match: re.Match[str]) -> str:
        entry = vocabulary[match[1]]
        return f"(?:{expand(entry, vocabulary) if isinstance(entry, str) else '|'.join(entry)})"

    return _NAME.sub(words, pattern)
