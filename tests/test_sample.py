"""The bundled sample, replayed: the articles are what the generator knows they are."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from scrapy.utils.project import get_project_settings

from rentspider.archive import ArchivedPage, read_archive
from rentspider.replayer import Replayer
from tests.databases import setting
from tests.fakesite import sample
from tests.fakesite.archive import write_warc
from tests.fakesite.responses import Response
from tests.helpers import NUMBERS, columns_but, rows
from tests.scoring import Score, score

TABLES = ("articles", "revisions", "removed_blocks", "images", "tags", "article_tags", "links", "fetches")


class Store:
    """A database in a folder, filled by replaying pages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        settings = get_project_settings()
        settings.setdict({"RENT_DATA_DIR": str(folder), "RENT_DATABASE_URL": setting(folder)})
        self.replayer = Replayer(settings)

    def rows(self, query: str) -> list[dict[str, Any]]:
        return rows(self.folder / "rent.db", query)

    def articles(self) -> list[dict[str, Any]]:
        return self.rows(f"SELECT {columns_but(NUMBERS)} FROM articles ORDER BY site, id")

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        return {table: self.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in TABLES}


def pages() -> list[ArchivedPage]:
    damage: list[object] = []
    found = list(read_archive(sample.PATH, damage.append))
    assert damage == []
    return found


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(tmp_path_factory.mktemp("sample"))
    store.replayer.replay([sample.PATH])
    yield store
    store.replayer.close()


@pytest.fixture(scope="module")
def result(store: Store) -> Score:
    return score(sample.sample_truth(), store.articles())


@pytest.mark.parametrize("what", ["missing", "body", "lost_paragraph", "leak", "trap", "title", "day", "source"])
def test_nothing_is_wrong(result: Score, what: str) -> None:
    assert getattr(result, what) == []


def test_no_post_is_made_up(store: Store) -> None:
    assert {row["id"] for row in store.articles()} == {post["id"] for post in sample.sample_truth()}


def test_the_edited_post_keeps_what_it_was(store: Store) -> None:
    [revision] = store.rows(
        "SELECT r.body_text AS old, a.body_text AS new FROM revisions r JOIN articles a ON a.key = r.article_key"
    )
    assert revision["old"] != revision["new"]


def test_the_deleted_post_is_on_record(store: Store) -> None:
    assert [
        row["status"] for row in store.rows("SELECT status FROM fetches WHERE url LIKE '%/post/%' AND status <> 200")
    ]


def test_the_repost_is_a_copy_of_the_first(store: Store) -> None:
    [copy] = store.rows("SELECT c.id, o.id AS first FROM articles c JOIN articles o ON o.key = c.duplicate_of")
    assert copy["first"] < copy["id"]


def test_every_removed_line_is_on_record(store: Store) -> None:
    removed = {row["text"] for row in store.rows("SELECT text FROM removed_blocks")}
    lines = {line for post in sample.sample_truth() for line in post["removed"]}
    assert len(lines & removed) > 0.9 * len(lines)


def test_replaying_twice_changes_nothing(store: Store) -> None:
    before = store.everything()
    store.replayer.replay([sample.PATH])
    assert store.everything() == before


@pytest.mark.parametrize("seed", range(3))
def test_order_does_not_matter(store: Store, tmp_path: Path, seed: int) -> None:
    shuffled, other = pages(), Store(tmp_path)
    Random(seed).shuffle(shuffled)
    archive = tmp_path / "shuffled.warc.gz"
    write_warc(archive, [(p.url, p.fetched_at.timestamp(), Response(p.status, p.headers, p.body)) for p in shuffled])
    other.replayer.replay([archive])
    other.replayer.close()
    assert other.articles() == store.articles()
