"""What has to be so of any page at all, whatever stands in it. Each complaint is a sentence."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from html.parser import HTMLParser

from lxml import etree

from pipelines.boilerplate import BoilerplatePipeline
from pipelines.check import CheckPipeline
from pipelines.dates import DatesPipeline
from pipelines.dating import read_shown, resolve
from pipelines.markup import _SANITISER, _TAGS
from pipelines.text import TextPipeline
from rentspider.errors import PageError
from rentspider.items import Fetch, PostItem, Witness
from rentspider.pages import PostPage, parse_feed, parse_list, parse_post
from rentspider.pages.document import _INVISIBLE
from rentspider.pages.selectors import LAYOUTS, fitting
from rentspider.urls import site_of
from tests.faults.hostile.corpus import Page
from tests.faults.hostile.nasty import MARK
from tests.faults.hostile.seen import bare, bare_html, body_of, text_of, tree_of

NOW = datetime(2026, 3, 10, 4, tzinfo=UTC)
PIPELINES = (BoilerplatePipeline(), TextPipeline(), DatesPipeline(), CheckPipeline())


def read(page: Page) -> PostItem | int | None:
    """A page on the program's way: an item of a post, how many entries a list or a feed has; None where it failed.

    Raises:
        Exception: anything but the documented errors.
    """
    try:
        if page.kind == "post":
            return cleaned(parse_post(page.text, page.url), page.url)
        if page.kind == "list":
            entries = [(entry.title, entry.date_text) for entry in parse_list(page.text, page.url).entries]
        else:
            feed = parse_feed(page.text.encode("utf-8", "replace"), page.url)
            entries = [(entry.title + entry.copy_hash + str(entry.length), entry.date_text) for entry in feed]
    except PageError:
        return None
    for title, shown in entries:
        title.encode()
        read_shown(shown or "", NOW)
    return len(entries)


def cleaned(page: PostPage, url: str) -> PostItem:
    """A post behind the pipelines, but for the store."""
    shown = [Witness(each.id, each.url, each.title, "related", each.date_text) for each in page.related]
    item = PostItem(Fetch(url, NOW, 200), site_of(page.url), shown, page=page)
    for pipeline in PIPELINES:
        pipeline.process_item(item)
    resolve(item.evidence)
    return item


def complaints(page: Page, item: PostItem | int | None) -> Iterator[str]:
    """What is wrong with what was read of a page."""
    if page.kind != "post":
        return
    try:
        root = tree_of(page.text)
    except PageError:
        if item is not None:
            yield "an article of a page that cannot be read whole"
        return
    body = fitting(root, LAYOUTS, "post", "title", "body")[1].first("body")
    if body_of(root) is None and item is not None:
        yield "an article of a page without a body"
    if isinstance(item, PostItem) and body is not None:
        yield from _of_text(item, root, body)
        yield from _of_fields(item, root)
        yield from _of_html(item)


def _of_text(item: PostItem, root: etree._Element, body: etree._Element) -> Iterator[str]:
    blocks = item.page.blocks
    parts = [*item.kept, *(removal.block for removal in item.removed)]
    if sorted(map(id, parts)) != sorted(map(id, blocks)) or [b.position for b in blocks] != list(range(len(blocks))):
        yield "kept and removed blocks together are not the body"
    read = bare("".join(block.text for block in blocks))
    if not read.startswith(text_of(body)):
        yield "the blocks are not the text of the body element"
    if bare(item.body_text) not in bare("\n".join(block.text for block in item.kept).replace("蕞", "最")) and (
        "蕞尔" not in item.body_text
    ):
        yield "the text is not that of the kept blocks"
    stored = "".join([item.title, item.body_text, *(removal.block.text for removal in item.removed)])
    if MARK in stored and MARK not in text_of(root) + bare(root.findtext("head/title") or ""):
        yield "something silent is in the text"


def _of_fields(item: PostItem, root: etree._Element) -> Iterator[str]:
    page = item.page
    lines = [
        item.title,
        page.author,
        page.category,
        page.date_text,
        item.source,
        *page.tags,
        *item.body_text.split("\n"),
    ]
    lines += [each for related in page.related for each in (related.title, related.date_text)]
    lines += [image.alt for block in page.blocks for image in block.images]
    for line in filter(None, lines):
        if _INVISIBLE.search(line) or set("\r\n\x0b\x0c\x85\u2028\u2029") & set(line):
            yield f"a field of one line has {line[:40]!r}"
    shown = text_of(root) + bare("".join(map(str, root.itertext())))  # with the document's title
    if bare(page.title) not in shown or not item.title:
        yield "the title is not of the page"
    if page.views is not None and not 0 <= page.views < 2**63:
        yield "a count that no database holds"
    if not 0 < page.id < 2**63:
        yield "a number that no database holds"
    addresses = [page.url, *page.neighbours, *page.lists, *page.cross_lists, *(each.url for each in page.related)]
    addresses += [
        address for block in page.blocks for address in (*block.links, *(image.url for image in block.images))
    ]
    for address in addresses:
        if not address.lower().startswith(("http://", "https://")):
            yield f"an address like {address[:40]!r}"
        if any(sign < " " or "\x7f" <= sign <= "\x9f" for sign in address):
            yield f"an address with control characters: {address[:60]!r}"
    json.dumps(asdict(page), default=sorted, ensure_ascii=False).encode()


class _Reader(HTMLParser):
    """Notes what a browser could act on and the sanitiser was not told to let pass."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.odd.append(tag)
        self.odd += [name for name, _ in attrs if name not in {"href", "src", "alt", "rel"}]
        self.odd += [f"{name}={value}" for name, value in attrs if name in {"href", "src"} and _runs(value or "")]


def _runs(address: str) -> bool:
    return not address.strip().lower().startswith(("http://", "https://"))


def acted_on(html: str) -> list[str]:
    """What a browser could act on in a piece of HTML, beside what may be there."""
    reader = _Reader()
    reader.feed(html)
    return reader.odd


def _of_html(item: PostItem) -> Iterator[str]:
    if _SANITISER.clean(item.body_html) != item.body_html:
        yield "the HTML is another when it is sanitised again"
    if odd := acted_on(item.body_html):
        yield f"the HTML has {odd[:3]}"
    if bare_html(item.body_html) != bare(item.body_text):
        yield "the HTML does not say what the text says"


def features(page: Page, item: PostItem | int | None) -> frozenset[str]:
    """What reading a page came to, as a coverage to be widened."""
    if not isinstance(item, PostItem):
        return frozenset({f"{page.kind} {'failed' if item is None else min(item, 3)}"})
    found = {f"{name} {selector}" for name, selector in item.page.matched.items()}
    found |= {f"rule {removal.rule}" for removal in item.removed}
    found |= {f"tag {block.tag} {bool(block.links)} {bool(block.images)} {len(block.marks) > 5}" for block in item.kept}
    found |= {f"flag {flag.partition(':')[0]}" for flag in item.flags}
    found |= {f"date {each.witness} {each.earliest is None} {each.latest is None}" for each in item.evidence}
    return frozenset({*found, f"views {item.page.views is None}", f"source {bool(item.source)}"})
