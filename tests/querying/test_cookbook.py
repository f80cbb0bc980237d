"""docs/querying.md: each question gives the answer that stands there, in each of its three languages."""

import importlib.util
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.querying.cookbook import AGAIN, LATER, Question, opening, questions, read, table
from tests.querying.demo import DEMO

TEXT = read()
each = pytest.mark.parametrize("question", [pytest.param(one, id=str(one.number)) for one in questions(TEXT)])
with_extension = pytest.mark.skipif(
    importlib.util.find_spec("duckdb_extension_sqlite_scanner") is None,
    reason="there is no package of DuckDB's SQLite extension for this machine",
)


@pytest.fixture
def database(question: Question, request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue("later" if question.number in LATER else "demo")
    return found


@contextmanager
def duck(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB as the page opens it, its extension from the package."""
    code = opening(TEXT)
    exec(code["python"][1], {})
    statements = code["sql"][0].partition("LOAD sqlite;\n")[2]  # what comes before fetches it from a server
    duckdb.sql(statements.replace(DEMO, str(database)))
    try:
        yield duckdb.default_connection()
    finally:
        duckdb.sql("USE memory; DETACH rent")


def test_there_are_fifteen() -> None:
    assert [question.number for question in questions(TEXT)] == list(range(1, 16))


@each
def test_sql(database: Path, question: Question) -> None:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    found = connection.execute(question.sql)
    assert table([name for name, *_ in found.description], found) == question.answer, AGAIN
    connection.close()


@each
def test_pandas(database: Path, question: Question) -> None:
    names: dict[str, Any] = {}
    exec(opening(TEXT)["python"][0].replace(DEMO, str(database)), names)
    exec(question.pandas, names)
    answer = names["answer"]
    assert table(list(answer.columns), answer.itertuples(index=False)) == question.answer, AGAIN
    names["connection"].close()


@with_extension
@each
def test_duckdb(database: Path, question: Question) -> None:
    with duck(database) as connection:
        found = connection.sql(question.duckdb)
        assert table(found.columns, found.fetchall()) == question.answer, AGAIN


@with_extension
def test_duckdb_lists_what_there_is(demo: Path) -> None:
    with duck(demo) as connection:
        names = {name for (name,) in connection.sql("SHOW TABLES").fetchall()}
    assert {"articles", "v_articles", "v_months", "removed_blocks"} <= names
