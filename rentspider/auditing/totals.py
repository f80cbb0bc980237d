"""All posts at once: what was removed by kind and by rule, what was not, and which posts to look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection

from rentspider.auditing.body import Line, audited, near_places
from rentspider.auditing.outliers import usual
from rentspider.auditing.reasons import Reasons
from rentspider.db.audit import lengths, removals_by_kind
from rentspider.db.queries import Rows, flagged_articles, removals_by_rule


@dataclass(frozen=True, slots=True)
class KindTotal:
    """What was removed of one kind."""

    kind: str
    blocks: int
    articles: int


@dataclass(frozen=True, slots=True)
class RuleTotal:
    """What one rule has removed; a line that only its surroundings condemn has the kind of those."""

    kind: str
    rule: str
    why: str
    own: bool
    """Whether it is a rule of the user's."""
    blocks: int
    articles: int


@dataclass(frozen=True, slots=True)
class Loser:
    """A post that lost far more of its text than is usual on its site."""

    site: str
    id: int
    title: str
    share: float
    """Of its characters, removed ones included."""
    usual: float
    """The median of the site's posts."""


@dataclass(frozen=True, slots=True)
class NearThing:
    """A line that a little would have decided otherwise."""

    site: str
    id: int
    line: Line


@dataclass(frozen=True, slots=True)
class Flagged:
    """A post that a check has flagged."""

    site: str
    id: int
    flags: str
    title: str


@dataclass(frozen=True, slots=True)
class Totals:
    """All of it."""

    kinds: list[KindTotal]
    rules: list[RuleTotal]
    silent: list[RuleTotal]
    """Rules that hold now and have no block to their name."""
    losers: list[Loser]
    near: list[NearThing]
    flagged: list[Flagged]


def totals(connection: Connection, reasons: Reasons) -> Totals:
    """What the database says of all articles."""
    by_rule, flagged = removals_by_rule(connection), flagged_articles(connection)
    fired = {row.rule for row in by_rule}
    silent = [rule for rule in reasons.rules if rule.id not in fired]
    return Totals(
        [KindTotal(row.kind, row.blocks, row.articles) for row in removals_by_kind(connection)],
        [
            RuleTotal(row.kind, row.rule, reasons.why(row.rule), row.rule in reasons.own, row.blocks, row.articles)
            for row in by_rule
        ],
        [RuleTotal(rule.kind, rule.id, rule.reason, rule.id in reasons.own, 0, 0) for rule in silent],
        list(losers(lengths(connection))),
        list(_near_things(connection, flagged, reasons)),
        [Flagged(row.site, row.id, row.flags, row.title) for row in flagged],
    )


def losers(posts: Rows) -> Iterator[Loser]:
    """Posts that lost far more than is usual on their site, the worst of each site first; `posts` are by site."""
    for _, of_site in groupby(posts, key=lambda post: str(post.site)):
        shares = [(post.removed / (post.removed + post.kept), post) for post in of_site if post.removed + post.kept]
        if found := usual([share for share, _ in shares]):
            middle, limit = found
            far = [(share, post) for share, post in shares if share > limit]
            for share, post in sorted(far, key=lambda one: (-one[0], one[1].id)):
                yield Loser(post.site, post.id, post.title, share, middle)


def _near_things(connection: Connection, flagged: Rows, reasons: Reasons) -> Iterator[NearThing]:
    for article in flagged:
        if near_places(article.flags):
            post = audited(connection, article, reasons)
            yield from (NearThing(post.site, post.id, line) for line in post.body if line.near)
