"""What was done: each fetch, each run."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from rentspider.db.models.base import Base, PostNumber

# Word for word in the queries too: SQLite uses an index of a part only where it sees the same words.
FAILED = text("(status <> 200 OR error IS NOT NULL)")
OF_LISTS = text("list IS NOT NULL")
UNFINISHED = text("finished_at IS NULL")


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

    key: Mapped[int] = mapped_column(primary_key=True, doc="Its number.")
    site: Mapped[str] = mapped_column(server_default="", doc="The host that was asked.")
    url: Mapped[str] = mapped_column(doc="The address that was asked for.")
    post_id: Mapped[int | None] = mapped_column(
        PostNumber, doc="The post at this address; null at addresses of lists and other pages."
    )
    fetched_at: Mapped[datetime] = mapped_column(doc="When the server rendered it, by its Date header.")
    status: Mapped[int] = mapped_column(doc="The HTTP status; 0 where no answer came.")
    list: Mapped[str | None] = mapped_column(
        doc="What the page was read as: `feed`, or a list of the kind that the theme says (`index`, `category`, `tag`,"
        " `author`, `date`; else `list`); null for posts, for files, and for what could not be had or read."
    )
    page: Mapped[int | None] = mapped_column(doc="Which page of its list it is.")
    shown: Mapped[int | None] = mapped_column(doc="How many posts it showed.")
    archive_file: Mapped[str | None] = mapped_column(doc="The archive that holds the answer.")
    archive_offset: Mapped[int | None] = mapped_column(PostNumber, doc="Where in that file its record begins.")
    error: Mapped[str | None] = mapped_column(doc="Why the page could not be had, read or stored, where that is so.")


class CrawlRun(Base):
    """One run of a command that writes; without `finished_at` it is running, or was killed."""

    __tablename__ = "crawl_runs"
    __table_args__ = (
        Index(None, "site"),
        Index("ix_crawl_runs_unfinished", "id", sqlite_where=UNFINISHED, postgresql_where=UNFINISHED),
    )

    id: Mapped[int] = mapped_column(primary_key=True, doc="Its number, as the summary line has it.")
    command: Mapped[str] = mapped_column(doc="The command, as it is called: `crawl`, `replay`, …")
    arguments: Mapped[dict[str, Any]] = mapped_column(doc="What it was told.")
    site: Mapped[str | None] = mapped_column(
        doc="The site of a `crawl`, or of a `learn` that was told one; null for other runs."
    )
    started_at: Mapped[datetime] = mapped_column(doc="When it began.")
    alive_at: Mapped[datetime | None] = mapped_column(doc="When it last gave a sign of life.")
    finished_at: Mapped[datetime | None] = mapped_column(doc="When it ended.")
    counts: Mapped[dict[str, Any]] = mapped_column(doc="What it did, by name: `pages`, `listed`, `new`, `changed`, …")
    frontier: Mapped[list[int] | None] = mapped_column(
        doc="The newest posts that the lists showed, where the run has seen all that was behind them: where the next"
        " crawl can stop. Null where it was cut short."
    )
    health: Mapped[dict[str, Any] | None] = mapped_column(
        doc="`measures`: what was counted of the run's pages, by name; later runs are held against it. `alarms`: what"
        " was not as before, a sentence each."
    )
    exit_code: Mapped[int | None] = mapped_column(doc="How it ended; the README has the table.")
    reason: Mapped[str | None] = mapped_column(doc="The same in a few words.")
