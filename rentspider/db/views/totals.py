"""How many there are: articles by month and category, by source, by tag."""

from typing import Any

from sqlalchemy import ColumnElement, func

from rentspider.db.views.articles import MONTH, TAGGINGS, TAGS, A
from rentspider.db.views.sql import Day
from rentspider.db.views.view import Field, View

_POSTS: ColumnElement[Any] = func.count(A.c.key)
_COPIES = Field("copies", func.count(A.c.duplicate_of), "How many of them have the text of an earlier post.")
_SPAN = [
    Field("first_day", func.min(Day(A.c.published_day)), "The first day on which one was published."),
    Field("last_day", func.max(Day(A.c.published_day)), "The last day on which one was published."),
]

MONTHS = View(
    "v_months",
    "A month of a category: what was published in it.",
    [
        Field("month", MONTH, "The month, `2026-03`; null for articles whose month is not certain."),
        Field("category", A.c.category),
        Field("articles", _POSTS, "How many articles."),
        _COPIES,
        Field("credited", func.count(A.c.source), "How many of them credit a publication."),
    ],
    A,
    one_for_each=("month", "category"),
)

SOURCES = View(
    "v_sources",
    "A publication that articles credit.",
    [Field("source", A.c.source, "Its name."), Field("articles", _POSTS, "How many articles credit it."), *_SPAN],
    A,
    where=A.c.source.is_not(None),
    one_for_each=("source",),
)

TAG_TOTALS = View(
    "v_tags",
    "A tag that articles have.",
    [Field("tag", TAGS.c.name, "Its name."), Field("articles", _POSTS, "How many articles have it."), *_SPAN],
    A.join(TAGGINGS, TAGGINGS.c.article_key == A.c.key).join(TAGS, TAGS.c.key == TAGGINGS.c.tag_key),
    one_for_each=("tag",),
)
