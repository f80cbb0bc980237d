"""Makes the requests of a run: what each is for, each address once, the newest posts first."""

from collections.abc import Callable, Collection, Iterable, Iterator
from enum import Enum
from typing import Any

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from rentspider.urls import post_id


class RunIsOverError(IgnoreRequest):
    """A request was not sent since its run is being ended; it says nothing of its address."""


class Purpose(Enum):
    """What a request is for, with its priority: posts come before further lists, so that a run that is cut short has
    what is newest."""

    FEED = 30
    FRONT = 5
    """A page of the front list, on a walk."""
    POST = 10
    LIST = 2
    """A page of another list, on a walk."""
    CROSS = -5
    """A page of a list that shows the same posts in another order."""
    DAY = -6
    """The feed of a single day."""
    PATROL = -7
    """A list page that was not seen for long."""

    @property
    def is_walk(self) -> bool:
        """Whether a walk is broken where such a page cannot be had."""
        return self in (Purpose.FRONT, Purpose.LIST)

    @classmethod
    def is_list(cls, request: Request) -> bool:
        """Whether a request is for something that leads to posts; robots.txt has no purpose of ours."""
        return request.meta.get("purpose", cls.POST) not in (cls.POST, cls.FEED)

    @classmethod
    def of(cls, exchange: Request | Response) -> "Purpose":
        """What a request was made for, or the answer to it."""
        purpose: Purpose = exchange.meta["purpose"]
        return purpose


class Requests:
    """The run's requests, and how many there have been.

    Args:
        callback_for: the callback for an address.
        errback: what is called where no answer comes.
    """

    def __init__(self, callback_for: Callable[[str], Any], errback: Callable[[Any], Any]) -> None:
        self._callback_for, self._errback = callback_for, errback
        self._asked: set[str] = set()
        self.new_posts = 0
        """Posts that were asked for because nobody knew them."""
        self.others = 0
        """Lists and feeds."""

    def make(self, url: str, purpose: Purpose, later: bool = False) -> Request:
        """A request, whether there was one for the address before or not; a later one comes behind its like."""
        self._asked.add(url)
        self.others += purpose is not Purpose.POST
        callback, priority = self._callback_for(url), purpose.value - later
        return Request(url, callback, errback=self._errback, priority=priority, meta={"purpose": purpose})

    def once(self, urls: Iterable[str], purpose: Purpose, later: Collection[str] = ()) -> Iterator[Request]:
        """Requests for those of some addresses for which there was none before in this run."""
        for url in urls:
            if url not in self._asked:
                yield self.make(url, purpose, url in later)

    def unknown_posts(self, urls: Iterable[str]) -> Iterator[Request]:
        """Requests for posts that are to be stored for the first time."""
        for request in self.once(urls, Purpose.POST):
            self.new_posts += 1
            yield request

    def has_asked(self, url: str) -> bool:
        """Whether there was a request for an address."""
        return url in self._asked

    def spare(self) -> int:
        """How many more lists and feeds an hourly run may ask for: for N new posts no more than ⌈N/10⌉ + 2 of them."""
        return -(-self.new_posts // 10) + 2 - self.others


def posts_among(urls: Iterable[str]) -> dict[int, str]:
    """The addresses of posts among some addresses, by number."""
    return {number: url for url in urls if (number := post_id(url)) is not None}
