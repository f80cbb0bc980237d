"""Baseline: all tables of the first release."""

import sqlalchemy as sa
from alembic import op

from rentspider.db import types

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_raw", sa.String(), nullable=False),
        sa.Column("body_text", sa.String(), nullable=False),
        sa.Column("body_html", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("published_at", types.Moment(length=20), nullable=True),
        sa.Column("published_day", sa.Date(), nullable=True),
        sa.Column("published_earliest", types.Moment(length=20), nullable=True),
        sa.Column("published_latest", types.Moment(length=20), nullable=True),
        sa.Column("published_precision", sa.String(), nullable=True),
        sa.Column("published_raw", sa.String(), nullable=True),
        sa.Column("published_by", sa.String(), nullable=True),
        sa.Column("view_count", sa.Integer(), nullable=True),
        sa.Column("first_seen_at", types.Moment(length=20), nullable=False),
        sa.Column("last_seen_at", types.Moment(length=20), nullable=False),
        sa.Column("fetched_at", types.Moment(length=20), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=True),
        sa.Column("duplicate_of", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), server_default="live", nullable=False),
        sa.Column("flags", sa.String(), server_default="", nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("cleaner_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["duplicate_of"], ["articles.key"], name=op.f("fk_articles_duplicate_of"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_articles")),
        sa.UniqueConstraint("site", "id", name=op.f("uq_articles_site_id")),
    )
    with op.batch_alter_table("articles", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_articles_category_published_at"), ["category", "published_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_articles_published_at"), ["published_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_articles_site_text_hash"), ["site", "text_hash"], unique=False)

    op.create_table(
        "crawl_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("started_at", types.Moment(length=20), nullable=False),
        sa.Column("finished_at", types.Moment(length=20), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("exit_code", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crawl_runs")),
    )
    op.create_table(
        "date_evidence",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("witness", sa.String(), nullable=False),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("observed_at", types.Moment(length=20), nullable=False),
        sa.Column("earliest", types.Moment(length=20), nullable=True),
        sa.Column("latest", types.Moment(length=20), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_date_evidence")),
    )
    with op.batch_alter_table("date_evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_date_evidence_site_post_id"), ["site", "post_id"], unique=False)

    op.create_table(
        "fetches",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("fetched_at", types.Moment(length=20), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("archive_file", sa.String(), nullable=True),
        sa.Column("archive_offset", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_fetches")),
        sa.UniqueConstraint("url", "fetched_at", "status", name=op.f("uq_fetches_url_fetched_at_status")),
    )
    with op.batch_alter_table("fetches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fetches_archive_file"), ["archive_file"], unique=False)

    op.create_table(
        "tags",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_tags")),
        sa.UniqueConstraint("name", name=op.f("uq_tags_name")),
    )
    op.create_table(
        "article_tags",
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("tag_key", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_article_tags_article_key"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tag_key"], ["tags.key"], name=op.f("fk_article_tags_tag_key"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_key", "tag_key", name=op.f("pk_article_tags")),
    )
    with op.batch_alter_table("article_tags", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_tags_tag_key"), ["tag_key"], unique=False)

    op.create_table(
        "images",
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("alt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_images_article_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_key", "number", name=op.f("pk_images")),
    )
    op.create_table(
        "links",
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("first_seen_at", types.Moment(length=20), nullable=False),
        sa.Column("last_seen_at", types.Moment(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_links_article_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_key", "post_id", name=op.f("pk_links")),
    )
    op.create_table(
        "captures",
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("fetched_at", types.Moment(length=20), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("cleaner_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_captures_article_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_key", "fetched_at", name=op.f("pk_captures")),
    )
    op.create_table(
        "removed_blocks",
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_removed_blocks_article_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_key", "position", name=op.f("pk_removed_blocks")),
    )
    with op.batch_alter_table("removed_blocks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_removed_blocks_rule"), ["rule"], unique=False)

    op.create_table(
        "revisions",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("fetched_at", types.Moment(length=20), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body_text", sa.String(), nullable=False),
        sa.Column("body_html", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("cleaner_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_revisions_article_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_revisions")),
        sa.UniqueConstraint("article_key", "fetched_at", name=op.f("uq_revisions_article_key_fetched_at")),
    )
