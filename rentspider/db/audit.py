"""What the audit asks of all articles at once: how much was removed, of which kind, and which lines."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, true

from rentspider.db.models import Article, EdgeLineRecord, LearnedBlock, RemovedBlock
from rentspider.db.queries import Rows
from rentspider.db.views.articles import REMOVED_TEXT


def removals_by_kind(connection: Connection) -> Rows:
    """How many blocks of each kind were removed, from how many articles."""
    query = select(RemovedBlock.kind, *_COUNTS).group_by(RemovedBlock.kind)
    return connection.execute(query.order_by(func.count().desc(), RemovedBlock.kind)).all()


def lengths(connection: Connection) -> Rows:
    """How many characters each article has kept and lost; the address of a removed picture is no text."""
    removed = (
        select(RemovedBlock.article_key, func.sum(REMOVED_TEXT).label("characters"))
        .group_by(RemovedBlock.article_key)
        .subquery()
    )
    query = (
        select(
            *(Article.site, Article.id, Article.title, func.length(Article.body_text).label("kept")),
            func.coalesce(removed.c.characters, 0).label("removed"),
        )
        .outerjoin(removed, removed.c.article_key == Article.key)
        .order_by(Article.site, Article.id)
    )
    return connection.execute(query).all()


def removed_count(connection: Connection, kind: str | None, rule: str | None) -> Any:
    """How many blocks of a kind, by a rule, or both, were removed, from how many articles, in how many wordings."""
    wordings = func.count(RemovedBlock.text.distinct()).label("wordings")
    return connection.execute(select(*_COUNTS, wordings).where(_chosen(kind, rule))).one()


def removed_lines(connection: Connection, kind: str | None, rule: str | None, limit: int) -> Rows:
    """The lines of a kind, by a rule, or both, those of most articles first."""
    columns = (RemovedBlock.kind, RemovedBlock.rule, RemovedBlock.text)
    query = select(*columns, *_COUNTS).where(_chosen(kind, rule)).group_by(*columns)
    order = (func.count(RemovedBlock.article_key.distinct()).desc(), *columns)
    return connection.execute(query.order_by(*order).limit(limit)).all()


def posts_with_line(connection: Connection, kind: str, rule: str, text: str, limit: int) -> Sequence[Any]:
    """The posts from which a line was removed, the newest first."""
    query = (
        select(Article.site, Article.id, Article.title, Article.published_at)
        .join(RemovedBlock, RemovedBlock.article_key == Article.key)
        .where(_chosen(kind, rule), RemovedBlock.text == text)
        .distinct()
        .order_by(Article.published_at.desc().nulls_last(), Article.site, Article.id.desc())
    )
    return connection.execute(query.limit(limit)).all()


_COUNTS = (func.count().label("blocks"), func.count(RemovedBlock.article_key.distinct()).label("articles"))


def _chosen(kind: str | None, rule: str | None) -> ColumnElement[bool]:
    of_kind = true() if kind is None else RemovedBlock.kind == kind
    return of_kind & (true() if rule is None else RemovedBlock.rule == rule)


def learned_rows(connection: Connection) -> Rows:
    """The learned lines, those of most posts first."""
    query = select(LearnedBlock).where(LearnedBlock.weight > 0)
    return connection.execute(query.order_by(LearnedBlock.posts.desc(), LearnedBlock.fingerprint)).all()


def text_of_learned(connection: Connection, site: str, fingerprint: int) -> str | None:
    """A learned line as it was removed from the newest of its posts."""
    query = (
        select(RemovedBlock.text)
        .join(
            EdgeLineRecord,
            (EdgeLineRecord.article_key == RemovedBlock.article_key)
            & (EdgeLineRecord.position == RemovedBlock.position),
        )
        .join(Article, Article.key == RemovedBlock.article_key)
        .where(Article.site == site, EdgeLineRecord.fingerprint == fingerprint)
        .order_by(Article.id.desc())
    )
    return connection.execute(query.limit(1)).scalar()
