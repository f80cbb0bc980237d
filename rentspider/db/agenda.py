"""What a crawl has to ask the site for, as far as the database knows it. All moments are the server's."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Integer, and_, case, func, or_, select, true
from sqlalchemy.sql import extract

from rentspider.db.models import FAILED, LIVE, OF_LISTS, Article, FetchRecord
from rentspider.db.troubles import MISSING, troubles
from rentspider.urls import feed_of
from rentspider.zone import local_day

DAY = 86_400
AGES = (1 * DAY, 3 * DAY, 7 * DAY, 30 * DAY)
"""The ages, in seconds, at which a post is looked at again; after the last of them once a year."""
YEAR = 365 * DAY

LONGEST_OPEN = timedelta(days=3)
"""Where the publishing time is less certain than this, asking the feeds of single days leads nowhere."""
OFTEN, SELDOM = timedelta(days=1), timedelta(days=30)
"""How often a patrol looks at the first page of a list, and at the others."""


def stored_posts(connection: Connection, site: str, posts: Collection[int]) -> dict[int, datetime]:
    """Those of some posts whose articles are stored and not gone, with the time of their last fetch."""
    query = select(Article.id, Article.fetched_at).where(
        Article.site == site, Article.id.in_(posts), Article.status == LIVE
    )
    return {row.id: row.fetched_at for row in connection.execute(query)}


def posts_to_fetch(connection: Connection, site: str, posts: Collection[int], now: datetime) -> set[int]:
    """Those of some posts that are not stored (or gone, and shown again), unless it is too early to try them again."""
    unknown = set(posts) - stored_posts(connection, site, posts).keys()
    if not unknown:
        return set()
    failing = troubles(connection, site, unknown)
    return {post for post in unknown if post not in failing or failing[post].is_over(now)}


def unfinished_posts(connection: Connection, site: str, now: datetime) -> list[str]:
    """Addresses of posts to try again: those that failed, and stored ones that were missing once."""
    found = troubles(connection, site)
    stored = stored_posts(connection, site, found.keys())
    return [
        trouble.url
        for post, trouble in sorted(found.items())
        if (post in stored if trouble.missing else trouble.is_over(now))
    ]


def due_posts(connection: Connection, site: str, now: datetime, budget: int, skip: Collection[int]) -> list[str]:
    """Addresses of stored posts to look at again, the latest published first, at most so many.

    A post is due when it has reached one of AGES since its last fetch; later on when that is a year ago. One that could
    not be had when it was asked for last has its own rest: see `unfinished_posts`.

    Args:
        skip: posts that need no fetch, since the feed says that they are as they were.
    """
    fetched, born, moment = _seconds(Article.fetched_at), _seconds(_BORN), int(now.timestamp())
    reached = [and_(fetched < born + age, born + age <= moment) for age in AGES]
    due = or_(*reached, and_(fetched >= born + AGES[-1], fetched <= moment - YEAR))
    return _addresses(connection, site, due, {*skip, *troubles(connection, site)}, budget)


def recent_posts(connection: Connection, site: str, since: datetime) -> list[str]:
    """Addresses of stored posts that were published since a moment, the latest first."""
    return _addresses(connection, site, since <= _BORN, (), None)


def one_of_each_category(connection: Connection, site: str) -> list[str]:
    """Addresses of the newest stored post of each category."""
    newest = select(func.max(Article.id)).where(Article.site == site, Article.status == LIVE)
    query = select(Article.url).where(Article.site == site, Article.id.in_(newest.group_by(Article.category)))
    return list(connection.execute(query.order_by(Article.id.desc())).scalars())


def open_days(connection: Connection, site: str) -> list[date]:
    """The local days on which stored posts may have been published, where it is not certain which.

    A day whose feed was asked for after the post was first seen can say no more.
    """
    query = select(Article.published_earliest, Article.published_latest, Article.first_seen_at).where(
        Article.site == site,
        Article.status == LIVE,
        Article.published_day.is_(None),
        Article.published_latest.is_not(None),
    )
    days = {
        (local_day(end), seen)
        for earliest, latest, seen in connection.execute(query)
        if earliest and latest and latest - earliest <= LONGEST_OPEN
        for end in (min(earliest + timedelta(days=n), latest) for n in range(LONGEST_OPEN.days + 1))
    }
    asked = {day: _last_asked(connection, site, day) for day, _ in days}
    return sorted({day for day, seen in days if not (last := asked[day]) or last < seen}, reverse=True)


def stalest_list(connection: Connection, site: str, now: datetime) -> str | None:
    """The address of the list page that a patrol should look at: the one seen longest ago.

    First pages, where new posts of hidden categories turn up, come first once a day, other pages once a month. Lists
    that show the same posts in another order are left out, and so are pages that are no longer there.
    """
    query = (
        select(
            FetchRecord.url,
            func.max(FetchRecord.page).label("page"),
            func.max(FetchRecord.fetched_at).label("asked"),
            func.max(case((FetchRecord.shown > 0, FetchRecord.fetched_at))).label("seen"),
        )
        .where(FetchRecord.site == site, OF_LISTS, FetchRecord.list.in_(("index", "category", "list")))
        .group_by(FetchRecord.url)
    )
    failed = _failed_pages(connection, site)
    pages = []
    for row in connection.execute(query):
        asked, missing = failed.get(row.url, (row.asked, False))
        if row.seen == row.asked and not (missing and asked > row.seen):
            pages.append(((now - max(asked, row.seen)) / (OFTEN if row.page == 1 else SELDOM), row.url))
    return max(pages, default=(0.0, None))[1]


def seen_lists(connection: Connection, site: str, urls: Collection[str]) -> dict[str, datetime]:
    """Those of some addresses that have been asked for before, with when that was last."""
    query = select(FetchRecord.url, func.max(FetchRecord.fetched_at).label("asked")).where(
        FetchRecord.site == site, FetchRecord.url.in_(urls)
    )
    return {row.url: row.asked for row in connection.execute(query.group_by(FetchRecord.url))}


_BORN = func.coalesce(Article.published_at, Article.first_seen_at, type_=Article.first_seen_at.type)


def _seconds(moment: ColumnElement[datetime] | object) -> ColumnElement[int]:
    return func.cast(extract("epoch", moment), Integer)  # type: ignore[arg-type]


def _addresses(
    connection: Connection, site: str, wanted: ColumnElement[bool], skip: Collection[int], limit: int | None
) -> list[str]:
    query = select(Article.url).where(
        Article.site == site,
        Article.status == LIVE,
        wanted,
        Article.id.not_in(skip) if skip else true(),
    )
    return list(connection.execute(query.order_by(_BORN.desc(), Article.id.desc()).limit(limit)).scalars())


def _last_asked(connection: Connection, site: str, day: date) -> datetime | None:
    query = select(func.max(FetchRecord.fetched_at)).where(
        FetchRecord.site == site, FetchRecord.url.endswith(feed_of("", day)), FetchRecord.status != 0
    )
    return connection.execute(query).scalar()


def _failed_pages(connection: Connection, site: str) -> dict[str, tuple[datetime, bool]]:
    """Pages that are no posts and could not be had: when that was last, and whether they were missing then."""
    query = (
        select(
            FetchRecord.url,
            func.max(FetchRecord.fetched_at).label("asked"),
            func.max(case((FetchRecord.status.in_(MISSING), FetchRecord.fetched_at))).label("missing"),
        )
        .where(FetchRecord.site == site, FetchRecord.post_id.is_(None), FAILED)
        .group_by(FetchRecord.url)
    )
    return {row.url: (row.asked, row.missing == row.asked) for row in connection.execute(query)}
