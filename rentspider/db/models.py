"""The tables. Names and meanings are a contract with the people who query them; see docs/database.md."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from rentspider.db.types import Moment

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables; moments are UTC, to the second."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's form
        datetime: Moment,
        dict[str, Any]: JSON(none_as_null=True),
        list[int]: JSON(none_as_null=True),
    }


PostNumber = BigInteger().with_variant(Integer, "sqlite")


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


class DateEvidence(Base):
    """What a witness said of a post's publishing time; it can come before the article itself."""

    __tablename__ = "date_evidence"
    __table_args__ = (Index(None, "site", "post_id"),)

    key: Mapped[int] = mapped_column(primary_key=True)
    site: Mapped[str]
    post_id: Mapped[int] = mapped_column(PostNumber)
    witness: Mapped[str]
    raw: Mapped[str]
    observed_at: Mapped[datetime]
    earliest: Mapped[datetime | None]
    latest: Mapped[datetime | None]


class FetchRecord(Base):
    """One answer of a site: when, how it went, and where in the archive it stands."""

    __tablename__ = "fetches"
    __table_args__ = (
        UniqueConstraint("url", "fetched_at", "status"),
        Index(None, "archive_file"),
        Index(None, "site", "post_id"),
        Index(None, "site", "shown"),
    )

    key: Mapped[int] = mapped_column(primary_key=True)
    site: Mapped[str] = mapped_column(server_default="")
    url: Mapped[str]
    post_id: Mapped[int | None] = mapped_column(PostNumber)
    """The post at this address; null at addresses of lists and other pages."""
    fetched_at: Mapped[datetime]
    status: Mapped[int]
    """The HTTP status; 0 where no answer came."""
    shown: Mapped[int | None]
    """How many posts a list page or feed showed; null for all other pages."""
    archive_file: Mapped[str | None]
    archive_offset: Mapped[int | None] = mapped_column(PostNumber)
    error: Mapped[str | None]


class FeedCopy(Base):
    """What the feed last said of a post, as a hash of its title and body: tells a change without a fetch."""

    __tablename__ = "feed_copies"

    site: Mapped[str] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(PostNumber, primary_key=True)
    hash: Mapped[str]
    seen_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    """When the feed was first seen to say something else than before; null where it never did."""


class CrawlRun(Base):
    """One run of a command that writes; without `finished_at` it is running, or was killed."""

    __tablename__ = "crawl_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    command: Mapped[str]
    arguments: Mapped[dict[str, Any]]
    site: Mapped[str | None]
    """The site that was crawled; null for other commands."""
    started_at: Mapped[datetime]
    alive_at: Mapped[datetime | None]
    """When the run last gave a sign of life."""
    finished_at: Mapped[datetime | None]
    counts: Mapped[dict[str, Any]]
    frontier: Mapped[list[int] | None]
    """The newest posts that the lists showed, where the run has seen all that was behind them: where the next crawl
    can stop. Null where it was cut short."""
    health: Mapped[dict[str, Any] | None]
    """What was measured of the run's pages, as counts by name; later runs are held against it."""
    exit_code: Mapped[int | None]
    reason: Mapped[str | None]
