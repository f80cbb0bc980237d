"""Measures for tests: taken of the made-up site's pages, or made from numbers."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from random import Random
from typing import Any

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from pipelines.boilerplate import BoilerplatePipeline
from pipelines.check import CheckPipeline
from pipelines.dates import DatesPipeline
from pipelines.measure import MeasurePipeline
from pipelines.text import TextPipeline
from rentspider.errors import PageError, SiteClosedError
from rentspider.health import Measures, measures_of
from rentspider.items import Fetch, PageItem, PostItem, Witness, WitnessItem
from rentspider.pages import parse_feed, parse_list, parse_post
from rentspider.urls import post_id, site_of
from tests.fakesite.dates import DAY
from tests.fakesite.look import Look
from tests.fakesite.posts import make_post
from tests.fakesite.site import FakeSite

NOW = 1_773_100_800
FIRST = "@post > h1"
SECOND = "@post h1"
Change = Callable[[str], str]


def small_site(count: int = 14, seed: int = 0, **look: Any) -> FakeSite:
    """A site with so many posts, numbered from 20."""
    posts = [make_post(Random(seed + at), 20 + at, NOW - at * 9 * DAY - 77) for at in range(count)]
    return FakeSite(posts, Look(**look), now=NOW)


def posts_of(site: FakeSite) -> list[str]:
    """The paths of its posts."""
    return [f"/index.php/post/{number}.html" for number in site.posts]


def measured(site: FakeSite, paths: Iterable[str], change: Change = str) -> Measures:
    """What is measured of the answers at some paths, their HTML changed before it is read."""
    crawler = Crawler(Spider)
    stats = crawler.stats = StatsCollector(crawler)
    pipelines: list[Any] = [BoilerplatePipeline(), TextPipeline(), DatesPipeline(), CheckPipeline()]
    pipelines.append(MeasurePipeline.from_crawler(crawler))
    for path in paths:
        item = _item(site, path, change)
        for pipeline in pipelines:
            assert pipeline.process_item(item) is item
    return measures_of(stats.get_stats())


def _item(site: FakeSite, path: str, change: Change) -> PageItem:
    response, url = site.respond(path), site.look.url(path.lstrip("/"))
    fetch = Fetch(url, datetime.fromtimestamp(NOW, UTC), response.status)
    if response.status != 200:
        return PageItem(fetch)
    try:
        return _read(change(response.body.decode()), fetch)
    except PageError as error:
        fetch.error, fetch.closed = str(error), isinstance(error, SiteClosedError)
        return PageItem(fetch)


def _read(text: str, fetch: Fetch) -> PageItem:
    name = site_of(fetch.url)
    if post_id(fetch.url):
        page = parse_post(text, fetch.url)
        related = [Witness(each.id, each.url, each.title, "related", each.date_text) for each in page.related]
        return PostItem(fetch, name, related, page=page)
    if "/feed.php" in fetch.url:
        entries = parse_feed(text.encode(), fetch.url)
        fed = [Witness(each.id, each.url, each.title, "feed", each.date_text, each.published_at) for each in entries]
        return WitnessItem(fetch, name, fed)
    listed = parse_list(text, fetch.url)
    fetch.list = listed.kind
    shown = [Witness(each.id, each.url, each.title, "list", each.date_text) for each in listed.entries]
    return WitnessItem(fetch, name, shown, matched=listed.matched)


def run(pages: int, odd: int = 0, **other: float) -> dict[str, float]:
    """The measures of a run over posts that all have a title, on some by the second selector; `other` as given."""
    made: dict[str, float] = {"post/pages": pages, "post/read": pages, "post/layout/tpure-5": pages}
    made |= {f"post/selector/title/{FIRST}": pages - odd, f"post/selector/title/{SECOND}": odd}
    made |= {f"post/field/{field}": pages for field in ("title", "body", "date", "category", "author", "views")}
    made["post/date read"] = pages
    return {name: count for name, count in (made | other).items() if count}


def without(pages: int, odd: int, *fields: str) -> dict[str, float]:
    """The measures of a run in which so many posts lack some fields."""
    names = [f"post/field/{field}" for field in fields] + ["post/date read"] * ("date" in fields)
    return run(pages) | dict.fromkeys(names, pages - odd)


def each(measures: Iterable[Measures], count: int) -> Iterator[Measures]:
    """The same runs so many times over."""
    for _ in range(count):
        yield from measures
