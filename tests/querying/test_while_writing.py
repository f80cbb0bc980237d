"""Other tools read the database while a crawl writes: none is blocked, and none sees half an article."""

import importlib.util
import json
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest

from rentspider.db import engine, open_database
from tests.e2e.site import crawl, serve, small_site
from tests.fakesite import sample
from tests.helpers import ROOT, Result, run_here
from tests.querying.reader import plain

TOOLS = ["plain", "pandas", "duckdb"]
PATIENCE = 5
"""Seconds; a reader that waits for a crawl waits longer."""


@dataclass(frozen=True)
class Outcome:
    """A crawl, what readers saw meanwhile, and what somebody saw who began to read before it and never ended."""

    crawl: Result
    database: Path
    seen: dict[str, dict[str, Any]]
    held: tuple[int, int]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    data = tmp_path_factory.mktemp("read")
    database, stop = data / "rent.db", data / "stop"
    open_database(f"sqlite:///{database}").dispose()
    tools = [tool for tool in TOOLS if tool != "duckdb" or importlib.util.find_spec("duckdb_extension_sqlite_scanner")]
    readers = {tool: _reader(tool, database, stop) for tool in tools}
    holder = sqlite3.connect(database, isolation_level=None)
    holder.execute("BEGIN")
    before = holder.execute("SELECT count(*) FROM articles").fetchone()[0]
    with serve(small_site()) as server:
        result = crawl(server, data)
    after = holder.execute("SELECT count(*) FROM articles").fetchone()[0]
    holder.close()
    stop.touch()
    seen = {tool: json.loads(_end(reader)) for tool, reader in readers.items()}
    return Outcome(result, database, seen, (before, after))


def _reader(tool: str, database: Path, stop: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.querying.reader", tool, str(database), str(stop)]
    reader = subprocess.Popen(command, cwd=ROOT, stdout=PIPE, stderr=PIPE, text=True)
    assert reader.stdout
    assert reader.stdout.readline() == "begun\n", reader.stderr and reader.stderr.read()
    return reader


def _end(reader: "subprocess.Popen[str]") -> str:
    out, err = reader.communicate(timeout=60)
    assert (reader.returncode, err) == (0, "")
    return out


@pytest.fixture(params=TOOLS)
def seen(outcome: Outcome, request: pytest.FixtureRequest) -> dict[str, Any]:
    """What one of the readers saw; that it ended well says that it never found the database locked."""
    if request.param not in outcome.seen:
        pytest.skip("there is no package of DuckDB's SQLite extension for this machine")
    return outcome.seen[request.param]


def test_the_crawl_is_not_blocked_by_its_readers(outcome: Outcome) -> None:
    assert outcome.crawl.returncode == 0, outcome.crawl.stderr
    assert "locked" not in outcome.crawl.stderr


def test_a_reader_sees_the_crawl_go_on(seen: dict[str, Any]) -> None:
    assert seen["counts"][0] == 0
    assert seen["counts"][-1] == 25
    assert len(seen["counts"]) > 3


def test_a_reader_never_waits_for_the_crawl(seen: dict[str, Any]) -> None:
    assert seen["slowest"] < PATIENCE


def test_a_reader_never_sees_half_an_article(outcome: Outcome, seen: dict[str, Any]) -> None:
    whole = {str(number): [[str(value) for value in state]] for number, *state in plain(str(outcome.database))()}
    assert seen["states"] == whole


def test_who_began_to_read_before_sees_what_was_then(outcome: Outcome) -> None:
    assert outcome.held == (0, 0)


def test_a_tool_that_holds_changes_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 0)
    open_database(f"sqlite:///{tmp_path / 'rent.db'}").dispose()
    tool = sqlite3.connect(tmp_path / "rent.db", isolation_level=None)
    tool.execute("BEGIN IMMEDIATE")
    result = run_here("replay", sample.PATH, data=tmp_path)
    tool.close()
    assert result.returncode == 1
    assert "the database cannot be written: database is locked; another program may hold changes" in result.stderr
    assert "Traceback" not in result.stderr
