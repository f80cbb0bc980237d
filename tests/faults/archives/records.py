"""WARC records, byte by byte, as other crawlers write them, or as nobody should."""

import gzip
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha1
from typing import Any

from tests.e2e.site import CLOCK, small_site
from tests.fakesite.responses import Response
from tests.faults.site.fault import BAD, POSTS
from tests.faults.site.server import POST

BASE = "http://rent.example"
ORDER = ("/", "/feed.php", *(POST.format(post) for post in (10, 12, 14, 16, BAD, 18, 20, 22)))
"""The bad post stands in the middle."""
END = b"\r\n\r\n"


@dataclass(frozen=True)
class Record:
    """A record; everything in it can be made wrong."""

    url: str
    response: Response
    kind: str = "response"
    date: str = "2026-07-01T00:00:00Z"
    http: bytes | None = None
    """HTTP status line, headers and body, where they are not as the server sent them."""
    headers: tuple[tuple[str, str], ...] = ()
    """Further WARC headers, which take the place of those of the same name."""

    @property
    def is_bad(self) -> bool:
        """Whether it is the one at which faults strike."""
        return self.url.endswith(POST.format(BAD))

    def head(self, **others: str) -> bytes:
        """The HTTP headers as the server sent them, or some of them otherwise; an empty one is left out."""
        told = {name: value for name, value in self.response.headers if name not in others}
        told |= {name.replace("_", "-"): value for name, value in others.items() if value}
        lines = [f"HTTP/1.1 {self.response.status} OK", *(f"{name}: {value}" for name, value in told.items())]
        return "\r\n".join(lines).encode() + END

    def sends(self, body: bytes | None = None, **headers: str) -> "Record":
        """The same record with another body, or other HTTP headers."""
        return replace(self, http=self.head(**headers) + (self.response.body if body is None else body))

    def told(self, **headers: str) -> "Record":
        """The same record with other WARC headers; `__` stands for a hyphen."""
        return replace(self, headers=tuple((name.replace("_", "-"), value) for name, value in headers.items()))

    @property
    def content(self) -> bytes:
        """What the record holds."""
        return self.head() + self.response.body if self.http is None else self.http

    def __bytes__(self) -> bytes:
        headers: dict[str, Any] = {
            "WARC-Type": self.kind,
            "WARC-Target-URI": self.url,
            "WARC-Date": self.date,
            "WARC-Record-ID": "<urn:uuid:12345678-9abc-def0-1234-56789abcdef0>",
            "Content-Type": "application/http; msgtype=response",
            "WARC-Block-Digest": "sha1:" + b32encode(sha1(self.content, usedforsecurity=False).digest()).decode(),
            "Content-Length": len(self.content),
            **dict(self.headers),
        }
        lines = ["WARC/1.0", *(f"{name}: {value}" for name, value in headers.items() if value != "")]
        return "\r\n".join(lines).encode() + END + self.content + END


def records() -> list[Record]:
    """The front list, the feed and all posts of the made-up site."""
    site = small_site(len(POSTS))
    site.look = replace(site.look, base=f"{BASE}/")
    return [Record(BASE + path, site.respond(path, CLOCK)) for path in ORDER]


def plain(some: Iterable[Record]) -> bytes:
    """Not packed."""
    return b"".join(map(bytes, some))


def packed(some: Iterable[Record]) -> bytes:
    """Packed record by record."""
    return b"".join(gzip.compress(bytes(each), mtime=0) for each in some)
