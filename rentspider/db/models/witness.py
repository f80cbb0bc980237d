"""What pages say of posts that are not their own; it can come before the article itself."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from rentspider.db.models.base import Base, PostNumber


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


class FeedCopy(Base):
    """What the feed last said of a post, as a hash of its title and body: tells a change without a fetch."""

    __tablename__ = "feed_copies"

    site: Mapped[str] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(PostNumber, primary_key=True)
    hash: Mapped[str]
    seen_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    """When the feed was first seen to say something else than before; null where it never did."""
