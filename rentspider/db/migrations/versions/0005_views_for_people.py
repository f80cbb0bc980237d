"""Views for people, which opening a database makes after its migrations; what they count by is read off one index."""

from alembic import op

revision = "0005"
down_revision = "0004"

FILTERS = "ix_articles_filters"


def upgrade() -> None:
    op.drop_index(FILTERS, table_name="articles")
    op.create_index(
        FILTERS,
        "articles",
        [
            *("published_at", "published_earliest", "published_latest", "category", "source"),
            *("published_day", "duplicate_of"),
        ],
    )
