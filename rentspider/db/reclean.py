"""Which articles can be cleaned anew, and where their pages are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from rentspider.db.models import Article, FetchRecord
from rentspider.db.upsert import batches


@dataclass(frozen=True, slots=True)
class ArchivedArticle:
    """An article as it is, and the place of the page that it comes from."""

    key: int
    id: int
    url: str
    title: str
    body_text: str
    source: str | None
    fetched_at: datetime
    fetched_url: str | None
    archive_file: str | None
    archive_offset: int | None


def in_archive_order(connection: Connection, keys: Collection[int] | None = None) -> list[int]:
    """The keys of articles (all, or these), those of one archive together, in its order."""
    query = _with_fetch(select(Article.key, FetchRecord.archive_file, FetchRecord.archive_offset))
    rows = _of(connection, query, keys)
    rows.sort(key=lambda row: (row.archive_file or "", row.archive_offset or 0, row.key))
    return list(dict.fromkeys(row.key for row in rows))


def archived_articles(connection: Connection, keys: Sequence[int]) -> list[ArchivedArticle]:
    """The articles with these keys, in the same order."""
    query = _with_fetch(
        select(
            *(Article.key, Article.id, Article.url, Article.title, Article.body_text, Article.source),
            *(Article.fetched_at, FetchRecord.url.label("fetched_url")),
            *(FetchRecord.archive_file, FetchRecord.archive_offset),
        )
    )
    found = {row.key: ArchivedArticle(**row._mapping) for row in _of(connection, query, keys)}
    return [found[key] for key in keys if key in found]


def _with_fetch(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """The fetch beside the article that was made of it; one whose page stands in the archive comes last."""
    return query.outerjoin(
        FetchRecord,
        (FetchRecord.site == Article.site)
        & (FetchRecord.post_id == Article.id)
        & (FetchRecord.fetched_at == Article.fetched_at)
        & (FetchRecord.status == 200),
    ).order_by(FetchRecord.archive_file.nulls_first(), FetchRecord.archive_offset)


def _of(
    connection: Connection, query: Select[*tuple[Any, ...]], keys: Collection[int] | None
) -> list[Row[*tuple[Any, ...]]]:
    if keys is None:
        return list(connection.execute(query))
    return [row for some in batches(keys) for row in connection.execute(query.where(Article.key.in_(some)))]
