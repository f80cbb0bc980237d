"""Puts on record what went wrong in this program itself: a page that a callback or a pipeline could not deal with."""

import logging
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from rentspider.config import Config
from rentspider.db import open_database
from rentspider.db.fetches import record_fetch
from rentspider.spiders.answers import fetch_of
from rentspider.spiders.posts import PostsSpider

logger = logging.getLogger(__name__)


class FailureRecorder:
    """Notes such a page as failed, so that it is tried again; Scrapy logs the error itself."""

    def __init__(self, engine: Engine, crawler: Crawler) -> None:
        self._engine, self._crawler = engine, crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "FailureRecorder":
        recorder = cls(open_database(Config.of(crawler.settings).database_url), crawler)
        crawler.signals.connect(recorder.failed, signals.item_error)
        crawler.signals.connect(recorder.failed, signals.spider_error)
        crawler.signals.connect(recorder.close, signals.spider_closed)
        return recorder

    def failed(self, failure: Any, response: Response | None) -> None:
        """An error on the way of a page."""
        assert self._crawler.stats is not None
        self._crawler.stats.inc_value("rent/failed")
        spider = self._crawler.spider
        if response is None or "fetched_at" not in response.meta or not isinstance(spider, PostsSpider):
            return
        fetch = fetch_of(response)
        fetch.error = f"could not be read or stored: {failure.type.__name__}"
        try:
            with self._engine.begin() as connection:
                record_fetch(connection, fetch)
        except SQLAlchemyError as error:
            logger.error("cannot note that %s failed: %s", fetch.url, type(error).__name__)
            spider.route.walk.broken = True  # nothing says that it is to be tried again but another walk

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
