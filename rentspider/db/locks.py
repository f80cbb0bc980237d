"""Locks that PostgreSQL keeps for a connection, and frees when it is gone: a process that dies leaves none behind.

They are advisory locks of the database: a name stands for a number, and holds back nobody but who asks for the same.
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b

from sqlalchemy import Connection, text

from rentspider.zone import ZONE

_TAKE = {
    False: text("SELECT pg_try_advisory_lock(:key)"),
    True: text("SELECT pg_try_advisory_lock_shared(:key)"),
}
_FREE = {
    False: text("SELECT pg_advisory_unlock(:key)"),
    True: text("SELECT pg_advisory_unlock_shared(:key)"),
}
_IN_TRANSACTION = text("SELECT pg_advisory_xact_lock(:key)")
# A lock's number stands in two halves there.
_HELD = """
SELECT (l.classid::bigint << 32) | l.objid::bigint AS key, a.application_name AS name, a.backend_start AS since
FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.pid <> pg_backend_pid()
AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def key_of(name: str) -> int:
    """The number that stands for a lock's name."""
    return int.from_bytes(blake2b(f"rentspider {name}".encode(), digest_size=8).digest(), signed=True)


def of_run(number: int) -> str:
    """The name of the lock that a run holds while it is under way."""
    return f"run {number}"


def take(connection: Connection, name: str, shared: bool = False) -> bool:
    """Take a lock for as long as a connection lasts, alone or together with others; False where it is held."""
    return bool(connection.execute(_TAKE[shared], {"key": key_of(name)}).scalar_one())


def free(connection: Connection, name: str, shared: bool = False) -> None:
    """Let go of a lock."""
    connection.execute(_FREE[shared], {"key": key_of(name)})


def holder(connection: Connection, name: str) -> str | None:
    """Who else holds a lock, as it calls itself, and since when; None where nobody does."""
    for row in connection.execute(text(_HELD)):
        if row.key == key_of(name):
            since = f"{row.since.astimezone(ZONE):%F %T}" if isinstance(row.since, datetime) else "some time"
            return f"{row.name or 'another process'}, since {since},"
    return None


def held_among(connection: Connection, names: Iterable[str]) -> set[str]:
    """Those of some locks that another connection holds."""
    held = {row.key for row in connection.execute(text(_HELD))}
    return {name for name in names if key_of(name) in held}


def one_at_a_time(connection: Connection, sites: Iterable[str]) -> None:
    """Until a transaction ends, be the only one that writes to these sites; waits for those that do.

    What is stored follows from what is there, so that two writers would each miss what the other has not committed.
    All take them in one order, so that none waits for one that waits for it.
    """
    for key in sorted(key_of(f"storing {site}") for site in sites):
        connection.execute(_IN_TRANSACTION, {"key": key})
