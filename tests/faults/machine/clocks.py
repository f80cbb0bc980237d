"""Machines whose clock is wrong by a year, or which are in another time zone than the site."""

from functools import partial
from pathlib import Path
from random import Random

from tests.faults.machine.after import not_as_before
from tests.faults.machine.child import Child, run
from tests.faults.machine.fault import TIME, Fault, Tried
from tests.faults.machine.world import World
from tests.faults.site.child import Ended
from tests.helpers import command_line


def wrong_clock(days: int, name: str, world: World, folder: Path, rng: Random) -> Tried:
    """A job while the clock is wrong, once more when it is right, and again when it is wrong."""
    job = world.job(name)
    data = job.begin(folder)

    def shifted() -> Ended:
        python, _, _, *rest = command_line(*job.args)
        return Child([python, "-m", "tests.faults.machine.shifted", f"{days}", *rest], data).end()

    wrong = shifted()
    troubles = [f"wrong: {each}" for each in not_as_before(data, wrong, job.end)]
    right = run(*job.args, data=data)
    troubles += not_as_before(data, right, job.end)
    troubles += [f"wrong again: {each}" for each in not_as_before(data, shifted(), job.end)]
    return Tried(troubles, max(wrong.seconds, right.seconds), max(wrong.peak_mib, right.peak_mib))


def other_zone(name: str, world: World, folder: Path, rng: Random) -> Tried:
    """A job on machines around the world, one after the other."""
    job = world.job(name)
    data = job.begin(folder)
    zones = ["America/Los_Angeles", "Pacific/Kiritimati", "UTC"]
    ends = [run(*job.args, data=data, TZ=zone) for zone in rng.sample(zones, 2)]
    troubles = [each for ended in ends for each in not_as_before(data, ended, job.end)]
    return Tried(troubles, max(ended.seconds for ended in ends), max(ended.peak_mib for ended in ends))


SAME = "the same articles as by the right clock"
FAULTS = (
    Fault("the clock a year behind, at crawls", TIME, SAME, partial(wrong_clock, -365, "crawl")),
    Fault("the clock a year ahead, at crawls", TIME, SAME, partial(wrong_clock, 365, "crawl")),
    Fault("the clock a year behind, at replays", TIME, SAME, partial(wrong_clock, -365, "replay")),
    Fault("the clock a year ahead, at replays", TIME, SAME, partial(wrong_clock, 365, "replay")),
    Fault("another time zone than the site's, at crawls", TIME, SAME, partial(other_zone, "crawl"), 2),
    Fault("another time zone than the site's, at replays", TIME, SAME, partial(other_zone, "replay"), 2),
)
