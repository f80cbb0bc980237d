"""Stores articles: the newest fetch of a post is the article, what it was before becomes a revision.

What is written of an article, by the way that a page comes:

- first or later than what is stored: all columns, and all parts: removed blocks, pictures, remembered lines and tags;
- the same fetch once more, or an earlier one: no column but `first_seen_at`, and no part;
- cleaned anew: all columns but those that follow from other fetches as well, and all parts.

The links that a page has shown are added by each way; dates follow from evidence, which is none of this module's.

Whoever stores some ends the transaction with `keep_in_step`: the search index takes several at once in less time.
"""

from collections.abc import Iterable
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from rentspider.db.models import Article
from rentspider.db.parts import save_links, save_parts
from rentspider.db.revisions import rebuild_revisions, record_capture, record_captures_anew
from rentspider.db.upsert import table_of
from rentspider.items import PostItem

Outcome = Literal["new", "changed", "unchanged", "older"]

_ARTICLES = table_of(Article)
_OF_ALL = ("status", "last_seen_at")
"""Columns that other fetches have a say in."""
_BY_POST = select(_ARTICLES).where(_ARTICLES.c.site == bindparam("site"), _ARTICLES.c.id == bindparam("id"))
_INSERT = insert(_ARTICLES).returning(_ARTICLES.c.key)
# Not in order: SQLite would walk the whole site for it, by the index that has the order.
_BY_TEXT = select(_ARTICLES.c.id, _ARTICLES.c.key, _ARTICLES.c.duplicate_of).where(
    _ARTICLES.c.site == bindparam("site"), _ARTICLES.c.text_hash == bindparam("text_hash")
)


def save_article(connection: Connection, item: PostItem) -> Outcome:
    """Store a cleaned post; the same fetch twice changes nothing, and the order of fetches does not matter.

    Returns:
        what storing it meant.
    """
    columns = _columns(item)
    known = connection.execute(_BY_POST, {"site": item.site, "id": item.page.id}).one_or_none()
    if known is None:
        row = {**columns, "first_seen_at": item.fetch.fetched_at}
        key = int(connection.execute(_INSERT, row).scalar_one())
        save_parts(connection, key, item, new=True)
        record_capture(connection, key, columns)
        outcome: Outcome = "new"
    else:
        key, outcome = known.key, _save_again(connection, known, item, columns)
        record_capture(connection, key, columns)
        rebuild_revisions(connection, key, item.cleaner_version, (known._asdict(), columns))
    save_links(connection, key, item)
    before = known.text_hash if known else None
    if outcome != "older" and before != item.text_hash:
        _mark_duplicates(connection, item.site, filter(None, (before, item.text_hash)))
    return outcome


def clean_anew(connection: Connection, key: int, item: PostItem) -> bool:
    """Store what another cleaning makes of the page that an article comes from already: no revision, no new fetch.

    Returns:
        whether title, text or source are other ones now.
    """
    known = connection.execute(select(_ARTICLES).where(_ARTICLES.c.key == key)).one()
    columns = _columns(item)
    new = {name: value for name, value in columns.items() if name not in _OF_ALL and getattr(known, name) != value}
    if new:
        _update(connection, key, **new)
    save_parts(connection, key, item)
    save_links(connection, key, item)
    record_captures_anew(connection, key, known._asdict(), columns)
    if known.text_hash != item.text_hash:
        _mark_duplicates(connection, item.site, filter(None, (known.text_hash, item.text_hash)))
    return bool(known.content_hash != item.content_hash)


def _save_again(connection: Connection, known: Row[Any], item: PostItem, columns: dict[str, Any]) -> Outcome:
    when, cleaner = item.fetch.fetched_at, item.cleaner_version
    differs = known.content_hash != item.content_hash
    if when < known.fetched_at:
        if when < known.first_seen_at:
            _update(connection, known.key, first_seen_at=when)
        return "older"
    if when == known.fetched_at and cleaner == known.cleaner_version and item.content_hash <= known.content_hash:
        return "unchanged"  # the same fetch; of two in one second the hash decides, so that their order does not
    _update(connection, known.key, **columns)
    save_parts(connection, known.key, item)
    return "changed" if differs else "unchanged"


def _columns(item: PostItem) -> dict[str, Any]:
    page, fetch = item.page, item.fetch
    return {
        "site": item.site,
        "id": page.id,
        "url": page.url,
        "title": item.title,
        "title_raw": page.title,
        "body_text": item.body_text,
        "body_html": item.body_html,
        "category": page.category,
        "author": page.author,
        "source": item.source,
        "view_count": page.views,
        "last_seen_at": fetch.fetched_at,
        "fetched_at": fetch.fetched_at,
        "content_hash": item.content_hash,
        "text_hash": item.text_hash,
        "status": "live",
        "flags": ",".join(item.flags),
        "layout": page.layout,
        "cleaner_version": item.cleaner_version,
        **({} if item.text_hash else {"duplicate_of": None}),
    }


def _update(connection: Connection, key: int, **values: Any) -> None:
    connection.execute(update(_ARTICLES).where(_ARTICLES.c.key == key).values(**values))


def _mark_duplicates(connection: Connection, site: str, hashes: Iterable[str]) -> None:
    """The post with the lowest number is the first of those that share a text; the others are copies of it."""
    for text_hash in hashes:
        same = sorted(connection.execute(_BY_TEXT, {"site": site, "text_hash": text_hash}).all())
        for number, row in enumerate(same):
            first = same[0].key if number else None
            if row.duplicate_of != first:
                _update(connection, row.key, duplicate_of=first)
