"""The record of runs, from start to end, and what later runs take from it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, update

from rentspider.db.locks import held_among, of_run
from rentspider.db.models import CrawlRun
from rentspider.outcome import Exit


def begin_run(connection: Connection, command: str, arguments: Mapping[str, Any], site: str | None = None) -> int:
    """Note that a run has begun; gives its number. Runs that never ended and are not under way are closed."""
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
    if killed := [run for run in killed_runs(connection) if run != number]:
        connection.execute(
            update(CrawlRun)
            .where(CrawlRun.id.in_(killed), CrawlRun.finished_at.is_(None))
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


def killed_runs(connection: Connection) -> list[int]:
    """The numbers of runs that have not ended, on record, and are not known to be under way.

    On PostgreSQL each run holds a lock of its own (`of_run`). With SQLite nobody but who holds the lock file knows.
    """
    query = select(CrawlRun.id).where(CrawlRun.finished_at.is_(None)).order_by(CrawlRun.id)
    unfinished = list(connection.execute(query).scalars())
    if connection.dialect.name == "postgresql":
        alive = held_among(connection, map(of_run, unfinished))
        return [run for run in unfinished if of_run(run) not in alive]
    return unfinished


def running_counts(connection: Connection) -> list[dict[str, int]]:
    """What the runs that are under way have done so far, as they last noted it."""
    query = select(CrawlRun.counts).where(CrawlRun.finished_at.is_(None))
    return [dict(counts) for counts in connection.execute(query).scalars()]


def last_number(connection: Connection) -> int:
    """The number of the last run that has begun; 0 before the first."""
    return int(connection.execute(select(func.coalesce(func.max(CrawlRun.id), 0))).scalar_one())


def counts_after(connection: Connection, number: int, command: str) -> list[tuple[str | None, dict[str, int]]]:
    """Site and counts of each run of a command that has begun after another run, ended or not."""
    query = select(CrawlRun.site, CrawlRun.counts).where(CrawlRun.id > number, CrawlRun.command == command)
    return [(site, dict(counts)) for site, counts in connection.execute(query)]


def learning_is_owed(connection: Connection, site: str | None = None) -> bool:
    """Whether the last run that should have learned from what it stored was cut short before, or left it for later.

    Args:
        site: the one site that it is asked of; None: of all.
    """
    query = select(CrawlRun.exit_code, CrawlRun.arguments).where(
        CrawlRun.command.in_(("crawl", "replay", "reclean", "learn")), CrawlRun.finished_at.is_not(None)
    )
    if site is not None:
        query = query.where(or_(CrawlRun.site == site, CrawlRun.site.is_(None)))
    ordered = query.order_by(CrawlRun.id.desc()).execution_options(yield_per=10)
    with connection.execute(ordered) as runs:
        for code, arguments in runs:
            if not arguments.get("dry_run"):
                return bool(arguments.get("beside")) or code in (Exit.WRONG_USE, Exit.STOPPED)
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
        .execution_options(yield_per=10)
    )
    with connection.execute(query) as runs:
        for frontier, arguments in runs:
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
