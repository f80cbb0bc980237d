"""A process that asks for all articles over and over, with one of the tools, until it is told to stop.

`python -m tests.querying.reader TOOL DATABASE STOP` writes one line when it has begun, and one at its end, as JSON: how
often it asked, how long the slowest answer took, and every state of every article that it has seen.
"""

import importlib.util
import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter
from typing import Any

# All that belongs to an article, and that comes with it: what is half of one has another state.
STATE = """
SELECT a.id, a.title, a.text, coalesce(a.tags, '') AS tags, a.removed_characters, a.pictures,
       (SELECT count(*) FROM captures c WHERE c.article_key = a.key) AS captures,
       (SELECT count(*) FROM links l WHERE l.article_key = a.key) AS links,
       (SELECT count(*) FROM fetches f WHERE f.post_id = a.id AND f.status = 200) AS fetches
FROM v_articles a ORDER BY a.id
"""
Rows = Iterable[Iterable[Any]]


def plain(database: str) -> Callable[[], Rows]:
    """One connection all the time, which waits for nothing: where it had to, it would fail at once."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=0)
    return lambda: connection.execute(STATE).fetchall()


def pandas(database: str) -> Callable[[], Rows]:
    """Data frames, over a new connection each time."""
    from pandas import read_sql

    def ask() -> Rows:
        connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        found: Rows = read_sql(STATE, connection).itertuples(index=False, name=None)
        connection.close()
        return found

    return ask


def duckdb(database: str) -> Callable[[], Rows]:
    """DuckDB, which reads the view as one question and the tables by others, in one transaction."""
    from duckdb import connect

    connection, package = connect(), importlib.util.find_spec("duckdb_extension_sqlite_scanner")
    assert package
    assert package.origin
    connection.execute(f"LOAD '{next(Path(package.origin).parent.rglob('*.duckdb_extension'))}'")
    connection.execute(f"ATTACH '{database}' AS rent (TYPE sqlite, READ_ONLY); USE rent")
    return lambda: connection.execute(
        STATE.replace("= a.key", "= a.key::int").replace("= a.id", "= a.id::int")
    ).fetchall()


def main(tool: str, database: str, stop: str) -> None:
    """Ask until the file `stop` is there, and once more."""
    ask = {"plain": plain, "pandas": pandas, "duckdb": duckdb}[tool](database)
    states: dict[int, set[tuple[str, ...]]] = {}
    counts, asked, slowest, last = set(), 0, 0.0, False
    os.nice(5)  # the crawl is to go on
    print("begun", flush=True)
    while not last:
        last, start = Path(stop).exists(), perf_counter()
        rows = [tuple(map(str, row)) for row in ask()]
        slowest, asked = max(slowest, perf_counter() - start), asked + 1
        counts.add(len(rows))
        for number, *state in rows:
            states.setdefault(int(number), set()).add(tuple(state))
    found = {number: sorted(forms) for number, forms in states.items()}
    print(json.dumps({"asked": asked, "slowest": slowest, "counts": sorted(counts), "states": found}))


if __name__ == "__main__":
    main(*sys.argv[1:])
