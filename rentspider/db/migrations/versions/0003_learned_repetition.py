"""Repetition: the lines at the ends of articles, and what was learned from them."""

import sqlalchemy as sa
from alembic import op

from rentspider.db import types

revision = "0003"
down_revision = "0002"

FINGERPRINT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "edge_lines",
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("fingerprint", FINGERPRINT, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_edge_lines_article_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_key", "position", name=op.f("pk_edge_lines")),
    )
    with op.batch_alter_table("edge_lines") as edges:
        edges.create_index(op.f("ix_edge_lines_fingerprint"), ["fingerprint"], unique=False)
    op.create_table(
        "learned_blocks",
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("fingerprint", FINGERPRINT, nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("since", types.Moment(length=20), nullable=False),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("applied", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("site", "fingerprint", name=op.f("pk_learned_blocks")),
    )
