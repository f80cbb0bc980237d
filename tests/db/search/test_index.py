"""The index says what the articles say, whoever changes them, and whatever becomes of the change."""

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from alembic import command
from sqlalchemy import create_engine

from rentspider.db import open_database
from rentspider.db.articles import clean_anew, save_article
from rentspider.db.migrations import configuration
from rentspider.db.search import Query, find
from rentspider.db.search.check import faults
from rentspider.db.search.index import ENGINES, index_all, keep_in_step
from tests.databases import ask
from tests.db.helpers import Database, post, stamp
from tests.db.search.conftest import SQLITE
from tests.db.search.plain import text_of


def found(database: Database, text: str) -> list[int]:
    with database.connection() as connection:
        page = find(connection, Query(text))
        assert page.total == len(page.hits)
        return sorted(hit.id for hit in page.hits)


def wrong(database: Database) -> list[str]:
    with database.engine.connect() as connection:
        return list(faults(connection))


def by_hand(database: Database, sql: str) -> None:
    """Change something as another program does, which has none of our functions."""
    if database.engine.dialect.name == "sqlite":
        sql = f"PRAGMA foreign_keys = ON; {sql}"
        with closing(sqlite3.connect(database.path)) as connection:
            connection.executescript(sql)
    else:
        ask(database.url, sql)


def test_a_change_is_found_and_what_was_there_is_not(database: Database) -> None:
    database.save(post(text="旧的话", title="旧题"))
    assert (found(database, "旧的"), found(database, "旧题")) == ([1], [1])
    database.save(post(text="新的话", title="新题", at=1))
    assert (found(database, "旧的"), found(database, "旧"), found(database, "新题"), found(database, "新")) == (
        [],
        [],
        [1],
        [1],
    )
    database.save(post(text="更旧的话", at=-1))
    assert (found(database, "更旧"), found(database, "新的")) == ([], [1])
    assert wrong(database) == []


def test_what_cleaning_anew_takes_away_is_not_found(database: Database) -> None:
    database.save(post(text="正文\n扫一扫"))
    with database.connection() as connection:
        clean_anew(connection, 1, post(text="正文", removed=["扫一扫"], cleaner=2))
        keep_in_step(connection)
    assert (found(database, "扫一扫"), found(database, "正文")) == ([], [1])
    assert wrong(database) == []


@pytest.mark.parametrize(("title", "text"), [("厂", ""), ("厂", "房"), ("……", "——")])
def test_an_article_with_next_to_nothing_in_it_is_no_fault(database: Database, title: str, text: str) -> None:
    database.save(post(text=text, title=title))
    assert wrong(database) == []


def test_a_change_that_is_taken_back_leaves_no_trace(database: Database) -> None:
    database.save(post(text="旧的话"))
    with database.engine.connect() as connection:
        save_article(connection, post(text="别的话", at=1))
        keep_in_step(connection)
        connection.rollback()
    assert found(database, "旧的") == [1]
    assert wrong(database) == []


def test_many_changes_in_any_order(database: Database) -> None:
    rng = Random(2)
    for at in range(200):
        number = rng.randint(1, 9)
        if rng.random() < 0.2:
            by_hand(database, f"DELETE FROM articles WHERE id = {number}")
        elif rng.random() < 0.3:
            by_hand(database, f"UPDATE articles SET title = title || '改', body_text = 'x' || id WHERE id = {number}")
        item = post(rng.randint(1, 9), at=at)
        item.title, item.body_text = (text_of(rng, longest).replace("\0", "") for longest in (5, 30))
        item.content_hash = str(at)
        database.save(item)
    assert wrong(database) == []


def test_what_another_program_changes_is_told_and_found_after_the_next_change(database: Database) -> None:
    database.save(post(1, "旧的话"), post(2, "要删的话"))
    by_hand(database, "UPDATE articles SET body_text = '中间的话' WHERE id = 1")
    by_hand(database, "UPDATE articles SET body_text = '新的话' WHERE id = 1")
    by_hand(database, "DELETE FROM articles WHERE id = 2")
    with database.connection() as connection:
        page = find(connection, Query("话"))
        assert (page.changed, [hit.id for hit in page.hits]) == (2, [1])
    assert len(wrong(database)) == 1
    database.save(post(3, "别的"))
    assert (found(database, "新的话"), found(database, "旧的"), found(database, "要删")) == ([1], [], [])
    assert wrong(database) == []


@pytest.mark.parametrize("empty", [SQLITE, "postgresql"], indirect=True)
def test_an_upgrade_indexes_the_articles_that_are_there(empty: str, tmp_path: Path) -> None:
    engine = create_engine(empty)
    with engine.begin() as connection:
        command.upgrade(configuration(connection), "0003")
        connection.exec_driver_sql(
            "INSERT INTO articles (site, id, url, title, title_raw, body_text, body_html, first_seen_at, last_seen_at,"
            " fetched_at, content_hash, layout, cleaner_version)"
            f" VALUES ('s', 7, 'u', '嘉定', '', '厂房招商', '', '{stamp(0)}', '{stamp(0)}', '{stamp(0)}', '', '', 1)"
        )
    engine.dispose()
    open_database(empty).dispose()
    database = Database(tmp_path, empty)
    assert (found(database, "房招"), found(database, "嘉")) == ([7], [7])
    assert wrong(database) == []
    database.engine.dispose()


ANY_DAMAGE = {
    "has another text": "UPDATE articles SET body_text = '他的话'",
    "has one that is gone": "DELETE FROM articles",
}
DAMAGE = {
    "sqlite": {
        **ANY_DAMAGE,
        "lacks an article": "DELETE FROM search_bigrams_docsize",
        "lacks its characters": "DELETE FROM search_characters_docsize",
        "has lost its words": "INSERT INTO search_bigrams (search_bigrams) VALUES ('delete-all')",
        "is unreadable": "UPDATE search_bigrams_data SET block = x'00' WHERE id > 10",
        "is not there": "DROP TABLE search_characters",
    },
    "postgresql": {
        **ANY_DAMAGE,
        "lacks an article": "DELETE FROM search_texts",
        "has another length": "UPDATE search_texts SET size = 0",
        "has lost its words": "DROP INDEX search_tokens",
        "is not there": "DROP TABLE search_texts",
    },
}


@pytest.mark.parametrize(
    ("database", "sql"),
    [
        pytest.param(engine, sql, id=f"{engine} {name}", marks=[pytest.mark.sqlite] * (engine == "sqlite"))
        for engine, damages in DAMAGE.items()
        for name, sql in damages.items()
    ],
    indirect=["database"],
)
def test_damage_is_found_and_mended(database: Database, sql: str) -> None:
    database.save(post(text="我的话"))
    for name in ENGINES[database.engine.dialect.name].TRIGGERS:
        by_hand(database, f"DROP TRIGGER {name}{'' if database.engine.dialect.name == 'sqlite' else ' ON articles'}")
    assert len(wrong(database)) == 1
    by_hand(database, sql)
    assert len(wrong(database)) == 2
    with database.connection() as connection:
        index_all(connection)
    assert wrong(database) == []
    database.save(post(2, "新的话"))
    assert found(database, "新的") == [2]
