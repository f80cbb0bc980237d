"""What the commands ask of the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from rentspider.db.models import GONE, Article, ArticleImage, CrawlRun, RemovedBlock
from rentspider.db.runs import last_complete
from rentspider.db.troubles import troubles

Rows = Sequence[Any]
"""Rows with named columns."""


def sites(connection: Connection) -> list[str]:
    """The sites of which there are articles."""
    return list(connection.execute(select(Article.site).distinct().order_by(Article.site)).scalars())


def last_runs(connection: Connection, count: int) -> Rows:
    """The last runs, newest first."""
    return connection.execute(select(CrawlRun).order_by(CrawlRun.id.desc()).limit(count)).all()


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the database holds of one site."""

    site: str
    articles: int
    gone: int
    copies: int
    undated: int
    failing: int
    """Posts that could not be had when they were last asked for, and are tried again."""
    first: date | None
    last: date | None
    """The first and the last day on which an article was published."""
    complete_at: datetime | None
    """When the last crawl ended that saw all that its lists showed."""


def holdings(connection: Connection) -> list[Holdings]:
    """What the database holds, site by site."""
    query = (
        select(
            Article.site,
            func.count().label("articles"),
            func.count().filter(Article.status == GONE).label("gone"),
            func.count(Article.duplicate_of).label("copies"),
            func.count().filter(Article.published_at.is_(None)).label("undated"),
            func.min(Article.published_day).label("first"),
            func.max(Article.published_day).label("last"),
        )
        .group_by(Article.site)
        .order_by(Article.site)
    )
    return [
        Holdings(
            **row._mapping,
            failing=sum(not trouble.missing for trouble in troubles(connection, row.site).values()),
            complete_at=last_complete(connection, row.site),
        )
        for row in connection.execute(query)
    ]


def newest_articles(connection: Connection, count: int) -> Rows:
    """The articles published last."""
    query = select(Article).where(Article.published_at.is_not(None)).order_by(Article.published_at.desc(), Article.id)
    return connection.execute(query.limit(count)).all()


def removals_by_rule(connection: Connection) -> Rows:
    """How many blocks each rule has removed, from how many articles."""
    query = (
        select(
            RemovedBlock.kind,
            RemovedBlock.rule,
            func.count().label("blocks"),
            func.count(RemovedBlock.article_key.distinct()).label("articles"),
        )
        .group_by(RemovedBlock.kind, RemovedBlock.rule)
        .order_by(func.count().desc(), RemovedBlock.rule)
    )
    return connection.execute(query).all()


def flagged_articles(connection: Connection) -> Rows:
    """Articles that a check has flagged."""
    return connection.execute(select(Article).where(Article.flags != "").order_by(Article.site, Article.id)).all()


def articles_of_post(connection: Connection, post: int) -> Rows:
    """The articles with a post's number: one a site."""
    return connection.execute(select(Article).where(Article.id == post).order_by(Article.site)).all()


def pictures_alone(connection: Connection, key: int) -> set[int]:
    """The positions of an article's blocks that hold pictures and no text."""
    query = select(ArticleImage.position).where(ArticleImage.article_key == key, ArticleImage.alone)
    return set(connection.execute(query).scalars())


def removed_from(connection: Connection, key: int) -> Rows:
    """The blocks removed from an article, by position."""
    query = select(RemovedBlock).where(RemovedBlock.article_key == key).order_by(RemovedBlock.position)
    return connection.execute(query).all()
