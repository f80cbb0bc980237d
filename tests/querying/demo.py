"""What the demo is, and the same when more has happened."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import insert

from rentspider.db import open_database
from rentspider.db.models import CrawlRun
from tests.fakesite import sample
from tests.fakesite.archive import Capture, write_warc
from tests.fakesite.dates import DAY, HOUR
from tests.fakesite.plain_pages import not_found
from tests.fakesite.posts import make_post
from tests.fakesite.responses import answer
from tests.fakesite.site import FakeSite
from tests.helpers import replay

DEMO = "data/demo/rent.db"
MORNING = sample.NOW - 4 * HOUR  # at eight, "1天前" can be one of two days
UNSURE, GONE = 300, 136
URL = "http://demo.example/index.php/post/{}.html"


def make_demo(folder: Path) -> Path:
    """What `make demo` does, in a folder; gives the database."""
    database = folder / DEMO
    replay(sample.PATH, database.parent)
    return database


def make_later(demo: Path, folder: Path) -> Path:
    """The demo's database two months later, in another folder."""
    database = folder / DEMO
    database.parent.mkdir(parents=True)
    shutil.copy(demo, database)
    write_warc(folder / "later.warc.gz", later())
    replay(folder / "later.warc.gz", database.parent)
    engine = open_database(f"sqlite:///{database}")
    with engine.begin() as connection:
        connection.execute(insert(CrawlRun), list(crawls()))
    engine.dispose()
    return database


def later() -> Iterator[Capture]:
    """A post whose day is not certain, and one that is gone."""
    post = make_post(Random(5), UNSURE, MORNING - 31 * HOUR, category="园区动态")
    yield URL.format(UNSURE), MORNING, FakeSite([post]).respond(f"/index.php/post/{UNSURE}.html", MORNING)
    for days in (20, 21):
        now = sample.NOW + days * DAY
        yield URL.format(GONE), now, answer(404, not_found(f"/index.php/post/{GONE}.html"), now)


def crawls() -> Iterator[dict[str, object]]:
    """A run every six days: one got no answer, in one the pages were not as before."""
    for number in range(10):
        start = datetime(2026, 3, 11, 22, tzinfo=UTC) + timedelta(days=6 * number)
        code, reason = {3: (5, "the site did not answer"), 7: (7, "categories are missing")}.get(number, (0, "done"))
        new = 0 if code == 5 else number % 3
        yield {
            **{"command": "crawl", "arguments": {}, "site": "demo.example", "frontier": None},
            **{"started_at": start, "alive_at": start, "finished_at": start + timedelta(seconds=40)},
            "counts": {"pages": 3 + number, "listed": 10, "new": new, "failed": int(code == 5)},
            "health": {"measures": {}, "alarms": [reason]} if code == 7 else None,
            **{"exit_code": code, "reason": reason},
        }
