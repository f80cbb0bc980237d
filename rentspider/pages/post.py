"""A post page: the article's fields and its body as an ordered list of blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rentspider.errors import PageError
from rentspider.pages.blocks import Block
from rentspider.pages.document import parse_document, text_of
from rentspider.pages.lines import read_blocks
from rentspider.pages.selectors import LAYOUTS, Layout, Node, select
from rentspider.urls import on_site, post_id, post_link, site_of

_VIEWS = re.compile(r"(\d+(?:\.\d+)?)\s*([万亿]?)")
_UNITS = {"": 1, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Related:
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
    matched: dict[str, str] = field(default_factory=dict)
    """For each field, the selector that found it."""


def parse_post(html: str, url: str, layout: Layout = LAYOUTS[0]) -> PostPage:
    """Read a post page.

    Raises:
        PageError: the page has no title, no body, or its address names no post.
    """
    root, fields, matched = parse_document(html), layout.post, dict[str, str]()
    title = _title(root, layout, matched)
    body = select(root, fields, "body", matched)
    if not title or not body:
        raise PageError(f"no {'title' if body else 'body'} on the page {url}: not a post, or a new layout")
    address = _address(root, url, layout, matched)

    def text(name: str) -> str | None:
        found = select(root, fields, name, matched)
        return text_of(found[0]) or None if found else None

    return PostPage(
        id=post_id(address) or 0,
        url=address,
        title=title,
        blocks=read_blocks(body[0], address),
        author=text("author"),
        category=text("category"),
        views=view_count(text("views")),
        date_text=text("date"),
        tags=list(dict.fromkeys(filter(None, map(text_of, select(root, fields, "tags", matched))))),
        related=list(_related(select(root, fields, "related", matched), address)),
        neighbours=_links(select(root, fields, "neighbours", matched), address),
        lists=_links(select(root, fields, "lists"), address),
        layout=layout.name,
        matched=matched,
    )


def view_count(text: str | None) -> int | None:
    """The counter as a number: "48", or "1.2万" where the theme shortens it."""
    match = _VIEWS.search(text) if text else None
    return round(float(match[1]) * _UNITS[match[2]]) if match else None


def _title(root: Node, layout: Layout, matched: dict[str, str]) -> str:
    found = select(root, layout.post, "title", matched)
    title = text_of(found[0]) if found else ""
    # The document's title ends with the site's name, after a spaced hyphen.
    return title.rpartition(" - ")[0] or title if matched.get("title") == "head > title" else title


def _address(root: Node, url: str, layout: Layout, matched: dict[str, str]) -> str:
    """The canonical address: the page's own word, if it names the same site and the same post."""
    own = post_link(url, url)
    if own is None:
        raise PageError(f"the address {url} names no post")
    said = select(root, layout.post, "canonical", matched)
    link = post_link(url, said[0]) if said else None
    return link if link and post_id(link) == post_id(own) and site_of(link) == site_of(own) else own


def _related(anchors: list[Node], base: str) -> Iterator[Related]:
    for anchor in anchors:
        link = post_link(base, anchor.get("href") or "")
        number = post_id(link) if link else None
        if link and number:
            beside = anchor.getnext()
            shown = text_of(beside) if beside is not None and beside.get("class") == "posttime" else None
            yield Related(number, link, text_of(anchor) or anchor.get("title") or "", shown or None)


def _links(anchors: list[Node], base: str) -> list[str]:
    links = (on_site(base, anchor.get("href") or "") for anchor in anchors)
    return list(dict.fromkeys(link for link in links if link))
