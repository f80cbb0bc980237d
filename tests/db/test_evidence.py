"""Date evidence is stored for posts known and unknown; the articles' dates follow from all of it."""

from collections.abc import Iterable
from itertools import permutations
from random import Random

import pytest
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector
from scrapy.utils.project import get_project_settings

from pipelines.store import StorePipeline
from rentspider.items import Evidence, Fetch, WitnessItem
from rentspider.spiders.posts import PostsSpider
from tests.db.helpers import SITE, Database, evidence, moment, post, stamp

DATES = "SELECT published_earliest, published_latest, published_at, published_by FROM articles"
SEEN = "SELECT post_id, witness, observed_at FROM date_evidence ORDER BY key"


class Store:
    """The last pipeline, over a database."""

    def __init__(self, database: Database) -> None:
        crawler = Crawler(PostsSpider, get_project_settings())
        self.pipeline = StorePipeline(database.engine, StatsCollector(crawler))

    def witness(self, *said: Evidence, at: float = 0) -> None:
        fetch = Fetch(f"http://{SITE}/page-{at}", moment(at), 200)
        self.pipeline.process_item(WitnessItem(fetch, SITE, [], list(said)))

    def post(self, number: int = 1, *said: Evidence, at: float = 0) -> None:
        item = post(number, at=at)
        item.evidence = list(said)
        self.pipeline.process_item(item)


@pytest.fixture
def store(database: Database) -> Store:
    return Store(database)


def test_a_witness_can_come_before_the_article(database: Database, store: Store) -> None:
    store.witness(evidence(1, (-5, -4), 0, "feed"))
    assert database.values("SELECT count(*) FROM articles") == [0]
    store.post(1)
    assert database.values(DATES) == [(stamp(-5), stamp(-4), stamp(-4.5), "feed")]


def test_a_witness_that_comes_later_narrows_the_date(database: Database, store: Store) -> None:
    store.post(1, evidence(1, (-48, -24), 0, "page"))
    assert database.values(DATES) == [(stamp(-48), stamp(-24), stamp(-36), "page")]
    store.witness(evidence(1, (-30, -20), 1))
    assert database.values(DATES) == [(stamp(-30), stamp(-24), stamp(-27), "list")]


def test_the_same_claim_again_counts_once(database: Database, store: Store) -> None:
    for at in (0, 2, 1):
        store.witness(evidence(1, (-48, -24), at, raw=f"seen at {at}"), at=at)
    assert database.values(SEEN) == [(1, "list", stamp(2))]


def test_other_claims_and_other_witnesses_count_apart(database: Database, store: Store) -> None:
    store.witness(evidence(1, (-48, -24), 0), evidence(1, (-48, -24), 0, "related"), evidence(1, (-48, -25), 0))
    assert len(database.values(SEEN)) == 3


def test_what_could_not_be_read_is_kept_once(database: Database, store: Store) -> None:
    unread = Evidence(1, "page", "很久以前", moment(0), None, None)
    store.post(1, unread)
    store.post(1, unread)
    assert database.values("SELECT raw FROM date_evidence") == ["很久以前"]
    assert database.values(DATES) == [(None, None, None, None)]


def test_nobody_knows_a_date(database: Database, store: Store) -> None:
    store.post(1)
    columns = "published_at, published_day, published_earliest, published_latest, published_precision, published_raw"
    assert database.values(f"SELECT {columns}, published_by FROM articles") == [(None,) * 7]


def test_a_site_does_not_testify_for_another(database: Database, store: Store) -> None:
    store.witness(evidence(1, (-5, -4), 0))
    database.save(post(1, site="b.example"))
    store.post(1)
    assert database.values("SELECT site FROM articles WHERE published_at IS NOT NULL") == [SITE]


def test_a_list_dates_many_posts_at_once(database: Database, store: Store) -> None:
    for number in range(30):
        store.post(number)
    store.witness(*(evidence(number, (-number - 1, -number), 0) for number in range(30)))
    expected = [f"{moment(-number - 0.5):%Y-%m-%dT%H:%M:%SZ}" for number in range(30)]
    assert database.values("SELECT published_at FROM articles ORDER BY id") == expected


def claims() -> list[Evidence]:
    """What pages say of a post over some days: a contradiction, a future, a repetition, a feed."""
    return [
        evidence(1, (-48, -24), 0, "page"),
        evidence(1, (-48, -24), 30, "page"),
        evidence(1, (-30, -20), 10),
        evidence(1, (100, 101), 12, "related"),
        evidence(1, (-26, -26), 20, "feed"),
    ]


def dates_of(database: Database, store: Store, number: int, said: Iterable[Evidence]) -> list[object]:
    """The article's dates when the claims come in this order, with the post itself in the middle."""
    moved = [Evidence(number, e.witness, e.raw, e.observed_at, e.earliest, e.latest) for e in said]
    store.witness(*moved[:2])
    store.post(number)
    for claim in moved[2:]:
        store.witness(claim)
    columns = "published_earliest, published_latest, published_raw, published_by, published_day"
    return database.values(f"SELECT {columns} FROM articles WHERE id = {number}")


def test_the_order_of_witnesses_does_not_matter(database: Database, store: Store) -> None:
    orders = list(permutations(claims()))
    Random(1).shuffle(orders)
    found = [dates_of(database, store, number, order) for number, order in enumerate(orders[:40], 1)]
    assert all(dates == found[0] for dates in found)
    assert found[0] == [(stamp(-26), stamp(-26), "(-26, -26)", "feed", "2026-03-09")]


def test_the_same_page_stored_again_leaves_the_evidence_as_it_is(database: Database, store: Store) -> None:
    said = [evidence(1, (-48, -24), 0), evidence(2, (-5, -4), 0)]
    store.witness(*said)
    before = database.rows("SELECT * FROM date_evidence")
    store.witness(*said)
    store.witness(*said)
    assert database.rows("SELECT * FROM date_evidence") == before
