"""Drives the spider's callbacks and the pipelines over archived answers, without Scrapy's engine and downloader."""

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler
from scrapy.http import Request, TextResponse
from scrapy.settings import Settings
from scrapy.statscollectors import StatsCollector
from scrapy.utils.conf import build_component_list
from scrapy.utils.misc import build_from_crawler, load_object

from rentspider.archive import ArchivedPage, read_archive
from rentspider.config import Config
from rentspider.errors import ArchiveError
from rentspider.spiders.posts import PostsSpider

logger = logging.getLogger(__name__)


class Replayer:
    """The way of a page from an archive to the database."""

    def __init__(self, settings: Settings) -> None:
        crawler = Crawler(PostsSpider, settings)
        self.stats = crawler.stats = StatsCollector(crawler)
        self._config = Config.of(settings)
        self._spider = PostsSpider()
        self.stopped: str | None = None
        """Why the replay was ended, where it was."""
        names = build_component_list(settings.get_component_priority_dict_with_base("ITEM_PIPELINES"))
        self._pipelines: list[Any] = [build_from_crawler(load_object(name), crawler) for name in names]

    def replay(self, archives: Iterable[Path], done: Callable[[ArchivedPage], None] = lambda _: None) -> None:
        """Read every answer of some archives, telling `done` of each; what cannot be read is counted and told."""
        for path in archives:
            for page in read_archive(path, self._damaged):
                if self.stopped:
                    return
                self.replay_page(page)
                done(page)

    def stop(self, signal: str) -> None:
        """End the replay behind the page under way."""
        self.stopped = f"signal {signal}"

    def close(self) -> None:
        """Let the pipelines close what they have open."""
        for pipeline in self._pipelines:
            if hasattr(pipeline, "close_spider"):
                pipeline.close_spider()

    def replay_page(self, page: ArchivedPage) -> None:
        """Put one answer through the spider and the pipelines."""
        archive = self._config.name_of(page.path)
        meta = {"fetched_at": page.fetched_at, "archive_file": archive, "archive_offset": page.offset}
        response = TextResponse(
            page.url, page.status, dict(page.headers), page.body, request=Request(page.url, meta=meta)
        )
        try:
            # A callback yields its one item first; the requests behind it lead nowhere in an archive.
            self._store(next(self._spider.callback_for(page.url)(response)))
        except Exception:
            self.stats.inc_value("rent/failed")
            logger.exception("cannot read or store %s (%s, offset %d)", page.url, archive, page.offset)

    def _store(self, item: object) -> None:
        processed: Any = item
        for pipeline in self._pipelines:
            processed = pipeline.process_item(processed)

    def _damaged(self, error: ArchiveError) -> None:
        self.stats.inc_value("rent/failed")
        logger.error("%s", error)
