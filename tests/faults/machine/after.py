"""What a data folder holds, and what is wrong with it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scrapy.settings import Settings

from rentspider.archive.places import places_hold
from rentspider.config import Config
from rentspider.db import open_database
from rentspider.db.invariants import findings
from rentspider.db.runs import killed_runs
from tests.faults.site.child import Ended
from tests.helpers import articles, rows

State = list[dict[str, Any]]
REVISIONS = (
    "SELECT a.site, a.id, r.fetched_at, r.title, r.body_text, r.source FROM revisions r"
    " JOIN articles a ON a.key = r.article_key ORDER BY a.site, a.id, r.fetched_at"
)


def state(data: Path) -> State:
    """All articles and their revisions."""
    return articles(data) + rows(data / "rent.db", REVISIONS)


def amiss(data: Path) -> Iterator[str]:
    """What `check-db` would say, in this process, which saves the seconds of a new one."""
    config = Config.of(Settings({"RENT_DATA_DIR": str(data), "RENT_DATABASE_URL": ""}))
    engine = open_database(config.database_url)
    try:
        yield from map(str, findings(engine))
        with engine.connect() as connection:
            yield from map(str, places_hold(connection, config))
            yield from (f"run {number} has not ended" for number in killed_runs(connection))
    finally:
        engine.dispose()


def not_as_before(data: Path, again: Ended, expected: State) -> list[str]:
    """What is not as if nothing had happened, after a command was run again."""
    if again.code != 0:
        return [f"run again, it ends with {again.code}: {again.summary or again.log[-1500:]}"]
    if rows(data / "rent.db", "PRAGMA integrity_check") != [{"integrity_check": "ok"}]:
        return ["the file is damaged"]
    found = state(data)
    differing = [f"{row.get('id')}" for row in found if row not in expected]
    troubles = [f"articles or revisions are others: {differing[:5]}"] if found != expected else []
    return [*troubles, *amiss(data)]
