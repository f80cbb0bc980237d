"""Keeps the search index in step with the articles, and makes it anew, on whatever engine.

Triggers note in `search_changes` which articles changed, whoever changed them.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select

from rentspider.db.models import Article, SearchChange
from rentspider.db.search import fts5_index, gin_index
from rentspider.db.upsert import table_of

BATCH = 200
"""So many articles are indexed at a time."""

Done = Callable[[int], object]
"""Is told how many articles have been indexed since it was last told."""

ENGINES = {"sqlite": fts5_index, "postgresql": gin_index}
"""What each engine has for an index; no other engine is supported."""
_ARTICLES, _CHANGES = table_of(Article), table_of(SearchChange)
_NEXT = (
    select(_CHANGES, _ARTICLES.c.title.label("new_title"), _ARTICLES.c.body_text.label("new_body"))
    .outerjoin(_ARTICLES, _ARTICLES.c.key == _CHANGES.c.article_key)
    .order_by(_CHANGES.c.article_key)
    .limit(BATCH)
)
_FORGET = delete(_CHANGES).where(_CHANGES.c.article_key <= bindparam("last"))


def keep_in_step(connection: Connection, done: Done = lambda _: None) -> None:
    """Index what has changed, at the end of the transaction that has changed it."""
    _index(connection, ENGINES[connection.dialect.name].write, done)


def index_all(connection: Connection, done: Done = lambda _: None) -> None:
    """Make the index anew from all articles: its tables, its triggers, and what is in it."""
    engine = ENGINES[connection.dialect.name]
    write = engine.make(connection)
    connection.execute(delete(_CHANGES))
    connection.execute(insert(_CHANGES).from_select(["article_key"], select(_ARTICLES.c.key)))
    _index(connection, write, done)
    engine.finish(connection)


def _index(connection: Connection, write: Callable[[Connection, Sequence[Row[Any]]], None], done: Done) -> None:
    """Put the changes into an index, bit by bit."""
    more = True
    while more and (changes := connection.execute(_NEXT).all()):
        write(connection, changes)
        connection.execute(_FORGET, {"last": changes[-1].article_key})
        done(len(changes))
        more = len(changes) == BATCH
