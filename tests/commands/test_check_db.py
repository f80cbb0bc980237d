"""`scrapy check-db`: what does not hold is said, in one line with what to do; nothing is written."""

import json
from pathlib import Path

import pytest
from scrapy.settings import Settings

from rentspider.config import Config
from rentspider.db.invariants import NAMES
from rentspider.lock import writing
from tests.databases import copy_folder, setting
from tests.helpers import Result, rows, run_here

ONE = "key = (SELECT min(key) FROM articles WHERE duplicate_of IS NULL AND published_day IS NOT NULL)"
BREAKS = {
    "references-lead-somewhere": "INSERT INTO article_tags VALUES (999, 1)",
    "schema-is-whole": "DROP VIEW v_articles",
    "text-has-its-hash": f"UPDATE articles SET source = '别的报' WHERE {ONE}",
    "html-says-the-text": f"UPDATE articles SET body_html = '<p>别的</p>' WHERE {ONE}",
    "revision-has-its-hash": "UPDATE revisions SET title = '别的'",
    "article-has-fetch": "DELETE FROM fetches WHERE post_id = (SELECT min(id) FROM articles)",
    "fetch-has-article": f"DELETE FROM articles WHERE {ONE}",
    "article-has-capture": f"UPDATE articles SET cleaner_version = cleaner_version + 1 WHERE {ONE}",
    "capture-has-fetch": "INSERT INTO captures SELECT key, '2001-01-01T00:00:00Z', '', 1 FROM articles LIMIT 1",
    "revision-has-capture": "UPDATE revisions SET fetched_at = '2001-01-01T00:00:00Z'",
    "block-is-kept-or-removed": "INSERT INTO removed_blocks"
    " SELECT article_key, position, 'ad', 'r', '' FROM images LIMIT 1",
    "copy-names-the-first": "UPDATE articles SET duplicate_of = NULL",
    "status-is-known": f"UPDATE articles SET status = 'lost' WHERE {ONE}",
    "date-is-whole": f"UPDATE articles SET published_earliest = '2099-01-01T00:00:00Z' WHERE {ONE}",
    "date-has-evidence": "DELETE FROM date_evidence",
    "place-is-whole": "UPDATE fetches SET archive_offset = NULL WHERE key = 1",
    "run-has-ending": "UPDATE crawl_runs SET exit_code = NULL",
    "learned-is-applied": "INSERT INTO learned_blocks VALUES"
    " ('a.example', 1, 'tail', 0, 1.0, '2026-01-01T00:00:00Z', NULL, FALSE)",
    "learned-is-counted": "INSERT INTO learned_blocks VALUES"
    " ('a.example', 1, 'tail', 9, 1.0, '2026-01-01T00:00:00Z', NULL, TRUE)",
    "index-fits": f"UPDATE articles SET title = title || '了' WHERE {ONE}",
    "place-has-answer": "UPDATE fetches SET archive_offset = archive_offset + 1 WHERE key = 2",
    "run-is-on": "UPDATE crawl_runs SET finished_at = NULL",
}

ALL = [*NAMES, "place-has-answer", "run-is-on"]
OF_A_FILE = ("references-lead-somewhere", "index-fits")
"""PostgreSQL sees to these itself."""


@pytest.fixture
def data(demo: Path, tmp_path: Path) -> Path:
    """A copy of the replayed sample."""
    copy_folder(demo, tmp_path / "data")
    return tmp_path / "data"


def check(data: Path, *options: str) -> Result:
    return run_here("check-db", *options, data=data)


def test_after_a_replay_all_holds(data: Path) -> None:
    result = check(data)
    assert (result.returncode, result.stdout, result.stderr) == (0, f"all {len(ALL)} invariants hold\n", "")
    told = json.loads(check(data, "--json").stdout)
    assert (told["checked"], told["findings"], told["notes"]) == (ALL, [], [])


def test_each_can_be_broken() -> None:
    assert BREAKS.keys() == {*ALL} - {"file-is-sound"}, "test_damaged.py sees to that one"


@pytest.mark.parametrize(
    "name", [pytest.param(each, marks=[pytest.mark.sqlite] * (each in OF_A_FILE)) for each in BREAKS]
)
def test_what_does_not_hold_is_said(data: Path, name: str) -> None:
    rows(data / "rent.db", BREAKS[name])
    result = check(data)
    assert result.returncode == 4, result.stderr
    found = [line for line in result.stdout.splitlines() if line.startswith(f"{name}: ")]
    assert len(found) == 1
    assert found[0].count(". ") >= 1, "it says what to do"


def test_each_invariant_is_broken_here() -> None:
    told = {*NAMES, "place-has-answer", "run-is-on"}
    assert told - {"file-is-sound"} == set(BREAKS)


def test_findings_for_machines(data: Path) -> None:
    rows(data / "rent.db", BREAKS["status-is-known"])
    result = check(data, "--json")
    [finding] = json.loads(result.stdout)["findings"]
    assert (result.returncode, finding["name"]) == (4, "status-is-known")
    assert finding["found"].startswith("articles that are neither live nor gone: 1 (demo.example ")


@pytest.mark.sqlite
def test_an_entry_that_an_index_lacks(data: Path) -> None:
    path = data / "rent.db"
    page = rows(path, "SELECT rootpage FROM sqlite_master WHERE name = 'ix_captures'") or rows(
        path, "SELECT rootpage FROM sqlite_master WHERE name = 'ix_articles_site_text_hash'"
    )
    [size] = rows(path, "PRAGMA page_size")
    rows(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek((page[0]["rootpage"] - 1) * size["page_size"] + size["page_size"] - 20)
        byte = file.read(1)[0]
        file.seek(-1, 1)
        file.write(bytes([byte ^ 0x41]))
    result = check(data)
    assert result.returncode == 4
    assert result.stdout.startswith("file-is-sound: the file is damaged: ")


def test_archives_that_lie_elsewhere_are_no_trouble(data: Path) -> None:
    rows(data / "rent.db", "UPDATE fetches SET archive_file = 'archive/moved.warc.gz'")
    result = check(data)
    assert result.returncode == 0
    assert result.stdout.startswith("note: the archive archive/moved.warc.gz is not there: ")


def test_a_run_that_is_on_is_no_trouble(data: Path) -> None:
    rows(data / "rent.db", BREAKS["run-is-on"])
    with writing(
        Config.of(Settings({"RENT_DATA_DIR": str(data), "RENT_DATABASE_URL": setting(data)})), "scrapy crawl"
    ) as hold:
        hold.take_run(1)
        assert check(data).returncode == 0
    assert check(data).returncode == 4


@pytest.mark.sqlite
def test_another_version_is_not_migrated(data: Path) -> None:
    rows(data / "rent.db", "UPDATE alembic_version SET version_num = '0001'")
    result = check(data)
    assert (result.returncode, result.stdout) == (1, "")
    assert "version 0001, older than this rentspider" in result.stderr
    assert rows(data / "rent.db", "SELECT version_num FROM alembic_version") == [{"version_num": "0001"}]


@pytest.mark.sqlite
def test_without_a_database_none_is_made(tmp_path: Path) -> None:
    result = check(tmp_path)
    assert (result.returncode, list(tmp_path.iterdir())) == (1, [])
    assert "crawl or replay first" in result.stderr


def test_it_takes_options_only(data: Path) -> None:
    assert check(data, "now").returncode == 2
