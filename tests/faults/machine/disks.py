"""Disks that are full, files that may not grow, folders that may not be written, and no file descriptors left."""

import re
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.faults.machine.after import not_as_before
from tests.faults.machine.child import Child, run
from tests.faults.machine.fault import TOLD, Fault, Tried
from tests.faults.machine.world import AT_WORK, World
from tests.faults.site.child import Ended

ROOMY = 64 << 20
"""Bytes of a disk that has room for all."""


@contextmanager
def disk(place: Path, size: int) -> Iterator[None]:
    """A disk of so many bytes at a folder."""
    place.mkdir(parents=True, exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", place)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", place], check=True, capture_output=True)


def no_disks() -> str:
    """Why there can be no small disks here; empty where there can."""
    try:
        with TemporaryDirectory() as place, disk(Path(place), 1 << 20):
            return ""
    except (OSError, subprocess.CalledProcessError):
        return "only root may mount"


def not_told(ended: Ended) -> list[str]:
    """What is wrong with how a run has told that it could not do all."""
    if not ended.code:
        return []  # the room was enough, or what did not fit is not needed
    # Not the last line alone: Python itself may have something to say as it goes.
    sentence = re.search(r"^rentspider: .+", ended.log, re.MULTILINE)
    if sentence or re.fullmatch(r"run \d+: .* exit \d+ \(.*\)", ended.summary):
        return []
    return [f"exit code {ended.code}, and no sentence: {ended.log[-1500:]}"]


def full_disk(at: str, name: str, world: World, folder: Path, rng: Random) -> Tried:
    """A disk that fills up in the middle of a job; then there is room again."""
    job = world.job(name)
    data = job.begin(folder)
    sizes = {"": 600_000, "archive": 60_000, "logs": 8_000}
    options = ("-L", "DEBUG", "--logfile", data / "logs" / "a.log") if at == "logs" else ()
    held = sum(path.stat().st_size for path in job.start.iterdir())
    with disk(data / at, held + rng.randint(4096, sizes[at])):
        shutil.copytree(job.start, data, dirs_exist_ok=True)
        ended = run(*job.args, *options, data=data)
        _mount("-o", f"remount,size={ROOMY}", data / at)
        again = run(*job.args, data=data)
        troubles = not_told(ended) + not_as_before(data, again, job.end)
    if at == "archive" and ended.code not in (0, 4):
        troubles.append(f"exit code {ended.code}, as if it were the site's trouble")
    if at == "logs" and ended.code:
        troubles.append(f"a log that cannot be written has ended it with {ended.code}: {ended.log[-1500:]}")
    return _tried(troubles, ended, again)


def small_files(name: str, world: World, folder: Path, rng: Random) -> Tried:
    """No file may grow beyond a size."""
    job = world.job(name)
    data = job.begin(folder)
    most = rng.randint(8_000, 400_000)
    ended = run(*job.args, data=data, strike=partial(_limit, resource.RLIMIT_FSIZE, most))
    again = run(*job.args, data=data)
    return _tried(not_told(ended) + not_as_before(data, again, job.end), ended, again)


def no_descriptors(name: str, world: World, folder: Path, rng: Random) -> Tried:
    """No more than a few files can be opened from a moment in the middle of a job on."""
    job = world.job(name)
    data, more = job.begin(folder), rng.randint(0, 4)

    def strike(child: Child) -> None:
        child.wait_for((data / AT_WORK).exists)
        child.wait_for(lambda: False, rng.uniform(0, job.span))
        if not child.is_over:
            _limit(resource.RLIMIT_NOFILE, len(list(Path(f"/proc/{child.pid}/fd").iterdir())) + more, child)

    ended = run(*job.args, data=data, strike=strike)
    again = run(*job.args, data=data)
    return _tried(not_told(ended) + not_as_before(data, again, job.end), ended, again)


def read_only(name: str, world: World, folder: Path, rng: Random) -> Tried:
    """A data folder that may not be written."""
    job = world.job(name)
    data = job.begin(folder)
    _mount("--bind", data, data)
    try:
        _mount("-o", "remount,bind,ro", data)
        ended = run(*job.args, data=data)
    finally:
        subprocess.run(["umount", "--lazy", data], check=True, capture_output=True)
    again = run(*job.args, data=data)
    troubles = [] if ended.code == 1 else [f"exit code {ended.code}"]
    return _tried(troubles + not_told(ended) + not_as_before(data, again, job.end), ended, again)


def _limit(kind: int, most: int, child: Child) -> None:
    resource.prlimit(child.pid, kind, (most, most))


def _mount(*words: str | Path) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)


def _tried(troubles: list[str], ended: Ended, again: Ended) -> Tried:
    seconds, peak = max(ended.seconds, again.seconds), max(ended.peak_mib, again.peak_mib)
    return Tried(troubles, seconds, peak, f"exit {ended.code}")


AGAIN = "told in a sentence; run again, the same articles; check-db finds nothing"
FAULTS = (
    Fault("a full disk, where the database is", TOLD, AGAIN, partial(full_disk, "", "replay"), 6, no_disks),
    Fault("a full disk, at a crawl", TOLD, AGAIN, partial(full_disk, "", "crawl"), 6, no_disks),
    Fault("a full disk, where the archive is", TOLD, AGAIN, partial(full_disk, "archive", "crawl"), 6, no_disks),
    Fault("a full disk, where the log is", TOLD, AGAIN, partial(full_disk, "logs", "replay"), 2, no_disks),
    Fault("a full disk, at a migration", TOLD, AGAIN, partial(full_disk, "", "migration"), 4, no_disks),
    Fault("files that may not grow, at a crawl", TOLD, AGAIN, partial(small_files, "crawl"), 6),
    Fault("files that may not grow, at a reclean", TOLD, AGAIN, partial(small_files, "reclean"), 4),
    Fault("a data folder that is read-only, at a crawl", TOLD, AGAIN, partial(read_only, "crawl"), 1, no_disks),
    Fault("a data folder that is read-only, at a reclean", TOLD, AGAIN, partial(read_only, "reclean"), 1, no_disks),
    Fault("no file descriptors left, at a crawl", TOLD, AGAIN, partial(no_descriptors, "crawl"), 6),
    Fault("no file descriptors left, at a replay", TOLD, AGAIN, partial(no_descriptors, "replay"), 4),
)
