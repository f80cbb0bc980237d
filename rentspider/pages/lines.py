"""Reads elements into blocks, in one walk.

A line ends where a browser would start a new one: at block elements and at `<br>`. A table row is one line, its
cells joined by tabs, except in a table of one column, which authors use as a frame around ordinary paragraphs.
"""

from html import escape

from lxml import etree

from rentspider.pages.blocks import Block, Image
from rentspider.pages.document import squeeze, visible
from rentspider.pages.elements import BREAKING, CELLS, EMPHASIS, PLAIN, SILENT, TELLING
from rentspider.pages.pieces import CELL, Piece, Tag, markup, squeezed
from rentspider.pages.selectors import Layout, Node
from rentspider.urls import absolute

MOST_MARKS = 100
"""So many names of elements around a line are noted; where more are, somebody means harm."""


def names_of(node: Node) -> list[str]:
    """The classes and the id of an element, in lower case."""
    classes, own = node.get("class"), node.get("id")
    return f"{classes or ''} {own or ''}".lower().split() if classes or own else []


class LineReader:
    """Collects text until a line ends; knows the elements that are open around it."""

    def __init__(self, base: str, layout: Layout | None) -> None:
        self.blocks: list[Block] = []
        self._base = base
        self._furniture = layout.furniture if layout else frozenset()
        self._placeholders = (layout.placeholder, "data:") if layout else ("data:",)
        self._past = False
        self._around: list[tuple[str, int, frozenset[str]]] = [("div", 0, frozenset())]
        self._elements = 0
        self._row: Node | None = None
        self._inline: list[bool] = []  # for each inline element around, whether its markup is written
        self._open: dict[str, Tag] = {}  # name and tag of those that must be closed at a line's end
        self._href: str | None = None
        self._clear()

    def _clear(self) -> None:
        self._pieces: list[Piece] = list(self._open.values())
        self._links: list[str] = [self._href] if self._href else []
        self._linked = 0
        self._images: list[Image] = []

    def read(self, element: Node) -> None:
        """Read an element and what follows it."""
        if not isinstance(element.tag, str):  # a comment
            self.text(element.tail)
            return
        walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
        for event, node in walk:
            if event == "start":
                if not self.start(node):
                    walk.skip_subtree()
            elif event == "end":
                self.end(node)
            else:
                self.text(node.tail)

    def start(self, node: Node) -> bool:
        """Enter an element; False where its inside is nothing for a reader."""
        tag = node.tag
        if tag in SILENT:
            return False
        if _breaks(node):
            self._open_block(tag, node)
        elif tag == "br":
            self.end_line()
        elif tag == "img":
            self._image(node)
        elif tag == "a":
            self._href = absolute(self._base, node.get("href") or "")
            if self._href:
                self._links.append(self._href)
            self._open_inline("a", Tag(f'<a href="{escape(self._href)}">' if self._href else "<a>"))
        elif tag in EMPHASIS:
            self._open_inline(tag, Tag(f"<{tag}>"))
        self.text(node.text)
        return True

    def end(self, node: Node) -> None:
        """Leave an element and read what follows it."""
        tag = node.tag
        if _breaks(node):
            self._close_block(node)
        elif tag == "a" or tag in EMPHASIS:
            if self._inline.pop() and self._open.pop(tag, None) is not None:
                self._pieces.append(Tag(f"</{tag}>"))
            if tag == "a":
                self._href = None
        self.text(node.tail)

    def text(self, text: str | None) -> None:
        """Add text to the line; in `<pre>` a line ends where the text says."""
        if text and "\n" in text and self._around[-1][0] == "pre":
            for line in text.splitlines():
                self.text(line)
                self.end_line()
        elif text and (self._pieces or not text.isspace()):
            self._pieces.append(visible(text))
            if self._href:
                self._linked += len(squeeze(text))

    def end_line(self) -> None:
        """End the line; inside a table row a line only ends with the row."""
        if self._row is not None:
            self.text(" ")
            return
        text = squeezed(self._pieces) if self._pieces else ""
        if text or self._images:
            tag, element, marks = self._around[-1]
            self.blocks.append(
                Block(
                    position=len(self.blocks),
                    text=text,
                    html=markup(self._pieces, text, reversed(self._open)) if text else "",
                    tag=tag if text else "img",
                    element=element,
                    marks=marks,
                    links=tuple(self._links),
                    linked=self._linked,
                    images=tuple(self._images),
                )
            )
        self._clear()

    def _open_inline(self, tag: str, opening: Tag) -> None:
        """Emphasis in the same emphasis says nothing new, and a link ends where another begins, as in a browser."""
        if tag == "a" and self._open.pop(tag, None) is not None:
            self._pieces.append(Tag("</a>"))
        self._inline.append(tag not in self._open)
        if self._inline[-1]:
            self._open[tag] = opening
            self._pieces.append(opening)

    def _open_block(self, tag: str, node: Node) -> None:
        names = names_of(node)
        if not self._furniture.isdisjoint(names):
            self._past = True
            self._row = None  # a table that was never closed ends here
        if self._row is None:
            self.end_line()
            if tag == "tr" and sum(child.tag in CELLS for child in node) > 1:
                self._row = node
        elif tag in CELLS and node.getparent() is self._row and node.getprevious() is not None:
            self._pieces.append(CELL)
        else:
            self.text(" ")
        self._elements += 1
        outer, _, marks = self._around[-1]
        if names := names[: max(0, MOST_MARKS - len(marks))] + self._own_marks(tag):
            marks = marks.union(names)
        self._around.append((outer if tag in PLAIN and outer in TELLING else tag, self._elements, marks))

    def _own_marks(self, tag: str) -> list[str]:
        """What we note ourselves of an element."""
        return ["theme-furniture"] * self._past + ["ordered-list"] * (tag == "ol")

    def _close_block(self, node: Node) -> None:
        if node is self._row:
            self._row = None
        self.end_line()
        self._around.pop()

    def _image(self, node: Node) -> None:
        source = node.get("data-original") or node.get("data-src") or node.get("src") or ""
        url = None if any(mark in source for mark in self._placeholders) else absolute(self._base, source)
        if url:
            self._images.append(Image(url, squeeze(node.get("alt") or "")))


def _breaks(node: Node) -> bool:
    """Whether a line ends at an element; an `<ins>` with a class is an advert's slot, and any other is a word."""
    return node.tag in BREAKING or (node.tag == "ins" and node.get("class") is not None)
