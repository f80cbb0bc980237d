"""A fleet of four workers over twenty sites of two hundred posts, over loopback, into PostgreSQL.

`python -m benchmarks.fleet [SITES [POSTS [WORKERS]]]`. One crawl is undisturbed; in another a worker is killed amid a
site, and one is added. Then the archives of the first are replayed into a database of their own. It ends with an error
where an article is missing or there twice, where a site was asked for two things at a time, or where the articles are
not the same.
"""

import resource
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from tests.fakesite.dates import DAY
from tests.fakesite.look import Look
from tests.fakesite.posts import make_post
from tests.fakesite.sample import NOW
from tests.fakesite.server import SiteServer
from tests.fakesite.site import FakeSite
from tests.fleet.scene import Scene, ended, scene, wait_until
from tests.helpers import Result
from tests.postgres import Server, missing, serving

LONG = 3600
"""Seconds after which something is wrong."""
Figures = dict[str, float]


def make_site(seed: int, posts: int) -> FakeSite:
    """Ordinary posts, two a day."""
    rng, start = Random(seed), NOW - DAY // 2 * (posts + 1)
    return FakeSite([make_post(rng, at, start + DAY // 2 * at) for at in range(1, posts + 1)], Look(), NOW)


def measured(stage: Scene, work: Callable[[Scene], str]) -> Figures:
    """Seconds and CPU of a fleet, its scheduler and workers included, without the database server and the sites."""
    [empty] = stage.rows("SELECT pg_database_size(current_database()) AS bytes")
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    print(work(stage), flush=True)
    seconds = time.monotonic() - began
    stage.close()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    [found] = stage.rows(
        "SELECT count(*) AS pages, count(*) FILTER (WHERE post_id IS NOT NULL) AS posts,"
        " pg_database_size(current_database()) AS bytes FROM fetches"
    )
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    size = float(found["bytes"] - empty["bytes"])
    return {"seconds": seconds, "cpu": cpu, "pages": found["pages"], "posts": found["posts"], "bytes": size}


def crawl(stage: Scene, disturb_at: int | None = None) -> str:
    """Crawl all sites; a worker is killed when so many requests have come, and another one is added later."""
    for server in stage.servers:
        server.log.clear()
    fleet = stage.start("crawl", "--sites", stage.sites_file(), "--scheduler", stage.address, "-L", "ERROR")
    if disturb_at:
        wait_until(lambda: stage.asked() > disturb_at, LONG)
        stage.workers[0].send_signal(signal.SIGKILL)
        wait_until(lambda: stage.asked() > 1.5 * disturb_at, LONG)
        stage.add_worker()
    return told(ended(fleet, LONG))


def replay(stage: Scene, archives: Sequence[Path]) -> str:
    """Replay archives."""
    fleet = stage.start("replay", *archives, "--scheduler", stage.address, "-L", "ERROR")
    return told(ended(fleet, LONG))


def told(fleet: Result) -> str:
    """The summary; nothing went wrong."""
    assert fleet.returncode == 0, fleet.stdout + fleet.stderr[-5000:]
    return fleet.stdout.splitlines()[-1]


def check(stage: Scene, posts: int) -> None:
    """All articles, none twice, one request at a time."""
    stored = Counter(row["site"] for row in stage.rows("SELECT site FROM articles"))
    assert stored == {server.base.split("/")[2]: posts for server in stage.servers}, stored
    assert stage.overlaps() == [], stage.overlaps()[:5]


def show(found: dict[str, Figures], archive_bytes: int) -> None:
    """The figures as a table."""
    table = Table("", "pages", "seconds", "pages/s", "CPU ms/page", "database, bytes/post", "archive, bytes/page")
    for name, figures in found.items():
        pages = figures["pages"]
        rates = f"{pages / figures['seconds']:.0f}", f"{figures['cpu'] * 1000 / pages:.1f}"
        sizes = f"{figures['bytes'] / figures['posts']:,.0f}", f"{archive_bytes / pages:,.0f}"
        table.add_row(name, f"{pages:,.0f}", f"{figures['seconds']:.0f}", *rates, *sizes)
    Console(width=120).print(table)


def run(postgres: Server, servers: Sequence[SiteServer], posts: int, workers: int, folder: Path) -> None:
    """Crawl undisturbed, crawl disturbed, replay; hold them against each other."""

    def on_stage(name: str) -> Scene:
        (folder / name).mkdir()
        return stack.enter_context(scene(servers, postgres.create(name), folder / name, workers))

    with ExitStack() as stack:
        calm = on_stage("calm")
        found = {"crawl": measured(calm, crawl)}
        check(calm, posts)
        archives = sorted((folder / "calm" / "archive").rglob("*.warc.gz"))
        disturbed = on_stage("disturbed")
        amid = len(servers) * posts // 3
        found["crawl, one worker killed, one added"] = measured(disturbed, lambda stage: crawl(stage, amid))
        check(disturbed, posts)
        assert disturbed.articles() == calm.articles(), "other articles where a worker was killed"
        runs = disturbed.rows("SELECT count(*) AS runs FROM crawl_runs")
        print(f"{runs[0]['runs']} crawls for {len(servers)} sites: those of the killed worker were begun once more")
        shutil.rmtree(folder / "disturbed")
        again = on_stage("again")
        found["replay"] = measured(again, lambda stage: replay(stage, archives))
        assert again.articles() == calm.articles(), "other articles by a replay"
        show(found, sum(path.stat().st_size for path in archives))


def main(sites: int = 20, posts: int = 200, workers: int = 4) -> None:
    """Measure and print."""
    if reason := missing():
        sys.exit(reason)
    with ExitStack() as stack:
        servers = [stack.enter_context(SiteServer(make_site(seed, posts), NOW)) for seed in range(sites)]
        run(stack.enter_context(serving()), servers, posts, workers, Path(stack.enter_context(TemporaryDirectory())))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
