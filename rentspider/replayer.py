"""Puts archived answers through the spider's callbacks and the pipelines, without Scrapy's engine and downloader."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler
from scrapy.settings import Settings
from scrapy.statscollectors import StatsCollector

from pipelines.store import StorePipeline
from rentspider.archive import ArchivedPage, read_archive
from rentspider.errors import ArchiveError
from rentspider.items import PageItem
from rentspider.reader import Reader, pipelines
from rentspider.spiders.posts import PostsSpider
from rentspider.workers import chunks, read_all

logger = logging.getLogger(__name__)

BATCH = 25
"""So many pages are stored in one transaction: a replay that is killed begins anew, and each is stored as a whole."""
BYTES = 5_000
"""A page takes about so many bytes in an archive."""


class Replayer:
    """The way of a page from an archive to the database."""

    def __init__(self, settings: Settings) -> None:
        self.stats = StatsCollector(Crawler(PostsSpider, settings))
        self._settings = settings
        self.stopped: str | None = None
        """Why the replay was ended, where it was."""
        *self._counting, self._store = pipelines(settings, self.stats, counting=True)
        assert isinstance(self._store, StorePipeline)

    def replay(self, archives: Iterable[Path], done: Callable[[ArchivedPage], None] = lambda _: None) -> None:
        """Read every answer of some archives, telling `done` of each; what cannot be read is counted and told."""
        paths = list(archives)
        about = sum(path.stat().st_size for path in paths) // BYTES
        items = read_all(self._settings, Reader.read, self._pages(paths), about)
        for some in chunks(items, BATCH):
            self._put(some)
            for page, _ in some:
                done(page)

    def stop(self, signal: str) -> None:
        """End the replay behind the pages under way."""
        self.stopped = f"signal {signal}"

    def close(self) -> None:
        """Let go of the database."""
        self._store.close_spider()

    def replay_page(self, page: ArchivedPage) -> None:
        """Put one answer through the spider and the pipelines."""
        self._put([(page, Reader(self._settings).read(page))])

    def _pages(self, paths: Iterable[Path]) -> Iterator[ArchivedPage]:
        for path in paths:
            for page in read_archive(path, self._damaged):
                if self.stopped:
                    return
                yield page

    def _put(self, pages: Sequence[tuple[ArchivedPage, PageItem | None]]) -> None:
        """Count and store what was read of some pages."""
        read: list[tuple[ArchivedPage, Any]] = [(page, item) for page, item in pages if item is not None]
        self.stats.inc_value("rent/failed", len(pages) - len(read), start=0)
        for step in self._counting:
            for _, item in read:
                step.process_item(item)
        self._write(read)

    def _write(self, pages: Sequence[tuple[ArchivedPage, Any]]) -> None:
        """Store pages together, or, where that fails, one by one, so that only those are lost that cannot be stored."""
        try:
            self._store.store(item for _, item in pages)
        except Exception:
            if len(pages) > 1:
                for one in pages:
                    self._write([one])
                return
            self.stats.inc_value("rent/failed")
            [(page, _)] = pages
            logger.exception("cannot store %s (%s, offset %d)", page.url, page.path, page.offset)

    def _damaged(self, error: ArchiveError) -> None:
        self.stats.inc_value("rent/failed")
        logger.error("%s", error)
