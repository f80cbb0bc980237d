"""One run of a command that writes: its lock, its record in the database, and its summary line."""

import logging
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from scrapy.statscollectors import StatsCollector
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from rentspider.alarm import Alarm, tell
from rentspider.config import Config
from rentspider.db import open_database
from rentspider.db.invariants.file import damage_of
from rentspider.db.runs import begin_run, earlier_health, finish_run, note_progress
from rentspider.errors import LockLostError, SetupError
from rentspider.health import breaks, measures_of
from rentspider.lock import writing
from rentspider.outcome import Exit, Facts, judge
from rentspider.reporting import damaged
from rentspider.scope import ALL, Scope
from rentspider.summary import write_summary

logger = logging.getLogger(__name__)

COUNTS = ("pages", "listed", "new", "changed", "unchanged", "older", "failed", "failing", "removed_blocks")
PASSED = "rent/passed_over"
"""How the counts of answers that a replay passed over begin, which are on record where there are any."""
TOLD = frozenset({Exit.ERRORS, Exit.NO_ANSWER, Exit.LAYOUT, Exit.ALARM})
"""The ends of a run that the alarm is told of."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run came to its end, as against what it counted."""

    stopped: str | None = None
    """Why it ended before its end, where it did."""
    silence: str | None = None
    """Why nothing, or nothing more, came from the site."""
    frontier: Sequence[int] = ()
    """Where the next crawl can stop; empty where this one did not see all."""


class Run:
    """Holds the lock from start to end; `finish` writes the record and prints the summary.

    Args:
        site: the one site that it is about, whose earlier runs this one is held against; None where it is about more.
        scope: what it writes to, where that is not all.

    Raises, on entering:
        SetupError: the database cannot be opened or written, or the alarm's address is none.
        LockedError: another run is under way.
    """

    def __init__(
        self,
        config: Config,
        command: str,
        arguments: Mapping[str, Any],
        site: str | None = None,
        alarm: Alarm | None = None,
        scope: Scope = ALL,
    ) -> None:
        self.config = config
        self.engine: Engine
        self._command, self._arguments, self._site = command, arguments, site
        self._alarm = alarm
        self._scope = scope
        self._finished = False

    def __enter__(self) -> "Run":
        with ExitStack() as entered:
            self._hold = entered.enter_context(writing(self.config, f"scrapy {self._command}", self._scope))
            self.engine = open_database(self.config.database_url)
            entered.callback(self.engine.dispose)
            self._started = time.monotonic()
            self._number = self._begin()
            self._stack = entered.pop_all()  # where anything before fails, the lock is let go of
        return self

    def _begin(self) -> int:
        """Put the run on record, unless nothing should be written to this database."""
        try:
            with self.engine.begin() as connection:
                if damage := damage_of(connection):
                    raise SetupError(damaged(damage))
                number = begin_run(connection, self._command, self._arguments, self._site)
                self._hold.take_run(number)  # before others see it
                return number
        except OperationalError as error:
            raise SetupError(
                f"the database cannot be written: {error.orig}; another program may hold changes that are not saved"
            ) from error

    def note(self, stats: StatsCollector) -> None:
        """Put on record how far the run has come, in case that it is killed.

        Raises:
            LockLostError: another run may be writing to the same by now.
        """
        self._hold.check()
        with self.engine.begin() as connection:
            note_progress(connection, self._number, _counts(stats))

    @property
    def holds(self) -> bool:
        """Whether the lock is held still."""
        try:
            self._hold.check()
        except LockLostError as error:
            logger.error("%s", error)
            return False
        return True

    def finish(self, stats: StatsCollector, ending: Ending) -> Exit:
        """Judge the run by its counts and by the runs before, record it, tell the alarm, and print its one line."""
        counts, measures = _counts(stats), measures_of(stats.get_stats())
        alarms = self._compare(measures)
        code, reason = judge(_facts(counts, stats, ending, alarms))
        self._finished = True
        try:
            with self.engine.begin() as connection:
                health = {"measures": measures, "alarms": alarms}
                finish_run(connection, self._number, counts, code, reason, frontier=ending.frontier, health=health)
        except OperationalError as error:  # the next run will close the record
            code, reason = Exit.WRONG_USE, f"the record of the run cannot be written: {error.orig}"
        summary = write_summary(self._number, counts, time.monotonic() - self._started, code, reason)
        if self._alarm and code in TOLD:
            facts = {"run": self._number, "site": self._site, "exit": int(code), "reason": reason, **counts}
            tell(self._alarm, summary, {**facts, "alarms": alarms})
        print(summary, flush=True)
        return code

    def _compare(self, measures: Mapping[str, float]) -> list[str]:
        if not self._site:
            return []
        with self.engine.connect() as connection:
            alarms = breaks(measures, earlier_health(connection, self._site))
        for alarm in alarms:
            logger.error("%s", alarm)
        return alarms

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind and not self._finished:
                with self.engine.begin() as connection:
                    finish_run(connection, self._number, {}, Exit.WRONG_USE, f"ended by {kind.__name__}")
        finally:
            self._stack.close()


def _counts(stats: StatsCollector) -> dict[str, int]:
    counts = {name: int(stats.get_value(f"rent/{name}", 0)) for name in COUNTS}
    passed = {name.removeprefix("rent/"): count for name, count in stats.get_stats().items() if PASSED in name}
    return counts | passed


def _facts(counts: Mapping[str, int], stats: StatsCollector, ending: Ending, alarms: Sequence[str]) -> Facts:
    return Facts(
        pages=counts["pages"],
        posts=sum(counts[name] for name in ("new", "changed", "unchanged", "older")),
        listed=counts["listed"],
        failed=counts["failed"],
        unreadable=int(stats.get_value("rent/unreadable", 0)),
        stopped=ending.stopped,
        silence=ending.silence,
        alarms=alarms,
    )
