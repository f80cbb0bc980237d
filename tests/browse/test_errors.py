"""Errors are pages of a sentence, and put nothing of an article on the terminal but where they happened."""

import logging
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.browse.library import HOSTILE, PHONE
from tests.browse.pages import Pages, words
from tests.db.helpers import SITE
from tests.helpers import rows


@pytest.fixture
def broken(library: Path, tmp_path: Path) -> Pages:
    """Pages over a database that lost a view since they were opened."""
    database = Path(shutil.copy(library / "rent.db", tmp_path))
    pages = Pages(database)
    rows(database, "DROP VIEW v_revisions")
    return pages


def test_an_error_of_ours(broken: Pages, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    with caplog.at_level(logging.ERROR):
        text = broken.text(f"/post/{SITE}/{HOSTILE}", 500)
    assert "something went wrong (OperationalError); the terminal says more" in text
    assert "v_revisions" in caplog.text
    assert capfd.readouterr() == ("", "")
    assert PHONE not in caplog.text
    assert "The above exception" not in text
    broken.close()


def test_an_error_for_machines(broken: Pages) -> None:
    answer = broken.answer("/rent/changed.json")
    assert answer.status_code == 400
    assert "no such table: v_revisions" in answer.json()["error"]
    assert broken.answer("/rent/nothing.json").json()["status"] == 404
    broken.close()


def test_a_question_that_takes_too_long(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rentspider.browse.app.LONGEST", -1)
    monkeypatch.setattr("rentspider.db.readonly.STEPS", 1)
    assert words(pages.page("/charts", 503), "//h1") == ["太慢了 It took too long"]


def test_a_database_that_is_locked(library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rentspider.db.readonly.PATIENCE", 0)
    database = Path(shutil.copy(library / "rent.db", tmp_path))
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode=DELETE")
        pages = Pages(database)
        writer.execute("BEGIN EXCLUSIVE")
        page = pages.page("/charts", 503)
        writer.execute("ROLLBACK")
    assert words(page, "//h1") == ["数据库正忙 The database is busy"]
    assert "another program keeps the database locked" in words(page)[0]
    pages.close()
