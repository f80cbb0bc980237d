"""SQLite's full-text tables, and what is asked of one of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, TableClause, column, select, table

from rentspider.db.search.tokens import TITLE, is_single, phrase, single

BIGRAMS = table("search_bigrams", column("rowid"), column("search_bigrams"))
CHARACTERS = table("search_characters", column("rowid"), column("search_characters"))

Keys = Select[Any]
"""A statement that gives keys of articles."""


def expressions(index: TableClause, terms: Sequence[str], mark: str = "") -> list[str]:
    """The expressions of those terms that are looked for in an index: in titles, by their mark; without it, anywhere.

    They hold nothing but digits, marks and quotation marks, whatever the terms are.
    """
    if index is CHARACTERS:
        return [single(term, mark) for term in terms if is_single(term)]
    words = [term for term in terms if not is_single(term)]
    return [phrase(term, mark) if mark else f"({phrase(term)} OR {phrase(term, TITLE)})" for term in words]


def keys_of(index: TableClause, expression: str) -> Keys:
    """The articles for which an expression is true."""
    return select(index.c.rowid).where(index.c[index.name].op("MATCH", is_comparison=True)(expression))
