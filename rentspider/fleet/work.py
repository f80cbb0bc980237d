"""What runs on a worker: one job at a time in each of its threads, as a process that ends with the worker."""

import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from threading import Lock

from scrapy.settings import Settings

from rentspider.archive.names import folder_of
from rentspider.config import Config
from rentspider.errors import SetupError
from rentspider.fleet.jobs import Job, Outcome, outcome_of
from rentspider.fleet.place import check_place
from rentspider.outcome import Exit

STOPPED = "the fleet was stopped"
_TAIL = 4000
"""So many bytes at the end of a log tell what kept a command from beginning."""


class WrongPlaceError(Exception):
    """This worker works with another database or data folder than its fleet.

    Args:
        told: which.
        worker: its address.
    """

    def __init__(self, told: str, worker: str) -> None:
        super().__init__(told, worker)
        self.told, self.worker = told, worker

    def __str__(self) -> str:
        return f"the worker {self.worker} is not used: {self.told}"


class ChildKilledError(Exception):
    """A job's process was killed, by whatever kills processes: another worker may have better luck."""


_lock = Lock()
_children: dict[str, set[subprocess.Popen[str]]] = defaultdict(set)
_stopped: set[str] = set()


def work(job: Job, fleet: str) -> Outcome:
    """Do a job of a fleet.

    Raises:
        WrongPlaceError: this machine works with another database or data folder than the fleet.
        ChildKilledError: its process was killed.
    """
    from distributed import get_worker

    worker = get_worker().address
    try:
        config = local_config()
        check_place(config, fleet)
    except SetupError as error:
        raise WrongPlaceError(str(error), worker) from error
    started = time.monotonic()
    log = config.data / "logs" / "fleet" / f"{folder_of(job.name)}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as errors, _lock:
        if fleet in _stopped:
            return Outcome(job.name, Exit.STOPPED, STOPPED)
        child = _start(job, config, errors.fileno())
        _children[fleet].add(child)
    try:
        assert child.stdout
        with child:
            told = child.stdout.read()
    finally:
        with _lock:
            _children[fleet].discard(child)
    if child.returncode < 0 and fleet not in _stopped:
        raise ChildKilledError(f"{job.name}: its process was ended by {signal.Signals(-child.returncode).name}")
    code = Exit.STOPPED if child.returncode < 0 else child.returncode
    outcome = outcome_of(job.name, code, told, _tail(log))
    return replace(outcome, seconds=time.monotonic() - started, worker=worker)


def stop(fleet: str) -> None:
    """End the jobs of a fleet that are under way here, in order, and begin none any more."""
    with _lock:
        if fleet not in _stopped:
            _stopped.add(fleet)
            for child in _children[fleet]:
                child.terminate()


def local_config() -> Config:
    """This machine's settings, whatever folder its worker was started in."""
    settings = Settings()
    settings.setmodule("rentspider.settings")
    return Config.of(settings)


def _start(job: Job, config: Config, errors: int) -> "subprocess.Popen[str]":
    files = [str(config.data / name) for name in job.files]  # an absolute one stays as it is
    places = {"RENT_DATA_DIR": str(config.data), "RENT_DATABASE_URL": str(config.database_url)}
    return subprocess.Popen(
        [sys.executable, "-m", "rentspider.child", *job.command, *files],
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **places, **job.environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        encoding="utf-8",
        start_new_session=True,  # Ctrl-C in the fleet's terminal is the fleet's to hand on
    )


def _tail(log: Path) -> str:
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - _TAIL))
        return file.read().decode("utf-8", "replace")
