"""What a check of the database has found."""

from collections.abc import Sequence
from dataclasses import dataclass

NAMED = 5
"""So many of those that it is about are named."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold: a sentence that says what, and one that says what to do."""

    name: str
    """Of what does not hold; machines know it by that."""
    found: str
    mend: str

    def __str__(self) -> str:
        return f"{self.name}: {self.found}. {self.mend}"


def naming(about: Sequence[object]) -> str:
    """The first of those that a finding is about, in brackets."""
    return f"({', '.join([*map(str, about[:NAMED]), *('…' for _ in about[NAMED : NAMED + 1])])})"
