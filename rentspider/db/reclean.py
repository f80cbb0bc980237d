"""Which articles can be cleaned anew, and where their pages are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

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


def archived_articles(connection: Connection, keys: Collection[int] | None = None) -> list[ArchivedArticle]:
    """Articles (all, or those with these keys), those of one archive together, in its order."""
    query = (
        select(
            *(Article.key, Article.id, Article.url, Article.title, Article.body_text, Article.source),
            *(Article.fetched_at, FetchRecord.url.label("fetched_url")),
            *(FetchRecord.archive_file, FetchRecord.archive_offset),
        )
        .outerjoin(
            FetchRecord,
            (FetchRecord.site == Article.site)
            & (FetchRecord.post_id == Article.id)
            & (FetchRecord.fetched_at == Article.fetched_at)
            & (FetchRecord.status == 200),
        )
        .order_by(FetchRecord.archive_file, FetchRecord.archive_offset, Article.key)
    )
    if keys is None:
        rows = connection.execute(query).all()
    else:
        rows = [row for some in batches(keys) for row in connection.execute(query.where(Article.key.in_(some)))]
    return list({row.key: ArchivedArticle(**row._mapping) for row in rows}.values())
