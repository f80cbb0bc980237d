"""What it takes to pass over the pages of others, in an archive as Common Crawl writes it.

`python -m benchmarks.foreign [PAGES]`. One page in a thousand is the made-up site's, the others are of many sites. Each
page has three records: request, answer, metadata. Inflating alone is what no reader can do without.
"""

import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random

from rich.console import Console
from rich.table import Table
from warcio.archiveiterator import ArchiveIterator

from benchmarks.measuring import measure
from rentspider.archive import read_archive
from rentspider.archive.choice import Choice
from rentspider.archive.members import read_members
from rentspider.archive.sieve import Sieve
from tests.archive.crawlers import Answer, common_crawl
from tests.fakesite.sample import NOW, sample_site
from tests.helpers import command_line

ONE_IN = 1000
WORDS = [f"词{number}组{number * 7919 % 1000}" for number in range(3000)]


def answers(count: int) -> Iterator[Answer]:
    """So many pages of all sites; their size is that of a page of the CMS, about."""
    rng, site = Random(2026), sample_site()
    posts = list(site.posts)
    for number in range(count):
        if number % ONE_IN == ONE_IN // 2:
            path = f"/index.php/post/{posts[number // ONE_IN % len(posts)]}.html"
            yield Answer(f"http://demo.example{path}", site.respond(path, NOW).body, at=NOW)
        else:
            paragraphs = (f'<p class="a{line}">{"".join(rng.choices(WORDS, k=40))}</p>' for line in range(60))
            body = f"<html><head><title>{number}</title></head><body>{''.join(paragraphs)}</body></html>"
            yield Answer(f"https://site{number % 997}.example/{number}.html", body.encode(), at=NOW)


def inflate(path: Path) -> None:
    """What every reader has to do."""
    for _ in read_members(path):
        pass


def parse(path: Path) -> None:
    """What a reader does that parses each record."""
    with path.open("rb") as file:
        for record in ArchiveIterator(file):
            record.content_stream().read()


def sift(choice: Choice) -> Callable[[Path], None]:
    """What a replay does before it reads pages."""

    def work(path: Path) -> None:
        sieve = Sieve(choice)
        sieve.begin(is_own=False)
        for _ in read_archive(path, lambda _: None, sieve):
            pass

    return work


def small(folder: Path) -> Path:
    """An archive of one page."""
    path = folder / "small.warc.gz"
    path.write_bytes(common_crawl(islice(answers(ONE_IN), ONE_IN // 2, ONE_IN // 2 + 1)))
    return path


def replayed(path: Path) -> float:
    """CPU seconds of a replay into an empty folder."""
    with tempfile.TemporaryDirectory() as data:
        command = command_line("replay", path, "-L", "ERROR")
        return measure([*command, "-s", f"RENT_DATABASE_URL=sqlite:///{data}/rent.db"], Path(data))["cpu"]


def main(count: int) -> None:
    """Measure and print."""
    logging.disable()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "CC-MAIN.warc.gz"
        path.write_bytes(common_crawl(answers(count)))
        ways = {
            "inflating alone": inflate,
            "by signature": sift(Choice()),
            "by address": sift(Choice.of(["demo.example/*"], [], unsigned=False)),
            "warcio, each record parsed": parse,
        }
        seconds = {}
        for way, work in ways.items():
            started = time.process_time()
            work(path)
            seconds[way] = time.process_time() - started
        seconds["scrapy replay, its start aside"] = replayed(path) - replayed(small(Path(name)))
        size = path.stat().st_size
    table = Table("way", "CPU s", "pages/s", "× inflating", title=f"{count:,} pages in {size / 2**20:.0f} MiB")
    for way, spent in seconds.items():
        table.add_row(way, f"{spent:.2f}", f"{count / spent:,.0f}", f"{spent / seconds['inflating alone']:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
