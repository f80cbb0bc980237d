"""Learns which lines stand on many otherwise different posts of a site; one SQL statement counts, another pairs.

A line that stands on many posts is boilerplate or a phrase that authors like to end with. What tells them apart is
company: a line of boilerplate has the same neighbour wherever it stands, and is its neighbour's neighbour; or another
frequent line stands between it and the article, whose end is always another; or it stands on so many posts that no
author's habit explains it. Posts that are copies of another do not count.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, select, update

from rentspider.db.models import Article, EdgeLineRecord, LearnedBlock, RemovedBlock
from rentspider.db.upsert import batches, table_of

FEW_POSTS = 30
"""On a site with fewer posts nothing is learned."""
LEAST, LEAST_SHARE = 5, 0.001
"""In so many posts, and in such a share of all, a line must stand at the least."""
COMMON = 0.2
"""In this share of all posts a line is boilerplate without any company."""
FAITHFUL = 0.5
"""Two lines keep company where each has the other beside it in this share of its posts."""
STRONG, SHELTERED, WEAK = 4.0, 2.5, 1.0
"""How much a learned line speaks for boilerplate, in the units of the cleaner's scores. Without company it is weak
behind the article; above it, where authors seldom begin as they did before, it is as good as sheltered."""

_EDGES, _ARTICLES, _LEARNED = table_of(EdgeLineRecord), table_of(Article), table_of(LearnedBlock)
_REMOVED = table_of(RemovedBlock)


def learned_weights(connection: Connection, site: str) -> dict[int, float]:
    """How much a site's learned lines speak for boilerplate, by fingerprint; vetoed ones are left out."""
    weights: dict[int, float] = {}
    for row in connection.execute(select(_LEARNED).where(_LEARNED.c.site == site)):
        weight = STRONG if row.verdict == "confirmed" else row.weight
        if weight and row.verdict != "vetoed":
            weights[row.fingerprint] = weight
    return weights


def learn(connection: Connection, site: str) -> set[int]:
    """Learn a site's repetition anew from all evidence; what a person has confirmed or vetoed stays.

    Lines of which something else is known now are marked as not yet applied. It gives those of which nothing was known.
    """
    of_site = _LEARNED.c.site == site
    known = {row.fingerprint: row for row in connection.execute(select(_LEARNED).where(of_site))}
    found = {row["fingerprint"]: row for row in _count(connection, site)}
    for number, row in known.items():
        values = found.get(number) or ({} if row.verdict else {"weight": 0.0})
        if values and any(getattr(row, name) != value for name, value in values.items()):
            applied = row.applied and (row.verdict is not None or row.weight == values["weight"])
            one = of_site & (_LEARNED.c.fingerprint == number)
            connection.execute(update(_LEARNED).where(one).values(**values, applied=applied))
    fresh = [{"site": site, "applied": False, **row} for number, row in found.items() if number not in known]
    if fresh:
        connection.execute(insert(_LEARNED), fresh)
    return {row["fingerprint"] for row in fresh}


def judge_line(connection: Connection, site: str, fingerprint: int, verdict: str | None) -> bool:
    """Note what a person says of a learned line (confirmed, vetoed, or nothing any more); False where there is none."""
    one = (_LEARNED.c.site == site) & (_LEARNED.c.fingerprint == fingerprint)
    return connection.execute(update(_LEARNED).where(one).values(verdict=verdict, applied=False)).rowcount > 0


def unapplied_lines(connection: Connection, site: str) -> set[int]:
    """Lines that were learned, or judged, since the articles that they bear on were cleaned."""
    query = select(_LEARNED.c.fingerprint).where(_LEARNED.c.site == site, _LEARNED.c.applied.is_(False))
    return set(connection.execute(query).scalars())


def note_applied(connection: Connection, site: str) -> None:
    """The articles have been cleaned with all that is known; what no longer stands on many posts can go."""
    of_site = _LEARNED.c.site == site
    connection.execute(delete(_LEARNED).where(of_site, _LEARNED.c.weight == 0.0, _LEARNED.c.verdict.is_(None)))
    connection.execute(update(_LEARNED).where(of_site).values(applied=True))


def articles_with(
    connection: Connection, site: str, fingerprints: Collection[int], gone_by: Collection[str] = ()
) -> set[int]:
    """Keys of the articles on whose pages one of some lines stands, and was not removed by one of some rules."""
    query = select(_EDGES.c.article_key).join(_ARTICLES, _ARTICLES.c.key == _EDGES.c.article_key)
    query = query.where(_ARTICLES.c.site == site).distinct()
    if gone_by:
        of_line = (_REMOVED.c.article_key == _EDGES.c.article_key) & (_REMOVED.c.position == _EDGES.c.position)
        query = query.where(~select(_REMOVED.c.rule).where(of_line, _REMOVED.c.rule.in_(gone_by)).exists())
    return {
        key
        for some in batches(fingerprints)
        for key in connection.execute(query.where(_EDGES.c.fingerprint.in_(some))).scalars()
    }


def _count(connection: Connection, site: str) -> Iterator[dict[str, Any]]:
    """The lines that stand on enough posts, with their weight."""
    counted = (_ARTICLES.c.site == site) & _ARTICLES.c.duplicate_of.is_(None)
    total = int(connection.execute(select(func.count()).where(counted)).scalar_one())
    if total < FEW_POSTS:
        return
    least = max(LEAST, round(total * LEAST_SHARE))
    posts = func.count(_EDGES.c.article_key.distinct())
    frequent = (
        select(
            _EDGES.c.fingerprint,
            posts.label("posts"),
            func.max(_EDGES.c.place).label("place"),  # tail, where it stands in several places
            func.min(_ARTICLES.c.first_seen_at).label("since"),
        )
        .join(_ARTICLES, _ARTICLES.c.key == _EDGES.c.article_key)
        .where(counted)
        .group_by(_EDGES.c.fingerprint)
        .having(posts >= least)
    )
    rows = connection.execute(frequent).all()
    company = _company(connection, {row.fingerprint: row for row in rows}, frequent, counted)
    for row in rows:
        common = row.place == "middle" or row.posts >= COMMON * total
        alone = SHELTERED if row.place == "head" else WEAK
        weight = STRONG if common else company.get(row.fingerprint, alone)
        yield {**row._mapping, "weight": weight}


def _company(
    connection: Connection, lines: Mapping[int, Any], frequent: Select[Any], counted: ColumnElement[bool]
) -> dict[int, float]:
    """What the neighbours of frequent lines say for them."""
    behind, known = _EDGES.alias("behind"), frequent.subquery()
    times = func.count(_EDGES.c.article_key.distinct())
    pairs = (
        select(_EDGES.c.fingerprint.label("first"), behind.c.fingerprint.label("second"), times.label("times"))
        .join(behind, (behind.c.article_key == _EDGES.c.article_key) & (behind.c.rank == _EDGES.c.rank + 1))
        .join(_ARTICLES, _ARTICLES.c.key == _EDGES.c.article_key)
        .where(counted)
        .where(_EDGES.c.fingerprint.in_(select(known.c.fingerprint)))
        .where(behind.c.fingerprint.in_(select(known.c.fingerprint)))
        .group_by(_EDGES.c.fingerprint, behind.c.fingerprint)
    )
    inside: dict[int, int] = defaultdict(int)
    faithful: set[int] = set()
    for first, second, count in connection.execute(pairs):
        if count >= FAITHFUL * max(lines[first].posts, lines[second].posts):
            faithful |= {first, second}
        outer = second if lines[second].place == "tail" else first  # the other one is nearer to the article
        inside[outer] += count
    sheltered = {line for line, count in inside.items() if count >= FAITHFUL * lines[line].posts}
    return {**dict.fromkeys(sheltered, SHELTERED), **dict.fromkeys(faithful, STRONG)}
