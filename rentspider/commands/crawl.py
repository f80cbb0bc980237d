"""`scrapy crawl posts`: takes the place of Scrapy's own command, whose exit code is 0 for nearly every failure."""

import argparse
import asyncio
import logging
from typing import Any

from scrapy import signals
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.exceptions import UsageError
from scrapy.statscollectors import StatsCollector
from scrapy.utils.asyncio import create_looping_call

from pipelines.boilerplate import rules_of
from rentspider.alarm import Alarm
from rentspider.archive.merge import merge_archives
from rentspider.commands_base import OwnCommand
from rentspider.config import Config
from rentspider.errors import LockLostError
from rentspider.extensions.archive import UNARCHIVED
from rentspider.extensions.politeness import BUSY_REASON
from rentspider.learning import learn_repetition
from rentspider.logs import set_up_logging
from rentspider.reporting import clear_errors
from rentspider.run import Ending, Run
from rentspider.scope import Scope
from rentspider.signals import StoppedError, ending_at_signals, ignore_signals
from rentspider.spiders.arguments import Arguments
from rentspider.spiders.posts import NO_ANSWER, PostsSpider, front_of
from rentspider.urls import site_of

NOTE_EVERY = 10.0
"""Seconds between two notes of how far the run has come."""
LOST = "the lock in the database was lost"
SILENCES = {NO_ANSWER: "the site stopped answering", BUSY_REASON: "the site is busy, and asks to be left alone"}


class Command(OwnCommand, ScrapyCrawl):
    """Crawl the site into the database. Scrapy's process is made when all is in order: wrong use is one sentence."""

    def short_desc(self) -> str:
        return "Crawl the site's new posts into the database (-a mode=full: every post)"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args != [PostsSpider.name]:
            raise UsageError(f"there is one spider: scrapy crawl {PostsSpider.name}")
        assert self.settings is not None
        with clear_errors(self):
            # Wrong arguments and settings are told before anything is opened.
            front, alarm = front_of(self.settings, Arguments.of(opts.spargs)), Alarm.of(self.settings)
            config = Config.of(self.settings)
            rules_of(config)
            with (
                ending_at_signals(),
                set_up_logging(self.settings, config),
                Run(config, "crawl", opts.spargs, site_of(front), alarm, Scope(site_of(front))) as run,
            ):
                self._crawl(run, opts.spargs, site_of(front))

    def _crawl(self, run: Run, arguments: dict[str, Any], site: str) -> None:
        assert self.settings is not None
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").addFilter(_WithoutTraceback())
        process = AsyncCrawlerProcess(self.settings)
        crawler = process.create_crawler(PostsSpider)
        _note_progress(crawler, run)
        stats = StatsCollector(crawler)
        try:
            process.crawl(crawler, **arguments)
            process.start()
            stats = crawler.stats
            ending = _ending(crawler)
        except StoppedError as stop:
            ending = Ending(stopped=str(stop))
        ignore_signals()
        if run.holds:
            learn_repetition(self.settings, run.engine, stats, site, _names(crawler, site))
            merge_archives(run.config, run.engine)
        self.exitcode = run.finish(stats, ending)


def _names(crawler: Crawler, site: str) -> set[str]:
    """What the site is called: as it was told, and as its pages have it, where it has moved."""
    spider = crawler.spider
    return {site, spider.route.know.site} if isinstance(spider, PostsSpider) else {site}


def _note_progress(crawler: Crawler, run: Run) -> None:
    closing: list[asyncio.Future[None]] = []

    def note() -> None:
        try:
            run.note(crawler.stats)
        except LockLostError:
            if crawler.engine and not closing:
                closing.append(asyncio.ensure_future(crawler.engine.close_spider_async(reason=LOST)))

    noting = create_looping_call(note)
    crawler.signals.connect(lambda: noting.start(NOTE_EVERY, now=False), signals.engine_started, weak=False)
    crawler.signals.connect(lambda: noting.stop(), signals.engine_stopped, weak=False)


def _ending(crawler: Crawler) -> Ending:
    """How a crawl ended, by the reason that Scrapy gives and by what came."""
    if crawler.stats.get_value(UNARCHIVED):
        return Ending()  # whatever the site did, it is the archive's trouble
    reason = str(crawler.stats.get_value("finish_reason") or "before it began")
    silence = SILENCES.get(reason) or _silence(crawler.stats)
    if reason in SILENCES:
        return Ending(silence=silence)
    if reason != "finished":
        return Ending(stopped=reason, silence=silence)
    spider = crawler.spider
    if silence or not isinstance(spider, PostsSpider) or spider.arguments.url:
        return Ending(silence=silence)
    return Ending(frontier=spider.route.walk.frontier())


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
