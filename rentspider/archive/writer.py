"""Writes answers as WARC records, each compressed on its own, so that a reader can start at any of them."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from rentspider import __version__
from rentspider.archive.moments import warc_date

SOFTWARE = "rentspider/"
"""What the first record of an archive says that it was written by, the version behind it."""
Headers = Iterable[tuple[str, str]]
# The body is written as it came over the wire but for the chunks, which the HTTP client has put together already.
_UNCHUNKED = {"transfer-encoding", "content-length"}
# What a proxy or a site was told in confidence.
_SECRET = {"authorization", "proxy-authorization", "cookie"}


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer, the body still compressed where the server sent it so."""

    url: str
    method: str
    request_headers: Headers
    status: int
    reason: str
    headers: Headers
    body: bytes
    at: datetime
    """UTC; becomes WARC-Date."""


class ArchiveWriter:
    """One archive file, open for writing; it appears under its name with the first record."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("xb")
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        info = self._writer.create_warcinfo_record(
            path.name, {"software": f"{SOFTWARE}{__version__}", "format": "WARC File Format 1.1"}
        )
        self._writer.write_record(info)

    def write(self, exchange: Exchange) -> int:
        """Write the response and its request; gives the offset at which the response starts."""
        offset = self._file.tell()
        date = {"WARC-Date": warc_date(exchange.at)}
        headers = [(name, value) for name, value in exchange.headers if name.lower() not in _UNCHUNKED]
        headers.append(("Content-Length", str(len(exchange.body))))
        response = self._writer.create_warc_record(
            exchange.url,
            "response",
            payload=BytesIO(exchange.body),
            length=len(exchange.body),
            http_headers=StatusAndHeaders(f"{exchange.status} {exchange.reason}", headers, protocol="HTTP/1.1"),
            warc_headers_dict=date,
        )
        target = urlsplit(exchange.url)
        line = f"{exchange.method} {target.path or '/'}{'?' + target.query if target.query else ''} HTTP/1.1"
        request = self._writer.create_warc_record(
            exchange.url,
            "request",
            http_headers=StatusAndHeaders(line, _open(exchange.request_headers), is_http_request=True),
            warc_headers_dict=date,
        )
        self._writer.write_request_response_pair(request, response)
        self._file.flush()
        return offset

    def close(self) -> None:
        """Make sure that all of it is on the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def __enter__(self) -> "ArchiveWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _open(headers: Headers) -> list[tuple[str, str]]:
    """The headers that anybody may read."""
    return [(name, value) for name, value in headers if name.lower() not in _SECRET]
