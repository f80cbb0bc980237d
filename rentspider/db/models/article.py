"""Articles, and what they were before."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rentspider.db.models.base import ArticleKey, Base, PostNumber

FILTERS = "ix_articles_filters"
LIVE, GONE = "live", "gone"
"""What `status` can be."""


class Article(Base):
    """A post as it is now: its newest fetch, cleaned and dated."""

    __tablename__ = "articles"
    __table_args__ = (
        UniqueConstraint("site", "id"),
        # Whatever a search filters and sorts by, and views count by, so that they read no texts for it.
        Index(
            FILTERS,
            *("published_at", "published_earliest", "published_latest", "category", "source"),
            *("published_day", "duplicate_of"),
        ),
        Index("ix_articles_category", "category", "published_at", "published_earliest", "published_latest", "source"),
        Index(None, "site", "text_hash"),
    )

    key: Mapped[int] = mapped_column(primary_key=True, doc="What other tables refer to; means nothing outside.")
    site: Mapped[str] = mapped_column(doc="The host that it stands on, with its port where it is not the usual one.")
    id: Mapped[int] = mapped_column(PostNumber, doc="The post's number on its site; unique together with `site`.")
    url: Mapped[str] = mapped_column(doc="Its canonical address.")
    title: Mapped[str] = mapped_column(doc="Its title, normalised.")
    title_raw: Mapped[str] = mapped_column(doc="Its title as the page has it.")
    body_text: Mapped[str] = mapped_column(
        doc="Its text without boilerplate, paragraphs joined by a newline; empty where nothing is left."
    )
    body_html: Mapped[str] = mapped_column(doc="The same with its markup, sanitised.")
    category: Mapped[str | None] = mapped_column(doc="The site's category.")
    author: Mapped[str | None] = mapped_column(doc="The account that put it up, as the page has it.")
    source: Mapped[str | None] = mapped_column(doc="The publication that the first explicit credit line names.")
    published_at: Mapped[datetime | None] = mapped_column(
        doc="When it was published: exact where that is known, else the middle of what is possible."
    )
    published_day: Mapped[date | None] = mapped_column(doc="The day (Asia/Shanghai); only where it is certain.")
    published_earliest: Mapped[datetime | None] = mapped_column(doc="The first second at which it can have been.")
    published_latest: Mapped[datetime | None] = mapped_column(doc="The last second at which it can have been.")
    published_precision: Mapped[str | None] = mapped_column(
        doc="How well it is known: `second`, `minute`, `hour`, `day` or `range`; null where nothing could be relied on."
    )
    published_raw: Mapped[str | None] = mapped_column(doc="The date as the deciding witness showed it.")
    published_by: Mapped[str | None] = mapped_column(
        doc="The witness that decided: `feed`, `page`, `list` or `related`."
    )
    view_count: Mapped[int | None] = mapped_column(doc="The site's counter of views, at the newest fetch.")
    first_seen_at: Mapped[datetime] = mapped_column(doc="When its page was fetched first.")
    last_seen_at: Mapped[datetime] = mapped_column(doc="When it was there last.")
    fetched_at: Mapped[datetime] = mapped_column(doc="The fetch that title and text are from.")
    content_hash: Mapped[str] = mapped_column(doc="Over title, text and source: tells a change.")
    text_hash: Mapped[str | None] = mapped_column(doc="Over the text alone: tells a copy; null where there is none.")
    duplicate_of: Mapped[int | None] = mapped_column(
        ForeignKey("articles.key", ondelete="SET NULL"),
        doc="The post with the lowest number of its site that has the same text.",
    )
    status: Mapped[str] = mapped_column(
        server_default=LIVE,
        doc="`live`, or `gone` where the page was missing on two fetches in a row; the text stays.",
    )
    flags: Mapped[str] = mapped_column(
        server_default="", doc="What a check found odd, joined by commas; `scrapy audit` explains. Empty: nothing."
    )
    layout: Mapped[str] = mapped_column(doc="The version of the theme that the page was read as.")
    cleaner_version: Mapped[int] = mapped_column(doc="The version of the rules that cleaned it.")


class Revision(Base):
    """What a changed article was, as last seen in that form."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("article_key", "fetched_at"),)

    key: Mapped[int] = mapped_column(primary_key=True, doc="Its number.")
    article_key: Mapped[ArticleKey]
    fetched_at: Mapped[datetime] = mapped_column(doc="When it was last seen in this form.")
    title: Mapped[str] = mapped_column(doc="Its title then.")
    body_text: Mapped[str] = mapped_column(doc="Its text then, cleaned.")
    body_html: Mapped[str] = mapped_column(doc="The same with its markup, sanitised.")
    source: Mapped[str | None] = mapped_column(doc="Its source then.")
    content_hash: Mapped[str] = mapped_column(doc="Over title, text and source.")
    cleaner_version: Mapped[int] = mapped_column(doc="The version of the rules that cleaned it.")


class Capture(Base):
    """A fetch of an article's page, with the hash of what it said; the revisions follow from these."""

    __tablename__ = "captures"

    article_key: Mapped[ArticleKey] = mapped_column(primary_key=True)
    fetched_at: Mapped[datetime] = mapped_column(primary_key=True, doc="When.")
    content_hash: Mapped[str] = mapped_column(doc="Over title, text and source.")
    cleaner_version: Mapped[int] = mapped_column(doc="The version of the rules that cleaned it.")
