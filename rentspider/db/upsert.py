"""One INSERT … ON CONFLICT for every engine that has it."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from rentspider.db.models import Base

Row = Mapping[str, Any]


def insert_into(connection: Connection, model: type[Base]) -> sqlite.Insert:
    """The dialect's INSERT, with `on_conflict_do_update` and `on_conflict_do_nothing`."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return cast("sqlite.Insert", dialect.insert(model))


def insert_new(connection: Connection, model: type[Base], rows: Sequence[Row]) -> None:
    """Insert rows; those that are there already stay as they are."""
    if rows:
        connection.execute(insert_into(connection, model).on_conflict_do_nothing(), rows)
