"""Unpacks answers just as a replay unpacks archived ones; Scrapy itself takes a packed body that is cut for whole."""

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Response

from rentspider.archive.encoding import unpack
from rentspider.spiders.answers import BadAnswerError

ACCEPTED = "gzip, deflate, br, zstd"


class UnpackMiddleware:
    """Stands in the place of Scrapy's `HttpCompressionMiddleware`."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "UnpackMiddleware":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Say what can be unpacked."""
        request.headers.setdefault("Accept-Encoding", ACCEPTED)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The unpacked answer, or the request to be tried again.

        Raises:
            BadAnswerError: it cannot be unpacked, however often it is asked for.
        """
        packed = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        if not packed:
            return response
        try:
            body = unpack(response.body, packed)
        except ValueError as error:
            assert self._crawler.spider is not None
            again = get_retry_request(request, spider=self._crawler.spider, reason="a body that cannot be unpacked")
            if again is None:
                raise BadAnswerError(response.status, str(error)) from error
            return again
        del response.headers["Content-Encoding"]
        return response.replace(body=body)
