"""`scrapy status`: the runs and what the database holds."""

import json
from pathlib import Path

from tests.commands.helpers import dated, titled
from tests.db.helpers import Database
from tests.fakesite import sample
from tests.helpers import replay, rows, run_here


def test_status_of_the_sample(demo: Path) -> None:
    shown = run_here("status", data=demo).stdout
    [held] = rows(
        demo / "rent.db",
        "SELECT site, count(*) AS n, min(published_day) AS a, max(published_day) AS z FROM articles GROUP BY site",
    )
    [site] = [line for line in shown.splitlines() if held["site"] in line]
    assert [str(held["n"]), "0", "1"] == site.replace("│", " ").split()[1:4]
    assert held["a"] in site
    assert held["z"] in site
    [run] = [line for line in shown.splitlines() if "replay" in line]
    assert "done" in run


def test_status_for_machines(demo: Path) -> None:
    told = json.loads(run_here("status", "--json", "--runs", "99", "--articles", "2", data=demo).stdout)
    [site], [*_, run] = told["sites"], told["runs"]
    assert (site["site"], site["articles"]) == ("demo.example", 59)
    assert [article["published_day"] for article in told["newest"]] == ["2026-03-10"] * 2
    assert (run["command"], run["exit_code"], run["counts"]["new"], run["alarms"]) == ("replay", 0, 59, [])
    assert run["finished_at"].endswith("Z")


def test_status_of_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path)
    database.engine.dispose()
    assert run_here("status", data=tmp_path).returncode == 0
    assert run_here("audit", data=tmp_path).returncode == 0


def test_status_shows_titles_as_they_are_written(tmp_path: Path) -> None:
    database = Database(tmp_path)
    database.save(titled(17, "[video]招商 [/b] :100:"))
    dated(database, 17, 0)
    database.engine.dispose()
    assert "[video]招商 [/b] :100:" in run_here("status", data=tmp_path).stdout


def test_a_run_that_was_killed_is_told(tmp_path: Path) -> None:
    replay(sample.PATH, tmp_path)
    values = "'crawl', '{}', '2026-03-10T04:00:00Z', '{}'"
    rows(tmp_path / "rent.db", f"INSERT INTO crawl_runs (command, arguments, started_at, counts) VALUES ({values})")
    [run] = [line for line in run_here("status", data=tmp_path).stdout.splitlines() if " crawl " in line]
    assert "2026-03-10 12:00:00" in run
    assert "running, or killed" in run
