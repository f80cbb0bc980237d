"""The view that people query: plain names, local time."""

from datetime import date
from typing import Any

import pytest

from rentspider.db.evidence import set_dates
from tests.db.helpers import SITE, Database, moment, post

# 2026-03-10 04:00 UTC is noon in Shanghai; 17:30 UTC is half past one on the next day.


def dated(database: Database, number: int, hours: float, day: str | None) -> None:
    columns = dict.fromkeys(("earliest", "latest", "precision", "raw", "by"))
    values = {"at": moment(hours), "day": day and date.fromisoformat(day), **columns}
    with database.connection() as connection:
        set_dates(connection, SITE, {number: {f"published_{name}": value for name, value in values.items()}})


@pytest.fixture
def view(database: Database) -> dict[int, dict[str, Any]]:
    database.save(post(1, at=13.5, tags=["嘉定", "厂房"], views=12), post(2, at=14), post(3, "另一篇", at=15))
    dated(database, 1, 13.5, "2026-03-11")
    dated(database, 3, 0, None)
    return {row["id"]: row for row in database.rows("SELECT * FROM v_articles")}


def test_times_are_local(view: dict[int, dict[str, Any]]) -> None:
    assert view[1]["published"] == "2026-03-11 01:30:00"
    assert (view[1]["first_seen"], view[1]["last_seen"]) == ("2026-03-11 01:30:00", "2026-03-11 01:30:00")


def test_the_day_is_given_where_it_is_certain(view: dict[int, dict[str, Any]]) -> None:
    assert {number: row["day"] for number, row in view.items()} == {1: "2026-03-11", 2: None, 3: None}
    assert view[3]["published"] == "2026-03-10 12:00:00"
    assert view[2]["published"] is None


def test_tags_are_one_text(view: dict[int, dict[str, Any]]) -> None:
    assert sorted(view[1]["tags"].split(", ")) == ["厂房", "嘉定"]
    assert view[2]["tags"] is None


def test_a_copy_names_the_first(view: dict[int, dict[str, Any]]) -> None:
    assert {number: row["copy_of"] for number, row in view.items()} == {1: None, 2: view[1]["url"], 3: None}


def test_the_rest_has_plain_names(view: dict[int, dict[str, Any]]) -> None:
    names = ("text", "category", "author", "source", "views", "status", "flags")
    assert [view[1][name] for name in names] == ["首段\n末段", "园区动态", "站长", None, 12, "live", ""]
