"""What a run does when its walk is over: each errand when there is nothing else to do."""

from collections.abc import Iterator

from scrapy import Request

from rentspider.spiders.requests import Purpose
from rentspider.spiders.route import Route
from rentspider.urls import feed_of

ROUNDS = 5
"""So often a walk without a frontier looks at the first pages of all lists once more, at most."""


def errands(route: Route) -> Iterator[list[Request]]:
    """Bundles of requests, each to be asked for when the answers to the one before have been dealt with."""
    if route.know.now is None or route.arguments.url:
        return  # the site did not answer, or is closed; or one post was asked for
    yield _examples(route)
    yield _known_posts(route)
    yield from _closing_rounds(route)
    yield _day_feeds(route)
    if not route.walk.everything and route.requests.spare() > 0:
        yield _patrol(route)


def _examples(route: Route) -> list[Request]:
    """Where a long walk goes on from a run that was cut short: posts that it has stored name lists, too."""
    walked_on = route.walk.everything and route.arguments.mode != "full"
    return list(route.requests.once(route.know.examples(), Purpose.POST)) if walked_on else []


def _known_posts(route: Route) -> list[Request]:
    """Posts that are due for another look, or that could not be had before."""
    urls = route.know.to_look_at_again(route.lengths)
    return list(route.requests.once(urls, Purpose.POST))


def _closing_rounds(route: Route) -> Iterator[list[Request]]:
    """A long walk looks at the lists' beginnings again until they show nothing new: it took its time."""
    for _ in range(ROUNDS if route.walk.everything else 0):
        if not route.walk.found_any:
            return
        route.walk.begin_round()
        first_pages = list(dict.fromkeys(route.first_pages))
        yield [route.feed(), *(route.requests.make(url, Purpose.LIST) for url in first_pages)]


def _day_feeds(route: Route) -> list[Request]:
    """Feeds of the days on which posts may have been published: they have the exact times.

    A short run asks for no more of them than it may; the next runs ask for the rest.
    """
    days = route.know.open_days()
    if not route.walk.everything:
        days = days[: max(route.requests.spare(), 0)]
    return list(route.requests.once((feed_of(route.front, day) for day in days), Purpose.DAY))


def _patrol(route: Route) -> list[Request]:
    """One list page that the walk had no need to look at, so that all of them are seen sooner or later."""
    unasked = {url for url in route.lists if not route.requests.has_asked(url)}
    url = route.know.patrol(unasked)
    return list(route.requests.once([url], Purpose.PATROL)) if url else []
