"""Takes the site's word for how it wants to be asked: its robots.txt's delay, its calls to wait, a limit a run."""

import asyncio
import logging
from datetime import UTC, datetime

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from rentspider.archive.moments import server_time
from rentspider.spiders.requests import Purpose, RunIsOverError

logger = logging.getLogger(__name__)

BUSY = frozenset({429, 503})
BUSY_REASON, LIMIT_REASON = "busy", "request_limit"
"""The reasons for which the spider closes where the site asks for too long a wait, or the run's limit is reached."""
FIRST_WAIT = 10.0
"""Seconds to wait when the site is busy and does not say how long; doubled each time."""


class PolitenessMiddleware:
    """Stands between Scrapy's retrying and the archive, so that each answer of a busy site is seen and archived.

    One request is under way at a time, so that waiting here makes the whole crawl wait.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._longest = crawler.settings.getfloat("RENT_MAX_WAIT")
        self._limit = crawler.settings.getint("RENT_MAX_REQUESTS")
        self._sent = 0
        self._busy = 0
        self._stopping = False
        self._cut_short = False
        crawler.signals.connect(self.heed_robots, signals.robots_parsed)
        crawler.signals.connect(self.end, signals.spider_idle)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PolitenessMiddleware":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Count a request; past the run's limit none is sent any more, and the last one is kept for a post."""
        left = self._limit - self._sent if self._limit else 1
        if self._stopping or left <= 0:
            self._stop(LIMIT_REASON, f"{self._sent} requests are the limit of this run (RENT_MAX_REQUESTS)")
            raise RunIsOverError("the run is over")
        if self._limit and left == 1 and Purpose.is_list(request):
            self._cut_short = True
            raise RunIsOverError("the run's last request is kept for a post that a list has shown")
        self._sent += 1

    def end(self) -> None:
        """A run that has left lists out did not come to its end."""
        if self._cut_short:
            raise CloseSpider(LIMIT_REASON)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Wait where the site is busy, before anything is asked again; end the run where it asks for too long."""
        if response.status not in BUSY:
            self._busy = 0
            return response
        seconds = seconds_asked(response, FIRST_WAIT * 2**self._busy)
        self._busy += 1
        if seconds > self._longest:
            self._stop(BUSY_REASON, f"{response.url}: the site asks for {seconds:.0f} s of rest; the next run goes on")
        else:
            logger.warning("%s: status %d; waiting for %.0f s", response.url, response.status, seconds)
            await self._rest(seconds)
        return response

    def heed_robots(self, robotparser: RobotParser, request: Request) -> None:
        """Keep the distance between requests that robots.txt asks for."""
        agent = self._crawler.settings["ROBOTSTXT_USER_AGENT"]
        delay = robotparser.crawl_delay(agent) or 0.0
        if delay > self._longest:
            self._stop(BUSY_REASON, f"robots.txt asks for {delay:.0f} s between requests, which no run can keep")
            return
        downloader = self._crawler.engine.downloader
        throttle = self._crawler.get_extension(AutoThrottle)
        if throttle:
            throttle.mindelay = max(throttle.mindelay, delay)
            throttle.maxdelay = max(throttle.maxdelay, delay)
        downloader._delay = max(downloader._delay, delay)  # of slots to come; AutoThrottle sets it so too
        if slot := downloader.slots.get(downloader.get_slot_key(request)):
            slot.delay = max(slot.delay, delay)
        if delay:
            logger.info("%s: robots.txt asks for %g s between requests", urlparse_cached(request).netloc, delay)

    async def _rest(self, seconds: float) -> None:
        """Wait, unless the run is being stopped meanwhile."""
        until = asyncio.get_running_loop().time() + seconds
        while self._crawler.crawling and (left := until - asyncio.get_running_loop().time()) > 0:
            await asyncio.sleep(min(left, 0.5))

    def _stop(self, reason: str, told: str) -> None:
        if not self._stopping:
            self._stopping = True
            logger.warning("%s", told)
            self._closing = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason=reason))


def seconds_asked(response: Response, otherwise: float) -> float:
    """The seconds of a Retry-After header: a number, or a moment as against the server's own clock."""
    header = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if header.isascii() and header.isdecimal():
        return float(header[:9])
    until = server_time(header)
    now = server_time((response.headers.get("Date") or b"").decode("latin-1")) or datetime.now(UTC)
    return max((until - now).total_seconds(), 0.0) if until else otherwise
