"""What an answer of the site is: the record of its fetch, and what its page says."""

import logging
from collections.abc import Callable
from typing import TypeVar

from scrapy.http import Response, TextResponse

from rentspider.errors import PageError, SiteClosedError
from rentspider.items import Fetch

logger = logging.getLogger(__name__)
Page = TypeVar("Page")


def read_answer(response: Response, read: Callable[[str], Page]) -> tuple[Fetch, Page | None]:
    """The record of a fetch, and what the page says; None where it is missing or cannot be read."""
    fetch = fetch_of(response)
    if response.status != 200 or not isinstance(response, TextResponse):
        return fetch, None
    try:
        return fetch, read(response.text)
    except PageError as error:
        fetch.error, fetch.closed = str(error), isinstance(error, SiteClosedError)
        logger.error("%s", error)
        return fetch, None


def fetch_of(response: Response) -> Fetch:
    """The record of a fetch; where and when it was is in the request's meta."""
    meta = response.meta
    return Fetch(
        response.url,
        meta["fetched_at"],
        response.status,
        meta.get("archive_file"),
        meta.get("archive_offset"),
    )
