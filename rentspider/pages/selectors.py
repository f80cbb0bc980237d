"""Where things stand on a page: one table for each version of the layout, and the reading of it.

Each field lists its selectors in order of trust; the first that finds something wins, and which one it was is
recorded with the page: a fallback that suddenly wins is the first sign of a changed layout.

A selector is CSS for the whole page, or `@area > …` for what stands inside the page's first `div` (or `dl`) of that
class or id; areas are found once for all fields, since a search of the whole page for each would cost more than
parsing it. `@html` is the page.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from lxml import etree
from parsel.csstranslator import HTMLTranslator

Node = etree._Element
Fields = Mapping[str, tuple[str, ...]]
Kind = Literal["post", "listing", "entry"]
DOCUMENT_TITLE = "@html > head > title"
"""Of any page; it ends with the site's name."""
_NAME = re.compile(r"[.#]([\w-]+)")


@dataclass(frozen=True)
class Layout:
    """One version of the theme: its selectors, by kind of page, and its names for what is told by other means."""

    name: str
    post: Fields
    listing: Fields
    entry: Fields
    furniture: frozenset[str]
    """Classes and ids that only the theme's elements behind the body have. They can come to stand inside it: in the
    wide template, and where pasted markup leaves elements open."""
    behind: frozenset[str]
    """Those of the theme's other elements that can follow the body; a pasted text may have such names too."""
    item: str
    """The class of the `div` or `li` that holds one entry of a list."""
    kinds: Mapping[str, str]
    """What a list is of, in our words (see `listing.KINDS`), by the first class of the document's `body`."""
    related_date: str
    """The class of the element behind the link to a related post that shows its date."""
    placeholder: str
    """What the address has that stands for a picture until it is loaded."""
    theme: str
    """How the name of the theme's folder begins, in the addresses of what its pages load."""

    @cached_property
    def body_names(self) -> frozenset[str]:
        """The classes and ids of the element that holds a post's body, as its selectors have them."""
        ends = (part.split()[-1] for selector in self.post["body"] for part in selector.split(", "))
        return frozenset(name[1] for end in ends if (name := _NAME.search(end)))


TPURE_5 = Layout(
    name="tpure-5",
    post={
        "title": ("@post > h1", "@post h1", "h1", DOCUMENT_TITLE),
        "body": ("@post > div.single", "@post div.single", "div.single"),
        "canonical": ("@html > head > link[rel=canonical]",),
        "author": ("@info > span.user", "@info .user"),
        "date": ("@info > span.date", "@info .date", "@info time"),
        "category": ("@info > span.cate", "@sitemap > a:nth-of-type(n+2):last-of-type"),
        "views": ("@info > span.view", "@info .view"),
        "tags": ("@tags > a", "@tags a"),
        "related": ("@relatecon > div.relate > div.relateinfo > h3 > a", "@relatecon > div.relatelist > a"),
        "neighbours": ("@pages a.single-prev, @pages a.single-next",),
        "lists": ("@sitemap > a, @info > span.cate > a, @menu a, @divCatalog a",),
        "cross_lists": ("@tags > a, @info > span.user > a, @divTags a, @divAuthors a, @divArchives a",),
    },
    listing={
        "entries": ("div.post.item > h2 > a", "div.item > h2 > a", "div.item > div.albumcon > a", "h2 > a"),
        "pager": ("@pagebar a",),
        "number": ("@pagebar .now-page",),
        "next": ("@pagebar .next-page a", "@pagebar .now-page + a:not(.m)"),
        "lists": ("@sitemap > a, @menu a, @divCatalog a",),
        "cross_lists": ("div.item > div.info > span.user > a, @divTags a, @divAuthors a, @divArchives a",),
    },
    entry={
        "date": (".date", ".forumdate", ".albuminfo > span"),
        "sticky": (".istop",),
    },
    furniture=frozenset(
        {"copynotice", "copynoticetxt", "sharebox", "tpureqr", "posttitle", "relatecon"}
        | {"cmtsitem", "divcommentpost", "edgebar", "fademask"}
    ),
    behind=frozenset({"tags", "pages", "block", "sidebar", "sidebox", "footer", "cmts", "comment", "commentpost"}),
    item="item",
    kinds={name: name for name in ("index", "category", "tag", "author", "date")},
    related_date="posttime",
    placeholder="lazyload.png",
    theme="tpure",
)
"""Z-BlogPHP 1.7 with tpure 5."""

LAYOUTS: tuple[Layout, ...] = (TPURE_5,)
"""A page is read by the first that fits it: those of today come first, those of old archives stay behind them."""


class Finder:
    """Looks a page's fields up, and keeps which selector found each."""

    def __init__(self, root: Node, layout: Layout, kind: Kind) -> None:
        self.matched: dict[str, str] = {}
        self._root = root
        self._fields: Fields = getattr(layout, kind)
        self._found: dict[str, list[Node]] = {}
        self._areas: dict[str, Node] = {}
        self._name_areas(root, layout.body_names)

    def all(self, field: str) -> list[Node]:
        """What the first selector of a field that finds something finds; empty where none does."""
        if field not in self._found:
            self._found[field] = self._first_that_finds(field)
        return self._found[field]

    def _first_that_finds(self, field: str) -> list[Node]:
        for selector in self._fields[field]:
            if found := self._find(selector):
                self.matched[field] = selector
                return found
        return []

    def first(self, field: str) -> Node | None:
        """The first node of a field, or None."""
        found = self.all(field)
        return found[0] if found else None

    def every(self, field: str) -> Iterator[Node]:
        """All that any of the selectors of a field finds, those of the first selector first."""
        for selector in self._fields[field]:
            yield from self._find(selector)

    def _name_areas(self, root: Node, body: frozenset[str]) -> None:
        """The first of each name counts; one inside the body, where texts are pasted, only where there is no other."""
        inside: dict[str, Node] = {}
        pasted: set[Node] = set()
        for node in root.iter("div", "dl"):
            names = f"{node.get('class') or ''} {node.get('id') or ''}".split()
            if not pasted and not body.isdisjoint(names):
                pasted = set(node.iterdescendants("div", "dl"))
            for name in names:
                if node in pasted:
                    inside[name] = node
                else:
                    self._areas.setdefault(name, node)
        self._areas = {**inside, **self._areas, "html": root}

    def _find(self, selector: str) -> list[Node]:
        found: list[Node] = []
        for area, path in _parts(selector):
            node = self._root if area is None else self._areas.get(area)
            if node is not None:
                found += path(node)  # type: ignore[arg-type] # these paths select elements only
        return found


def fitting(root: Node, layouts: Sequence[Layout], kind: Kind, *needed: str) -> tuple[Layout, Finder]:
    """The first layout that finds what a page cannot be without; where none does, the first of all."""
    for layout in layouts:
        page = Finder(root, layout, kind)
        if all(page.all(field) for field in needed):
            return layout, page
    return layouts[0], Finder(root, layouts[0], kind)


@cache
def _parts(selector: str) -> tuple[tuple[str | None, etree.XPath], ...]:
    """The alternatives of a selector: the area that each stands in, and its path from there."""
    parts: list[tuple[str | None, etree.XPath]] = []
    for part in selector.split(", "):
        area, _, inside = part.removeprefix("@").partition(" ") if part.startswith("@") else (None, "", part)
        child = inside.startswith("> ")
        path = HTMLTranslator().css_to_xpath(inside.removeprefix("> "), prefix="./" if child else ".//")
        parts.append((area, etree.XPath(path)))
    return tuple(parts)
