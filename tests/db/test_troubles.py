"""Posts that could not be had: when they are tried again, what ends that, and when a post is gone."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector
from scrapy.utils.project import get_project_settings

from pipelines.store import StorePipeline
from rentspider.db.troubles import Trouble, failures_before, troubles
from rentspider.items import Fetch, PageItem
from rentspider.spiders.posts import PostsSpider
from tests.db.helpers import SITE, Database, moment, post

HAD, MISSING, FAILED = "had", "missing", "failed"
HOUR, DAY = 1.0, 24.0
MONTH = 30 * DAY


class Post:
    """A post, number 1 of a site, whose fetches are stored as a crawl stores them."""

    def __init__(self, database: Database, site: str = SITE) -> None:
        stats = StatsCollector(Crawler(PostsSpider, get_project_settings()))
        self._database, self._site = database, site
        self._pipeline = StorePipeline(database.engine, stats)

    def fetch(self, at: float, answer: str, status: int = 0) -> None:
        """A fetch some hours after the first; a failure without a status is one to which no answer came."""
        if answer == HAD:
            self._pipeline.process_item(post(1, at=at, site=self._site))
            return
        error = None if answer == MISSING else "in vain"
        url = f"http://{self._site}/index.php/post/1.html"
        status = status or (404 if answer == MISSING else 0)
        self._pipeline.process_item(PageItem(Fetch(url, moment(at), status, error=error)))

    def fetches(self, *answers: str) -> None:
        """Fetches an hour apart."""
        for at, answer in enumerate(answers):
            self.fetch(at, answer)

    def trouble(self) -> Trouble | None:
        with self._database.connection() as connection:
            return troubles(connection, self._site).get(1)

    def failures_before(self, at: float) -> int:
        with self._database.connection() as connection:
            return failures_before(connection, self._site, 1, moment(at))

    def status(self) -> str | None:
        """Live or gone; None where there is no article."""
        found = self._database.values(f"SELECT status FROM articles WHERE site = '{self._site}'")
        return str(found[0]) if found else None


@pytest.fixture
def page(database: Database) -> Post:
    return Post(database)


def hours_of_rest(trouble: Trouble | None) -> float:
    """For how many hours a post is left alone, to within five minutes."""
    assert trouble
    twelfths = range(12 * int(MONTH + DAY))
    hours = (n / 12 for n in twelfths if trouble.is_over(trouble.last + (moment(n / 12) - moment(0))))
    return next(hours)


@pytest.mark.parametrize(
    ("failures", "least", "most"),
    [(1, 0, 0), (2, 0.5, 1), (3, 2, 3), (4, 5, 7), (5, 10, 15), (6, 20, 31), (12, MONTH, MONTH), (99, MONTH, MONTH)],
)
def test_it_is_tried_again_at_once_then_at_growing_intervals(failures: int, least: float, most: float) -> None:
    trouble = Trouble(1, "http://demo.example/index.php/post/1.html", failures, moment(0), missing=False)
    assert least <= hours_of_rest(trouble) <= most


def test_an_hourly_run_finds_the_first_rest_over(page: Post) -> None:
    page.fetches(FAILED, FAILED)
    trouble = page.trouble()
    assert trouble
    assert not trouble.is_over(moment(1.5))
    assert trouble.is_over(moment(2 - 1 / 60)), "two runs are an hour apart, give or take"


def test_a_missing_post_that_a_list_still_names_rests_for_an_hour(page: Post) -> None:
    page.fetch(0, MISSING)
    assert 0.5 <= hours_of_rest(page.trouble()) <= 1


@pytest.mark.parametrize("status", [0, 302, 403, 500, 503])
def test_whatever_kept_it_from_coming_is_a_failure(page: Post, status: int) -> None:
    page.fetch(0, FAILED, status)
    trouble = page.trouble()
    assert trouble
    assert (trouble.post, trouble.times, trouble.last, trouble.missing) == (1, 1, moment(0), False)


def test_a_page_that_came_and_could_not_be_read_is_a_failure(page: Post) -> None:
    page.fetch(0, FAILED, 200)
    trouble = page.trouble()
    assert trouble
    assert not trouble.missing


@pytest.mark.parametrize(("status", "answer"), [(404, MISSING), (410, MISSING), (500, FAILED)])
def test_the_last_answer_says_whether_it_is_missing(page: Post, status: int, answer: str) -> None:
    page.fetch(0, FAILED)
    page.fetch(1, MISSING)
    page.fetch(2, answer, status)
    trouble = page.trouble()
    assert trouble
    assert (trouble.times, trouble.missing) == (3, answer == MISSING)


def test_a_page_that_can_be_read_ends_it(page: Post) -> None:
    page.fetches(FAILED, FAILED, MISSING, HAD)
    assert page.trouble() is None
    page.fetch(9, FAILED)
    trouble = page.trouble()
    assert trouble
    assert trouble.times == 1, "it begins anew"


def test_a_failure_is_counted_once_however_often_it_is_stored(page: Post) -> None:
    for _ in range(3):
        page.fetch(0, FAILED, 500)
    trouble = page.trouble()
    assert trouble
    assert trouble.times == 1


def test_sites_are_apart(database: Database, page: Post) -> None:
    page.fetches(FAILED, FAILED)
    other = Post(database, "b.example")
    assert other.trouble() is None
    other.fetch(5, HAD)
    assert page.trouble() is not None


def test_failures_before_a_moment_are_those_in_a_row(page: Post) -> None:
    page.fetches(FAILED, HAD, FAILED, FAILED, FAILED)
    assert [page.failures_before(at) for at in (2, 2.5, 4, 5)] == [0, 1, 2, 3]


def test_to_be_missing_is_no_failure(page: Post) -> None:
    page.fetches(MISSING, MISSING)
    assert page.failures_before(5) == 0


def test_what_came_later_does_not_undo_the_failures_before(page: Post) -> None:
    """An archive that is replayed late tells of a failure that was known as one then."""
    page.fetch(9, HAD)
    page.fetches(FAILED, FAILED)
    assert page.failures_before(2) == 2


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ([HAD, MISSING], "live"),
        ([HAD, MISSING, MISSING], "gone"),
        ([HAD, MISSING, HAD, MISSING], "live"),
        ([HAD, MISSING, MISSING, HAD], "live"),
        ([HAD, MISSING, MISSING, HAD, MISSING], "live"),
        ([HAD, MISSING, FAILED], "live"),
        ([HAD, FAILED, FAILED], "live"),
        ([HAD, MISSING, MISSING, FAILED], "gone"),
    ],
)
def test_it_is_gone_when_it_was_missing_twice_in_a_row(page: Post, answers: list[str], status: str) -> None:
    page.fetches(*answers)
    assert page.status() == status


def test_404_and_410_are_both_missing(page: Post) -> None:
    page.fetch(0, HAD)
    page.fetch(1, MISSING, 404)
    page.fetch(2, MISSING, 410)
    assert page.status() == "gone"


def test_what_is_gone_keeps_its_text(database: Database, page: Post) -> None:
    page.fetches(HAD, MISSING, MISSING)
    assert database.values("SELECT status, body_text FROM articles") == [("gone", "首段\n末段")]


ANSWERS = st.lists(st.sampled_from([HAD, MISSING, FAILED]), min_size=1, max_size=6)
HISTORIES = ANSWERS.map(lambda answers: list(enumerate(answers))).flatmap(st.permutations)
"""What fetches gave, with their hours, in the order in which they are stored."""


@pytest.fixture(scope="module")
def fresh_posts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[Post]]:
    """As many posts as are wanted, each on a site of its own."""
    folder: Path = tmp_path_factory.mktemp("troubles")
    database = Database(folder)
    yield (Post(database, f"{number}.example") for number in count())
    database.engine.dispose()


@settings(deadline=None, max_examples=150)
@given(HISTORIES)
def test_the_order_of_storing_does_not_matter(fresh_posts: Iterator[Post], history: list[tuple[int, str]]) -> None:
    page = next(fresh_posts)
    for at, answer in history:
        page.fetch(at, answer)
    answers = [answer for _, answer in sorted(history)]
    since = answers[len(answers) - answers[::-1].index(HAD) :] if HAD in answers else answers
    trouble = page.trouble()
    assert (trouble.times if trouble else 0) == len(since)
    assert trouble is None or trouble.missing == (since[-1] == MISSING)
    gone = [answer for answer in answers if answer != FAILED][-2:] == [MISSING, MISSING]
    assert page.status() == (None if HAD not in answers else "gone" if gone else "live")
