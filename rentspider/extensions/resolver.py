"""Resolves the names of hosts, and lets nobody lead the crawl into this machine or the network that it is in.

The address that is looked at is the one that is connected to, so that a name that resolves to another address each
time is of no use. Twisted asks here for addresses in figures, too.
"""

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer

from rentspider.hosts import is_public, is_public_name

logger = logging.getLogger(__name__)


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver, which finds public addresses only.

    Two kinds of hosts are exempt: a site that the user has named by an address or a name that says itself that it is
    private (`localhost`), and proxies that the user has set up.
    """

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: ReactorBase) -> "PublicResolver":
        resolver = super().from_crawler(crawler, reactor)
        resolver._process = crawler  # Scrapy gives the process here, with all its crawlers
        return resolver

    _process: Any

    def install_on_reactor(self) -> None:
        super().install_on_reactor()
        if not self._process.settings.getbool("RENT_PRIVATE_ADDRESSES"):
            reactor: Any = self.reactor
            reactor.installNameResolver(_Filter(reactor.nameResolver, self._is_exempt))

    def _is_exempt(self, host: str, port: int) -> bool:
        sites = {each for crawler in self._process.crawlers for each in crawler.spider.allowed_domains}
        return (host in sites and not is_public_name(host)) or (host, port) in _proxies()


@implementer(IHostnameResolver)
class _Filter:
    def __init__(self, inner: Any, is_exempt: Callable[[str, int], bool]) -> None:
        self._inner, self._is_exempt = inner, is_exempt

    def resolveHostName(self, receiver: Any, host: str, portNumber: int = 0, *rest: Any) -> Any:  # noqa: N802, N803
        """As Twisted calls it."""
        receiver = receiver if self._is_exempt(host.lower(), portNumber) else _PublicOnly(receiver, host)
        return self._inner.resolveHostName(receiver, host, portNumber, *rest)


@implementer(IResolutionReceiver)
class _PublicOnly:
    """Passes public addresses on."""

    def __init__(self, receiver: Any, host: str) -> None:
        self.resolutionBegan, self.resolutionComplete = receiver.resolutionBegan, receiver.resolutionComplete
        self._resolved, self._host = receiver.addressResolved, host

    def addressResolved(self, address: Any) -> None:  # noqa: N802 - the name is Twisted's
        if is_public(address.host):
            self._resolved(address)
        else:
            told = "%s is at %s, which is no public address; RENT_PRIVATE_ADDRESSES=1 allows such"
            logger.error(told, self._host, address.host)


def _proxies() -> set[tuple[str, int]]:
    """Hosts and ports of the proxies in the environment."""
    found = (urlsplit(url if "://" in url else f"http://{url}") for url in getproxies().values())
    return {(each.hostname, each.port or (443 if each.scheme == "https" else 80)) for each in found if each.hostname}
