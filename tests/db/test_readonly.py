"""Reading alone: what is no database of ours is told, what writers commit is seen, nothing can be written."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from rentspider.db.engine import HEAD
from rentspider.db.readonly import TooSlowError, connect, file_of, reading, reading_engine
from rentspider.errors import SetupError
from tests.db.helpers import Database, post
from tests.helpers import rows

pytestmark = pytest.mark.sqlite
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_the_file_of_an_address(tmp_path: Path) -> None:
    database = Database(tmp_path)
    assert file_of(f"sqlite:///{database.path}") == database.path


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql+psycopg://u:secret@127.0.0.1/d", "only an SQLite file"),
        ("sqlite://", "only an SQLite file"),
        ("rent.db", "RENT_DATABASE_URL"),
        ("sqlite:////nowhere/rent.db", "there is no database /nowhere/rent.db yet: crawl or replay first"),
    ],
)
def test_an_address_of_no_use(url: str, told: str) -> None:
    with pytest.raises(SetupError) as error:
        file_of(url)
    assert told in str(error.value)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("version", "told"),
    [("0001", f"older than this rentspider ({HEAD}): scrapy status"), ("9999", "update rentspider")],
)
def test_another_version(tmp_path: Path, version: str, told: str) -> None:
    database = Database(tmp_path)
    rows(database.path, f"UPDATE alembic_version SET version_num = '{version}'")
    with pytest.raises(SetupError, match=f"of version {version}") as error:
        file_of(f"sqlite:///{database.path}")
    assert told in str(error.value)


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to look like one" * 9])
def test_a_file_that_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "rent.db").write_bytes(content)
    with pytest.raises(SetupError, match="cannot be read as a database of rentspider's"):
        file_of(f"sqlite:///{tmp_path / 'rent.db'}")
    assert (tmp_path / "rent.db").read_bytes() == content


@pytest.mark.parametrize("name", ["rent.db", "a?b#c%41 d.db"])
def test_nothing_can_be_written_and_commits_are_seen(tmp_path: Path, name: str) -> None:
    database = Database(tmp_path)
    database.engine.dispose()
    path = database.path.rename(tmp_path / name)
    connection = connect(path)
    with pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM articles")
    rows(path, "INSERT INTO tags (name) VALUES ('新')") if name == "rent.db" else None
    assert connection.execute("SELECT count(*) FROM tags").fetchone() == (int(name == "rent.db"),)
    connection.close()


def test_one_state_for_all_questions_of_a_page(tmp_path: Path) -> None:
    database = Database(tmp_path)
    engine = reading_engine(database.path)
    count = text("SELECT count(*) FROM articles")
    with reading(engine, 10) as connection:
        before = connection.execute(count).scalar()
        database.save(post())
        assert connection.execute(count).scalar() == before == 0
    with reading(engine, 10) as connection:
        assert connection.execute(count).scalar() == 1
    engine.dispose()


def test_a_question_that_goes_on_and_on_is_stopped_and_the_next_is_answered(tmp_path: Path) -> None:
    engine = reading_engine(Database(tmp_path).path)
    with pytest.raises(TooSlowError), reading(engine, 0.05) as connection:
        connection.execute(text(ENDLESS))
    with reading(engine, 10) as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
    engine.dispose()
