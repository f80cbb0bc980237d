"""What happened to articles: how they changed, what cleaning removed, what was said of their dates."""

from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from rentspider.db.models import Capture, DateEvidence, RemovedBlock, Revision
from rentspider.db.upsert import table_of
from rentspider.db.views.articles import DATES, POST, REMOVED_TEXT, A
from rentspider.db.views.sql import Local
from rentspider.db.views.view import Field, View

R, REMOVED, SAID, CAPTURES = (table_of(model) for model in (Revision, RemovedBlock, DateEvidence, Capture))


def _after(name: str) -> ColumnElement[Any]:
    """A column in the form that came next: the next revision, or else the article as it is."""

    def following(column: ColumnElement[Any]) -> ColumnElement[Any]:
        return func.lead(column).over(partition_by=R.c.article_key, order_by=R.c.fetched_at)

    return case((following(R.c.key).is_(None), A.c[name]), else_=following(R.c[name]))


def _what() -> ColumnElement[str]:
    title, text, source = (
        case((func.coalesce(R.c[name], "") != func.coalesce(_after(name), ""), f", {word}"), else_="")
        for name, word in (("title", "title"), ("body_text", "text"), ("source", "source"))
    )
    return func.substr(title.concat(text).concat(source), 3)


_NEXT_SEEN = (
    select(func.min(CAPTURES.c.fetched_at))
    .where(CAPTURES.c.article_key == R.c.article_key, CAPTURES.c.fetched_at > R.c.fetched_at)
    .scalar_subquery()
)
_SAME_RULES = case((R.c.cleaner_version == _after("cleaner_version"), 1), else_=0)

REVISIONS = View(
    "v_revisions",
    "A change of an article: what it was, and what it became.",
    [
        Field("key", A.c.key),
        *POST,
        Field("category", A.c.category),
        Field("last_seen", Local(R.c.fetched_at), "When it was last seen as it was before."),
        Field("changed_by", Local(_NEXT_SEEN), "When it was first seen as it became; it changed in between."),
        Field("what", _what(), "What changed: `title`, `text`, `source`, joined by `, `."),
        Field("title_before", R.c.title, "The title before."),
        Field("title_after", _after("title"), "The title after."),
        Field("source_before", R.c.source, "The source before."),
        Field("source_after", _after("source"), "The source after."),
        Field("text_before", R.c.body_text, "The text before."),
        Field("text_after", _after("body_text"), "The text after."),
        Field("same_rules", _SAME_RULES, "1 where both were cleaned by the same rules; 0: they differ by rules too."),
    ],
    R.join(A, A.c.key == R.c.article_key),
)

REMOVED_BLOCKS = View(
    "v_removed",
    "A block that cleaning removed from an article, without its text: that can be contact data of people, and stands in"
    " `removed_blocks` only.",
    [
        Field("key", A.c.key),
        *POST,
        Field("category", A.c.category),
        Field("source", A.c.source),
        *DATES,
        Field("position", REMOVED.c.position),
        Field("kind", REMOVED.c.kind),
        Field("rule", REMOVED.c.rule),
        Field("characters", REMOVED_TEXT, "The length of its text; 0 for a picture."),
    ],
    REMOVED.join(A, A.c.key == REMOVED.c.article_key),
)

EVIDENCE = View(
    "v_evidence",
    "What a witness said of an article's date, in local time.",
    [
        Field("key", A.c.key),
        *POST,
        Field("witness", SAID.c.witness),
        Field("shown", SAID.c.raw),
        Field("seen", Local(SAID.c.observed_at)),
        Field("earliest", Local(SAID.c.earliest)),
        Field("latest", Local(SAID.c.latest)),
    ],
    SAID.join(A, (A.c.site == SAID.c.site) & (A.c.id == SAID.c.post_id)),
)
