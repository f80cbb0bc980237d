"""Makes SQLite's index of the full text, and puts articles into it.

Its tables keep no texts, and take an entry out only when they are told what it was made of: so the triggers note that.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, TextClause, text

from rentspider.db.search.tokens import TITLE, bigrams, characters

Write = Callable[[Connection, Sequence[Row[Any]]], None]

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

_TAKE = (
    text("INSERT INTO search_bigrams (search_bigrams, rowid, title, body) VALUES ('delete', :key, :title, :body)"),
    text("INSERT INTO search_characters (search_characters, rowid, characters) VALUES ('delete', :key, :characters)"),
)
_PUT = (
    text("INSERT INTO search_bigrams (rowid, title, body) VALUES (:key, :title, :body)"),
    text("INSERT INTO search_characters (rowid, characters) VALUES (:key, :characters)"),
)
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


def make(connection: Connection) -> Write:
    """Make the triggers, and an empty index; gives what puts articles into it."""
    for statement in _MAKE:
        connection.exec_driver_sql(statement)
    return write


def finish(connection: Connection) -> None:
    """Merge what was put in bit by bit."""
    for statement in _MERGE:
        connection.exec_driver_sql(statement)


def write(connection: Connection, changes: Sequence[Row[Any]]) -> None:
    """Take out what the index has of some articles, and put in what they say now."""
    _write(connection, _TAKE, [(row.article_key, row.title, row.body_text) for row in changes])
    _write(connection, _PUT, [(row.article_key, row.new_title, row.new_body) for row in changes])


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
