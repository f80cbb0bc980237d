"""The invariants can be asked of every engine, and hold of what the statements store."""

import pytest
from sqlalchemy import create_engine

from rentspider.db import open_database
from rentspider.db.invariants import NAMES, findings
from tests.db.helpers import Database, post
from tests.docs.pages import BY_NAME


def names(database: Database) -> set[str]:
    return {finding.name for finding in findings(database.engine)}


HOSTILE = ["a<b> & 'c'", "1 > 0 </p>", "蕞好与蕞尔", "e\u0301te\u0301 \u202e甲", "&lt;script&gt;", "\u200b甲\ufeff乙"]


@pytest.mark.parametrize("text", HOSTILE)
def test_html_and_text_say_the_same_of_odd_texts(database: Database, text: str) -> None:
    database.save(post(1, text, title=text, source=text, images=['http://demo.example/a>"b.jpg']))
    assert names(database) == {"article-has-fetch", "capture-has-fetch"}, "only the fetches are missing here"


def test_captures_and_revisions_hold_after_changes(database: Database) -> None:
    database.save(post(1, "甲", at=0), post(1, "乙", at=1), post(1, "甲", at=2), post(1, "丙", at=2))
    database.save(post(1, "丁", at=1.5, cleaner=2), post(2, "丙", at=3), post(2, "", at=4), post(2, "丙", at=3.5))
    assert names(database) == {"article-has-fetch", "capture-has-fetch"}


EARLY, LATE = "2026-03-10T04:00:00Z", "2026-03-11T04:00:00Z"


@pytest.mark.parametrize(
    ("earliest", "at", "latest", "day", "precision", "whole"),
    [
        (None, None, None, None, None, True),
        (EARLY, EARLY, LATE, None, "range", True),
        (None, None, LATE, None, "range", True),
        (EARLY, None, None, None, "range", True),
        (LATE, None, EARLY, None, "range", False),
        (EARLY, None, LATE, None, "range", False),
        (LATE, EARLY, LATE, None, "range", False),
        (None, EARLY, LATE, None, "range", False),
        (None, None, LATE, "2026-03-11", "day", False),
        (None, None, LATE, None, None, False),
        (None, None, None, None, "range", False),
    ],
)
def test_a_date_is_whole_also_with_an_open_end(
    database: Database,
    earliest: str | None,
    at: str | None,
    latest: str | None,
    day: str | None,
    precision: str | None,
    whole: bool,
) -> None:
    database.save(post(1))
    given = {"earliest": earliest, "at": at, "latest": latest, "day": day, "precision": precision}
    told = ", ".join(f"published_{name} = " + (f"'{value}'" if value else "NULL") for name, value in given.items())
    database.rows(f"UPDATE articles SET {told}")
    assert ("date-is-whole" not in names(database)) is whole
    assert ("date-has-evidence" in names(database)) is (precision is not None)


def test_an_empty_database_breaks_none(database: Database) -> None:
    assert names(database) == set()


def test_a_database_of_another_engine_can_be_asked(postgres: str) -> None:
    open_database(postgres).dispose()
    engine = create_engine(postgres)
    assert list(findings(engine)) == []
    engine.dispose()


def test_each_invariant_is_documented() -> None:
    named = [line.split("`")[1] for line in BY_NAME["docs/database.md"].text.splitlines() if line.startswith("| `")]
    assert named == [*NAMES, "place-has-answer", "run-is-on"]
