"""Revisions: the forms that an article had before, in the order of capture, whatever order they came in."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update

from rentspider.db.models import Revision

_COPIED = ("fetched_at", "title", "body_text", "body_html", "source", "content_hash", "cleaner_version")


def place_version(connection: Connection, key: int, newest: str, version: Mapping[str, Any]) -> None:
    """Put an older form of an article in its place; captures in a row that do not differ are one form.

    Args:
        key: the article.
        newest: the content hash of the article as it is now.
        version: the older form, with the columns of `articles`.
    """
    when, content = version["fetched_at"], version["content_hash"]
    mine = select(Revision).where(Revision.article_key == key)
    newer = connection.execute(mine.where(Revision.fetched_at >= when).order_by(Revision.fetched_at).limit(1)).first()
    if (newer.content_hash if newer else newest) == content:
        return
    older = connection.execute(
        mine.where(Revision.fetched_at < when).order_by(Revision.fetched_at.desc()).limit(1)
    ).first()
    values = {name: version[name] for name in _COPIED}
    if older and older.content_hash == content:
        connection.execute(update(Revision).where(Revision.key == older.key).values(**values))
    else:
        connection.execute(insert(Revision).values(article_key=key, **values))
