"""One run over all sites, or over all archives: marks its place, has its jobs done, and tells how it went."""

import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from sqlalchemy import Connection, Engine

from rentspider.archive.opening import archives_of
from rentspider.config import Config
from rentspider.db import open_database
from rentspider.db.engine import refresh_statistics
from rentspider.db.queries import sites
from rentspider.db.runs import counts_after, last_number, running_counts
from rentspider.fleet.cluster import connected
from rentspider.fleet.conducting import Watch, conduct
from rentspider.fleet.jobs import Job, Outcome
from rentspider.fleet.place import marking
from rentspider.fleet.telling import Board, summary
from rentspider.outcome import Exit
from rentspider.signals import call_at_signals

if TYPE_CHECKING:
    from distributed import Client

Answer = TypeVar("Answer")

ITS_OWN = {"RENT_DATA_DIR", "RENT_DATABASE_URL"}
"""What each machine says for itself."""
LOCK_WAIT = "180"
"""Seconds that a job waits for the lock of one that died: the server sees after a minute that a machine is gone."""
A_CORE = 4
"""So many sites are crawled at a time for each core: a polite crawl waits most of the time."""


class Fleet:
    """Hands the work out.

    Args:
        options: of the command line, which hold for each job.
        scheduler: the address of a Dask scheduler; None: workers on this machine.
        at_a_time: so many jobs at a time, on this machine; None: as its cores allow.
    """

    def __init__(self, config: Config, options: Sequence[str], scheduler: str | None, at_a_time: int | None) -> None:
        self._config, self._options = config, tuple(options)
        self._scheduler, self._at_a_time = scheduler, at_a_time
        self._name = uuid4().hex[:12]
        self._signals: list[str] = []

    def crawl(self, jobs: Sequence[Job]) -> Exit:
        """Crawl sites, each by one worker, and print the summary."""
        return self._run("sites", jobs, A_CORE)

    def replay(self, jobs: Sequence[Job]) -> Exit:
        """Replay archives, each by one worker, then learn what repeats, site by site, and print the summary."""
        return self._run("archives", jobs, 1, learns=True)

    def _run(self, kind: str, jobs: Sequence[Job], a_core: int, learns: bool = False) -> Exit:
        began = time.monotonic()
        at_a_time = self._at_a_time or a_core * len(os.sched_getaffinity(0))
        with marking(self._config, self._name):
            engine = open_database(self._config.database_url)  # brought up to date once, before others open it
            try:
                before = _ask(engine, last_number)
                with connected(self._config, self._scheduler, at_a_time) as client:
                    call_at_signals(self._signals.append)
                    outcomes = self._conduct(client, engine, kind, jobs)
                    if learns and not self._signals:
                        refresh_statistics(engine)
                        outcomes += self._conduct(client, engine, "sites", _learning(engine))
                counts = _counts(engine, before, jobs)
            finally:
                engine.dispose()
        lines, code = summary(kind, len(jobs), outcomes, counts, time.monotonic() - began)
        print("\n".join(lines), flush=True)
        return code

    def _conduct(self, client: "Client", engine: Engine, kind: str, jobs: Sequence[Job]) -> list[Outcome]:
        with Board(kind, len(jobs), lambda: _ask(engine, running_counts), lambda: len(client.ncores())) as board:
            watch = Watch(board.done, board.warn, board.tick, lambda: len(self._signals))
            return conduct(client, self._name, map(self._complete, jobs), watch)

    def _complete(self, job: Job) -> Job:
        """A job with the settings that hold for all."""
        ours = {name: value for name, value in os.environ.items() if name.startswith("RENT_") and name not in ITS_OWN}
        settings = {"RENT_LOCK_WAIT": LOCK_WAIT, "RENT_PROCESSES": "1", **ours, **job.environment}
        return replace(job, command=(*job.command, *self._options), environment=settings)


def replays(config: Config, files: Sequence[str]) -> list[Job]:
    """Jobs that replay archives; without files, all of the data folder's own.

    Raises:
        SetupError: there is none, or one cannot be read.
    """
    names = dict.fromkeys(map(config.name_of, archives_of(config, files)))
    return [Job(name, ("replay", "--beside"), (name,)) for name in names]


def _learning(engine: Engine) -> list[Job]:
    """What the replays have left for later."""
    return [Job(site, ("learn", site)) for site in _ask(engine, sites)]


def _counts(engine: Engine, before: int, jobs: Sequence[Job]) -> Counter[str]:
    """What the jobs' runs have counted, those of workers that died as well."""
    [command] = {job.command[0] for job in jobs}
    ours = {job.name for job in jobs} if command == "crawl" else {None}
    found = _ask(engine, lambda connection: counts_after(connection, before, command))
    return sum((Counter(counts) for site, counts in found if site in ours), Counter())


def _ask(engine: Engine, question: Callable[[Connection], Answer]) -> Answer:
    with engine.connect() as connection:
        return question(connection)
