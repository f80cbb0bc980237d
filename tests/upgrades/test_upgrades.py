"""A database of any version that there was is brought to the newest with all that it holds, or stays as it was."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rentspider.db import open_database
from rentspider.db.engine import HEAD
from rentspider.db.upgrade import copy_of
from rentspider.errors import SetupError
from tests.commands.helpers import found
from tests.helpers import rows, run_here
from tests.upgrades.make import POSTS, fixture, revisions, unpack

OLDER = [revision for revision in revisions() if revision != HEAD]
IN_THE_WAY = "CREATE TABLE v_runs (id INTEGER)"


@pytest.fixture
def path(tmp_path: Path, revision: str) -> Path:
    """The database of a version, in a data folder."""
    unpack(revision, tmp_path / "rent.db")
    return tmp_path / "rent.db"


def contents(path: Path, names: dict[str, list[str]] | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, in these columns or in all; neither views nor the search index are data."""
    with closing(sqlite3.connect(path)) as file:
        names = names or columns(path)
        return {table: sorted(file.execute(f"SELECT {', '.join(cols)} FROM {table}"), key=repr)
                for table, cols in names.items()}  # fmt: skip


def columns(path: Path) -> dict[str, list[str]]:
    """The columns of each table but those that belong to the search index or to the migrations."""
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_%'"
    with closing(sqlite3.connect(path)) as file:
        found = [name for (name,) in file.execute(f"{tables} AND name <> 'alembic_version'")]
        return {name: [f'"{row[1]}"' for row in file.execute(f"PRAGMA table_info({name})")] for name in found}


def upgrade(path: Path) -> None:
    open_database(f"sqlite:///{path}").dispose()


def test_each_version_has_a_database() -> None:
    missing = [revision for revision in revisions() if not fixture(revision).exists()]
    assert missing == [], "python -m tests.upgrades makes them"


@pytest.mark.parametrize("revision", revisions())
def test_all_that_it_holds_is_there_afterwards(path: Path) -> None:
    had = columns(path)
    before = contents(path)
    assert len(before["articles"]) == POSTS
    assert len(before["revisions"]) == 1
    result = run_here("status", data=path.parent)  # any command will do
    assert (result.returncode, result.stderr) == (0, "")
    assert rows(path, "SELECT version_num FROM alembic_version") == [{"version_num": HEAD}]
    assert contents(path, had) == before


@pytest.mark.parametrize("revision", revisions())
def test_its_articles_are_found_and_nothing_is_amiss(path: Path) -> None:
    texts = {row["id"]: row["body_text"] for row in rows(path, "SELECT id, body_text FROM articles")}
    for number, text in texts.items():
        assert number in found(path.parent, text.split("\n")[0][:12])
    result = run_here("check-db", data=path.parent)
    assert (result.returncode, result.stderr) == (0, "")
    [told] = [line for line in result.stdout.splitlines() if not line.startswith("note: ")]
    assert re.fullmatch(r"all \d+ invariants hold", told)


@pytest.mark.parametrize("revision", OLDER)
def test_a_copy_is_made_before(path: Path) -> None:
    before = contents(path)
    path.chmod(0o600)
    path.with_name("rent.db.before-0000").touch()
    upgrade(path)
    copy = copy_of(path, HEAD)
    assert contents(copy) == before
    assert copy.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir() if "before" in each.name] == [f"rent.db.before-{HEAD}"]


@pytest.mark.parametrize("revision", [HEAD])
def test_no_copy_is_made_where_nothing_is_to_be_done(path: Path) -> None:
    upgrade(path)
    upgrade(path.with_name("new.db"))
    assert sorted(each.name for each in path.parent.iterdir()) == ["new.db", "rent.db"]


@pytest.mark.sqlite
@pytest.mark.parametrize("revision", OLDER)
def test_where_it_fails_the_file_stays_as_it_was(path: Path) -> None:
    rows(path, "DROP VIEW IF EXISTS v_runs")
    rows(path, IN_THE_WAY)  # of the last step
    rows(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()
    with pytest.raises(SetupError, match="v_runs"):
        upgrade(path)
    assert path.read_bytes() == before
    assert not path.with_name("rent.db-wal").exists()
    rows(path, "DROP TABLE v_runs")
    upgrade(path)
    assert run_here("check-db", data=path.parent).returncode == 0


@pytest.mark.parametrize("revision", ["0003"])
def test_without_a_copy_it_is_not_changed(path: Path) -> None:
    copy_of(path, HEAD).mkdir()
    before = path.read_bytes()
    with pytest.raises(SetupError, match="do not change it without a copy"):
        upgrade(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("revision", ["0003"])
def test_a_newer_one_is_refused_and_left_alone(path: Path) -> None:
    rows(path, "UPDATE alembic_version SET version_num = '9000'")
    before = path.read_bytes(), contents(path)
    for command in (["status"], ["check-db"], ["reindex"], ["reclean"], ["search", "厂房"]):
        result = run_here(*command, data=path.parent)
        assert (result.returncode, result.stdout) == (1, "")
        assert "is of version 9000, which this rentspider does not know: a newer one wrote it" in result.stderr
    assert (path.read_bytes(), contents(path)) == before
    assert not list(path.parent.glob("*.before-*"))


@pytest.mark.parametrize("revision", ["0001"])
def test_two_that_open_it_at_once(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(SetupError, match="database is locked"):
            open_database(f"sqlite:///{path}?timeout=0.1")
        other.execute("ROLLBACK")
    upgrade(path)
    assert len(contents(path)["articles"]) == POSTS
