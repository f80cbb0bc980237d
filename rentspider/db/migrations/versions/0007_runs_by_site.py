"""Runs are found by their site, and those that have not ended by that: of many sites there are many runs."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

UNFINISHED = sa.text("finished_at IS NULL")


def upgrade() -> None:
    op.create_index(op.f("ix_crawl_runs_site"), "crawl_runs", ["site"], if_not_exists=True)
    op.create_index(
        "ix_crawl_runs_unfinished",
        "crawl_runs",
        ["id"],
        sqlite_where=UNFINISHED,
        postgresql_where=UNFINISHED,
        if_not_exists=True,
    )
