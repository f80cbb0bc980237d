"""Brings a database to the newest version, in one transaction, with a copy of what it was."""

import logging
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from rentspider.errors import SetupError


def version_of(connection: Connection) -> str | None:
    """The migration that a database has come to; None where there are no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(engine: Engine, shown: str, head: str) -> None:
    """Bring a database to the newest version; where that fails, it stays as it was.

    Args:
        shown: the database's address, for messages.
        head: the newest version.

    Raises:
        SetupError: a newer rentspider wrote it.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)  # a new database is no news for a log
    from alembic import command  # only where there is something to do: it takes a while to import
    from alembic.script import ScriptDirectory

    from rentspider.db.migrations import configuration
    from rentspider.db.views import create_views, drop_views

    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            # Its driver would let each change of a table stand for itself; and two that migrate come one by one.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        version = version_of(connection)
        if version == head:
            return
        config = configuration(connection)
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if version is not None and version not in known:
            raise SetupError(
                f"the database {shown} is of version {version}, which this rentspider does not know:"
                " a newer one wrote it; update rentspider, or name another database in RENT_DATABASE_URL"
            )
        if version is not None and connection.dialect.name == "sqlite":
            _copy(engine.url.database, head)
        drop_views(connection)  # they would stand in the way of changes to their tables
        command.upgrade(config, "head")
        create_views(connection)


def copy_of(path: Path, head: str) -> Path:
    """Where the copy of an SQLite file is that is made before it is brought to a version."""
    return path.with_name(f"{path.name}.before-{head}")


def _copy(database: str | None, head: str) -> None:
    """Copy an SQLite file as it is now, whole or not at all; the copy of the upgrade before goes."""
    if database in (None, "", ":memory:"):
        return
    path = Path(str(database))
    copy = copy_of(path, head)
    unfinished = copy.with_name(f"{copy.name}.part")
    try:
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)  # it holds people's telephone numbers, as the database does
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as target:
            source.backup(target)
        shutil.copymode(path, unfinished)
        unfinished.replace(copy)
    except (OSError, sqlite3.Error) as error:
        raise SetupError(f"cannot copy the database to {copy}, and do not change it without a copy: {error}") from error
    for older in path.parent.glob(f"{path.name}.before-*"):
        if older != copy:
            older.unlink()
