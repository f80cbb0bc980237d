"""Posts that could not be had when they were last asked for: how often in a row, and when to try again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from sqlalchemy import Connection, Select, bindparam, case, exists, func, select, update

from rentspider.db.models import FAILED, GONE, LIVE, Article, FetchRecord
from rentspider.db.upsert import table_of

MISSING = (404, 410)
"""The HTTP statuses that say that there is no such page."""
GONE_AFTER = 2
"""So many answers in a row that a post is missing, and it is gone."""

_FIRST_WAIT = timedelta(minutes=50)  # a little less than an hour, so that an hourly run finds it over
_LONGEST_WAIT = timedelta(days=30)
_FETCHES, _ARTICLES = table_of(FetchRecord), table_of(Article)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A post's failures since it was last had."""

    post: int
    url: str
    times: int
    last: datetime
    missing: bool
    """Whether the last answer was that there is no such post."""

    def is_over(self, now: datetime) -> bool:
        """Whether it is time to try again: at once, then at intervals that double, up to thirty days.

        A post that was said to be missing is no failure: a list may still name it, but it gets an hour at the least.
        """
        doublings = min(self.times if self.missing else self.times - 1, 20)
        wait = min(_FIRST_WAIT * int(2**doublings - 1), _LONGEST_WAIT)
        return self.last + wait <= now


def troubles(connection: Connection, site: str, posts: Collection[int] | None = None) -> dict[int, Trouble]:
    """The posts of a site (all, or of these) whose last fetch failed or found nothing, by number."""
    query = _QUERY.where(_FETCHES.c.site == site)
    if posts is not None:
        query = query.where(_FETCHES.c.post_id.in_(posts))
    return {
        row.post_id: Trouble(row.post_id, row.url, row.times, row.last, row.missing == row.last)
        for row in connection.execute(query)
    }


def failures_before(connection: Connection, site: str, post: int, moment: datetime) -> int:
    """How often in a row fetching a post had failed already at a moment; to be missing is no failure."""
    query = select(_FETCHES.c.status, _FETCHES.c.error).where(
        _FETCHES.c.site == site, _FETCHES.c.post_id == post, _FETCHES.c.fetched_at < moment
    )
    before = connection.execute(query.order_by(_FETCHES.c.fetched_at.desc()))
    failures = takewhile(lambda row: row.status != 200 or row.error is not None, before)
    return sum(row.status not in MISSING for row in failures)


def settle_status(connection: Connection, site: str, post: int) -> None:
    """An article is gone when its page was missing on two fetches in a row; it keeps its text. Else it is live."""
    missing = connection.execute(_MISSING, {"of": site, "post": post}).one_or_none()
    status = GONE if missing and missing.times >= GONE_AFTER else LIVE
    connection.execute(_SET_STATUS, {"of": site, "post": post, "status": status})


def _failed_since() -> Select[tuple[int, str, int, datetime, datetime]]:
    """Failed fetches of posts after which none went well, one row a post."""
    later = _FETCHES.alias("later")
    had = exists().where(
        later.c.site == _FETCHES.c.site,
        later.c.post_id == _FETCHES.c.post_id,
        later.c.status == 200,
        later.c.error.is_(None),
        later.c.fetched_at >= _FETCHES.c.fetched_at,
    )
    missing = case((_FETCHES.c.status.in_(MISSING), _FETCHES.c.fetched_at))
    return (
        select(
            _FETCHES.c.post_id,
            func.max(_FETCHES.c.url).label("url"),
            func.count(_FETCHES.c.fetched_at.distinct()).label("times"),
            func.max(_FETCHES.c.fetched_at).label("last"),
            func.max(missing).label("missing"),
        )
        .where(_FETCHES.c.post_id.is_not(None), FAILED, ~had)
        .group_by(_FETCHES.c.post_id)
    )


_QUERY = _failed_since()
_MISSING = _QUERY.where(
    _FETCHES.c.site == bindparam("of"), _FETCHES.c.post_id == bindparam("post"), _FETCHES.c.status.in_(MISSING)
)
_SET_STATUS = (
    update(_ARTICLES)
    .where(
        _ARTICLES.c.site == bindparam("of"),
        _ARTICLES.c.id == bindparam("post"),
        _ARTICLES.c.status != bindparam("status"),
    )
    .values(status=bindparam("status"))
)
