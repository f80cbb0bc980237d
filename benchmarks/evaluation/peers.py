"""Other extractors on the same pages, each with the settings that its documentation has for Chinese.

They are no part of the project's environment: `make eval-peers` makes one that has them. Each is imported only where
it is measured, and one that is not there or fails is told, not hidden.
"""

import importlib
import logging
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn
from unittest.mock import patch

from lxml import etree, html

from benchmarks.evaluation.layers import Page
from benchmarks.evaluation.posts import Corpus
from benchmarks.evaluation.score import Found, Result, score
from rentspider.pages.body import read_blocks

Extract = Callable[[Page], Found]
MANY = 0.5
"""A peer that fails on this share of the pages has no row."""


def trafilatura() -> Extract:
    """Its defaults, without comments."""
    library = importlib.import_module("trafilatura")

    def extract(page: Page) -> Found:
        document = library.bare_extraction(page.html, url=page.url, include_comments=False, with_metadata=True)
        return Found(document.title or "", document.text or "") if document else Found("", "")

    return extract


def readability() -> Extract:
    """Its summary is HTML; it is read into lines as this project reads a body."""
    library = importlib.import_module("readability")

    def extract(page: Page) -> Found:
        document = library.Document(page.html, url=page.url)
        return Found(document.short_title(), _text(document.summary(html_partial=True), page.url))

    return extract


def _text(markup: str, url: str) -> str:
    try:
        body = html.fromstring(markup)
    except etree.ParserError:  # nothing in it
        return ""
    return "\n".join(block.text for block in read_blocks(body, url) if block.text)


def boilerpy3() -> Extract:
    """Its extractor for articles."""
    extractor = importlib.import_module("boilerpy3.extractors").ArticleExtractor(raise_on_failure=True)

    def extract(page: Page) -> Found:
        document = extractor.get_doc(page.html)
        return Found(document.title or "", document.content)

    return extract


def goose3() -> Extract:
    """With its Chinese stop words."""
    words = importlib.import_module("goose3.text").StopWordsChinese
    goose = importlib.import_module("goose3").Goose({"stopwords_class": words, "enable_image_fetching": False})

    def extract(page: Page) -> Found:
        article = goose.extract(raw_html=page.html)
        return Found(article.title or "", article.cleaned_text or "")

    return extract


def newspaper4k() -> Extract:
    """With its language set to Chinese, fetching nothing."""
    library = importlib.import_module("newspaper")

    def extract(page: Page) -> Found:
        article = library.Article(page.url, language="zh", fetch_images=False)
        article.download(input_html=page.html)
        article.parse()
        return Found(article.title or "", article.text or "")

    return extract


def gne() -> Extract:
    """Its defaults: it is made for Chinese news."""
    extractor = importlib.import_module("gne").GeneralNewsExtractor()

    def extract(page: Page) -> Found:
        article = extractor.extract(page.html)
        return Found(article["title"], article["content"])

    return extract


def justext() -> Extract:
    """Without stop words, the way that its authors have for languages without a list."""
    library = importlib.import_module("justext")
    options = {"stopwords_low": 0, "stopwords_high": 0}

    def extract(page: Page) -> Found:
        paragraphs = library.justext(page.html, frozenset(), **options)
        kept = [paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate]
        return Found("", "\n".join(kept))

    return extract


PEERS: dict[str, Callable[[], Extract]] = {
    "trafilatura": trafilatura,
    "readability-lxml": readability,
    "boilerpy3": boilerpy3,
    "goose3": goose3,
    "newspaper4k": newspaper4k,
    "GNE": gne,
    "jusText": justext,
}


def measure_peers(corpus: Corpus, pages: list[Page], tell: Callable[[str], Any] = print) -> Iterator[Result]:
    """A result for each peer that is installed and reads most pages; of the others is told why they have none."""
    with _quietly():
        for name, make in PEERS.items():
            try:
                extract = make()
            except ImportError as error:
                tell(f"{name} is not measured: {error}")
            else:
                yield from _measure(name, extract, corpus, pages, tell)


@contextmanager
def _quietly() -> Iterator[None]:
    """Without logs, which some write for each page, and without a network, which one asks for pictures all the same."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError("no network here")

    logging.disable(logging.CRITICAL)
    try:
        with patch.object(socket, "getaddrinfo", refuse):
            yield
    finally:
        logging.disable(logging.NOTSET)


def _measure(
    name: str, extract: Extract, corpus: Corpus, pages: list[Page], tell: Callable[[str], Any]
) -> Iterator[Result]:
    found: dict[tuple[str, int], Found] = {}
    failures: list[Exception] = []
    started = time.process_time()
    for page in pages:
        try:
            found[page.site, page.id] = extract(page)
        except Exception as error:  # noqa: BLE001 - whatever another's code raises is one page that it cannot read
            failures.append(error)
    cpu = (time.process_time() - started) * 1000 / len(pages)
    if failures:
        tell(f"{name} fails on {len(failures)} of {len(pages)} pages, first with {type(failures[0]).__name__}")
    if len(failures) < MANY * len(pages):
        yield score(name, corpus.truths, found, cpu, names_sources=False)
