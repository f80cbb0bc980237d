"""What a server sends, byte by byte: HTTP libraries are too polite to break their own rules."""

import gzip
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from tests.e2e.site import CLOCK
from tests.fakesite.dates import http_date
from tests.fakesite.responses import Response


@dataclass(frozen=True)
class Line:
    """One request under way: the socket to answer on, and what the site would answer."""

    socket: socket.socket
    good: Response
    tries: int
    """How often the address was asked for before."""
    over: Event
    """Set when the crawl is over."""

    def send(self, data: bytes) -> None:
        """Send bytes, as they are."""
        self.socket.sendall(data)

    def stall(self) -> None:
        """Say nothing more until the crawl is over."""
        self.over.wait(120)


Wire = Callable[[Line], None]
HTML = "Content-Type: text/html; charset=utf-8"


def head(*headers: str, status: str = "200 OK") -> bytes:
    """A status line, a Date, some headers, and the empty line."""
    lines = [f"HTTP/1.1 {status}", f"Date: {http_date(CLOCK)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def page(body: bytes, *headers: str, status: str = "200 OK") -> Wire:
    """A whole answer with this body; without headers of its own it is HTML."""
    told = head(*(headers or (HTML,)), f"Content-Length: {len(body)}", status=status)
    return lambda line: line.send(told + body)


def status(line: str, *headers: str) -> Wire:
    """An answer with a status, and next to nothing in it."""
    return page(b"<h1>error</h1>", HTML, *headers, status=line)


def moved(to: str) -> Wire:
    """A redirect."""
    return status("302 Found", f"Location: {to}")


def first(times: int, wire: Wire) -> Wire:
    """The fault at the first requests for an address; the good page after that."""
    return lambda line: wire(line) if line.tries < times else good(line)


def good(line: Line) -> None:
    """What the site itself answers."""
    line.send(head(HTML, f"Content-Length: {len(line.good.body)}") + line.good.body)


def reset(line: Line) -> None:
    """Hang up at once, with a reset in the place of an end."""
    line.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.socket.close()


def reset_inside(line: Line) -> None:
    """Hang up so in the middle of the body."""
    body = line.good.body
    line.send(head(HTML, f"Content-Length: {len(body)}") + body[: len(body) // 2])
    reset(line)


def silent(line: Line) -> None:
    """Take the request, and never answer."""
    line.stall()


def silent_inside(line: Line) -> None:
    """Fall silent in the middle of the body."""
    body = line.good.body
    line.send(head(HTML, f"Content-Length: {len(body)}") + body[: len(body) // 2])
    line.stall()


def cut_chunks(line: Line) -> None:
    """End the connection before the last chunk."""
    half = line.good.body[: middle(line.good.body)]
    line.send(head(HTML, "Transfer-Encoding: chunked") + b"%x\r\n" % len(half) + half + b"\r\n")


def cut_gzip(line: Line) -> None:
    """A packed body that ends too early, in an answer that is whole by its own count."""
    packed = gzip.compress(line.good.body)
    page(packed[: len(packed) // 2], HTML, "Content-Encoding: gzip")(line)


def cut_without_length(line: Line) -> None:
    """A body that nothing says the length of, and that ends in the middle of the article."""
    line.send(head(HTML) + line.good.body[: middle(line.good.body)])


def length_too_small(line: Line) -> None:
    """A Content-Length that ends the body in the middle of the article."""
    body = line.good.body
    line.send(head(HTML, f"Content-Length: {middle(body)}") + body)


def length_too_large(line: Line) -> None:
    """A Content-Length beyond the end of the body."""
    body = line.good.body
    line.send(head(HTML, f"Content-Length: {len(body) + 9}") + body)


def middle(body: bytes) -> int:
    """A place inside the article, in the middle of a paragraph."""
    at = body.find(b'<div class="single')
    return body.find(b"<p", at) + 60 if at >= 0 else len(body) // 2
