"""Opens the database: connects, checks its version, and brings it to the newest."""

import os
import platform
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from rentspider.db.upgrade import upgrade, version_of
from rentspider.errors import SetupError

HEAD = "0007"
"""The newest migration; the tests hold it against the migrations folder."""

ENGINES = ("sqlite", "postgresql")
PATIENCE = 30
"""Seconds that a writer waits for another one, where the address does not say otherwise (`?timeout=60`)."""

_ALIVE = {"keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "4", "tcp_user_timeout": "30000"}
_ALIVE_AT_SERVER = (
    "SET tcp_keepalives_idle = 30",
    "SET tcp_keepalives_interval = 10",
    "SET tcp_keepalives_count = 3",
    "SET tcp_user_timeout = 60000",
)


def open_database(url: str | URL, create: bool = True) -> Engine:
    """The database at an SQLAlchemy address, brought to the newest version where need be, with a copy of what it was.

    Args:
        create: make a new one where there is none.

    Raises:
        SetupError: the address is wrong, there is no database or its place cannot be written, or a newer
            rentspider wrote it.
    """
    with _opening(url):
        engine = _engine(url, create)
        with ExitStack() as failing:
            failing.callback(engine.dispose)
            _bring_up_to_date(engine, url, create)
            failing.pop_all()
    return engine


def connect_alone(url: str | URL, command: str) -> Connection:
    """A connection to PostgreSQL for the locks of a process, each statement for itself; to be closed after use.

    Where the network or the other machine is gone, this end knows it half a minute after it last asked something, and
    the server frees the locks after a minute, not after the hours that a system waits by itself.

    Args:
        command: what holds them, as others will be told with the process and its machine.

    Raises:
        SetupError: the address is wrong, or the server does not answer.
    """
    name = f"process {os.getpid()} on {platform.node()[:20]} ({command})"
    with _opening(url):
        engine = _made(url, {"application_name": name, **_ALIVE}, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        connection = engine.connect()
        for statement in _ALIVE_AT_SERVER:
            connection.exec_driver_sql(statement)
    return connection


def refresh_statistics(engine: Engine) -> None:
    """Have PostgreSQL look at what it holds, after much was stored at once: by itself it does so a while later."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def _bring_up_to_date(engine: Engine, url: str | URL, create: bool) -> None:
    with engine.connect() as connection:
        version = version_of(connection)
    if version is None and not create and engine.dialect.name != "sqlite":  # there a file says it
        raise SetupError(f"there is nothing in the database {_shown(url)} yet: crawl or replay first")
    if version != HEAD:
        upgrade(engine, _shown(url), HEAD)


def _engine(url: str | URL, create: bool) -> Engine:
    engine = _made(url)
    address = engine.url
    if engine.dialect.name == "sqlite":
        if address.database and not create and not Path(address.database).exists():
            raise SetupError(f"there is no database {address.database} yet: crawl or replay first")
        if address.database:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine, "do_connect", _be_patient)
        event.listen(engine, "connect", _set_pragmas)
    return engine


def _made(url: str | URL, query: Mapping[str, str] = MappingProxyType({}), **options: Any) -> Engine:
    """An engine that is not connected yet; `query` goes into its address."""
    try:
        address = make_url(url).update_query_dict(query)
        if address.get_backend_name() not in ENGINES:
            raise SetupError(f"RENT_DATABASE_URL names neither SQLite nor PostgreSQL: {_shown(url)}")
        return create_engine(address, hide_parameters=True, **options)  # errors go to the log, texts do not
    except ModuleNotFoundError as error:
        if error.name == "psycopg":
            told = "PostgreSQL needs psycopg: make setup, or pip install 'rentspider[postgres]'"
            raise SetupError(told) from error
        raise SetupError(f"RENT_DATABASE_URL needs a driver that is not here ({error}): {_shown(url)}") from error
    except (ArgumentError, NoSuchModuleError) as error:
        raise SetupError(f"RENT_DATABASE_URL is no usable database address ({error}): {_shown(url)}") from error


@contextmanager
def _opening(url: str | URL) -> Iterator[None]:
    """Tell in a sentence what a driver or a server says against being opened."""
    try:
        yield
    except (DBAPIError, OSError, TypeError, ValueError) as error:  # the last two: options that the driver refuses
        cause = " ".join(str(getattr(error, "orig", None) or error).split())  # some drivers write paragraphs
        raise SetupError(f"cannot open the database {_shown(url)}: {cause}") from error


def _be_patient(_dialect: object, _record: object, _given: object, options: dict[str, Any]) -> None:
    options.setdefault("timeout", PATIENCE)


def _set_pragmas(connection: Any, _record: object) -> None:
    assert isinstance(connection, sqlite3.Connection)
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    teach_case(connection)


def teach_case(connection: sqlite3.Connection) -> None:
    """Give SQLite a `lower` for all letters: its own knows the case of ASCII's only."""
    connection.create_function("lower", 1, lambda text: text and str(text).casefold(), deterministic=True)


def _shown(url: str | URL) -> str:
    """The address as a message may show it: without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "(not shown: it may hold a password)"
