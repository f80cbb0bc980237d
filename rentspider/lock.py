"""One writer at a time: of all, or, on PostgreSQL, of a site."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from rentspider.config import Config
from rentspider.db import connect_alone, locks
from rentspider.errors import LockedError, LockLostError, SetupError
from rentspider.scope import ALL, Scope
from rentspider.zone import ZONE

ASKED_EVERY = 0.5
"""Seconds after which a lock that is held is asked for once more, by who is willing to wait."""


class Hold:
    """The locks that a run holds in the database; of an SQLite one there are none."""

    def __init__(self, connection: Connection | None = None) -> None:
        self._connection = connection

    def take_run(self, number: int) -> None:
        """Let others see that a run is under way, for as long as this process lives."""
        if self._connection:
            locks.take(self._connection, locks.of_run(number))

    def check(self) -> None:
        """See whether they are held still.

        Raises:
            LockLostError: the connection is gone.
        """
        try:
            if self._connection:
                self._connection.exec_driver_sql("SELECT 1")
        except DBAPIError as error:
            raise LockLostError("the connection that held the lock in the database is gone") from error


@contextmanager
def writing(config: Config, command: str, scope: Scope = ALL) -> Iterator[Hold]:
    """Hold the locks of a data folder and of a database that lies elsewhere.

    The system frees them when the process ends, however it ends: what a killed process leaves is no obstacle.

    Args:
        command: what holds them, as another process that wants them will say.
        scope: what is written to.

    Raises:
        SetupError: a folder cannot be written, or the database not opened.
        LockedError: another process holds one of them; the message says which.
    """
    until = time.monotonic() + config.lock_wait
    with ExitStack() as stack:
        if not (scope.beside_replays and config.is_on_postgresql):
            for path in config.locks:
                stack.enter_context(_holding(path, command, config.lock_wait))
        if not config.is_on_postgresql:
            yield Hold()
            return
        connection = stack.enter_context(closing(connect_alone(config.database_url, command)))
        while who := _take(connection, scope):
            if time.monotonic() >= until:
                raise LockedError(f"{who} already")
            time.sleep(ASKED_EVERY)
        yield Hold(connection)


def _take(connection: Connection, scope: Scope) -> str:
    """Take the locks of a scope, all or none; empty where that went well, else who is in the way."""
    taken: list[tuple[str, bool]] = []
    held = None
    for name, shared in scope.taken:
        if not locks.take(connection, name, shared):
            held = name
            break
        taken.append((name, shared))
    # Looked at when the own ones are taken: of two that come at once, one sees the other at the least.
    if held is None and scope.excluded and locks.holder(connection, scope.excluded):
        held = scope.excluded
    if held is None:
        return ""
    who = locks.holder(connection, held) or "another process"
    _free(connection, taken)
    return f"{who} is writing to the {held if held.startswith('site ') else 'database'}"


def _free(connection: Connection, taken: Sequence[tuple[str, bool]]) -> None:
    for name, shared in taken:
        locks.free(connection, name, shared)


def is_writing(config: Config) -> bool:
    """Whether a process holds a lock file; asked for only where a run seems to be on, as asking takes them.

    On PostgreSQL the database knows it (`killed_runs`).
    """
    if config.is_on_postgresql:
        return False
    for path in config.locks:
        try:
            with FileLock(path, timeout=0):
                pass
        except Timeout:
            return True
    return False


@contextmanager
def _holding(path: Path, command: str, wait: float) -> Iterator[None]:
    holder = path.with_name(f"{path.name}.holder")
    lock = FileLock(path)
    try:
        path.touch()
        lock.acquire(timeout=wait, poll_interval=ASKED_EVERY)
    except Timeout:
        who = holder.read_text(encoding="utf-8").strip() if holder.exists() else "another process"
        raise LockedError(f"{who} is writing to {path.parent} already") from None
    except OSError as error:
        raise SetupError(f"cannot write to the folder {path.parent} (RENT_DATA_DIR): {error.strerror}") from error
    try:
        since = f"{datetime.now(ZONE):%F %T}"
        holder.write_text(f"process {os.getpid()} ({command}, since {since})\n", encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()
