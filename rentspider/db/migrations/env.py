"""Run by Alembic: migrates over the connection that `open_database` hands it."""

from alembic import context

from rentspider.db.models import Base
from rentspider.db.search.index import INDEXES


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a table is one of the models': those of the full-text search are SQLite's business."""
    return kind != "table" or not str(name).startswith(INDEXES)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    user_module_prefix="types.",
    include_name=is_ours,
)
with context.begin_transaction():
    context.run_migrations()
