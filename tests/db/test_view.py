"""The views for people: plain names, local time, nothing of what was removed."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import inspect

from rentspider.db import open_database
from rentspider.db.evidence import set_dates
from rentspider.db.views import VIEWS
from tests.db.helpers import SITE, Database, moment, post

# 2026-03-10 04:00 UTC is noon in Shanghai; 17:30 UTC is half past one on the next day.
SECRET = "看房找陶经理13800000001"


def dated(database: Database, number: int, first: float, last: float, day: str | None) -> None:
    columns = {**dict.fromkeys(("precision", "raw", "by")), "at": moment((first + last) / 2)}
    values = {**columns, "day": day and date.fromisoformat(day), "earliest": moment(first), "latest": moment(last)}
    with database.connection() as connection:
        set_dates(connection, SITE, {number: {f"published_{name}": value for name, value in values.items()}})


@pytest.fixture
def filled(database: Database) -> Database:
    database.save(
        post(1, at=13.5, tags=["嘉定", "厂房"], views=12, images=["http://demo.example/a.jpg"], source="文汇报"),
        post(2, at=14, removed=[SECRET, "http://demo.example/qr.png"]),
        post(3, "另一篇", at=15, tags=["嘉定"]),
        post(3, "另一篇\n改了", at=16, tags=["嘉定"]),
        post(3, "又改了", at=18, title="新标题", source="解放日报", tags=["嘉定"]),
    )
    dated(database, 1, 13.5, 13.5, "2026-03-11")
    dated(database, 2, -3, 15, None)
    dated(database, 3, -229, -227, None)  # about the midnight in which March begins
    return database


@pytest.fixture
def articles(filled: Database) -> dict[int, dict[str, Any]]:
    return {row["id"]: row for row in filled.rows("SELECT * FROM v_articles")}


def test_times_are_local(articles: dict[int, dict[str, Any]]) -> None:
    assert articles[1]["published"] == "2026-03-11 01:30:00"
    assert (articles[1]["first_seen"], articles[1]["last_seen"]) == ("2026-03-11 01:30:00", "2026-03-11 01:30:00")


def test_day_and_month_are_given_where_they_are_certain(articles: dict[int, dict[str, Any]]) -> None:
    days = {number: (row["day"], row["month"]) for number, row in articles.items()}
    assert days == {1: ("2026-03-11", "2026-03"), 2: (None, "2026-03"), 3: (None, None)}
    third = [articles[3][name] for name in ("earliest", "published", "latest")]
    assert third == ["2026-02-28 23:00:00", "2026-03-01 00:00:00", "2026-03-01 01:00:00"]


def test_tags_are_one_text_in_order(articles: dict[int, dict[str, Any]]) -> None:
    assert [articles[number]["tags"] for number in (1, 2, 3)] == ["厂房, 嘉定", None, "嘉定"]


def test_a_copy_names_the_first(articles: dict[int, dict[str, Any]]) -> None:
    assert {number: row["copy_of"] for number, row in articles.items()} == {1: None, 2: articles[1]["url"], 3: None}


def test_what_belongs_to_an_article_is_counted(articles: dict[int, dict[str, Any]]) -> None:
    names = ("characters", "removed_characters", "pictures", "changes")
    counts = {number: tuple(row[name] for name in names) for number, row in articles.items()}
    assert counts == {1: (5, 0, 1, 0), 2: (5, len(SECRET), 0, 0), 3: (3, 0, 0, 2)}


def test_the_rest_has_plain_names(articles: dict[int, dict[str, Any]]) -> None:
    names = ("text", "category", "author", "source", "views", "status", "missing_since", "flags")
    assert [articles[1][name] for name in names] == ["首段\n末段", "园区动态", "站长", "文汇报", 12, "live", None, ""]


def test_a_change_shows_what_was_and_what_became_of_it(filled: Database) -> None:
    first, second = filled.rows("SELECT * FROM v_revisions ORDER BY last_seen")
    assert (first["what"], first["text_before"], first["text_after"]) == ("text", "另一篇", "另一篇\n改了")
    assert (first["last_seen"], first["changed_by"]) == ("2026-03-11 03:00:00", "2026-03-11 04:00:00")
    assert (second["what"], second["title_before"], second["title_after"]) == ("title, text, source", "标题", "新标题")
    assert (second["source_before"], second["source_after"], second["same_rules"]) == (None, "解放日报", 1)


def test_forms_that_other_rules_cleaned_are_told_apart(database: Database) -> None:
    database.save(post(1, "甲", at=0), post(1, "乙", at=1), post(1, "丙", at=2, cleaner=2))
    assert database.values("SELECT same_rules FROM v_revisions") == [0]


def test_totals(filled: Database) -> None:
    assert filled.values("SELECT * FROM v_months ORDER BY month IS NOT NULL, month") == [
        (None, "园区动态", 1, 0, 1),
        ("2026-03", "园区动态", 2, 1, 1),
    ]
    assert filled.values("SELECT tag, articles FROM v_tags ORDER BY tag") == [("厂房", 1), ("嘉定", 2)]
    assert filled.values("SELECT tag, id FROM v_tagged ORDER BY tag, id") == [("厂房", 1), ("嘉定", 1), ("嘉定", 3)]
    assert filled.values("SELECT * FROM v_sources WHERE source = '文汇报'") == [
        ("文汇报", 1, "2026-03-11", "2026-03-11")
    ]


def test_removed_blocks_are_told_by_kind_and_length(filled: Database) -> None:
    removed = filled.values("SELECT id, kind, rule, characters FROM v_removed ORDER BY position")
    assert removed == [(2, "contact", "contact-test", len(SECRET)), (2, "contact", "contact-test", 0)]


@pytest.mark.parametrize("view", [view.name for view in VIEWS])
def test_no_view_shows_what_was_removed(filled: Database, view: str) -> None:
    assert SECRET not in str(filled.rows(f"SELECT * FROM {view}"))


def test_the_views_of_an_older_database_are_made_anew(database: Database) -> None:
    database.rows("DROP VIEW v_articles")
    database.rows("CREATE VIEW v_articles AS SELECT 1 AS old")
    database.rows("DROP VIEW v_runs")
    database.rows("UPDATE alembic_version SET version_num = '0004'")
    open_database(database.url).dispose()
    assert len(inspect(database.engine).get_columns("v_articles")) > 20
    assert database.rows("SELECT * FROM v_runs") == []
