"""What charts are drawn from: counts by month, by source, by kind of removal, by run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, text

from rentspider.db.models import Article, CrawlRun, RemovedBlock
from rentspider.db.views.articles import REMOVED_TEXT


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many articles of a category a month has."""

    month: str
    category: str
    articles: int


@dataclass(frozen=True, slots=True)
class Removal:
    """How many characters of a kind were removed, in how many blocks."""

    kind: str
    blocks: int
    characters: int


@dataclass(frozen=True, slots=True)
class RunRecord:
    """How a run that has ended went."""

    id: int
    command: str
    started_at: datetime
    exit_code: int
    reason: str
    counts: Mapping[str, Any]
    measures: Mapping[str, float]
    """What was counted of its pages; empty where nothing was."""


def months(connection: Connection) -> list[MonthCount]:
    """Articles by month and category, the earliest month first; those whose month is not certain are left out."""
    query = "SELECT month, coalesce(category, ''), articles FROM v_months WHERE month IS NOT NULL ORDER BY month"
    return [MonthCount(*row) for row in connection.execute(text(query))]


def sources(connection: Connection, most: int) -> list[tuple[str, int]]:
    """The publications that most articles credit."""
    query = "SELECT source, articles FROM v_sources ORDER BY articles DESC, source LIMIT :most"
    return [(row.source, row.articles) for row in connection.execute(text(query), {"most": most})]


def removals(connection: Connection) -> list[Removal]:
    """What was removed, by kind, most text first; the address of a removed picture is no text."""
    query = select(RemovedBlock.kind, func.count(), func.sum(REMOVED_TEXT)).group_by(RemovedBlock.kind)
    found = [Removal(*row) for row in connection.execute(query)]
    return sorted(found, key=lambda removal: (-removal.characters, removal.kind))


def kept_characters(connection: Connection) -> int:
    """The length of all texts together."""
    return int(connection.execute(select(func.coalesce(func.sum(func.length(Article.body_text)), 0))).scalar_one())


def ended_runs(connection: Connection, most: int) -> list[RunRecord]:
    """The last crawls and replays that have ended, the earliest first."""
    query = (
        select(CrawlRun)
        .where(CrawlRun.finished_at.is_not(None), CrawlRun.command.in_(("crawl", "replay")))
        .order_by(CrawlRun.id.desc())
        .limit(most)
    )
    found = [
        RunRecord(
            *(row.id, row.command, row.started_at, row.exit_code, row.reason or "", row.counts or {}),
            (row.health or {}).get("measures", {}),
        )
        for row in connection.execute(query)
    ]
    return found[::-1]
