"""Full-text search on PostgreSQL: databases there that are older than its index get it."""

from alembic import op

from rentspider.db.search.index import index_all

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        index_all(connection)
