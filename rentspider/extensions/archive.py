"""Writes every answer to an archive before anything else sees it."""

from datetime import UTC, datetime

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.headers import Headers
from scrapy.statscollectors import StatsCollector

from rentspider.archive import ArchiveWriter
from rentspider.archive.moments import server_time
from rentspider.archive.names import new_archive
from rentspider.archive.writer import Exchange
from rentspider.config import Config
from rentspider.urls import site_of

UNARCHIVED = "rent/unarchived"
"""How many answers came that could not be archived."""


class ArchiveMiddleware:
    """Nearest to the network of all downloader middlewares: sees what the server sent, compressed as sent.

    Leaves in the request's meta where the answer stands (`archive_file`, `archive_offset`) and when the server
    rendered it (`fetched_at`).
    """

    def __init__(self, config: Config, stats: StatsCollector) -> None:
        self._config, self._stats = config, stats
        self._writer: ArchiveWriter | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ArchiveMiddleware":
        assert crawler.stats is not None
        middleware = cls(Config.of(crawler.settings), crawler.stats)
        crawler.signals.connect(middleware.close, signals.spider_closed)
        return middleware

    def process_response(self, request: Request, response: Response) -> Response:
        try:
            self._archive(request, response)
        except OSError:
            self._stats.inc_value(UNARCHIVED)
            raise  # what cannot be archived counts as not fetched
        return response

    def _archive(self, request: Request, response: Response) -> None:
        now = datetime.now(UTC).replace(microsecond=0)
        if self._writer is None:
            self._writer = ArchiveWriter(new_archive(self._config.archive, site_of(request.url), now))
        exchange = Exchange(
            url=request.url,
            method=request.method,
            request_headers=_pairs(request.headers),
            status=response.status,
            reason="",
            headers=_pairs(response.headers),
            body=response.body,
            at=now,
        )
        request.meta["archive_offset"] = self._writer.write(exchange)
        request.meta["archive_file"] = self._config.name_of(self._writer.path)
        date = response.headers.get("Date")
        request.meta["fetched_at"] = server_time(date.decode("latin-1") if date else None) or now

    def close(self, spider: Spider) -> None:
        if self._writer:
            self._writer.close()


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values]
