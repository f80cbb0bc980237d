"""Cleans stored articles anew, from their archived pages: after a change of rules, and when repetition was learned."""

import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from scrapy.crawler import Crawler
from scrapy.http import Request, TextResponse
from scrapy.settings import Settings
from scrapy.statscollectors import StatsCollector
from scrapy.utils.misc import build_from_crawler
from sqlalchemy import Engine

from pipelines.boilerplate import BoilerplatePipeline
from pipelines.check import CheckPipeline
from pipelines.text import TextPipeline
from rentspider.archive.reader import read_page
from rentspider.config import Config
from rentspider.db.articles import clean_anew
from rentspider.db.reclean import ArchivedArticle, archived_articles
from rentspider.errors import ArchiveError
from rentspider.items import PostItem
from rentspider.spiders.posts import PostsSpider

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Cleaning:
    """An article's text before and after it was cleaned anew."""

    article: ArchivedArticle
    text: str
    title: str
    source: str | None

    @property
    def differs(self) -> bool:
        """Whether anything that people read has changed."""
        now = (self.text, self.title, self.source)
        return now != (self.article.body_text, self.article.title, self.article.source)


class Recleaner:
    """The way of an archived page to its article, once more."""

    def __init__(self, settings: Settings, engine: Engine) -> None:
        crawler = Crawler(PostsSpider, settings)
        crawler.stats = StatsCollector(crawler)
        self._config, self._engine = Config.of(settings), engine
        self._spider = PostsSpider()
        self._pipelines = (build_from_crawler(BoilerplatePipeline, crawler), TextPipeline(), CheckPipeline())
        self.lost: list[str] = []
        """Addresses of articles whose archived page could not be read; they stay as they are."""

    def reclean(self, keys: Collection[int] | None = None, write: bool = True) -> Iterator[Cleaning]:
        """Clean articles anew (all, or those with these keys), one transaction each; what could not be is in `lost`."""
        with self._engine.connect() as connection:
            found = archived_articles(connection, keys)
        for article in found:
            item = self._read(article)
            if item is None:
                self.lost.append(article.url)
                continue
            if write:
                with self._engine.begin() as connection:
                    clean_anew(connection, article.key, item)
            yield Cleaning(article, item.body_text, item.title, item.source)

    def _read(self, article: ArchivedArticle) -> PostItem | None:
        """The archived page, cleaned."""
        if article.archive_file is None or article.archive_offset is None or article.fetched_url is None:
            return None
        path = self._config.data / article.archive_file  # an absolute one stays as it is
        try:
            page = read_page(path, article.archive_offset, article.fetched_url)
        except (ArchiveError, OSError) as error:
            logger.error("%s cannot be cleaned anew: %s", article.url, error)
            return None
        meta = {"fetched_at": article.fetched_at, "archive_file": article.archive_file}
        meta["archive_offset"] = article.archive_offset
        request = Request(page.url, meta=meta)
        response = TextResponse(page.url, page.status, dict(page.headers), page.body, request=request)
        item = next(self._spider.parse_post(response))
        if not isinstance(item, PostItem):
            return None
        for pipeline in self._pipelines:
            pipeline.process_item(item)
        return item
