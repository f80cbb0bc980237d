"""Drawing without replacement: every card once before any card twice; and drawing where some cards are commoner."""

from collections.abc import Sequence
from random import Random
from typing import Generic, TypeVar

Card = TypeVar("Card")


class Deck(Generic[Card]):
    """Cards in an order of chance; when none is left they are shuffled anew."""

    def __init__(self, rng: Random, cards: Sequence[Card]) -> None:
        self._rng, self._cards = rng, cards
        self._left: list[Card] = []

    def draw(self) -> Card:
        """The next card."""
        if not self._left:
            self._left = self._rng.sample(self._cards, len(self._cards))
        return self._left.pop()

    def some(self, count: int) -> list[Card]:
        """The next cards."""
        return [self.draw() for _ in range(count)]


def common_first(rng: Random, cards: Sequence[Card]) -> Card:
    """One of the cards: the first is the commonest, each later one comes up by a third less often."""
    return rng.choices(cards, [(2 / 3) ** at for at in range(len(cards))])[0]
