"""`scrapy audit`: what was removed, by which rule, in place. The only command that shows removed text."""

import argparse
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlalchemy import Connection

from rentspider.commands_base import ReadCommand
from rentspider.db.queries import (
    articles_of_post,
    flagged_articles,
    pictures_alone,
    removals_by_rule,
    removed_from,
)
from rentspider.errors import SetupError

LONGEST = 18
"""A post's number has no more digits."""


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
    articles = articles_of_post(connection, int(post)) if post.isdecimal() and len(post) <= LONGEST else []
    if not articles:
        raise SetupError(f"the database holds no post {post}")
    for article in articles:
        console.print(Text.assemble((article.title, "bold"), f"  {article.url}"), soft_wrap=True)
        removed = {row.position: row for row in removed_from(connection, article.key)}
        for text, removal in _in_place(article.body_text, removed, pictures_alone(connection, article.key)):
            line = Text(text)
            if removal is not None:
                line = Text.assemble((f"- {text}", "dim"), (f"  {removal.kind}: {removal.rule}", "yellow"))
            console.print(line, soft_wrap=True)


def _in_place(body: str, removed: Mapping[int, Any], pictures: set[int]) -> Iterator[tuple[str, Any]]:
    """Kept and removed lines in the order of the page: kept lines fill the places that nothing else has."""
    kept = iter(body.split("\n") if body else [])
    for position in range(max(removed, default=-1) + 1):
        if position in removed:
            yield removed[position].text, removed[position]
        elif position not in pictures:
            yield from ((text, None) for text in islice(kept, 1))
    yield from ((text, None) for text in kept)
