"""Search: articles in which every term stands, as it is written, in the title or in one paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, case, or_, select

from rentspider.db.models import Article
from rentspider.zone import ZONE

AROUND = 24
"""How many characters are shown on each side of a match."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Bounds of a search; None leaves one open. An article is within two days where all that its date allows is."""

    since: date | None = None
    until: date | None = None
    category: str | None = None


def search(connection: Connection, terms: Sequence[str], filters: Filters, limit: int) -> Sequence[Any]:
    """Articles with all terms, those with more of them in the title first, then the newest.

    A match is a substring, letter case aside. Every article is read for it; there is no index yet.
    """
    in_title = [Article.title.icontains(term, autoescape=True) for term in terms]
    in_body = [Article.body_text.icontains(term, autoescape=True) for term in terms]
    score = sum((case((found, 1), else_=0) for found in in_title), start=case((Article.key.is_(None), 1), else_=0))
    query = select(Article).where(*(or_(*places) for places in zip(in_title, in_body, strict=True)))
    if filters.since:
        query = query.where(Article.published_earliest >= _midnight(filters.since))
    if filters.until:
        query = query.where(Article.published_latest < _midnight(filters.until + timedelta(days=1)))
    if filters.category:
        query = query.where(Article.category == filters.category)
    query = query.order_by(score.desc(), Article.published_at.desc().nulls_last(), Article.key)
    return connection.execute(query.limit(limit)).all()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)


def surroundings(text: str, term: str) -> tuple[str, str, str] | None:
    """The first match of a term with what stands before and after it in its paragraph."""
    places = [number for number, letter in enumerate(text) for _ in letter.casefold()]  # a letter can fold to two
    found = text.casefold().find(term.casefold())
    if found < 0 or not term:
        return None
    start, end = places[found], places[found + len(term.casefold()) - 1] + 1
    before, after = text[:start].rpartition("\n")[2], text[end:].partition("\n")[0]
    return before[-AROUND:], text[start:end], after[:AROUND]
