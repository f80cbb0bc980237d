"""The spider `posts`: walks a site's lists and the related articles of its posts, one item a page."""

import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, IgnoreRequest
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.spidermiddlewares.httperror import HttpError
from sqlalchemy import Engine

from rentspider.config import Config
from rentspider.db import open_database
from rentspider.db.queries import has_article, open_days
from rentspider.errors import SetupError
from rentspider.items import PageItem, PostItem, Witness, WitnessItem
from rentspider.pages import parse_feed, parse_list, parse_post
from rentspider.spiders.answers import fetch_of, read_answer
from rentspider.urls import canonical, is_site, post_id, post_link, site_of

logger = logging.getLogger(__name__)

MODES = ("incremental", "full")
Results = Iterator[PageItem | Request]


class PostsSpider(scrapy.Spider):
    """Lists with their pagers lead to every post, related links to some; feed and lists bear witness to dates.

    Arguments (`-a name=value`):
        mode: incremental (posts that the database lacks; the default) or full (every post).
        url: fetch this one post only.
        site: the front page of another site on the same CMS and theme.
    """

    name = "posts"
    allowed_domains: list[str]
    # A missing post is an answer; it is recorded, not retried.
    handle_httpstatus_list = [404, 410]  # noqa: RUF012 - Scrapy's form

    def __init__(
        self, *, mode: str = "incremental", url: str | None = None, site: str | None = None, **unknown: str
    ) -> None:
        super().__init__()
        if unknown:
            names = ", ".join(sorted(unknown))
            raise SetupError(f"unknown spider argument: {names}; there are mode, url and site")
        if mode not in MODES:
            raise SetupError(f"unknown mode {mode!r}; there are {' and '.join(MODES)}")
        if url and post_link(url, url) is None:
            raise SetupError(f"url={url} is not the address of a post (http://…/post/NUMBER.html)")
        if site and not is_site(site):
            raise SetupError(f"site={site} is no address of a site (http://…)")
        self.mode, self.only = mode, url
        self.front = site or url
        self._engine: Engine | None = None
        self._fetched: dict[str, set[int]] = {}
        self._asked: set[date] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "PostsSpider":
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.front = urljoin(front_of(crawler.settings, spider.front), "/")
        spider.allowed_domains = [urlsplit(spider.front).hostname or ""]
        spider._engine = open_database(Config.of(crawler.settings).database_url)
        crawler.signals.connect(spider.ask_day_feeds, signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        if self.only:
            yield self._request(canonical(self.only), dont_filter=True)
            return
        assert self.front
        yield self._request(urljoin(self.front, "/feed.php"))
        yield self._request(self.front)

    def callback_for(self, url: str) -> Callable[[Response], Results]:
        """Which callback reads the page at an address, live and in an archive alike."""
        if post_id(url) is not None:
            return self.parse_post
        path = urlsplit(url).path
        if path.endswith("/feed.php"):
            return self.parse_feed
        return self.parse_other if path.endswith((".txt", ".xml")) else self.parse_list

    def parse_post(self, response: Response) -> Results:
        """A post page: one item, and the posts and lists that it leads to."""
        fetch, page = read_answer(response, lambda text: parse_post(text, response.url))
        if page is None:
            yield PageItem(fetch)
            return
        self._fetched.setdefault(site_of(page.url), set()).add(page.id)
        shown = [Witness(r.id, r.url, r.title, "related", r.date_text) for r in page.related]
        yield PostItem(fetch, site_of(page.url), shown, page=page)
        if not self.only:
            yield from self._follow([r.url for r in page.related] + page.neighbours)
            yield from map(self._request, page.lists)

    def parse_list(self, response: Response) -> Results:
        """A list page: witnesses of its posts, and the way to them and to its other pages."""
        fetch, page = read_answer(response, lambda text: parse_list(text, response.url))
        if page is None:
            yield PageItem(fetch)
            return
        shown = [Witness(e.id, e.url, e.title, "list", e.date_text) for e in page.entries]
        yield WitnessItem(fetch, site_of(response.url), shown)
        yield from self._follow(entry.url for entry in page.entries)
        yield from map(self._request, page.pager + page.lists)

    def parse_feed(self, response: Response) -> Results:
        """The feed: witnesses with exact times."""
        fetch, entries = read_answer(response, lambda _: parse_feed(response.body, response.url))
        if entries is None:
            yield PageItem(fetch)
            return
        shown = [Witness(e.id, e.url, e.title, "feed", e.date_text, e.published_at) for e in entries]
        yield WitnessItem(fetch, site_of(response.url), shown)
        yield from self._follow(entry.url for entry in entries)

    def parse_other(self, response: Response) -> Results:
        """A page of no interest, such as robots.txt: that it was fetched is all there is to note."""
        yield PageItem(fetch_of(response))

    def failed(self, failure: Any) -> None:
        """A page that could not be fetched; Scrapy has tried it again already. What is forbidden is no failure."""
        if failure.check(IgnoreRequest) and not failure.check(HttpError):
            logger.info("left alone: %s (%s)", failure.request.url, failure.getErrorMessage())
            return
        self.crawler.stats.inc_value("rent/failed")
        logger.error("could not fetch %s: %s", failure.request.url, failure.getErrorMessage())

    def ask_day_feeds(self) -> None:
        """When all else is done: ask the feeds of the days on which posts of this run may have been published."""
        assert self.front
        assert self._engine
        with self._engine.connect() as connection:
            days = {day for site, posts in self._fetched.items() for day in open_days(connection, site, posts)}
        days -= self._asked
        self._asked |= days
        for day in sorted(days):
            self.crawler.engine.crawl(self._request(urljoin(self.front, f"/feed.php?date={day}")))
        if days:
            raise DontCloseSpider

    def _follow(self, links: Iterable[str]) -> Iterator[Request]:
        for link in links:
            number = post_id(link)
            if self.mode == "full" or number is None or not self._knows(site_of(link), number):
                yield self._request(link)

    def _knows(self, site: str, post: int) -> bool:
        """Whether a post is stored, under the name that the site goes by now: a front page can lead to another host."""
        if self._engine is None:
            return False
        with self._engine.connect() as connection:
            return has_article(connection, site, post)

    def _request(self, url: str, dont_filter: bool = False) -> Request:
        return Request(url, self.callback_for(url), errback=self.failed, dont_filter=dont_filter)


def front_of(settings: BaseSettings, site: str | None) -> str:
    """The site to crawl: the argument's, else the settings'.

    Raises:
        SetupError: the settings name none.
    """
    front = site or str(settings["RENT_SITE"])
    if not is_site(front):
        raise SetupError(f"RENT_SITE={front} is no address of a site (http://…)")
    return front
