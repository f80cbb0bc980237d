"""Search in PostgreSQL, over the same articles: our own index, and pg_trgm as it comes."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, text

from benchmarks.asked import Asked
from benchmarks.corpus import Corpus
from benchmarks.rivals import Rival, articles
from rentspider.db import open_database
from rentspider.db.search import Query, find
from rentspider.db.search.index import index_all
from tests.postgres import EMPTY, Server


@contextmanager
def pairs(server: Server, count: int) -> Iterator[Rival]:
    """What `scrapy search` asks there."""
    engine = open_database(server.create("pairs", EMPTY))
    with engine.begin() as connection:
        Corpus(count).store(connection)
    began = time.monotonic()
    with engine.begin() as connection:
        index_all(connection)
    seconds = time.monotonic() - began
    with engine.connect() as connection:
        connection.execute(text("ANALYZE articles"))
        size = int(connection.execute(text("SELECT pg_total_relation_size('search_texts')")).scalar_one())

        def answer(asked: Asked) -> int:
            return find(connection, Query(f'"{asked.text}"', asked.filters, asked.order)).total

        yield Rival("PostgreSQL", answer, seconds, size, quick=True)
    engine.dispose()


@contextmanager
def pg_trgm(server: Server, database: Path) -> Iterator[Rival]:
    """PostgreSQL as it comes, with a GIN index of trigrams; a search is cut off after a minute."""
    engine = create_engine(server.create("trigrams", EMPTY))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        _load(connection, database)
        began = time.monotonic()
        connection.execute(text("CREATE INDEX trigrams ON articles USING gin (words gin_trgm_ops)"))
        seconds = time.monotonic() - began
        connection.execute(text("ANALYZE articles"))
        connection.execute(text("SET statement_timeout = '60s'"))
        size = int(connection.execute(text("SELECT pg_relation_size('trigrams')")).scalar_one())
        where = "FROM articles WHERE words ILIKE :like AND day >= :since AND day < :until"

        def answer(asked: Asked) -> int:
            values = {"like": f"%{asked.text}%", "since": asked.days[0], "until": asked.days[1]}
            connection.execute(text(f"SELECT key {where} ORDER BY day DESC LIMIT 10"), values).all()
            return int(connection.execute(text(f"SELECT count(*) {where}"), values).scalar_one())

        yield Rival("PostgreSQL pg_trgm", answer, seconds, size)
    engine.dispose()


def _load(connection: Connection, database: Path) -> None:
    connection.execute(text("CREATE EXTENSION pg_trgm"))
    connection.execute(text("CREATE TABLE articles (key integer PRIMARY KEY, day text, words text)"))
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy("COPY articles FROM STDIN") as copy:
        for key, day, title, body in articles(database):
            copy.write_row((key, day, f"{title}\n{body}"))
    connection.execute(text("CREATE INDEX days ON articles (day)"))
