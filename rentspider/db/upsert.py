"""One INSERT … ON CONFLICT for every engine that has it.

Statements are built once and kept: building one costs more than running it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from rentspider.db.models import Base

Row = Mapping[str, Any]
BATCH = 5_000
"""So many values fit into one statement everywhere."""


def batches(values: Iterable[int]) -> Iterator[list[int]]:
    """Values in order, as many at a time as one statement takes."""
    ordered = sorted(values)
    yield from (ordered[start : start + BATCH] for start in range(0, len(ordered), BATCH))


def table_of(model: type[Base]) -> Table:
    """A model's table, for statements that need none of the ORM's work."""
    return cast("Table", model.__table__)


def insert_into(model: type[Base], dialect: str) -> sqlite.Insert:
    """A dialect's INSERT, with `on_conflict_do_update` and `on_conflict_do_nothing`."""
    module = postgresql if dialect == "postgresql" else sqlite
    return cast("sqlite.Insert", module.insert(table_of(model)))


def insert_new(connection: Connection, model: type[Base], rows: Sequence[Row]) -> None:
    """Insert rows; those that are there already stay as they are."""
    if rows:
        connection.execute(_insert_new(model, connection.dialect.name), rows)


@cache
def _insert_new(model: type[Base], dialect: str) -> sqlite.Insert:
    return insert_into(model, dialect).on_conflict_do_nothing()
