"""Which articles match, in PostgreSQL: statements over its index of the full text.

Among 100,000 articles, to take a match out of the index costs about a microsecond, to look through a text fifteen: on
this the choices below are made.
"""

from collections.abc import Iterator, Sequence
from math import log
from typing import Any

from sqlalchemy import ColumnElement, Connection, Float, and_, func, not_, select
from sqlalchemy import cast as as_type

from rentspider.db.filters import Filters, conditions
from rentspider.db.models import Article
from rentspider.db.search.gin import (
    IN_TITLE,
    TEXTS,
    Keys,
    holding_any,
    holds_all,
    is_storable,
    looked_up,
    mentions,
    stands,
)
from rentspider.db.search.results import Tier
from rentspider.db.search.terms import Terms
from rentspider.db.search.tokens import is_single

READING = 15
"""To look through a text takes as long as to take so many matches out of the index."""
TITLE_WEIGHT = 10
"""How much a match in the title counts, beside one in the text."""
K1, B = 1.2, 0.75
"""The constants of bm25, as SQLite has them."""
LEAST = 1e-6
"""The weight of a term that stands in most articles."""

_NEWEST = (Article.published_at.desc().nulls_last(), Article.key.desc())


class PostgreSQLSearch:
    """The articles that hold all wanted terms and no unwanted one, within bounds.

    The terms of two characters and more decide the order; single characters do only where there are no others.
    """

    def __init__(self, connection: Connection, terms: Terms, filters: Filters) -> None:
        connection.exec_driver_sql("SET LOCAL jit = off")  # to compile a question takes longer than to answer it
        self._connection = connection
        self._bounds = conditions(filters)
        self._wanted = terms.without_implied().wanted
        self._unwanted = tuple(filter(is_storable, terms.unwanted))
        self._words = tuple(term for term in self._wanted if not is_single(term))
        self._deciding = self._words or self._wanted
        self.sizes: dict[Tier, int] = {}
        """How many matches there are; where nothing decides the order, only of all together."""
        self._count()

    def _count(self) -> None:
        """Find out how many articles are within the bounds, how many of them match, and which in their title."""
        tiers: tuple[Tier, ...] = ("all", "titled") if self._wanted else ("all",)
        one = func.count()
        counts: list[ColumnElement[Any]]
        if self._bounds:
            counts = [one.filter(Article.key.in_(looked_up(self._matches(tier)))) for tier in tiers]
        else:
            matches = (self._matches(tier).subquery() for tier in tiers)
            counts = [select(one).select_from(keys).scalar_subquery() for keys in matches]
        found = self._connection.execute(select(one, *counts).select_from(Article).where(*self._bounds)).one()
        self._among, self.sizes["all"], *titled = found
        for size in titled:  # the third, where there is one
            self.sizes |= {"titled": size, "others": self.sizes["all"] - size}

    def ranked(self, tier: Tier, limit: int, offset: int) -> Sequence[int] | None:
        """Some keys in the order of bm25; None where single characters decide, which say too little for it."""
        if not self._words:
            return None
        key = TEXTS.c.article_key
        keys = select(key).where(key.in_(looked_up(self._matches(tier))))
        if self._bounds:
            keys = keys.where(key.in_(select(Article.key).where(*self._bounds)))
        ordered = keys.order_by(self._score().desc(), key.desc()).limit(limit).offset(offset)
        return self._connection.execute(ordered).scalars().all()

    def newest(self, tier: Tier, limit: int, offset: int) -> Sequence[int]:
        """Some keys in the order of publishing, the newest first and those without a date last."""
        keys = select(Article.key).where(*self._bounds).order_by(*_NEWEST).limit(limit).offset(offset)
        if self._wanted and READING * (offset + limit) * self._among < self.sizes[tier] ** 2:
            # One article after the other, as it does not take many until enough of them match.
            keys = keys.join(TEXTS, TEXTS.c.article_key == Article.key).where(*self._read(tier))
        else:
            keys = keys.where(Article.key.in_(looked_up(self._matches(tier))))
        return self._connection.execute(keys).scalars().all()

    def _matches(self, tier: Tier) -> Keys:
        """The keys of a tier, by the index, whatever the bounds."""
        key = Article.key.expression
        keys = select(key)
        if self._wanted:
            titled = holds_all(self._deciding, IN_TITLE)
            asked = [holds_all(self._wanted), *([titled] if tier == "titled" else [])]
            key = TEXTS.c.article_key
            keys = select(key).where(*asked)
            if tier == "others":
                keys = keys.where(key.not_in(looked_up(select(key).where(titled))))
        return keys.where(key.not_in(looked_up(holding_any(self._unwanted)))) if self._unwanted else keys

    def _read(self, tier: Tier) -> Iterator[ColumnElement[bool]]:
        """The conditions of a tier, by looking through texts."""
        if tier != "all":
            titled = and_(*(stands(term, in_title=True) for term in self._deciding))
            yield titled if tier == "titled" else not_(titled)
        yield from (stands(term) for term in self._wanted)
        yield from (not_(stands(term)) for term in self._unwanted)

    def _score(self) -> ColumnElement[float]:
        """What bm25 says of a row: the more mentions, the shorter the article and the rarer the term, the more."""
        asked = [
            select(func.count()).select_from(TEXTS).where(holds_all([term])).scalar_subquery() for term in self._words
        ]
        numbers = select(func.count(), func.avg(TEXTS.c.size), *(asked if len(asked) > 1 else ()))
        all_, average, *held = self._connection.execute(numbers.select_from(TEXTS)).one()
        length = 1 - B + B * TEXTS.c.size / float(average)
        score: ColumnElement[float] = as_type(0, Float)
        for term, number in zip(self._words, held or [0], strict=True):
            found = TITLE_WEIGHT * mentions(TEXTS.c.title, term) + mentions(TEXTS.c.body, term)
            weight = max(LEAST, log((all_ - number + 0.5) / (number + 0.5)))
            # As bm25 has it, found * (K1 + 1) / (found + K1 * length), but so that it is found out once.
            score += weight * func.coalesce((K1 + 1) / (1 + K1 * length / func.nullif(as_type(found, Float), 0)), 0)
        return score
