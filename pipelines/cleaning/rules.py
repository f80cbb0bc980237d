"""Rules as data: what a rule is, and which rules of a set a line meets.

A rule speaks of a family of leftovers (a portal's app advert, a credit line), never of one post. Its patterns are
regular expressions against the folded line; `<name>` in a pattern stands for the vocabulary of that name.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal
from zlib import crc32

from pipelines.cleaning.fold import REMEMBERED
from pipelines.cleaning.lexicon import Lexicon, built_in
from rentspider.pages import Block

CLEANER_VERSION = 4
"""Raised with every change of rules or cleaner that changes what is kept."""

Place = Literal["head", "tail", "anywhere"]
PLACES: tuple[Place, ...] = ("head", "tail", "anywhere")
KINDS = ("contact", "ad", "portal", "disclaimer", "source_line", "lead", "related", "editor", "follow", "theme")
"""What a line can be, as far as rules say it."""
REPEATED, UNKNOWN = "repeated", "unknown"
"""What nothing but its repetition tells of a line, and what nothing at all does."""
REMOVED = (*KINDS, REPEATED, UNKNOWN)
"""All kinds that a removed block can have."""
ARTICLE = "article"
"""The kind of a rule that keeps what it means, whatever else speaks of it."""
PATTERNS = ("headline", "own", "numbered", "caption", "portal", "public", "phone")
"""Vocabularies that the scores ask for."""
_NAME = re.compile(r"<([a-z_]+)>")


@dataclass(frozen=True)
class Rule:
    """One rule: what it looks for, where it holds, and examples that the tests run."""

    id: str
    kind: str
    """What the line is, one of KINDS, or ARTICLE."""
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

    @property
    def effect(self) -> tuple[object, ...]:
        """All that bears on what is removed and on its record: not the reason, not the examples."""
        patterns = (each and each.pattern for each in (self.pattern, self.unless, self.marks))
        return (self.id, self.kind, sorted(self.places), *patterns, self.longest, self.strong, self.opens)


class RuleSet:
    """The rules of one cleaner version, by the place where they hold."""

    def __init__(
        self,
        rules: tuple[Rule, ...],
        vocabulary: Mapping[str, Any],
        version: int = CLEANER_VERSION,
        lexicon: Lexicon | None = None,
    ) -> None:
        self.rules = rules
        self.lexicon = lexicon or built_in()
        self.vocabulary = vocabulary
        self.version = version
        """What an article has as its `cleaner_version`; with rules of a user's own it is another number."""
        self._patterns = {name: re.compile(expand(f"<{name}>", vocabulary), re.IGNORECASE) for name in PATTERNS}
        self._marking = tuple(rule for rule in rules if rule.marks)
        self._candidates: dict[tuple[Place, int], tuple[Rule, ...]] = {}
        self._speaking = lru_cache(REMEMBERED)(self._find)

    def met(self, block: Block, folded: str, place: Place) -> list[Rule]:
        """The rules that a line meets at a place; those for anywhere hold at every place."""
        met = list(self._speaking(folded, place))
        if block.marks:
            met += [rule for rule in self._marking if rule not in met and rule.meets(block, folded)]
        return met

    def _find(self, folded: str, place: Place) -> tuple[Rule, ...]:
        return tuple(rule for rule in self._at(place, len(folded)) if rule.speaks_of(folded))

    def _at(self, place: Place, length: int) -> tuple[Rule, ...]:
        """The rules that can speak of a line of some length at a place; most lines are too long for most rules."""
        if (place, length) not in self._candidates:
            self._candidates[place, length] = tuple(
                rule for rule in self.rules if rule.places & {place, "anywhere"} and length <= rule.longest
            )
        return self._candidates[place, length]

    def with_own(self, own: Sequence[Rule], disabled: Collection[str]) -> "RuleSet":
        """These rules but for those with some ids, and a user's own; the version stands for both.

        Its last three digits are those of CLEANER_VERSION.
        """
        if not own and not disabled:
            return self
        effects = repr((sorted(disabled), [rule.effect for rule in own]))
        version = CLEANER_VERSION + 1000 * (1 + crc32(effects.encode()) % 2_000_000)  # fits an INTEGER everywhere
        rules = tuple(rule for rule in self.rules if rule.id not in disabled)
        return RuleSet((*rules, *own), self.vocabulary, version, self.lexicon)

    def count(self, name: Literal["headline"], folded: str) -> int:
        """How many different words of a vocabulary a line has."""
        return len(set(self._patterns[name].findall(folded)))

    def has(self, name: Literal["own", "numbered", "caption", "portal", "public", "phone"], folded: str) -> bool:
        """Whether a line has one of the small patterns of the vocabulary."""
        return self._patterns[name].search(folded) is not None


def expand(pattern: str, vocabulary: Mapping[str, Any]) -> str:
    """A pattern with each `<name>` replaced by its vocabulary: a list of words, or a pattern of its own."""

    def words(match: re.Match[str]) -> str:
        entry = vocabulary[match[1]]
        return f"(?:{expand(entry, vocabulary) if isinstance(entry, str) else '|'.join(entry)})"

    return _NAME.sub(words, pattern)
