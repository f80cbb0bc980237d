"""The entries of a list: which element holds all of one, and what is shown of it there.

All entries are read at once, so that one element that holds thousands, or entries in entries, cost no more than others.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from rentspider.pages.document import squeeze, text_of
from rentspider.pages.selectors import Finder, Layout, Node

BADGES = 3
"""A title has no more of them ("top")."""


class Shown:
    """What a list shows beside its entries."""

    def __init__(self, root: Node, anchors: Sequence[Node], layout: Layout) -> None:
        """Look at a page whose entries are these links."""
        self._name = layout.item
        self._holder: dict[Node, Node | None] = {}  # what is known of the elements on the way up
        self._items = {anchor: self._item(anchor) for anchor in anchors}
        self._holder = {item: item for item in self._items.values()}
        finder = Finder(root, layout, "entry")
        self._dates = self._by_item(finder.every("date"))
        self._sticky = self._by_item(finder.every("sticky"))

    def date(self, anchor: Node) -> str | None:
        """The date that is shown for an entry."""
        shown = self._dates.get(self._items[anchor])
        return (text_of(shown) or None) if shown is not None else None

    def is_sticky(self, anchor: Node) -> bool:
        """Whether an entry stays above the others."""
        return self._items[anchor] in self._sticky

    def _item(self, anchor: Node) -> Node:
        """The element that holds all of one entry."""
        item = self._around(anchor)
        if item is not None:
            return item
        parent = anchor.getparent()
        return anchor if parent is None else parent

    def _by_item(self, nodes: Iterable[Node]) -> dict[Node, Node]:
        """The first of some elements in each entry."""
        found: dict[Node, Node] = {}
        for node in nodes:
            item = self._around(node)
            if item is not None:
                found.setdefault(item, node)
        return found

    def _around(self, node: Node) -> Node | None:
        """The entry that an element stands in, the nearest where several are around it."""
        passed = list(self._up_to_item(node))
        last = passed[-1]
        holder = self._holder[last] if last in self._holder else last if self._is_item(last) else None
        self._holder.update(dict.fromkeys(passed, holder))
        return holder

    def _up_to_item(self, node: Node) -> Iterator[Node]:
        """An element and those around it, up to the first that is an entry or of which it is known."""
        place: Node | None = node
        while place is not None:
            yield place
            if place in self._holder or self._is_item(place):
                return
            place = place.getparent()

    def _is_item(self, node: Node) -> bool:
        return node.tag in ("div", "li") and self._name in (node.get("class") or "").split()


def title_of(anchor: Node) -> str:
    """A link's own text; a badge in it is no part of the title."""
    title = text_of(anchor)
    for badge in map(text_of, islice(anchor.iter("em"), BADGES)):
        title = title.removeprefix(badge).removesuffix(badge).strip()
    return title or squeeze(anchor.get("title") or "")
