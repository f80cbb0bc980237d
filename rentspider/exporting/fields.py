"""The columns of an export. Names and meanings are a contract; docs/exporting.md has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement

from rentspider.db.export import FIRST
from rentspider.db.models import Article
from rentspider.db.upsert import table_of

Kind = Literal["text", "number", "moment", "day", "list"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, what kind of values it has, where they are from (None: the tags), what they mean."""

    name: str
    kind: Kind
    column: ColumnElement[Any] | None
    doc: str
    is_usual: bool = True
    """Whether it is there where no fields are named."""


def _of(name: str, kind: Kind = "text", *, column: str = "", is_usual: bool = True) -> Field:
    """A column of `articles`, with what the models say of it."""
    source = table_of(Article).c[column or name]
    assert source.doc
    return Field(name, kind, source, source.doc, is_usual)


FIELDS = (
    _of("site"),
    _of("id", "number"),
    _of("url"),
    _of("title"),
    _of("text", column="body_text"),
    _of("category"),
    _of("author"),
    _of("source"),
    _of("published_at", "moment"),
    _of("published_day", "day"),
    _of("published_precision"),
    Field("tags", "list", None, "The site's tags, in alphabetical order."),
    _of("view_count", "number"),
    _of("status"),
    _of("flags"),
    Field("copy_of", "text", FIRST.url.expression, "The address of the first post that has the same text."),
    _of("first_seen_at", "moment"),
    _of("last_seen_at", "moment"),
    _of("title_raw", is_usual=False),
    _of("body_html", is_usual=False),
    _of("published_earliest", "moment", is_usual=False),
    _of("published_latest", "moment", is_usual=False),
    _of("published_raw", is_usual=False),
    _of("published_by", is_usual=False),
    _of("fetched_at", "moment", is_usual=False),
    _of("content_hash", is_usual=False),
    _of("cleaner_version", "number", is_usual=False),
)


def fields_named(names: str | None) -> list[Field]:
    """The fields of a list of names, joined by commas, in its order; None: the usual ones.

    Raises:
        ValueError: there is no such field, or it is named twice; the message says so.
    """
    if names is None:
        return [field for field in FIELDS if field.is_usual]
    known = {field.name: field for field in FIELDS}
    wanted = [name.strip() for name in names.split(",")]
    for number, name in enumerate(wanted):
        if name not in known:
            raise ValueError(f"there is no field {name!r}; there are {', '.join(known)}")
        if name in wanted[:number]:
            raise ValueError(f"the field {name} is named twice")
    return [known[name] for name in wanted]


def values(fields: Sequence[Field], tags: list[str], row: Sequence[Any]) -> list[Any]:
    """The values of some fields, from an article's tags and what its columns gave."""
    left = iter(row)
    return [tags if field.column is None else next(left) for field in fields]
