"""A line under decision: a block of the body with what is found out about it."""

from collections.abc import Collection
from dataclasses import dataclass, field

from pipelines.cleaning.lexicon import is_sentence
from pipelines.cleaning.rules import Rule, RuleSet
from rentspider.items import Removal
from rentspider.pages import Block

AT_LENGTH = 70
"""In a longer line the words speak as much as in one of so many characters: many weak signs are not a strong one."""


@dataclass(slots=True)
class Line:
    """A block under decision."""

    block: Block
    folded: str
    is_sentence: bool
    rules: list[Rule] = field(default_factory=list)
    """Those that speak of it."""
    score: float = 0.0
    structure: str = ""
    """The id of what the markup around it says."""
    kind: str = ""
    """What it is by that."""
    opener: str = ""
    """The kind of the list that a line before it opened."""
    learned: float = 0.0
    """How much its standing on many posts speaks for boilerplate."""
    near: bool = False
    """Whether a little would have decided otherwise."""
    removal: Removal | None = None
    _words: float | None = None

    @classmethod
    def of(cls, block: Block, folded: str) -> "Line":
        """A block of which nothing is found out yet, with its folded text."""
        return cls(block, folded, is_sentence(folded))

    @property
    def length(self) -> int:
        """In folded characters."""
        return len(self.folded)

    @property
    def is_settled(self) -> bool:
        """Whether a rule means just such lines."""
        return any(rule.strong for rule in self.rules)

    def is_settled_as(self, kinds: Collection[str]) -> bool:
        """Whether a rule means just such lines that is of one of some kinds."""
        return any(rule.strong and rule.kind in kinds for rule in self.rules)

    def words(self, rules: RuleSet) -> float:
        """How much its words speak for boilerplate, as a log-odds ratio."""
        if self._words is None:
            told = rules.lexicon.boilerplate(self.folded) if self.folded else 0.0
            self._words = told * min(1.0, AT_LENGTH / max(1, self.length))
        return self._words

    def remove(self, kind: str, rule: str) -> None:
        """Give it up, if that is not done yet."""
        self.removal = self.removal or Removal(self.block, kind, rule)
