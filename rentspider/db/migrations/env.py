"""Run by Alembic: migrates over the connection that `open_database` hands it."""

from alembic import context

from rentspider.db.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    user_module_prefix="types.",
)
with context.begin_transaction():
    context.run_migrations()
