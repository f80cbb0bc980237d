"""The spider `posts`: makes each answer of the site an item, and asks for what the route says is next."""

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, ClassVar
from urllib.parse import urljoin, urlsplit

import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DontCloseSpider
from scrapy.http import Response
from scrapy.settings import BaseSettings

from rentspider.db.troubles import MISSING
from rentspider.errors import PageError, SetupError
from rentspider.items import Fetch, PageItem, PostItem, Witness, WitnessItem
from rentspider.pages import ListPage, parse_feed, parse_list, parse_post
from rentspider.spiders.answers import failed_fetch, fetch_of, html_of, moves_before, read_answer
from rentspider.spiders.arguments import Arguments
from rentspider.spiders.errands import errands
from rentspider.spiders.knowledge import Knowledge
from rentspider.spiders.requests import Purpose, Requests, RunIsOverError
from rentspider.spiders.route import Route
from rentspider.urls import is_feed, is_front, is_site, post_id, site_of, without_password

logger = logging.getLogger(__name__)
Results = Iterator[PageItem | Request]
SILENCE = 5
"""After so many addresses in a row that gave no answer, each tried several times, the site is left alone."""
SILENT = frozenset({0, 429, 502, 503, 504})
"""No answer, or one that the site itself has not given; 0 is none at all."""
NO_ANSWER = "no_answer"
"""The reason for which the spider closes then."""


class PostsSpider(scrapy.Spider):
    """Each callback yields its page's item first, which is all that a replay takes of it; then what comes next.

    Arguments (`-a name=value`): see `Arguments`.
    """

    name = "posts"
    allowed_domains: list[str]
    route: Route
    # A missing post is an answer; it is recorded, not retried.
    handle_httpstatus_list: ClassVar[list[int]] = [*MISSING]

    def __init__(self, **given: str) -> None:
        super().__init__()
        self.arguments = Arguments.of(given)
        self._silent = 0
        self._errands: Iterator[list[Request]] = iter(())

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "PostsSpider":
        spider = super().from_crawler(crawler, *args, **kwargs)
        front = front_of(crawler.settings, spider.arguments)
        spider.allowed_domains = [urlsplit(front).hostname or ""]
        know = Knowledge.of(crawler.settings, spider.arguments, site_of(front))
        spider.route = Route(spider.arguments, front, know, Requests(spider.callback_for, spider.failed))
        spider._errands = errands(spider.route)
        crawler.signals.connect(spider.do_next_errand, signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        yield self.route.begin()

    def callback_for(self, url: str) -> Callable[[Response], Results]:
        """Which callback reads the page at an address, live and in an archive alike."""
        if post_id(url) is not None:
            return self.parse_post
        if is_feed(url):
            return self.parse_feed
        return self.parse_other if urlsplit(url).path.endswith((".txt", ".xml")) else self.parse_list

    def parse_post(self, response: Response) -> Results:
        """A post page: an article."""
        if post_id(response.url) is None:  # the post's address leads to another page now
            yield from self.parse_other(response)
            return
        fetch, page = read_answer(response, lambda given: parse_post(html_of(given), given.url))
        if page is None:
            yield PageItem(fetch)
            yield from self._without(fetch, response)
            return
        shown = [Witness(r.id, r.url, r.title, "related", r.date_text) for r in page.related]
        yield PostItem(fetch, site_of(page.url), shown, page=page)
        yield from self._answered(response)
        yield from self.route.after_post(page, fetch.fetched_at)

    def parse_list(self, response: Response) -> Results:
        """A list page: witnesses of its posts."""
        fetch, page = read_answer(response, self._read_list)
        if response.status in MISSING and is_front(response.url):
            fetch.error = "the site has no front page"  # a later page of a list may be gone with its posts
        if page is None:
            yield PageItem(fetch)
            yield from self._without(fetch, response)
            return
        fetch.list, fetch.page, fetch.shown = page.kind, page.number, len(page.entries)
        shown = [Witness(e.id, e.url, e.title, "list", e.date_text) for e in page.entries]
        yield WitnessItem(fetch, site_of(response.url), shown, matched=page.matched)
        yield from self._answered(response)
        yield from self.route.after_list(page, response.url, fetch.fetched_at, Purpose.of(response))

    def parse_feed(self, response: Response) -> Results:
        """The feed: witnesses with exact times, and with what it says of each post."""
        fetch, entries = read_answer(response, lambda given: parse_feed(given.body, given.url))
        if entries is None:
            yield PageItem(fetch)
            yield from self._without(fetch, response)
            return
        fetch.list, fetch.page, fetch.shown = "feed", 1, len(entries)
        shown = [Witness(e.id, e.url, e.title, "feed", e.date_text, e.published_at, e.copy_hash) for e in entries]
        yield WitnessItem(fetch, site_of(response.url), shown)
        yield from self._answered(response)
        yield from self.route.after_feed(entries, response.url, fetch.fetched_at, Purpose.of(response))

    def parse_other(self, response: Response) -> Results:
        """A page of no interest, such as robots.txt: that it was fetched is all there is to note."""
        yield PageItem(fetch_of(response))
        yield from self._answered(response)

    def failed(self, failure: Any) -> Results:
        """A page that could not be fetched; Scrapy has tried it again already."""
        if failure.check(RunIsOverError):
            return
        fetch = failed_fetch(failure, self.route.know.now)
        yield PageItem(fetch)
        self._silent = self._silent + 1 if fetch.status in SILENT and not fetch.left_alone else 0
        if self._silent >= SILENCE:
            raise CloseSpider(NO_ANSWER)
        yield from self.route.after_nothing(Purpose.of(failure.request), lost=not fetch.left_alone)

    def do_next_errand(self) -> None:
        """When all else is done: the next thing that there is to do."""
        try:
            requests = next(filter(None, self._errands), [])
        except Exception:  # Scrapy would log it, and end the run as if all was well
            logger.exception("cannot go on with the run")
            self.crawler.stats.inc_value("rent/failed")
            self.route.walk.broken = True
            return
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def _read_list(self, response: Response) -> ListPage:
        page = parse_list(html_of(response), response.url)
        if not page.entries and page.kind == "list" and self._expects_posts(response):
            raise PageError(f"no posts on the list {response.url}: not a list, or a new layout")
        return page

    def _expects_posts(self, response: Response) -> bool:
        """Whether a page has to show posts; of pages behind the front one, only a crawl knows it, not a replay."""
        purpose = response.meta.get("purpose")
        return is_front(response.url) or bool(purpose and self.route.expects_posts(response.url, purpose))

    def _answered(self, response: Response) -> Iterator[PageItem]:
        """The site has answered; how it led here is on record too."""
        self._silent = 0
        yield from moves_before(response)

    def _without(self, fetch: Fetch, response: Response) -> Results:
        """An answer without a page: that there is none, that it cannot be read, or that the site is closed."""
        yield from self._answered(response)
        if not fetch.closed:
            yield from self.route.after_nothing(Purpose.of(response), lost=fetch.error is not None)


def front_of(settings: BaseSettings, arguments: Arguments) -> str:
    """The front page of the site to crawl: the arguments', else the settings'.

    Raises:
        SetupError: the settings name none.
    """
    front = arguments.site or arguments.url or str(settings["RENT_SITE"])
    if not is_site(front):
        raise SetupError(f"RENT_SITE={without_password(front)} is no address of a site (http://…)")
    return urljoin(front, "/")
