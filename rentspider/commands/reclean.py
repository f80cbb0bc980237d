"""`scrapy reclean`: cleans all stored articles anew from their archived pages, after a change of rules."""

import argparse
import difflib
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text
from scrapy.utils.log import configure_logging

from pipelines.boilerplate import rules_of
from rentspider.commands_base import OwnCommand, console, stats_collector
from rentspider.config import Config
from rentspider.learning import learn_repetition
from rentspider.recleaner import Cleaning, Recleaner
from rentspider.reporting import clear_errors
from rentspider.run import Ending, Run


class Command(OwnCommand):
    """Clean stored articles anew."""

    def short_desc(self) -> str:
        return "Clean all stored articles anew from the archive (--dry-run: show what would change)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--dry-run", action="store_true", help="write nothing; show the differences of a sample")
        parser.add_argument("--sample", type=int, default=10, metavar="N", help="so many differences (default: 10)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        configure_logging(self.settings)
        with clear_errors(self):
            config = Config.of(self.settings)
            rules_of(config)
            with Run(config, "reclean", {"dry_run": opts.dry_run}) as run:
                stats = stats_collector(self.settings)
                recleaner = Recleaner(self.settings, run.engine)
                changed = 0
                for cleaning in recleaner.reclean(write=not opts.dry_run):
                    stats.inc_value("rent/changed" if cleaning.differs else "rent/unchanged")
                    changed += cleaning.differs
                    if opts.dry_run and cleaning.differs and changed <= opts.sample:
                        _show(console(), cleaning)
                stats.set_value("rent/failed", len(recleaner.lost))
                if not opts.dry_run:
                    learn_repetition(self.settings, run.engine, stats)
                print(f"{changed} articles {'would be' if opts.dry_run else 'are'} other ones now", flush=True)
                self.exitcode = run.finish(stats, Ending())


def _show(console: Console, cleaning: Cleaning) -> None:
    """The lines that go and that come back, under the article's title."""
    console.print(Text.assemble((cleaning.title, "bold"), f"  {cleaning.article.url}"), soft_wrap=True)
    for line in _differences(cleaning):
        style = {"-": "red", "+": "green"}.get(line[:1], "dim")
        console.print(Text(f"  {line}", style), soft_wrap=True)


def _differences(cleaning: Cleaning) -> Iterator[str]:
    before, now = cleaning.article.body_text.split("\n"), cleaning.text.split("\n")
    lines = difflib.unified_diff(before, now, lineterm="", n=1)
    yield from (line for line in lines if not line.startswith(("---", "+++")))
    if cleaning.source != cleaning.article.source:
        yield f"source: {cleaning.article.source or 'none'} -> {cleaning.source or 'none'}"
