"""The loopback site with faults at some of its addresses."""

from collections import Counter
from http.server import BaseHTTPRequestHandler
from threading import Event
from typing import Any

from tests.e2e.site import CLOCK, OddSite, small_site
from tests.fakesite.server import Access, SiteServer
from tests.faults.site.wires import Line, Wire

EVERYWHERE = "*"
POST = "/index.php/post/{}.html"


class Stage(SiteServer):
    """A small site whose server answers some addresses in its own way, or all of them: EVERYWHERE.

    Each answer ends its connection, so that no fault reaches the page behind it.
    """

    def __init__(self, site: OddSite | None = None) -> None:
        self.posts = site or small_site(8)
        self.wires: dict[str, Wire] = {}
        self.over = Event()
        self.tries: Counter[str] = Counter()
        super().__init__(self.posts, CLOCK)

    def __exit__(self, *error: Any) -> None:
        self.over.set()
        super().__exit__(*error)

    def at_post(self, number: int, wire: Wire) -> None:
        """Put a fault at a post."""
        self.wires[POST.format(number)] = wire

    def wire(self, path: str) -> Wire | None:
        """The fault at an address, whatever its query."""
        return self.wires.get(path.partition("?")[0], self.wires.get(EVERYWHERE))

    def handler(self) -> type[BaseHTTPRequestHandler]:
        """A handler that hands the socket to the fault."""
        stage, plain = self, super().handler()

        class Handler(plain):  # type: ignore[misc, valid-type]
            def do_GET(self) -> None:  # noqa: N802 - the name is http.server's
                self.close_connection = True
                wire = stage.wire(self.path)
                if wire is None:
                    super().do_GET()
                    return
                with stage.lock:
                    stage.log.append(Access("GET", self.path, self.headers.get("User-Agent", ""), 0))
                    good, tries = stage.site.respond(self.path, CLOCK), stage.tries[self.path]
                    stage.tries[self.path] += 1
                try:
                    wire(Line(self.connection, good, tries, stage.over))
                except OSError:
                    """The crawler has had enough."""

        return Handler
