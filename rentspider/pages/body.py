"""The body of a post as blocks, also where pasted markup has torn it."""

from collections.abc import Iterator

from rentspider.pages.blocks import Block
from rentspider.pages.lines import LineReader, names_of
from rentspider.pages.selectors import Layout, Node

LEVELS = 3
"""How many end tags too many are made up for."""


def read_blocks(body: Node, base: str, layout: Layout | None = None) -> list[Block]:
    """The lines of a body, in order.

    Args:
        body: the element that holds it. What follows it up to the theme's next element is the body too: a pasted text
            with end tags too many has closed the element early.
        base: the page's address; links and pictures are made absolute against it.
        layout: names the theme's elements behind the body, and its placeholder of pictures. Where those elements come
            to stand inside the body, their lines and all that follow are marked `theme-furniture`. None: the element is
            all there is.
    """
    reader = LineReader(base, layout)
    reader.text(body.text)
    for node in body:
        reader.read(node)
    for node in _behind(body, layout.furniture | layout.behind) if layout else ():
        reader.read(node)
    reader.end_line()
    return reader.blocks


def _behind(body: Node, ends: frozenset[str]) -> Iterator[Node]:
    """The elements behind a body that end tags too many have put there: up to the theme's next."""
    place: Node | None = body
    for _ in range(LEVELS):
        if place is None:
            return
        for node in place.itersiblings():
            if not ends.isdisjoint(names_of(node)) or node.tag in {"body", "html"}:
                return
            yield node
        place = place.getparent()
