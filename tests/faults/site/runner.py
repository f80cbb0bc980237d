"""Crawls a stage with a fault on it, and says whether what had to come of it did."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.e2e.site import small_site
from tests.faults.blank import blank_database
from tests.faults.outcome import Outcome
from tests.faults.site.child import Ended, run
from tests.faults.site.fault import BAD, Fault
from tests.faults.site.server import POST, Stage
from tests.helpers import rows
from tests.scoring import score

QUICK = ("-s", "DOWNLOAD_TIMEOUT=2", "-s", "RETRY_TIMES=1")


def crawl(fault: Fault, data: Path) -> tuple[Ended, list[str]]:
    """Crawl with the fault; gives how it ended, and what did not come out as it should."""
    with Stage() as stage:
        fault.strike(stage)
        ended = _run(stage, data, **fault.settings)
    troubles = [*_ended(fault, ended), *_told(fault, ended.log), *_recorded(fault, data, BAD)]
    stored = {row["id"] for row in rows(data / "rent.db", "SELECT id FROM articles")}
    if stored != fault.stored:
        troubles.append(f"stored are {sorted(stored)} instead of {sorted(fault.stored)}")
    return ended, troubles + _spoilt(stage, data)


def crawl_all(faults: Sequence[Fault], data: Path) -> list[str]:
    """One crawl that meets several faults, each at a post of its own; gives what did not come out as it should."""
    with Stage(small_site(2 * len(faults))) as stage:
        at = dict(zip(sorted(stage.posts.posts)[::2], faults, strict=True))
        stage.wires = {POST.format(post): fault.wire for post, fault in at.items() if fault.wire}
        ended = _run(stage, data)
        posts = set(stage.posts.posts)
    lost = {post for post, fault in at.items() if BAD not in fault.stored}
    stored = {row["id"] for row in rows(data / "rent.db", "SELECT id FROM articles")}
    troubles = [f"{fault}: {each}" for post, fault in at.items() for each in _recorded(fault, data, post)]
    troubles += [f"{at.get(post, post)}: stored, or not" for post in stored ^ (posts - lost)]
    troubles += [f"{fault}: {each}" for fault in faults for each in _told(fault, ended.log)]
    code = max(fault.code for fault in faults)
    return troubles + ([] if ended.code == code else [f"exit code {ended.code}"]) + _spoilt(stage, data)


def outcome(fault: Fault, data: Path) -> Outcome:
    """Try a fault, and put on record what came of it."""
    ended, troubles = crawl(fault, data)
    expected = f"exit {fault.code}, {len(fault.stored)} of 8 posts stored"
    happened = "; ".join(troubles) or f"so it was: {ended.summary}"
    seconds, peak = round(ended.seconds, 1), round(ended.peak_mib)
    return Outcome(fault.promise, fault.name, 1, expected, happened, not troubles, seconds, peak)


def _run(stage: Stage, data: Path, **settings: str) -> Ended:
    blank_database(data)
    return run("crawl", "posts", "-a", f"site={stage.base}", *QUICK, data=data, seconds=120, **settings)


def _ended(fault: Fault, ended: Ended) -> Iterator[str]:
    if ended.code != fault.code:
        yield f"exit code {ended.code} instead of {fault.code}"
    if not re.fullmatch(rf"run 1: .* exit {fault.code}( \(.*\))?", ended.summary):
        yield f"the summary is {ended.summary!r}"
    if ended.busy > fault.seconds:
        yield f"it took {ended.busy:.1f} s of CPU instead of {fault.seconds:g}"
    if ended.peak_mib > fault.mib:
        yield f"it took {ended.peak_mib:.0f} MiB instead of {fault.mib:g}"


def _told(fault: Fault, log: str) -> Iterator[str]:
    if not re.search(fault.told, log):
        yield f"the log does not say {fault.told!r}: {log[-1500:]}"
    if said := re.search(f".*({fault.untold}).*", log):
        yield f"the log says {said[0]!r}"


def _recorded(fault: Fault, data: Path, post: int) -> Iterator[str]:
    """What the fetches of a post say, as against what they should."""
    errors = f"SELECT error FROM fetches WHERE url LIKE '%{POST.format(post)}' AND error IS NOT NULL"
    said = " | ".join(row["error"] for row in rows(data / "rent.db", errors))
    if not re.search(fault.error, said) or (said and not fault.error):
        yield f"the record says {said!r} instead of {fault.error!r}"


def _spoilt(stage: Stage, data: Path) -> list[str]:
    """Articles that are not what the posts are."""
    articles = rows(data / "rent.db", "SELECT * FROM articles")
    found = score(stage.posts.truth(), articles)
    spoilt = sorted({*found.body, *found.title})
    return [f"the articles {spoilt} are not what their posts are"] if spoilt else []
