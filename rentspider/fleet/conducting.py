"""Hands jobs out and takes in what comes back, until all are done, whatever becomes of workers meanwhile."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from rentspider.errors import SetupError
from rentspider.fleet.jobs import Job, Outcome
from rentspider.fleet.work import ChildKilledError, WrongPlaceError, stop, work
from rentspider.outcome import Exit

if TYPE_CHECKING:
    from distributed import Client, Future

AGAIN = 2
"""So often a job is begun once more where its process was killed; where its worker died, Dask's own limit counts."""
TICK = 0.5
"""Seconds between two looks at signals."""
LIMIT = 2
"""After so many signals nothing is waited for any more."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how it goes."""

    done: Callable[[Outcome], None]
    """Is told of each job that is done."""
    warn: Callable[[str], None]
    """Is told what a person should know meanwhile."""
    tick: Callable[[], None]
    """Is called again and again."""
    signals: Callable[[], int]
    """How many signals have come that ask to end."""


def conduct(client: "Client", fleet: str, jobs: Iterable[Job], watch: Watch) -> list[Outcome]:
    """Have all jobs done, each by one worker; gives how they went, in the order in which they ended.

    A job whose worker dies is begun anew by another one; a worker that works with another database or data folder
    is dismissed, and its job given to another. At a first signal the jobs under way end in order.

    Raises:
        SetupError: no worker works with the fleet's database and data folder.
    """
    came: SimpleQueue[Future[Outcome]] = SimpleQueue()
    under_way: dict[str, tuple[Future[Outcome], Job]] = {}

    def submit(job: Job) -> None:
        future = client.submit(work, job, fleet, pure=False, retries=AGAIN)
        under_way[str(future.key)] = future, job
        future.add_done_callback(came.put)

    for job in jobs:
        submit(job)
    if not client.ncores():
        watch.warn("there is no worker yet; waiting for one")
    outcomes = []
    while under_way and watch.signals() < LIMIT:
        watch.tick()
        if watch.signals() and client.status == "running":
            if not client.ncores():
                break
            client.run(stop, fleet)
        try:
            future, job = under_way.pop(str(came.get(timeout=TICK).key))
        except Empty:
            continue
        error = future.exception()
        if isinstance(error, WrongPlaceError):
            watch.warn(str(error))
            _dismiss(client, error)
            submit(job)
            continue
        outcome = _outcome(job, future, error)
        outcomes.append(outcome)
        watch.done(outcome)
    return outcomes + [Outcome(job.name, Exit.STOPPED, "given up") for _, job in under_way.values()]


def _dismiss(client: "Client", error: WrongPlaceError) -> None:
    """End the worker that is at the wrong place, so that it takes no other job."""
    client.retire_workers([error.worker])
    if not client.ncores():
        raise SetupError(f"there is no worker that can be used: {error}") from error


def _outcome(job: Job, future: "Future[Outcome]", error: BaseException | None) -> Outcome:
    if future.cancelled():
        return Outcome(job.name, Exit.STOPPED, "the scheduler is gone")
    if error is None:
        return future.result()
    if isinstance(error, ChildKilledError):
        return Outcome(job.name, Exit.STOPPED, "its process was killed, each time that it was begun")
    if type(error).__name__ == "KilledWorker":
        return Outcome(job.name, Exit.STOPPED, "its worker died, each time that it was begun")
    return Outcome(job.name, Exit.ERRORS, f"{type(error).__name__}: {error}")
