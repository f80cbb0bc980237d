"""What the feed says of a post, remembered as a hash: a post whose feed copy has changed is fetched again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from rentspider.db.models import LIVE, Article, FeedCopy
from rentspider.db.troubles import troubles
from rentspider.db.upsert import table_of

MOSTLY = 0.9
"""A copy that is shorter than this share of the article is an excerpt; white space and spelling may differ a little."""

_COPIES, _ARTICLES = table_of(FeedCopy), table_of(Article)


def remember_copies(connection: Connection, site: str, hashes: Mapping[int, str], seen_at: datetime) -> None:
    """Note what a feed says of some posts; what an older feed said changes nothing."""
    known = _known(connection, site, hashes)
    fresh = [
        {"site": site, "post_id": post, "hash": said, "seen_at": seen_at}
        for post, said in hashes.items()
        if post not in known
    ]
    if fresh:
        connection.execute(insert(_COPIES), fresh)
    for post, row in known.items():
        if row.seen_at < seen_at:
            changed_at = row.changed_at if row.hash == hashes[post] else seen_at
            one = (_COPIES.c.site == site) & (_COPIES.c.post_id == post)
            values = {"hash": hashes[post], "seen_at": seen_at, "changed_at": changed_at}
            connection.execute(update(_COPIES).where(one).values(**values))


def changed_posts(connection: Connection, site: str, hashes: Mapping[int, str], seen_at: datetime) -> set[int]:
    """Stored posts among these of which the feed says something else than when they were last fetched.

    A post of which the feed was never seen before has nothing to be compared with. One that could not be had when it
    was asked for last is not among them: it is tried again when its rest is over.
    """
    query = select(_ARTICLES.c.id, _ARTICLES.c.fetched_at).where(
        _ARTICLES.c.site == site, _ARTICLES.c.id.in_(hashes), _ARTICLES.c.status == LIVE
    )
    fetched = {row.id: row.fetched_at for row in connection.execute(query)}
    changed_at = {
        post: row.changed_at if row.hash == hashes[post] else max(row.seen_at, seen_at)
        for post, row in _known(connection, site, hashes).items()
    }
    changed = {post for post, when in changed_at.items() if when and post in fetched and fetched[post] < when}
    return changed - troubles(connection, site, changed).keys()


def _known(connection: Connection, site: str, hashes: Mapping[int, str]) -> dict[int, Any]:
    query = select(_COPIES).where(_COPIES.c.site == site, _COPIES.c.post_id.in_(hashes))
    return {row.post_id: row for row in connection.execute(query)}


def whole_copies(connection: Connection, site: str, lengths: Mapping[int, int]) -> set[int]:
    """Stored posts of which the feed has the whole text, not an excerpt, so that its copy tells every change.

    Args:
        lengths: how many characters the feed has of each post; with what is no part of the article.
    """
    query = select(_ARTICLES.c.id, func.length(_ARTICLES.c.body_text)).where(
        _ARTICLES.c.site == site, _ARTICLES.c.id.in_(lengths)
    )
    return {post for post, length in connection.execute(query) if lengths[post] >= MOSTLY * length}
