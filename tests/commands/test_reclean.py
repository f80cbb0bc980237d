"""Cleaning anew, from the archive: after learning what repeats on a site, and by `scrapy reclean`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.fakesite.archive import Capture, write_warc
from tests.fakesite.look import Look
from tests.fakesite.posts import make_post
from tests.fakesite.sample import NOW
from tests.fakesite.sample import PATH as SAMPLE
from tests.fakesite.site import FakeSite
from tests.helpers import Result, articles, replay, rows, run_here

POSTS = 40
# An operator's block in words that no rule knows.
BLOCK = ("浦江两岸 旧梁新柱", "砖缝里头 有光有风", "四时如常 炉火不熄")


@pytest.fixture(scope="module")
def site() -> FakeSite:
    rng = Random(3)
    posts = [make_post(rng, number, NOW - 86_400 * (POSTS - number)) for number in range(1, POSTS + 1)]
    block = "".join(f"<p>{line}</p>" for line in BLOCK)
    return FakeSite([replace(post, html=post.html + block) for post in posts], Look(), NOW)


def captures(site: FakeSite, numbers: list[int]) -> Iterator[Capture]:
    for number in numbers:
        path = f"/index.php/post/{number}.html"
        yield f"http://demo.example{path}", NOW, site.respond(path)


def replayed(site: FakeSite, data: Path, numbers: list[int]) -> Result:
    archive = data / f"{len(numbers)}-{numbers[0]}.warc.gz"
    write_warc(archive, captures(site, numbers))
    return run_here("replay", archive, data=data)


def leaks(data: Path) -> int:
    """How many articles have a line of the block left."""
    texts = [row["body_text"] for row in rows(data / "rent.db", "SELECT body_text FROM articles")]
    return sum(any(line in text for line in BLOCK) for text in texts)


@pytest.fixture
def data(site: FakeSite, tmp_path: Path) -> Path:
    assert replayed(site, tmp_path, list(range(1, POSTS + 1))).returncode == 0
    return tmp_path


def test_a_block_of_unknown_words_is_learned_and_goes_from_all_posts(data: Path) -> None:
    assert leaks(data) == 0
    removed = rows(data / "rent.db", f"SELECT DISTINCT kind, rule FROM removed_blocks WHERE text = '{BLOCK[0]}'")
    assert removed == [{"kind": "repeated", "rule": "learned.repeated"}]
    assert rows(data / "rent.db", "SELECT * FROM revisions") == [], "another cleaning is no change of the post"


def test_on_few_posts_nothing_is_learned(site: FakeSite, tmp_path: Path) -> None:
    replayed(site, tmp_path, list(range(1, 21)))
    assert rows(tmp_path / "rent.db", "SELECT * FROM learned_blocks") == []
    assert leaks(tmp_path) > 0


def test_posts_that_came_before_are_cleaned_anew(site: FakeSite, tmp_path: Path) -> None:
    replayed(site, tmp_path, list(range(1, 21)))
    replayed(site, tmp_path, list(range(21, POSTS + 1)))
    assert leaks(tmp_path) == 0


def test_the_order_of_posts_does_not_matter(
    site: FakeSite, data: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    replayed(site, other, list(range(POSTS, 15, -1)))
    replayed(site, other, list(range(15, 0, -1)))
    assert articles(other) == articles(data)


def test_a_run_that_was_killed_before_it_applied_what_it_learned_is_made_up_for(site: FakeSite, data: Path) -> None:
    before = articles(data)
    rows(data / "rent.db", "UPDATE learned_blocks SET applied = false")
    rows(data / "rent.db", f"UPDATE articles SET body_text = body_text || '\n{BLOCK[0]}' WHERE id = 7")
    run_here("reclean", data=data)
    assert articles(data) == before


def test_a_dry_run_shows_what_would_change_and_changes_nothing(data: Path) -> None:
    rows(data / "rent.db", "UPDATE articles SET body_text = body_text || '\n旧的一行' WHERE id IN (7, 8)")
    before = articles(data)
    result = run_here("reclean", "--dry-run", data=data)
    assert result.returncode == 0
    assert result.stdout.count("-旧的一行") == 2
    assert "2 articles would be other ones" in result.stdout
    assert articles(data) == before
    assert run_here("reclean", "--dry-run", "--sample", "1", data=data).stdout.count("-旧的一行") == 1


def test_reclean_writes_what_the_rules_of_today_make_of_the_archive(data: Path) -> None:
    before = articles(data)
    rows(data / "rent.db", "UPDATE articles SET body_text = '旧', source = '旧报', content_hash = 'x' WHERE id < 9")
    result = run_here("reclean", data=data)
    assert "8 articles are other ones now" in result.stdout
    assert " changed 8, failed 0," in result.stdout
    assert articles(data) == before
    assert rows(data / "rent.db", "SELECT * FROM revisions") == []


def test_an_archive_that_is_not_there_leaves_its_articles_as_they_are(data: Path) -> None:
    before = articles(data)
    next(data.glob("*.warc.gz")).unlink()
    result = run_here("reclean", data=data)
    assert result.returncode == 4
    assert f" failed {POSTS}," in result.stdout
    assert "cannot be cleaned anew" in result.stderr
    assert "Traceback" not in result.stderr
    assert articles(data) == before


def test_what_a_killed_run_has_not_learned_the_next_one_learns_though_it_stores_nothing(
    site: FakeSite, tmp_path: Path
) -> None:
    archive, lists = tmp_path / "posts.warc.gz", tmp_path / "lists.warc.gz"
    write_warc(archive, captures(site, list(range(1, POSTS + 1))))
    write_warc(lists, [("http://demo.example/", NOW, site.respond("/"))])
    replay(archive, tmp_path)  # all of a run but its learning, and its record
    assert leaks(tmp_path) > 0
    killed = "INSERT INTO crawl_runs (command, arguments, started_at, counts) VALUES ('replay', '{}', :now, '{}')"
    rows(tmp_path / "rent.db", killed, {"now": "2026-03-10T04:00:00Z"})
    assert run_here("replay", lists, data=tmp_path).returncode == 0
    assert leaks(tmp_path) == 0


def test_only_what_the_learned_bears_on_is_cleaned_anew_and_that_is_enough(tmp_path: Path) -> None:
    replayed = run_here("replay", SAMPLE, data=tmp_path)
    told = re.search(r"(\d+) repeated lines learned; (\d+) articles cleaned anew", replayed.stderr)
    assert told
    assert int(told[1]) > 0
    assert int(told[2]) < len(articles(tmp_path)) * 0.9
    everything = "SELECT article_key, position, kind, rule, text FROM removed_blocks ORDER BY 1, 2"
    before = articles(tmp_path), rows(tmp_path / "rent.db", everything)
    assert run_here("reclean", data=tmp_path).returncode == 0
    assert (articles(tmp_path), rows(tmp_path / "rent.db", everything)) == before
