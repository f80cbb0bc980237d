"""One article with all that belongs to it, for a page to read it on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, text

from rentspider.db.models import Article, ArticleImage, ArticleTag, DateEvidence, Tag
from rentspider.db.queries import Rows, removed_from


@dataclass(frozen=True, slots=True)
class WholeArticle:
    """An article and what belongs to it; moments are UTC."""

    article: Any
    tags: Sequence[str]
    images: Rows
    evidence: Rows
    removed: Rows
    changes: Rows
    """Rows of `v_revisions`, the latest change first."""
    first: Any | None
    """The post that had this text first, where it is not this one."""
    copies: Rows
    """Later posts with this text."""


def whole_article(connection: Connection, site: str, post: int) -> WholeArticle | None:
    """A post's article with all that belongs to it; None where it is not stored."""
    article = connection.execute(select(Article).where(Article.site == site, Article.id == post)).one_or_none()
    if article is None:
        return None
    key = article.key
    return WholeArticle(
        article,
        _tags(connection, key),
        connection.execute(
            select(ArticleImage).where(ArticleImage.article_key == key).order_by(ArticleImage.number)
        ).all(),
        connection.execute(
            select(DateEvidence)
            .where(DateEvidence.site == site, DateEvidence.post_id == post)
            .order_by(DateEvidence.observed_at, DateEvidence.key)
        ).all(),
        removed_from(connection, key),
        connection.execute(
            text("SELECT * FROM v_revisions WHERE key = :key ORDER BY last_seen DESC"), {"key": key}
        ).all(),
        _title(connection, article.duplicate_of),
        connection.execute(_TITLES.where(Article.duplicate_of == key).order_by(Article.id)).all(),
    )


def _tags(connection: Connection, key: int) -> Sequence[str]:
    """An article's tags, by name."""
    query = select(Tag.name).join(ArticleTag, ArticleTag.tag_key == Tag.key).where(ArticleTag.article_key == key)
    return connection.execute(query.order_by(Tag.name)).scalars().all()


_TITLES = select(Article.site, Article.id, Article.title)


def _title(connection: Connection, key: int | None) -> Any | None:
    return None if key is None else connection.execute(_TITLES.where(Article.key == key)).one_or_none()
