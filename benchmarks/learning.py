"""Learning what repeats on a site: time and memory for a thousand, ten thousand and a hundred thousand posts.

`python -m benchmarks.learning [POSTS…]`. Each post has three lines above and fourteen below that are remembered: most
of them stand nowhere else, six are the operator's block, and one in five posts ends in one of thirty phrases.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection, insert

from rentspider.db import open_database
from rentspider.db.models import Article, EdgeLineRecord
from rentspider.db.repetition import learn, learned_weights
from rentspider.db.upsert import table_of
from rentspider.zone import ZONE

SIZES = (1_000, 10_000, 100_000)
LINES, BLOCK, PHRASES = 17, 6, 30
SITE, START, BATCH = "bench.example", datetime(2010, 1, 1, 12, tzinfo=ZONE), 1_000


def posts(count: int) -> Iterator[dict[str, Any]]:
    """Articles without any text, since learning reads none."""
    for number in range(1, count + 1):
        seen = START + timedelta(hours=number)
        yield {
            "key": number,
            "site": SITE,
            "id": number,
            "url": f"http://{SITE}/index.php/post/{number}.html",
            **dict.fromkeys(("title", "title_raw", "body_text", "body_html", "content_hash", "layout"), ""),
            **dict.fromkeys(("first_seen_at", "last_seen_at", "fetched_at"), seen),
            "cleaner_version": 1,
        }


def lines(count: int) -> Iterator[dict[str, Any]]:
    """What is remembered of their ends."""
    rng = Random(2026)
    for number in range(1, count + 1):
        prints = [rng.getrandbits(62) for _ in range(LINES - BLOCK)]
        if rng.random() < 1 / 5:
            prints[-1] = 1_000 + rng.randrange(PHRASES)
        for rank, fingerprint in enumerate([*prints, *range(BLOCK)]):
            place = "head" if rank < 3 else "tail"
            yield {
                "article_key": number,
                "position": rank,
                "rank": rank,
                "place": place,
                "fingerprint": fingerprint,
            }


def fill(connection: Connection, table: type, rows: Iterator[dict[str, Any]]) -> None:
    """Put rows into an empty table."""
    while batch := list(islice(rows, BATCH)):
        connection.execute(insert(table_of(table)), batch)


def measure(count: int) -> tuple[float, float, int]:
    """Seconds that learning takes, MiB by which it raises the peak of memory, and how many lines are learned."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{Path(folder) / 'learn.db'}")
        with engine.begin() as connection:
            fill(connection, Article, posts(count))
            fill(connection, EdgeLineRecord, lines(count))
        before, started = peak(), time.perf_counter()
        with engine.begin() as connection:
            learn(connection, SITE)
        took = time.perf_counter() - started
        with engine.connect() as connection:
            learned = len(learned_weights(connection, SITE))
        engine.dispose()
        return took, peak() - before, learned


def peak() -> float:
    """The most memory that this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(sizes: list[int]) -> None:
    """Measure and print."""
    table = Table("posts", "seconds", "peak of memory +MiB", "lines learned", title="Learning what repeats")
    for count in sizes:
        took, grown, learned = measure(count)
        table.add_row(f"{count:,}", f"{took:.2f}", f"{grown:.1f}", str(learned))
    Console().print(table)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
