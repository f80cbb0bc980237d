"""The record of runs."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, update

from rentspider.db.models import CrawlRun


def begin_run(connection: Connection, command: str, arguments: Mapping[str, Any]) -> int:
    """Note that a run has begun; gives its number."""
    row = {"command": command, "arguments": dict(arguments), "started_at": datetime.now(UTC), "counts": {}}
    return int(connection.execute(insert(CrawlRun).values(**row).returning(CrawlRun.id)).scalar_one())


def finish_run(connection: Connection, run: int, counts: Mapping[str, int], exit_code: int, reason: str) -> None:
    """Note how a run ended."""
    values = {
        "finished_at": datetime.now(UTC),
        "counts": dict(counts),
        "exit_code": exit_code,
        "reason": reason,
    }
    connection.execute(update(CrawlRun).where(CrawlRun.id == run).values(**values))
