"""The record of what was fetched, and where in the archive it stands."""

from collections.abc import Iterator
from dataclasses import asdict
from functools import cache

from sqlalchemy import Connection, and_, case, or_, select, update
from sqlalchemy.dialects import sqlite

from rentspider.db.models import FetchRecord
from rentspider.db.upsert import insert_into
from rentspider.items import Fetch
from rentspider.urls import post_id, site_of

READ = ("error", "list", "page", "shown")
"""What was made of an answer; another reading of it can change that."""
PLACE = ("archive_file", "archive_offset")
"""Where in the archive it stands now."""


def record_fetch(connection: Connection, fetch: Fetch) -> None:
    """Note an answer, or that none came."""
    columns = asdict(fetch) | {"site": site_of(fetch.url), "post_id": post_id(fetch.url)}
    del columns["closed"], columns["left_alone"]  # said by `error`
    connection.execute(_record(connection.dialect.name), columns)


@cache
def _record(dialect: str) -> sqlite.Insert:
    statement = insert_into(FetchRecord, dialect)
    new, known = statement.excluded, FetchRecord.__table__.c
    # A crawl knows why it asked. A replay does not, and takes a page without posts, and an answer without a page, for
    # what it may be: that refutes no error.
    says_nothing = and_(new.error.is_(None), or_(new.status != 200, and_(new.list == "list", new.shown == 0)))
    stays = and_(known.error.is_not(None), says_nothing)
    return statement.on_conflict_do_update(
        index_elements=["url", "fetched_at", "status"],
        set_={name: case((stays, known[name]), else_=new[name]) for name in READ} | {name: new[name] for name in PLACE},
        where=or_(*(known[name].is_distinct_from(new[name]) for name in (*READ, *PLACE))),
    )


def move_fetches(connection: Connection, archive: str, target: str, start: int) -> None:
    """Note that all of one archive now stands in another, from an offset on."""
    connection.execute(
        update(FetchRecord)
        .where(FetchRecord.archive_file == archive)
        .values(archive_file=target, archive_offset=FetchRecord.archive_offset + start)
    )


def captures_of(connection: Connection, url: str) -> list[tuple[str, int, str]]:
    """File, offset and address of each page in an archive that an address gave, or, of a post, its other addresses."""
    record, post = FetchRecord, post_id(url)
    same = record.url == url if post is None else (record.site == site_of(url)) & (record.post_id == post)
    place = (record.archive_file, record.archive_offset, record.url)
    query = select(*place).where(same, record.status == 200, record.archive_file.is_not(None)).distinct()
    return [(file or "", offset or 0, found) for file, offset, found in connection.execute(query.order_by(*place))]


def archived_places(connection: Connection) -> Iterator[tuple[str, int, str]]:
    """File, offset and address of each answer that stands in an archive, in the order of the archives."""
    record = FetchRecord
    query = select(record.archive_file, record.archive_offset, record.url).where(record.archive_file.is_not(None))
    ordered = query.order_by(record.archive_file, record.archive_offset)
    for file, offset, url in connection.execute(ordered, execution_options={"yield_per": 1000}):
        yield file or "", offset or 0, url
