"""`scrapy reindex`: makes the search index anew from the articles, or tells whether it fits them."""

import argparse

from scrapy.exceptions import UsageError
from sqlalchemy import Engine, func, select

from rentspider.commands_base import OwnCommand, stats_collector
from rentspider.config import Config
from rentspider.counting import counting
from rentspider.db import open_database
from rentspider.db.models import Article
from rentspider.db.search.check import faults
from rentspider.db.search.index import index_all
from rentspider.outcome import Exit
from rentspider.reporting import clear_errors
from rentspider.run import Ending, Run


class Command(OwnCommand):
    """Make the search index anew."""

    def short_desc(self) -> str:
        return "Make the search index anew from the articles (--check: tell whether it fits them)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--check", action="store_true", help="write nothing; exit code 4 where it does not fit")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError("scrapy reindex takes options only")
        assert self.settings is not None
        with clear_errors(self):
            config = Config.of(self.settings)
            engine = open_database(config.database_url, create=False)
            try:
                if opts.check:
                    self.exitcode = _check(engine)
                    return
            finally:
                engine.dispose()
            with Run(config, "reindex", {}) as run:
                print(f"{_index(run.engine)} articles are indexed", flush=True)
                self.exitcode = run.finish(stats_collector(self.settings), Ending())


def _check(engine: Engine) -> Exit:
    with engine.connect() as connection:
        found = list(faults(connection))
    if found:
        print(f"the search index does not fit: {'; '.join(found)}. scrapy reindex makes it anew")
        return Exit.ERRORS
    print("the search index fits the articles")
    return Exit.DONE


def _index(engine: Engine) -> int:
    """Index all articles in one transaction, so that searches meanwhile see the index as it was."""
    with engine.begin() as connection:
        articles = int(connection.execute(select(func.count()).select_from(Article)).scalar_one())
        with counting("indexing", articles) as done:
            index_all(connection, done)
    return articles
