"""The project's own rows: pages go the real way, archive, spider, pipelines, database, learning; layers are left out.

Layer (a) is structure, (b) are rules and vocabularies, (c) is learned repetition. Structure costs no setting to leave
out and is in every row.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings

from benchmarks.evaluation.posts import Corpus
from benchmarks.evaluation.score import Found, Result, score
from pipelines import boilerplate
from pipelines.boilerplate import BoilerplatePipeline
from pipelines.cleaning import RuleSet, load_rules
from pipelines.cleaning.lexicon import Lexicon
from pipelines.cleaning.rules import PATTERNS
from pipelines.text import TextPipeline
from rentspider.config import Config
from rentspider.db import open_database
from rentspider.db.repetition import LEAST
from rentspider.items import Fetch, PostItem
from rentspider.learning import learn_repetition
from rentspider.pages import parse_post
from rentspider.replayer import Replayer
from tests.databases import setting
from tests.fakesite.archive import write_warc
from tests.fakesite.sample import NOW
from tests.helpers import rows

PORTAL_KINDS = frozenset({"portal", "disclaimer"})
"""The kinds of rules that are switched off to see what learning recovers: portals' lines and notices."""


@dataclass(frozen=True)
class Page:
    """A page as the site serves it."""

    site: str
    id: int
    url: str
    html: str


@dataclass(frozen=True)
class Way:
    """A set of rules, and what its rows are called, without and with learning."""

    rules: RuleSet
    bare: str
    learning: str


def ways() -> list[Way]:
    """The rule sets that are compared. Without portals' rules there is no lexicon either: it knows their words."""
    full = load_rules()
    others = tuple(rule for rule in full.rules if rule.kind not in PORTAL_KINDS)
    return [
        Way(full, "rules", "all"),
        Way(RuleSet((), dict.fromkeys(PATTERNS, "(?!)"), lexicon=Lexicon()), "structure", "learned"),
        Way(RuleSet(others, full.vocabulary, lexicon=Lexicon()), "rules, portals off", "all, portals off"),
    ]


def pages_of(corpus: Corpus) -> list[Page]:
    """Every post's page."""
    return [
        Page(truth.site, truth.id, url, site.respond(f"/index.php/post/{truth.id}.html").body.decode())
        for site in corpus.sites
        for truth in corpus.truths
        if site.look.base == f"http://{truth.site}/"
        for url in [site.look.post_url(truth.id)]
    ]


def write_archives(corpus: Corpus, folder: Path) -> list[Path]:
    """An archive a site, with its posts' pages."""
    archives = []
    for site in corpus.sites:
        path = folder / f"{site.look.base.split('/')[2]}.warc.gz"
        captures = (
            (site.look.post_url(post), NOW, site.respond(f"/index.php/post/{post}.html")) for post in site.posts
        )
        write_warc(path, captures)
        archives.append(path)
    return archives


def measure(corpus: Corpus, folder: Path, chosen: Callable[[Way], bool] = lambda _: True) -> Iterator[Result]:
    """Two results for each way: without learning, and with it."""
    archives, pages = write_archives(corpus, folder), pages_of(corpus)
    for number, way in enumerate(filter(chosen, ways())):
        with using(way.rules):
            yield from _both(corpus, way, archives, folder / str(number), _read_alone(pages, way.rules))


@contextmanager
def using(rules: RuleSet) -> Iterator[None]:
    """Clean with these rules, whatever a data folder says: there is no setting for no rules and no vocabulary."""
    with patch.object(boilerplate, "rules_of", lambda _: rules):
        yield


def _both(corpus: Corpus, way: Way, archives: list[Path], data: Path, cpu: float) -> Iterator[Result]:
    settings = get_project_settings()
    settings.setdict(
        {"RENT_DATA_DIR": str(data), "RENT_DATABASE_URL": setting(data), "RENT_PROCESSES": 1}
    )  # others have all rules
    replayer = Replayer(settings)
    try:
        replayer.replay(archives)
    finally:
        replayer.close()
    yield score(way.bare, corpus.truths, articles(data), cpu)
    started = time.process_time()
    _learn(settings, replayer)
    learning = (time.process_time() - started) * 1000 / len(corpus.truths)
    yield score(way.learning, corpus.truths, articles(data), cpu + learning)


def _learn(settings: Settings, replayer: Replayer) -> None:
    engine = open_database(Config.of(settings).database_url)
    learn_repetition(settings, engine, replayer.stats)
    engine.dispose()


def _read_alone(pages: list[Page], rules: RuleSet) -> float:
    """Milliseconds of CPU a page from HTML to clean text, which is what the peers do."""
    steps = (BoilerplatePipeline(rules=rules), TextPipeline())
    fetch = Fetch("", datetime.fromtimestamp(NOW, UTC), 200)
    started = time.process_time()
    for page in pages:
        item = PostItem(fetch, page.site, [], page=parse_post(page.html, page.url))
        for step in steps:
            step.process_item(item)
    return (time.process_time() - started) * 1000 / len(pages)


def articles(data: Path) -> Mapping[tuple[str, int], Found]:
    """All articles of a data folder, by site and number."""
    found = rows(data / "rent.db", "SELECT site, id, title, body_text, source FROM articles")
    return {(row["site"], row["id"]): Found(row["title"], row["body_text"], row["source"]) for row in found}


def recovered(rules: Result, off: Result, learned: Result) -> str:
    """Of the lines that only the missing rules took, how many learning takes.

    Lines on too few posts of their site to be learned from are told apart: on a larger site they stand on more.
    """
    sites = Counter((each.truth.site, line) for each in rules.verdicts for line, _ in set(each.truth.removed))
    taken, back = Counter[bool](), Counter[bool]()
    for full, bare, again in zip(rules.verdicts, off.verdicts, learned.verdicts, strict=True):
        for at in set(bare.left) - set(full.left):
            often = sites[full.truth.site, full.truth.removed[at][0]] >= LEAST
            taken[often] += 1
            back[often] += at not in again.left
    return (
        f"Without portal rules {taken.total()} more lines are left, and learning takes {back.total()} of them:"
        f" {back[True]} of {taken[True]} that stand on {LEAST} and more posts of their site,"
        f" {back[False]} of {taken[False]} that stand on fewer."
    )
