"""What pages say of posts that are not their own; it can come before the article itself."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from rentspider.db.models.base import Base, PostNumber


class DateEvidence(Base):
    """What a witness said of a post's publishing time; also of posts that are not stored."""

    __tablename__ = "date_evidence"
    __table_args__ = (Index(None, "site", "post_id"),)

    key: Mapped[int] = mapped_column(primary_key=True, doc="Its number.")
    site: Mapped[str] = mapped_column(doc="The site of the post.")
    post_id: Mapped[int] = mapped_column(PostNumber, doc="The post's number.")
    witness: Mapped[str] = mapped_column(doc="Where it was shown: `feed`, `page`, `list` or `related`.")
    raw: Mapped[str] = mapped_column(doc="The date as it was shown.")
    observed_at: Mapped[datetime] = mapped_column(doc="When it was shown; relative dates count from here.")
    earliest: Mapped[datetime | None] = mapped_column(doc="The first second that it allows; null if unreadable.")
    latest: Mapped[datetime | None] = mapped_column(doc="The last second that it allows; null if unreadable.")


class FeedCopy(Base):
    """What the feed last said of a post, as a hash of its title and body: tells a change without a fetch."""

    __tablename__ = "feed_copies"

    site: Mapped[str] = mapped_column(primary_key=True, doc="The site.")
    post_id: Mapped[int] = mapped_column(PostNumber, primary_key=True, doc="The post's number.")
    hash: Mapped[str] = mapped_column(doc="Over what the feed said.")
    seen_at: Mapped[datetime] = mapped_column(doc="When it said so last.")
    changed_at: Mapped[datetime | None] = mapped_column(
        doc="When it was first seen to say something else than before; null where it never did."
    )
