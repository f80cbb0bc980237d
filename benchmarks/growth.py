"""How time, memory and the database grow with a site: a thousand, ten thousand and a hundred thousand posts.

`python -m benchmarks.growth [POSTS…]`. A made-up site is archived and replayed; then a hundredth of new posts is
crawled over loopback, and what the archive holds is cleaned anew, found, exported, checked and brought from an older
version. The last column of each step is the slope between the two largest sizes: 1 is in proportion to the posts.
"""

import logging
import math
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from rich.console import Console
from rich.table import Table
from warcio.warcwriter import WARCWriter

from benchmarks.measuring import measure
from tests.fakesite.archive import Capture, records
from tests.fakesite.dates import HOUR
from tests.fakesite.look import Look
from tests.fakesite.posts import make_post
from tests.fakesite.sample import NOW
from tests.fakesite.server import SiteServer
from tests.fakesite.site import FakeSite
from tests.helpers import command_line

SIZES = (1_000, 10_000, 100_000)
OLDER = "0005"
"""The version that the database is said to be of before it is brought to the newest."""
Figures = dict[str, dict[str, float]]


def make_site(count: int) -> FakeSite:
    """A site of ordinary posts, one an hour."""
    rng, start = Random(2026), NOW - HOUR * (count + 1)
    return FakeSite([make_post(rng, number, start + HOUR * number) for number in range(1, count + 1)], Look(), NOW)


def captures(site: FakeSite) -> Iterator[Capture]:
    """Each post's page."""
    for number in list(site.posts):
        path = f"/index.php/post/{number}.html"
        yield site.look.base.rstrip("/") + path, NOW, site.respond(path, NOW)


def archive(site: FakeSite, path: Path) -> None:
    """The pages in a WARC file, written as they come."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for at, capture in enumerate(captures(site)):
            for record in records(writer, at, capture):
                writer.write_record(record)


def grow(count: int, folder: Path) -> Figures:
    """Seconds and peak memory of each step for a site of so many posts, with the sizes of its files in MiB."""
    site, warc, database = make_site(count), folder / "site.warc.gz", folder / "rent.db"
    quiet = ["-s", "LOG_LEVEL=ERROR"]
    with SiteServer(site, NOW) as server:
        archive(site, warc)
        figures = {"replay": measure(command_line("replay", str(warc), *quiet), folder)}
        new = max(1, count // 100)
        for number in range(count + 1, count + 1 + new):
            site.publish(make_post(Random(number), number, NOW + number - count))
        server.clock = NOW + HOUR
        since = datetime.fromtimestamp(NOW, UTC).date().isoformat()
        fast = ["-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0"]
        arguments = ["-a", f"site={server.base}", "-a", f"since={since}"]
        figures[f"crawl of {new / count:.0%} new"] = measure(
            command_line("crawl", "posts", *arguments, *fast, *quiet), folder
        )
    figures["reclean"] = measure(command_line("reclean", *quiet), folder)
    figures["search"] = measure(command_line("search", "嘉定", "厂房", *quiet), folder)
    figures["export"] = measure(command_line("export", "--format", "jsonl", "-o", str(folder / "all.jsonl")), folder)
    figures["check-db"] = measure(command_line("check-db"), folder)
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (OLDER,))
    connection.close()
    figures["upgrade"] = measure(command_line("status"), folder)
    figures["files"] = {name: path.stat().st_size / 2**20 for name, path in (("database", database), ("archive", warc))}
    return figures


def slope(sizes: list[int], values: list[float]) -> str:
    """By which power of the posts a value grows, between the two largest sizes."""
    if len(sizes) < 2 or not min(values[-2:]):
        return ""
    return f"{math.log(values[-1] / values[-2]) / math.log(sizes[-1] / sizes[-2]):.2f}"


def tables(found: dict[int, Figures]) -> Iterator[Table]:
    """Seconds, memory and sizes, with a row for each step."""
    sizes = list(found)
    steps = list(next(iter(found.values())))
    for title, unit in (("Seconds", "seconds"), ("Seconds of CPU", "cpu"), ("Peak of memory, MiB", "peak")):
        table = Table("step", *(f"{size:,} posts" for size in sizes), "slope", title=title)
        for step in (step for step in steps if step != "files"):
            values = [found[size][step][unit] for size in sizes]
            table.add_row(step, *(f"{value:.1f}" for value in values), slope(sizes, values))
        yield table
    table = Table("file", *(f"{size:,} posts" for size in sizes), "slope", title="Sizes, MiB")
    for name in found[sizes[0]]["files"]:
        values = [found[size]["files"][name] for size in sizes]
        table.add_row(name, *(f"{value:.1f}" for value in values), slope(sizes, values))
    yield table


def main(sizes: list[int]) -> None:
    """Measure and print."""
    logging.disable()
    found = {}
    for count in sizes:
        with tempfile.TemporaryDirectory() as name:
            found[count] = grow(count, Path(name))
    for table in tables(found):
        Console().print(table)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
