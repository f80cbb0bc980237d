"""Cleans stored articles anew, from their archived pages: after a change of rules, and when repetition was learned."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from scrapy.settings import Settings
from sqlalchemy import Engine

from rentspider.db.articles import clean_anew
from rentspider.db.parts import add_tags
from rentspider.db.reclean import ArchivedArticle, archived_articles, in_archive_order
from rentspider.db.search.index import keep_in_step
from rentspider.reader import Reader
from rentspider.workers import chunks, read_all

BATCH = 25
"""So many articles are stored in one transaction."""
LOADED = 500
"""So many are loaded at a time."""


@dataclass(frozen=True, slots=True)
class Cleaning:
    """An article's text before and after it was cleaned anew."""

    article: ArchivedArticle
    text: str
    title: str
    source: str | None

    @property
    def differs(self) -> bool:
        """Whether anything that people read has changed."""
        now = (self.text, self.title, self.source)
        return now != (self.article.body_text, self.article.title, self.article.source)


class Recleaner:
    """The way of an archived page to its article, once more."""

    def __init__(self, settings: Settings, engine: Engine) -> None:
        self._settings, self._engine = settings, engine
        self.lost: list[str] = []
        """Addresses of articles whose archived page could not be read; they stay as they are."""

    def reclean(self, keys: Collection[int] | None = None, write: bool = True) -> Iterator[Cleaning]:
        """Clean articles anew: all, or those with these keys. Those that could not be are in `lost`."""
        with self._engine.connect() as connection:
            ordered = in_archive_order(connection, keys)
        found = read_all(self._settings, Reader.read_again, self._articles(ordered), len(ordered))
        for some in chunks(found, BATCH):
            read = [(article, item) for article, item in some if item]
            self.lost += [article.url for article, item in some if not item]
            if write and read:
                with self._engine.begin() as connection:
                    add_tags(connection, {tag for _, item in read for tag in item.page.tags})
                    for article, item in read:
                        clean_anew(connection, article.key, item)
                    keep_in_step(connection)
            for article, item in read:
                yield Cleaning(article, item.body_text, item.title, item.source)

    def _articles(self, keys: Sequence[int]) -> Iterator[ArchivedArticle]:
        """Articles as they are before anything is written of them, a few at a time: all together fill the memory."""
        for some in chunks(keys, LOADED):
            with self._engine.connect() as connection:
                found = archived_articles(connection, some)
            yield from found
