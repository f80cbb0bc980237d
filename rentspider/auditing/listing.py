"""What was removed of one kind, or by one rule: each line once, with the posts that had it."""

from dataclasses import dataclass

from sqlalchemy import Connection

from pipelines.cleaning.rules import REMOVED
from rentspider.auditing.reasons import Reasons
from rentspider.db.audit import posts_with_line, removed_count, removed_lines
from rentspider.errors import SetupError

SHOWN = 5
"""So many posts are named for a line."""


@dataclass(frozen=True, slots=True)
class PostName:
    """A post by its number."""

    site: str
    id: int
    title: str


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """A line that was removed, from one post or many."""

    kind: str
    rule: str
    why: str
    text: str
    blocks: int
    articles: int
    newest: list[PostName]
    """The posts that had it, the newest first, not all of them where there are many."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The lines of most posts first, and how many there are in all."""

    blocks: int
    articles: int
    wordings: int
    lines: list[RemovedLine]


def listing(connection: Connection, reasons: Reasons, kind: str | None, rule: str | None, limit: int) -> Listing:
    """What was removed of a kind, by a rule, or both.

    Raises:
        SetupError: nothing was removed of such a kind or rule, and there is none.
    """
    count = removed_count(connection, kind, rule)
    if not count.blocks and kind and kind not in REMOVED:
        raise SetupError(f"nothing of the kind {kind!r} was removed; there are {', '.join(REMOVED)}")
    if not count.blocks and rule and rule not in reasons:
        raise SetupError(f"there is no rule {rule!r}, and nothing that it has removed")
    lines = [
        RemovedLine(
            *(row.kind, row.rule, reasons.why(row.rule), row.text, row.blocks, row.articles),
            newest=[
                PostName(post.site, post.id, post.title)
                for post in posts_with_line(connection, row.kind, row.rule, row.text, SHOWN)
            ],
        )
        for row in removed_lines(connection, kind, rule, limit)
    ]
    return Listing(count.blocks, count.articles, count.wordings, lines)
