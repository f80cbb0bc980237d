"""Another program that writes to the database, for a while or for good."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from random import Random

from tests.faults.machine.after import not_as_before
from tests.faults.machine.child import Child, run
from tests.faults.machine.disks import not_told
from tests.faults.machine.fault import TOLD, Fault, Tried
from tests.faults.machine.world import AT_WORK, World

PATIENCE = 0.05
"""Seconds that the program waits here for another writer; by itself it is 30."""


@contextmanager
def writing(database: Path) -> Iterator[None]:
    """Hold changes that are not saved, as another program might."""
    with closing(sqlite3.connect(database, isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")


def for_good(name: str, at_once: bool, world: World, folder: Path, rng: Random) -> Tried:
    """Another program writes from before the job, or from its middle on, and longer than anybody waits."""
    job = world.job(name)
    data = job.begin(folder)
    database = data / "rent.db"

    def strike(child: Child) -> None:
        child.wait_for((data / AT_WORK).exists)
        child.wait_for(lambda: False, rng.uniform(0.2, 0.8) * job.span)
        if not child.is_over and database.with_name("rent.db-wal").exists():
            with writing(database):
                child.wait_for(lambda: child.is_over)

    address = f"sqlite:///{database}?timeout={PATIENCE}"
    if at_once:
        with writing(database):
            ended = run(*job.args, data=data, RENT_DATABASE_URL=address)
    else:
        ended = run(*job.args, data=data, strike=strike, RENT_DATABASE_URL=address)
    again = run(*job.args, data=data)
    troubles = not_told(ended) + not_as_before(data, again, job.end)
    seconds, peak = max(ended.seconds, again.seconds), max(ended.peak_mib, again.peak_mib)
    return Tried(troubles, seconds, peak, f"exit {ended.code}")


def for_a_while(name: str, world: World, folder: Path, rng: Random) -> Tried:
    """Another program writes for a second or two, which is waited for."""
    job = world.job(name)
    data = job.begin(folder)

    def strike(child: Child) -> None:
        child.wait_for((data / "rent.db-wal").exists)
        if not child.is_over:
            with writing(data / "rent.db"):
                child.wait_for(lambda: False, rng.uniform(1, 2))

    ended = run(*job.args, data=data, strike=strike)
    return Tried(not_as_before(data, ended, job.end), ended.seconds, ended.peak_mib, f"exit {ended.code}")


AGAIN = "told in a sentence; run again, the same articles; check-db finds nothing"
FAULTS = (
    Fault("another writer from the beginning, at a reclean", TOLD, AGAIN, partial(for_good, "reclean", True), 1),
    Fault("another writer from the middle on, at a replay", TOLD, AGAIN, partial(for_good, "replay", False), 4),
    Fault("another writer from the middle on, at a crawl", TOLD, AGAIN, partial(for_good, "crawl", False), 4),
    Fault("another writer from the middle on, at learning", TOLD, AGAIN, partial(for_good, "learning", False), 2),
    Fault("another writer for a while, at a replay", TOLD, "it is waited for", partial(for_a_while, "replay"), 2),
    Fault("another writer for a while, at a crawl", TOLD, "it is waited for", partial(for_a_while, "crawl"), 2),
)
