"""The feed (RSS 2.0): exact publishing times of the newest posts, and the body as the author stored it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256

from lxml import etree

from rentspider.errors import PageError, SiteClosedError
from rentspider.pages.document import is_closed, parse_document, squeeze, text_of
from rentspider.urls import post_id, post_link

_MOST_ENTRIES = 5_000
"""A feed has some ten or a hundred; each post that it names would be asked for."""
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One post as the feed has it."""

    id: int
    url: str
    title: str
    date_text: str | None
    published_at: datetime | None
    """UTC; None where the feed gives no date that can be read."""
    html: str
    """The body without what the theme puts around it when it renders a page; may be an excerpt."""

    @property
    def copy_hash(self) -> str:
        """A hash of all that the feed says of the post but its date: another hash, another text."""
        return sha256(f"{self.title}\x1e{self.html}".encode()).hexdigest()

    @property
    def length(self) -> int:
        """How many characters of text the feed has of it: fewer than the article has, where it is an excerpt."""
        try:
            return len(text_of(parse_document(self.html))) if self.html.strip() else 0
        except PageError:  # beyond reading: the page itself has to tell
            return 0


def parse_feed(xml: bytes, url: str) -> list[FeedEntry]:
    """Read a feed. Entities are never resolved and nothing is fetched.

    Raises:
        SiteClosedError: the whole site is closed.
        PageError: the answer is not RSS, or it names too many posts.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(_CONTROL.sub(b"", xml).lstrip(), parser)
    except etree.XMLSyntaxError as error:
        if is_closed(parse_document(xml.decode("utf-8", "replace"), f"the feed {url}")):
            raise SiteClosedError(f"the site is closed: {url}") from error
        raise PageError(f"the feed {url} is no XML: {error}") from error
    if root.tag != "rss":
        raise PageError(f"the feed {url} is no RSS: its root element is {root.tag}")
    items = root.findall("channel/item")
    if len(items) > _MOST_ENTRIES:
        raise PageError(f"the feed {url} names more than {_MOST_ENTRIES} posts")
    return [entry for item in items if (entry := _entry(item, url))]


def _entry(item: etree._Element, base: str) -> FeedEntry | None:
    link = post_link(base, item.findtext("link") or "")
    number = post_id(link) if link else None
    if link is None or number is None:
        return None
    shown = squeeze(item.findtext("pubDate") or "") or None
    return FeedEntry(
        id=number,
        url=link,
        title=squeeze(item.findtext("title") or ""),
        date_text=shown,
        published_at=_time(shown),
        html=item.findtext("description") or "",
    )


def _time(text: str | None) -> datetime | None:
    """An RFC 822 date with its zone, in UTC; a date without a zone is none that could be trusted."""
    try:
        moment = parsedate_to_datetime(text.replace("CST", "+0800")) if text else None  # China's, not America's
        return moment.astimezone(UTC) if moment and moment.tzinfo else None
    except (ValueError, OverflowError):  # no date, or one beyond the calendar
        return None
