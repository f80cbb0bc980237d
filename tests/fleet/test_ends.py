"""How a fleet ends: by its jobs' ends, by a signal, by wrong use; and whom it does not take for a worker."""

import os
import signal
import sys
from pathlib import Path

import pytest

from rentspider.fleet.jobs import Outcome, outcome_of
from rentspider.fleet.telling import summary
from rentspider.outcome import SERIOUS_FIRST, Exit, most_serious
from tests.fleet.scene import Scene, ended, wait_until
from tests.helpers import run_here

pytestmark = pytest.mark.slow

SITES = '[[site]]\nurl = "http://a.example/"\n'


def test_sqlite_is_refused(tmp_path: Path) -> None:
    sites = tmp_path / "sites.toml"
    sites.write_text(SITES)
    result = run_here("fleet", "crawl", "--sites", sites, data=tmp_path, RENT_DATABASE_URL="")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("rentspider: a fleet needs PostgreSQL: several machines cannot write one SQLite")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("args", [(), ("dance",), ("crawl", "a.warc.gz"), ("crawl", "--workers", "0")])
def test_wrong_use(tmp_path: Path, args: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_here("fleet", *args, data=tmp_path).returncode == 2


def test_a_wrong_entry_is_told_before_anything_starts(tmp_path: Path) -> None:
    sites = tmp_path / "sites.toml"
    sites.write_text(f"{SITES}colour = 1\n")
    result = run_here("fleet", "crawl", "--sites", sites, data=tmp_path, RENT_DATABASE_URL="postgresql+psycopg:///no")
    assert result.returncode == 1
    assert "number 1 (http://a.example/): unknown key 'colour'" in result.stderr


def test_a_database_that_does_not_answer(tmp_path: Path) -> None:
    sites = tmp_path / "sites.toml"
    sites.write_text(SITES)
    address = f"postgresql+psycopg://me:secret@/rent?host={tmp_path}"
    result = run_here("fleet", "crawl", "--sites", sites, data=tmp_path, RENT_DATABASE_URL=address)
    assert result.returncode == 1
    assert result.stderr.startswith("rentspider: cannot open the database postgresql+psycopg://me:***@/rent")


def test_the_most_serious_end_of_all_is_that_of_the_fleet() -> None:
    assert set(SERIOUS_FIRST) == set(Exit)
    assert most_serious([0, 7, 4, 0]) == 4
    assert most_serious([4, 6, 5]) == 5
    assert most_serious([5, 3, 1, 75]) == 75
    assert most_serious([0, 134]) == 4
    assert most_serious([]) == 0


def test_the_summary_names_each_job_that_did_not_end_well() -> None:
    counts = {"listed": 9, "new": 1200, "changed": 1, "failed": 0}
    outcomes = [Outcome("b.example", 0, "", counts), Outcome("a.example", 5, "the site did not answer", {}, 2.04)]
    assert summary("sites", 2, outcomes, counts, 61.2) == (
        [
            "a.example: 2.0 s, exit 5 (the site did not answer)",
            "fleet: 2 sites, 1,200 new, 1 changed, 0 failed, 1 did not end with 0, 61.2 s, exit 5",
        ],
        5,
    )


def test_what_a_command_says_at_its_end() -> None:
    line = "run 7: listed 20, new 3, changed 1, failed 2, removed blocks 9, 2.4 s, exit 4 (errors; all else is stored)"
    counts = {"listed": 20, "new": 3, "changed": 1, "failed": 2}
    assert outcome_of("a", 4, f"more\n{line}\n", "") == Outcome("a", 4, "errors; all else is stored", counts)
    told = "2026 INFO\nrentspider: the folder is full\n"
    assert outcome_of("a", 1, "", told) == Outcome("a", 1, "the folder is full")


def test_a_scheduler_that_does_not_answer(four: Scene) -> None:
    address = "tcp://127.0.0.1:9"
    result = four.run("crawl", "--sites", four.sites_file(), "--scheduler", address)
    assert result.returncode == 1
    assert f"rentspider: cannot use the scheduler {address}: " in result.stderr


def test_a_signal_ends_all_in_order(four: Scene) -> None:
    fleet = four.start("crawl", "--sites", four.sites_file(delay="0.2"), "--scheduler", four.address)
    wait_until(lambda: sum(len(server.log) > 5 for server in four.servers) >= 2)
    fleet.send_signal(signal.SIGTERM)
    result = ended(fleet)
    assert result.returncode == 3, result.stderr
    *lines, last = result.stdout.splitlines()
    assert last.startswith("fleet: 4 sites, ")
    assert last.endswith(" exit 3")
    assert sorted(line.partition("exit ")[2] for line in lines) == [
        *["3 (stopped: shutdown)"] * 2,
        *["3 (the fleet was stopped)"] * 2,
    ]
    runs = four.rows("SELECT exit_code, reason FROM crawl_runs")
    assert [run["exit_code"] for run in runs] == [3, 3]


def test_ctrl_c_reaches_all_processes_of_a_terminal_and_ends_all_in_order(four: Scene) -> None:
    fleet = four.start("crawl", "--sites", four.sites_file(delay="0.2"), "--workers", "2")
    wait_until(lambda: sum(len(server.log) > 5 for server in four.servers) >= 2)
    os.killpg(fleet.pid, signal.SIGINT)
    result = ended(fleet)
    assert result.returncode == 3, result.stderr
    assert result.stdout.count("exit 3 (stopped: shutdown)") == 2
    assert [run["exit_code"] for run in four.rows("SELECT exit_code FROM crawl_runs")] == [3, 3]


def test_a_worker_with_another_database_is_not_used(four: Scene) -> None:
    stranger = four.add_worker(RENT_DATABASE_URL=four.database.replace("fleet_", "postgres?x="))
    for worker in four.workers[:2]:
        worker.kill()
        worker.wait()
    result = four.run("crawl", "--sites", four.sites_file(), "--scheduler", four.address)
    assert result.returncode == 1
    assert "rentspider: there is no worker that can be used: the worker tcp://127.0.0.1:" in result.stderr
    assert stranger.wait(30) == 0
    assert four.asked() == 0


def test_the_scheduler_dies(four: Scene) -> None:
    fleet = four.start("crawl", "--sites", four.sites_file(delay="0.2"), "--scheduler", four.address)
    wait_until(lambda: sum(len(server.log) > 5 for server in four.servers) >= 2)
    assert four.scheduler
    four.scheduler.kill()
    result = ended(fleet)
    assert result.returncode == 3, result.stderr
    assert "the scheduler is gone" in result.stdout


def test_without_dask_a_fleet_says_what_to_install(
    migrated_postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    sites = tmp_path / "sites.toml"
    sites.write_text(SITES)
    result = run_here("fleet", "crawl", "--sites", sites, data=tmp_path, RENT_DATABASE_URL=migrated_postgres)
    assert result.returncode == 1
    assert "rentspider: a fleet needs Dask distributed: make setup, or pip install 'rentspider[fleet]'" in result.stderr
