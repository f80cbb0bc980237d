"""The record of runs: how they ended, those that were killed included, and what later runs take from them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from rentspider.db.runs import begin_run, earlier_health, finish_run, last_frontier, note_progress
from tests.db.helpers import SITE, Database

OTHER = "b.example"
COUNTS = {"new": 3, "failed": 1}


class Runs:
    """The runs of a database."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def begin(self, site: str | None = SITE, **arguments: str) -> int:
        with self.database.connection() as connection:
            return begin_run(connection, "crawl" if site else "replay", arguments, site)

    def progress(self, run: int, **counts: int) -> None:
        with self.database.connection() as connection:
            note_progress(connection, run, counts)

    def finish(self, run: int, frontier: Sequence[int] = (), health: dict[str, Any] | None = None) -> None:
        with self.database.connection() as connection:
            finish_run(connection, run, COUNTS, 0, "done", frontier=frontier, health=health)

    def run(self, frontier: Sequence[int] = (), site: str | None = SITE, **arguments: str) -> None:
        """A run from begin to end."""
        self.finish(self.begin(site, **arguments), frontier)

    def measure(self, pages: int, site: str | None = SITE) -> None:
        """A run from begin to end, of whose pages something was counted."""
        self.finish(self.begin(site), health={"measures": {"post/pages": pages}, "alarms": ["odd"]})

    def last_frontier(self, since: str | None = None, site: str = SITE) -> list[int]:
        with self.database.connection() as connection:
            return last_frontier(connection, site, since)

    def earlier_health(self, *args: int) -> list[dict[str, float]]:
        with self.database.connection() as connection:
            return earlier_health(connection, SITE, *args)

    def row(self, run: int) -> dict[str, Any]:
        [row] = self.database.rows(f"SELECT * FROM crawl_runs WHERE id = {run}")
        return row


@pytest.fixture
def runs(database: Database) -> Runs:
    return Runs(database)


def test_a_run_is_on_record_from_start_to_end(runs: Runs) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    number = runs.begin(mode="full")
    row = runs.row(number)
    assert (number, row["command"], row["arguments"], row["site"]) == (1, "crawl", '{"mode": "full"}', SITE)
    assert (row["finished_at"], row["exit_code"]) == (None, None)
    assert before <= datetime.fromisoformat(row["started_at"]) <= datetime.now(UTC)
    runs.finish(number)
    row = runs.row(number)
    assert (row["counts"], row["exit_code"], row["reason"]) == ('{"new": 3, "failed": 1}', 0, "done")
    assert row["finished_at"] >= row["started_at"]


def test_a_run_that_was_killed_is_closed_by_the_next_with_its_last_sign_of_life(runs: Runs) -> None:
    killed = runs.begin()
    runs.progress(killed, new=7)
    runs.database.rows("UPDATE crawl_runs SET started_at = '2026-03-10T04:00:00Z', alive_at = '2026-03-10T05:10:20Z'")
    number = runs.begin()
    row = runs.row(killed)
    assert (row["exit_code"], row["reason"]) == (3, f"killed; found by run {number}")
    assert (row["finished_at"], row["counts"]) == ("2026-03-10T05:10:20Z", '{"new": 7}')
    assert runs.row(number)["finished_at"] is None


def test_a_killed_run_of_an_older_version_gave_no_sign_of_life(runs: Runs) -> None:
    killed = runs.begin()
    runs.database.rows("UPDATE crawl_runs SET started_at = '2026-03-10T04:00:00Z', alive_at = NULL")
    runs.begin()
    assert runs.row(killed)["finished_at"] == "2026-03-10T04:00:00Z"


def test_runs_that_have_ended_stay_as_they_are(runs: Runs) -> None:
    runs.run([5, 4])
    before = runs.row(1)
    runs.begin()
    runs.begin()
    assert runs.row(1) == before


def test_progress_is_a_sign_of_life(runs: Runs) -> None:
    number = runs.begin()
    runs.database.rows("UPDATE crawl_runs SET alive_at = '2020-01-01T00:00:00Z'")
    runs.progress(number, new=2)
    row = runs.row(number)
    assert row["alive_at"] >= row["started_at"]
    assert (row["counts"], row["finished_at"]) == ('{"new": 2}', None)


def test_the_last_frontier_is_that_of_the_last_run_that_saw_all(runs: Runs) -> None:
    assert runs.last_frontier() == []
    runs.run([5, 4])
    runs.run([9, 7])
    runs.run([])
    runs.run([50], site=OTHER)
    runs.run([], site=None)
    assert runs.last_frontier() == [9, 7]
    assert runs.last_frontier(site=OTHER) == [50]
    assert runs.last_frontier(site="c.example") == []


def test_a_run_with_a_bound_has_not_seen_enough_for_one_without_or_with_an_earlier_one(runs: Runs) -> None:
    runs.run([5, 4])
    runs.run([9, 7], since="2026-02-01")
    assert runs.last_frontier() == [5, 4]
    assert runs.last_frontier("2026-01-31") == [5, 4]
    assert runs.last_frontier("2026-02-01") == [9, 7]
    assert runs.last_frontier("2026-03-01") == [9, 7]


def test_a_run_without_a_bound_has_seen_enough_for_any(runs: Runs) -> None:
    runs.run([9, 7], since="2026-02-01")
    assert runs.last_frontier() == []
    runs.run([12], mode="full")
    assert runs.last_frontier("2026-01-01") == [12]


def test_an_empty_bound_is_none(runs: Runs) -> None:
    """As a script gives it: -a since=$SINCE."""
    runs.run([9, 7], since="")
    assert runs.last_frontier() == [9, 7]


def test_the_health_of_earlier_runs_is_newest_first_and_of_this_site(runs: Runs) -> None:
    assert runs.earlier_health() == []
    for pages in (1, 2, 3):
        runs.measure(pages)
    runs.measure(9, site=OTHER)
    runs.run([5])
    runs.begin()
    assert runs.earlier_health() == [{"post/pages": 3}, {"post/pages": 2}, {"post/pages": 1}]
    assert runs.earlier_health(2) == [{"post/pages": 3}, {"post/pages": 2}]
