"""A database to browse: the bundled sample, runs of every kind, and a post that means harm."""

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, update

from rentspider.db import open_database
from rentspider.db.articles import save_article
from rentspider.db.evidence import add_evidence, set_dates
from rentspider.db.models import Article, CrawlRun
from rentspider.db.runs import begin_run, finish_run
from rentspider.db.search.index import keep_in_step
from rentspider.items import Evidence
from rentspider.outcome import Exit
from tests.db.helpers import AT, SITE, post
from tests.fakesite import sample
from tests.helpers import replay

HOSTILE = 9001
"""The number of a post whose author tries everything; it has changed once, and is gone."""
MARKUP = (
    "<script>window.harmed=1</script><img src=http://elsewhere.example/x.gif onerror=window.harmed=1>\"'</p>{{7*7}}"
)
SCRIPT = "javascript:window.harmed=1"
PHONE = "13800000009"
CALL = f"来电 {PHONE}，或微信 taojingli_88、138 0000 0008"
RUNS = 12


def make_library(data: Path) -> Path:
    """Fill a data folder; gives the database."""
    replay(sample.PATH, data)
    engine = open_database(f"sqlite:///{data / 'rent.db'}")
    with engine.begin() as connection:
        for number in range(RUNS):
            _add_run(connection, number, AT + timedelta(hours=number))
        _add_hostile_post(connection)
    engine.dispose()
    return data / "rent.db"


def _add_run(connection: Connection, number: int, at: datetime) -> None:
    code = [Exit.DONE, Exit.STOPPED, Exit.NO_ANSWER][number % 3]
    run = begin_run(connection, "crawl", {}, SITE)
    counts = {"pages": 10, "listed": 9, "new": 8, "changed": 1, "failed": 2}
    measures = {
        "post/pages": 10,
        "post/read": 10 - number % 4,
        "post/characters kept": 90,
        "post/characters removed": 10,
    }
    if code is Exit.NO_ANSWER:
        counts, measures = {}, {}
    health = {"measures": measures, "alarms": []}
    finish_run(connection, run, counts, code, code.name.lower(), health=health)
    moments = {"started_at": at, "finished_at": at + timedelta(minutes=3)}
    connection.execute(update(CrawlRun).where(CrawlRun.id == run).values(**moments))


def _add_hostile_post(connection: Connection) -> None:
    for hours, text in ((0, f"首段\n{MARKUP}\n区\t楼\n嘉定\t一号"), (24, f"首段改了\n{MARKUP}\n末段")):
        item = post(
            *(HOSTILE, text, hours),
            title=f"坏标题{MARKUP}",
            source=f"坏报{MARKUP}",
            tags=[f"坏签{MARKUP}", "园区"],
            images=[SCRIPT, "http://elsewhere.example/picture.png"],
            removed=[CALL, MARKUP],
        )
        save_article(connection, item)
    keep_in_step(connection)
    connection.execute(update(Article).where(Article.id == HOSTILE).values(url=SCRIPT, status="gone"))
    add_evidence(connection, SITE, [Evidence(HOSTILE, "list", MARKUP, AT, AT, AT + timedelta(days=2))], set())
    known = {"at": AT + timedelta(days=1), "day": None, "earliest": AT, "latest": AT + timedelta(days=2)}
    told = {"precision": "range", "raw": MARKUP, "by": "list"}
    set_dates(connection, SITE, {HOSTILE: {f"published_{name}": value for name, value in {**known, **told}.items()}})
