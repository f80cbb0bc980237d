"""Finds articles: which ones match, in which order, and what of them is shown."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Row, func, select

from rentspider.db.models import Article, SearchChange
from rentspider.db.search.postgresql import PostgreSQLSearch
from rentspider.db.search.results import Hit, Page, Query, Tier
from rentspider.db.search.snippets import marked, snippet
from rentspider.db.search.sqlite import SQLiteSearch
from rentspider.db.search.terms import Terms, parse
from rentspider.db.upsert import batches, table_of

RANKED = 5_000
"""So many articles at the most are put in order by bm25; what stands in more tells little about any of them."""

_ENGINES: dict[str, type[SQLiteSearch] | type[PostgreSQLSearch]] = {
    "sqlite": SQLiteSearch,
    "postgresql": PostgreSQLSearch,
}
_ARTICLES = table_of(Article)
_SHOWN = [field.name for field in fields(Hit) if field.name not in ("title_parts", "snippet")]


def find(connection: Connection, query: Query) -> Page:
    """The articles that hold all terms of a query and none of its exclusions; which of them, `query` says.

    By rank, those that have every term in their title come first. Both they and the others are in the order of bm25,
    or, where there are more of them than RANKED, or only single characters are looked for, the newest first.
    """
    terms = parse(query.text)
    search = _ENGINES[connection.dialect.name](connection, terms, query.filters)
    keys = list(_page(search, query))
    changed = connection.execute(select(func.count()).select_from(SearchChange)).scalar_one()
    return Page(_hits(connection, keys, terms), search.sizes["all"], changed)


def _page(search: SQLiteSearch | PostgreSQLSearch, query: Query) -> Iterator[int]:
    """The keys of one page of the tiers that follow each other."""
    offset, limit = max(query.offset, 0), query.limit
    by_rank = query.order == "rank" and "titled" in search.sizes
    tiers: tuple[Tier, ...] = ("titled", "others") if by_rank else ("all",)
    for tier in tiers:
        size = search.sizes[tier]
        if limit > 0 and offset < size:
            few = by_rank and size <= RANKED
            keys = search.ranked(tier, limit, offset) if few else None
            if keys is None:
                keys = search.newest(tier, limit, offset)
            yield from keys
            limit -= len(keys)
        offset = max(offset - size, 0)


def _hits(connection: Connection, keys: Sequence[int], terms: Terms) -> list[Hit]:
    rows: dict[int, Any] = {}
    for some in batches(keys):
        shown = select(*(_ARTICLES.c[name] for name in _SHOWN)).where(_ARTICLES.c.key.in_(some))
        rows |= {row.key: row for row in connection.execute(shown)}
    return [_hit(rows[key], terms) for key in keys if key in rows]


def _hit(row: Row[Any], terms: Terms) -> Hit:
    return Hit(
        **row._mapping,
        title_parts=marked(row.title, terms.wanted),
        snippet=snippet(row.title, row.body_text, terms.wanted),
    )
