"""Articles as people ask for them, and their tags."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, ScalarSelect, case, func, select

from rentspider.db.models import GONE, Article, ArticleImage, ArticleTag, FetchRecord, RemovedBlock, Revision, Tag
from rentspider.db.troubles import MISSING
from rentspider.db.upsert import table_of
from rentspider.db.views.sql import Day, Local, Month, length
from rentspider.db.views.view import Field, View

A = table_of(Article).alias("a")
FIRST = table_of(Article).alias("d")
REMOVED, IMAGES, FORMS = table_of(RemovedBlock), table_of(ArticleImage), table_of(Revision)
FETCHES, TAGS, TAGGINGS = table_of(FetchRecord), table_of(Tag), table_of(ArticleTag)

MONTH = case((Month(A.c.published_earliest) == Month(A.c.published_latest), Month(A.c.published_earliest)))
DATES = [
    Field("day", Day(A.c.published_day), "The day of publication; null where it is not certain."),
    Field("month", MONTH, "The month of publication, `2026-03`; null where it is not certain."),
]
POST = [
    Field("site", A.c.site),
    Field("id", A.c.id),
    Field("url", A.c.url),
    Field("title", A.c.title),
]
"""What tells a reader which article it is."""


def _of_article(table: FromClause, value: ColumnElement[Any]) -> ScalarSelect[Any]:
    return select(value).select_from(table).where(table.c.article_key == A.c.key).scalar_subquery()


def _tags() -> ScalarSelect[str]:
    names = (
        select(TAGS.c.name)
        .join(TAGGINGS, TAGGINGS.c.tag_key == TAGS.c.key)
        .where(TAGGINGS.c.article_key == A.c.key)
        .order_by(TAGS.c.name)
        .correlate(A)
        .subquery("names")
    )
    return select(func.aggregate_strings(names.c.name, ", ")).scalar_subquery()


def _missing_since() -> ColumnElement[str]:
    first = select(func.min(FETCHES.c.fetched_at)).where(
        FETCHES.c.site == A.c.site,
        FETCHES.c.post_id == A.c.id,
        FETCHES.c.status.in_(MISSING),
        FETCHES.c.fetched_at > A.c.last_seen_at,
    )
    return case((A.c.status == GONE, Local(first.correlate(A).scalar_subquery())))


REMOVED_TEXT = case((func.substr(REMOVED.c.text, 1, 4) == "http", 0), else_=length(REMOVED.c.text))
"""How much text a removed block has: a picture stands there with its address, which is none."""

ARTICLES = View(
    "v_articles",
    "An article, with plain names and local time (Asia/Shanghai).",
    [
        Field("key", A.c.key),
        *POST,
        Field("category", A.c.category),
        Field("source", A.c.source),
        Field("author", A.c.author),
        Field("published", Local(A.c.published_at)),
        *DATES,
        Field("precision", A.c.published_precision),
        Field("earliest", Local(A.c.published_earliest)),
        Field("latest", Local(A.c.published_latest)),
        Field("dated_by", A.c.published_by),
        Field("tags", _tags(), "Its tags in alphabetical order, joined by `, `; null where it has none."),
        Field("characters", length(A.c.body_text), "The length of its text."),
        Field(
            "removed_characters",
            _of_article(REMOVED, func.coalesce(func.sum(REMOVED_TEXT), 0)),
            "How much text cleaning removed.",
        ),
        Field("pictures", _of_article(IMAGES, func.count(IMAGES.c.number)), "How many pictures it has."),
        Field("changes", _of_article(FORMS, func.count(FORMS.c.key)), "How often it was changed, as far as was seen."),
        Field("views", A.c.view_count),
        Field("status", A.c.status),
        Field("missing_since", _missing_since(), "When it was first found gone; null where it is live."),
        Field("flags", A.c.flags),
        Field("copy_of", FIRST.c.url, "The address of the post of the same site that had this text first."),
        Field("first_seen", Local(A.c.first_seen_at)),
        Field("last_seen", Local(A.c.last_seen_at)),
        Field("text", A.c.body_text),
    ],
    A.outerjoin(FIRST, FIRST.c.key == A.c.duplicate_of),
)

TAGGED = View(
    "v_tagged",
    "An article's tag: a row for each tag that an article has.",
    [Field("tag", TAGS.c.name, "The tag."), Field("key", A.c.key), *POST, Field("category", A.c.category), *DATES],
    A.join(TAGGINGS, TAGGINGS.c.article_key == A.c.key).join(TAGS, TAGS.c.key == TAGGINGS.c.tag_key),
)
