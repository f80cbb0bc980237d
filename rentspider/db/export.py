"""Reads articles in bulk: a batch at a time, so that however many there are, few are in memory."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select
from sqlalchemy.orm import aliased

from rentspider.db.filters import Filters, conditions
from rentspider.db.models import Article, ArticleTag, Tag

BATCH = 500

FIRST = aliased(Article)
"""The article of which another one is a copy."""


def count_articles(connection: Connection, filters: Filters) -> int:
    """How many there are within bounds."""
    query = select(func.count()).select_from(Article).where(*conditions(filters))
    return int(connection.execute(query).scalar_one())


def read_articles(
    connection: Connection, filters: Filters, columns: Sequence[ColumnElement[Any]]
) -> Iterator[list[tuple[list[str], Sequence[Any]]]]:
    """Articles within bounds by site and number, in batches: the tags of each, and the values of some columns."""
    query = (
        select(Article.key, *columns)
        .outerjoin(FIRST, FIRST.key == Article.duplicate_of)
        .where(*conditions(filters))
        .order_by(Article.site, Article.id)
    )
    rows = connection.execute(query, execution_options={"yield_per": BATCH})
    for batch in rows.partitions():
        tags = _tags(connection, [row[0] for row in batch])
        yield [(tags[row[0]], row[1:]) for row in batch]


def _tags(connection: Connection, keys: Sequence[int]) -> dict[int, list[str]]:
    """The names of the tags of some articles, in alphabetical order."""
    query = select(ArticleTag.article_key, Tag.name).join(Tag, Tag.key == ArticleTag.tag_key)
    found = defaultdict[int, list[str]](list)
    for key, name in connection.execute(query.where(ArticleTag.article_key.in_(keys)).order_by(Tag.name)):
        found[key].append(name)
    return found
