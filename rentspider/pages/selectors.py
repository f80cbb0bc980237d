"""Where things stand on a page: one table of CSS selectors for each version of the layout.

Each field lists its selectors in order of trust; the first that finds something wins, and which one it was
is recorded with the page: a fallback that suddenly wins is the first sign of a changed layout. `::text` and
`::attr()` are parsel's pseudo-elements.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree
from parsel.csstranslator import HTMLTranslator

Node = etree._Element
Fields = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Layout:
    """The selectors of one version of the theme, by kind of page."""

    name: str
    post: Fields
    listing: Fields


TPURE_5 = Layout(
    name="tpure-5",
    post={
        "title": ("div.post > h1", "div.post h1", "h1", "head > title"),
        "body": ("div.post > div.single", "div.post div.single", "div.single"),
        "canonical": ("head > link[rel=canonical]::attr(href)",),
        "author": ("div.post > div.info > span.user", "div.info .user"),
        "date": ("div.post > div.info > span.date", "div.info .date", "div.info time"),
        "category": (
            "div.post > div.info > span.cate",
            "div.sitemap > a:nth-of-type(n+2):last-of-type",
        ),
        "views": ("div.post > div.info > span.view", "div.info .view"),
        "tags": ("div.post > div.tags > a", "div.post div.tags a"),
        "related": ("div.relatecon div.relateinfo > h3 > a", "div.relatecon div.relatelist > a"),
        "neighbours": ("div.pages a.single-prev, div.pages a.single-next",),
        "lists": ("div.sitemap > a, div.info > span.cate > a, #divCatalog a",),
    },
    listing={
        "entries": ("div.post.item > h2 > a", "div.item > h2 > a", "div.item > div.albumcon > a", "h2 > a"),
        "date": (".date, .forumdate, .albuminfo > span",),
        "sticky": (".istop",),
        "pager": ("div.pagebar a",),
        "lists": ("div.sitemap > a, span.cate > a, #divCatalog a",),
    },
)
"""Z-BlogPHP 1.7 with tpure 5."""

LAYOUTS: tuple[Layout, ...] = (TPURE_5,)


@cache
def compiled(css: str) -> etree.XPath:
    """The selector as a compiled XPath, relative to the node that it is called on."""
    return etree.XPath(HTMLTranslator().css_to_xpath(css))


def select(node: Node, fields: Fields, name: str, matched: dict[str, str] | None = None) -> list[Any]:
    """What the first selector of a field that finds something finds; empty where none does."""
    for css in fields[name]:
        found = compiled(css)(node)
        if isinstance(found, list) and found:
            if matched is not None:
                matched[name] = css
            return found
    return []
