"""What a crawl has to ask for: posts that are due, unfinished or recent, open days, and lists not seen for long."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, event

from rentspider.db import agenda
from rentspider.db.fetches import record_fetch
from rentspider.db.troubles import troubles
from rentspider.items import Fetch
from rentspider.urls import post_id
from tests.db.helpers import SITE, Database, moment, post, stamp

DAY, YEAR = 24.0, 365 * 24.0
OTHER = "b.example"


class Agenda:
    """A database, and what it says is to be done; hours count from the first fetch."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def store(
        self, number: int, fetched: float, published: float | None = None, site: str = SITE, **set_to: str
    ) -> None:
        """An article; where nobody knows when it was published, it was first seen when it was fetched."""
        self.database.save(post(number, at=fetched, site=site))
        if published is not None:
            set_to["published_at"] = stamp(published)
        for column, value in set_to.items():
            self.database.rows(f"UPDATE articles SET {column} = '{value}' WHERE site = '{site}' AND id = {number}")

    def answer(self, path: str, at: float, status: int = 200, *, site: str = SITE, **columns: Any) -> None:
        """What the site answered at an address, with what it was a page of."""
        with self.database.connection() as connection:
            record_fetch(connection, Fetch(f"http://{site}{path}", moment(at), status, **columns))

    def open(self, number: int, earliest: float, latest: float, seen: float = 4, site: str = SITE) -> None:
        """An article that was published at some moment between two."""
        between = {"published_earliest": stamp(earliest), "published_latest": stamp(latest)}
        self.store(number, seen, (earliest + latest) / 2, site, **between)

    def fail(self, number: int, *hours: float, status: int = 500) -> None:
        """Fetches of a post that came to nothing."""
        error = None if status in (404, 410) else "in vain"
        for at in hours:
            self.answer(f"/index.php/post/{number}.html", at, status, error=error)

    def show(self, path: str, at: float, page: int = 1, kind: str = "category", shown: int = 6) -> None:
        """A page of a list that came and could be read."""
        self.answer(path, at, list=kind, page=page, shown=shown)

    def ask(self, question: Callable[..., Any], *args: Any, site: str = SITE) -> Any:
        with self.database.connection() as connection:
            return question(connection, site, *args)

    def due(self, at: float, budget: int = 10, skip: Iterable[int] = (), site: str = SITE) -> list[int]:
        return numbers(self.ask(agenda.due_posts, moment(at), budget, set(skip), site=site))

    def unfinished(self, at: float) -> list[int]:
        return numbers(self.ask(agenda.unfinished_posts, moment(at)))

    def to_fetch(self, at: float, *posts: int, site: str = SITE) -> set[int]:
        found: set[int] = self.ask(agenda.posts_to_fetch, posts, moment(at), site=site)
        return found

    def open_days(self) -> list[date]:
        found: list[date] = self.ask(agenda.open_days)
        return found

    def patrol(self, at: float) -> str | None:
        """The path of the list page to look at."""
        found = self.ask(agenda.stalest_list, moment(at))
        return str(found).removeprefix(f"http://{SITE}") if found else None


def numbers(urls: Iterable[str]) -> list[int]:
    return [number for url in urls if (number := post_id(url)) is not None]


@pytest.fixture
def known(database: Database) -> Agenda:
    return Agenda(database)


@pytest.mark.parametrize("age", [1 * DAY, 3 * DAY, 7 * DAY, 30 * DAY])
def test_a_post_is_due_when_it_reaches_an_age(known: Agenda, age: float) -> None:
    known.store(1, fetched=age - 2, published=0)
    assert known.due(age - 0.1) == []
    assert known.due(age) == [1]
    known.store(1, fetched=age + 5, published=0)
    assert known.due(age + 6) == [], "not twice for the same age"


def test_where_nobody_knows_when_it_was_published_its_age_is_that_of_the_first_fetch(known: Agenda) -> None:
    known.store(1, fetched=5)
    assert known.due(5 + DAY - 0.1) == []
    assert known.due(5 + DAY) == [1]
    known.store(1, fetched=30)
    assert known.due(5 + 3 * DAY - 0.1) == []
    assert known.due(5 + 3 * DAY) == [1]


def test_a_fetch_at_the_very_age_is_the_look_that_was_due(known: Agenda) -> None:
    known.store(1, fetched=3 * DAY, published=0)
    assert known.due(3 * DAY) == []
    assert known.due(7 * DAY) == [1]


def test_one_look_is_enough_for_all_the_ages_that_were_missed(known: Agenda) -> None:
    known.store(1, fetched=0, published=0)
    assert known.due(12 * DAY) == [1]
    known.store(1, fetched=12 * DAY, published=0)
    assert known.due(29 * DAY) == []
    assert known.due(30 * DAY) == [1]


def test_after_thirty_days_it_is_due_a_year_after_the_last_fetch(known: Agenda) -> None:
    known.store(1, fetched=40 * DAY, published=0)
    known.store(2, fetched=0, published=-9 * YEAR)
    assert known.due(YEAR - 1) == []
    assert known.due(YEAR) == [2]
    assert known.due(40 * DAY + YEAR) == [1, 2]


def test_the_newest_are_first_and_no_more_than_the_budget(known: Agenda) -> None:
    for number, published in [(1, 2), (2, 5), (3, 1), (4, 5)]:
        known.store(number, fetched=6, published=published)
    assert known.due(2 * DAY) == [4, 2, 1, 3]
    assert known.due(2 * DAY, budget=3) == [4, 2, 1]
    assert known.due(2 * DAY, budget=0) == []


def test_posts_that_the_feed_vouches_for_take_nothing_of_the_budget(known: Agenda) -> None:
    for number in (1, 2, 3):
        known.store(number, fetched=6, published=number)
    assert known.due(2 * DAY, budget=1, skip={3, 99}) == [2]


def test_a_post_that_is_gone_or_of_another_site_is_not_due(known: Agenda) -> None:
    known.store(1, fetched=0, status="gone")
    known.store(2, fetched=0, site=OTHER)
    assert known.due(DAY) == []
    assert known.due(DAY, site=OTHER) == [2]


def test_a_due_post_that_fails_is_tried_again_at_growing_intervals_too(known: Agenda) -> None:
    known.store(1, fetched=0, published=0)
    known.fail(1, DAY, DAY + 1, DAY + 2, DAY + 3, DAY + 4)
    soon, late = DAY + 5, DAY + 4 + 20
    assert known.due(soon) + known.unfinished(soon) == []
    assert set(known.due(late) + known.unfinished(late)) == {1}


def test_posts_to_fetch_are_those_that_are_not_stored(known: Agenda) -> None:
    known.store(1, fetched=0)
    known.store(2, fetched=0, site=OTHER)
    assert known.to_fetch(1, 1, 2, 3) == {2, 3}
    assert known.to_fetch(1, 1, 2, 3, site=OTHER) == {1, 3}
    assert known.to_fetch(1) == set()


def test_a_post_that_is_gone_and_shown_again_is_to_be_fetched_when_its_rest_is_over(known: Agenda) -> None:
    known.store(1, fetched=0, status="gone")
    known.fail(1, 5, 6, status=404)
    assert known.to_fetch(7, 1) == set()
    assert known.to_fetch(10, 1) == {1}


def test_a_post_that_failed_is_to_be_fetched_when_its_rest_is_over(known: Agenda) -> None:
    known.fail(1, 0)
    known.fail(2, 0, 1, 2)
    assert known.to_fetch(2, 1, 2) == {1}
    assert known.to_fetch(5, 1, 2) == {1, 2}


def test_unfinished_posts_are_failures_whose_rest_is_over(known: Agenda) -> None:
    known.fail(1, 0)
    known.fail(2, 0, 1, 2)
    assert known.unfinished(2) == [1]
    assert known.unfinished(5) == [1, 2]


def test_a_stored_post_that_was_missing_once_is_looked_for_at_once_and_others_are_not(known: Agenda) -> None:
    known.store(1, fetched=0)
    known.store(2, fetched=0, status="gone")
    for number in (1, 2, 3):
        known.fail(number, 5, status=404)
    assert known.unfinished(5) == [1]


def test_recent_posts_are_those_published_since_a_moment(known: Agenda) -> None:
    known.store(1, fetched=9, published=2)
    known.store(2, fetched=9, published=4)
    known.store(3, fetched=9, published=3)
    known.store(4, fetched=9)
    known.store(5, fetched=9, published=5, status="gone")
    known.store(6, fetched=9, published=5, site=OTHER)
    assert numbers(known.ask(agenda.recent_posts, moment(3))) == [4, 2, 3]


def test_days_are_open_where_either_may_be_the_day_of_publishing(known: Agenda) -> None:
    known.open(1, -14, 3)
    known.open(2, -40, -16)
    known.open(3, -14, 3, site=OTHER)
    assert known.open_days() == [date(2026, 3, 10), date(2026, 3, 9), date(2026, 3, 8)]


def test_every_day_between_is_open_too(known: Agenda) -> None:
    known.open(1, -38, 0)
    assert known.open_days() == [date(2026, 3, 10), date(2026, 3, 9), date(2026, 3, 8)]


@pytest.mark.parametrize("column", ["published_day = '2026-03-09'", "published_earliest = NULL", "status = 'gone'"])
def test_no_day_is_open_where_it_is_certain_or_anyones_guess(known: Agenda, column: str) -> None:
    known.open(1, -14, 3)
    known.open(2, -900, 0)
    known.database.rows(f"UPDATE articles SET {column} WHERE id = 1")
    assert known.open_days() == []


def test_a_day_whose_feed_was_asked_for_is_closed_until_another_post_comes(known: Agenda) -> None:
    known.open(1, -14, 3)
    known.answer("/feed.php?date=2026-03-09", 5, list="feed", page=1, shown=3)
    known.answer("/feed.php?date=2026-03-10", 5, status=0, error="timeout")
    assert known.open_days() == [date(2026, 3, 10)], "no answer came"
    known.answer("/feed.php?date=2026-03-10", 6, 404)
    known.answer("/feed.php?date=2026-03-09", 9, site=OTHER, list="feed", page=1, shown=3)
    assert known.open_days() == []
    known.open(2, -14, 3, seen=7)
    assert known.open_days() == [date(2026, 3, 10), date(2026, 3, 9)]


def test_a_patrol_takes_first_pages_daily_before_others(known: Agenda) -> None:
    for name, at in [("a", 2), ("b", 1), ("c", 3)]:
        known.show(f"/{name}.html", at)
        known.show(f"/{name}_2.html", at - 5, page=2)
    found = []
    for hour in range(10, 14):
        path = known.patrol(hour) or ""
        found.append(path)
        known.show(path, hour, page=2 if "_" in path else 1)
    assert found == ["/b.html", "/a.html", "/c.html", "/b.html"]


def test_a_patrol_takes_the_others_monthly(known: Agenda) -> None:
    for hour in range(0, 31 * 24, 20):
        known.show("/a.html", hour)
    known.show("/a_2.html", 0, page=2)
    known.show("/a_3.html", 9 * DAY, page=3)
    assert known.patrol(29 * DAY) == "/a_2.html"


@pytest.mark.parametrize("kind", ["index", "category", "list"])
def test_a_patrol_looks_at_lists_that_are_in_order_of_time(known: Agenda, kind: str) -> None:
    for other in ("tag", "author", "date", "feed"):
        known.show(f"/{other}.html", 0, kind=other)
    known.show("/a.html", 5, kind=kind)
    known.fail(1, 0)
    assert known.patrol(9) == "/a.html"


@pytest.mark.parametrize("columns", [{"status": 404}, {"list": "category", "page": 1, "shown": 0}])
def test_a_patrol_leaves_out_pages_that_are_no_longer_there(known: Agenda, columns: dict[str, Any]) -> None:
    known.show("/a.html", 0)
    known.show("/b.html", 5)
    known.answer("/a.html", 1, **columns)
    assert known.patrol(90 * DAY) == "/b.html"
    known.show("/a.html", 2)
    assert known.patrol(90 * DAY) == "/a.html", "there it is again"


@pytest.mark.parametrize("status", [0, 503])
def test_a_page_that_could_not_be_had_once_comes_round_again(known: Agenda, status: int) -> None:
    known.show("/hidden.html", 0)
    known.answer("/hidden.html", DAY, status, error="in vain")
    known.show("/", DAY + 1, kind="index")
    assert {known.patrol(hour) for hour in (2 * DAY, 9 * DAY)} >= {"/hidden.html"}


def test_a_page_that_cannot_be_had_keeps_no_other_waiting(known: Agenda) -> None:
    known.show("/broken.html", 0)
    known.show("/hidden.html", 1)
    for hour in range(9):
        known.answer("/broken.html", DAY + hour, 503, error="in vain")
    assert known.patrol(DAY + 9) == "/hidden.html"


def test_there_is_nothing_to_look_at_where_no_list_was_seen(known: Agenda) -> None:
    known.answer("/", 0, status=0, error="timeout")
    assert known.patrol(1) is None


def test_seen_lists_are_those_that_were_asked_for(known: Agenda) -> None:
    known.show("/a.html", 0)
    known.answer("/b.html", 0, 404)
    urls = [f"http://{SITE}/{name}.html" for name in "abc"]
    assert known.ask(agenda.seen_lists, urls).keys() == set(urls[:2])
    assert known.ask(agenda.seen_lists, urls, site=OTHER) == {}


PATHS: dict[Callable[..., Any], str] = {
    troubles: "ix_fetches_failed",
    lambda connection, site: agenda.unfinished_posts(connection, site, moment(0)): "ix_fetches_failed",
    lambda connection, site: agenda.stalest_list(connection, site, moment(0)): "ix_fetches_lists",
}


@pytest.mark.sqlite
@pytest.mark.parametrize("question", PATHS, ids=["troubles", "unfinished", "patrol"])
def test_an_hourly_question_reads_few_of_the_fetches(known: Agenda, question: Callable[..., Any]) -> None:
    """The table has every answer there ever was; those that went well, and posts, stay unread."""
    known.fail(1, 0)
    known.show("/a.html", 0)
    asked: list[tuple[str, Any]] = []
    with known.database.connection() as connection:

        def note(_: Connection, cursor: Any, statement: str, values: Any, *rest: Any) -> None:
            asked.append((statement, values))

        event.listen(connection, "before_cursor_execute", note)
        question(connection, SITE)
        event.remove(connection, "before_cursor_execute", note)
        sign = "list IS NOT NULL" if PATHS[question] == "ix_fetches_lists" else "status <> 200"
        statement, values = next(each for each in asked if sign in each[0])
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    steps = [row.detail for row in plan if "fetches" in row.detail]
    assert steps[0].startswith(f"SEARCH fetches USING INDEX {PATHS[question]} (site=?")
    assert not [step for step in steps if step.startswith("SCAN")]
