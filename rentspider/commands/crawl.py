"""`scrapy crawl posts`: takes the place of Scrapy's own command, whose exit code is 0 for nearly every failure."""

import argparse
import logging
from typing import Any

from scrapy import signals
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.exceptions import UsageError
from scrapy.statscollectors import StatsCollector

from rentspider.archive.merge import merge_archives
from rentspider.config import Config
from rentspider.reporting import clear_errors
from rentspider.run import Run
from rentspider.spiders.posts import PostsSpider, front_of


class Command(ScrapyCrawl):
    """Crawl the site into the database."""

    requires_crawler_process = False  # made when all is in order, so that wrong use is one sentence

    def short_desc(self) -> str:
        return "Crawl the site's new posts into the database (-a mode=full: every post)"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args != [PostsSpider.name]:
            raise UsageError(f"there is one spider: scrapy crawl {PostsSpider.name}")
        assert self.settings is not None
        with clear_errors(self):
            spider = PostsSpider(**opts.spargs)  # wrong arguments are told before anything is opened
            front_of(self.settings, spider.front)
            with Run(Config.of(self.settings), "crawl", opts.spargs) as run:
                crawler = self._crawl(opts.spargs)
                assert crawler.stats is not None
                stats = crawler.stats
                reason = stats.get_value("finish_reason")
                stopped = None if reason == "finished" else str(reason or "before it began")
                merge_archives(run.config, run.engine)
                self.exitcode = run.finish(stats, stopped, _silence(stats))

    def _crawl(self, arguments: dict[str, Any]) -> Crawler:
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").addFilter(_WithoutTraceback())
        process = AsyncCrawlerProcess(self.settings)
        crawler = process.create_crawler(PostsSpider)

        def failed(**_: object) -> None:
            assert crawler.stats is not None
            crawler.stats.inc_value("rent/failed")

        crawler.signals.connect(failed, signals.item_error, weak=False)
        crawler.signals.connect(failed, signals.spider_error, weak=False)
        process.crawl(crawler, **arguments)
        process.start()
        return crawler


def _silence(stats: StatsCollector) -> str | None:
    """Why nothing came, where nothing did; a closed site says nothing."""
    if stats.get_value("rent/answers"):
        return None
    forbidden = stats.get_value("robotstxt/forbidden")
    return "robots.txt forbids all of it" if forbidden else "the site did not answer, or is closed"


class _WithoutTraceback(logging.Filter):
    """Scrapy tells of a robots.txt that does not come with a traceback; the message says it all."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.exc_info = None
        return True
