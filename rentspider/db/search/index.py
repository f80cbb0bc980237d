"""Keeps the search index in step with the articles, makes it anew, and checks it.

Triggers note in `search_changes` which articles changed, whoever changed them, with what the index holds of them: its
tables keep no texts, and take an entry out only when they are told what it was made of.
"""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection, TextClause, bindparam, delete, insert, select, text

from rentspider.db.models import Article, SearchChange
from rentspider.db.search.tokens import TITLE, bigrams, characters
from rentspider.db.upsert import table_of

BATCH = 200
"""So many articles are indexed at a time."""

Done = Callable[[int], object]
"""Is told how many articles have been indexed since it was last told."""

_ARTICLES, _CHANGES = table_of(Article), table_of(SearchChange)
_NEXT = (
    select(_CHANGES, _ARTICLES.c.title.label("new_title"), _ARTICLES.c.body_text.label("new_body"))
    .outerjoin(_ARTICLES, _ARTICLES.c.key == _CHANGES.c.article_key)
    .order_by(_CHANGES.c.article_key)
    .limit(BATCH)
)
_FORGET = delete(_CHANGES).where(_CHANGES.c.article_key <= bindparam("last"))
_TAKE = (
    text("INSERT INTO search_bigrams (search_bigrams, rowid, title, body) VALUES ('delete', :key, :title, :body)"),
    text("INSERT INTO search_characters (search_characters, rowid, characters) VALUES ('delete', :key, :characters)"),
)
_PUT = (
    text("INSERT INTO search_bigrams (rowid, title, body) VALUES (:key, :title, :body)"),
    text("INSERT INTO search_characters (rowid, characters) VALUES (:key, :characters)"),
)
INDEXES = ("search_bigrams", "search_characters")
TRIGGERS = {
    "articles_new": "INSERT ON articles BEGIN INSERT INTO search_changes (article_key) VALUES (new.key)",
    # What the index has of an article is what stood there when the first of several changes came.
    "articles_changed": "UPDATE OF title, body_text ON articles"
    " WHEN old.title IS NOT new.title OR old.body_text IS NOT new.body_text"
    " BEGIN INSERT INTO search_changes VALUES (old.key, old.title, old.body_text)",
    "articles_deleted": "DELETE ON articles"
    " BEGIN INSERT INTO search_changes VALUES (old.key, old.title, old.body_text)",
}
"""Every way of writing articles is noted by these. They use nothing but SQL, so that other programs can write too."""

_MAKE = [
    *(f"DROP TABLE IF EXISTS {name}" for name in INDEXES),
    *(f"DROP TRIGGER IF EXISTS {name}" for name in TRIGGERS),
    "CREATE VIRTUAL TABLE search_bigrams USING fts5(body, title, content='', tokenize='ascii')",
    # Fewer merges while articles come one by one.
    "INSERT INTO search_bigrams (search_bigrams, rank) VALUES ('automerge', 8)",
    "CREATE VIRTUAL TABLE search_characters USING fts5(characters, content='', tokenize='ascii', detail=none)",
    *(f"CREATE TRIGGER {name} AFTER {body} ON CONFLICT DO NOTHING; END" for name, body in TRIGGERS.items()),
]
_MERGE = [f"INSERT INTO {name} ({name}) VALUES ('optimize')" for name in INDEXES]


def keep_in_step(connection: Connection, done: Done = lambda _: None) -> None:
    """Index what has changed, in the transaction of the change."""
    if connection.dialect.name != "sqlite":
        return  # no other engine has an index so far
    while changes := connection.execute(_NEXT).all():
        _write(connection, _TAKE, [(row.article_key, row.title, row.body_text) for row in changes])
        _write(connection, _PUT, [(row.article_key, row.new_title, row.new_body) for row in changes])
        connection.execute(_FORGET, {"last": changes[-1].article_key})
        done(len(changes))


def index_all(connection: Connection, done: Done = lambda _: None) -> None:
    """Make the index anew from all articles: its tables, its triggers, and what is in it."""
    if connection.dialect.name != "sqlite":
        return
    for statement in _MAKE:
        connection.exec_driver_sql(statement)
    connection.execute(delete(_CHANGES))
    connection.execute(insert(_CHANGES).from_select(["article_key"], select(_ARTICLES.c.key)))
    keep_in_step(connection, done)
    for statement in _MERGE:
        connection.exec_driver_sql(statement)


def _write(
    connection: Connection, statements: tuple[TextClause, TextClause], texts: Iterable[tuple[int, Any, Any]]
) -> None:
    known = [(key, title, body) for key, title, body in texts if title is not None]
    if known:
        of_bigrams, of_characters = statements
        pairs = [{"key": key, "title": bigrams(title, TITLE), "body": bigrams(body)} for key, title, body in known]
        connection.execute(of_bigrams, pairs)
        singles = [{"key": key, "characters": characters(title, body)} for key, title, body in known]
        connection.execute(of_characters, singles)
