"""What is asked of a search, and what it gives: the interface that commands and the web page rely on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from rentspider.db.filters import Filters

Order = Literal["rank", "newest"]
Tier = Literal["all", "titled", "others"]
"""All matches; those with every deciding term in their title; the others."""
Parts = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is a match; together they are what is to be shown."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: words, "phrases" and -exclusions, within bounds; an empty text asks for all articles."""

    text: str
    filters: Filters = field(default_factory=Filters)
    order: Order = "rank"
    limit: int = 10
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found, as a list of results shows it."""

    key: int
    site: str
    id: int
    url: str
    title: str
    title_parts: Parts
    body_text: str
    snippet: Parts
    """The matching place of the text with what stands around it; its beginning, where only the title matches."""
    published_at: datetime | None
    published_day: date | None
    category: str | None
    source: str | None
    status: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the hits, in order, and how many there are in all."""

    hits: Sequence[Hit]
    total: int
    changed: int = 0
    """How many articles were changed by another program, so that they are searched as they were before."""
