"""Crawls over loopback: how many requests an hourly run takes, and how fast a full crawl is beside a bare spider.

`python -m benchmarks.crawl [POSTS]`. Speeds are medians of several rounds within one run, the two kinds of crawl taking
turns, and their ratio: machines are noisy, ratios less so.
"""

import shutil
import socket
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from random import Random
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks.measuring import measure
from benchmarks.static import serving
from tests.e2e.site import crawl
from tests.fakesite.archive import crawl_all
from tests.fakesite.dates import DAY, HOUR
from tests.fakesite.look import Look
from tests.fakesite.posts import make_post
from tests.fakesite.responses import Response
from tests.fakesite.sample import NOW
from tests.fakesite.server import SiteServer
from tests.fakesite.site import FakeSite
from tests.helpers import command_line, rows

ROUNDS = 3
NEW = (0, 1, 15, 120)


def make_site(count: int) -> FakeSite:
    """A site of ordinary posts, two a day, the newest forty days old."""
    rng, start = Random(2026), NOW - 40 * DAY
    posts = [make_post(rng, number, start - DAY // 2 * (count - number)) for number in range(1, count + 1)]
    return FakeSite(posts, Look(), NOW)


def count_requests(count: int, folder: Path) -> Table:
    """Requests of an hourly run for so many new posts, robots.txt aside."""
    table = Table("new posts", "requests", "allowed", title=f"Requests of an hourly run on a site of {count} posts")
    site = make_site(count)
    with SiteServer(site, NOW) as server:
        crawl_whole = crawl(server, folder / "first")
        assert crawl_whole.returncode == 0, crawl_whole.stderr
        server.clock = NOW + HOUR
        for new in NEW:
            before = dict(site.posts)
            shutil.copytree(folder / "first", folder / str(new))
            for at in range(new):
                site.publish(make_post(Random(at), count + 1 + at, NOW + at))
            server.log.clear()
            run = crawl(server, folder / str(new))
            assert f" new {new}, " in run.stdout, run.stdout
            table.add_row(str(new), str(len(server.log) - 1), str(new + -(-new // 10) + 2))
            site.posts = before
            site.sorted.clear()
    return table


def time_crawls(count: int, folder: Path) -> Table:
    """Pages a second, CPU a page and peak memory of a full crawl and of a bare spider over the same pages."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}/"
    site = make_site(count)
    site.look = Look(base=base)
    pages = {url.removeprefix(base[:-1]): _whole(answer) for url, _, answer in crawl_all(site, NOW)}
    table = Table("concurrency", "spider", "pages", "pages/s", "CPU ms/page", "peak MiB", "ratio", title="Full crawls")
    with serving(pages, port):
        for concurrency in (1, 16):
            ours, bare = _take_turns(base, concurrency, folder / f"at-{concurrency}")
            for name, runs, ratio in (("bare", bare, 1.0), ("rentspider", ours, _speed(ours) / _speed(bare))):
                cpu = median(run["cpu"] * 1000 / run["pages"] for run in runs)
                peak = max(run["peak"] for run in runs)
                figures = (
                    f"{runs[0]['pages']:.0f}",
                    f"{_speed(runs):.0f}",
                    f"{cpu:.1f}",
                    f"{peak:.0f}",
                    f"{ratio:.2f}",
                )
                table.add_row(str(concurrency), name, *figures)
    return table


def _take_turns(base: str, concurrency: int, folder: Path) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    ours, bare = [], []
    options = [f"CONCURRENT_REQUESTS={concurrency}", f"CONCURRENT_REQUESTS_PER_DOMAIN={concurrency}", "LOG_LEVEL=ERROR"]
    settings = [part for option in options for part in ("-s", option)]
    addresses = folder / "addresses"
    for number in range(ROUNDS):
        data = folder / str(number)
        ours.append(measure([*command_line("crawl", "posts", "-a", f"site={base}"), *settings], data))
        urls = [row["url"] for row in rows(data / "rent.db", "SELECT url FROM fetches ORDER BY key")]
        addresses.write_text("\n".join(urls), encoding="utf-8")
        bare.append(measure([sys.executable, "-m", "benchmarks.bare", str(addresses), str(concurrency)], data))
        ours[-1]["pages"] = bare[-1]["pages"] = len(urls)
    return ours, bare


def _speed(runs: list[dict[str, float]]) -> float:
    return median(run["pages"] / run["seconds"] for run in runs)


def _whole(answer: Response) -> bytes:
    head = "".join(f"{name}: {value}\r\n" for name, value in answer.headers)
    return f"HTTP/1.1 {answer.status} X\r\n{head}\r\n".encode() + answer.body


def main(arguments: Mapping[int, str]) -> None:
    """Measure and print."""
    count = int(arguments.get(1, "1000"))
    with tempfile.TemporaryDirectory() as name:
        Console().print(time_crawls(count, Path(name)))
        Console().print(count_requests(count, Path(name)))


if __name__ == "__main__":
    main(dict(enumerate(sys.argv)))
