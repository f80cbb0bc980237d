"""What a reader sees of a page, read in another way than the program does: all text nodes that are not silent."""

import re
import unicodedata
from html import unescape

from lxml import etree

from rentspider.pages import parse_document
from rentspider.pages.document import visible
from rentspider.pages.elements import SILENT

Node = etree._Element
_BARE = re.compile(r"[\s\ufdd0]+")
_MARKUP = re.compile(r"<[^>]*>")
_BODY = etree.XPath("//div[contains(concat(' ', normalize-space(@class), ' '), ' single ')]")


def bare(text: str) -> str:
    """A text without white space and what nobody sees, in one form; what was escaped is what it stands for."""
    while (plain := visible(text)) != text:
        text = plain
    return _BARE.sub("", unicodedata.normalize("NFC", text))


def bare_html(html: str) -> str:
    """The same of a piece of HTML."""
    return bare(unescape(_MARKUP.sub("", html)))


def text_of(node: Node) -> str:
    """All text that a reader sees in an element, bare."""
    parts: list[str] = []
    walk = etree.iterwalk(node, events=("start", "end", "comment", "pi"))
    for event, place in walk:
        if event == "start":
            if place.tag in SILENT:
                walk.skip_subtree()
            else:
                parts.append(place.text or "")
        elif place is not node:
            parts.append(place.tail or "")
    return bare("".join(parts))


def body_of(root: Node) -> Node | None:
    """An element that may be a post's body; None where the page has none."""
    found = _BODY(root)
    return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else None


def tree_of(text: str) -> Node:
    """The page as a tree."""
    return parse_document(text)
