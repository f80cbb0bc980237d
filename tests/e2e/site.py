"""A small site for crawls over loopback, with the surprises that a crawl can meet."""

from pathlib import Path
from random import Random
from typing import Any

from tests.fakesite import dates
from tests.fakesite.look import Look
from tests.fakesite.posts import make_post
from tests.fakesite.responses import Response, answer
from tests.fakesite.sample import NOW
from tests.fakesite.server import SiteServer
from tests.fakesite.site import FakeSite
from tests.helpers import Result, run_scrapy

HIDDEN = "园区动态"
CATEGORIES = (HIDDEN, "政策解读", "厂房租赁")
CLOCK = NOW - 4 * dates.HOUR  # eight in the morning: "1天前" and "2天前" leave open which day it was
# Hours before the clock. The feed holds three posts: those of single days have to be asked for.
RECENT = (2, 5, 9, 27, 31, 34, 40, 58, 63, 66, 90, 115)
OLDER = range(200, 4000, 300)


class OddSite(FakeSite):
    """A site of 25 posts or fewer: some missing, some addresses with another answer, some links with another text."""

    def __init__(self, look: Look, count: int = 25, seed: int = 1) -> None:
        rng, hours = Random(seed), [*RECENT, *OLDER][:count]
        posts = [
            make_post(rng, 10 + 2 * at, CLOCK - age * dates.HOUR, category=CATEGORIES[at % 3])
            for at, age in enumerate(reversed(hours))
        ]
        super().__init__(posts, look, now=CLOCK, seed=seed)
        self.missing: set[int] = set()
        self.instead: dict[str, Response] = {}
        self.replaced: list[tuple[str, str]] = []

    def respond(self, path: str, now: float | None = None) -> Response:
        if path in self.instead:
            return self.instead[path]
        found = super().respond(path, now)
        body = found.body.decode()
        for old, new in self.replaced:
            body = body.replace(old, new)
        headers = [(name, value) for name, value in found.headers if name != "Content-Length"]
        return Response(found.status, [*headers, ("Content-Length", str(len(body.encode())))], body.encode())

    def post(self, found: Any, query: Any, now: float) -> Response | None:
        return None if int(found[1]) in self.missing else super().post(found, query, now)

    def robots(self, *lines: str) -> None:
        """Put up a robots.txt."""
        self.instead["/robots.txt"] = answer(200, "\n".join(["User-agent: *", *lines]), CLOCK, "text/plain")


def small_site(count: int = 25, **look: Any) -> OddSite:
    """The site with a hidden category, six posts on a list page, three in the feed, and these options."""
    return OddSite(Look(hidden=frozenset({HIDDEN}), feed_items=3, per_page=6, **look), count)


def serve(site: FakeSite) -> SiteServer:
    """A server over a site, its clock standing still."""
    return SiteServer(site, CLOCK)


def crawl(server: SiteServer, data: Path, *args: str, **settings: str) -> Result:
    """Crawl a served site into a data folder."""
    return run_scrapy("crawl", "posts", "-a", f"site={server.base}", *args, data=data, timeout=60, **settings)


def asked(server: SiteServer, part: str = "/") -> list[str]:
    """The paths with this text in them that the server was asked for, in order."""
    return [access.path for access in server.log if part in access.path]


def summary(result: Result) -> str:
    """The last line of a run."""
    return result.stdout.splitlines()[-1]


def failing(status: int = 500) -> Response:
    """An answer that is an error."""
    return answer(status, "<h1>error</h1>", CLOCK)
