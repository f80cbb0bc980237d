"""Archives made for a test."""

import gzip
import zlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from rentspider.archive import ArchivedPage, ArchiveWriter, read_archive
from rentspider.archive.members import read_members
from rentspider.archive.writer import Exchange
from rentspider.errors import ArchiveError

AT = datetime(2026, 3, 10, 4, tzinfo=UTC)
DATE = "Tue, 10 Mar 2026 03:59:58 GMT"
HTML = ("Content-Type", "text/html; charset=utf-8")
Headers = Sequence[tuple[str, str]]


def url_of(number: int) -> str:
    return f"http://demo.example/index.php/post/{number}.html"


def exchange(number: int, body: bytes | None = None, headers: Headers = (HTML, ("Date", DATE))) -> Exchange:
    """One answer; its body has the number in it and is long enough to have a middle."""
    return Exchange(
        url=url_of(number),
        method="GET",
        request_headers=[("User-Agent", "rentspider/0.1")],
        status=200,
        reason="",
        headers=headers,
        body=f"<p>厂房{number}号</p>".encode() * 40 if body is None else body,
        at=AT + timedelta(seconds=number),
    )


def write(path: Path, exchanges: Iterable[Exchange]) -> list[int]:
    """Write an archive; gives the offsets of the answers."""
    with ArchiveWriter(path) as writer:
        return [writer.write(each) for each in exchanges]


def read(path: Path) -> tuple[list[ArchivedPage], list[ArchiveError]]:
    """All pages of an archive, and what could not be read."""
    damage: list[ArchiveError] = []
    return list(read_archive(path, damage.append)), damage


def members(path: Path) -> list[int]:
    """The offsets of all members of an archive, and its end."""
    return [*(member.offset for member in read_members(path)), path.stat().st_size]


def unpacked(path: Path, target: Path) -> Path:
    """The same archive, not compressed."""
    target.write_bytes(gzip.decompress(path.read_bytes()))
    return target


def foreign(
    path: Path,
    records: Iterable[tuple[str, str, bytes, Headers | None]],
    date: str = "2026-03-10T04:00:00Z",
    status: str = "200 OK",
) -> Path:
    """An archive as another crawler writes it: kind, address, payload and HTTP headers of each record."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    for kind, url, payload, headers in records:
        http = None if headers is None else StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url, kind, BytesIO(payload), length=len(payload), http_headers=http, warc_headers_dict={"WARC-Date": date}
        )
        writer.write_record(record)
    path.write_bytes(out.getvalue())
    return path


def by_hand(number: int, payload: bytes) -> bytes:
    """A record of kind `response` that holds anything at all."""
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url_of(number)}\r\n"
        "WARC-Record-ID: <urn:uuid:12345678-9abc-def0-1234-56789abcdef0>\r\nWARC-Date: 2026-03-10T04:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(payload)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + payload + b"\r\n\r\n")


def pack(encoding: str, body: bytes) -> bytes:
    """A body as a server sends it in some encoding."""
    match encoding:
        case "gzip":
            return gzip.compress(body)
        case "deflate":
            return zlib.compress(body)
        case "raw deflate":
            return zlib.compress(body)[2:-4]
    packer = pytest.importorskip({"br": "brotli", "zstd": "backports.zstd"}[encoding])  # Scrapy brings both
    return bytes(packer.compress(body))
