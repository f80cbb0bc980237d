"""The record of runs, from start to end, and what later runs take from it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from rentspider.db.models import CrawlRun
from rentspider.outcome import Exit


def begin_run(connection: Connection, command: str, arguments: Mapping[str, Any], site: str | None = None) -> int:
    """Note that a run has begun; gives its number. Runs that never ended were killed, and are closed."""
    now = datetime.now(UTC)
    row = {
        "command": command,
        "arguments": dict(arguments),
        "site": site,
        "started_at": now,
        "alive_at": now,
        "counts": {},
    }
    number = int(connection.execute(insert(CrawlRun).values(**row).returning(CrawlRun.id)).scalar_one())
    connection.execute(
        update(CrawlRun)
        .where(CrawlRun.finished_at.is_(None), CrawlRun.id != number)
        .values(
            finished_at=func.coalesce(CrawlRun.alive_at, CrawlRun.started_at),
            exit_code=int(Exit.STOPPED),
            reason=f"killed; found by run {number}",
        )
    )
    return number


def note_progress(connection: Connection, run: int, counts: Mapping[str, int]) -> None:
    """Note how far a run has come, in case that it is killed."""
    values = {"alive_at": datetime.now(UTC), "counts": dict(counts)}
    connection.execute(update(CrawlRun).where(CrawlRun.id == run).values(**values))


def finish_run(
    connection: Connection,
    run: int,
    counts: Mapping[str, int],
    exit_code: int,
    reason: str,
    *,
    frontier: Sequence[int] | None = None,
    health: Mapping[str, Any] | None = None,
) -> None:
    """Note how a run ended."""
    now = datetime.now(UTC)
    values = {
        "alive_at": now,
        "finished_at": now,
        "counts": dict(counts),
        "exit_code": exit_code,
        "reason": reason,
        "frontier": list(frontier) if frontier else None,
        "health": dict(health) if health else None,
    }
    connection.execute(update(CrawlRun).where(CrawlRun.id == run).values(**values))


def unfinished_runs(connection: Connection) -> list[int]:
    """The numbers of runs that have not ended, on record."""
    return list(connection.execute(select(CrawlRun.id).where(CrawlRun.finished_at.is_(None))).scalars())


def learning_is_owed(connection: Connection) -> bool:
    """Whether the last run that should have learned from what it stored was cut short before."""
    query = select(CrawlRun.exit_code, CrawlRun.arguments).where(
        CrawlRun.command.in_(("crawl", "replay", "reclean")), CrawlRun.finished_at.is_not(None)
    )
    for code, arguments in connection.execute(query.order_by(CrawlRun.id.desc())):
        if not arguments.get("dry_run"):
            return code in (Exit.WRONG_USE, Exit.STOPPED)
    return False


def last_frontier(connection: Connection, site: str, since: str | None) -> list[int]:
    """The newest posts at the last crawl that saw all that was behind them; none where none did.

    Args:
        since: the bound of the crawl that asks; one that was bounded to later days has not seen enough for it.
    """
    query = (
        select(CrawlRun.frontier, CrawlRun.arguments)
        .where(CrawlRun.site == site, CrawlRun.frontier.is_not(None))
        .order_by(CrawlRun.id.desc())
    )
    for frontier, arguments in connection.execute(query):
        bound = arguments.get("since") or None
        if bound is None or (since is not None and bound <= since):
            return list(frontier)
    return []


def last_complete(connection: Connection, site: str) -> datetime | None:
    """When the last crawl of a site ended that saw all that its lists showed."""
    query = select(func.max(CrawlRun.finished_at)).where(CrawlRun.site == site, CrawlRun.frontier.is_not(None))
    return connection.execute(query).scalar()


def earlier_health(connection: Connection, site: str, runs: int = 1000) -> list[dict[str, float]]:
    """What was measured of the pages in the last runs over a site, newest first."""
    query = (
        select(CrawlRun.health)
        .where(CrawlRun.site == site, CrawlRun.health.is_not(None))
        .order_by(CrawlRun.id.desc())
        .limit(runs)
    )
    return [dict(health["measures"]) for health in connection.execute(query).scalars()]
