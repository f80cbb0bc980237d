"""The site in WARC files: a walk over all its pages, and a writer with files that depend on content only."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.fakesite.responses import Response
from tests.fakesite.site import FakeSite

Capture = tuple[str, float, Response]
LINK = re.compile(r"""<a\b[^>]*?\shref=["']([^"']+)["']""")
CRAWLED = re.compile(r"/(index\.php/?)?|/index\.php/(page_|category-|tags-|author-|post/)\w+\.html")


def crawl_all(site: FakeSite, now: float, seconds_a_page: float = 0.0) -> Iterator[Capture]:
    """Fetch feed, robots.txt and all that links lead to, lists first, the clock running on."""
    lists, posts = deque(["/", "/feed.php", "/robots.txt", "/sitemap.xml"]), deque[str]()
    seen = set(lists)
    while lists or posts:
        path = lists.popleft() if lists else posts.popleft()
        response = site.respond(path, now)
        yield site.look.base.rstrip("/") + path, now, response
        now += seconds_a_page
        if response.status == 200 and path != "/feed.php":
            for found in local_links(site, response):
                if found not in seen:
                    seen.add(found)
                    (posts if "/post/" in found else lists).append(found)


def local_links(site: FakeSite, response: Response) -> Iterator[str]:
    """The paths of the site's own lists and posts that a page links to."""
    for href in LINK.findall(response.body.decode()):
        path = "/" + href.removeprefix(site.look.base).lstrip("/") if href.startswith((site.look.base, "/")) else ""
        if path not in {"", "/index.php/"} and CRAWLED.fullmatch(path):
            yield path


def warc_bytes(captures: Iterable[Capture]) -> bytes:
    """A compressed WARC with a response and a request record for each capture."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    for at, capture in enumerate(captures):
        for record in records(writer, at, capture):
            writer.write_record(record)
    return out.getvalue()


def records(writer: WARCWriter, at: int, capture: Capture) -> Iterator[ArcWarcRecord]:
    """The two records of a capture; their ids follow from its place in the file and its address."""
    url, now, response = capture
    stamp = datetime.fromtimestamp(int(now), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    ids = [f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{at} {kind} {url}')}>" for kind in ("response", "request")]
    status = f"{response.status} {HTTPStatus(response.status).phrase}"
    yield writer.create_warc_record(
        url,
        "response",
        BytesIO(response.body),
        length=len(response.body),  # left out, warcio would buffer the body in a file and never close it
        http_headers=StatusAndHeaders(status, response.headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": stamp, "WARC-Record-ID": ids[0]},
    )
    parts = urlsplit(url)
    line = f"GET {parts.path}{'?' + parts.query if parts.query else ''} HTTP/1.1"
    yield writer.create_warc_record(
        url,
        "request",
        http_headers=StatusAndHeaders(line, [("Host", parts.netloc)], is_http_request=True),
        warc_headers_dict={"WARC-Date": stamp, "WARC-Record-ID": ids[1], "WARC-Concurrent-To": ids[0]},
    )


def write_warc(path: Path, captures: Iterable[Capture]) -> None:
    """Write the captures to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(warc_bytes(captures))
