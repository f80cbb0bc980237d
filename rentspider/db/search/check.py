"""Whether the search index is sound, and whether it says of each article what the article says."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, text
from sqlalchemy.exc import DatabaseError

from rentspider.db.search.index import INDEXES, TRIGGERS
from rentspider.db.search.tokens import TITLE, fold, is_single, phrase

NAMED = 5
"""So many articles a sentence names."""
PIECE = 30
"""So many characters from the end of a text are looked up."""

_TRIGGERS = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
_CHANGED = text("SELECT article_key FROM search_changes ORDER BY article_key")
_STRAY = text(
    "SELECT id FROM search_bigrams_docsize UNION SELECT id FROM search_characters_docsize"
    " EXCEPT SELECT key FROM articles EXCEPT SELECT article_key FROM search_changes"
)
_ARTICLES = text(
    "SELECT a.key, a.title, a.body_text, b.sz, c.id FROM articles a"
    " LEFT JOIN search_bigrams_docsize b ON b.id = a.key LEFT JOIN search_characters_docsize c ON c.id = a.key"
    " WHERE a.key NOT IN (SELECT article_key FROM search_changes)"
)
_HOLDS = text("SELECT 1 FROM search_bigrams WHERE search_bigrams MATCH :expression AND rowid = :key")


def faults(connection: Connection) -> Iterator[str]:
    """What is wrong with the index, a sentence each; nothing where all is well."""
    lost = set(TRIGGERS) - set(connection.execute(_TRIGGERS).scalars())
    if lost:
        yield f"changes of articles are not noted any more: no trigger {', '.join(sorted(lost))}"
    try:
        changed, stray = (connection.execute(query).scalars().all() for query in (_CHANGED, _STRAY))
        yield from _told(changed, *["changed by another program, and not indexed since"] * 2)
        yield from _told(stray, "is in the index alone", "are in the index alone")
        rows = connection.execute(_ARTICLES, execution_options={"yield_per": 100})
        wrong = [row.key for row in rows if not _is_held(connection, row)]
        yield from _told(wrong, "is not in the index as it is", "are not in the index as they are")
        for name in INDEXES:
            # Last, as it keeps writers waiting until the connection is closed.
            connection.execute(text(f"INSERT INTO {name} ({name}) VALUES ('integrity-check')"))
    except DatabaseError as error:
        yield f"the index cannot be read: {error.orig}"


def _told(keys: Sequence[int], one: str, many: str) -> Iterator[str]:
    if keys:
        named = ", ".join([*map(str, keys[:NAMED]), *("…" for _ in keys[NAMED : NAMED + 1])])
        yield f"1 article {one} (key {named})" if len(keys) == 1 else f"{len(keys)} articles {many} (keys {named})"


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
