"""What commands have in common: how those that only read open the database, what they print on, where they count."""

import argparse
import sys
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from scrapy.commands import ScrapyCommand
from scrapy.crawler import Crawler
from scrapy.settings import Settings
from scrapy.statscollectors import StatsCollector
from sqlalchemy import Connection, Engine

from rentspider.config import Config
from rentspider.db import open_database
from rentspider.given import settle
from rentspider.reporting import clear_errors
from rentspider.spiders.posts import PostsSpider
from rentspider.terminal import harmless


class OwnCommand(ScrapyCommand):
    """A command of ours: it begins when each setting is known to mean something."""

    requires_project = True
    requires_crawler_process = False

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        with clear_errors(self):
            settle(self.settings)
        if self.exitcode:
            raise SystemExit(self.exitcode)


class ReadCommand(OwnCommand):
    """Opens the database, shows something, and never writes."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        with clear_errors(self):
            engine = open_database(Config.of(self.settings).database_url, create=False)
            try:
                with one_state(engine) as connection:
                    self.show(connection, console(), args, opts)
            finally:
                engine.dispose()
            sys.stdout.flush()

    @abstractmethod
    def show(self, connection: Connection, console: Console, args: list[str], opts: argparse.Namespace) -> None:
        """Print what was asked for."""


@contextmanager
def one_state(engine: Engine) -> Iterator[Connection]:
    """A connection on which all that is asked is answered from one state of the database."""
    on_sqlite = engine.dialect.name == "sqlite"
    level = {} if on_sqlite else {"isolation_level": "REPEATABLE READ"}
    with engine.connect().execution_options(**level) as connection:
        if on_sqlite:
            connection.exec_driver_sql("BEGIN")
        yield connection


def stats_collector(settings: Settings) -> StatsCollector:
    """Where a command that runs no spider counts what it does, as its run is judged by that."""
    return StatsCollector(Crawler(PostsSpider, settings))


def console() -> Console:
    """What commands print on: text as it is written, and whole lines where nobody looks at a terminal."""
    width = None if sys.stdout.isatty() else 2000
    return _Console(markup=False, emoji=False, highlight=False, width=width)


class _Console(Console):
    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
        """What is printed, without what a terminal obeys; the codes for colours come later."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else harmless(text), style, control)

    def on_broken_pipe(self) -> None:
        """Leave it to `clear_errors`, where rich would end the process."""
        raise BrokenPipeError
