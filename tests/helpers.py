"""What tests share: the command line in a subprocess, replays in this process, questions to a database."""

import argparse
import logging
import os
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from scrapy import cmdline
from scrapy.settings import Settings
from scrapy.statscollectors import StatsCollector
from scrapy.utils import log
from scrapy.utils.project import get_project_settings

from rentspider.commands.replay import Command
from rentspider.db.models import Article
from rentspider.db.upsert import table_of
from rentspider.replayer import Replayer
from tests.databases import address, ask, setting

ROOT = Path(__file__).parent.parent
NOWHERE = "http://127.0.0.1:9/"  # nobody listens there: no test that goes wrong can reach a site
Result = subprocess.CompletedProcess[str]

NUMBERS = frozenset({"key", "duplicate_of"})
"""Columns of articles whose values the database gives."""
SEEN = frozenset({"view_count", "first_seen_at", "last_seen_at", "fetched_at"})
"""Columns that tell of when a page was looked at."""


def columns_but(names: Collection[str]) -> str:
    """All columns of articles but some, as a statement names them."""
    return ", ".join(column.name for column in table_of(Article).columns if column.name not in names)


# What two ways to the same articles give alike.
SAME = (
    f"{columns_but(NUMBERS | SEEN)}, "
    "(SELECT d.id FROM articles d WHERE d.key = a.duplicate_of) AS duplicate_of, "
    "(SELECT group_concat(name) FROM (SELECT t.name FROM article_tags x JOIN tags t ON t.key = x.tag_key "
    "WHERE x.article_key = a.key ORDER BY t.name) AS names) AS tags"
)


def environment(data: Path, **settings: str) -> dict[str, str]:
    """The environment of a command that works in a data folder, in no hurry to be polite to loopback."""
    ours = {"RENT_DATA_DIR": str(data), "RENT_DATABASE_URL": setting(data), "RENT_DELAY": "0", "RENT_SITE": NOWHERE}
    return {**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "200", **ours, **settings}


def run_here(*args: str | Path, data: Path, **settings: str) -> Result:
    """Run a command that does not crawl, in this process, which saves the seconds that a new one takes."""
    given = {"RENT_DATA_DIR": str(data), "RENT_DATABASE_URL": setting(data), "RENT_SITE": NOWHERE, **settings}
    command, *rest = map(str, args)
    options = [part for name, value in given.items() for part in ("-s", f"{name}={value}")]
    arguments = ["scrapy", command, *options, *rest]
    out, err, code = StringIO(), StringIO(), 0
    with redirect_stdout(out), redirect_stderr(err), as_before():
        try:
            cmdline.execute(arguments)
        except SystemExit as end:
            code = int(end.code or 0)
    return Result(arguments, code, out.getvalue(), err.getvalue())


@contextmanager
def as_before() -> Iterator[None]:
    """Take back what a command does to this process's logging."""
    handlers, level = list(logging.root.handlers), logging.root.level
    try:
        yield
    finally:
        log._uninstall_scrapy_root_handler()  # else each crawler to come would install it again
        logging.root.handlers[:] = handlers
        logging.root.setLevel(level)
        logging.captureWarnings(False)


def command_line(*args: str | Path) -> list[str]:
    """A `scrapy` command as a subprocess takes it."""
    return [sys.executable, "-m", "scrapy", *map(str, args), "-s", "AUTOTHROTTLE_ENABLED=0"]


def run_scrapy(*args: str | Path, data: Path, timeout: float = 60, **settings: str) -> Result:
    """Run a command in the project's folder; settings go into its environment."""
    return subprocess.run(
        command_line(*args),
        cwd=ROOT,
        env=environment(data, **settings),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )


def settings_of(*options: str) -> Settings:
    """The settings as a command has them behind its options."""
    command = Command()
    command.settings = get_project_settings()
    parser = argparse.ArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    opts, rest = parser.parse_known_args(options)
    command.process_options(rest, opts)
    return command.settings


def replay(archives: Path | Iterable[Path], data: Path) -> StatsCollector:
    """Replay archives into a data folder, in this process; gives what was counted."""
    settings = get_project_settings()
    settings.setdict({"RENT_DATA_DIR": str(data), "RENT_DATABASE_URL": setting(data)})
    replayer = Replayer(settings)
    try:
        replayer.replay([archives] if isinstance(archives, Path) else archives)
    finally:
        replayer.close()
    return replayer.stats


def rows(database: Path, sql: str, values: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """What a question to the database that is or stands for a file gives, as a user's tool would show it."""
    return ask(address(database), sql, values)


def articles(data: Path) -> list[dict[str, Any]]:
    """All articles of a data folder, without what may differ between two ways to them."""
    return rows(data / "rent.db", f"SELECT {SAME} FROM articles a ORDER BY site, id")


def contents(data: Path, *tables: str) -> dict[str, list[dict[str, Any]]]:
    """Some tables of a data folder, whole."""
    return {table: rows(data / "rent.db", f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables}
