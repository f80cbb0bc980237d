"""Full-text search: its index, filled with the articles there are, and what keeps it in step.

A later migration that makes the table `articles` anew (`batch_alter_table`) takes its triggers away, and has to call
`index_all` again.
"""

import sqlalchemy as sa
from alembic import op

from rentspider.db.search.index import index_all

revision = "0004"
down_revision = "0003"

DATES = ("published_at", "published_earliest", "published_latest")


def upgrade() -> None:
    op.create_table(
        "search_changes",
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("body_text", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("article_key", name=op.f("pk_search_changes")),
    )
    op.drop_index("ix_articles_published_at", table_name="articles")
    op.drop_index("ix_articles_category_published_at", table_name="articles")
    op.create_index("ix_articles_filters", "articles", [*DATES, "category", "source"])
    op.create_index("ix_articles_category", "articles", ["category", *DATES, "source"])
    index_all(op.get_bind())
