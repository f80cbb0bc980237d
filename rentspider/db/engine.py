"""Opens the database: connects, checks its version, and brings it to the newest."""

import logging
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from rentspider.errors import SetupError

HEAD = "0006"
"""The newest migration; the tests hold it against the migrations folder."""

ENGINES = ("sqlite", "postgresql")
PATIENCE = 30
"""Seconds that a writer waits for another one."""


def open_database(url: str | URL, create: bool = True) -> Engine:
    """The database at an SQLAlchemy address, migrated to the newest version where need be.

    Args:
        create: make a new one where there is none.

    Raises:
        SetupError: the address is wrong, there is no database or its place cannot be written, or a newer
            rentspider wrote it.
    """
    try:
        engine = _engine(url, create)
        try:
            _bring_up_to_date(engine, url, create)
        except BaseException:
            engine.dispose()
            raise
    except (DBAPIError, OSError, TypeError, ValueError) as error:  # the last two: options that the driver refuses
        cause = " ".join(str(getattr(error, "orig", None) or error).split())  # some drivers write paragraphs
        raise SetupError(f"cannot open the database {_shown(url)}: {cause}") from error
    return engine


def _bring_up_to_date(engine: Engine, url: str | URL, create: bool) -> None:
    with engine.connect() as connection:
        version = _version(connection)
    if version is None and not create and engine.dialect.name != "sqlite":  # there a file says it
        raise SetupError(f"there is nothing in the database {_shown(url)} yet: crawl or replay first")
    if version != HEAD:
        _migrate(engine, url, version)


def _engine(url: str | URL, create: bool) -> Engine:
    try:
        address = make_url(url)
        if address.get_backend_name() not in ENGINES:
            raise SetupError(f"RENT_DATABASE_URL names neither SQLite nor PostgreSQL: {_shown(url)}")
        engine = create_engine(address, hide_parameters=True)  # errors go to the log, texts do not
    except ModuleNotFoundError as error:
        if error.name == "psycopg":
            told = "PostgreSQL needs psycopg: make setup, or pip install 'rentspider[postgres]'"
            raise SetupError(told) from error
        raise SetupError(f"RENT_DATABASE_URL needs a driver that is not here ({error}): {_shown(url)}") from error
    except (ArgumentError, NoSuchModuleError) as error:
        raise SetupError(f"RENT_DATABASE_URL is no usable database address ({error}): {_shown(url)}") from error
    if engine.dialect.name == "sqlite":
        if address.database and not create and not Path(address.database).exists():
            raise SetupError(f"there is no database {address.database} yet: crawl or replay first")
        if address.database:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: Any, _record: object) -> None:
    assert isinstance(connection, sqlite3.Connection)
    wait = f"busy_timeout={PATIENCE * 1000}"
    for pragma in (wait, "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    teach_case(connection)


def teach_case(connection: sqlite3.Connection) -> None:
    """Give SQLite a `lower` for all letters: its own knows the case of ASCII's only."""
    connection.create_function("lower", 1, lambda text: text and str(text).casefold(), deterministic=True)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(engine: Engine, url: str | URL, version: str | None) -> None:
    logging.getLogger("alembic").setLevel(logging.WARNING)  # a new database is no news for a log
    from alembic import command  # only where there is something to do: it takes a while to import
    from alembic.script import ScriptDirectory

    from rentspider.db.migrations import configuration
    from rentspider.db.views import create_views, drop_views

    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")  # its driver would let each change of a table stand for itself
        config = configuration(connection)
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if version is not None and version not in known:
            raise SetupError(
                f"the database {_shown(url)} is of version {version}, which this rentspider does not know:"
                " a newer one wrote it; update rentspider, or name another database in RENT_DATABASE_URL"
            )
        drop_views(connection)  # they would stand in the way of changes to their tables
        command.upgrade(config, "head")
        create_views(connection)


def _shown(url: str | URL) -> str:
    """The address as a message may show it: without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "(not shown: it may hold a password)"
