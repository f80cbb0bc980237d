"""From an archived answer to the item that is stored: the spider's callback, and the pipelines that only read.

It needs neither Scrapy's engine nor a transaction, so that it can go on in another process (see `workers`).
"""

import logging
from typing import Any

from scrapy.crawler import Crawler
from scrapy.http import Request, TextResponse
from scrapy.settings import Settings
from scrapy.statscollectors import StatsCollector
from scrapy.utils.conf import build_component_list
from scrapy.utils.misc import build_from_crawler, load_object

from rentspider.archive import ArchivedPage
from rentspider.archive.reader import read_page
from rentspider.config import Config
from rentspider.db.reclean import ArchivedArticle
from rentspider.errors import ArchiveError
from rentspider.items import PageItem, PostItem
from rentspider.spiders.posts import PostsSpider

logger = logging.getLogger(__name__)


def pipelines(settings: Settings, stats: StatsCollector, counting: bool) -> list[Any]:
    """The pipelines of the settings that count or store, or those that do not, in their order."""
    crawler = Crawler(PostsSpider, settings)
    crawler.stats = stats
    orders = settings.get_component_priority_dict_with_base("ITEM_PIPELINES")
    first = settings.getint("RENT_COUNTING")
    names = [name for name in build_component_list(orders) if (orders[name] >= first) == counting]
    return [build_from_crawler(load_object(name), crawler) for name in names]


class Reader:
    """Makes items of archived answers. What cannot be read is logged, and gives None."""

    def __init__(self, settings: Settings) -> None:
        self._config = Config.of(settings)
        self._spider = PostsSpider()
        self._steps = pipelines(settings, StatsCollector(Crawler(PostsSpider, settings)), counting=False)

    def read(self, page: ArchivedPage) -> PageItem | None:
        """The item of an answer."""
        archive = self._config.name_of(page.path)
        meta = {"fetched_at": page.fetched_at, "archive_file": archive, "archive_offset": page.offset}
        try:
            return self._item(page, meta)
        except Exception:
            logger.exception("cannot read %s (%s, offset %d)", page.url, archive, page.offset)
            return None

    def read_again(self, article: ArchivedArticle) -> PostItem | None:
        """The item of a stored article's page, from the place in the archive that it has come from."""
        if article.archive_file is None or article.archive_offset is None or article.fetched_url is None:
            return None
        path = self._config.data / article.archive_file  # an absolute one stays as it is
        try:
            page = read_page(path, article.archive_offset, article.fetched_url)
        except (ArchiveError, OSError) as error:
            logger.error("%s cannot be cleaned anew: %s", article.url, error)
            return None
        meta = {"fetched_at": article.fetched_at, "archive_file": article.archive_file}
        item = self._item(page, {**meta, "archive_offset": article.archive_offset})
        return item if isinstance(item, PostItem) else None

    def _item(self, page: ArchivedPage, meta: dict[str, Any]) -> PageItem:
        response = TextResponse(
            page.url, page.status, dict(page.headers), page.body, request=Request(page.url, meta=meta)
        )
        # A callback yields its one item first; the requests behind it lead nowhere in an archive.
        item: Any = next(self._spider.callback_for(page.url)(response))
        for step in self._steps:
            item = step.process_item(item)
        return item  # type: ignore[no-any-return]
