"""A site that has been crawled whole, and runs over it afterwards, each from the same state."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from random import Random
from typing import Any

from tests.databases import copy_folder
from tests.e2e.site import CLOCK, OddSite, asked, crawl
from tests.fakesite.dates import DAY, HOUR
from tests.fakesite.look import Look
from tests.fakesite.posts import Post, make_post
from tests.fakesite.server import SiteServer
from tests.helpers import Result, articles, rows

CATEGORIES = ("政策解读", "厂房租赁", "园区动态")
HIDDEN = CATEGORIES[2]
NUMBER = re.compile(r"/post/(\d+)\.html")


def large_site(count: int, hidden: bool = True, **look: Any) -> OddSite:
    """A site of so many posts, ten on a list page, numbers with gaps; each third post is of a hidden category."""
    site = OddSite(Look(hidden=frozenset({HIDDEN} if hidden else ()), **look), 0)
    rng = Random(7)
    for at in range(count):
        age = (count - at) * 2 * DAY + 40 * DAY  # old enough that none is due soon
        site.publish(make_post(rng, 10 + 3 * at, CLOCK - age, category=CATEGORIES[at % 3]))
    return site


@dataclass
class Known:
    """A crawled site, and the data folder that the crawl left."""

    site: OddSite
    server: SiteServer
    data: Path

    def publish(self, count: int, category: str = CATEGORIES[0], age: float = HOUR / 2, **options: Any) -> list[int]:
        """Put up new posts, minutes apart, the last of them so many seconds old; gives their numbers."""
        rng, number = Random(count), max(self.site.posts) + 2
        now = self.server.clock or CLOCK
        numbers = [number + at for at in range(count)]
        for at, each in enumerate(numbers):
            time = int(now - age - (count - at) * 60)
            self.site.publish(make_post(rng, each, time, category=category, **options))
        return numbers

    def edit(self, number: int, added: str) -> Post:
        """Add a paragraph to a post."""
        post = self.site.posts[number]
        edited = replace(post, html=f"<p>{added}</p>" + post.html, paragraphs=(added, *post.paragraphs))
        self.site.edit(edited)
        return edited

    def pass_time(self, seconds: float) -> None:
        """Move the server's clock on."""
        self.server.clock = (self.server.clock or CLOCK) + seconds

    def run(self, *args: str, code: int = 0, **settings: str) -> "Asked":
        """Crawl again, and say what was asked for."""
        self.server.log.clear()
        result = crawl(self.server, self.data, *args, **settings)
        assert result.returncode == code, result.stdout + result.stderr
        paths = [path for path in asked(self.server) if path != "/robots.txt"]
        return Asked(result, paths)

    def stored(self) -> set[int]:
        """The numbers of all stored posts."""
        return {row["id"] for row in self.rows("SELECT id FROM articles")}

    def article(self, number: int) -> dict[str, Any]:
        """One article."""
        [row] = self.rows(f"SELECT * FROM articles WHERE id = {number}")
        return row

    def articles(self) -> list[dict[str, Any]]:
        """All articles, without what may differ between two ways to them."""
        return articles(self.data)

    def rows(self, sql: str) -> list[dict[str, Any]]:
        return rows(self.data / "rent.db", sql)


@dataclass(frozen=True)
class Asked:
    """What a run said and asked for, robots.txt aside."""

    result: Result
    paths: list[str]

    @property
    def posts(self) -> list[int]:
        """The posts that were asked for, in order of their numbers."""
        return sorted(int(match[1]) for path in self.paths if (match := NUMBER.search(path)))

    @property
    def others(self) -> list[str]:
        """Lists and feeds, in the order in which they were asked for."""
        return [path for path in self.paths if not NUMBER.search(path)]


def allowed(new: int) -> int:
    """How many requests a run may take for so many new posts."""
    return new + ceil(new / 10) + 2


@contextmanager
def from_same_state(first: Known, folder: Path) -> Iterator[Known]:
    """A copy of the data, over the same site, which is put back afterwards to what it was."""
    site, server = first.site, first.server
    before = dict(site.posts), site.look, server.clock, dict(site.fetches)
    copy_folder(first.data, folder / "data")
    yield Known(site, server, folder / "data")
    site.posts, site.look, server.clock, site.fetches = dict(before[0]), before[1], before[2], dict(before[3])
    site.sorted.clear()
    site.missing.clear()
    site.instead.clear()
    site.replaced = []
