"""Whether the file is sound, and is of this version: asked of SQLite itself."""

from collections.abc import Iterator

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError

from rentspider.db.invariants.finding import Finding, naming
from rentspider.db.models import Base
from rentspider.db.search.check import faults
from rentspider.db.views import VIEWS

RESTORE = "Put it aside, and restore a backup or replay the archive (docs/cron.md)"


def file_is_sound(connection: Connection) -> Iterator[Finding]:
    """SQLite finds every page of the file, every row and every entry of an index where it belongs."""
    if connection.dialect.name != "sqlite":
        return
    try:
        said = connection.execute(text("PRAGMA integrity_check")).scalars().all()
    except DatabaseError as error:
        said = [str(error.orig)]
    if said != ["ok"]:
        told = "; ".join(" ".join(line.split()) for line in said[:3])
        yield Finding("file-is-sound", f"the file is damaged: {told}", RESTORE)


def damage_of(connection: Connection) -> str | None:
    """What is wrong with an SQLite file, at a quick look that leaves indexes out: before anything is written to it."""
    if connection.dialect.name != "sqlite":
        return None
    said = str(connection.execute(text("PRAGMA quick_check(1)")).scalar())
    return None if said == "ok" else " ".join(said.split())


def references_lead_somewhere(connection: Connection) -> Iterator[Finding]:
    """Every row that belongs to another one has it; other engines see to that themselves."""
    if connection.dialect.name != "sqlite":
        return
    lost = sorted({f"{row[0]} of {row[2]}" for row in connection.execute(text("PRAGMA foreign_key_check"))})
    if lost:
        yield Finding("references-lead-somewhere", f"rows have lost what they belong to {naming(lost)}", RESTORE)


def schema_is_whole(connection: Connection) -> Iterator[Finding]:
    """Every table, column and view of this version is there."""
    seen = inspect(connection)
    held = {name: {column["name"] for column in seen.get_columns(name)} for name in seen.get_table_names()}
    lost = [
        *(f"{name}.{column.name}" for name, table in Base.metadata.tables.items() for column in table.columns
          if column.name not in held.get(name, ())),
        *sorted({view.name for view in VIEWS} - set(seen.get_view_names())),
    ]  # fmt: skip
    if lost:
        yield Finding("schema-is-whole", f"tables, columns or views are missing {naming(lost)}", RESTORE)


def index_fits(connection: Connection) -> Iterator[Finding]:
    """The search index is sound, and has each article as it is."""
    if connection.dialect.name == "sqlite":
        yield from (Finding("index-fits", found, "scrapy reindex makes it anew") for found in faults(connection))
