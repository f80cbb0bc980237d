"""One run of a command that writes: its lock, its record in the database, and its summary line."""

import time
from collections.abc import Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import Any

from scrapy.statscollectors import StatsCollector
from sqlalchemy import Engine

from rentspider.config import Config
from rentspider.db import open_database
from rentspider.db.runs import begin_run, finish_run
from rentspider.lock import writing
from rentspider.outcome import Exit, Facts, judge

COUNTS = ("pages", "listed", "new", "changed", "unchanged", "older", "failed", "removed_blocks")


class Run:
    """Holds the lock from start to end; `finish` writes the record and prints the summary.

    Raises, on entering:
        SetupError: the database cannot be opened.
        LockedError: another run is under way.
    """

    def __init__(self, config: Config, command: str, arguments: Mapping[str, Any]) -> None:
        self.config = config
        self.engine: Engine
        self._command, self._arguments = command, arguments
        self._stack = ExitStack()

    def __enter__(self) -> "Run":
        self._stack.enter_context(writing(self.config.data))
        self.engine = open_database(self.config.database_url)
        self._started = time.monotonic()
        with self.engine.begin() as connection:
            self._number = begin_run(connection, self._command, self._arguments)
        return self

    def finish(self, stats: StatsCollector, stopped: str | None = None, silence: str | None = None) -> Exit:
        """Judge the run by its counts, record it, and print its one line."""
        counts = {name: int(stats.get_value(f"rent/{name}", 0)) for name in COUNTS}
        posts = sum(counts[name] for name in ("new", "changed", "unchanged", "older"))
        facts = Facts(
            pages=counts["pages"],
            posts=posts,
            listed=counts["listed"],
            failed=counts["failed"],
            unreadable=int(stats.get_value("rent/unreadable", 0)),
            stopped=stopped,
            silence=silence,
        )
        code, reason = judge(facts)
        with self.engine.begin() as connection:
            finish_run(connection, self._number, counts, code, reason)
        print(
            f"run {self._number}: listed {counts['listed']}, new {counts['new']}, changed {counts['changed']},"
            f" failed {counts['failed']}, removed blocks {counts['removed_blocks']},"
            f" {time.monotonic() - self._started:.1f} s, exit {int(code)}" + (f" ({reason})" if code else ""),
            flush=True,
        )
        return code

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if hasattr(self, "engine"):
            self.engine.dispose()
        self._stack.close()
