"""Posts and evidence made for a test, and a database to put them in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from pipelines.text import TextPipeline
from rentspider.db import open_database
from rentspider.db.articles import Outcome, save_article
from rentspider.db.search.index import keep_in_step
from rentspider.items import Evidence, Fetch, PostItem, Removal
from rentspider.pages import Block, Image, PostPage, Related
from tests.databases import address, ask

AT = datetime(2026, 3, 10, 4, tzinfo=UTC)
SITE = "demo.example"


def moment(hours: float) -> datetime:
    """So many hours after the first fetch."""
    return AT + timedelta(hours=hours)


def stamp(hours: float) -> str:
    """The same as the database has it."""
    return f"{moment(hours):%Y-%m-%dT%H:%M:%SZ}"


def post(
    number: int = 1,
    text: str = "首段\n末段",
    at: float = 0,
    *,
    title: str = "标题",
    source: str | None = None,
    views: int | None = 5,
    tags: Sequence[str] = (),
    images: Sequence[str] = (),
    related: Sequence[int] = (),
    removed: Sequence[str] = (),
    cleaner: int = 1,
    site: str = SITE,
) -> PostItem:
    """A cleaned post as the store gets it: fetched so many hours after the first fetch."""
    base = f"http://{site}/index.php/post/"
    lines = [Block(0, "", images=tuple(Image(image, "") for image in images))]
    lines += [Block(place, line, escape(line)) for place, line in enumerate(filter(None, text.split("\n")), 1)]
    gone = [Block(len(lines) + place, line) for place, line in enumerate(removed)]
    shown = [Related(other, f"{base}{other}.html", f"又{other}", None) for other in related]
    page = PostPage(
        *(number, f"{base}{number}.html", title, [*lines, *gone], "站长", "园区动态", views, "3小时前", list(tags)),
        related=shown,
        neighbours=[],
        lists=[],
        layout="test",
    )
    item = PostItem(Fetch(page.url, moment(at), 200), site, [], page=page, kept=lines, source=source)
    item.removed = [Removal(block, "contact", "contact-test") for block in gone]
    item.cleaner_version = cleaner
    TextPipeline().process_item(item)
    return item


def evidence(number: int, hours: tuple[float, float], seen: float, witness: str = "list", raw: str = "") -> Evidence:
    """What a witness said, some hours after the first fetch."""
    return Evidence(number, witness, raw or str(hours), moment(seen), moment(hours[0]), moment(hours[1]))


class Database:
    """A database, by default that of a data folder, each call in a transaction of its own."""

    def __init__(self, folder: Path, url: str | None = None) -> None:
        self.path = folder / "rent.db"
        self.url = url or address(self.path)
        self.engine: Engine = open_database(self.url)

    def save(self, *items: PostItem) -> list[Outcome]:
        return [self._save(item) for item in items]

    def _save(self, item: PostItem) -> Outcome:
        with self.engine.begin() as connection:
            outcome = save_article(connection, item)
            keep_in_step(connection)
        return outcome

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            yield connection

    def rows(self, sql: str) -> list[dict[str, Any]]:
        return ask(self.url, sql)

    def values(self, sql: str) -> list[Any]:
        """The rows of a question as tuples, or as values where it asks for one column."""
        found = [tuple(row.values()) for row in self.rows(sql)]
        return [row[0] if len(row) == 1 else row for row in found]
