"""What a run asks for next, after each page: new posts, further pages of lists, and when a walk is over."""

import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from scrapy import Request

from rentspider.pages import FeedEntry, ListPage, PostPage
from rentspider.spiders.arguments import Arguments
from rentspider.spiders.knowledge import Knowledge
from rentspider.spiders.requests import Purpose, Requests, posts_among
from rentspider.spiders.walk import Shown, Walk, ends_fresh
from rentspider.urls import canonical, feed_of, site_of
from rentspider.zone import local_day

logger = logging.getLogger(__name__)


class Route:
    """The feed leads to what is new, the lists to the rest of it, related links to what they happen to name."""

    def __init__(self, arguments: Arguments, front: str, know: Knowledge, requests: Requests) -> None:
        self.arguments, self.front, self.know, self.requests = arguments, front, know, requests
        self.walk = Walk(know.frontier(), arguments.mode == "full", arguments.since)
        self.first_pages: list[str] = []
        """The first pages of the lists that were walked."""
        self.lists: set[str] = set()
        """Lists that pages have named and that were not walked."""
        self.lengths: dict[int, int] = {}
        """How many characters the feed has of each of its posts."""
        self._pagers: dict[str, str] = {}
        """Pages that the pagers of lists have named, with the first page of their list."""

    def begin(self) -> Request:
        """The first request of a run."""
        if self.arguments.url:
            return self.requests.make(canonical(self.arguments.url), Purpose.POST)
        return self.feed()

    def feed(self) -> Request:
        """Ask for the feed, be it once more."""
        return self.requests.make(feed_of(self.front), Purpose.FEED)

    def after_post(self, page: PostPage, fetched_at: datetime) -> Iterator[Request]:
        """Unknown posts and lists that a post's page names."""
        if self.arguments.url:
            return
        self.know.tell(site_of(page.url), fetched_at)
        if not self.arguments.since:  # these links have no date; the lists lead to all that is asked for
            named = posts_among([*(each.url for each in page.related), *page.neighbours])
            unasked = {post: url for post, url in named.items() if not self.requests.has_asked(url)}
            yield from self._new_posts(unasked, self._fresh(site_of(page.url), unasked))
        yield from self._other_lists(page.lists, page.cross_lists)

    def after_feed(
        self, entries: Sequence[FeedEntry], url: str, fetched_at: datetime, purpose: Purpose
    ) -> Iterator[Request]:
        """New and changed posts that a feed shows, and the front list where there may be more."""
        site = site_of(url)
        self.know.tell(site, fetched_at)
        shown = [Shown(e.id, day=local_day(e.published_at) if e.published_at else None) for e in entries]
        fresh = self._fresh_of(site, shown)
        changed = self.know.changed(site, entries, fetched_at)
        yield from self._new_posts({entry.id: entry.url for entry in entries}, fresh)
        yield from self.requests.once((entry.url for entry in entries if entry.id in changed), Purpose.POST)
        if purpose is Purpose.FEED:
            self.lengths = {entry.id: entry.length for entry in entries}
            self.walk.see(0, shown)
            if self.walk.takes_all or self.walk.goes_on(shown, fresh):
                yield self.requests.make(self.front, Purpose.FRONT)

    def after_list(self, page: ListPage, url: str, fetched_at: datetime, purpose: Purpose) -> Iterator[Request]:
        """New posts that a list page shows, its other pages as far as they may show more, and other lists."""
        site = site_of(url)
        self.know.tell(site, fetched_at)
        shown = [Shown(e.id, e.sticky, self.know.last_day(e.date_text, fetched_at)) for e in page.entries]
        fresh = self._fresh_of(site, shown)
        if purpose is Purpose.FRONT:
            self.walk.see(page.number, shown)
        if purpose is Purpose.LIST and page.number == 1 and page.entries:
            self.first_pages.append(url)
        yield from self._new_posts({entry.id: entry.url for entry in page.entries}, fresh)
        if self.walk.repeats(self._pagers.get(url, url), shown):
            logger.warning("%s shows what its list has shown before, as pages before it did: not followed", url)
        else:
            yield from self._further(page, url, purpose, shown, fresh)
        yield from self._other_lists(page.lists, page.cross_lists)

    def expects_posts(self, url: str, purpose: Purpose) -> bool:
        """Whether a list has to show posts: a page that says nothing, such as a captcha, would pass for its end."""
        return purpose is Purpose.FRONT or url in self._pagers

    def after_nothing(self, purpose: Purpose, lost: bool) -> Iterator[Request]:
        """What to do where a page did not come or could not be read.

        Args:
            lost: whether it should have come; a page that is missing, or that robots.txt forbids, should not.
        """
        self.walk.broken = self.walk.broken or (lost and purpose.is_walk)
        if purpose is Purpose.FEED:
            yield self.requests.make(self.front, Purpose.FRONT)

    def _further(
        self, page: ListPage, url: str, purpose: Purpose, shown: Sequence[Shown], fresh: Collection[int]
    ) -> Iterator[Request]:
        if self.walk.takes_all and purpose.is_walk:
            past = self.walk.is_past(shown)
            pages = page.pager if not self.arguments.since else [] if past else page.further
        elif purpose is Purpose.FRONT:
            pages = page.further if self.walk.goes_on(shown, fresh) else []
        else:
            pages = page.further if ends_fresh(shown, fresh) else []
        first_page = self._pagers.get(url, url)
        for further in pages:
            self._pagers.setdefault(further, first_page)
        if self.walk.first_round:
            # A run that cannot take them all, because it is cut short, begins with those seen longest ago, or never.
            seen = self.know.seen(pages) if len(pages) > 1 else {}
            ordered = sorted(pages, key=lambda url: (url in seen, seen.get(url)))
            yield from self.requests.once(ordered, purpose, seen)
        else:  # seen in an earlier round, but it may show other posts now
            yield from (self.requests.make(url, purpose) for url in pages)

    def _other_lists(self, lists: Iterable[str], cross_lists: Iterable[str]) -> Iterator[Request]:
        if self.walk.takes_all:
            yield from self.requests.once(lists, Purpose.LIST)
            yield from self.requests.once(cross_lists, Purpose.CROSS)
        else:
            self.lists.update(lists)

    def _new_posts(self, urls: dict[int, str], fresh: Collection[int]) -> Iterator[Request]:
        for request in self.requests.unknown_posts(url for post, url in urls.items() if post in fresh):
            self.walk.found_any = True
            yield request

    def _fresh_of(self, site: str, shown: Sequence[Shown]) -> set[int]:
        """The posts among those shown that are to be fetched."""
        return self._fresh(site, [post.id for post in shown if not self.walk.is_too_old(post)])

    def _fresh(self, site: str, posts: Collection[int]) -> set[int]:
        return self.know.to_fetch(site, posts, self.walk.first_round) if posts else set()
