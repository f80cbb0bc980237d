"""Makes PostgreSQL's index of the full text, and puts articles into it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, text

from rentspider.db.search.gin import BITS, IN_TITLE, TEXTS
from rentspider.db.search.tokens import fold

MEMORY = "256MB"
"""What making the index may take; with less it takes several times as long."""

Write = Callable[[Connection, Sequence[Row[Any]]], None]

_PUT = (
    "INSERT INTO {} (article_key, size, title, body) VALUES (:key, :size, :title, :body) ON CONFLICT (article_key)"
    " DO UPDATE SET size = excluded.size, title = excluded.title, body = excluded.body"
)
_NUMBERS = f"(ascii(a)::bigint << {BITS}) | ascii(b)"
_PAIRS = "unnest({0}, {0}[2:]) AS pair (a, b)"
# The cost, which is about what it takes beside a comparison, keeps the server from running it for a search.
_SEARCH_TOKENS = rf"""
CREATE OR REPLACE FUNCTION search_tokens(title text, body text) RETURNS bigint[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10000 AS $$
    SELECT array(SELECT DISTINCT ascii(a)::bigint FROM unnest(every) AS letter (a) WHERE a <> E'\n')
        || array(SELECT {_NUMBERS} FROM {_PAIRS.format("every")} WHERE a <> E'\n' AND b <> E'\n')
        || array(SELECT {IN_TITLE} | ascii(a) FROM unnest(alone) AS letter (a))
        || array(SELECT {IN_TITLE} | {_NUMBERS} FROM {_PAIRS.format("alone")} WHERE b <> '')
    FROM (SELECT string_to_array(title || E'\n' || body, NULL), string_to_array(title, NULL)) AS letters (every, alone)
$$"""
_NOTE = """
CREATE OR REPLACE FUNCTION search_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO search_changes (article_key) VALUES (coalesce(new.key, old.key)) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$"""
_NOTED = "EXECUTE FUNCTION search_note()"
TRIGGERS = {
    "articles_noted": f"AFTER INSERT OR DELETE ON articles FOR EACH ROW {_NOTED}",
    "articles_change_noted": "AFTER UPDATE OF title, body_text ON articles"
    f" FOR EACH ROW WHEN (old.title <> new.title OR old.body_text <> new.body_text) {_NOTED}",
}
"""Every way of writing articles is noted by these."""

# All is made beside what is there, which readers have until the end, when it is replaced at a stroke.
_MAKE = [
    _SEARCH_TOKENS,
    _NOTE,
    *(f"CREATE OR REPLACE TRIGGER {name} {what}" for name, what in TRIGGERS.items()),
    "CREATE INDEX IF NOT EXISTS search_newest ON articles (published_at DESC NULLS LAST, key DESC)",
    "CREATE TABLE search_texts_new (article_key integer CONSTRAINT search_texts_new_key PRIMARY KEY,"
    " size integer NOT NULL, title text NOT NULL, body text NOT NULL)",
]
_FINISH = [
    "ANALYZE search_texts_new",
    f"SET LOCAL maintenance_work_mem = '{MEMORY}'",
    "CREATE INDEX search_tokens_new ON search_texts_new USING gin (search_tokens(title, body))",
    # Figures of single tokens would cost minutes each time, and have the server look through all texts for common ones.
    "ALTER INDEX search_tokens_new ALTER COLUMN 1 SET STATISTICS 0",
    "DROP TABLE IF EXISTS search_texts",
    "ALTER TABLE search_texts_new RENAME TO search_texts",
    "ALTER INDEX search_texts_new_key RENAME TO search_texts_key",
    "ALTER INDEX search_tokens_new RENAME TO search_tokens",
]


def make(connection: Connection) -> Write:
    """Make what notes changes, and an empty index; gives what puts articles into it."""
    for statement in _MAKE:
        connection.exec_driver_sql(statement)
    return partial(write, into="search_texts_new")


def finish(connection: Connection) -> None:
    """Index the texts at once, which is much quicker than one by one, and put all in its place."""
    for statement in _FINISH:
        connection.exec_driver_sql(statement)


def write(connection: Connection, changes: Sequence[Row[Any]], into: str = TEXTS.name) -> None:
    """Put articles as they are now into the index; take those out that are gone."""
    gone = [{"key": row.article_key} for row in changes if row.new_title is None]
    there = [_entry(row) for row in changes if row.new_title is not None]
    if gone:
        connection.execute(text(f"DELETE FROM {into} WHERE article_key = :key"), gone)
    if there:
        connection.execute(text(_PUT.format(into)), there)


def _entry(row: Row[Any]) -> dict[str, Any]:
    title, body = fold(row.new_title), fold(row.new_body)
    return {"key": row.article_key, "size": size(title, body), "title": title, "body": body}


def size(title: str, body: str) -> int:
    """The length of an article, as ranking takes it."""
    return len(title) + len(body)
