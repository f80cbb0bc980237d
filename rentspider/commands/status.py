"""`scrapy status`: the last runs and their health, and what the database holds."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection

from rentspider.commands_base import ReadCommand
from rentspider.db.queries import Holdings, Rows, holdings, last_runs, newest_articles
from rentspider.health import shares
from rentspider.summary import COUNTS
from rentspider.terminal import json_line
from rentspider.zone import ZONE


class Command(ReadCommand):
    """Show the last runs and the holdings."""

    def short_desc(self) -> str:
        return "Show the last runs, and what the database holds"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--runs", type=int, default=5, metavar="N", help="how many runs to show (default: 5)")
        parser.add_argument("--articles", type=int, default=5, metavar="N", help="how many articles (default: 5)")
        parser.add_argument("--json", action="store_true", help="one JSON object, for machines")

    def show(self, connection: Connection, console: Console, args: list[str], opts: argparse.Namespace) -> None:
        held, runs = holdings(connection), last_runs(connection, opts.runs)
        newest = newest_articles(connection, opts.articles)
        if opts.json:
            print(json_line(_as_json(held, newest, runs), _moment))
            return
        console.print(_holdings(held))
        console.print(_newest(newest))
        console.print(_runs(runs))
        for line in _health(runs):
            console.print(line, soft_wrap=True)


def _as_json(held: Sequence[Holdings], newest: Rows, runs: Rows) -> dict[str, Any]:
    """What the tables show, with moments in ISO 8601 (UTC)."""
    names = ("site", "id", "url", "title", "source", "published_at", "published_day")
    return {
        "sites": [asdict(row) for row in held],
        "newest": [{name: getattr(row, name) for name in names} for row in newest],
        "runs": [
            {**row._mapping, "state": _state(row), "seconds": _seconds(row), "alarms": _alarms(row)} for row in runs
        ],
    }


def _moment(value: Any) -> str:
    return str(value.isoformat()).replace("+00:00", "Z")


def _holdings(held: Sequence[Holdings]) -> Table:
    names = ("articles", "gone", "copies", "undated", "failing", "from", "to", "last seen whole")
    table = Table("site", *names, title="What the database holds")
    for row in held:
        numbers = (row.articles, row.gone, row.copies, row.undated, row.failing)
        table.add_row(
            row.site, *map(str, numbers), *map(str, (row.first, row.last)), _local(row.complete_at) or "never"
        )
    return table


def _newest(newest: Rows) -> Table:
    table = Table("post", "day", "title", "source", "characters", title="The newest articles")
    for row in newest:
        day = str(row.published_day or f"about {row.published_at.astimezone(ZONE):%F}")
        table.add_row(str(row.id), day, row.title, row.source or "", str(len(row.body_text)))
    return table


def _runs(runs: Rows) -> Table:
    table = Table("run", "command", "started", "seconds", *COUNTS, "exit", "how it ended", title="The last runs")
    for row in runs:
        counts = [str(row.counts.get(name, "")) for name in COUNTS]
        code = "" if row.exit_code is None else str(row.exit_code)
        seconds = "" if row.finished_at is None else f"{_seconds(row):.0f}"
        table.add_row(str(row.id), row.command, _local(row.started_at), seconds, *counts, code, _state(row))
    return table


def _health(runs: Rows) -> list[str]:
    """What the newest run with posts was like, and what its alarms were."""
    last = next((row for row in runs if row.health and row.health["measures"].get("post/pages")), None)
    if last is None:
        return []
    told = ", ".join(f"{name} {share}" for name, share in shares(last.health["measures"]).items() if share.whole)
    return [f"Health of run {last.id}: {told}", *(f"Alarm: {alarm}" for alarm in _alarms(last))]


def _alarms(run: Any) -> list[str]:
    return list(run.health["alarms"]) if run.health else []


def _state(run: Any) -> str:
    return run.reason or "running, or killed"


def _seconds(run: Any) -> float | None:
    return (run.finished_at - run.started_at).total_seconds() if run.finished_at else None


def _local(moment: datetime | None) -> str:
    return f"{moment.astimezone(ZONE):%F %T}" if moment else ""
