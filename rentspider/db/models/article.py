"""Articles, and what belongs to one."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rentspider.db.models.base import Base, PostNumber


class Article(Base):
    """A post as it is now: its newest fetch, cleaned and dated."""

    __tablename__ = "articles"
    __table_args__ = (
        UniqueConstraint("site", "id"),
        Index(None, "published_at"),
        Index(None, "category", "published_at"),
        Index(None, "site", "text_hash"),
    )

    key: Mapped[int] = mapped_column(primary_key=True)
    site: Mapped[str]
    id: Mapped[int] = mapped_column(PostNumber)
    url: Mapped[str]
    title: Mapped[str]
    title_raw: Mapped[str]
    body_text: Mapped[str]
    body_html: Mapped[str]
    category: Mapped[str | None]
    author: Mapped[str | None]
    source: Mapped[str | None]
    published_at: Mapped[datetime | None]
    published_day: Mapped[date | None]
    published_earliest: Mapped[datetime | None]
    published_latest: Mapped[datetime | None]
    published_precision: Mapped[str | None]
    published_raw: Mapped[str | None]
    published_by: Mapped[str | None]
    view_count: Mapped[int | None]
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    fetched_at: Mapped[datetime]
    content_hash: Mapped[str]
    text_hash: Mapped[str | None]
    duplicate_of: Mapped[int | None] = mapped_column(ForeignKey("articles.key", ondelete="SET NULL"))
    status: Mapped[str] = mapped_column(server_default="live")
    flags: Mapped[str] = mapped_column(server_default="")
    layout: Mapped[str]
    cleaner_version: Mapped[int]


class Revision(Base):
    """What a changed article was, as last seen in that form."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("article_key", "fetched_at"),)

    key: Mapped[int] = mapped_column(primary_key=True)
    article_key: Mapped[int] = mapped_column(ForeignKey("articles.key", ondelete="CASCADE"))
    fetched_at: Mapped[datetime]
    title: Mapped[str]
    body_text: Mapped[str]
    body_html: Mapped[str]
    source: Mapped[str | None]
    content_hash: Mapped[str]
    cleaner_version: Mapped[int]


class Capture(Base):
    """A fetch of an article's page, with the hash of what it said; the revisions follow from these."""

    __tablename__ = "captures"

    article_key: Mapped[int] = mapped_column(ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True)
    fetched_at: Mapped[datetime] = mapped_column(primary_key=True)
    content_hash: Mapped[str]
    cleaner_version: Mapped[int]


class RemovedBlock(Base):
    """A block that cleaning took from an article, and the rule that took it. The only place for contact data."""

    __tablename__ = "removed_blocks"

    article_key: Mapped[int] = mapped_column(ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    rule: Mapped[str] = mapped_column(index=True)
    text: Mapped[str]


class ArticleImage(Base):
    """A picture of the article; `position` is that of its block in the body."""

    __tablename__ = "images"

    article_key: Mapped[int] = mapped_column(ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    alone: Mapped[bool]
    """Whether its block holds no text."""
    url: Mapped[str]
    alt: Mapped[str]


class Tag(Base):
    """A tag by its name."""

    __tablename__ = "tags"

    key: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class ArticleTag(Base):
    """Which article has which tag."""

    __tablename__ = "article_tags"

    article_key: Mapped[int] = mapped_column(ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True)
    tag_key: Mapped[int] = mapped_column(ForeignKey("tags.key", ondelete="CASCADE"), primary_key=True, index=True)


class Link(Base):
    """A related post that an article's page has shown, and when."""

    __tablename__ = "links"

    article_key: Mapped[int] = mapped_column(ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True)
    post_id: Mapped[int] = mapped_column(PostNumber, primary_key=True)
    title: Mapped[str]
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
