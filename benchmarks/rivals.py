"""Other ways to search the same articles in SQLite: FTS5's trigrams, and LIKE."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.asked import Asked
from rentspider.db.filters import Filters

Row = tuple[int, str, str, str]
"""An article: key, moment, title, text."""


@dataclass
class Rival:
    """A way to search: it gives the total after it has fetched that and the first ten."""

    name: str
    answer: Callable[[Asked], int]
    seconds: float = 0
    """How long it took to make its index."""
    size: int = 0
    """The bytes of its index."""
    quick: bool = False
    """Whether it is asked as often as ours is."""


def articles(database: Path) -> Iterator[Row]:
    """All of them, one by one."""
    with closing(sqlite3.connect(database)) as connection:
        yield from connection.execute("SELECT key, published_at, title, body_text FROM articles ORDER BY key")


@contextmanager
def like(database: Path) -> Iterator[Rival]:
    """LIKE over the articles as they are."""
    where = "FROM articles WHERE (title LIKE ? OR body_text LIKE ?) AND published_at >= ? AND published_at < ?"
    with closing(sqlite3.connect(database)) as connection:

        def answer(asked: Asked) -> int:
            values = (f"%{asked.text}%", f"%{asked.text}%", *asked.days)
            connection.execute(f"SELECT key {where} ORDER BY published_at DESC LIMIT 10", values).fetchall()
            return int(connection.execute(f"SELECT count(*) {where}", values).fetchone()[0])

        yield Rival("LIKE", answer)


@contextmanager
def trigrams(database: Path, folder: Path) -> Iterator[Rival]:
    """FTS5's own trigram tokenizer, without a copy of the texts."""
    path = folder / "trigram.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(title, body, content='', tokenize='trigram')")
        connection.execute("CREATE TABLE days (key INTEGER PRIMARY KEY, day TEXT)")
        began = time.monotonic()
        rows = ((key, title, body) for key, _, title, body in articles(database))
        connection.executemany("INSERT INTO t (rowid, title, body) VALUES (?, ?, ?)", rows)
        connection.execute("INSERT INTO t (t) VALUES ('optimize')")
        connection.commit()
        seconds, size = time.monotonic() - began, path.stat().st_size
        connection.executemany("INSERT INTO days VALUES (?, ?)", ((key, day) for key, day, _, _ in articles(database)))
        within = "FROM t JOIN days ON days.key = t.rowid WHERE t MATCH ? AND day >= ? AND day < ?"

        def answer(asked: Asked) -> int:
            bounded = asked.filters != Filters()
            values = (f'"{asked.text}"', *(asked.days if bounded else ()))
            tables = within if bounded else "FROM t WHERE t MATCH ?"
            connection.execute(f"SELECT t.rowid {tables} ORDER BY rank LIMIT 10", values).fetchall()
            return int(connection.execute(f"SELECT count(*) {tables}", values).fetchone()[0])

        yield Rival("FTS5 trigram", answer, seconds, size)
