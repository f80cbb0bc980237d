"""What belongs to an article: removed blocks, pictures, tags, and the links that its page has shown."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Delete, Insert, bindparam, case, delete, insert, or_, select
from sqlalchemy.dialects import sqlite

from rentspider.db.models import ArticleImage, ArticleTag, Base, EdgeLineRecord, Link, RemovedBlock, Tag
from rentspider.db.upsert import insert_into, insert_new, table_of
from rentspider.items import PostItem

_TAG_KEYS = select(Tag.key).where(Tag.name.in_(bindparam("names", expanding=True)))


def save_parts(connection: Connection, key: int, item: PostItem, new: bool = False) -> None:
    """Replace a known article's removed blocks, pictures, remembered lines and tags, or store those of a new one."""
    removed = [
        {
            "position": removal.block.position,
            "kind": removal.kind,
            "rule": removal.rule,
            "text": removal.block.text or " ".join(image.url for image in removal.block.images),
        }
        for removal in item.removed
    ]
    pictures = [(block, image) for block in item.kept for image in block.images]
    images = [
        {"number": number, "position": block.position, "alone": not block.text, "url": image.url, "alt": image.alt}
        for number, (block, image) in enumerate(pictures)
    ]
    edges = [
        {"position": edge.position, "rank": edge.rank, "place": edge.place, "fingerprint": edge.fingerprint}
        for edge in item.edges
    ]
    _replace(connection, RemovedBlock, key, removed, new)
    _replace(connection, EdgeLineRecord, key, edges, new)
    _replace(connection, ArticleImage, key, images, new)
    _save_tags(connection, key, item.page.tags, new)


def add_tags(connection: Connection, names: Collection[str]) -> None:
    """Note tags, which sites share; in order, as two transactions that add the same wait for each other."""
    insert_new(connection, Tag, [{"name": name} for name in sorted(names)])


def _save_tags(connection: Connection, key: int, names: Sequence[str], new: bool) -> None:
    add_tags(connection, names)
    keys = connection.execute(_TAG_KEYS, {"names": names}).scalars().all() if names else ()
    _replace(connection, ArticleTag, key, [{"tag_key": tag} for tag in keys], new)


def save_links(connection: Connection, key: int, item: PostItem) -> None:
    """Note the related posts that a page has shown, and when."""
    when = item.fetch.fetched_at
    rows = [
        {"article_key": key, "post_id": link.id, "title": link.title, "first_seen_at": when, "last_seen_at": when}
        for link in {link.id: link for link in item.page.related}.values()
    ]
    if rows:
        connection.execute(_see_link(connection.dialect.name), rows)


@cache
def _see_link(dialect: str) -> sqlite.Insert:
    statement = insert_into(Link, dialect)
    new = statement.excluded
    earlier, later = new.first_seen_at < Link.first_seen_at, new.last_seen_at > Link.last_seen_at
    return statement.on_conflict_do_update(
        index_elements=["article_key", "post_id"],
        set_={
            "first_seen_at": case((earlier, new.first_seen_at), else_=Link.first_seen_at),
            "last_seen_at": case((later, new.last_seen_at), else_=Link.last_seen_at),
        },
        where=or_(earlier, later),
    )


def _replace(connection: Connection, model: type[Base], key: int, rows: list[dict[str, Any]], new: bool) -> None:
    clear, fill = _replacing(model)
    if not new:
        connection.execute(clear, {"article": key})
    if rows:
        connection.execute(fill, [{"article_key": key, **row} for row in rows])


@cache
def _replacing(model: type[Base]) -> tuple[Delete, Insert]:
    table = table_of(model)
    return delete(table).where(table.c.article_key == bindparam("article")), insert(table)
