"""Addresses: their canonical form, the site they belong to, and the post they name.

Only a post's id and the feed are ever told by an address. Which links lead to lists is told by the page's markup,
since list addresses are a preset of the CMS that each site may change.
"""

import re
from datetime import date
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

_POST = re.compile(r"/post/([0-9]{1,18})\.html?$")
_FEED = "/feed.php"
_USER = re.compile(r"//[^/?#]*@")
_LINE_ENDS = str.maketrans("", "", "\t\r\n")
# What a terminal obeys and nobody sees: controls, and marks that turn the direction of writing.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_FULL = re.compile(r"https?://[^/?#\s]+/")
_DEFAULT_PORT = {"http": 80, "https": 443}


def is_site(url: str) -> bool:
    """Whether an address names a site that can be crawled: http or https, a host, and nobody's password."""
    return absolute("", url) is not None and "@" not in urlsplit(url).netloc


def without_password(url: str) -> str:
    """An address as it can be told: without a user's name and password."""
    return _USER.sub("//…@", url)


def is_front(url: str) -> bool:
    """Whether an address is that of a site's front page; with a query, it may be anything."""
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


@lru_cache(maxsize=4096)
def canonical(url: str) -> str:
    """The address without query string, fragment, default port and case differences of the host."""
    parts = urlsplit(url.strip())
    return urlunsplit((parts.scheme.lower(), site_of(url), parts.path or "/", "", ""))


@lru_cache(maxsize=4096)
def site_of(url: str) -> str:
    """The host, with its port where that is not the scheme's own: what `articles.site` holds."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:  # an IPv6 address keeps its brackets
        host = f"[{host}]"
    try:
        port = parts.port
    except ValueError:  # a port that is no number
        port = None
    return host if port in (None, _DEFAULT_PORT.get(parts.scheme.lower())) else f"{host}:{port}"


@lru_cache(maxsize=4096)
def post_id(url: str) -> int | None:
    """The number of the post that the address names, or None where it names none."""
    match = _POST.search(urlsplit(url.strip()).path)
    return int(match[1]) if match else None


def is_feed(url: str) -> bool:
    """Whether an address is that of a site's feed, or of the feed of one day."""
    return urlsplit(url).path.endswith(_FEED)


def feed_of(front: str, day: date | None = None) -> str:
    """The address of a site's feed, or of the feed of one day; what follows the host alone where `front` is empty."""
    return urljoin(front, f"{_FEED}?date={day}" if day else _FEED)


def absolute(base: str, href: str) -> str | None:
    """A link as a full http(s) address, or None for what no crawler can fetch: nothing, `javascript:`, `tel:`…"""
    href = href.strip()
    if not href:
        return None
    return _absolute("" if _FULL.match(href) else base, href)


@lru_cache(maxsize=4096)
def _absolute(base: str, href: str) -> str | None:
    if _CONTROL.search(href):  # a browser leaves out line ends, and escapes the rest
        href = _CONTROL.sub(lambda sign: quote(sign[0]), href.translate(_LINE_ENDS))
    try:
        url = href if _FULL.match(href) else urljoin(base, href)
        parts = urlsplit(url)
    except ValueError:  # an address with a broken host, such as "http://[": not a link
        return None
    return url if parts.scheme in _DEFAULT_PORT and parts.hostname else None


def on_site(base: str, href: str) -> str | None:
    """The canonical address of a link to the same site, or None for any other link."""
    url = absolute(base, href)
    return canonical(url) if url and site_of(url) == site_of(base) else None


def pager_link(base: str, href: str) -> str | None:
    """The address of a link to another page of a list of the same site, or None.

    A query is kept only where nothing else tells the two pages apart ("/?page=2" on "/").
    """
    link, url = on_site(base, href), absolute(base, href)
    if link and url and link == canonical(base) and urlsplit(url).query:
        return f"{link}?{urlsplit(url).query}"
    return link


def post_link(base: str, href: str) -> str | None:
    """The canonical address of a link to a post of the same site, or None for any other link."""
    url = on_site(base, href)
    return url if url and post_id(url) is not None else None
