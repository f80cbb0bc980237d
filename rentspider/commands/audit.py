"""`scrapy audit`: what was removed, by which rule, and why. The only command that shows removed text."""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import asdict

from rich.console import Console
from scrapy.exceptions import UsageError
from sqlalchemy import Connection

from pipelines.boilerplate import rules_of
from rentspider.auditing.body import Post, audited
from rentspider.auditing.learned import Learned, learned, meant, shown
from rentspider.auditing.listing import Listing, listing
from rentspider.auditing.reasons import Reasons
from rentspider.auditing.show import show
from rentspider.auditing.totals import Totals, totals
from rentspider.commands_base import ReadCommand, stats_collector
from rentspider.config import Config
from rentspider.db.queries import Rows, articles_of_post
from rentspider.errors import SetupError
from rentspider.learning import judge_learned
from rentspider.reporting import clear_errors
from rentspider.run import Ending, Run
from rentspider.terminal import json_line

LONGEST = 18
"""A post's number has no more digits."""

VERDICTS = (
    ("confirm", "confirmed", "a learned line is boilerplate wherever it stands at an end of a post"),
    ("veto", "vetoed", "a learned line is no boilerplate"),
    ("undo", None, "take back what was said of a learned line"),
)


class Command(ReadCommand):
    """Show what cleaning has removed."""

    def syntax(self) -> str:
        return "[options] [POST ...]"

    def short_desc(self) -> str:
        return "Show what was removed from a post, by which rule and why; no post: totals, and posts to look at"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--kind", metavar="K", help="list what was removed of this kind, with its posts")
        parser.add_argument("--rule", metavar="R", help="list what this rule has removed, with its posts")
        parser.add_argument("--learned", action="store_true", help="list the lines that stand on many posts")
        for name, verdict, told in VERDICTS:
            parser.add_argument(f"--{name}", dest="judged", type=_judged(verdict), metavar="ID", help=told)
        parser.add_argument("--limit", type=int, default=20, metavar="N", help="the longest list (default: 20)")
        parser.add_argument("--json", action="store_true", help="one JSON object (for posts one a line), for machines")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if opts.judged is None:
            super().run(args, opts)
            return
        assert self.settings is not None
        fingerprint, verdict = opts.judged
        with clear_errors(self), Run(Config.of(self.settings), "audit", {"line": shown(fingerprint)}) as run:
            if not judge_learned(self.settings, run.engine, fingerprint, verdict):
                raise SetupError(f"no learned line has the id {shown(fingerprint)}; scrapy audit --learned lists them")
            self.exitcode = run.finish(stats_collector(self.settings), Ending())

    def show(self, connection: Connection, console: Console, args: list[str], opts: argparse.Namespace) -> None:
        if args and (opts.kind or opts.rule):
            raise UsageError("name posts, or a kind and a rule; not both")
        assert self.settings is not None
        reasons = Reasons(rules_of(Config.of(self.settings)))
        for found in _asked_for(connection, reasons, args, opts):
            if opts.json:
                print(json_line(asdict(found)))
            else:
                show(console, found, max(opts.limit, 0))


def _asked_for(
    connection: Connection, reasons: Reasons, args: list[str], opts: argparse.Namespace
) -> Iterator[Post | Listing | Learned | Totals]:
    for number in args:
        yield from (audited(connection, article, reasons) for article in _articles(connection, number))
    if opts.kind or opts.rule:
        yield listing(connection, reasons, opts.kind, opts.rule, max(opts.limit, 0))
    elif opts.learned:
        yield learned(connection)
    elif not args:
        yield totals(connection, reasons)


def _judged(verdict: str | None) -> Callable[[str], tuple[int, str | None]]:
    """Reads an option that judges a learned line."""

    def read(text: str) -> tuple[int, str | None]:
        fingerprint = meant(text)
        if fingerprint is None:
            raise argparse.ArgumentTypeError(f"{text} is no id of a learned line; scrapy audit --learned lists them")
        return fingerprint, verdict

    return read


def _articles(connection: Connection, post: str) -> Rows:
    found = articles_of_post(connection, int(post)) if post.isdecimal() and len(post) <= LONGEST else []
    if not found:
        raise SetupError(f"the database holds no post {post}")
    return found
