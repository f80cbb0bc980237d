"""Date evidence: stored for every post that any page names, known or not; the article's date follows from it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from rentspider.db.models import Article, DateEvidence
from rentspider.db.upsert import insert_new, table_of
from rentspider.items import Evidence

_EVIDENCE, _ARTICLES = table_of(DateEvidence), table_of(Article)
_OF_POSTS = select(_EVIDENCE).where(
    _EVIDENCE.c.site == bindparam("site"), _EVIDENCE.c.post_id.in_(bindparam("posts", expanding=True))
)
_SET_DATES = (
    update(_ARTICLES)
    .where(_ARTICLES.c.site == bindparam("of"), _ARTICLES.c.id == bindparam("post"))
    .values({column.name: bindparam(column.name) for column in _ARTICLES.c if column.name.startswith("published_")})
)


def add_evidence(
    connection: Connection, site: str, evidence: Sequence[Evidence], posts: set[int]
) -> dict[int, list[Evidence]]:
    """Store what is new, and give all evidence, by post: of these posts and of those that it speaks of.

    A witness that says once more what it said before (the same interval) counts as seen at the later time.
    """
    known = _evidence_of(connection, site, posts | {item.post_id for item in evidence})
    fresh: list[dict[str, Any]] = []
    for item in evidence:
        said = known[item.post_id]
        twin = next((old for old in said if _claim(old) == _claim(item)), None)
        if twin is None:
            said.append(item)
            fresh.append(_row(site, item))
        elif twin.observed_at < item.observed_at:
            said[said.index(twin)] = item
            _see_again(connection, site, twin, item)
    insert_new(connection, DateEvidence, fresh)
    return known


def _evidence_of(connection: Connection, site: str, posts: set[int]) -> dict[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = {post: [] for post in posts}
    for row in connection.execute(_OF_POSTS, {"site": site, "posts": list(posts)}):
        found[row.post_id].append(_evidence(row))
    return found


def set_dates(connection: Connection, site: str, dates: Mapping[int, Mapping[str, Any]]) -> None:
    """Set the `published_…` columns of the articles among some posts."""
    if dates:
        connection.execute(_SET_DATES, [{"of": site, "post": post, **columns} for post, columns in dates.items()])


def _claim(item: Evidence) -> tuple[object, ...]:
    """What tells two statements of a witness apart: an unread one only by its words."""
    return item.witness, item.earliest, item.latest, item.raw if item.earliest is None else None


def _row(site: str, item: Evidence) -> dict[str, Any]:
    names = ("post_id", "witness", "raw", "observed_at", "earliest", "latest")
    return {"site": site, **{name: getattr(item, name) for name in names}}


def _evidence(row: Row[Any]) -> Evidence:
    return Evidence(row.post_id, row.witness, row.raw, row.observed_at, row.earliest, row.latest)


def _see_again(connection: Connection, site: str, old: Evidence, new: Evidence) -> None:
    connection.execute(
        update(DateEvidence)
        .where(
            DateEvidence.site == site,
            DateEvidence.post_id == old.post_id,
            DateEvidence.witness == old.witness,
            DateEvidence.observed_at == old.observed_at,
            DateEvidence.raw == old.raw,
        )
        .values(observed_at=new.observed_at, raw=new.raw)
    )
