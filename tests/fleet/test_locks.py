"""Who writes beside whom on PostgreSQL: crawls of different sites, replays; and who is told that another is at work."""

from dataclasses import replace
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy import create_engine, text

from rentspider.config import Config
from rentspider.db import open_database
from rentspider.db.runs import begin_run, killed_runs
from rentspider.errors import LockedError, LockLostError
from rentspider.lock import writing
from rentspider.scope import ALL, Scope
from tests.helpers import run_here

A, WWW, B, REPLAYS = Scope("a.example"), Scope("www.a.example"), Scope("b.example"), Scope(beside_replays=True)


@pytest.fixture
def config(migrated_postgres: str, tmp_path: Path) -> Config:
    return Config(tmp_path, migrated_postgres, "archive/a.example")


@pytest.mark.parametrize(
    ("first", "second"), [(A, B), (REPLAYS, REPLAYS)], ids=["crawls of two sites", "replays beside each other"]
)
def test_these_write_beside_each_other(config: Config, first: Scope, second: Scope) -> None:
    with writing(config, "scrapy crawl", first), writing(config, "scrapy crawl", second):
        pass


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        (A, A, "site a.example"),
        (A, WWW, "site a.example"),
        (A, ALL, "database"),
        (ALL, A, "database"),
        (ALL, ALL, "database"),
        (A, REPLAYS, "database"),
        (REPLAYS, A, "database"),
        (REPLAYS, ALL, "database"),
        (ALL, REPLAYS, "database"),
    ],
)
def test_these_do_not(config: Config, first: Scope, second: Scope, what: str) -> None:
    with writing(config, "scrapy crawl", first):
        with pytest.raises(LockedError) as error, writing(config, "scrapy other", second):
            pass
        told = str(error.value)
        assert told.startswith("process ")
        assert "(scrapy crawl), since 20" in told
        assert told.endswith(f", is writing to the {what} already")
    with writing(config, "scrapy other", second):
        pass


def test_a_run_that_is_under_way_is_not_taken_for_killed(config: Config) -> None:
    engine = open_database(config.database_url)
    with writing(config, "scrapy crawl", A) as hold:
        with engine.begin() as connection:
            alive = begin_run(connection, "crawl", {}, "a.example")
            hold.take_run(alive)
        with engine.begin() as connection:
            assert killed_runs(connection) == []
            other = begin_run(connection, "crawl", {}, "b.example")
            assert killed_runs(connection) == [other]
    with engine.begin() as connection:
        assert killed_runs(connection) == [alive, other]
    engine.dispose()


def test_a_lock_whose_connection_is_gone_is_noticed(config: Config) -> None:
    engine = create_engine(config.database_url)
    with writing(config, "scrapy crawl", A) as hold:
        hold.check()
        with engine.begin() as connection:
            end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'process %'"
            connection.execute(text(end))
        with pytest.raises(LockLostError):
            hold.check()
    engine.dispose()


def test_who_is_willing_to_wait_goes_on_when_the_other_is_done(config: Config) -> None:
    first = writing(config, "scrapy crawl", A)
    first.__enter__()
    Timer(0.2, first.__exit__, (None, None, None)).start()
    with writing(replace(config, lock_wait=30), "scrapy crawl", A):
        pass


def test_commands_that_find_the_lock_taken(config: Config) -> None:
    with writing(config, "scrapy crawl", A):
        results = [
            run_here(*command, data=config.data / name, RENT_DATABASE_URL=str(config.database_url))
            for name, command in {"one": ("learn", "a.example"), "other": ("learn",), "third": ("reindex",)}.items()
        ]
        free = run_here("learn", "b.example", data=config.data / "b", RENT_DATABASE_URL=str(config.database_url))
    assert [result.returncode for result in results] == [75] * 3
    assert "is writing to the site a.example already" in results[0].stderr
    assert "is writing to the database already" in results[1].stderr
    assert free.returncode == 0, free.stderr


def test_replays_beside_each_other_need_postgresql(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").touch()
    result = run_here("replay", "--beside", tmp_path / "a.warc.gz", data=tmp_path, RENT_DATABASE_URL="")
    assert result.returncode == 1
    assert "--beside: several replays can write at a time on PostgreSQL only" in result.stderr
