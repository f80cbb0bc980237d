"""Opens an SQLite database for reading alone: nothing is written, nothing is migrated, no writer is kept waiting."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from rentspider.db.engine import HEAD, teach_case
from rentspider.errors import SetupError

STEPS = 10_000
"""Instructions of SQLite's between two looks at the clock."""
PATIENCE = 5_000
"""Milliseconds that a reader waits for one who keeps the database locked."""


class TooSlowError(Exception):
    """A question took longer than it may."""


def file_of(url: str | URL) -> Path:
    """The file of an SQLite database that this rentspider can read.

    Raises:
        SetupError: the address names no SQLite file, there is none, or its schema is another one.
    """
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise SetupError("RENT_DATABASE_URL is no usable database address") from error
    if address.get_backend_name() != "sqlite" or address.database in (None, "", ":memory:"):
        raise SetupError(f"only an SQLite file can be read here, not {address.render_as_string(hide_password=True)}")
    return _checked(address)


def check_version(url: str | URL) -> None:
    """Tell of an SQLite database that is not there or is of another version; others are told of where they are opened.

    Raises:
        SetupError: there is none, or its schema is another one.
    """
    try:
        address = make_url(url)
    except ArgumentError:
        return
    if address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:"):
        _checked(address)


def _checked(address: URL) -> Path:
    path = Path(str(address.database)).absolute()
    if not path.exists():
        raise SetupError(f"there is no database {path} yet: crawl or replay first")
    _check_version(path)
    return path


def connect(path: Path) -> sqlite3.Connection:
    """A connection that sees what writers commit, and cannot write."""
    # Not `immutable`: that would miss what a crawl writes, and read half of it.
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, check_same_thread=False)
    connection.execute("PRAGMA query_only=ON")
    connection.execute(f"PRAGMA busy_timeout={PATIENCE}")
    teach_case(connection)
    return connection


def reading_engine(path: Path) -> Engine:
    """The same for the statements of this package."""
    return create_engine("sqlite://", creator=lambda: connect(path), poolclass=QueuePool, hide_parameters=True)


@contextmanager
def reading(engine: Engine, seconds: float) -> Iterator[Connection]:
    """One state of the database, for as long as the questions to it take.

    Raises:
        TooSlowError: they took longer than they may.
    """
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.execute("BEGIN")
        end = monotonic() + seconds
        raw.set_progress_handler(lambda: monotonic() > end, STEPS)
        try:
            yield connection
        except OperationalError as error:
            if str(error.orig) != "interrupted":
                raise
            raise TooSlowError from error
        finally:
            raw.set_progress_handler(None, 0)


def _check_version(path: Path) -> None:
    try:
        with closing(connect(path)) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise SetupError(f"{path} cannot be read as a database of rentspider's: {error}") from error
    version = row[0] if row else "unknown"
    if version < HEAD:
        raise SetupError(
            f"the database {path} is of version {version}, older than this rentspider ({HEAD}):"
            " scrapy status brings it up to date"
        )
    if version > HEAD:
        raise SetupError(
            f"the database {path} is of version {version}, which this rentspider does not know:"
            " a newer one wrote it; update rentspider"
        )
