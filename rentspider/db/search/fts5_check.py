"""Whether SQLite's index of the full text is whole, and says of each article what the article says."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, text

from rentspider.db.search.fts5_index import INDEXES
from rentspider.db.search.tokens import TITLE, fold, is_single, phrase

PIECE = 30
"""So many characters from the end of a text are looked up."""

TRIGGERS = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
STRAY = text(
    "SELECT id FROM search_bigrams_docsize UNION SELECT id FROM search_characters_docsize"
    " EXCEPT SELECT key FROM articles EXCEPT SELECT article_key FROM search_changes"
)
_ARTICLES = text(
    "SELECT a.key, a.title, a.body_text, b.sz, c.id FROM articles a"
    " LEFT JOIN search_bigrams_docsize b ON b.id = a.key LEFT JOIN search_characters_docsize c ON c.id = a.key"
    " WHERE a.key NOT IN (SELECT article_key FROM search_changes)"
)
_HOLDS = text("SELECT 1 FROM search_bigrams WHERE search_bigrams MATCH :expression AND rowid = :key")


def wrong(connection: Connection) -> Iterator[int]:
    """The articles that are not in the index as they are."""
    rows = connection.execute(_ARTICLES, execution_options={"yield_per": 100})
    yield from (row.key for row in rows if not _is_held(connection, row))


def verify(connection: Connection) -> None:
    """Have SQLite look through the index; writers wait until the connection is closed.

    Raises:
        DatabaseError: it is damaged.
    """
    for name in INDEXES:
        connection.execute(text(f"INSERT INTO {name} ({name}) VALUES ('integrity-check')"))


def _is_held(connection: Connection, row: Row[Any]) -> bool:
    """Whether an article's numbers of tokens are right, and its title and the end of its text are found in it."""
    title, body = fold(row.title), fold(row.body_text)
    if row.id is None or row.sz is None or _numbers(row.sz) != [_units(body), _units(title)]:
        return False
    pieces = [(title, TITLE), (body.rpartition("\n")[2][-PIECE:], "")]
    asked = [phrase(piece, mark) for piece, mark in pieces if piece and not is_single(piece)]
    if not asked:
        return True
    return connection.execute(_HOLDS, {"expression": " AND ".join(asked), "key": row.key}).first() is not None


def _units(text: str) -> int:
    return len(text.encode("utf-16-be")) // 2


def _numbers(packed: bytes) -> list[int]:
    """The number of tokens in each column, as FTS5 keeps it: seven bits a byte, the first ones first."""
    numbers, number = [], 0
    for byte in packed:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(number)
            number = 0
    return numbers
