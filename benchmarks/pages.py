"""CPU a page of the made-up site: lxml's parse alone, cleaning alone, HTML to clean and dated, and the whole replay.

`python -m benchmarks.pages [POSTS]`. Medians of several rounds within one run, and their ratio to the parse: machines
are noisy, ratios less so. Two general extractors stand beside it where they are installed, as `make bench` does.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

from itemadapter import ItemAdapter
from lxml import etree
from rich.console import Console
from rich.table import Table
from scrapy.utils.project import get_project_settings

from benchmarks.evaluation.layers import Page
from benchmarks.evaluation.peers import Extract, readability, trafilatura
from pipelines.boilerplate import BoilerplatePipeline
from pipelines.check import CheckPipeline
from pipelines.cleaning import RuleSet, clean, load_rules
from pipelines.cleaning.lexicon import FILE, read_lexicon
from pipelines.cleaning.repetition import masked
from pipelines.dates import DatesPipeline
from pipelines.text import TextPipeline
from rentspider.db import open_database
from rentspider.items import Fetch, PostItem, Witness
from rentspider.pages import parse_post
from rentspider.replayer import Replayer
from tests.fakesite.archive import crawl_all, write_warc
from tests.fakesite.look import Look
from tests.fakesite.posts import make_post
from tests.fakesite.sample import NOW
from tests.fakesite.site import FakeSite

ROUNDS, SOME = 7, 60
DAY = 86_400
URL = "http://demo.example/index.php/post/{}.html"


def make_site(count: int) -> FakeSite:
    """A site of ordinary posts, a day apart."""
    rng = Random(2026)
    return FakeSite(
        [make_post(rng, number, NOW - DAY * (count - number)) for number in range(1, count + 1)], Look(), NOW
    )


def cpu(work: Callable[[RuleSet], object], pages: int) -> float:
    """Milliseconds of CPU a page: the median of some rounds, each with rules that remember nothing."""
    rounds = []
    for _ in range(ROUNDS):
        rules = forgetful()
        started = time.process_time()
        work(rules)
        rounds.append((time.process_time() - started) * 1000 / pages)
    return median(rounds)


def forgetful() -> RuleSet:
    """The built-in rules with nothing remembered of lines that came in an earlier round."""
    known = load_rules()
    masked.cache_clear()
    return RuleSet(known.rules, known.vocabulary, lexicon=read_lexicon(FILE))


def pure(htmls: dict[int, str], rules: RuleSet) -> None:
    """The way of a page without archive and database."""
    steps = (BoilerplatePipeline(rules=rules), TextPipeline(), DatesPipeline(), CheckPipeline())
    fetched_at = datetime.fromtimestamp(NOW, UTC)
    for number, html in htmls.items():
        page = parse_post(html, URL.format(number))
        shown = [Witness(r.id, r.url, r.title, "related", r.date_text) for r in page.related]
        item: object = PostItem(Fetch(page.url, fetched_at, 200), "demo.example", shown, page=page)
        for step in steps:
            item = step.process_item(item)
        assert ItemAdapter(item)["content_hash"]


def replay(archive: Path, empty: Path) -> None:
    """An archive into a copy of an empty database."""
    database = empty.with_name(f"{time.monotonic_ns()}.db")
    shutil.copy(empty, database)
    settings = get_project_settings()
    settings.setdict({"RENT_DATA_DIR": str(empty.parent), "RENT_DATABASE_URL": f"sqlite:///{database}"})
    replayer = Replayer(settings)
    replayer.replay([archive])
    replayer.close()


def _each(extract: Extract, pages: list[Page], _: RuleSet) -> None:
    for page in pages:
        extract(page)


def peers(htmls: dict[int, str]) -> dict[str, float]:
    """What general extractors take for the first of the pages, as far as they are installed."""
    some = [Page("demo.example", number, URL.format(number), html) for number, html in list(htmls.items())[:SOME]]
    figures = {}
    for name, make in (("readability-lxml", readability), ("trafilatura", trafilatura)):
        try:
            extract = make()
        except ImportError as error:
            print(f"{name} is not measured: {error}")
        else:
            figures[f"{name}, its text"] = cpu(partial(_each, extract, some), len(some))
    return figures


def main(count: int) -> None:
    """Measure and print."""
    site = make_site(count)
    htmls = {number: site.respond(f"/index.php/post/{number}.html").body.decode() for number in site.posts}
    bodies = [html.encode() for html in htmls.values()]
    pages = [parse_post(html, URL.format(number)) for number, html in htmls.items()]
    with tempfile.TemporaryDirectory() as name:
        archive = Path(name) / "bench.warc.gz"
        captures = list(crawl_all(site, NOW))
        write_warc(archive, captures)
        empty = Path(name) / "empty.db"
        open_database(f"sqlite:///{empty}").dispose()
        figures = {
            "parse alone (lxml)": cpu(lambda _: [etree.fromstring(body, etree.HTMLParser()) for body in bodies], count),
            "cleaning alone": cpu(lambda rules: [clean(page.blocks, rules) for page in pages], count),
            "HTML to clean and dated": cpu(lambda rules: pure(htmls, rules), count),
            f"replay, with commits (a page of {len(captures)})": cpu(lambda _: replay(archive, empty), len(captures)),
        }
    figures |= peers(htmls)
    table = Table("step", "ms a page", "× parse", title=f"CPU a page: {count} posts, median of {ROUNDS} rounds")
    base = figures["parse alone (lxml)"]
    for step, figure in figures.items():
        table.add_row(step, f"{figure:.2f}", f"{figure / base:.1f}")
    Console().print(table)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
