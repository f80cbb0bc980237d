"""The engine: Dask's scheduler and workers, those of a cluster that is there, or of one on this machine for a while."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rentspider.config import Config
from rentspider.errors import SetupError

if TYPE_CHECKING:
    from distributed import Client

ANSWER = "10s"
"""For so long a scheduler is waited for."""


@contextmanager
def connected(config: Config, scheduler: str | None, at_a_time: int) -> "Iterator[Client]":
    """A client of a scheduler, or of a cluster on this machine, which is gone at the end.

    Args:
        scheduler: its address, `tcp://…` or `tls://…`; None: begin one here.
        at_a_time: how many jobs the cluster on this machine does at a time.

    Raises:
        SetupError: Dask is not installed, or the scheduler does not answer.
    """
    try:
        from distributed import Client, LocalCluster
    except ModuleNotFoundError as error:
        told = "a fleet needs Dask distributed: make setup, or pip install 'rentspider[fleet]'"
        raise SetupError(f"{told} ({error})") from error
    logging.getLogger("distributed").setLevel(logging.WARNING)  # that workers come and go is the board's to tell
    if not scheduler:
        with LocalCluster(**_here(config, at_a_time)) as cluster, Client(cluster) as client:
            yield client
        return
    try:
        client = Client(scheduler, timeout=ANSWER)
    except (OSError, TypeError, ValueError, RuntimeError) as error:
        cause = str(error) or type(error).__name__
        raise SetupError(f"cannot use the scheduler {scheduler}: {cause}") from error
    with client:
        yield client


def _here(config: Config, at_a_time: int) -> dict[str, Any]:
    """A cluster that nobody else on this machine can give work to: its certificate is made for it, and kept nowhere.

    A job is a process beside its worker's, so that a worker for each core has threads enough for all.
    """
    import dask

    dask.config.set({"distributed.scheduler.worker-saturation": 1.0})  # a job waits at the scheduler, for any worker
    os.environ.update({"RENT_DATA_DIR": str(config.data), "RENT_DATABASE_URL": str(config.database_url)})
    processes = min(at_a_time, len(os.sched_getaffinity(0)))
    return {
        "n_workers": processes,
        "threads_per_worker": -(-at_a_time // processes),
        "host": "127.0.0.1",
        "security": True,
        "dashboard_address": "127.0.0.1:0",  # it has no pages, but listens all the same
        "worker_dashboard_address": "127.0.0.1:0",
        "memory_limit": 0,
        "preload": "rentspider.fleet.deaf",
    }
