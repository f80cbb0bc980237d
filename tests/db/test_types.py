"""Moments: UTC to the second, as text that sorts and that any tool can read."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from rentspider.db.models import FetchRecord
from tests.db.helpers import Database


def store(database: Database, moment: datetime) -> None:
    with database.connection() as connection:
        connection.execute(insert(FetchRecord).values(url="http://demo.example/", fetched_at=moment, status=200))


def test_a_moment_is_text_with_a_z(database: Database) -> None:
    store(database, datetime(2026, 3, 10, 4, 5, 6, 789, UTC))
    assert database.values("SELECT fetched_at FROM fetches") == ["2026-03-10T04:05:06Z"]


def test_a_zone_is_converted(database: Database) -> None:
    store(database, datetime(2026, 3, 10, 1, tzinfo=timezone(timedelta(hours=8))))
    assert database.values("SELECT fetched_at FROM fetches") == ["2026-03-09T17:00:00Z"]


def test_it_is_read_back_as_utc(database: Database) -> None:
    moment = datetime(2026, 3, 10, 1, tzinfo=timezone(timedelta(hours=8)))
    store(database, moment)
    with database.connection() as connection:
        found = connection.execute(select(FetchRecord.fetched_at)).scalar_one()
    assert (found, found.tzinfo) == (moment, UTC)


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="no time zone"):
        store(database, datetime(2026, 3, 10))  # noqa: DTZ001 - that is the point
    assert database.values("SELECT count(*) FROM fetches") == [0]


@pytest.mark.parametrize(
    "year",
    [
        pytest.param(1),
        *[1970, 9998],
    ],
)
def test_any_year_is_read_back(database: Database, year: int) -> None:
    # PHP shows the date that MySQL has for "none" as -0001-11-30
    moment = datetime(year, 11, 29, 15, 54, 17, tzinfo=UTC)
    store(database, moment)
    assert database.values("SELECT fetched_at FROM fetches") == [f"{year:04}-11-29T15:54:17Z"]
    with database.connection() as connection:
        assert connection.execute(select(FetchRecord.fetched_at)).scalar_one() == moment
