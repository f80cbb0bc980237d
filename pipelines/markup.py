"""The kept blocks as HTML that is safe to show."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

import nh3

from pipelines.normalise import normalise
from rentspider.pages import Block

_GROUPS = {"li": "ul", "tr": "table", "dt": "dl", "dd": "dl"}
_MARKUP = re.compile(r"(<[^<>]*>)")
_SPLIT_WORD = re.compile(r"蕞(?=(?:<[^<>]*>)+尔)")  # a word that `normalise` leaves alone, with markup in it
_KEPT = "\ufdd1"  # stands for its first character meanwhile; no text has this one
_PLAIN = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6", "blockquote": "blockquote"}
_TAGS = {*_GROUPS, *_GROUPS.values(), *_PLAIN.values(), "ol", "p", "td", "figure", "figcaption", "img"}
_TAGS |= {"a", "strong", "b", "em", "i", "u", "sub", "sup"}
_SANITISER = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href"}, "img": {"src", "alt"}},
    url_schemes={"http", "https"},
    link_rel="nofollow noopener",
)


def body_html(blocks: Sequence[Block]) -> str:
    """One element a block; rows and list items are put together again. Normalised, then sanitised by nh3."""
    groups = groupby(blocks, key=_group_of)
    return _SANITISER.clean("\n".join(_group(tag, members) for tag, members in groups))


def _group_of(block: Block) -> str:
    return "ol" if block.tag == "li" and "ordered-list" in block.marks else _GROUPS.get(block.tag, "")


def _group(tag: str, blocks: Iterable[Block]) -> str:
    inside = "\n".join(_element(block) for block in blocks)
    return f"<{tag}>{inside}</{tag}>" if tag else inside


def _element(block: Block) -> str:
    images = [f'<img src="{escape(image.url)}" alt="{escape(image.alt)}">' for image in block.images]
    if block.tag == "tr":
        return "<tr><td>" + "".join(images) + _normalised(block.html).replace("\t", "</td><td>") + "</td></tr>"
    pictures = "".join(f"<figure>{image}</figure>" for image in images)
    if not block.text:
        return pictures
    tag = block.tag if block.tag in {"li", "dt", "dd", "figcaption"} else _PLAIN.get(block.tag, "p")
    return f"{pictures}<{tag}>{_normalised(block.html)}</{tag}>"


def _normalised(html: str) -> str:
    """The text between tags, normalised; the tags, with the addresses in them, as they are."""
    parts = _MARKUP.split(_SPLIT_WORD.sub(_KEPT, html))
    text = "".join(part if number % 2 else normalise(part) for number, part in enumerate(parts))
    return text.replace(_KEPT, "蕞")
