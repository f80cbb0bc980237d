"""`scrapy audit`: what was removed, by which rule, in place. The only command that shows removed text."""

import argparse
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from sqlalchemy import Connection

from rentspider.commands_base import ReadCommand
from rentspider.db.queries import articles_of_post, flagged_articles, removals_by_rule, removed_from
from rentspider.errors import SetupError


class Command(ReadCommand):
    """Show what cleaning has removed."""

    def syntax(self) -> str:
        return "[options] [POST ...]"

    def short_desc(self) -> str:
        return "Show what was removed from a post, and by which rule; no post: totals by rule, and posts to look at"

    def show(self, connection: Connection, console: Console, args: list[str], opts: argparse.Namespace) -> None:
        for post in args:
            _post(connection, console, post)
        if not args:
            console.print(_totals(connection))
            console.print(_flagged(connection))


def _totals(connection: Connection) -> Table:
    table = Table("kind", "rule", "blocks", "articles", title="Removed, by rule")
    for row in removals_by_rule(connection):
        table.add_row(row.kind, row.rule, str(row.blocks), str(row.articles))
    return table


def _flagged(connection: Connection) -> Table:
    table = Table("site", "post", "flags", "title", title="Posts to look at")
    for row in flagged_articles(connection):
        table.add_row(row.site, str(row.id), row.flags, row.title)
    return table


def _post(connection: Connection, console: Console, post: str) -> None:
    articles = articles_of_post(connection, int(post)) if post.isdecimal() else []
    if not articles:
        raise SetupError(f"the database holds no post {post}")
    for article in articles:
        console.print(f"[bold]{escape(article.title)}[/]  {article.url}")
        for text, removal in _in_place(article.body_text, removed_from(connection, article.key)):
            if removal is None:
                console.print(escape(text))
            else:
                console.print(
                    f"[dim]- {escape(removal.text or '(picture)')}[/]  [yellow]{removal.kind}: {removal.rule}[/]"
                )


def _in_place(body: str, removed: Any) -> list[tuple[str, Any]]:
    """Kept and removed lines in the order of the page: kept lines fill the places that no removed block has."""
    kept = iter(body.split("\n") if body else [])
    lines: list[tuple[str, Any]] = []
    for removal in removed:
        while len(lines) < removal.position and (text := next(kept, None)) is not None:
            lines.append((text, None))
        lines.append((removal.text, removal))
    return lines + [(text, None) for text in kept]
