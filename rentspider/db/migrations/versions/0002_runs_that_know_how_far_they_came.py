"""Runs know how far they came and how their pages were; fetches know their post; the feed's copies are remembered."""

import sqlalchemy as sa
from alembic import op

from rentspider.db import types
from rentspider.urls import post_id, site_of

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "feed_copies",
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("post_id", NUMBER, nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("seen_at", types.Moment(length=20), nullable=False),
        sa.Column("changed_at", types.Moment(length=20), nullable=True),
        sa.PrimaryKeyConstraint("site", "post_id", name=op.f("pk_feed_copies")),
    )
    with op.batch_alter_table("crawl_runs") as runs:
        runs.add_column(sa.Column("site", sa.String(), nullable=True))
        runs.add_column(sa.Column("alive_at", types.Moment(length=20), nullable=True))
        runs.add_column(sa.Column("frontier", sa.JSON(none_as_null=True), nullable=True))
        runs.add_column(sa.Column("health", sa.JSON(none_as_null=True), nullable=True))
    with op.batch_alter_table("fetches") as fetches:
        fetches.add_column(sa.Column("site", sa.String(), server_default="", nullable=False))
        fetches.add_column(sa.Column("post_id", NUMBER, nullable=True))
        fetches.add_column(sa.Column("list", sa.String(), nullable=True))
        fetches.add_column(sa.Column("page", sa.Integer(), nullable=True))
        fetches.add_column(sa.Column("shown", sa.Integer(), nullable=True))
        fetches.create_index(op.f("ix_fetches_site_post_id"), ["site", "post_id"], unique=False)
    failed = sa.text("(status <> 200 OR error IS NOT NULL)")
    op.create_index("ix_fetches_failed", "fetches", ["site", "post_id"], sqlite_where=failed, postgresql_where=failed)
    lists = sa.text("list IS NOT NULL")
    op.create_index("ix_fetches_lists", "fetches", ["site", "url"], sqlite_where=lists, postgresql_where=lists)
    _fill_in_posts()


def _fill_in_posts() -> None:
    """Name the site and the post of each fetch that is there already."""
    fetches = sa.table("fetches", sa.column("key"), sa.column("url"), sa.column("site"), sa.column("post_id"))
    connection = op.get_bind()
    rows = [
        {"row": key, "its_site": site_of(url), "its_post": post_id(url)}
        for key, url in connection.execute(sa.select(fetches.c.key, fetches.c.url))
    ]
    if rows:
        fill = fetches.update().where(fetches.c.key == sa.bindparam("row"))
        connection.execute(fill.values(site=sa.bindparam("its_site"), post_id=sa.bindparam("its_post")), rows)
