"""The body of one post, line by line, with what was removed in its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import Connection

from rentspider.auditing.reasons import Reasons
from rentspider.db.queries import pictures_alone, removed_from


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a body; kind, rule and reason only where it was removed."""

    position: int
    """Of its block in the body."""
    text: str
    kind: str | None = None
    rule: str | None = None
    why: str | None = None
    near: bool = False
    """Whether a little would have decided otherwise."""


@dataclass(frozen=True, slots=True)
class Post:
    """One post in full; the kept lines are its article."""

    site: str
    id: int
    url: str
    title: str
    flags: list[str]
    body: list[Line]


def audited(connection: Connection, article: Any, reasons: Reasons) -> Post:
    """A stored article with what was removed from it, in the order of the page."""
    removed = {row.position: row for row in removed_from(connection, article.key)}
    pictures = pictures_alone(connection, article.key)
    near = near_places(article.flags)
    body = [
        Line(position, text, removal.kind, removal.rule, reasons.why(removal.rule), position in near)
        if removal
        else Line(position, text, near=position in near)
        for position, text, removal in _in_place(article.body_text, removed, pictures)
    ]
    return Post(article.site, article.id, article.url, article.title, _split(article.flags), body)


def near_places(flags: str) -> set[int]:
    """The positions of the blocks that flags call near things: `barely-removed:30+31,barely-kept:4`."""
    named = [flag.partition(":")[2] for flag in _split(flags) if flag.startswith("barely-")]
    return {int(place) for places in named for place in places.split("+") if place.isdecimal()}


def _split(flags: str) -> list[str]:
    return flags.split(",") if flags else []


def _in_place(body: str, removed: Mapping[int, Any], pictures: set[int]) -> Iterator[tuple[int, str, Any]]:
    """Positions and lines, with their removals: kept lines fill the places that nothing else has."""
    kept = body.split("\n") if body else []
    kept.reverse()
    for position in count():
        if position in removed:
            yield position, removed[position].text, removed[position]
        elif position not in pictures:
            if kept:
                yield position, kept.pop(), None
            elif position > max(removed, default=-1):
                return
