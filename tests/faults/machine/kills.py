"""Commands that are killed at a random moment of their work, and run again."""

import os
import signal
from functools import partial
from pathlib import Path
from random import Random

from tests.faults.machine.after import not_as_before
from tests.faults.machine.child import Child, run
from tests.faults.machine.fault import KEPT, Fault, Tried
from tests.faults.machine.world import Job, World

TIMES = {"crawl": 25, "replay": 25, "reclean": 15, "learning": 20, "migration": 15}


def killed(name: str, world: World, folder: Path, rng: Random) -> Tried:
    """Kill a job in the middle, do it again, and hold the outcome against that of an undisturbed one."""
    job = world.job(name)
    span, number = job.span, 0
    while True:
        data = job.begin(folder / str(number))
        ended = run(*job.args, data=data, strike=partial(_kill, job, data, rng.uniform(0, span)))
        if ended.code == -signal.SIGKILL:
            break
        assert ended.code == 0, ended.log
        span, number = span * 0.7, number + 1  # it was over before: the machine is quicker now
    again = run(*job.args, data=data)
    return Tried(
        not_as_before(data, again, job.end), max(ended.seconds, again.seconds), max(ended.peak_mib, again.peak_mib)
    )


def _kill(job: Job, data: Path, delay: float, child: Child) -> None:
    if child.wait_for((data / job.sign).exists):
        child.wait_for(lambda: False, delay)
        if not child.is_over:
            os.kill(child.pid, signal.SIGKILL)


FAULTS = tuple(
    Fault(
        f"SIGKILL at a random moment of {name if name == 'learning' else 'a ' + name}",
        KEPT,
        "run again, the same articles and revisions; check-db finds nothing",
        partial(killed, name),
        times,
    )
    for name, times in TIMES.items()
)
