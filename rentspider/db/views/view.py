"""What a view is: its name, what a row of it is, and its columns with what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Dialect, FromClause, Select, select


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a view; where it is a table's column under a plain name, it means what that one means."""

    name: str
    expression: ColumnElement[Any]
    own_doc: str = ""

    @property
    def doc(self) -> str:
        """What it means."""
        if self.own_doc:
            return self.own_doc
        [inner] = getattr(self.expression, "clauses", [self.expression])  # a moment in local time, for one
        [column] = inner.base_columns
        return str(column.doc)


@dataclass(frozen=True, slots=True)
class View:
    """A view: where its rows come from, which there are, and what each of them holds."""

    name: str
    doc: str
    fields: Sequence[Field]
    source: FromClause
    where: ColumnElement[bool] | None = None
    one_for_each: Sequence[str] = ()
    """The columns by which rows are put together."""

    def query(self) -> Select[Any]:
        """The question that it is a name for."""
        query = select(*(field.expression.label(field.name) for field in self.fields)).select_from(self.source)
        if self.where is not None:
            query = query.where(self.where)
        return query.group_by(*(field.expression for field in self.fields if field.name in self.one_for_each))

    def creation(self, dialect: Dialect) -> str:
        """The statement that makes it."""
        query = self.query().compile(dialect=dialect, compile_kwargs={"literal_binds": True})
        return f"CREATE VIEW {self.name} AS\n{query}"
