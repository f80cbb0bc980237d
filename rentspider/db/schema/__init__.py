"""What there is to query: every table, view and column with its meaning, read off the models and the views.

`python -m rentspider.db.schema` writes docs/schema.md from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from inspect import getdoc
from typing import Any, Literal

from sqlalchemy import JSON, Boolean, Date, Float, Integer, Table
from sqlalchemy.orm import Mapper
from sqlalchemy.types import TypeEngine

from rentspider.db.models import Base
from rentspider.db.types import Moment
from rentspider.db.views import VIEWS, Field, View
from rentspider.db.views.sql import LocalDay, LocalMonth, LocalTime

__all__ = ["Column", "Relation", "describe"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column, in words."""

    name: str
    type: str
    """`text`, `integer`, `number`, `yes or no`, `JSON`, `moment` (UTC), `local time`, `day` or `month`."""
    doc: str
    """What it means, in Markdown."""
    nullable: bool = True
    key: bool = False
    """Whether it belongs to the primary key."""
    refers_to: str | None = None
    """The column that it refers to, as `articles.key`."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or a view, in words."""

    name: str
    kind: Literal["table", "view"]
    doc: str
    """What a row is, in Markdown."""
    columns: tuple[Column, ...]


def describe() -> list[Relation]:
    """All views, then all tables, each with its columns in their order."""
    return [*map(_of_view, VIEWS), *_tables()]


def _of_view(view: View) -> Relation:
    return Relation(view.name, "view", view.doc, tuple(map(_of_field, view.fields)))


def _of_field(field: Field) -> Column:
    return Column(field.name, _type(field.expression.type), field.doc)


def _tables() -> Iterator[Relation]:
    mappers: dict[object, Mapper[object]] = {mapper.local_table: mapper for mapper in Base.registry.mappers}
    for table in Base.metadata.sorted_tables:
        yield Relation(table.name, "table", getdoc(mappers[table].class_) or "", tuple(_columns(table)))


def _columns(table: Table) -> Iterator[Column]:
    for column in table.columns:
        refers_to = next((key.target_fullname for key in column.foreign_keys), None)
        kind = _type(column.type)
        yield Column(column.name, kind, column.doc or "", bool(column.nullable), column.primary_key, refers_to)


def _type(type_: TypeEngine[Any]) -> str:
    return next((name for kind, name in _TYPES if isinstance(type_, kind)), "text")


_TYPES: tuple[tuple[type[Any], str], ...] = (
    *((Moment, "moment"), (Date, "day"), (Boolean, "yes or no"), (Integer, "integer"), (Float, "number")),
    *((JSON, "JSON"), (LocalTime, "local time"), (LocalDay, "day"), (LocalMonth, "month")),
)
