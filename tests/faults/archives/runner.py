"""Replays an archive with a fault, and says whether what had to come of it did."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.e2e.site import small_site
from tests.faults.archives.fault import Fault
from tests.faults.archives.records import BASE
from tests.faults.blank import blank_database
from tests.faults.outcome import Outcome
from tests.faults.site.child import Ended, run
from tests.faults.site.fault import POSTS
from tests.helpers import rows
from tests.scoring import score

WRITTEN = {"rent.db", "rent.db-wal", "rent.db-shm", "rent.lock", "rent.db.lock", "logs"}
"""All that a replay may leave in the data folder."""


def replay(fault: Fault, folder: Path) -> tuple[Ended, list[str]]:
    """Replay the archive; gives how it ended, and what did not come out as it should."""
    data, archive = folder / "data", folder / f"given{fault.ending}"
    data.mkdir()
    archive.write_bytes(fault.content())
    blank_database(data)
    ended = run("replay", archive, data=data, seconds=120)
    return ended, [*_ended(fault, ended), *_stored(fault, data), *_written(folder, archive)]


def outcome(fault: Fault, folder: Path) -> Outcome:
    """Try a fault, and put on record what came of it."""
    ended, troubles = replay(fault, folder)
    expected = f"exit {fault.code}, {len(fault.stored)} of 8 posts stored"
    happened = "; ".join(troubles) or f"so it was: {ended.summary}"
    seconds, peak = round(ended.seconds, 1), round(ended.peak_mib)
    return Outcome(fault.promise, fault.name, 1, expected, happened, not troubles, seconds, peak)


def _ended(fault: Fault, ended: Ended) -> Iterator[str]:
    if ended.code != fault.code:
        yield f"exit code {ended.code} instead of {fault.code}"
    if fault.code != 1 and not re.fullmatch(rf"run 1: .* exit {fault.code}( \(.*\))?", ended.summary):
        yield f"the summary is {ended.summary!r}"
    if ended.busy > fault.seconds:
        yield f"it took {ended.busy:.1f} s of CPU instead of {fault.seconds:g}"
    if ended.peak_mib > fault.mib:
        yield f"it took {ended.peak_mib:.0f} MiB instead of {fault.mib:g}"
    if not re.search(fault.told, ended.log):
        yield f"the log does not say {fault.told!r}: {ended.log[-1500:]}"
    if said := re.search(f".*({fault.untold}).*", ended.log):
        yield f"the log says {said[0]!r}"


def _stored(fault: Fault, data: Path) -> Iterator[str]:
    """Posts that are missing or too many, and articles that are not what their posts are."""
    articles = rows(data / "rent.db", f"SELECT * FROM articles WHERE url LIKE '{BASE}/%'")
    stored = {row["id"] for row in articles}
    if stored != fault.stored:
        yield f"stored are {sorted(stored)} instead of {sorted(fault.stored)}"
    found = score(small_site(len(POSTS)).truth(), articles)
    if spoilt := sorted({*found.body, *found.title, *found.source}):
        yield f"the articles {spoilt} are not what their posts are"


def _written(folder: Path, archive: Path) -> Iterator[str]:
    """Files that nobody asked for."""
    allowed = {folder / "data", archive, *(folder / "data" / name for name in WRITTEN)}
    if strange := [path for path in folder.rglob("*") if not allowed & {path, *path.parents}]:
        yield f"it has written {[path.name for path in strange]}"
