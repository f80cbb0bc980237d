"""Revisions: the forms that an article had before, in the order of capture, whatever order they came in.

A capture is one fetch of an article's page, with a hash of what it said. Captures in a row that say the same are one
form; each form but the newest is a revision, with the time at which it was last seen. Only captures that the same
cleaner has read are compared: a change of rules makes no revision.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select, update
from sqlalchemy.dialects import sqlite

from rentspider.db.models import Capture, Revision
from rentspider.db.upsert import insert_into, table_of

_COPIED = ("fetched_at", "title", "body_text", "body_html", "source", "content_hash", "cleaner_version")
_SAID = ("fetched_at", "content_hash", "cleaner_version")
_REVISIONS, _CAPTURES = table_of(Revision), table_of(Capture)
_OF_ARTICLE = [
    select(table).where(table.c.article_key == bindparam("key"), table.c.cleaner_version == bindparam("cleaner"))
    for table in (_CAPTURES.alias(), _REVISIONS.alias())
]


def record_capture(connection: Connection, key: int, form: Mapping[str, Any]) -> None:
    """Note what a fetch of an article said; `form` has the columns of `articles`."""
    row = {"article_key": key, **{name: form[name] for name in _SAID}}
    connection.execute(_record(connection.dialect.name), row)


def record_captures_anew(connection: Connection, key: int, before: Mapping[str, Any], form: Mapping[str, Any]) -> None:
    """Note what an article's fetches say now that its page was cleaned otherwise.

    Whatever said the same before says the same now: left as they are, earlier fetches would be another form, of which
    nobody has the text.
    """
    same = [_CAPTURES.c[name] == before[name] for name in ("content_hash", "cleaner_version")]
    this = _CAPTURES.c.fetched_at == form["fetched_at"]
    found = update(_CAPTURES).where(_CAPTURES.c.article_key == key, or_(this, and_(*same)))
    connection.execute(found.values(content_hash=form["content_hash"], cleaner_version=form["cleaner_version"]))


def rebuild_revisions(connection: Connection, key: int, cleaner: int, forms: Sequence[Mapping[str, Any]]) -> None:
    """Make the revisions of an article what its captures say.

    Args:
        forms: those that may not be stored yet: the article as it was, and what the fetch under way says.
    """
    parameters = {"key": key, "cleaner": cleaner}
    captures, revisions = (connection.execute(query, parameters).all() for query in _OF_ARTICLE)
    newest = max(form["fetched_at"] for form in forms)
    wanted = _last_seen(((row.fetched_at, row.content_hash) for row in captures), newest)
    present = {row.fetched_at: row.content_hash for row in revisions}
    if wanted == present:
        return
    known = {row.content_hash: row._asdict() for row in revisions} | {form["content_hash"]: form for form in forms}
    # Those that another cleaner made of the same fetches are replaced.
    outdated = (_REVISIONS.c.cleaner_version == cleaner) | _REVISIONS.c.fetched_at.in_(wanted)
    connection.execute(delete(_REVISIONS).where(_REVISIONS.c.article_key == key, outdated))
    rows = [
        {**{name: known[content][name] for name in _COPIED}, "article_key": key, "fetched_at": when}
        for when, content in wanted.items()
        if content in known  # cleaning anew has left captures of forms that nobody has the text of
    ]
    if rows:
        connection.execute(insert(_REVISIONS), rows)


def _last_seen(captures: Iterable[tuple[datetime, str]], newest: datetime) -> dict[datetime, str]:
    """When each form but the newest was last seen; the newest may have been read by another cleaner."""
    runs = [list(run) for _, run in groupby(sorted(captures), key=lambda capture: capture[1])]
    if runs and runs[-1][-1][0] == newest:
        runs.pop()
    return dict(run[-1] for run in runs)


@cache
def _record(dialect: str) -> sqlite.Insert:
    statement = insert_into(Capture, dialect)
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=["article_key", "fetched_at"],
        set_={"content_hash": new.content_hash, "cleaner_version": new.cleaner_version},
        # Of two captures in one second the hash decides, so that their order does not.
        where=or_(_CAPTURES.c.cleaner_version != new.cleaner_version, _CAPTURES.c.content_hash < new.content_hash),
    )
