"""Hangs up on an answer whose headers have no end: Scrapy bounds bodies only."""

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from twisted.python.failure import Failure
from twisted.web._newclient import BODY

LARGEST = 256 << 10
"""Bytes of headers, or a little more: the last ones may have come with the first of the body."""


class HeadersTooLongError(Exception):
    """An answer has more headers than any needs."""


class ShortHeadersHandler(HTTP11DownloadHandler):
    """Scrapy's own, with other connections. It has no setting for them: the test of a fault tells if that changes."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _Factory


class _Connection(_LenientHTTP11ClientProtocol):
    _received = 0

    def request(self, request):  # type: ignore[no-untyped-def] # the types are Twisted's and private
        self._received = 0
        return super().request(request)

    def dataReceived(self, data):  # type: ignore[no-untyped-def] # noqa: N802 - the name is Twisted's
        if self._parser is not None and self._parser.state != BODY:
            self._received += len(data)
        if self._received > LARGEST:
            error = HeadersTooLongError(f"its headers are longer than {LARGEST >> 10} KiB")
            self._giveUp(Failure(error))  # type: ignore[no-untyped-call]
        else:
            super().dataReceived(data)  # type: ignore[no-untyped-call]


class _Factory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr):  # type: ignore[no-untyped-def] # noqa: N802 - the name is Twisted's
        return _Connection(self._quiescentCallback)  # type: ignore[no-untyped-call]
