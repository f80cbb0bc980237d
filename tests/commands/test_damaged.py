"""A database that is damaged is told in one sentence by whatever command meets it, and nothing is written to it."""

import shutil
from pathlib import Path

import pytest

from tests.docs.pages import COMMANDS
from tests.fakesite import sample
from tests.helpers import Result, rows, run_here

READERS = [("status",), ("search", "厂房"), ("audit",), ("export",), ("check-db",)]
WRITERS = [("replay", str(sample.PATH)), ("reclean",), ("reindex",), ("learn",)]
TRIED_ELSEWHERE = {"crawl", "fleet", "browse"}
"""What wants a site or a browser."""
PAGE = 4096
pytestmark = pytest.mark.sqlite


@pytest.fixture
def path(demo: Path, tmp_path: Path) -> Path:
    """The database of the sample, all of it in its one file."""
    shutil.copy(demo / "rent.db", tmp_path)
    rows(tmp_path / "rent.db", "PRAGMA wal_checkpoint(TRUNCATE)")
    return tmp_path / "rent.db"


def blank(path: Path, table: str) -> bytes:
    """Blank the page at which a table begins; gives what the file is then."""
    [row] = rows(path, f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'")
    with path.open("r+b") as file:
        file.seek((row["rootpage"] - 1) * PAGE)
        file.write(bytes(PAGE))
    return path.read_bytes()


def check(result: Result) -> None:
    assert (result.returncode, result.stdout) == (1, "")
    [line] = result.stderr.splitlines()
    assert line.startswith("rentspider: ")
    assert "malformed" in line or "damaged" in line


def test_each_command_is_tried() -> None:
    assert {args[0] for args in (*READERS, *WRITERS)} == COMMANDS - TRIED_ELSEWHERE


@pytest.mark.parametrize("args", [*READERS, *WRITERS], ids=lambda args: str(args[0]))
def test_a_file_that_is_cut(path: Path, args: tuple[str, ...]) -> None:
    half = path.read_bytes()[: path.stat().st_size // 2]
    path.write_bytes(half)
    check(run_here(*args, data=path.parent))
    assert path.read_bytes() == half


@pytest.mark.parametrize("args", WRITERS, ids=lambda args: str(args[0]))
def test_nothing_is_written_where_any_table_is_damaged(path: Path, args: tuple[str, ...]) -> None:
    damaged = blank(path, "links")
    check(run_here(*args, data=path.parent))
    assert path.read_bytes() == damaged
    assert not list(path.parent.glob("*.holder")), "the lock is free"


def test_a_reader_that_meets_the_damage(path: Path) -> None:
    blank(path, "removed_blocks")
    check(run_here("audit", data=path.parent))


def test_the_check_says_what_is_damaged(path: Path) -> None:
    damaged = blank(path, "links")
    result = run_here("check-db", data=path.parent)
    assert (result.returncode, result.stderr) == (4, "")
    assert result.stdout.startswith("file-is-sound: the file is damaged: ")
    assert path.read_bytes() == damaged
