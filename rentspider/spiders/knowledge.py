"""What a run knows: the database, and what time it is at the site."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object
from sqlalchemy import Engine

from rentspider.config import Config
from rentspider.db import agenda, feed_copies, open_database
from rentspider.db.runs import last_frontier
from rentspider.pages import FeedEntry
from rentspider.spiders.arguments import Arguments
from rentspider.zone import ZONE, local_day

EARLIEST = date(1970, 1, 1)
"""No post is older."""
ReadDate = Callable[[str, datetime], Any]


class Knowledge:
    """The database's answers for one site. The time is what the site's own answers say, never this machine's clock.

    Args:
        site: as the run was told; where the site has moved, its pages tell its new name.
        read_date: makes a shown date and the time of its page an interval with a `latest` end.
    """

    def __init__(self, engine: Engine, site: str, arguments: Arguments, read_date: ReadDate) -> None:
        self._engine, self._arguments, self._read_date = engine, arguments, read_date
        self._told = self.site = site
        self.now: datetime | None = None
        """What time it was at the site when it answered last; None before it did."""

    @classmethod
    def of(cls, settings: BaseSettings, arguments: Arguments, site: str) -> "Knowledge":
        """The knowledge of the settings' database.

        Raises:
            SetupError: the database cannot be opened.
        """
        read_date = load_object(settings["RENT_DATE_READER"])
        return cls(open_database(Config.of(settings).database_url), site, arguments, read_date)

    def tell(self, site: str, moment: datetime) -> None:
        """The site has answered, under this name, at this moment."""
        self.site, self.now = site, max(moment, self.now or moment)

    def frontier(self) -> list[int]:
        """Where the last complete walk began."""
        since = self._arguments.since
        with self._engine.connect() as connection:
            return last_frontier(connection, self._told, since.isoformat() if since else None)

    def to_fetch(self, site: str, posts: Collection[int], first_round: bool = True) -> set[int]:
        """Those of some posts that are to be fetched: all in a full crawl, at first, else the unknown ones."""
        if self._arguments.mode == "full" and first_round:
            return set(posts)
        with self._engine.connect() as connection:
            return agenda.posts_to_fetch(connection, site, posts, self.now or datetime.now(UTC))

    def last_day(self, shown: str | None, fetched_at: datetime) -> date | None:
        """The last local day that a shown date allows."""
        allowed = self._read_date(shown, fetched_at) if shown and self._arguments.since else None
        return local_day(allowed.latest) if allowed and allowed.latest else None

    def changed(self, site: str, entries: Sequence[FeedEntry], seen_at: datetime) -> set[int]:
        """Stored posts of which the feed says something else than when they were last fetched."""
        hashes = {entry.id: entry.copy_hash for entry in entries}
        with self._engine.connect() as connection:
            return feed_copies.changed_posts(connection, site, hashes, seen_at)

    def to_look_at_again(self, lengths: Mapping[int, int]) -> list[str]:
        """Addresses of known posts that are due, or in trouble, or that the arguments ask for.

        Args:
            lengths: how many characters of each post the feed holds.
        """
        assert self.now
        arguments = self._arguments
        with self._engine.connect() as connection:
            skip = feed_copies.whole_copies(connection, self.site, lengths)
            urls = agenda.unfinished_posts(connection, self.site, self.now)
            urls += agenda.due_posts(connection, self.site, self.now, arguments.recheck_budget, skip)
            if since := self._look_back_to(self.now):
                urls += agenda.recent_posts(connection, self.site, since)
        return urls

    def _look_back_to(self, now: datetime) -> datetime | None:
        """Since when all posts are to be fetched again: a full crawl takes those, too, that no list shows any more."""
        if self._arguments.mode == "full":
            return datetime.combine(max(self._arguments.since or EARLIEST, EARLIEST), time(), ZONE)
        days = min(self._arguments.refresh_days, (local_day(now) - EARLIEST).days)
        return now - timedelta(days=days) if days else None

    def examples(self) -> list[str]:
        """Addresses of stored posts, one of each category: their pages name the lists that no list page names."""
        with self._engine.connect() as connection:
            return agenda.one_of_each_category(connection, self.site)

    def seen(self, urls: Collection[str]) -> dict[str, datetime]:
        """Those of some lists' addresses that were asked for before, with when that was last."""
        with self._engine.connect() as connection:
            return agenda.seen_lists(connection, self.site, urls)

    def open_days(self) -> list[date]:
        """Days whose feeds may make dates more certain, the latest first."""
        with self._engine.connect() as connection:
            return agenda.open_days(connection, self.site)

    def patrol(self, shown: Collection[str]) -> str | None:
        """The list page to look at next: one that was shown and never seen, else the one seen longest ago."""
        assert self.now
        with self._engine.connect() as connection:
            seen = agenda.seen_lists(connection, self.site, shown)
            unseen = sorted(set(shown) - seen.keys())
            return unseen[0] if unseen else agenda.stalest_list(connection, self.site, self.now)
