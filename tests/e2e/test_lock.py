"""One run at a time: a second one says who is at work, and a run that was killed is in nobody's way."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pytest
from filelock import FileLock
from scrapy.settings import Settings

from rentspider.config import Config
from rentspider.db import open_database
from rentspider.lock import writing
from tests.e2e.site import OddSite, crawl, serve, small_site, summary
from tests.fakesite import sample
from tests.fakesite.responses import Response
from tests.helpers import ROOT, Result, command_line, environment, rows, run_here

pytestmark = pytest.mark.sqlite  # two runs know each other by their folders and files


class Pausing(OddSite):
    """Stops answering posts after the fourth, until it may go on."""

    def __init__(self) -> None:
        super().__init__(small_site(0).look, 12)
        self.paused, self.may_go_on = Event(), Event()

    def respond(self, path: str, now: float | None = None) -> Response:
        if sum(self.fetches.values()) == 4:
            self.paused.set()
            self.may_go_on.wait(30)
        return super().respond(path, now)


@dataclass
class Story:
    """A crawl was under way; others wanted to write too; it was killed; the next one came."""

    process: int
    folder: Path
    database: Path
    crawl: Result
    """Another one in the same folder, meanwhile."""
    seconds: float
    """How long that took."""
    replay: Result
    """Another one in another folder, into the same database."""
    left: set[str]
    """The files that the killed run left beside the database and the archive."""
    before: int
    """How many articles it had stored."""
    again: Result
    runs: list[dict[str, Any]]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder, other, shared = (tmp_path_factory.mktemp(name) for name in ("folder", "other", "shared"))
    database = shared / "rent.db"
    address = f"sqlite:///{database}"
    open_database(address).dispose()
    site, settings = Pausing(), environment(folder, RENT_DATABASE_URL=address)
    count = "SELECT count(*) AS articles FROM articles"
    with serve(site) as server:
        command = command_line("crawl", "posts", "-a", f"site={server.base}")
        with subprocess.Popen(command, cwd=ROOT, env=settings, stdout=-1, stderr=subprocess.DEVNULL) as process:
            try:
                assert site.paused.wait(30)
                began = monotonic()
                second = crawl(server, folder, RENT_DATABASE_URL=address)
                seconds = monotonic() - began
                replay = run_here("replay", sample.PATH, data=other, RENT_DATABASE_URL=address)
            finally:
                process.kill()
                site.may_go_on.set()
        left = {path.name for path in folder.iterdir()}
        [stored] = rows(database, count)
        again = crawl(server, folder, RENT_DATABASE_URL=address)
    runs = rows(database, "SELECT * FROM crawl_runs ORDER BY id")
    return Story(process.pid, folder, database, second, seconds, replay, left, stored["articles"], again, runs)


def check(result: Result, process: int, place: Path) -> None:
    """One sentence that says who writes where, the exit code for it, and nothing else."""
    assert result.returncode == 75
    assert result.stdout == ""
    [line] = result.stderr.splitlines()
    assert line.startswith(f"rentspider: process {process} (scrapy crawl, since 20")
    assert line.endswith(f"is writing to {place} already")


def test_a_second_crawl_ends_at_once_and_names_the_first(story: Story) -> None:
    check(story.crawl, story.process, story.folder)
    assert story.seconds < 15, "it does not wait for the other, which was paused for good"


def test_a_run_in_another_folder_does_not_write_to_the_same_database(story: Story) -> None:
    check(story.replay, story.process, story.database.parent)


def test_what_a_killed_run_leaves_is_no_obstacle(story: Story) -> None:
    assert {"rent.lock", "rent.lock.holder"} <= story.left
    assert story.before < 12
    assert story.again.returncode == 0, story.again.stderr
    assert f" new {12 - story.before}, changed 0, failed 0," in summary(story.again)
    assert not (story.folder / "rent.lock.holder").exists()


def test_a_killed_run_is_closed_by_the_next(story: Story) -> None:
    killed, again = story.runs
    assert (killed["exit_code"], killed["reason"]) == (3, f"killed; found by run {again['id']}")
    assert killed["started_at"] <= killed["finished_at"] <= again["started_at"]
    assert (again["exit_code"], again["reason"]) == (0, "done")


def test_runs_that_found_the_lock_taken_leave_no_trace(story: Story) -> None:
    assert [run["command"] for run in story.runs] == ["crawl", "crawl"]


def config(folder: Path, database: str = "") -> Config:
    return Config.of(Settings({"RENT_DATA_DIR": str(folder), "RENT_DATABASE_URL": database}))


def replay_nothing(folder: Path, address: str) -> Result:
    """A run that would be over soon."""
    (folder / "empty.warc.gz").touch()
    return run_here("replay", folder / "empty.warc.gz", data=folder, RENT_DATABASE_URL=address)


@pytest.mark.parametrize("owner_first", [True, False], ids=["the owner first", "the guest first"])
def test_a_database_in_another_data_folder_is_one_database(tmp_path: Path, owner_first: bool) -> None:
    owner, guest = tmp_path / "owner", tmp_path / "guest"
    owner.mkdir()
    guest.mkdir()
    address = f"sqlite:///{owner / 'rent.db'}"
    held, wanted = (owner, (guest, address)) if owner_first else (guest, (owner, ""))
    with writing(config(held, "" if owner_first else address), "scrapy crawl"):
        result = replay_nothing(*wanted)
    assert result.returncode == 75, result.stdout


def test_data_folders_of_their_own_are_in_nobodys_way(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with writing(config(tmp_path / "one"), "scrapy crawl"):
        assert replay_nothing(other, "").returncode == 4, "an empty archive is an error, but it was opened"


def test_the_locks_are_free_when_a_run_is_over(tmp_path: Path) -> None:
    there = config(tmp_path / "one", f"sqlite:///{tmp_path / 'shared.db'}")
    with writing(there, "scrapy crawl"):
        assert [path.name for path in there.locks] == ["rent.lock", "shared.db.lock"]
    for path in there.locks:
        with FileLock(path, timeout=0):
            pass
        assert not path.with_name(f"{path.name}.holder").exists()
