"""`scrapy status`: the last runs, and what the database holds."""

import argparse

from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection

from rentspider.commands_base import ReadCommand
from rentspider.db.queries import holdings, last_runs, newest_articles
from rentspider.zone import ZONE


class Command(ReadCommand):
    """Show the last runs and the holdings."""

    def short_desc(self) -> str:
        return "Show the last runs, and what the database holds"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--runs", type=int, default=5, metavar="N", help="how many runs to show (default: 5)")
        parser.add_argument("--articles", type=int, default=5, metavar="N", help="how many articles (default: 5)")

    def show(self, connection: Connection, console: Console, args: list[str], opts: argparse.Namespace) -> None:
        console.print(_holdings(connection))
        console.print(_newest(connection, opts.articles))
        console.print(_runs(connection, opts.runs))


def _holdings(connection: Connection) -> Table:
    table = Table("site", "articles", "gone", "copies", "undated", "from", "to", title="What the database holds")
    for row in holdings(connection):
        table.add_row(row.site, *map(str, (row.articles, row.gone, row.copies, row.undated, row.first, row.last)))
    return table


def _newest(connection: Connection, count: int) -> Table:
    table = Table("post", "day", "title", "source", "characters", title="The newest articles")
    for row in newest_articles(connection, count):
        day = str(row.published_day or f"about {row.published_at.astimezone(ZONE):%F}")
        table.add_row(str(row.id), day, row.title, row.source or "", str(len(row.body_text)))
    return table


def _runs(connection: Connection, count: int) -> Table:
    table = Table(
        "run", "command", "started", "new", "changed", "failed", "exit", "how it ended", title="The last runs"
    )
    for row in last_runs(connection, count):
        counts = [str(row.counts.get(name, "")) for name in ("new", "changed", "failed")]
        code = "" if row.exit_code is None else str(row.exit_code)
        started = f"{row.started_at.astimezone(ZONE):%F %T}"
        table.add_row(str(row.id), row.command, started, *counts, code, row.reason or "running, or killed")
    return table
