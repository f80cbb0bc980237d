"""Measures a page for the health of the run: counts under `health/`, which later runs are held against.

Every count adds up, so that small runs can be pooled. A closed site counts nowhere, a missing post is no page. One that
could not be read is counted where it is stored: only there it is known whether that is news.
"""

from collections.abc import Iterator
from typing import cast

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from rentspider.db.troubles import MISSING
from rentspider.health import PREFIX
from rentspider.health.measures import step_of
from rentspider.items import Evidence, Fetch, PostItem, Witness
from rentspider.pages.listing import KINDS
from rentspider.urls import is_feed, post_id

SELECTORS = ("title", "body", "date", "category", "author", "views", "tags", "related", "canonical")
ANSWERS = (200, *MISSING)
"""A feed that is not there has been asked for all the same: its address is the CMS's own."""
Counts = Iterator[tuple[str, int]]


class MeasurePipeline:
    """Counts what came, what was read and how; changes no item."""

    def __init__(self, stats: StatsCollector) -> None:
        self._stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "MeasurePipeline":
        assert crawler.stats is not None
        return cls(crawler.stats)

    def process_item(self, item: object) -> object:
        page, increase = ItemAdapter(item), self._stats.inc_value
        if not page["fetch"].closed:
            for name, count in _measure(page):
                increase(PREFIX + name, count)
        return item


def _measure(page: ItemAdapter) -> Counts:
    fetch: Fetch = page["fetch"]
    if post_id(fetch.url) is not None:
        if "page" in page:
            yield from _post(cast("PostItem", page.item))
    elif is_feed(fetch.url):
        if fetch.status in ANSWERS:
            yield "feed/asked", 1
        if "witnesses" in page:
            yield from _feed(page["witnesses"])
    elif "witnesses" in page and (page["witnesses"] or fetch.list in KINDS):
        # A page that shows no posts is a list only where it says so: menus lead to single pages, too.
        yield from _list(page["witnesses"], page["evidence"], page["matched"])


def _post(post: PostItem) -> Counts:
    """A post that was read."""
    page = post.page
    yield "post/pages", 1
    yield "post/read", 1
    yield f"post/layout/{page.layout}", 1
    filled = {
        "title": post.title,
        "body": post.body_text,
        "date": page.date_text,
        "category": page.category,
        "author": page.author,
        "views": page.views is not None,
        "canonical": "canonical" in page.matched,
        "related": page.related,
        "tags": page.tags,
        "source": post.source,
        "pictures": any(block.images for block in post.kept),
    }
    yield from ((f"post/field/{field}", 1) for field, value in filled.items() if value)
    yield "post/date read", sum(_is_read(each) for each in post.evidence if each.witness == "page")
    yield from ((f"post/selector/{field}/{page.matched[field]}", 1) for field in SELECTORS if field in page.matched)
    yield from _text(len(post.body_text), sum(len(removal.block.text) for removal in post.removed))


def _text(kept: int, removed: int) -> Counts:
    """The length of a body in steps of 1, 2, 3, 5, 7, 10, 20…, and in the same steps the thousandths removed."""
    yield "post/characters kept", kept
    yield "post/characters removed", removed
    yield f"post/length/{step_of(kept)}", 1
    if kept + removed:
        yield f"post/removed/{step_of(1000 * removed / (kept + removed))}", 1


def _list(shown: list[Witness], evidence: list[Evidence], matched: dict[str, str]) -> Counts:
    """A page of a list: what it says of its posts counts as one page, since it is right or wrong for all of them."""
    dates = sum(1 for witness in shown if witness.date_text)
    yield "list/pages", 1
    yield "list/posts shown", len(shown)
    yield "list/dates shown", dates
    if shown:
        yield "list/with posts", 1
        yield "list/with dates", int(2 * sum(map(_is_read, evidence)) >= len(shown))
    if "entries" in matched:
        yield f"list/selector/entries/{matched['entries']}", 1


def _feed(shown: list[Witness]) -> Counts:
    """A feed that could be read."""
    yield "feed/read", 1
    yield "feed/posts shown", len(shown)
    if shown:
        yield "feed/with posts", 1
        yield "feed/with times", int(2 * sum(1 for witness in shown if witness.exact) >= len(shown))


def _is_read(evidence: Evidence) -> bool:
    return evidence.earliest is not None or evidence.latest is not None
