"""Which articles match, in SQLite: statements over its full-text tables. PostgreSQL has a module like this one.

Among 100,000 articles, to walk the matches of a common word takes 3 ms, to make a set of them 7, to walk an index of
articles 9, to read an article with its text 0.02: on this the choices below are made.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    func,
    literal_column,
    select,
    true,
)

from rentspider.db.filters import Filters, conditions
from rentspider.db.models import Article
from rentspider.db.search.fts5 import BIGRAMS, CHARACTERS, Keys, expressions, keys_of
from rentspider.db.search.results import Tier
from rentspider.db.search.terms import Terms
from rentspider.db.search.tokens import TITLE, is_single

WEIGHTS = (1.0, 10.0)
"""How much a match counts in the text, and in the title."""
READING = 150
"""To read an article takes as long as to put so many keys into a set."""
CHUNK = 50
"""So many are read at a time."""

_NEWEST = (Article.published_at.desc().nulls_last(), Article.key.desc())
# A bare key makes SQLite look up each of a set, and read its row; this one makes it walk an index, asking the set.
_KEY, _ROW = Article.key + 0, BIGRAMS.c.rowid + 0


class SQLiteSearch:
    """The articles that hold all wanted terms and no unwanted one, within bounds.

    The terms of two characters and more decide the order; single characters do only where there are no others.
    """

    def __init__(self, connection: Connection, terms: Terms, filters: Filters) -> None:
        self._connection, self._terms = connection, terms.without_implied()
        self._bounds = conditions(filters)
        words = tuple(term for term in self._terms.wanted if not is_single(term))
        self._deciding = Terms(words or self._terms.wanted)
        self._index = BIGRAMS if words else CHARACTERS if self._terms.wanted else None
        self.sizes: dict[Tier, int] = {}
        """How many matches there are; where nothing decides the order, only of all together."""
        self._count()

    def _count(self) -> None:
        """Find out how many articles are within the bounds, how many of them match, and which of these in their title.

        Bounds cost a walk of an index of articles, and this is the only one that all bounds take.
        """
        one, titled = func.count(), func.json_group_array(Article.key)
        counts: list[ColumnElement[Any]]
        if self._index is None:
            counts = [one, one.filter(self._hold("all", _KEY))]
        elif self._bounds:
            counts = [one, one.filter(self._hold("all", _KEY)), titled.filter(self._hold("titled", _KEY))]
        else:
            tiers = (self._matches(tier).subquery() for tier in ("all", "titled"))
            counts = [one, *(select(func.count()).select_from(keys).scalar_subquery() for keys in tiers)]
        found = self._connection.execute(select(*counts).select_from(Article).where(*self._bounds)).one()
        self._among, self.sizes["all"], *self._titled = found
        for keys in self._titled:  # the third, where there is one
            self.sizes["titled"] = len(json.loads(keys)) if self._bounds else keys
            self.sizes["others"] = self.sizes["all"] - self.sizes["titled"]

    def ranked(self, tier: Tier, limit: int, offset: int) -> Sequence[int] | None:
        """Some keys in the order of bm25; None where single characters decide, which say too little for it."""
        if self._index is not BIGRAMS:
            return None
        keys = self._matches(tier, anywhere=True)
        if self._bounds and tier == "titled":
            keys = keys.where(_ROW.in_(select(func.json_each(*self._titled).table_valued("value").c.value)))
        elif self._bounds:
            keys = keys.where(_ROW.in_(select(Article.key).where(*self._bounds, self._hold(tier, self._key(tier)))))
        score = func.bm25(literal_column(BIGRAMS.name), *WEIGHTS)
        ordered = keys.order_by(score, BIGRAMS.c.rowid.desc()).limit(limit).offset(offset)
        return self._connection.execute(ordered).scalars().all()

    def newest(self, tier: Tier, limit: int, offset: int) -> Sequence[int]:
        """Some keys in the order of publishing, the newest first and those without a date last."""
        dated = select(Article.key).where(*self._bounds).order_by(*_NEWEST)
        size = self.sizes[tier]
        if self._index is not None and READING * (offset + limit) * self._among < size**2:
            return list(islice(self._read(dated, tier), offset, offset + limit))
        keys = dated.where(self._hold(tier, self._key(tier))).limit(limit).offset(offset)
        return self._connection.execute(keys).scalars().all()

    def _read(self, dated: Keys, tier: Tier) -> Iterator[int]:
        """Which of some keys belong to a tier, by looking for the terms in their articles."""
        keys = self._connection.execute(dated, execution_options={"yield_per": CHUNK})
        for some in keys.scalars().partitions():
            texts = select(Article.key, Article.title, Article.body_text).where(Article.key.in_(some))
            rows = {row.key: row for row in self._connection.execute(texts)}
            for row in (rows[key] for key in some):
                titled = tier != "all" and self._deciding.held_by(row.title)
                if titled == (tier == "titled") and self._terms.held_by(row.title, *row.body_text.split("\n")):
                    yield row.key

    def _key(self, tier: Tier) -> ColumnElement[int]:
        """The key of an article, in a form that has the tier looked up in articles, or articles in the tier."""
        return Article.key.expression if READING * self.sizes[tier] < self._among else _KEY

    def _hold(self, tier: Tier, key: ColumnElement[int]) -> ColumnElement[bool]:
        """The condition that a key belongs to a tier."""
        if self._index is None:
            return and_(true(), *self._aside(key))
        return key.in_(self._matches(tier))

    def _matches(self, tier: Tier, anywhere: bool = False) -> Keys:
        """The keys of a tier, whatever the bounds; `anywhere` tells bm25 of matches outside titles as well."""
        assert self._index is not None
        wanted, titled = (expressions(self._index, self._deciding.wanted, mark) for mark in ("", TITLE))
        unwanted = expressions(self._index, self._terms.unwanted)
        if tier == "titled":
            wanted = [*titled, *wanted] if anywhere else titled
        elif tier == "others":
            unwanted = [*unwanted, f"({' AND '.join(titled)})"]
        without = f" NOT ({' OR '.join(unwanted)})" if unwanted else ""
        keys = keys_of(self._index, f"({' AND '.join(wanted)}){without}")
        return keys.where(*self._aside(self._index.c.rowid + 0))

    def _aside(self, key: ColumnElement[int]) -> Iterator[ColumnElement[bool]]:
        """What is asked of a key by terms that stand in another index."""
        for index in (index for index in (BIGRAMS, CHARACTERS) if index is not self._index):
            if wanted := expressions(index, self._terms.wanted):
                yield key.in_(keys_of(index, " AND ".join(wanted)))
            if unwanted := expressions(index, self._terms.unwanted):
                yield key.not_in(keys_of(index, " OR ".join(unwanted)))
