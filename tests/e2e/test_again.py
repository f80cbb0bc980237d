"""Later runs over the same site: new posts only, all posts again, a site that was closed; and all of it replayed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.databases import copy_folder
from tests.e2e.crawled import Crawled
from tests.e2e.site import CLOCK, asked, crawl, summary
from tests.fakesite.dates import HOUR
from tests.fakesite.posts import make_post
from tests.helpers import Result, articles, contents, rows, run_here

DELETED, NEW = 26, 99
TABLES = ("articles", "revisions", "removed_blocks", "images", "tags", "article_tags", "links")


@dataclass
class Later:
    """What a run asked for, said, and left in the database."""

    result: Result
    asked: list[str]
    articles: list[dict[str, Any]]
    tables: dict[str, list[dict[str, Any]]] = field(repr=False)

    @property
    def posts(self) -> list[int]:
        return sorted(int(path.split("/")[-1].removesuffix(".html")) for path in self.asked if "/post/" in path)

    def text(self) -> list[dict[str, Any]]:
        """The articles without their dates, which a later look can make more certain."""
        return [{name: row[name] for name in row if not name.startswith("published_")} for row in self.articles]


@dataclass
class Story:
    """Runs in a row: the first, one for what is new, one over everything, one when the site is closed."""

    data: Path
    first: Later
    new: Later
    full: Later
    closed: Later


@pytest.fixture(scope="module")
def story(crawled: Crawled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    site, server, data = crawled.site, crawled.server, tmp_path_factory.mktemp("again") / "data"
    copy_folder(crawled.data, data)

    def run(hours: float, *args: str) -> Later:
        server.clock, server.log = CLOCK + hours * HOUR, []
        return later(crawl(server, data, *args), data, asked(server))

    first = later(crawled.result, data, crawled.asked())
    site.publish(make_post(Random(9), NEW, CLOCK + HOUR // 2))
    new = run(1)
    site.missing.add(DELETED)
    full = run(2, "-a", "mode=full")
    site.close()
    yield Story(data, first, new, full, run(3))
    site.close(False)


def later(result: Result, data: Path, paths: list[str]) -> Later:
    return Later(result, paths, articles(data), contents(data, *TABLES))


def test_a_run_for_what_is_new_fetches_that_only(story: Story) -> None:
    assert story.new.result.returncode == 0, story.new.result.stderr
    due = 40  # it has come to the age of three days
    assert story.new.posts == [due, NEW]
    assert " new 1, changed 0, failed 0," in summary(story.new.result)
    assert {row["id"] for row in story.new.articles} - {row["id"] for row in story.first.articles} == {NEW}


def test_a_full_run_fetches_every_post_once(story: Story) -> None:
    assert story.full.result.returncode == 0, story.full.result.stderr
    assert story.full.posts == [*range(10, 60, 2), NEW]
    assert " new 0, changed 0, failed 0," in summary(story.full.result)


def test_a_full_run_changes_counters_and_times_of_seeing_only(story: Story) -> None:
    assert story.full.text() == story.new.text()
    for table in ("revisions", "removed_blocks", "images", "tags", "article_tags"):
        assert story.full.tables[table] == story.new.tables[table]
    for before, after in zip(story.new.tables["articles"], story.full.tables["articles"], strict=True):
        if before["id"] != DELETED:
            assert after["view_count"] > before["view_count"]
            assert after["last_seen_at"] > before["last_seen_at"]
        assert after["first_seen_at"] == before["first_seen_at"]


def test_a_later_look_at_a_date_never_makes_it_less_certain(story: Story) -> None:
    for before, after in zip(story.new.articles, story.full.articles, strict=True):
        assert before["published_earliest"] <= after["published_earliest"]
        assert before["published_latest"] >= after["published_latest"]


def test_a_post_that_was_deleted_is_kept_and_its_absence_on_record(story: Story) -> None:
    assert DELETED in {row["id"] for row in story.full.articles}
    found = rows(story.data / "rent.db", f"SELECT status FROM fetches WHERE url LIKE '%/{DELETED}.html' ORDER BY key")
    assert [row["status"] for row in found] == [200, 404]


def test_a_closed_site_changes_nothing(story: Story) -> None:
    assert story.closed.articles == story.full.articles
    assert story.closed.tables == story.full.tables
    assert [path for path in story.closed.asked if "/post/" in path] == []


def test_a_closed_site_is_no_answer(story: Story) -> None:
    assert story.closed.result.returncode == 5, summary(story.closed.result)
    assert " failed 0," in summary(story.closed.result)


@pytest.fixture(scope="module")
def replayed(story: Story, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    data = tmp_path_factory.mktemp("replayed")
    archives = sorted((story.data / "archive").glob("*.warc.gz"), reverse=True)
    return data, run_here("replay", *archives, data=data)


def test_the_archives_replayed_give_the_same_articles(story: Story, replayed: tuple[Path, Result]) -> None:
    data, result = replayed
    assert articles(data) == story.closed.articles
    assert f"new {len(story.closed.articles)}, changed 0" in summary(result)


def test_the_archives_replayed_give_the_same_evidence(story: Story, replayed: tuple[Path, Result]) -> None:
    query = (
        "SELECT site, post_id, witness, raw, observed_at, earliest, latest FROM date_evidence ORDER BY 1, 2, 3, 4, 5"
    )
    assert rows(replayed[0] / "rent.db", query) == rows(story.data / "rent.db", query)


def test_the_archives_replayed_give_the_same_counters_and_times(story: Story, replayed: tuple[Path, Result]) -> None:
    query = "SELECT id, view_count, first_seen_at, last_seen_at, fetched_at FROM articles ORDER BY id"
    assert rows(replayed[0] / "rent.db", query) == rows(story.data / "rent.db", query)


def test_replaying_its_own_archives_changes_nothing(story: Story) -> None:
    before = contents(story.data, *TABLES, "date_evidence", "fetches")
    result = run_here("replay", data=story.data)
    assert " new 0, changed 0," in summary(result)
    after = contents(story.data, *TABLES, "date_evidence", "fetches")
    # robots.txt is Scrapy's own affair in a crawl, and a page as any other in an archive
    after["fetches"] = [row for row in after["fetches"] if not row["url"].endswith("/robots.txt")]
    assert after == before
