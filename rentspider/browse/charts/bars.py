"""Bars: amounts of things that have names, the largest first. Their figures stand beside them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """A thing with its amount."""

    name: str
    value: str
    """The amount as it is told."""
    width: float
    """In percent of the largest."""
    href: str | None = None
    """Where its articles are."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars under a head: what the names are, and what the amounts."""

    head: tuple[str, str]
    bars: Sequence[Bar]


def bars(
    head: tuple[str, str],
    amounts: Sequence[tuple[str, float, str]],
    hrefs: Sequence[str | None] | None = None,
) -> Bars:
    """Bars for names with their amounts and how these are told.

    Args:
        hrefs: where each leads.
    """
    largest = max((amount for _, amount, _ in amounts), default=0) or 1
    links = hrefs or [None] * len(amounts)
    return Bars(
        head,
        [
            Bar(name, told, round(100 * amount / largest, 2), href)
            for (name, amount, told), href in zip(amounts, links, strict=True)
        ],
    )
