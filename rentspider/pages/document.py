"""From HTML text to a tree, and the small readings that every kind of page needs."""

import re
from collections.abc import Iterator
from html import unescape

from lxml import etree

from rentspider.errors import PageError
from rentspider.pages.elements import SILENT
from rentspider.pages.selectors import Node

# White space as a reader sees it (`\s` covers the no-break and the ideographic space), and what nobody sees, among it
# two signs that are no characters and have a meaning of our own inside.
SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0\ufdd1\ufeff]"
)
# What a reader sees as "&nbsp;" was escaped twice: by the editor that it was pasted into, and by the CMS.
_ESCAPED_TWICE = re.compile(
    r"&(?:nbsp|e[nm]sp|thinsp|amp|quot|apos|lt|gt|[lr][sd]quo|[nm]dash|hellip|middot|bull|times|yen|copy|reg|deg"
    r"|#\d{2,5}|#x[0-9a-f]{2,4});",
    re.IGNORECASE,
)
_START, _END = re.compile(r"<html", re.IGNORECASE), re.compile(r"</html", re.IGNORECASE)
_END_BR = re.compile(r"</br\s*/?>", re.IGNORECASE)  # a line end in every browser
_STRING = etree.XPath("string()")
_LONE = re.compile(r"[\ud800-\udfff]")  # half a character, which no charset has
# A start tag as a parser reads it: names, and values in quotes or without.
_TAG = re.compile(
    r"""<[a-z][^\s/>]*+(?:[\s/]++|=?+[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+|=)*+""", re.IGNORECASE
)
_VALUE, _BETWEEN = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]++)"""), re.compile(r"[\s/=]+")
_LONG_TAG, _MOST_ATTRIBUTES = 60_000, 10_000
_MOST_TAGS = 200_000
"""A page has some thousand; a tree takes a hundred times the memory of its text."""


def parse_document(html: str, name: str = "a page") -> Node:
    """The tree of a page; broken markup is mended the way libxml2 does it.

    Args:
        name: what a message calls the page.

    Raises:
        PageError: it nests elements so deep that libxml2 leaves the rest out, it has so many elements, or one has so
            many attributes, that reading them would take hours.
    """
    if html.count("<") > _MOST_TAGS:
        raise PageError(f"{name} has more than {_MOST_TAGS} tags")
    if len(html) > _LONG_TAG and any(map(_is_overloaded, _TAG.finditer(html))):
        raise PageError(f"{name} has an element with more than {_MOST_ATTRIBUTES} attributes")
    for end in ("</body>", "</html>"):
        if html.count(end) > 1:  # pasted with the text; the page goes on behind it
            inside, _, behind = html.rpartition(end)
            html = inside.replace(end, "") + end + behind
    return _parsed(_END_BR.sub("<br>", html), name)


def _is_overloaded(tag: re.Match[str]) -> bool:
    """Whether a start tag has so many attributes that libxml2, which looks at each for each, is kept busy."""
    if tag.end() - tag.start() <= _LONG_TAG:
        return False
    names = _VALUE.sub("=", tag[0])  # a picture that is written out in a value is long and does no harm
    return len(_BETWEEN.findall(names)) > _MOST_ATTRIBUTES


def _parsed(html: str, name: str) -> Node:
    html = html.strip().replace("\x00", "")
    try:
        data = html.encode()
    except UnicodeEncodeError:
        data = _LONE.sub("\ufffd", html).encode()
    parser = etree.HTMLParser(recover=True, encoding="utf-8", huge_tree=True)
    root: Node | None = etree.fromstring(data or b"<html/>", parser)
    error = parser.error_log.last_error
    if error is not None and error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        raise PageError(f"{name} nests its elements too deep to be read whole")
    return etree.fromstring(b"<html/>", parser) if root is None else root


def is_cut(html: str) -> bool:
    """Whether a page begins and does not end: a connection that broke down does not always tell."""
    return bool(_START.search(html)) and not _END.search(html)


def visible(text: str) -> str:
    """Text without the characters that nobody sees, and with those that were escaped twice."""
    if "&" in text:
        text = _ESCAPED_TWICE.sub(lambda match: unescape(match[0]), text)
    return text if text.isprintable() else _INVISIBLE.sub("", text)  # nothing invisible is printable, and most is


def squeeze(text: str) -> str:
    """Text with every run of white space as one space, none at its ends, and no invisible characters."""
    return " ".join(visible(text).split())


def text_of(node: Node) -> str:
    """All text inside an element that a reader sees, squeezed."""
    if not len(node):
        return squeeze(node.text or "")
    if next(node.iterdescendants(*SILENT), None) is None:
        return squeeze(str(_STRING(node)))
    return squeeze("".join(_heard(node)))


def _heard(element: Node) -> Iterator[str]:
    """The texts in an element but for those in scripts and their like."""
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            if node.tag in SILENT and node is not element:
                walk.skip_subtree()
            else:
                yield node.text or ""
        elif node is not element:
            yield node.tail or ""


def is_closed(root: Node) -> bool:
    """Whether the CMS answers with its "site closed" page, as it then does at every address."""
    body = root.find("body")
    return body is not None and "closepage" in (body.get("class") or "").split()
