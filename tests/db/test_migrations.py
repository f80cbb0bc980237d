"""A database is made, checked and brought to the newest version when it is opened."""

import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from scrapy.settings import Settings
from sqlalchemy.exc import IntegrityError

from rentspider.config import Config
from rentspider.db import open_database
from rentspider.db.engine import HEAD
from rentspider.db.migrations import configuration
from rentspider.errors import SetupError
from tests.databases import ask
from tests.db.helpers import Database, post


def test_a_new_database_has_the_newest_version(database: Database) -> None:
    assert database.values("SELECT version_num FROM alembic_version") == [HEAD]


def test_head_is_the_newest_migration(database: Database) -> None:
    with database.connection() as connection:
        assert ScriptDirectory.from_config(configuration(connection)).get_current_head() == HEAD


def test_models_and_migrations_agree(database: Database) -> None:
    with database.connection() as connection:
        command.check(configuration(connection))


def test_opening_again_changes_nothing(database: Database) -> None:
    database.save(post())
    open_database(database.url).dispose()
    assert database.values("SELECT count(*) FROM articles") == [1]


@pytest.mark.parametrize("version", ["9999", "0002_of_a_newer_one"])
def test_a_newer_database_is_left_alone(database: Database, version: str) -> None:
    database.rows(f"UPDATE alembic_version SET version_num = '{version}'")
    with pytest.raises(SetupError, match=f"is of version {version}.*newer"):
        open_database(database.url)
    assert database.values("SELECT version_num FROM alembic_version") == [version]


@pytest.mark.sqlite
def test_what_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "rent.db"
    path.write_bytes(b"my diary\n" * 1000)
    with pytest.raises(SetupError, match="not a database"):
        open_database(f"sqlite:///{path}")
    assert path.read_bytes() == b"my diary\n" * 1000


@pytest.mark.sqlite
def test_reading_makes_no_database(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="crawl or replay first"):
        open_database(f"sqlite:///{tmp_path / 'deep' / 'rent.db'}", create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("empty", ["postgresql"], indirect=True)
def test_reading_makes_no_tables(empty: str) -> None:
    with pytest.raises(SetupError, match="crawl or replay first"):
        open_database(empty, create=False)
    assert ask(empty, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == []


@pytest.mark.parametrize("empty", ["postgresql"], indirect=True)
def test_models_and_migrations_agree_on_postgresql(empty: str) -> None:
    engine = open_database(empty)
    with engine.begin() as connection:
        command.check(configuration(connection))
    engine.dispose()


def test_a_driver_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(SetupError, match=r"pip install 'rentspider\[postgres\]'"):
        open_database("postgresql+psycopg://127.0.0.1:9/rent")


ODD = [pytest.param(name) for name in ("a?b", "a%20b")]


@pytest.mark.sqlite
@pytest.mark.parametrize("name", ["租房", "a b", "100%", "a#b", "a&b=c", *ODD])
def test_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    config = Config.of(Settings({"RENT_DATA_DIR": str(tmp_path / name), "RENT_DATABASE_URL": ""}))
    open_database(config.database_url).dispose()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name / "rent.db").exists()


def test_foreign_keys_are_kept(database: Database) -> None:
    database.save(post(removed=["电话"], tags=["嘉定"], images=["http://demo.example/a.jpg"], related=[2]))
    with database.connection() as connection:
        with pytest.raises(IntegrityError), connection.begin_nested():
            connection.exec_driver_sql("INSERT INTO removed_blocks VALUES (99, 1, 'ad', 'r', 't')")
        connection.exec_driver_sql("DELETE FROM articles")
    for table in ("removed_blocks", "article_tags", "images", "links"):
        assert database.values(f"SELECT count(*) FROM {table}") == [0]


@pytest.mark.sqlite
def test_it_can_be_read_while_a_crawl_writes(database: Database) -> None:
    assert database.values("PRAGMA journal_mode") == ["wal"]
    with database.connection() as connection:
        connection.exec_driver_sql("INSERT INTO tags (name) VALUES ('嘉定')")
        assert database.values("SELECT count(*) FROM tags") == [0]


@pytest.mark.parametrize("empty", [pytest.param("sqlite", marks=pytest.mark.sqlite), "postgresql"], indirect=True)
def test_a_migration_that_fails_leaves_nothing_behind(empty: str) -> None:
    ask(empty, "CREATE TABLE v_runs (id INTEGER)")  # in the way of the last step
    with pytest.raises(SetupError):
        open_database(empty)
    ask(empty, "DROP TABLE v_runs")
    open_database(empty).dispose()
