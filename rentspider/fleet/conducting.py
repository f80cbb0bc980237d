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
    hands = _Hands(client, fleet)
    for job in jobs:
        hands.give(job)
    if not client.ncores():
        watch.warn("there is no worker yet; waiting for one")
    outcomes = []
    while hands.under_way and watch.signals() < LIMIT:
        watch.tick()
        if watch.signals() and client.status == "running":
            if not client.ncores():
                break
            client.run(stop, fleet)
        if not (back := hands.take()):
            continue
        job, future = back
        error = future.exception()
        if isinstance(error, WrongPlaceError):
            watch.warn(str(error))
            _dismiss(client, error)
            hands.give(job)
        else:
            outcomes.append(_outcome(job, future, error))
            watch.done(outcomes[-1])
    return outcomes + [Outcome(job.name, Exit.STOPPED, "given up") for job, _ in hands.under_way.values()]


class _Hands:
    """Jobs that are with workers, and what comes back of them."""

    def __init__(self, client: "Client", fleet: str) -> None:
        self._client, self._fleet = client, fleet
        self._came: SimpleQueue[Future[Outcome]] = SimpleQueue()
        self.under_way: dict[str, tuple[Job, Future[Outcome]]] = {}

    def give(self, job: Job) -> None:
        """Hand a job out."""
        future = self._client.submit(work, job, self._fleet, pure=False, retries=AGAIN)
        self.under_way[str(future.key)] = job, future
        future.add_done_callback(self._came.put)

    def take(self) -> "tuple[Job, Future[Outcome]] | None":
        """The next job that comes back; None where none does within a TICK."""
        try:
            return self.under_way.pop(str(self._came.get(timeout=TICK).key))
        except Empty:
            return None


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
