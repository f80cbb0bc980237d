"""Bounds of a search or an export, as conditions on articles."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, select

from rentspider.db.models import Article, ArticleTag, Tag
from rentspider.zone import ZONE

_FIRST, _LAST = date(1, 1, 2), date(9999, 12, 30)  # days that all zones can tell


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles are asked for; None leaves a bound open. Category, source and tag are names, as written.

    An article is within two days where all that is known of its date allows it.
    """

    since: date | None = None
    until: date | None = None
    category: str | None = None
    source: str | None = None
    tag: str | None = None


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """What a statement over articles asks for."""
    found: list[ColumnElement[bool]] = []
    if filters.since:
        start = _midnight(max(filters.since, _FIRST))
        # What is published at the earliest then is not before it in the index either.
        found += [Article.published_earliest >= start, Article.published_at >= start]
    if filters.until:
        end = _midnight(min(filters.until, _LAST) + timedelta(days=1))
        found += [Article.published_latest < end, Article.published_at < end]
    for column, name in ((Article.category, filters.category), (Article.source, filters.source)):
        if name is not None:
            found.append(column == _storable(name))
    if filters.tag is not None:
        tagged = select(ArticleTag.article_key).join(Tag, Tag.key == ArticleTag.tag_key)
        found.append(Article.key.in_(tagged.where(Tag.name == _storable(filters.tag))))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)


def _storable(name: str) -> str:
    """A name as a database takes it: what is half a character is written out, and is no stored name."""
    return name.encode(errors="backslashreplace").decode()
