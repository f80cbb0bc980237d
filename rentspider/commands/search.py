"""`scrapy search`: articles that hold some words, with the matching place."""

import argparse
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from rich.console import Console
from rich.text import Text
from scrapy.exceptions import UsageError
from sqlalchemy import Connection

from rentspider.commands_base import ReadCommand
from rentspider.db.search import Filters, search, surroundings
from rentspider.zone import ZONE


class Command(ReadCommand):
    """Search the articles."""

    def syntax(self) -> str:
        return "[options] TERM ..."

    def short_desc(self) -> str:
        return "Find the articles that hold every term, with the matching place"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--since", type=date.fromisoformat, metavar="YYYY-MM-DD", help="published on this day or later"
        )
        parser.add_argument(
            "--until", type=date.fromisoformat, metavar="YYYY-MM-DD", help="published on this day or before"
        )
        parser.add_argument("--category", help="only articles of this category")
        parser.add_argument("--limit", type=int, default=10, metavar="N", help="how many at most (default: 10)")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def show(self, connection: Connection, console: Console, args: list[str], opts: argparse.Namespace) -> None:
        if not args:
            raise UsageError("name at least one term")
        found = search(connection, args, Filters(opts.since, opts.until, opts.category), opts.limit)
        for row in found:
            if opts.json:
                print(json.dumps(_as_json(row), ensure_ascii=False))
            else:
                _print(console, row, args)
        if not found and not opts.json:
            console.print("nothing found")


def _as_json(row: Any) -> dict[str, Any]:
    published = row.published_at.astimezone(ZONE).isoformat() if row.published_at else None
    day = row.published_day.isoformat() if row.published_day else None
    names = ("site", "id", "url", "title", "source", "category", "body_text")
    return {**{name: getattr(row, name) for name in names}, "published_at": published, "published_day": day}


def _print(console: Console, row: Any, terms: Sequence[str]) -> None:
    console.print(
        Text.assemble((row.title, "bold"), f"  {row.published_day or ''}  {row.source or ''}"), soft_wrap=True
    )
    for term in terms:
        if place := surroundings(row.body_text, term):
            before, match, after = place
            console.print(Text.assemble("  …", before, (match, "reverse"), after, "…"), soft_wrap=True)
    console.print(Text(f"  {row.url}", "dim"), soft_wrap=True)
