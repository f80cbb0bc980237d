"""Changes of a page's tree: elements are moved, doubled, nested, taken from other pages, and given what they lack."""

import re
from collections.abc import Callable
from copy import deepcopy
from random import Random

from lxml import etree

from tests.faults.hostile import nasty

Node = etree._Element
Change = Callable[[Node, Node, Random], None]
"""Changes a tree; the second tree is another page's, to take pieces from."""

_ILLEGAL = re.compile(r"[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TAGS = [
    "p",
    "div",
    "section",
    "span",
    "b",
    "a",
    "li",
    "ul",
    "table",
    "tr",
    "td",
    "h1",
    "h2",
    "em",
    "pre",
    "script",
    "style",
    "br",
    "img",
    "ins",
    "select",
    "title",
    "svg",
    "body",
    "form",
]
NAMES = [
    "post",
    "single",
    "info",
    "date",
    "view",
    "cate",
    "tags",
    "relatecon",
    "item",
    "istop",
    "sharebox",
    "copynotice",
    "ad",
    "guanggao",
    "theme-furniture",
]


def _any(root: Node, rng: Random) -> Node:
    nodes = [node for node in root.iter() if isinstance(node.tag, str) and node is not root]
    return rng.choice(nodes) if nodes else root


def _place(root: Node, rng: Random, piece: Node) -> None:
    place = _any(root, rng)
    place.insert(rng.randint(0, len(place)), piece)


def swap(root: Node, other: Node, rng: Random) -> None:
    """Two elements change their places."""
    first, second = _any(root, rng), _any(root, rng)
    if first in second.iterancestors() or second in first.iterancestors() or first is second or root in (first, second):
        return
    mark = etree.Element("mark")
    first.addprevious(mark)
    second.addprevious(first)
    mark.addprevious(second)
    mark.getparent().remove(mark)  # type: ignore[union-attr]


def delete(root: Node, other: Node, rng: Random) -> None:
    """An element goes, with all in it."""
    node = _any(root, rng)
    if (parent := node.getparent()) is not None:
        parent.remove(node)


def double(root: Node, other: Node, rng: Random) -> None:
    """An element stands there several times."""
    node = _any(root, rng)
    if len(node) < 200:
        for _ in range(rng.choice([1, 1, 2, 30])):
            node.addnext(deepcopy(node)) if node.getparent() is not None else None


def nest(root: Node, other: Node, rng: Random) -> None:
    """An element is wrapped in others, many times."""
    node, parent = (found := _any(root, rng)), found.getparent()
    if parent is None:
        return
    outer = inner = etree.Element(rng.choice(TAGS))
    for _ in range(rng.choice([0, 1, 5, 60])):
        inner = etree.SubElement(inner, rng.choice(TAGS))
    parent.replace(node, outer)
    inner.append(node)


def move(root: Node, other: Node, rng: Random) -> None:
    """An element gets another parent."""
    node, place = _any(root, rng), _any(root, rng)
    if node is not place and node not in place.iterancestors():
        place.insert(rng.randint(0, len(place)), node)


def splice(root: Node, other: Node, rng: Random) -> None:
    """A piece of another page comes in."""
    _place(root, rng, deepcopy(_any(other, rng)))


def name(root: Node, other: Node, rng: Random) -> None:
    """An element gets a name of the theme's, or loses its own."""
    node = _any(root, rng)
    if rng.random() < 0.3:
        node.attrib.clear()
    else:
        node.set(rng.choice(["class", "id"]), " ".join(rng.choices(NAMES, k=rng.choice([1, 1, 2, 40]))))


def attribute(root: Node, other: Node, rng: Random) -> None:
    """An attribute that no reader sees, or an address that leads nowhere good."""
    node = _any(root, rng)
    hidden = rng.choice(["onclick", "style", "data-x", "xmlns", "lang", "is", "dir"])
    node.set(hidden, f"{nasty.MARK}{_legal(rng.choice(nasty.VISIBLE))}")
    node.set(rng.choice(["href", "src", "data-original", "data-src"]), _legal(rng.choice(nasty.ADDRESSES)))


def silent(root: Node, other: Node, rng: Random) -> None:
    """A script, a style or a comment, with what nobody may see."""
    text = f" {nasty.MARK} {_legal(rng.choice(nasty.VISIBLE))} ".replace("--", "- -").replace("</", "< /")
    if rng.random() < 0.3:
        piece: Node = etree.Comment(text.replace("-", "_"))
    else:
        piece = etree.Element(rng.choice(["script", "style", "noscript", "template", "textarea", "iframe"]))
        piece.text = text.replace("<", "(")
    piece.tail = rng.choice(["", "尾"])
    _place(root, rng, piece)


def word(root: Node, other: Node, rng: Random) -> None:
    """A text is another: a date, a number, or something nasty."""
    node = _any(root, rng)
    if node.tag in ("script", "style"):
        return
    some = rng.choice([nasty.DATES, nasty.NUMBERS, nasty.VISIBLE, nasty.VISIBLE])
    text = _legal(rng.choice(some))
    node.text = text if rng.random() < 0.6 else f"{text}{node.text or ''}{text}"


def date(root: Node, other: Node, rng: Random) -> None:
    """The date or the counter that a page shows is another."""
    found = [node for node in root.iter("span", "time") if (node.get("class") or "") in ("date", "view", "datetime")]
    if found:
        rng.choice(found).text = _legal(rng.choice([*nasty.DATES, *nasty.NUMBERS]))


def _legal(text: str) -> str:
    """Without what a tree cannot hold."""
    return _ILLEGAL.sub("", text)


CHANGES: tuple[Change, ...] = (
    *(swap, delete, double, nest, move, splice, splice, name, attribute, silent, silent, word, word, date),
)
