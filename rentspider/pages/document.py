"""From HTML text to a tree, and the small readings that every kind of page needs."""

import re
from html import unescape

from lxml import etree
from parsel.selector import create_root_node

from rentspider.pages.selectors import Node

# White space as a reader sees it (`\s` covers the no-break and the ideographic space), and what nobody sees.
SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
# What a reader sees as "&nbsp;" was escaped twice: by the editor that it was pasted into, and by the CMS.
_ESCAPED_TWICE = re.compile(
    r"&(?:nbsp|e[nm]sp|thinsp|amp|quot|apos|lt|gt|[lr][sd]quo|[nm]dash|hellip|middot|bull|times|yen|copy|reg|deg"
    r"|#\d{2,5}|#x[0-9a-f]{2,4});",
    re.IGNORECASE,
)
_START, _END = re.compile(r"<html", re.IGNORECASE), re.compile(r"</html", re.IGNORECASE)
_END_BR = re.compile(r"</br\s*/?>", re.IGNORECASE)  # a line end in every browser
_STRING = etree.XPath("string()")


def parse_document(html: str) -> Node:
    """The tree of a page; broken markup is mended the way libxml2 does it."""
    for end in ("</body>", "</html>"):
        if html.count(end) > 1:  # pasted with the text; the page goes on behind it
            inside, _, behind = html.rpartition(end)
            html = inside.replace(end, "") + end + behind
    return create_root_node(_END_BR.sub("<br>", html), etree.HTMLParser)


def is_cut(html: str) -> bool:
    """Whether a page begins and does not end: a connection that broke down does not always tell."""
    return bool(_START.search(html)) and not _END.search(html)


def visible(text: str) -> str:
    """Text without the characters that nobody sees, and with those that were escaped twice."""
    if "&" in text:
        text = _ESCAPED_TWICE.sub(lambda match: unescape(match[0]), text)
    return _INVISIBLE.sub("", text)


def squeeze(text: str) -> str:
    """Text with every run of white space as one space, none at its ends, and no invisible characters."""
    return SPACE.sub(" ", visible(text)).strip(" ")


def text_of(node: Node) -> str:
    """All text inside an element, squeezed."""
    return squeeze(str(_STRING(node)) if len(node) else node.text or "")


def is_closed(root: Node) -> bool:
    """Whether the CMS answers with its "site closed" page, as it then does at every address."""
    body = root.find("body")
    return body is not None and "closepage" in (body.get("class") or "").split()
