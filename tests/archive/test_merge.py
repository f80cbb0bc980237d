"""Archives of single runs become archives of days and months; every fetch is still found where the database says."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from warcio.archiveiterator import ArchiveIterator

from rentspider.archive.merge import merge_archives
from rentspider.config import Config
from rentspider.db import open_database
from rentspider.db.fetches import record_fetch
from rentspider.items import Fetch
from tests.archive.helpers import exchange, read, write
from tests.databases import address
from tests.helpers import rows

TODAY = datetime(2026, 3, 10, 12, tzinfo=UTC)
RUNS = (
    "20260215T080000",
    "20260216T080000",
    "20260216T090000",
    "20260309T080000",
    "20260309T090000-2",
    "20260310T080000",
)
NUMBERS = count()


class Project:
    """A data folder with archives of runs and the record of their fetches."""

    def __init__(self, data: Path) -> None:
        self.config = Config(data, address(data / "rent.db"))
        self.engine: Engine = open_database(self.config.database_url)

    def run(self, when: str, site: str = "demo.example") -> Path:
        """An archive of three fetches, all on record."""
        path = self.config.archive / f"{site}-{when}.warc.gz"
        made = [exchange(next(NUMBERS)) for _ in range(3)]
        with self.engine.begin() as connection:
            for each, offset in zip(made, write(path, made), strict=True):
                record_fetch(connection, Fetch(each.url, each.at, 200, self.config.name_of(path), offset))
        return path

    def merge(self, today: datetime = TODAY) -> list[str]:
        return [path.name for path in merge_archives(self.config, self.engine, today)]

    def files(self) -> list[str]:
        return sorted(path.name for path in self.config.archive.iterdir())

    def fetches(self) -> list[dict[str, Any]]:
        return rows(self.config.data / "rent.db", "SELECT * FROM fetches ORDER BY key")

    def check_fetches(self) -> None:
        """Each fetch is a record of its address, at its offset."""
        for fetch in self.fetches():
            with (self.config.data / fetch["archive_file"]).open("rb") as file:
                file.seek(fetch["archive_offset"])
                record = next(iter(ArchiveIterator(file)))
            assert record.rec_type == "response"
            assert record.rec_headers.get_header("WARC-Target-URI") == fetch["url"]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project(tmp_path)
    yield made
    made.engine.dispose()


def test_days_and_months_that_are_over_are_merged(project: Project) -> None:
    for run in RUNS:
        project.run(run)
    project.merge()
    assert project.files() == [f"demo.example-{when}.warc.gz" for when in ("202602", "20260309", "20260310T080000")]
    assert len(project.fetches()) == 3 * len(RUNS)
    project.check_fetches()


def test_all_records_are_in_the_merged_archive(project: Project) -> None:
    parts = [project.run(run) for run in RUNS[:3]]
    before = [page.url for part in parts for page in read(part)[0]]
    project.merge()
    [merged] = project.config.archive.iterdir()
    assert [page.url for page in read(merged)[0]] == before


def test_merging_twice_changes_nothing(project: Project) -> None:
    for run in RUNS:
        project.run(run)
    project.merge()
    before = project.files(), project.fetches(), sizes(project)
    assert project.merge() == []
    assert (project.files(), project.fetches(), sizes(project)) == before


def sizes(project: Project) -> list[int]:
    return [(project.config.archive / name).stat().st_size for name in project.files()]


def test_a_run_that_comes_late_joins_its_month(project: Project) -> None:
    project.run(RUNS[0])
    project.merge()
    project.run(RUNS[1])
    project.merge()
    assert project.files() == ["demo.example-202602.warc.gz"]
    project.check_fetches()


def test_sites_are_kept_apart(project: Project) -> None:
    project.run(RUNS[0], "a.example")
    project.run(RUNS[0], "127.0.0.1_8080")
    project.merge()
    assert project.files() == ["127.0.0.1_8080-202602.warc.gz", "a.example-202602.warc.gz"]
    project.check_fetches()


@pytest.mark.parametrize("name", ["notes.txt", "crawl.warc.gz", "demo.example-20260309T080000.warc.gz.part"])
def test_files_of_other_names_stay(project: Project, name: str) -> None:
    project.run(RUNS[0])
    (project.config.archive / name).write_bytes(b"mine")
    project.merge()
    assert (project.config.archive / name).read_bytes() == b"mine"


def test_the_day_ends_in_utc(project: Project) -> None:
    project.run("20260309T235959")
    assert project.merge(datetime.fromisoformat("2026-03-10T07:59:59+08:00")) == []
    assert project.merge(datetime.fromisoformat("2026-03-10T08:00:00+08:00")) == ["demo.example-20260309.warc.gz"]


def test_cut_short_before_the_database_was_told(project: Project) -> None:
    parts = [project.run(run) for run in RUNS[3:5]]
    target = project.config.archive / "demo.example-20260309.warc.gz"
    target.write_bytes(b"".join(part.read_bytes() for part in parts))
    project.merge()
    assert project.files() == [target.name]
    project.check_fetches()


def test_cut_short_before_the_parts_were_deleted(project: Project) -> None:
    saved = {part: part.read_bytes() for part in (project.run(run) for run in RUNS[3:5])}
    project.merge()
    for part, content in saved.items():
        part.write_bytes(content)
    project.merge()
    assert project.files() == ["demo.example-20260309.warc.gz"]
    project.check_fetches()


def test_cut_short_while_copying(project: Project) -> None:
    for run in RUNS[3:5]:
        project.run(run)
    (project.config.archive / "demo.example-20260309.warc.part").write_bytes(b"half")
    project.merge()
    assert project.files() == ["demo.example-20260309.warc.gz"]
    project.check_fetches()


def test_a_damaged_run_takes_nothing_along(project: Project) -> None:
    damaged, whole = project.run(RUNS[3]), project.run(RUNS[4])
    damaged.write_bytes(damaged.read_bytes()[:-300])
    urls = {page.url for page in read(whole)[0]}
    project.merge()
    [merged] = project.config.archive.iterdir()
    pages, damage = read(merged)
    assert urls <= {page.url for page in pages}
    assert len(damage) == 1
    with merged.open("rb") as file:
        for fetch in (fetch for fetch in project.fetches() if fetch["url"] in urls):
            file.seek(fetch["archive_offset"])
            assert next(iter(ArchiveIterator(file))).rec_headers.get_header("WARC-Target-URI") == fetch["url"]
