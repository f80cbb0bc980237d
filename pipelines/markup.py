"""The kept blocks as HTML that is safe to show."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

import nh3

from rentspider.pages import Block

_GROUPS = {"li": "ul", "tr": "table", "dt": "dl", "dd": "dl"}
_PLAIN = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6", "blockquote": "blockquote"}
_TAGS = {
    *_GROUPS,
    *_GROUPS.values(),
    *_PLAIN.values(),
    *["p", "a", "strong", "b", "em", "i", "u", "sub", "sup", "td", "figure", "figcaption", "img"],
}
_SANITISER = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href"}, "img": {"src", "alt"}},
    url_schemes={"http", "https"},
    link_rel="nofollow noopener",
)


def body_html(blocks: Sequence[Block]) -> str:
    """One element a block; rows and list items are put together again. Sanitised by nh3."""
    groups = groupby(blocks, key=lambda block: _GROUPS.get(block.tag, ""))
    return _SANITISER.clean("\n".join(_group(tag, members) for tag, members in groups))


def _group(tag: str, blocks: Iterable[Block]) -> str:
    inside = "\n".join(_element(block) for block in blocks)
    return f"<{tag}>{inside}</{tag}>" if tag else inside


def _element(block: Block) -> str:
    pictures = "".join(
        f'<figure><img src="{escape(image.url)}" alt="{escape(image.alt)}"></figure>' for image in block.images
    )
    if not block.text:
        return pictures
    if block.tag == "tr":
        return "<tr><td>" + block.html.replace("\t", "</td><td>") + "</td></tr>"
    tag = block.tag if block.tag in {"li", "dt", "dd", "figcaption"} else _PLAIN.get(block.tag, "p")
    return f"{pictures}<{tag}>{block.html}</{tag}>"
