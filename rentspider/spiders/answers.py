"""What an answer of the site is, or that none came: the record of its fetch, and what its page says."""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from rentspider.errors import PageError, SiteClosedError
from rentspider.items import Fetch, PageItem
from rentspider.pages import decode

logger = logging.getLogger(__name__)
Page = TypeVar("Page")


class BadAnswerError(Exception):
    """An answer came, and it is none that a page could be in; the message says why.

    Args:
        status: the answer's.
    """

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def read_answer(response: Response, read: Callable[[Response], Page]) -> tuple[Fetch, Page | None]:
    """The record of a fetch, and what the page says; None where it is missing or cannot be read."""
    fetch = fetch_of(response)
    if response.status != 200:
        return fetch, None
    try:
        return fetch, read(response)
    except PageError as error:
        fetch.error, fetch.closed = str(error), isinstance(error, SiteClosedError)
        logger.error("%s", error)
        return fetch, None


def html_of(response: Response) -> str:
    """The text of a page; what class Scrapy gives its answer, live or in a replay, does not matter."""
    return decode(response.body, (response.headers.get("Content-Type") or b"").decode("latin-1"))


def fetch_of(response: Response) -> Fetch:
    """The record of a fetch; where and when it was is in the request's meta."""
    return _fetch(response.url, response.status, response.meta)


def _fetch(url: str, status: int, meta: dict[str, Any]) -> Fetch:
    return Fetch(url, meta["fetched_at"], status, meta.get("archive_file"), meta.get("archive_offset"))


def moves_before(response: Response) -> Iterator[PageItem]:
    """The records of the answers that led to this one from another address."""
    reasons = response.meta.get("redirect_reasons", ())
    for url, reason in zip(response.meta.get("redirect_urls", ()), reasons, strict=False):
        if isinstance(reason, int):
            yield PageItem(Fetch(url, response.meta["fetched_at"], reason))


def failed_fetch(failure: Any, now: datetime | None) -> Fetch:
    """The record of a fetch that failed, after Scrapy's own tries, or that was not allowed.

    Args:
        now: what time it was at the site when it last answered; where it never did, this machine's clock has to do.
    """
    if failure.check(HttpError):
        fetch = fetch_of(failure.value.response)
        fetch.error = f"HTTP status {fetch.status}"
        logger.error("could not fetch %s: it answered with status %d", fetch.url, fetch.status)
        return fetch
    # Some of Scrapy's errors have no message, and a fetch without one would pass for a good one.
    # What leads astray stands at the address that was asked for first.
    url = failure.request.meta.get("redirect_urls", [failure.request.url])[0]
    told = failure.getErrorMessage() or failure.type.__name__
    if failure.check(BadAnswerError):
        fetch = _fetch(url, failure.value.status, failure.request.meta)
        fetch.error = told
        logger.error("cannot take the answer of %s: %s", url, told)
        return fetch
    fetch = Fetch(url, now or datetime.now(UTC).replace(microsecond=0), 0, error=told)
    if failure.check(IgnoreRequest):
        fetch.left_alone = True
        logger.info("left alone: %s (%s)", url, told)
    else:
        logger.error("could not fetch %s: %s", url, told)
    return fetch
