"""A list page (front, category, tag, author, month): the posts that it shows and where it leads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rentspider.errors import PageError, SiteClosedError
from rentspider.pages.document import is_closed, is_cut, parse_document, text_of
from rentspider.pages.entries import Shown, title_of
from rentspider.pages.post import links_of
from rentspider.pages.selectors import LAYOUTS, Layout, Node, fitting
from rentspider.urls import pager_link, post_id, post_link

_MOST_LINKS = 5_000
"""So many posts, pages or lists no page names; each would be asked for."""
KINDS = frozenset({"index", "category", "tag", "author", "date"})


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One post as a list shows it."""

    id: int
    url: str
    title: str
    date_text: str | None
    sticky: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list page."""

    kind: str
    """What it lists, one of KINDS: index stands for all posts; else `list`."""
    number: int
    """Which page of its list it is."""
    entries: list[ListEntry]
    pager: list[str]
    """Addresses of the list's other pages."""
    next: str | None
    """The address of the page behind this one; None on the last."""
    lists: list[str]
    """Addresses of other lists: categories."""
    cross_lists: list[str]
    """Addresses of lists that show the same posts in another order: of tags, authors, months."""
    matched: dict[str, str] = field(default_factory=dict)
    """For each field, the selector that found it."""

    @property
    def further(self) -> list[str]:
        """The way on: the next page, or every other page where the pager does not say which one this is."""
        if self.next:
            return [self.next]
        return [] if "number" in self.matched else self.pager


def parse_list(html: str, url: str, layouts: Sequence[Layout] = LAYOUTS) -> ListPage:
    """Read a list page; a page without entries (a single page, a message) gives an empty list.

    Raises:
        SiteClosedError: the whole site is closed.
        PageError: the page is beyond reading, names too much, or is cut off: what is missing may be posts, and the way
            to the next page.
    """
    root = parse_document(html, f"the list {url}")
    if is_closed(root):
        raise SiteClosedError(f"the site is closed: {url}")
    if is_cut(html):
        raise PageError(f"the list {url} is cut off: the page has no end")
    layout, page = fitting(root, layouts, "listing", "entries")
    anchors = page.all("entries")
    shown = Shown(root, anchors, layout)
    entries = (_entry(anchor, url, shown) for anchor in anchors)
    found = ListPage(
        kind=_kind(root, layout.kinds),
        number=_number(page.first("number")),
        entries=list({entry.id: entry for entry in entries if entry}.values()),
        pager=links_of(page.all("pager"), url, pager_link),
        next=next(iter(links_of(page.all("next"), url, pager_link)), None),
        lists=links_of(page.all("lists"), url),
        cross_lists=links_of(page.all("cross_lists"), url),
        matched=page.matched,
    )
    if any(len(each) > _MOST_LINKS for each in (found.entries, found.pager, found.lists, found.cross_lists)):
        raise PageError(f"the list {url} names more than {_MOST_LINKS} addresses of one kind")
    return found


def _kind(root: Node, kinds: Mapping[str, str]) -> str:
    body = root.find("body")
    names = (body.get("class") or "").split() if body is not None else []
    return kinds.get(names[0], "list") if names else "list"


def _number(shown: Node | None) -> int:
    """A list of one page has no pager."""
    text = text_of(shown) if shown is not None else ""
    return int(text) if text.isdecimal() and len(text) < 9 else 1


def _entry(anchor: Node, base: str, shown: Shown) -> ListEntry | None:
    link = post_link(base, anchor.get("href") or "")
    number = post_id(link) if link else None
    if link is None or number is None:
        return None
    return ListEntry(number, link, title_of(anchor), shown.date(anchor), shown.is_sticky(anchor))
