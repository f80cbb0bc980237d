"""Databases that are damaged: cut, or with a byte that is another one."""

from pathlib import Path
from random import Random

from tests.faults.machine.after import not_as_before, state
from tests.faults.machine.child import run
from tests.faults.machine.disks import not_told
from tests.faults.machine.fault import SAID, Fault, Tried
from tests.faults.machine.world import Job, World
from tests.helpers import rows


def cut(world: World, folder: Path, rng: Random) -> Tried:
    """The file ends at a random place."""
    job = world.job("replay")
    path = _stored(job, folder)
    content = path.read_bytes()
    path.write_bytes(content[: rng.randrange(1, len(content))])
    return _found(world, job, path, must=True)


def flipped(world: World, folder: Path, rng: Random) -> Tried:
    """One bit of one byte is another one; where nothing is stored, it does no harm."""
    job = world.job("replay")
    path = _stored(job, folder)
    content = bytearray(path.read_bytes())
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    path.write_bytes(content)
    return _found(world, job, path, must=False)


def _stored(job: Job, folder: Path) -> Path:
    """The database of a data folder that has done its job, all of it in its one file."""
    data = job.done(folder)
    rows(data / "rent.db", "PRAGMA wal_checkpoint(TRUNCATE)")
    return data / "rent.db"


def _found(world: World, job: Job, path: Path, must: bool) -> Tried:
    """Check the file, and run over it; where nothing is said, all texts are as they were."""
    damaged = path.read_bytes()
    checked = run("check-db", data=path.parent)
    troubles = [f"check-db: {trouble}" for trouble in _crashed(checked.log)]
    if checked.code == 0:
        troubles += ["nothing was found"] if must else _silently_other(job, path)
        return Tried(troubles, checked.seconds, checked.peak_mib, "harmless")
    after = run("replay", world.lists, data=path.parent)
    troubles += [f"replay: {trouble}" for trouble in (*_crashed(after.log), *not_told(after))]
    if after.code == 1 and path.read_bytes() != damaged:
        troubles.append("the damaged file was written to")
    if must and after.code != 1:
        troubles.append(f"a run over it ended with {after.code}")
    for each in path.parent.glob("rent.db*"):
        each.unlink()
    again = run(*job.args, data=path.parent)
    troubles += not_as_before(path.parent, again, job.end)
    seen = "found, refused and restored" if after.code == 1 else "found and restored"
    return Tried(troubles, max(checked.seconds, again.seconds), max(checked.peak_mib, again.peak_mib), seen)


def _crashed(log: str) -> list[str]:
    return [log[-1500:]] if "Traceback" in log else []


def _silently_other(job: Job, path: Path) -> list[str]:
    """Articles whose number, title, text or source is another one, without a word."""
    names = ("id", "title", "body_text", "source")
    now, before = ([tuple(row.get(name) for name in names) for row in rows] for rows in (state(path.parent), job.end))
    return [] if now == before else ["articles are others, and nothing was found"]


FAULTS = (
    Fault("a database that is cut", SAID, "found and said, nothing is written; restored by a replay", cut, 10),
    Fault(
        "a database with a flipped bit",
        SAID,
        "found and said, or no number, title, text or source is another one",
        flipped,
        30,
    ),
)
