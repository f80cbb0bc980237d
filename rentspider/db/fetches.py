"""The record of what was fetched, and where in the archive it stands."""

from sqlalchemy import Connection, update

from rentspider.db.models import FetchRecord
from rentspider.db.upsert import insert_into
from rentspider.items import Fetch


def record_fetch(connection: Connection, fetch: Fetch) -> None:
    """Note an answer. Noted once already, only what became of reading it changes."""
    statement = insert_into(connection, FetchRecord)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["url", "fetched_at", "status"],
            set_={"error": statement.excluded.error},
            where=FetchRecord.error.is_distinct_from(statement.excluded.error),
        ),
        {
            "url": fetch.url,
            "fetched_at": fetch.fetched_at,
            "status": fetch.status,
            "archive_file": fetch.archive_file,
            "archive_offset": fetch.archive_offset,
            "error": fetch.error,
        },
    )


def move_fetches(connection: Connection, archive: str, target: str, start: int) -> None:
    """Note that all of one archive now stands in another, from an offset on."""
    connection.execute(
        update(FetchRecord)
        .where(FetchRecord.archive_file == archive)
        .values(archive_file=target, archive_offset=FetchRecord.archive_offset + start)
    )
