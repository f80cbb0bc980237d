"""Bounds of a search or an export, as conditions on articles."""

from dataclasses import dataclass, field, fields
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, func, select

from rentspider.db.models import Article, ArticleTag, Tag
from rentspider.zone import ZONE

_FIRST, _LAST = date(1, 1, 2), date(9999, 12, 30)  # days that all zones can tell


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles are asked for; None leaves a bound open. What is no day is a name, as written.

    An article is within two days where all that is known of its date allows it. The options of commands and what the
    search page takes are made from these fields, with what their metadata says of them.
    """

    since: date | None = field(default=None, metadata={"help": "published on this day or later"})
    until: date | None = field(default=None, metadata={"help": "published on this day or before"})
    category: str | None = field(default=None, metadata={"help": "only articles of this category, as it is written"})
    source: str | None = field(default=None, metadata={"help": "only articles of this source, as it is written"})
    tag: str | None = field(default=None, metadata={"help": "only articles of this tag, as it is written"})


NAMES = tuple(each.name for each in fields(Filters))
DAYS = frozenset(each.name for each in fields(Filters) if each.type == date | None)
"""Those of them that are days."""


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


def choices(connection: Connection, most: int) -> dict[str, list[tuple[str, int]]]:
    """The categories, sources and tags that a search can be narrowed to, with how many articles each has."""
    posts = func.count().label("posts")
    category = select(Article.category, posts).where(Article.category.is_not(None)).group_by(Article.category)
    source = select(Article.source, posts).where(Article.source.is_not(None)).group_by(Article.source)
    tag = select(Tag.name, posts).join(ArticleTag, ArticleTag.tag_key == Tag.key).group_by(Tag.name)
    asked = {"category": category, "source": source, "tag": tag}
    return {
        name: [
            (str(value), int(count))
            for value, count in connection.execute(query.order_by(posts.desc(), query.selected_columns[0]).limit(most))
        ]
        for name, query in asked.items()
    }


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)


def _storable(name: str) -> str:
    """A name as a database takes it: what is half a character is written out, and is no stored name."""
    return name.encode(errors="backslashreplace").decode()
