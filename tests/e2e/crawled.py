"""A first crawl that is over."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.e2e.site import OddSite
from tests.fakesite.server import Access, SiteServer
from tests.helpers import Result, rows

MISSING = 30


@dataclass(frozen=True)
class Crawled:
    """What it was over, and what it said, asked for and left; the server is still there."""

    site: OddSite
    server: SiteServer
    data: Path
    result: Result
    log: list[Access]
    truth: list[dict[str, Any]]
    asked_elsewhere: list[str]

    def asked(self, part: str = "/") -> list[str]:
        """The paths with this text in them, in order."""
        return [access.path for access in self.log if part in access.path]

    def rows(self, sql: str) -> list[dict[str, Any]]:
        return rows(self.data / "rent.db", sql)


def link_around(site: OddSite, elsewhere: str) -> None:
    """Links with a query behind them, to another site, and to what is no post."""
    site.replaced = [('/post/40.html"', '/post/40.html?x=1"'), ('/post/42.html"', '/post/42.html#top"')]
    post = site.posts[34]
    links = f'<p><a href="{elsewhere}index.php/post/1.html">别处</a><a href="/zb_users/upload/a.pdf">附件</a></p>'
    site.edit(replace(post, html=post.html + links))
