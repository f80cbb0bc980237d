"""A loopback web server over a made-up site, for crawls that use the network without leaving the machine."""

import math
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from time import monotonic, time
from types import TracebackType
from typing import Self

from tests.fakesite.responses import Response
from tests.fakesite.site import FakeSite


@dataclass
class Access:
    """One request as the server saw it."""

    method: str
    path: str
    user_agent: str
    at: float
    until: float = math.inf
    """When its answer was sent, by the same clock; infinite until then."""


class SiteServer:
    """Serves a site on a free port of 127.0.0.1; as a context manager it starts and stops.

    The site's base address follows the port. The clock is the real one unless ``clock`` fixes it.
    """

    def __init__(self, site: FakeSite, clock: float | None = None) -> None:
        self.site = site
        self.clock = clock
        self.log: list[Access] = []
        self.lock = Lock()
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.http.daemon_threads = True
        self.base = f"http://127.0.0.1:{self.http.server_address[1]}/"
        site.look = replace(site.look, base=self.base)
        self.thread = Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.http.shutdown()
        self.http.server_close()
        self.thread.join()

    def handler(self) -> type[BaseHTTPRequestHandler]:
        """The request handler, which knows this server."""
        server = self

        class Handler(BaseHTTPRequestHandler):
            """Answers from the site and notes each request."""

            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # else each answer waits 40 ms for an acknowledgement

            def do_GET(self) -> None:
                now = time() if server.clock is None else server.clock
                agent, began = self.headers.get("User-Agent", ""), monotonic()
                with server.lock:
                    access = Access(self.command, self.path, agent, began)
                    server.log.append(access)
                    response = server.site.respond(self.path, now)
                try:
                    self.send(response)
                finally:
                    access.until = monotonic()

            def send(self, response: Response) -> None:
                self.send_response_only(response.status)
                for name, value in response.headers:
                    self.send_header(name, value)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(response.body)

            do_HEAD = do_GET  # noqa: N815 - the name is http.server's

            def log_message(self, format: str, *args: object) -> None:
                """Keep quiet; the log is in ``server.log``."""

        return Handler
