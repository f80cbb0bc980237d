"""Whether PostgreSQL's index of the full text is whole, and says of each article what the article says."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from rentspider.db.search.gin_index import size
from rentspider.db.search.tokens import fold

TRIGGERS = text("SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass('articles') AND tgenabled <> 'D'")
STRAY = text(
    "SELECT article_key FROM search_texts EXCEPT SELECT key FROM articles EXCEPT SELECT article_key FROM search_changes"
)
_ARTICLES = text(
    "SELECT a.key, a.title, a.body_text, s.title AS folded, s.body, s.size FROM articles a"
    " LEFT JOIN search_texts s ON s.article_key = a.key WHERE a.key NOT IN (SELECT article_key FROM search_changes)"
)
_INDEX = text("SELECT indisvalid FROM pg_index WHERE indexrelid = 'search_tokens'::regclass")


def wrong(connection: Connection) -> Iterator[int]:
    """The articles whose text is not there as it is."""
    for row in connection.execute(_ARTICLES, execution_options={"yield_per": 100}):
        title, body = fold(row.title), fold(row.body_text)
        if (row.folded, row.body, row.size) != (title, body, size(title, body)):
            yield row.key


def verify(connection: Connection) -> None:
    """See that the index over the texts is there; the server keeps it whole.

    Raises:
        DatabaseError: it is not.
    """
    connection.execute(_INDEX).one()
