"""Puts archived answers through the spider's callbacks and the pipelines, without Scrapy's engine and downloader."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler
from scrapy.settings import Settings
from scrapy.statscollectors import StatsCollector

from pipelines.store import StorePipeline
from rentspider.archive import ArchivedPage, read_archive
from rentspider.archive.choice import Choice
from rentspider.archive.opening import is_own
from rentspider.archive.sieve import Sieve
from rentspider.config import Config
from rentspider.db import open_database
from rentspider.errors import ArchiveError, SetupError
from rentspider.items import PageItem
from rentspider.postponed import read_repeats, read_unsigned
from rentspider.reader import Reader, pipelines
from rentspider.spiders.posts import PostsSpider
from rentspider.workers import chunks, read_all

logger = logging.getLogger(__name__)

BATCH = 25
"""So many pages are stored in one transaction: a replay that is killed begins anew, and each is stored as a whole."""
BYTES = 5_000
"""A page takes about so many bytes in an archive."""
FEW = 200
"""Of archives of others nobody knows how much is wanted: so many pages are read before processes are started."""
Done = Callable[[Path, int], None]


def _nobody_asks(_: Path, __: int) -> None:
    """Where nobody asks how far it has come."""


class Replayer:
    """The way of a page from an archive to the database."""

    def __init__(self, settings: Settings) -> None:
        self.stats = StatsCollector(Crawler(PostsSpider, settings))
        self._settings, self._config = settings, Config.of(settings)
        self.stopped: str | None = None
        """Why the replay was ended, where it was."""
        *self._counting, self._store = pipelines(settings, self.stats, counting=True)
        if not isinstance(self._store, StorePipeline):
            raise SetupError("the last of ITEM_PIPELINES has to be the one that stores, pipelines.store.StorePipeline")

    def replay(self, archives: Iterable[Path], done: Done = _nobody_asks, choice: Choice | None = None) -> None:
        """Read the answers of some archives; what cannot be read is counted and told.

        Args:
            done: told where the records stand that were read or passed over.
            choice: what is wanted; without it, every answer.
        """
        paths = list(archives)
        about = sum(path.stat().st_size for path in paths) // BYTES
        if choice is None:
            self._replay(self._pages(paths, None), about, done)
            return
        sieve = Sieve(choice, self._goes_on(done))
        pages = self._pages(paths, sieve)
        if choice.narrows or not all(map(self._is_own, paths)):
            self._replay(islice(pages, FEW), 0)
        self._replay(pages, about)
        engine = open_database(self._config.database_url, create=False)
        try:
            self._replay(read_unsigned(engine, sieve, self._damaged), len(sieve.unsigned))
            self._replay(read_repeats(self._config, engine, sieve), len(sieve.repeats))
        finally:
            engine.dispose()
        self._count(sieve)

    def _replay(self, pages: Iterable[ArchivedPage], about: int, done: Done = _nobody_asks) -> None:
        """Read and store pages, unless the replay was ended."""
        items = read_all(self._settings, Reader.read, takewhile(lambda _: not self.stopped, pages), about)
        for some in chunks(items, BATCH):
            self._put(some)
            for page, _ in some:
                done(page.path, page.offset)

    def _goes_on(self, done: Done) -> Callable[[Path, int], bool]:
        def goes_on(path: Path, offset: int) -> bool:
            done(path, offset)
            return not self.stopped

        return goes_on

    def _count(self, sieve: Sieve) -> None:
        """Tell and count what was passed over."""
        if not sieve.passed:
            return
        logger.info("%s", sieve.told())
        if not self.stats.get_value("rent/answers"):
            logger.warning("no answer was read; --site URL reads those of a site whatever they look like")
        self.stats.set_value("rent/passed_over", sieve.passed.total())
        for reason, count in sieve.passed.items():
            self.stats.set_value(f"rent/{reason}", count)

    def stop(self, signal: str) -> None:
        """End the replay behind the pages under way."""
        self.stopped = f"signal {signal}"

    def close(self) -> None:
        """Let go of the database."""
        self._store.close_spider()

    def _pages(self, paths: Iterable[Path], sieve: Sieve | None) -> Iterator[ArchivedPage]:
        for path in paths:
            if sieve:
                sieve.begin(self._is_own(path))
            yield from read_archive(path, self._damaged, sieve)

    def _is_own(self, path: Path) -> bool:
        return path.absolute().is_relative_to(self._config.archive) or is_own(path)

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
