"""`scrapy search`: articles that hold some words, with the matching place."""

import argparse
import sys
from collections.abc import Iterable
from typing import Any, get_args

from rich.console import Console
from rich.text import Text
from scrapy.exceptions import UsageError
from sqlalchemy import Connection

from rentspider.commands_base import ReadCommand
from rentspider.db.models import GONE
from rentspider.db.search import Hit, Order, Page, Parts, Query, find
from rentspider.filter_options import add_filter_options, filters_of
from rentspider.terminal import json_line
from rentspider.zone import ZONE

MATCH = "bold red"
"""How a match looks on a terminal."""


class Command(ReadCommand):
    """Search the articles."""

    def syntax(self) -> str:
        return '[options] WORD ... ["A PHRASE"] [-WITHOUT]'

    def short_desc(self) -> str:
        return "Find the articles that hold every word, best first, with the matching place"

    def long_desc(self) -> str:
        return (
            f"{self.short_desc()}. A match is any string of one character or more, letter case aside, in the title or"
            " in one paragraph. An argument with a space in it is a phrase; one that begins with - must not be there;"
            " behind --, so may one that looks like an option."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_filter_options(parser)
        parser.add_argument("--order", choices=get_args(Order), default="rank", help="(default: rank)")
        parser.add_argument("--limit", type=_number, default=10, metavar="N", help="how many at most (default: 10)")
        parser.add_argument("--json", action="store_true", help="one JSON object a line, for machines")

    def show(self, connection: Connection, console: Console, args: list[str], opts: argparse.Namespace) -> None:
        if not "".join(args).strip():
            raise UsageError("name at least one word")
        page = find(connection, Query(_query(args), filters_of(opts), opts.order, opts.limit))
        for hit in page.hits:
            if opts.json:
                print(json_line(_as_json(hit)))
            else:
                _print(console, hit)
        if not opts.json:
            console.print(_total(page))
        if page.changed:
            told = "changed by another program, to be indexed by the next crawl or scrapy reindex"
            print(f"rentspider: {_articles(page.changed)} {told}", file=sys.stderr)


def _query(arguments: Iterable[str]) -> str:
    """What was typed, as a query: the shell has taken the quotation marks of phrases away."""
    words = []
    behind = False
    for argument in arguments:
        if argument == "--" and not behind:
            behind = True
        elif argument.startswith("--") and not behind:
            raise UsageError(f"no such option: {argument}")
        elif " " in argument and '"' not in argument:
            without = argument.startswith("-")
            words.append(f'-"{argument[1:]}"' if without else f'"{argument}"')
        else:
            words.append(argument)
    return " ".join(words)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 9 and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text} is no number of articles")
    return int(text)


def _as_json(hit: Hit) -> dict[str, Any]:
    published = hit.published_at.astimezone(ZONE).isoformat() if hit.published_at else None
    day = hit.published_day.isoformat() if hit.published_day else None
    names = ("site", "id", "url", "title", "source", "category", "status")
    found = {name: getattr(hit, name) for name in names}
    snippet = "".join(text for text, _ in hit.snippet)
    return {**found, "text": hit.body_text, "published_at": published, "published_day": day, "snippet": snippet}


def _print(console: Console, hit: Hit) -> None:
    facts = [hit.published_day or "", hit.source or "", GONE if hit.status == GONE else ""]
    told = "".join(f"  {fact}" for fact in facts if fact)
    console.print(Text.assemble(_shown(hit.title_parts, "bold"), told), soft_wrap=True)
    if hit.snippet:
        console.print(Text.assemble("  ", _shown(hit.snippet)), soft_wrap=True)
    console.print(Text(f"  {hit.url}", "dim"), soft_wrap=True)


def _shown(parts: Parts, style: str = "") -> Text:
    return Text.assemble(*((text, MATCH if is_match else style) for text, is_match in parts))


def _total(page: Page) -> str:
    if not page.total:
        return "nothing found"
    more = "" if len(page.hits) == page.total else f", shown are {len(page.hits)} (--limit N: more)"
    return f"{_articles(page.total)}{more}"


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"
