"""What a search finds is what a plain scan of all texts finds, whatever is asked, by whatever way it is looked up."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import get_args

import pytest

from rentspider.db.filters import DAYS, NAMES, Filters, conditions
from rentspider.db.search import Order, Query, find, finding, postgresql, sqlite
from tests.db.helpers import Database
from tests.db.search.conftest import SQLITE
from tests.db.search.plain import Stored, fill, scan, some_filters, some_query

QUERIES = {"sqlite": 1_500, "postgresql": 300}
ARTICLES = 80
ORDERS: tuple[Order, ...] = get_args(Order)
# What decides how matches are looked up and put in order, as it is, and so that each way is gone at every size.
WAYS = {"usual": {}, "by reading": {"READING": 0}, "by sets": {"READING": 10**12}, "unranked": {"RANKED": 0}}


@pytest.fixture(scope="module", params=[SQLITE, "postgresql"])
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Database, list[Stored]]]:
    on_server = request.param == "postgresql"
    url = request.getfixturevalue("postgres") if on_server else None
    database = Database(tmp_path_factory.mktemp("search"), url)
    yield database, fill(database, Random(5), ARTICLES)
    database.engine.dispose()


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    for name, value in WAYS[request.param].items():
        for module in (finding,) if name == "RANKED" else (sqlite, postgresql):
            monkeypatch.setattr(module, name, value)
    return str(request.param)


def asked(rng: Random, stored: list[Stored], count: int, limit: int = ARTICLES) -> Iterator[Query]:
    texts = [line for article in stored for line in (article.title, *article.text.split("\n"))]
    for _ in range(count):
        yield Query(some_query(rng, texts), some_filters(rng), rng.choice(ORDERS), limit)


def test_what_is_found_is_what_a_plain_scan_finds(made: tuple[Database, list[Stored]], way: str) -> None:
    database, stored = made
    rng, any_found, count = Random(way), 0, QUERIES[database.engine.dialect.name]
    with database.connection() as connection:
        for query in asked(rng, stored, count):
            page, expected = find(connection, query), sorted(scan(stored, query.text, query.filters))
            assert sorted(hit.id for hit in page.hits) == expected, query
            assert page.total == len(expected), query
            any_found += bool(expected)
    assert any_found > count / 4


def test_whatever_is_given_narrows_a_search() -> None:
    given = {name: date(2026, 3, 10) if name in DAYS else "别的" for name in NAMES}
    assert [name for name in NAMES if not conditions(Filters(**{name: given[name]}))] == []  # type: ignore[arg-type]


def test_pages_are_parts_of_one_list(made: tuple[Database, list[Stored]], way: str) -> None:
    database, _ = made
    with database.connection() as connection:
        for text in ("a", "嘉", "s -b", "定 区", "", "-a", "aa", "招商", '"，" -"。"'):
            for order in ORDERS:
                whole = find(connection, Query(text, order=order, limit=ARTICLES))
                pages = [find(connection, Query(text, order=order, limit=7, offset=at)) for at in range(0, 90, 7)]
                assert [hit.key for page in pages for hit in page.hits] == [hit.key for hit in whole.hits], text
                assert {page.total for page in pages} == {whole.total}


def test_the_newest_come_first(made: tuple[Database, list[Stored]], way: str) -> None:
    database, _ = made
    with database.connection() as connection:
        for text in ("", "a", "嘉", "aa"):
            hits = find(connection, Query(text, order="newest", limit=ARTICLES)).hits
            order = [(hit.published_at is not None, str(hit.published_at), hit.key) for hit in hits]
            assert order == sorted(order, reverse=True)
            assert len(order) > 2


def test_those_with_the_term_in_their_title_come_first(made: tuple[Database, list[Stored]], way: str) -> None:
    database, _ = made
    with database.connection() as connection:
        for text in ("a", "嘉", "ss", "定", "i\u0307"):
            titled = [text in hit.title.casefold() for hit in find(connection, Query(text, limit=ARTICLES)).hits]
            assert titled == sorted(titled, reverse=True)
            assert True in titled


@pytest.mark.parametrize(
    ("since", "until"), [(date.min, date.max), (date.max, date.max), (date.min, date.min), (date.max, date.min)]
)
def test_the_first_and_the_last_day_of_all(made: tuple[Database, list[Stored]], since: date, until: date) -> None:
    database, stored = made
    with database.connection() as connection:
        page = find(connection, Query("", Filters(since, until)))
    dated = sum(article.first is not None for article in stored)
    assert page.total == (dated if (since, until) == (date.min, date.max) else 0)


@pytest.mark.parametrize("limit", [0, -1])
def test_no_article_is_asked_for(made: tuple[Database, list[Stored]], limit: int) -> None:
    database, _ = made
    with database.connection() as connection:
        page = find(connection, Query("a", limit=limit))
    assert page.total > 0
    assert page.hits == []


def test_a_query_without_end(made: tuple[Database, list[Stored]]) -> None:
    database, _ = made
    with database.connection() as connection:
        for text in ("嘉定" * 5_000, " ".join(map(str, range(2_000))), " ".join(f"-{n}x" for n in range(2_000))):
            assert find(connection, Query(text)).total in (0, ARTICLES)
            assert find(connection, Query(text, Filters(category="别的"), "newest")).total < ARTICLES
