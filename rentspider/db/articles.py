"""Stores articles: the newest fetch of a post is the article, what it was before becomes a revision."""

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import Connection, Row, case, delete, insert, or_, select, update

from rentspider.db.models import Article, ArticleImage, ArticleTag, Link, RemovedBlock, Tag
from rentspider.db.revisions import place_version
from rentspider.db.upsert import insert_into, insert_new
from rentspider.items import PostItem

Outcome = Literal["new", "changed", "unchanged", "older"]


def save_article(connection: Connection, item: PostItem) -> Outcome:
    """Store a cleaned post; the same fetch twice changes nothing, and the order of fetches does not matter.

    Returns:
        what storing it meant.
    """
    query = select(Article).where(Article.site == item.site, Article.id == item.page.id)
    known = connection.execute(query).one_or_none()
    if known is None:
        statement = insert(Article).values(**_columns(item), first_seen_at=item.fetch.fetched_at)
        key = int(connection.execute(statement.returning(Article.key)).scalar_one())
        _save_parts(connection, key, item)
        outcome: Outcome = "new"
    else:
        key, outcome = known.key, _save_again(connection, known, item)
    _save_links(connection, key, item)
    hashes = {item.text_hash, known.text_hash if known else None} - {None}
    if known is None or outcome == "changed":
        _mark_duplicates(connection, item.site, hashes)
    return outcome


def _save_again(connection: Connection, known: Row[Any], item: PostItem) -> Outcome:
    when, cleaner = item.fetch.fetched_at, item.cleaner_version
    differs = known.content_hash != item.content_hash
    if when < known.fetched_at:
        place_version(connection, known.key, known.content_hash, _columns(item))
        if when < known.first_seen_at:
            _update(connection, known.key, first_seen_at=when)
        return "older"
    if when == known.fetched_at and not differs and cleaner == known.cleaner_version:
        return "unchanged"
    # Only the same cleaner can tell whether the page changed, or the rules did.
    changed = differs and when > known.fetched_at and cleaner == known.cleaner_version
    _update(connection, known.key, **_columns(item))
    if changed:
        place_version(connection, known.key, item.content_hash, known._asdict())
    if differs or cleaner != known.cleaner_version:
        _save_parts(connection, known.key, item)
    else:
        _save_tags(connection, known.key, item.page.tags)
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
    }


def _update(connection: Connection, key: int, **values: Any) -> None:
    connection.execute(update(Article).where(Article.key == key).values(**values))


def _save_parts(connection: Connection, key: int, item: PostItem) -> None:
    """Removed blocks, pictures and tags: replaced as a whole."""
    removed = [
        {
            "position": removal.block.position,
            "kind": removal.kind,
            "rule": removal.rule,
            "text": removal.block.text or " ".join(image.url for image in removal.block.images),
        }
        for removal in item.removed
    ]
    images = [
        {"position": block.position, "url": image.url, "alt": image.alt}
        for block in item.kept
        for image in block.images
    ]
    _replace(connection, RemovedBlock, key, removed)
    _replace(connection, ArticleImage, key, [{"number": n, **image} for n, image in enumerate(images)])
    _save_tags(connection, key, item.page.tags)


def _save_tags(connection: Connection, key: int, names: Sequence[str]) -> None:
    insert_new(connection, Tag, [{"name": name} for name in names])
    keys = connection.execute(select(Tag.key).where(Tag.name.in_(names))).scalars() if names else ()
    _replace(connection, ArticleTag, key, [{"tag_key": tag} for tag in keys])


def _replace(
    connection: Connection,
    model: type[RemovedBlock | ArticleImage | ArticleTag],
    key: int,
    rows: list[dict[str, Any]],
) -> None:
    connection.execute(delete(model).where(model.article_key == key))
    if rows:
        connection.execute(insert(model), [{"article_key": key, **row} for row in rows])


def _save_links(connection: Connection, key: int, item: PostItem) -> None:
    when = item.fetch.fetched_at
    rows = [
        {
            "article_key": key,
            "post_id": link.id,
            "title": link.title,
            "first_seen_at": when,
            "last_seen_at": when,
        }
        for link in {link.id: link for link in item.page.related}.values()
    ]
    statement = insert_into(connection, Link)
    new = statement.excluded
    earlier, later = new.first_seen_at < Link.first_seen_at, new.last_seen_at > Link.last_seen_at
    if rows:
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["article_key", "post_id"],
                set_={
                    "first_seen_at": case((earlier, new.first_seen_at), else_=Link.first_seen_at),
                    "last_seen_at": case((later, new.last_seen_at), else_=Link.last_seen_at),
                },
                where=or_(earlier, later),
            ),
            rows,
        )


def _mark_duplicates(connection: Connection, site: str, hashes: set[str | None]) -> None:
    """The post with the lowest number is the first of those that share a text; the others are copies of it."""
    for text_hash in hashes:
        query = select(Article.key).where(Article.site == site, Article.text_hash == text_hash).order_by(Article.id)
        keys = list(connection.execute(query).scalars())
        if keys:
            _update(connection, keys[0], duplicate_of=None)
        if keys[1:]:
            connection.execute(update(Article).where(Article.key.in_(keys[1:])).values(duplicate_of=keys[0]))
