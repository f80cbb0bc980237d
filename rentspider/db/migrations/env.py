"""Run by Alembic: migrates over the connection that `open_database` hands it."""

from alembic import context

from rentspider.db.models import Base
from rentspider.db.models.search import SearchChange


def is_ours(name: str | None, _kind: str, _parents: object) -> bool:
    """Whether it belongs to the models; what makes up the search index does not, as each engine has its own."""
    return not str(name).startswith("search_") or name == SearchChange.__tablename__


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    user_module_prefix="types.",
    include_name=is_ours,
)
with context.begin_transaction():
    context.run_migrations()
