"""What is learned from the site itself: lines that stand at the ends of many posts."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from rentspider.db.models.base import Base

# A signed number of 64 bits; SQLite's INTEGER is one.
Fingerprint = BigInteger().with_variant(Integer, "sqlite")


class EdgeLineRecord(Base):
    """A line near an end of an article's page, by its fingerprint: the evidence of repetition. It holds no text."""

    __tablename__ = "edge_lines"

    article_key: Mapped[int] = mapped_column(ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    rank: Mapped[int]
    place: Mapped[str]
    fingerprint: Mapped[int] = mapped_column(Fingerprint, index=True)


class LearnedBlock(Base):
    """A line that stands on many otherwise different posts of a site, and what that says of it."""

    __tablename__ = "learned_blocks"

    site: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[int] = mapped_column(Fingerprint, primary_key=True)
    place: Mapped[str]
    posts: Mapped[int]
    """In how many posts it stands."""
    weight: Mapped[float]
    """How much it speaks for boilerplate, in the units of the cleaner's scores; 0 where it does so no more."""
    since: Mapped[datetime]
    """When the first of these posts was seen."""
    verdict: Mapped[str | None]
    """What a person has said: confirmed or vetoed."""
    applied: Mapped[bool]
    """Whether the articles that it bears on have been cleaned anew since it was learned."""
