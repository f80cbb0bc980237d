"""Whether the search index is sound, and whether it says of each article what the article says."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from rentspider.db.models import SearchChange
from rentspider.db.search import fts5_check, gin_check
from rentspider.db.search.index import ENGINES

NAMED = 5
"""So many articles a sentence names."""

_CHECKS = {"sqlite": fts5_check, "postgresql": gin_check}
_CHANGED = select(SearchChange.article_key).order_by(SearchChange.article_key)


def faults(connection: Connection) -> Iterator[str]:
    """What is wrong with the index, a sentence each; nothing where all is well."""
    check, triggers = _CHECKS[connection.dialect.name], ENGINES[connection.dialect.name].TRIGGERS
    lost = set(triggers) - set(connection.execute(check.TRIGGERS).scalars())
    if lost:
        yield f"changes of articles are not noted any more: no trigger {', '.join(sorted(lost))}"
    try:
        changed, stray = (connection.execute(query).scalars().all() for query in (_CHANGED, check.STRAY))
        yield from _told(changed, *["changed by another program, and not indexed since"] * 2)
        yield from _told(stray, "is in the index alone", "are in the index alone")
        wrong = list(check.wrong(connection))
        yield from _told(wrong, "is not in the index as it is", "are not in the index as they are")
        check.verify(connection)
    except DatabaseError as error:
        yield f"the index cannot be read: {error.orig}"


def _told(keys: Sequence[int], one: str, many: str) -> Iterator[str]:
    if keys:
        named = ", ".join([*map(str, keys[:NAMED]), *("…" for _ in keys[NAMED : NAMED + 1])])
        yield f"1 article {one} (key {named})" if len(keys) == 1 else f"{len(keys)} articles {many} (keys {named})"
