"""PostgreSQL holds what SQLite holds: the sample, stored and read again, is the same in both."""

from pathlib import Path

import pytest
from scrapy.utils.project import get_project_settings

from rentspider.replayer import Replayer
from tests.databases import ask
from tests.fakesite import sample
from tests.helpers import SAME

TABLES = ("revisions", "removed_blocks", "images", "links", "fetches", "date_evidence", "captures", "edge_lines")


def replayed(folder: Path, url: str) -> None:
    settings = get_project_settings()
    settings.setdict({"RENT_DATA_DIR": str(folder), "RENT_DATABASE_URL": url})
    replayer = Replayer(settings)
    try:
        replayer.replay([sample.PATH])
    finally:
        replayer.close()


@pytest.fixture(scope="module")
def both(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The addresses of the sample in SQLite and in PostgreSQL."""
    folder = tmp_path_factory.mktemp("both")
    sqlite = f"sqlite:///{folder / 'rent.db'}"
    for url in (sqlite, postgres):
        replayed(folder, url)
    return sqlite, postgres


def test_the_articles_are_the_same(both: tuple[str, str]) -> None:
    tags = SAME.replace("group_concat(name)", "{}(name, ',')")
    query = f"SELECT {tags} FROM articles a ORDER BY site, id"
    one, other = (
        ask(url, query.format(joined)) for url, joined in zip(both, ("group_concat", "string_agg"), strict=True)
    )
    assert one == other != []


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_the_same(both: tuple[str, str], table: str) -> None:
    one, other = (sorted(map(str, ask(url, f"SELECT * FROM {table}"))) for url in both)
    assert one == other != []


def test_a_replay_over_what_is_there_changes_nothing(both: tuple[str, str], tmp_path: Path) -> None:
    query = "SELECT * FROM articles ORDER BY key"
    before = ask(both[1], query)
    replayed(tmp_path, both[1])
    assert ask(both[1], query) == before
