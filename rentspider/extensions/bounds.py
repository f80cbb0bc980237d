"""Keeps requests on the site: whatever a page or a redirect says, nothing else is asked for anything."""

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from rentspider.hosts import belongs_to
from rentspider.spiders.answers import BadAnswerError


class OutOfBoundsError(Exception):
    """A request that leads off the site, to another scheme, or carries a password."""


class BoundsMiddleware:
    """The last thing that a request passes. Scrapy's own check lets a request pass that was tried before."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "BoundsMiddleware":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Stop what leads off the site.

        Raises:
            OutOfBoundsError: it does.
        """
        if not belongs_to(request.url, _hosts(self._crawler)):
            raise OutOfBoundsError("it leads off the site")


class SiteRedirects(RedirectMiddleware):
    """Follows redirects on the site. For one that is not followed Scrapy would drop the request without a word."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """The answer, or the request that its redirect makes.

        Raises:
            BadAnswerError: the redirect leads off the site, nowhere, or in circles.
        """
        try:
            found = super().process_response(request, response)
        except IgnoreRequest as error:
            raise BadAnswerError(response.status, f"more than {self.max_redirect_times} redirects") from error
        except ValueError as error:
            raise BadAnswerError(response.status, "a redirect that leads nowhere") from error
        if isinstance(found, Request) and not belongs_to(found.url, _hosts(self.crawler)):
            raise BadAnswerError(response.status, "a redirect that leads off the site")
        return found


def _hosts(crawler: Crawler) -> list[str]:
    return list(getattr(crawler.spider, "allowed_domains", ()))
