"""What is learned from the site itself: lines that stand at the ends of many posts."""

from datetime import datetime

from sqlalchemy import BigInteger, Integer
from sqlalchemy.orm import Mapped, mapped_column

from rentspider.db.models.base import ArticleKey, Base

# A signed number of 64 bits; SQLite's INTEGER is one.
Fingerprint = BigInteger().with_variant(Integer, "sqlite")


class EdgeLineRecord(Base):
    """A line near an end of an article's page, by its fingerprint: the evidence of repetition. It holds no text."""

    __tablename__ = "edge_lines"

    article_key: Mapped[ArticleKey] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, doc="The place of its block among all blocks of the body.")
    rank: Mapped[int] = mapped_column(doc="Its place among the lines that have text.")
    place: Mapped[str] = mapped_column(doc="`head`, `tail` or `middle`.")
    fingerprint: Mapped[int] = mapped_column(
        Fingerprint, index=True, doc="Stands for its words, numbers and names masked."
    )


class LearnedBlock(Base):
    """A line that stands on many otherwise different posts of a site, and what that says of it."""

    __tablename__ = "learned_blocks"

    site: Mapped[str] = mapped_column(primary_key=True, doc="The site.")
    fingerprint: Mapped[int] = mapped_column(
        Fingerprint, primary_key=True, doc="The line, as `edge_lines.fingerprint` has it."
    )
    place: Mapped[str] = mapped_column(doc="Where it stands: `head`, `tail` or `middle`.")
    posts: Mapped[int] = mapped_column(doc="In how many posts it stands.")
    weight: Mapped[float] = mapped_column(
        doc="How much it speaks for boilerplate, in the units of the cleaner's scores; 0 where it does so no more."
    )
    since: Mapped[datetime] = mapped_column(doc="When the first of these posts was seen.")
    verdict: Mapped[str | None] = mapped_column(doc="What a person has said: `confirmed` or `vetoed`.")
    applied: Mapped[bool] = mapped_column(
        doc="Whether the articles that it bears on have been cleaned anew since it was learned."
    )
