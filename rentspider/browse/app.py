"""Puts the web page together: Datasette, read-only, with our pages, our templates, and nothing from elsewhere."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm
from sqlalchemy import Connection, Engine

from rentspider.auditing.reasons import Reasons
from rentspider.browse import plugin
from rentspider.browse.formats import FILTERS, GLOBALS
from rentspider.browse.metadata import DATABASE, SETTINGS, metadata
from rentspider.browse.words import HERE, relations
from rentspider.db.readonly import connect, reading, reading_engine

T = TypeVar("T")
LONGEST = 10.0
"""Seconds that a page's questions may take together."""


@dataclass(frozen=True, slots=True)
class Store:
    """What the pages read: the database, by the statements of rentspider.db, and why rules remove what they remove."""

    engine: Engine
    reasons: Reasons

    def ask(self, question: Callable[[Connection], T]) -> T:
        """Ask all that a page wants to know, of one state of the database."""
        with reading(self.engine, LONGEST) as connection:
            return question(connection)


class ReadOnly(Database):  # type: ignore[misc]
    """The database as Datasette reads it."""

    def connect(self, write: bool = False) -> sqlite3.Connection:
        assert not write
        connection = connect(Path(self.path))
        self._all_file_connections.append(connection)
        return connection

    async def execute(self, *args: Any, **options: Any) -> Any:
        # A mistake in somebody's SQL is told on the page; on standard error it would be noise.
        return await super().execute(*args, **{**options, "log_sql_errors": False})


class Browser(Datasette):  # type: ignore[misc]
    """Datasette over one database, and the store of our own pages."""

    def __init__(self, path: Path, reasons: Reasons) -> None:
        if not pm.is_registered(plugin):
            pm.register(plugin, name="rentspider")
        super().__init__(
            settings=SETTINGS,
            metadata=metadata(_internal(path)),
            template_dir=str(HERE / "templates"),
            static_mounts=[("assets", str(HERE / "static"))],
        )
        self.remove_database("_memory")
        self.add_database(ReadOnly(self, str(path)), name=DATABASE)
        self.store = Store(reading_engine(path), reasons)
        self.jinja_env.filters.update(FILTERS)
        self.jinja_env.globals.update(GLOBALS)

    def close(self) -> None:
        """Close all connections and end all threads."""
        self.executor.shutdown()
        self.databases[DATABASE].close()
        self.store.engine.dispose()


def _internal(path: Path) -> frozenset[str]:
    """The tables that are no part of the schema, as an index for searching."""
    with closing(connect(path)) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return frozenset(name for (name,) in found) - relations().keys()
