"""What was done: each fetch, each run."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from rentspider.db.models.base import Base, PostNumber

# Word for word in the queries too: SQLite uses an index of a part only where it sees the same words.
FAILED = text("(status <> 200 OR error IS NOT NULL)")
OF_LISTS = text("list IS NOT NULL")


class FetchRecord(Base):
    """One answer of a site: when, how it went, and where in the archive it stands."""

    __tablename__ = "fetches"
    __table_args__ = (
        UniqueConstraint("url", "fetched_at", "status"),
        Index(None, "archive_file"),
        Index(None, "site", "post_id"),
        Index("ix_fetches_failed", "site", "post_id", sqlite_where=FAILED, postgresql_where=FAILED),
        Index("ix_fetches_lists", "site", "url", sqlite_where=OF_LISTS, postgresql_where=OF_LISTS),
    )

    key: Mapped[int] = mapped_column(primary_key=True)
    site: Mapped[str] = mapped_column(server_default="")
    url: Mapped[str]
    post_id: Mapped[int | None] = mapped_column(PostNumber)
    """The post at this address; null at addresses of lists and other pages."""
    fetched_at: Mapped[datetime]
    status: Mapped[int]
    """The HTTP status; 0 where no answer came."""
    list: Mapped[str | None]
    """What kind of list the page is of (`feed`, or as the theme has it: `index`, `category`, `tag`, `author`, `date`);
    null for all other pages."""
    page: Mapped[int | None]
    """Which page of its list it is."""
    shown: Mapped[int | None]
    """How many posts it showed."""
    archive_file: Mapped[str | None]
    archive_offset: Mapped[int | None] = mapped_column(PostNumber)
    error: Mapped[str | None]


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
    """`measures`: what was counted of the run's pages, by name; later runs are held against it. `alarms`: what was not
    as before, a sentence each."""
    exit_code: Mapped[int | None]
    reason: Mapped[str | None]
