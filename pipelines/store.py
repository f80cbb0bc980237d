"""Stores pages: one transaction an item in a crawl, a few in a replay, so that nothing half is ever seen."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector
from sqlalchemy import Connection, Engine

from pipelines.dating import resolve
from rentspider.config import Config
from rentspider.db import open_database
from rentspider.db.articles import Outcome, save_article
from rentspider.db.evidence import add_evidence, set_dates
from rentspider.db.feed_copies import remember_copies
from rentspider.db.fetches import record_fetch
from rentspider.db.locks import one_at_a_time
from rentspider.db.parts import add_tags
from rentspider.db.search.index import keep_in_step
from rentspider.db.troubles import MISSING, failures_before, settle_status
from rentspider.health import PREFIX
from rentspider.items import Evidence, Fetch, PostItem
from rentspider.urls import post_id, site_of


class StorePipeline:
    """Writes a page's fetch, its article, its evidence, and the dates that follow from all evidence."""

    def __init__(self, engine: Engine, stats: StatsCollector) -> None:
        self._engine = engine
        self._stats = stats
        self._listed: set[int] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "StorePipeline":
        assert crawler.stats is not None
        return cls(open_database(Config.of(crawler.settings).database_url), crawler.stats)

    def process_item(self, item: object) -> object:
        self.store([item])
        return item

    def store(self, items: Iterable[object]) -> None:
        """Store some items in one transaction, all or none; what was stored is counted."""
        pages = [ItemAdapter(item) for item in items]
        with self._engine.begin() as connection:
            _keep_order(connection, pages)
            stored = [_write(connection, page) for page in pages]
            if any(outcome for outcome, _ in stored):
                keep_in_step(connection)
        for page, (outcome, known_trouble) in zip(pages, stored, strict=True):
            self._count(page, outcome, known_trouble)

    def _count(self, page: ItemAdapter, outcome: Outcome | None, known_trouble: bool) -> None:
        fetch: Fetch = page["fetch"]
        if outcome:
            self._stats.inc_value(f"rent/{outcome}")
            self._stats.inc_value("rent/removed_blocks", len(page["removed"]))
        if fetch.closed or fetch.left_alone:
            return
        if fetch.status:
            self._stats.inc_value("rent/answers")
        if fetch.status == 200:
            self._stats.inc_value("rent/pages")
        if fetch.error:
            self._stats.inc_value("rent/failing" if known_trouble else "rent/failed")
            if fetch.status == 200 and post_id(fetch.url) is not None and not known_trouble:
                # One post that is tried again and again says nothing new of the site's layout.
                self._stats.inc_value("rent/unreadable")
                self._stats.inc_value(f"{PREFIX}post/pages")
        if "witnesses" in page:
            self._listed.update(witness.id for witness in page["witnesses"] if witness.kind != "related")
            self._stats.set_value("rent/listed", len(self._listed))

    def close_spider(self) -> None:
        self._engine.dispose()


def _write(connection: Connection, page: ItemAdapter) -> tuple[Outcome | None, bool]:
    """Write all that a page says; gives what storing its article meant, and whether its trouble is no news."""
    fetch: Fetch = page["fetch"]
    known_trouble = _has_failed_before(connection, fetch)
    record_fetch(connection, fetch)
    outcome = save_article(connection, cast("PostItem", page.item)) if "page" in page else None
    if "evidence" in page:
        posts = {page["page"].id} if "page" in page else set()
        known = add_evidence(connection, page["site"], page["evidence"], posts)
        set_dates(connection, page["site"], {post: _columns(found) for post, found in known.items()})
        _remember_feed(connection, page)
    _settle(connection, fetch)
    return outcome, known_trouble


def _keep_order(connection: Connection, pages: Sequence[ItemAdapter]) -> None:
    """Where others may write to the same database, take first, and in order, what two of us may want both."""
    if connection.dialect.name == "postgresql":
        fetched = {site_of(page["fetch"].url) for page in pages}  # a redirect can lead from one name to another
        one_at_a_time(connection, fetched | {page["site"] for page in pages if "site" in page})
        add_tags(connection, {tag for page in pages if "page" in page for tag in page["page"].tags})


def _has_failed_before(connection: Connection, fetch: Fetch) -> bool:
    """Whether a post that fails has failed already when it was fetched last: no news then."""
    post = post_id(fetch.url) if fetch.error else None
    return post is not None and failures_before(connection, site_of(fetch.url), post, fetch.fetched_at) > 0


def _remember_feed(connection: Connection, page: ItemAdapter) -> None:
    copies = {witness.id: witness.copy_hash for witness in page["witnesses"] if witness.copy_hash}
    if copies:
        remember_copies(connection, page["site"], copies, page["fetch"].fetched_at)


def _settle(connection: Connection, fetch: Fetch) -> None:
    """Whether a post is gone, after a fetch that has something to say of it."""
    post = post_id(fetch.url)
    if post is not None and (fetch.status == 200 or fetch.status in MISSING):
        settle_status(connection, site_of(fetch.url), post)


def _columns(evidence: Iterable[Evidence]) -> dict[str, Any]:
    """The `published_…` columns that evidence gives; all null where it says nothing."""
    published = resolve(evidence)
    return {
        "published_at": published.at if published else None,
        "published_day": published.day if published else None,
        "published_earliest": published.interval.earliest if published else None,
        "published_latest": published.interval.latest if published else None,
        "published_precision": published.precision if published else None,
        "published_raw": published.raw if published else None,
        "published_by": published.by if published else None,
    }
