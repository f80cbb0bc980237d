"""A post page: the article's fields and its body as an ordered list of blocks."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from rentspider.errors import PageError, SiteClosedError
from rentspider.pages.blocks import Block
from rentspider.pages.body import read_blocks
from rentspider.pages.charset import is_garbled
from rentspider.pages.document import is_closed, is_cut, parse_document, squeeze, text_of
from rentspider.pages.selectors import DOCUMENT_TITLE, LAYOUTS, Finder, Layout, Node, fitting
from rentspider.urls import on_site, post_id, post_link

_VIEWS = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*([万亿]?)")
_MOST_VIEWS = 1e15
_MOST_LINKS = 100
"""Of each kind, from the page of a post; the theme shows some ten, the lists lead to all, and each would be asked for.
"""
_UNITS = {"": 1, "万": 10_000, "亿": 100_000_000}


class Related(NamedTuple):
    """A post that another post's page names, with the date shown beside it where the style has one."""

    id: int
    url: str
    title: str
    date_text: str | None


@dataclass(slots=True)
class PostPage:
    """What a post page says; fields that the theme can switch off are None or empty."""

    id: int
    url: str
    title: str
    blocks: list[Block]
    author: str | None
    category: str | None
    views: int | None
    date_text: str | None
    tags: list[str]
    related: list[Related]
    neighbours: list[str]
    """Addresses of the previous and next post."""
    lists: list[str]
    """Addresses of the lists that the page names: its categories."""
    layout: str
    cross_lists: list[str] = field(default_factory=list)
    """Addresses of the lists of its tags and its author."""
    matched: dict[str, str] = field(default_factory=dict)
    """For each field, the selector that found it."""


def parse_post(html: str, url: str, layouts: Sequence[Layout] = LAYOUTS) -> PostPage:
    """Read a post page.

    Raises:
        SiteClosedError: the whole site is closed.
        PageError: the page has no title, no body, ends inside its body, is no text, is beyond reading, or its address
            names no post.
    """
    own = post_link(url, url)
    if own is None:
        raise PageError(f"the address {url} names no post")
    root = parse_document(html, f"the page {url}")
    layout, page = fitting(root, layouts, "post", "title", "body")
    title, body = _needed(root, page, url)
    if is_garbled(html):
        raise PageError(f"the text of {url} is in no charset that comes into question")
    if _is_last(body) and is_cut(html):
        raise PageError(f"the page {url} is cut off inside its body")
    address = _address(page, own)

    def text(name: str) -> str | None:
        node = page.first(name)
        return text_of(node) or None if node is not None else None

    return PostPage(
        id=post_id(address) or 0,
        url=address,
        title=title,
        blocks=read_blocks(body, address, layout),
        author=text("author"),
        category=text("category"),
        views=view_count(text("views")),
        date_text=text("date"),
        tags=_tags(page.all("tags"), address),
        related=list(islice(_related(page.all("related"), address, layout.related_date), _MOST_LINKS)),
        neighbours=links_of(page.all("neighbours"), address)[:_MOST_LINKS],
        lists=links_of(page.all("lists"), address)[:_MOST_LINKS],
        cross_lists=links_of(page.all("cross_lists"), address)[:_MOST_LINKS],
        layout=layout.name,
        matched=page.matched,
    )


def _needed(root: Node, page: Finder, url: str) -> tuple[str, Node]:
    """The title and the body, which no post is without."""
    title, body = _title(page), page.first("body")
    if title and body is not None:
        return title, body
    if is_closed(root):
        raise SiteClosedError(f"the site is closed: {url}")
    raise PageError(f"no {'body' if title else 'title'} on the page {url}: not a post, or a new layout")


def _is_last(body: Node) -> bool:
    """Whether nothing follows the body, as the theme's elements do on each page that is whole."""
    return all(node.getnext() is None for node in (body, *body.iterancestors()))


def view_count(text: str | None) -> int | None:
    """The counter as a number: "48", or "1.2万" where the theme shortens it; None where it is no count of anything."""
    match = _VIEWS.search(text) if text else None
    views = float(match[1].replace(",", "")) * _UNITS[match[2]] if match else _MOST_VIEWS
    return round(views) if views < _MOST_VIEWS else None


def _tags(anchors: list[Node], base: str) -> list[str]:
    """The names of the site's own tags; a pasted text can bring those of another."""
    own = (text_of(anchor) for anchor in anchors if on_site(base, anchor.get("href") or ""))
    return list(dict.fromkeys(name for name in own if name))


def links_of(anchors: list[Node], base: str, read: Callable[[str, str], str | None] = on_site) -> list[str]:
    """The addresses on the same site that links lead to, each once; `read` makes one of a base and a link."""
    links = (read(base, anchor.get("href") or "") for anchor in anchors)
    return list(dict.fromkeys(link for link in links if link))


def _title(page: Finder) -> str:
    node = page.first("title")
    title = text_of(node) if node is not None else ""
    # The site's name stands after a spaced hyphen.
    return title.rpartition(" - ")[0] or title if page.matched.get("title") == DOCUMENT_TITLE else title


def _address(page: Finder, own: str) -> str:
    """The canonical address: the page's own word, if it names the same site and the same post."""
    said = page.first("canonical")
    link = post_link(own, said.get("href") or "") if said is not None else None
    return link if link and post_id(link) == post_id(own) else own


def _related(anchors: list[Node], base: str, date: str) -> Iterator[Related]:
    for anchor in anchors:
        link = post_link(base, anchor.get("href") or "")
        number = post_id(link) if link else None
        if link and number:
            beside = anchor.getnext()
            shown = text_of(beside) if beside is not None and beside.get("class") == date else None
            yield Related(number, link, text_of(anchor) or squeeze(anchor.get("title") or ""), shown or None)
