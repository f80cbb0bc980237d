"""What belongs to an article."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from rentspider.db.models.base import ArticleKey, Base, PostNumber


class RemovedBlock(Base):
    """A block that cleaning took from an article, and the rule that took it. The only place for contact data."""

    __tablename__ = "removed_blocks"

    article_key: Mapped[ArticleKey] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, doc="Its place among all blocks of the body, kept or not.")
    kind: Mapped[str] = mapped_column(doc="What it is: `contact`, `ad`, `portal`, `disclaimer`, `source_line`, …")
    rule: Mapped[str] = mapped_column(index=True, doc="The id of the rule that took it; `scrapy audit` explains.")
    text: Mapped[str] = mapped_column(doc="Its text as the page has it, or the addresses of its pictures.")


class ArticleImage(Base):
    """A picture of an article."""

    __tablename__ = "images"

    article_key: Mapped[ArticleKey] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, doc="Its place among the article's pictures, from 0.")
    position: Mapped[int] = mapped_column(doc="The place of its block among all blocks of the body.")
    alone: Mapped[bool] = mapped_column(doc="Whether its block holds no text.")
    url: Mapped[str] = mapped_column(doc="Its address.")
    alt: Mapped[str] = mapped_column(doc="What the page says in its place.")


class Tag(Base):
    """A tag of the site."""

    __tablename__ = "tags"

    key: Mapped[int] = mapped_column(primary_key=True, doc="Its number.")
    name: Mapped[str] = mapped_column(unique=True, doc="Its name.")


class ArticleTag(Base):
    """Which article has which tag."""

    __tablename__ = "article_tags"

    article_key: Mapped[ArticleKey] = mapped_column(primary_key=True)
    tag_key: Mapped[int] = mapped_column(
        ForeignKey("tags.key", ondelete="CASCADE"), primary_key=True, index=True, doc="The tag."
    )


class Link(Base):
    """A related post that an article's page has shown, and when."""

    __tablename__ = "links"

    article_key: Mapped[ArticleKey] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(
        PostNumber, primary_key=True, doc="The number of the related post, of the same site, stored or not."
    )
    title: Mapped[str] = mapped_column(doc="Its title, as shown.")
    first_seen_at: Mapped[datetime] = mapped_column(doc="When the page showed it first.")
    last_seen_at: Mapped[datetime] = mapped_column(doc="When the page showed it last.")
